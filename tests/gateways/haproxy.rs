//! HAProxy.

use std::net::SocketAddr;

use cors_policy::PolicyRef;
use cors_policy_gateway_tests::haproxy as programs;
use cors_policy_gateway_tests::program::Running;
use cors_policy_gateways::{Export, Inexpressible, haproxy};

use crate::gateway::{Difference, Gateway, Instead};
use crate::policies::{API, CLOSED, PUBLIC, TWO_TIERS};
use crate::{checks, random};

struct Haproxy(Running);

impl Gateway for Haproxy {
    const NAME: &'static str = "haproxy";
    const DIFFERENCES: &'static [Difference] = &[Difference {
        scenario: "a preflight that asks for an upgrade",
        reason: "HAProxy rejects a WebSocket handshake without `Sec-WebSocket-Key`, and no browser sends one in a preflight",
        instead: Instead::Rejected(&[400]),
    }];

    fn export(policy: PolicyRef) -> Result<Export, Inexpressible> {
        haproxy::export(policy)
    }

    fn start(exports: &[Export], upstream: SocketAddr) -> Self {
        Self(programs::start(exports, upstream))
    }

    fn addresses(&self) -> &[SocketAddr] {
        &self.0.addresses
    }
}

#[test]
fn haproxy_answers_as_the_table_says() {
    checks::answers_as_the_table_says::<Haproxy>();
}

#[test]
fn haproxy_answers_for_a_dead_service() {
    checks::answers_for_a_dead_service::<Haproxy>(&[&API, &PUBLIC, &TWO_TIERS, &CLOSED]);
}

#[test]
fn haproxy_answers_random_requests_to_random_policies() {
    random::answers_as_the_library_does::<Haproxy>();
}

#[test]
fn haproxy_answers_for_ten_thousand_origins() {
    checks::answers_for_ten_thousand_origins::<Haproxy>();
}
