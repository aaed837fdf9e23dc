//! Servers that differ from their policy in exactly one way.

use std::collections::BTreeSet;

use super::found;
use super::right::{ORIGINS, allowing, application, right};
use super::server::{Asked, Reply, Server};
use crate::ran::{Ran, run};

fn audit(answer: fn(&Asked) -> Reply, policy: &str) -> Ran {
    let url = Server::start(answer).url();
    run(&["audit", &url, "--json", "--policy", policy, "--header", "Cookie: session=secret-7"])
}

fn granted(asked: &Asked, name: &str, value: &str) -> Reply {
    let reply = right(asked);
    if reply.headers.contains_key(name) { reply.with(name, value) } else { reply }
}

/// A difference: its rule, its name, and the answers of a server that has it.
pub(super) type Case = (&'static str, &'static str, fn(&Asked) -> Reply);

pub(super) const CASES: &[Case] = &[
    ("allows-more-than-policy", "a star for everyone", |asked| {
        if asked.is_preflight() {
            return right(asked);
        }
        let is_friend = asked.origin().is_some_and(|origin| ORIGINS.contains(&origin));
        if is_friend { right(asked) } else { right(asked).with("access-control-allow-origin", "*") }
    }),
    ("allows-more-than-policy", "a method", |asked| {
        granted(asked, "access-control-allow-methods", "DELETE, PATCH, PUT")
    }),
    ("allows-more-than-policy", "the method that is asked for", |asked| {
        let wanted = asked.header("access-control-request-method").unwrap_or_default();
        granted(asked, "access-control-allow-methods", wanted)
    }),
    ("allows-more-than-policy", "a request header", |asked| {
        granted(asked, "access-control-allow-headers", "Authorization, X-Tenant, X-Debug")
    }),
    ("allows-more-than-policy", "every request header", |asked| {
        let wanted = asked.header("access-control-request-headers").unwrap_or_default();
        granted(asked, "access-control-allow-headers", wanted)
    }),
    ("allows-more-than-policy", "an exposed header", |asked| {
        granted(asked, "access-control-expose-headers", "X-Total, X-Internal")
    }),
    ("allows-less-than-policy", "no exposed header", |asked| {
        right(asked).without("access-control-expose-headers")
    }),
    ("other-max-age-than-policy", "ten minutes", |asked| {
        granted(asked, "access-control-max-age", "600")
    }),
    ("other-max-age-than-policy", "nothing", |asked| {
        right(asked).without("access-control-max-age")
    }),
    ("refuses-allowed-origin", "one origin is missing", |asked| {
        allowing(asked, |origin| origin == ORIGINS[0])
    }),
    ("refuses-method", "a method is missing", |asked| {
        granted(asked, "access-control-allow-methods", "PUT")
    }),
    ("refuses-credentials", "no credentials", |asked| {
        right(asked).without("access-control-allow-credentials")
    }),
    ("matches-prefix", "starts_with", |asked| {
        allowing(asked, |origin| ORIGINS.iter().any(|own| origin.starts_with(own)))
    }),
];

#[test]
fn each_difference_from_a_policy_is_found_and_nothing_else() {
    let mut wrong = Vec::new();
    for (rule, name, answer) in CASES {
        let ran = audit(*answer, "RIGHT");
        let found = found(&ran);
        if found != BTreeSet::from([(*rule).to_owned()]) {
            wrong.push(format!("{rule}, {name}: {found:?}\n{}", ran.out));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_server_with_its_policy_has_no_finding() {
    let ran = audit(right, "RIGHT");
    assert_eq!(found(&ran), BTreeSet::new(), "{}", ran.out);
}

#[test]
fn cookies_that_the_policy_does_not_allow_are_found() {
    let with_cookies = |asked: &Asked| {
        let reply = if asked.is_preflight() { Reply::new(204, "") } else { application(asked) };
        match asked.origin() {
            Some(origin @ ("https://one.example" | "https://two.example")) => reply
                .with("access-control-allow-origin", origin)
                .with("access-control-allow-credentials", "true"),
            _ => reply,
        }
        .with("vary", "Origin")
    };
    let ran = audit(with_cookies, "TENANTS");
    assert_eq!(found(&ran), BTreeSet::from(["allows-more-than-policy".to_owned()]), "{}", ran.out);
    let without = audit(
        |asked| {
            let reply = if asked.is_preflight() { Reply::new(204, "") } else { application(asked) };
            match asked.origin() {
                Some(origin @ ("https://one.example" | "https://two.example")) => {
                    reply.with("access-control-allow-origin", origin)
                }
                _ => reply,
            }
            .with("vary", "Origin")
        },
        "TENANTS",
    );
    assert_eq!(found(&without), BTreeSet::new(), "{}", without.out);
}

#[test]
fn five_seconds_are_the_same_as_no_max_age() {
    let with_age = |age: &'static str| {
        move |asked: &Asked| {
            let reply = if asked.is_preflight() {
                Reply::new(204, "").with("access-control-max-age", age)
            } else {
                application(asked)
            };
            match asked.origin() {
                Some(origin @ ("https://one.example" | "https://two.example")) => {
                    reply.with("access-control-allow-origin", origin)
                }
                _ => reply,
            }
            .with("vary", "Origin")
        }
    };
    let found = |age| {
        let url = Server::start(with_age(age)).url();
        let cookie = ["--header", "Cookie: session=secret-7"];
        found(&run(&[&["audit", &url, "--json", "--policy", "TENANTS"], &cookie[..]].concat()))
    };
    assert_eq!(found("5"), BTreeSet::new());
    assert_eq!(found("6"), BTreeSet::from(["other-max-age-than-policy".to_owned()]));
}
