//! Measures how long it takes to check origins, and to have them ready.

use std::hint::black_box;
use std::time::Instant;

use cors_policy::{PolicyTemplate, cors_policy};
use criterion::Criterion;

use crate::policies::{CONFIGURED, origin};
use crate::table::Table;
use crate::turns::{Contestant, measure_slow};

cors_policy! {
    static WITHOUT_CREDENTIALS = { origins: [configured] };
}

/// For each number of origins, each kind of them.
pub(crate) fn sizes(criterion: &mut Criterion) -> Table {
    let mut table = Table::of_whole("To configure, and to configure again").in_milliseconds();
    for size in [1, 1_000, 100_000, 1_000_000] {
        for (kind, template, of) in KINDS {
            let name = format!("{size}, {kind}");
            let origins = (0..size).map(of).collect::<Vec<_>>();
            let row = measure_slow(
                criterion,
                "configuring",
                &name,
                vec![configure(template, &origins), reconfigure(template, &origins)],
            );
            table.push(name, row);
        }
    }
    table
}

fn configure<'a>(template: &'static PolicyTemplate, origins: &'a [String]) -> Contestant<'a> {
    Contestant::new("configure", move |times| {
        let start = Instant::now();
        let policies = (0..times).map(|_| template.configure(black_box(origins)));
        let policies = policies.collect::<Vec<_>>();
        let time = start.elapsed();
        assert!(policies.iter().all(Result::is_ok), "the origins are legal");
        time
    })
}

/// The time includes that of freeing the old origins.
fn reconfigure<'a>(template: &'static PolicyTemplate, origins: &'a [String]) -> Contestant<'a> {
    let policy = template.configure(origins).expect("the origins are legal");
    Contestant::new("reconfigure", move |times| {
        let start = Instant::now();
        for _ in 0..times {
            policy.reconfigure(black_box(origins)).expect("the origins are legal");
        }
        start.elapsed()
    })
}

/// A name, a policy, and the origin with a number.
type Kind = (&'static str, &'static PolicyTemplate, fn(usize) -> String);

/// Without the Public Suffix List, a policy with credentials refuses each pattern.
static KINDS: &[Kind] = &[
    ("exact", &WITHOUT_CREDENTIALS, origin),
    ("exact, credentials", &CONFIGURED, origin),
    ("`*.`", &WITHOUT_CREDENTIALS, pattern),
    #[cfg(feature = "public-suffix-at-run-time")]
    ("`*.`, credentials", &CONFIGURED, pattern),
];

fn pattern(n: usize) -> String {
    format!("https://*.tenant-{n:05}.example.com")
}
