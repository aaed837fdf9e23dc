//! Traefik.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use cors_policy::PolicyRef;
use cors_policy_gateways::{Export, Inexpressible, traefik};

use crate::answers::{ALLOWED, PUBLIC_TIER};
use crate::gateway::{Difference, Gateway, Instead, program};
use crate::policies::{API, BARE, CLOSED, PUBLIC, TWO_TIERS};
use crate::program::{Folder, Program, free_addresses};
use crate::scenario::CALLED;
use crate::{checks, random, socket};

/// With routers.
struct Traefik(Running);

/// With a middleware only.
struct Middleware(Running);

struct Running {
    program: Program,
    addresses: Vec<SocketAddr>,
}

impl Gateway for Traefik {
    const NAME: &'static str = "traefik";
    const DIFFERENCES: &'static [Difference] = ROUTERS;

    fn export(policy: PolicyRef) -> Result<Export, Inexpressible> {
        traefik::export(policy)
    }

    /// The outer router has the entry point, and the inner one the service.
    fn start(exports: &[Export], upstream: SocketAddr) -> Self {
        Self(Running::start(exports, upstream, |name, entry_point, text| {
            let listed = format!("{name}-listed");
            let listed = if text.contains(&listed) { format!("{listed}, ") } else { String::new() };
            format!(
                "    {name}: {{rule: PathPrefix(`/`), entryPoints: [{entry_point}]}}
    {name}-inner: {{rule: PathPrefix(`/`), parentRefs: [{listed}{name}-others], service: api}}\n"
            )
        }))
    }

    fn addresses(&self) -> &[SocketAddr] {
        &self.0.addresses
    }

    /// An allowed preflight has the status 200. Without a `max_age`, browsers take 5 seconds.
    fn comparable(lines: &[String], is_preflight: bool) -> BTreeSet<String> {
        let mut lines = checks::comparable_next_to_star(lines);
        if is_preflight && lines.remove("204") {
            lines.insert("200".to_owned());
        }
        if is_preflight {
            lines.remove("access-control-max-age: 5");
        }
        lines
    }
}

impl Gateway for Middleware {
    const NAME: &'static str = "traefik-middleware";
    const DIFFERENCES: &'static [Difference] = MIDDLEWARE;

    fn export(policy: PolicyRef) -> Result<Export, Inexpressible> {
        traefik::middleware(policy)
    }

    fn start(exports: &[Export], upstream: SocketAddr) -> Self {
        Self(Running::start(exports, upstream, |name, entry_point, _| {
            format!(
                "    {name}: {{rule: PathPrefix(`/`), entryPoints: [{entry_point}], middlewares: [{name}], service: api}}\n"
            )
        }))
    }

    fn addresses(&self) -> &[SocketAddr] {
        &self.0.addresses
    }

    fn comparable(lines: &[String], is_preflight: bool) -> BTreeSet<String> {
        checks::seen_by_browsers(lines, is_preflight)
    }
}

impl Running {
    /// Starts Traefik with the routers of the exports: each has a name, an entry point and the exported text.
    fn start(
        exports: &[Export],
        upstream: SocketAddr,
        routers: impl Fn(&str, &str, &str) -> String,
    ) -> Self {
        let folder = Folder::new("traefik");
        let dynamic = folder.path().join("dynamic");
        std::fs::create_dir(&dynamic).expect("a folder");
        let addresses = free_addresses(exports.len());
        let (mut outer, mut points) = (String::new(), String::new());
        for (index, (export, address)) in exports.iter().zip(&addresses).enumerate() {
            let [file] = export.files() else { panic!("one file") };
            folder.write(&format!("dynamic/{}", file.name()), file.text());
            let name = file.name().strip_suffix(".toml").expect("a file of TOML");
            outer += &routers(name, &format!("at{index}"), file.text());
            points = format!("{points}  at{index}: {{address: \"{address}\"}}\n");
        }
        let service = format!("loadBalancer: {{servers: [{{url: \"http://{upstream}\"}}]}}");
        folder.write(
            "dynamic/outer.yml",
            &format!("http:\n  routers:\n{outer}  services:\n    api:\n      {service}\n"),
        );
        folder.write("traefik.yml", &format!("{STATIC}entryPoints:\n{points}"));
        let mut traefik = Command::new(traefik_program());
        traefik.current_dir(folder.path()).arg("--configFile=traefik.yml");
        let program = Program::start(traefik, folder, &addresses);
        let running = Self { program, addresses };
        running.wait();
        running
    }

