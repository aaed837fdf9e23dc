//! Express.

use std::net::SocketAddr;

use cors_policy::PolicyRef;
use cors_policy_gateway_tests::express as programs;
use cors_policy_gateway_tests::program::Running;
use cors_policy_gateways::{Export, Inexpressible, express};

use crate::gateway::{Difference, Gateway, Instead};
use crate::policies::{API, CLOSED, OriginsFrom, PUBLIC, TWO_TIERS};
use crate::scenario::Answer;
use crate::{checks, random, socket};

struct Express(Running);

impl Gateway for Express {
    const NAME: &'static str = "express";
    const DIFFERENCES: &'static [Difference] = DIFFERENCES;

    fn export(policy: PolicyRef) -> Result<Export, Inexpressible> {
        express::export(policy)
    }

    fn start(exports: &[Export], upstream: SocketAddr) -> Self {
        Self(programs::start(exports, upstream))
    }

    fn addresses(&self) -> &[SocketAddr] {
        &self.0.addresses
    }
}

/// No browser sends this.
const DIFFERENCES: &[Difference] = &[Difference {
    scenario: "a method in lower case that reads like OPTIONS is no preflight",
    reason: "Node.js knows only methods in upper case",
    instead: Instead::Rejected(&[400]),
}];

#[test]
fn express_answers_as_the_table_says() {
    checks::answers_as_the_table_says::<Express>();
}

#[test]
fn express_answers_for_a_dead_service() {
    checks::answers_for_a_dead_service::<Express>(&[&API, &PUBLIC, &TWO_TIERS, &CLOSED]);
}

#[test]
fn express_answers_random_requests_to_random_policies() {
    random::answers_as_the_library_does::<Express>();
}

#[test]
fn express_answers_for_ten_thousand_origins() {
    checks::answers_for_ten_thousand_origins::<Express>();
}

/// Each way in which Node.js and Express set headers: a handler cannot change those of the policy.
#[test]
fn express_has_the_last_word() {
    let export = express::export(API.with(OriginsFrom::Source)).expect("it can be expressed");
    let application = programs::running("forms.mjs", &[export], "");
    let address = application.addresses[0];
    for path in [
        "set",
        "json",
        "object",
        "reason",
        "nothing",
        "list",
        "pairs",
        "stream",
        "flush",
        "inner",
        "throw",
        "two-cookies",
        "missing",
    ] {
        let request = format!(
            "GET /{path} HTTP/1.1\r\nHost: test\r\nConnection: close\r\nOrigin: \
             https://app.example.com\r\n\r\n"
        );
        let response = socket::exchange(address, request.as_bytes());
        let status = match path {
            "throw" => "500",
            "missing" => "404",
            _ => "200",
        };
        let form = |value: &str| ("x-form".to_owned(), value.to_owned());
        let has_form =
            response.headers.contains(&form("1")) && !response.headers.contains(&form("0"));
        assert_eq!(has_form, path != "missing", "{path}: {:?}", response.headers);
        let cookies = response.headers.iter().filter(|(name, _)| name == "set-cookie").count();
        assert_eq!(cookies, if path == "two-cookies" { 2 } else { 0 }, "{path}");
        let answer = Answer { status: response.status, headers: response.headers };
        assert_eq!(
            answer.relevant_lines(),
            [
                status,
                "access-control-allow-credentials: true",
                "access-control-allow-origin: https://app.example.com",
                "access-control-expose-headers: ETag, X-Total",
                "vary: Origin",
            ],
            "{path}"
        );
    }
}
