//! Servers that are wrong in exactly one way, and what is found.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};

use http::Version;

use super::right::{ORIGINS, allowing, application, right};
use super::server::{Asked, Reply, Server};
use super::{audit, found};
use crate::ran::run;

/// A mistake: its rule, its name, further arguments, and the answers of a server that makes it.
type Case = (&'static str, &'static str, &'static [&'static str], fn(&Asked) -> Reply);

const APP: &str = "https://app.example.com";

/// Allows what is listed, and what else is allowed by mistake.
fn also(asked: &Asked, is_allowed: impl Fn(&str) -> bool) -> Reply {
    allowing(asked, |origin| ORIGINS.contains(&origin) || is_allowed(origin))
}

/// Changes the answer to preflights of allowed origins.
fn preflight(asked: &Asked, change: impl Fn(Reply) -> Reply) -> Reply {
    let is_meant =
        asked.is_preflight() && asked.origin().is_some_and(|origin| ORIGINS.contains(&origin));
    if is_meant { change(right(asked)) } else { right(asked) }
}

/// Changes the answers to other requests of allowed origins.
fn read(asked: &Asked, change: impl Fn(Reply) -> Reply) -> Reply {
    let is_meant =
        !asked.is_preflight() && asked.origin().is_some_and(|origin| ORIGINS.contains(&origin));
    if is_meant { change(right(asked)) } else { right(asked) }
}

/// Changes the answers to every request of an allowed origin.
fn granted(asked: &Asked, change: impl Fn(Reply) -> Reply) -> Reply {
    if asked.is_preflight() { preflight(asked, change) } else { read(asked, change) }
}

/// Removes what only CORS adds.
fn bare(reply: Reply) -> Reply {
    reply
        .without("access-control-allow-origin")
        .without("access-control-allow-credentials")
        .without("access-control-allow-methods")
        .without("access-control-allow-headers")
        .without("access-control-expose-headers")
        .without("access-control-max-age")
}

/// The status of an answer to a preflight with nothing of CORS in it.
fn refusing_preflights(asked: &Asked, reply: Reply) -> Reply {
    if asked.is_preflight() { reply.with("vary", "Origin") } else { right(asked) }
}