    /// Traefik listens before it has read the files. A mistake in them is a line in its log.
    fn wait(&self) {
        let start = Instant::now();
        for &address in &self.addresses {
            while !has_router(address) {
                let log = self.program.log();
                assert!(!log.contains(" ERR "), "{log}");
                assert!(start.elapsed() < Duration::from_secs(30), "{log}");
                thread::sleep(Duration::from_millis(20));
            }
        }
        let log = self.program.log();
        assert!(!log.contains(" ERR "), "{log}");
    }
}

/// Whether the answer is not Traefik's own 404.
fn has_router(address: SocketAddr) -> bool {
    let request = "GET / HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n";
    let response = socket::exchange(address, request.as_bytes());
    response.status != 404 || response.headers.iter().any(|(name, _)| name == CALLED)
}

/// It is a package of PyPI.
fn traefik_program() -> std::ffi::OsString {
    match std::env::var_os("GATEWAY_PYTHON") {
        Some(folder) => Path::new(&folder).join("traefik").into(),
        None => program("TRAEFIK_PROGRAM", "traefik"),
    }
}

const STATIC: &str = "\
global: {checkNewVersion: false, sendAnonymousUsage: false}
providers: {file: {directory: dynamic}}
log: {level: ERROR, noColor: true}
";

const ROUTERS: &[Difference] = &[
    Difference {
        scenario: "preflight with an empty requested method is a preflight",
        reason: EMPTY,
        instead: Instead::Lines(ALLOWED),
    },
    Difference {
        scenario: "preflight with an empty origin",
        reason: EMPTY,
        instead: Instead::Lines(&["200", "Vary: Origin"]),
    },
    Difference {
        scenario: "preflight with an empty origin, which is anyone else",
        reason: EMPTY,
        instead: Instead::Lines(PUBLIC_TIER),
    },
    Difference {
        scenario: "preflight with two origin lines",
        reason: FIRST,
        instead: Instead::Lines(PREFLIGHT),
    },
    Difference {
        scenario: "preflight with two lines of origins, which is anyone else",
        reason: FIRST,
        instead: Instead::Lines(PREFLIGHT),
    },
    Difference {
        scenario: "request with two lines of origins, which is anyone else",
        reason: FIRST,
        instead: Instead::Lines(ALLOWED),
    },
    Difference {
        scenario: "a request with the same origin in two lines",
        reason: FIRST,
        instead: Instead::Lines(ALLOWED),
    },
    Difference { scenario: "fifty origin lines", reason: FIRST, instead: Instead::Lines(ALLOWED) },
    Difference {
        scenario: "two origin lines in different case",
        reason: FIRST,
        instead: Instead::Lines(ALLOWED),
    },
    Difference {
        scenario: "a request whose connection line names the origin",
        reason: HOP_BY_HOP,
        instead: Instead::Lines(&["200", "Vary: Origin"]),
    },
    Difference {
        scenario: "a handler that varies by everything on a line of its own",
        reason: FIRST_VARY,
        instead: Instead::Lines(ALLOWED_AND_ACCEPT),
    },
    Difference {
        scenario: "a handler with several lines of vary",
        reason: FIRST_VARY,
        instead: Instead::Lines(&["200", "Vary: Accept, Origin"]),
    },
    Difference {
        scenario: "a handler that varies by origin already",
        reason: FIRST_VARY,
        instead: Instead::Lines(&["200", "Vary: Accept, Origin"]),
    },
];

