//! Caddy.

use std::collections::BTreeSet;
use std::net::SocketAddr;

use cors_policy::PolicyRef;
use cors_policy_gateway_tests::caddy as programs;
use cors_policy_gateway_tests::program::Running;
use cors_policy_gateways::{Export, Inexpressible, caddy};

use crate::gateway::Gateway;
use crate::policies::{API, CLOSED, OriginsFrom, PUBLIC, TWO_TIERS};
use crate::scenario::CALLED;
use crate::upstream::Upstream;
use crate::{checks, random, socket};

struct Caddy(Running);

impl Gateway for Caddy {
    const NAME: &'static str = "caddy";

    fn export(policy: PolicyRef) -> Result<Export, Inexpressible> {
        caddy::export(policy)
    }

    fn start(exports: &[Export], upstream: SocketAddr) -> Self {
        Self(programs::start(exports, upstream))
    }

    fn addresses(&self) -> &[SocketAddr] {
        &self.0.addresses
    }

    fn comparable(lines: &[String], _is_preflight: bool) -> BTreeSet<String> {
        checks::comparable_next_to_star(lines)
    }
}

#[test]
fn caddy_answers_as_the_table_says() {
    checks::answers_as_the_table_says::<Caddy>();
}

#[test]
fn caddy_answers_for_a_dead_service() {
    checks::answers_for_a_dead_service::<Caddy>(&[&API, &PUBLIC, &TWO_TIERS, &CLOSED]);
}

#[test]
fn caddy_answers_random_requests_to_random_policies() {
    random::answers_as_the_library_does::<Caddy>();
}

/// Caddy sorts the directives of a site, and a redirect would come first without the `handle` around it.
#[test]
fn caddy_answers_preflights_before_the_rest_of_the_site() {
    let export = caddy::export(API.with(OriginsFrom::Source)).expect("it can be expressed");
    let redirect = "handle {\n\t\tredir * https://elsewhere.example/\n\t}";
    let gateway = programs::running(&[export], redirect);
    let address = gateway.addresses[0];
    let origin = "Origin: https://app.example.com";
    let preflight = format!("OPTIONS / HTTP/1.1\r\n{origin}\r\nAccess-Control-Request-Method: PUT");
    for (start, status) in [(preflight, 204), (format!("GET / HTTP/1.1\r\n{origin}"), 302)] {
        let request = format!("{start}\r\nHost: test\r\nConnection: close\r\n\r\n");
        let response = socket::exchange(address, request.as_bytes());
        assert_eq!(response.status, status);
        let has = |name: &str| response.headers.iter().any(|(found, _)| found == name);
        assert!(has("access-control-allow-origin"), "{status}");
    }
}

/// A preflight that reaches the service by mistake gets nothing from it.
#[test]
fn caddy_removes_the_headers_of_the_service_from_preflights() {
    let lines = ["401", "Access-Control-Allow-Origin: *", "Access-Control-Allow-Headers: *"];
    let answers = [("/a".to_owned(), lines.map(str::to_owned).to_vec())];
    let upstream = Upstream::start(answers.into()).address;
    let export = caddy::export(API.with(OriginsFrom::Source)).expect("it can be expressed");
    let directives = format!("forward_auth {upstream} {{\n\t\turi /a\n\t}}");
    let gateway = programs::running(&[export], &directives);
    let response = socket::exchange(
        gateway.addresses[0],
        b"OPTIONS /a HTTP/1.1\r\nHost: test\r\nConnection: close\r\nOrigin: https://evil.example\r\n\
          Access-Control-Request-Method: PUT\r\n\r\n",
    );
    let has = |start: &str| response.headers.iter().any(|(name, _)| name.starts_with(start));
    assert!(has(CALLED) && !has("access-control-"), "{:?}", response.headers);
}

#[test]
fn caddy_answers_for_ten_thousand_origins() {
    checks::answers_for_ten_thousand_origins::<Caddy>();
}
