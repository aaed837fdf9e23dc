//! Varnish.

use std::net::SocketAddr;

use cors_policy::PolicyRef;
use cors_policy_gateway_tests::program::{Folder, Running};
use cors_policy_gateway_tests::varnish as programs;
use cors_policy_gateways::{Export, Inexpressible, varnish};

use crate::gateway::{Difference, Gateway, Instead};
use crate::policies::{API, CLOSED, OriginsFrom, PUBLIC, TWO_TIERS};
use crate::{cache, checks, random};

struct Varnish(Running);

impl Gateway for Varnish {
    const NAME: &'static str = "varnish";
    const DIFFERENCES: &'static [Difference] = DIFFERENCES;

    fn export(policy: PolicyRef) -> Result<Export, Inexpressible> {
        varnish::export(policy)
    }

    fn start(exports: &[Export], upstream: SocketAddr) -> Self {
        Self(programs::start(exports, upstream))
    }

    fn addresses(&self) -> &[SocketAddr] {
        &self.0.addresses
    }
}

const DIFFERENCES: &[Difference] = &[
    Difference {
        scenario: "a request without origin that has not changed since it was cached",
        reason: NOT_MODIFIED,
        instead: Instead::Lines(&["503", "Vary: Origin"]),
    },
    Difference {
        scenario: "an allowed request that is not modified",
        reason: NOT_MODIFIED,
        instead: Instead::Lines(&[
            "503",
            "Access-Control-Allow-Origin: https://app.example.com",
            "Access-Control-Allow-Credentials: true",
            "Access-Control-Expose-Headers: ETag, X-Total",
            "Vary: Origin",
        ]),
    },
    Difference {
        scenario: "a refused request that is not modified",
        reason: NOT_MODIFIED,
        instead: Instead::Lines(&["503", "Vary: Origin"]),
    },
    Difference {
        scenario: "a method in lower case that reads like OPTIONS is no preflight",
        reason: "Varnish pipes methods that it does not know. The policy does not list this one, so no browser sends it",
        instead: Instead::Lines(&["405"]),
    },
];

const NOT_MODIFIED: &str = "Varnish removes the condition from the request to the service, which sends a 304 all the same here";

/// As articles say it: the header becomes a part of the object in the cache.
const MISTAKE: &str = "\
sub vcl_backend_response {
    if (bereq.http.Origin ~ \"^https://(app|a.preview).example.com$\") {
        set beresp.http.Access-Control-Allow-Origin = bereq.http.Origin;
    }
}
";

#[test]
fn varnish_answers_as_the_table_says() {
    checks::answers_as_the_table_says::<Varnish>();
}

#[test]
fn varnish_answers_for_a_dead_service() {
    checks::answers_for_a_dead_service::<Varnish>(&[&API, &PUBLIC, &TWO_TIERS, &CLOSED]);
}

#[test]
fn varnish_answers_random_requests_to_random_policies() {
    random::answers_as_the_library_does::<Varnish>();
}

#[test]
fn varnish_answers_for_ten_thousand_origins() {
    checks::answers_for_ten_thousand_origins::<Varnish>();
}

#[test]
fn varnish_never_mixes_the_answers_to_two_origins() {
    let upstream = cache::upstream();
    let policies = [&API, &TWO_TIERS];
    let exports = policies.map(|policy| Varnish::export(policy.with(OriginsFrom::Source)));
    let exports = exports.map(|export| export.expect("it can be expressed"));
    let varnish = Varnish::start(&exports, upstream.address);
    for (policy, &address) in policies.iter().zip(varnish.addresses()) {
        let seen = cache::ask_in_every_order(policy, address);
        assert!(seen.wrong.is_empty(), "{}", seen.wrong.join("\n"));
        assert!(seen.hits > seen.answers / 2, "{} of {} are hits", seen.hits, seen.answers);
    }
}

/// If this fails, the test above proves nothing.
#[test]
fn varnish_mixes_the_answers_if_the_object_has_the_header() {
    let upstream = cache::upstream();
    let folder = Folder::new(Varnish::NAME);
    let varnish = programs::running(&[MISTAKE.to_owned()], folder, upstream.address);
    let seen = cache::ask_in_every_order(&API, varnish.addresses[0]);
    let is_mixed = |wrong: &String| {
        wrong.starts_with("GET from https://evil.example")
            && wrong.contains("origin: https://app.example.com")
    };
    assert!(seen.wrong.iter().any(is_mixed), "{}", seen.wrong.join("\n"));
}
