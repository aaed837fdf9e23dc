//! nginx.

use std::net::SocketAddr;

use cors_policy::PolicyRef;
use cors_policy_gateway_tests::nginx as programs;
use cors_policy_gateway_tests::program::{Folder, Running};
use cors_policy_gateways::{Export, Inexpressible, nginx};

use crate::answers::{ALLOWED, PUBLIC_TIER};
use crate::gateway::{Difference, Gateway, Instead};
use crate::policies::{API, CLOSED, PUBLIC, TWO_TIERS};
use crate::{checks, nginx_lint, random};

pub(crate) struct Nginx {
    running: Running,
}

impl Gateway for Nginx {
    const NAME: &'static str = "nginx";
    const DIFFERENCES: &'static [Difference] = DIFFERENCES;

    fn export(policy: PolicyRef) -> Result<Export, Inexpressible> {
        nginx::export(policy)
    }

    fn start(exports: &[Export], upstream: SocketAddr) -> Self {
        Self::linted(programs::start(exports, upstream))
    }

    fn addresses(&self) -> &[SocketAddr] {
        &self.running.addresses
    }
}

impl Nginx {
    /// Starts nginx with these contents of `http { … }`. The files that they include are in the folder.
    pub(crate) fn running(folder: Folder, http: &str, addresses: Vec<SocketAddr>) -> Self {
        Self::linted(programs::running(folder, http, addresses))
    }

    fn linted(running: Running) -> Self {
        nginx_lint::accepts(running.program.folder());
        Self { running }
    }
}

/// No browser sends these.
const DIFFERENCES: &[Difference] = &[
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
        scenario: "an origin with blanks and tabs around it",
        reason: "a tab is part of the value",
        instead: Instead::Lines(&["200", "Vary: Origin"]),
    },
    Difference {
        scenario: "a method in lower case that reads like OPTIONS is no preflight",
        reason: "nginx rejects methods in lower case",
        instead: Instead::Rejected(&[400]),
    },
];

const EMPTY: &str = "nginx does not distinguish an empty header from a missing one";
const FIRST: &str = "nginx 1.22 reads only the first of several lines";
const PREFLIGHT: &[&str] = &[
    "204",
    "Access-Control-Allow-Origin: https://app.example.com",
    "Access-Control-Allow-Credentials: true",
    "Access-Control-Allow-Methods: DELETE, GET, PUT",
    "Access-Control-Allow-Headers: Authorization, Content-Type",
    "Access-Control-Max-Age: 7200",
    "Vary: Origin",
];

#[test]
fn nginx_answers_as_the_table_says() {
    checks::answers_as_the_table_says::<Nginx>();
}

#[test]
fn nginx_answers_for_a_dead_service() {
    checks::answers_for_a_dead_service::<Nginx>(&[&API, &PUBLIC, &TWO_TIERS, &CLOSED]);
}

#[test]
fn nginx_answers_random_requests_to_random_policies() {
    random::answers_as_the_library_does::<Nginx>();
}

#[test]
fn nginx_answers_for_ten_thousand_origins() {
    checks::answers_for_ten_thousand_origins::<Nginx>();
}