/// The lines are as Traefik sends them, also those that browsers ignore.
const MIDDLEWARE: &[Difference] = &[
    Difference {
        scenario: "preflight with an empty requested method is a preflight",
        reason: EMPTY,
        instead: Instead::Lines(ALLOWED),
    },
    Difference {
        scenario: "preflight with an empty origin",
        reason: EMPTY,
        instead: Instead::Lines(IGNORED),
    },
    Difference {
        scenario: "preflight with two origin lines",
        reason: FIRST,
        instead: Instead::Lines(PREFLIGHT_WITHOUT_VARY),
    },
    Difference {
        scenario: "a request with the same origin in two lines",
        reason: FIRST,
        instead: Instead::Lines(ALLOWED),
    },
    Difference { scenario: "fifty origin lines", reason: FIRST, instead: Instead::Lines(ALLOWED) },
    Difference {
        scenario: "two origin lines in different case",
        reason: FIRST,
        instead: Instead::Lines(ALLOWED),
    },
    Difference {
        scenario: "a request whose connection line names the origin",
        reason: HOP_BY_HOP,
        instead: Instead::Lines(IGNORED),
    },
    Difference {
        scenario: "a handler that varies by everything on a line of its own",
        reason: FIRST_VARY,
        instead: Instead::Lines(ALLOWED_AND_ACCEPT),
    },
    Difference {
        scenario: "a handler with several lines of vary",
        reason: FIRST_VARY,
        instead: Instead::Lines(IGNORED_AND_ACCEPT),
    },
    Difference {
        scenario: "a handler that varies by origin already",
        reason: FIRST_VARY,
        instead: Instead::Lines(IGNORED_AND_ACCEPT),
    },
    Difference {
        scenario: "an origin of 20,000 dots before a pattern",
        reason: LONG_HOST,
        instead: Instead::Lines(ALLOWED_LONG_HOST),
    },
    Difference {
        scenario: "an origin with more labels than a host can have",
        reason: LONG_HOST,
        instead: Instead::Lines(ALLOWED_LONG_HOST),
    },
];

const EMPTY: &str =
    "Traefik does not distinguish an empty header from a missing one; no browser sends it";
const FIRST: &str = "Traefik reads only the first of several lines; no browser sends them";
const HOP_BY_HOP: &str = "Traefik removes the headers that `Connection` names; no page can set it";
const FIRST_VARY: &str =
    "Traefik keeps only the first line of `Vary`; the notes of the export say so";
const LONG_HOST: &str = "Go has no lookahead; DNS has no such hosts";
const ALLOWED_AND_ACCEPT: &[&str] = &[
    "200",
    "Access-Control-Allow-Origin: https://app.example.com",
    "Access-Control-Allow-Credentials: true",
    "Access-Control-Expose-Headers: ETag, X-Total",
    "Vary: Accept, Origin",
];
const ALLOWED_LONG_HOST: &[&str] = &[
    "200",
    "Access-Control-Allow-Origin: https://a.a.a.a.a.a.a.a.…",
    "Access-Control-Allow-Credentials: true",
    "Access-Control-Expose-Headers: ETag, X-Total",
    "Vary: Origin",
];
const IGNORED: &[&str] = &[
    "200",
    "Access-Control-Allow-Credentials: true",
    "Access-Control-Expose-Headers: ETag, X-Total",
    "Vary: Origin",
];
const IGNORED_AND_ACCEPT: &[&str] = &[
    "200",
    "Access-Control-Allow-Credentials: true",
    "Access-Control-Expose-Headers: ETag, X-Total",
    "Vary: Accept, Origin",
];
const PREFLIGHT: &[&str] = &[
    "200",
    "Access-Control-Allow-Origin: https://app.example.com",
    "Access-Control-Allow-Credentials: true",
    "Access-Control-Allow-Methods: DELETE, GET, PUT",
    "Access-Control-Allow-Headers: Authorization, Content-Type",
    "Access-Control-Max-Age: 7200",
    "Vary: Origin",
];
const PREFLIGHT_WITHOUT_VARY: &[&str] = &[
    "200",
    "Access-Control-Allow-Origin: https://app.example.com",
    "Access-Control-Allow-Credentials: true",
    "Access-Control-Allow-Methods: DELETE, GET, PUT",
    "Access-Control-Allow-Headers: Authorization, Content-Type",
    "Access-Control-Expose-Headers: ETag, X-Total",
    "Access-Control-Max-Age: 7200",
];

#[test]
fn traefik_answers_as_the_table_says() {
    checks::answers_as_the_table_says::<Traefik>();
}

#[test]
fn traefik_answers_for_a_dead_service() {
    checks::answers_for_a_dead_service::<Traefik>(&[&API, &PUBLIC, &TWO_TIERS, &CLOSED]);
}

#[test]
fn traefik_answers_random_requests_to_random_policies() {
    random::answers_as_the_library_does::<Traefik>();
}

#[test]
fn traefik_with_a_middleware_answers_as_the_table_says() {
    checks::answers_as_the_table_says::<Middleware>();
}

#[test]
fn traefik_with_a_middleware_answers_for_a_dead_service() {
    checks::answers_for_a_dead_service::<Middleware>(&[&API, &PUBLIC, &BARE, &CLOSED]);
}

#[test]
fn traefik_with_a_middleware_answers_random_requests_to_random_policies() {
    random::answers_as_the_library_does::<Middleware>();
}