const CASES: &[Case] = &[
    ("reflects-any-origin", "everything is repeated", &[], |asked| allowing(asked, |_| true)),
    ("reflects-any-origin", "every https origin is repeated", &[], |asked| {
        allowing(asked, |origin| origin.starts_with("https://"))
    }),
    ("reflects-any-origin", "only preflights repeat everything", &[], |asked| {
        if asked.is_preflight() { allowing(asked, |_| true) } else { right(asked) }
    }),
    ("matches-prefix", "starts_with", &[], |asked| also(asked, |origin| origin.starts_with(APP))),
    ("matches-prefix", "a pattern without `$`, and a dot", &[], |asked| {
        also(asked, |origin| origin.starts_with("https://app.example.com."))
    }),
    ("matches-prefix", "a word boundary in place of `$`", &[], |asked| {
        also(asked, |origin| {
            origin.strip_prefix(APP).is_some_and(|rest| {
                rest.starts_with(|c: char| !c.is_alphanumeric() && c != ':' && c != '@' && c != '.')
            })
        })
    }),
    ("matches-suffix", "ends_with the domain", &[], |asked| {
        also(asked, |origin| origin.starts_with("https://") && origin.ends_with("example.com"))
    }),
    ("matches-end-of-host", "ends_with the host", &[], |asked| {
        also(asked, |origin| {
            origin.starts_with("https://")
                && origin.ends_with("app.example.com")
                && !origin.contains('@')
        })
    }),
    ("matches-substring", "contains", &[], |asked| {
        also(asked, |origin| origin.contains("app.example.com"))
    }),
    ("unescaped-dot", "a pattern with bare dots", &[], |asked| {
        also(asked, |origin| {
            origin.len() == APP.len()
                && origin.starts_with("https://app")
                && origin.ends_with("example.com")
        })
    }),
    ("allows-null", "null", &[], |asked| also(asked, |origin| origin == "null")),
    ("allows-hosting-site", "codepen", &[], |asked| {
        also(asked, |origin| origin == "https://codepen.io")
    }),
    ("allows-http", "the scheme is not compared", &[], |asked| {
        also(asked, |origin| origin == "http://app.example.com")
    }),
    ("allows-any-port", "the port is not compared", &[], |asked| {
        also(asked, |origin| origin == "https://app.example.com:1337")
    }),
    ("ignores-case", "the case is not compared", &[], |asked| {
        also(asked, |origin| origin.eq_ignore_ascii_case(APP))
    }),
    ("accepts-user-info", "a user name", &[], |asked| {
        also(asked, |origin| origin == "https://app.example.com@cors-policy-audit.example")
    }),
    ("accepts-final-dot", "a final dot", &[], |asked| {
        also(asked, |origin| origin == "https://app.example.com.")
    }),
    ("several-allow-origin", "two lines", &[], |asked| {
        granted(asked, |reply| reply.and("access-control-allow-origin", APP))
    }),
    ("several-allow-origin", "a list", &[], |asked| {
        granted(asked, |reply| reply.with("access-control-allow-origin", &ORIGINS.join(", ")))
    }),
    ("several-allow-origin", "a list with spaces", &[], |asked| {
        granted(asked, |reply| reply.with("access-control-allow-origin", &ORIGINS.join(" ")))
    }),
    ("invalid-allow-origin", "a final slash", &[], |asked| {
        granted(asked, |reply| {
            reply.with("access-control-allow-origin", "https://app.example.com/")
        })
    }),
    ("invalid-allow-origin", "a pattern", &[], |asked| {
        granted(asked, |reply| reply.with("access-control-allow-origin", "https://*.example.com"))
    }),
    ("wildcard-with-credentials", "a star", &[], |asked| {
        let reply = allowing(asked, |_| true);
        if asked.origin().is_some() {
            reply.with("access-control-allow-origin", "*")
        } else {
            reply
        }
    }),
    ("invalid-allow-credentials", "True", &[], |asked| {
        granted(asked, |reply| reply.with("access-control-allow-credentials", "True"))
    }),
    ("refuses-allowed-origin", "one origin is missing", &[], |asked| {
        allowing(asked, |origin| origin == APP)
    }),
    ("refuses-allowed-origin", "another origin is always named", &[], |asked| {
        let is_friend = asked.origin() == Some(ORIGINS[1]);
        if is_friend && !asked.is_preflight() {
            right(asked).with("access-control-allow-origin", APP)
        } else {
            right(asked)
        }
    }),
    ("refuses-allowed-origin", "there is no CORS at all", &[], |asked| {
        if asked.is_preflight() { Reply::new(405, "") } else { application(asked) }
    }),
    ("refuses-credentials", "no credentials", &[], |asked| {
        granted(asked, |reply| reply.without("access-control-allow-credentials"))
    }),
    ("errors-without-headers", "404", &[], |asked| {
        let is_missing = asked.path != "/users" && !asked.is_preflight();
        if is_missing { application(asked).with("vary", "Origin") } else { right(asked) }
    }),
    ("errors-without-headers", "401", &[], |asked| {
        if application(asked).status == 401 { application(asked) } else { right(asked) }
    }),
    ("errors-without-headers", "405", &["--unsafe-methods"], |asked| {
        if application(asked).status == 405 { application(asked) } else { right(asked) }
    }),
    ("vary-missing", "no Vary", &[], |asked| right(asked).without("vary")),
    ("vary-missing", "no Vary for allowed origins", &[], |asked| {
        read(asked, |reply| reply.without("vary"))
    }),
    ("vary-missing", "another Vary", &[], |asked| right(asked).with("vary", "Accept, X-Origin")),
    ("vary-incomplete", "no Vary without Origin", &[], |asked| {
        if asked.origin().is_none() { right(asked).without("vary") } else { right(asked) }
    }),
    ("vary-incomplete", "no Vary for refused origins", &[], |asked| {
        let is_refused = !asked.is_preflight()
            && !right(asked).headers.contains_key("access-control-allow-origin");
        if is_refused && asked.origin().is_some() {
            right(asked).without("vary")
        } else {
            right(asked)
        }
    }),
    ("preflight-gets-login-page", "Cloudflare Access", &[], |asked| {
        refusing_preflights(
            asked,
            Reply::new(302, "")
                .with("location", "https://acme.cloudflareaccess.com/cdn-cgi/access/login/x"),
        )
    }),
    ("preflight-redirected", "a redirect", &[], |asked| {
        refusing_preflights(asked, Reply::new(308, "").with("location", "/users/"))
    }),
    ("preflight-challenged", "401", &[], |asked| {
        refusing_preflights(asked, Reply::new(401, "").with("www-authenticate", "Bearer"))
    }),
    ("preflight-challenged", "401 with CORS headers", &[], |asked| {
        preflight(asked, |mut reply| {
            reply.status = http::StatusCode::UNAUTHORIZED;
            reply
        })
    }),
    ("preflight-rate-limited", "429", &[], |asked| {
        refusing_preflights(asked, Reply::new(429, "").with("retry-after", "3"))
    }),
    ("preflight-status", "405", &[], |asked| refusing_preflights(asked, Reply::new(405, ""))),
    ("preflight-status", "404 with CORS headers", &[], |asked| {
        preflight(asked, |mut reply| {
            reply.status = http::StatusCode::NOT_FOUND;
            reply
        })
    }),
    ("preflight-without-headers", "the router answers", &[], |asked| {
        if asked.is_options() {
            Reply::new(200, "").with("allow", "GET, HEAD, OPTIONS").with("vary", "Origin")
        } else {
            right(asked)
        }
    }),
    ("preflight-reaches-application", "the page", &[], |asked| {
        preflight(asked, |mut reply| {
            reply.status = http::StatusCode::OK;
            reply.body = "ada, grace";
            reply
        })
    }),
    ("preflight-reaches-application", "a cookie", &[], |asked| {
        preflight(asked, |reply| reply.with("set-cookie", "visit=1"))
    }),
    ("preflight-without-response", "a firewall", &[], |asked| {
        let mut reply = right(asked);
        reply.is_hang_up = asked.is_preflight();
        reply
    }),
    ("options-swallowed", "OPTIONS without a method", &[], |asked| {
        if asked.is_options() && asked.origin().is_some() && !asked.is_preflight() {
            right(asked).with("access-control-allow-methods", "PUT")
        } else {
            right(asked)
        }
    }),
    (
        "options-swallowed",
        "every response has the lists, and OPTIONS has nothing else",
        &[],
        |asked| {
            let reply = if asked.is_preflight() || !asked.is_options() {
                right(asked)
            } else {
                read(asked, |reply| Reply { headers: reply.headers, ..Reply::new(204, "") })
                    .without("allow")
            };
            if reply.headers.contains_key("access-control-allow-origin") {
                reply.with("access-control-allow-methods", "DELETE, PUT")
            } else {
                reply
            }
        },
    ),
    ("unreadable-list", "semicolons", &[], |asked| {
        preflight(asked, |reply| reply.with("access-control-allow-methods", "PUT; DELETE"))
    }),
    ("unreadable-list", "quotes", &[], |asked| {
        read(asked, |reply| reply.with("access-control-expose-headers", "\"X-Total\""))
    }),
    ("wildcard-list-with-credentials", "methods", &[], |asked| {
        preflight(asked, |reply| reply.with("access-control-allow-methods", "*"))
    }),
    ("wildcard-list-with-credentials", "exposed headers", &[], |asked| {
        read(asked, |reply| reply.with("access-control-expose-headers", "*"))
    }),
    ("refuses-method", "one is missing", &[], |asked| {
        preflight(asked, |reply| reply.with("access-control-allow-methods", "GET, PUT"))
    }),
    ("refuses-method", "lower case", &[], |asked| {
        preflight(asked, |reply| reply.with("access-control-allow-methods", "put, delete"))
    }),
    ("refuses-method", "403 for one of them", &[], |asked| {
        if asked.header("access-control-request-method") == Some("DELETE") {
            Reply::new(403, "").with("vary", "Origin")
        } else {
            right(asked)
        }
    }),
    ("refuses-header", "one is missing", &[], |asked| {
        preflight(asked, |reply| reply.with("access-control-allow-headers", "Authorization"))
    }),
    ("max-age-too-long", "a week", &[], |asked| {
        preflight(asked, |reply| reply.with("access-control-max-age", "604800"))
    }),
    ("redirects-to-another-origin", "another host", &[], |_| {
        Reply::new(301, "").with("location", "https://www.example.com/users")
    }),
    ("login-page", "a login page", &[], |asked| {
        if asked.is_options() {
            right(asked)
        } else {
            Reply::new(302, "").with("location", "https://sso.example.com/login?back=1")
        }
    }),
    ("redirect-loop", "a loop", &[], |_| Reply::new(307, "").with("location", "/users")),
    ("protocols-differ", "no CORS over HTTP/2", &[], |asked| {
        if asked.version == Version::HTTP_2 {
            application(asked).with("vary", "Origin")
        } else {
            right(asked)
        }
    }),
    ("protocols-differ", "strangers are allowed over HTTP/2", &[], |asked| {
        let is_one = asked.origin() == Some(APP) && asked.version == Version::HTTP_2;
        if is_one { bare(right(asked)) } else { right(asked) }
    }),
];

