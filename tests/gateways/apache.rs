//! Apache httpd.

use std::net::SocketAddr;

use cors_policy::PolicyRef;
use cors_policy_gateway_tests::apache as programs;
use cors_policy_gateway_tests::program::Running;
use cors_policy_gateways::{Export, Inexpressible, apache};

use crate::gateway::{Difference, Gateway, Instead};
use crate::policies::{API, CLOSED, PUBLIC, TWO_TIERS};
use crate::{checks, random};

struct Apache(Running);

impl Gateway for Apache {
    const NAME: &'static str = "apache";
    const DIFFERENCES: &'static [Difference] = DIFFERENCES;

    fn export(policy: PolicyRef) -> Result<Export, Inexpressible> {
        apache::export(policy)
    }

    fn start(exports: &[Export], upstream: SocketAddr) -> Self {
        Self(programs::start(exports, upstream))
    }

    fn addresses(&self) -> &[SocketAddr] {
        &self.0.addresses
    }
}

/// No browser sends these.
const DIFFERENCES: &[Difference] = &[
    Difference {
        scenario: "preflight with an empty requested method is a preflight",
        reason: EMPTY,
        instead: Instead::Lines(&[
            "200",
            "Access-Control-Allow-Origin: https://app.example.com",
            "Access-Control-Allow-Credentials: true",
            "Access-Control-Expose-Headers: ETag, X-Total",
            "Vary: Origin",
        ]),
    },
    Difference {
        scenario: "preflight with an empty origin",
        reason: EMPTY,
        instead: Instead::Lines(&["200", "Vary: Origin"]),
    },
    Difference {
        scenario: "preflight with an empty origin, which is anyone else",
        reason: EMPTY,
        instead: Instead::Lines(&[
            "200",
            "Access-Control-Allow-Origin: *",
            "Access-Control-Expose-Headers: ETag",
            "Vary: Origin",
        ]),
    },
];

const EMPTY: &str = "Apache does not distinguish an empty header from a missing one";

#[test]
fn apache_answers_as_the_table_says() {
    checks::answers_as_the_table_says::<Apache>();
}

#[test]
fn apache_answers_for_a_dead_service() {
    checks::answers_for_a_dead_service::<Apache>(&[&API, &PUBLIC, &TWO_TIERS, &CLOSED]);
}

#[test]
fn apache_answers_random_requests_to_random_policies() {
    random::answers_as_the_library_does::<Apache>();
}

#[test]
fn apache_answers_for_ten_thousand_origins() {
    checks::answers_for_ten_thousand_origins::<Apache>();
}
