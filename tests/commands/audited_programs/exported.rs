//! Each gateway with an exported policy, in front of a right application: nothing is found.

use std::fmt::Write as _;

use cors_policy_gateway_tests::program_of;
use cors_policy_gateways::Target;

use crate::policies::{API, CATALOGUE, OPEN, RIGHT};
use crate::report::Report;
use crate::right::application;
use crate::server::Server;

#[test]
fn nothing_is_found_in_exported_gateways() {
    let upstream = Server::start(application);
    let upstream = ([127, 0, 0, 1], upstream.port()).into();
    // Two policies have the name `OPEN`.
    let line = OPEN.location().expect("a debug build has it").line();
    let open = format!("tests/commands/policies.rs:{line}");
    let mut wrong = String::new();
    for target in Target::ALL {
        let Some(start) = program_of(*target) else { continue };
        let exports = [
            ("API", target.export(&API)),
            ("CATALOGUE", target.export(&CATALOGUE)),
            ("OPEN", target.export(&OPEN)),
            ("RIGHT", target.export(&RIGHT)),
        ];
        let is_missing = |name: &&str| MISSING.contains(&(*target, name));
        let missing = exports.iter().filter(|(_, export)| export.is_err()).map(|(name, _)| *name);
        let names = exports.iter().map(|(name, _)| *name).collect::<Vec<_>>();
        let expected = names.iter().copied().filter(is_missing).collect::<Vec<_>>();
        assert_eq!(missing.collect::<Vec<_>>(), expected, "{target}");
        let names = names.into_iter().filter(|name| !is_missing(name));
        let exports = exports.into_iter().filter_map(|(_, export)| export.ok()).collect::<Vec<_>>();
        let running = start(&exports, upstream);
        for (name, address) in names.zip(&running.addresses) {
            let place = if name == "OPEN" { &open } else { name };
            if let Some(difference) = Report::of(*address, &["--policy", place]).differs(&[]) {
                writeln!(wrong, "{target}, {name}: {difference}").expect("memory");
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// What a gateway cannot express: `*` for everyone, or different answers to listed and to other origins.
const MISSING: &[(Target, &str)] = &[
    (Target::EnvoyFilters, "CATALOGUE"),
    (Target::EnvoyFilters, "OPEN"),
    (Target::TraefikMiddleware, "CATALOGUE"),
];