#[test]
fn each_mistake_is_found_and_nothing_else() {
    let mut wrong = Vec::new();
    for (rule, name, more, answer) in CASES {
        let ran = audit(&Server::start(answer).url(), more);
        let found = found(&ran);
        if found != BTreeSet::from([(*rule).to_owned()]) {
            wrong.push(format!("{rule}, {name}: {found:?}\n{}", ran.out));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_has_a_server_that_breaks_it() {
    // The error lists every rule.
    let ran = run(&["audit", "http://127.0.0.1:1", "--ignore", "nothing"]);
    let list =
        ran.fails().split("[possible values: ").nth(1).and_then(|rest| rest.split(']').next());
    let rules = list.expect("a list").split(", ");
    let of_policies = super::policy::CASES.iter().map(|(rule, ..)| *rule);
    let tested = CASES.iter().map(|(rule, ..)| *rule).chain(of_policies).chain(IN_TESTS);
    assert_eq!(tested.collect::<BTreeSet<_>>(), rules.collect());
}

/// Rules whose servers are in tests of their own, below.
const IN_TESTS: [&str; 4] = [
    "allows-localhost",
    "mixed-up-answers",
    "redirects-to-https",
    "wildcard-without-authorization",
];

#[test]
fn no_mistake_is_found_in_a_server_without_mistakes() {
    let ran = audit(&Server::start(right).url(), &["--unsafe-methods"]);
    assert_eq!(found(&ran), BTreeSet::new(), "{}", ran.out);
}

#[test]
fn a_redirect_to_https_is_found() {
    let server = Server::start(|asked| {
        let host = asked.header("host").unwrap_or_default();
        let host = host.split(':').next().unwrap_or_default();
        Reply::new(301, "").with("location", &format!("https://{host}/users"))
    });
    assert_eq!(
        found(&audit(&server.url(), &[])),
        BTreeSet::from(["redirects-to-https".to_owned()])
    );
}

#[test]
fn localhost_is_found_unless_the_server_is_local() {
    let server =
        Server::start(|asked| also(asked, |origin| origin.starts_with("http://localhost")));
    assert_eq!(found(&audit(&server.url(), &[])), BTreeSet::new());
    let url = format!("http://[::ffff:127.0.0.1]:{}/users", server.port());
    assert_eq!(found(&audit(&url, &[])), BTreeSet::from(["allows-localhost".to_owned()]));
}

#[test]
fn a_cache_that_mixes_answers_up_is_found() {
    // The second request of the first origin gets what a page of nobody got.
    let count = AtomicUsize::new(0);
    let server = Server::start(move |asked| {
        let is_read = asked.method == http::Method::GET && asked.path == "/users";
        let is_user = asked.origin() == Some(APP) && asked.header("cookie").is_some();
        if is_read && is_user && count.fetch_add(1, Ordering::Relaxed) == 1 {
            return bare(right(asked)).with("age", "7");
        }
        right(asked)
    });
    assert_eq!(found(&audit(&server.url(), &[])), BTreeSet::from(["mixed-up-answers".to_owned()]));
}

#[test]
fn authorization_needs_its_name() {
    let server = Server::start(|asked| {
        let reply = right(asked).without("access-control-allow-credentials");
        let is_granted = reply.headers.contains_key("access-control-allow-headers");
        if is_granted { reply.with("access-control-allow-headers", "*") } else { reply }
    });
    let words =
        ["audit", &server.url(), "--json", "--origin", APP, "--header", "Cookie: session=secret-7"];
    let headers = ["--request-header", "Authorization", "--request-header", "X-Other"];
    let ran = run(&[&words[..], &headers].concat());
    assert_eq!(
        found(&ran),
        BTreeSet::from(["wildcard-without-authorization".to_owned()]),
        "{}",
        ran.out
    );
}
