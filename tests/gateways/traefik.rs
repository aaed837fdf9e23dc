//! Traefik.

use std::collections::BTreeSet;
use std::net::SocketAddr;

use cors_policy::PolicyRef;
use cors_policy_gateway_tests::program::Running;
use cors_policy_gateway_tests::traefik as programs;
use cors_policy_gateways::{Export, Inexpressible, traefik};

use crate::answers::{ALLOWED, PUBLIC_TIER};
use crate::gateway::{Difference, Gateway, Instead};
use crate::policies::{API, BARE, CLOSED, PUBLIC, TWO_TIERS};
use crate::{checks, random};

/// With routers.
struct Traefik(Running);

/// With a middleware only.
struct Middleware(Running);

impl Gateway for Traefik {
    const NAME: &'static str = "traefik";
    const DIFFERENCES: &'static [Difference] = ROUTERS;

    fn export(policy: PolicyRef) -> Result<Export, Inexpressible> {
        traefik::export(policy)
    }

    fn start(exports: &[Export], upstream: SocketAddr) -> Self {
        Self(programs::routers(exports, upstream))
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
        Self(programs::middleware(exports, upstream))
    }

    fn addresses(&self) -> &[SocketAddr] {
        &self.0.addresses
    }

    fn comparable(lines: &[String], is_preflight: bool) -> BTreeSet<String> {
        checks::seen_by_browsers(lines, is_preflight)
    }
}

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
