//! The examples of this project, on every adapter, and other right answers: nothing is found in them.

use std::collections::BTreeSet;

use super::found;
use super::right;
use super::server::{Asked, Reply, Server};
use crate::process::{Process, example, server};
use crate::ran::run;

const APP: &[&str] = &["--origin", "https://app.example.com"];

/// An example, a path, and what the server should allow there.
const EXAMPLES: &[(&str, &str, &[&[&str]])] = &[
    ("actix", "/users/7", &[APP, &["--credentials", "--method", "PUT"]]),
    ("auth_behind_cors", "/users", &[APP, &["--request-header", "Authorization"]]),
    (
        "axum",
        "/users",
        &[
            APP,
            &["--origin", "https://pr-7.preview.example.com", "--credentials", "--method", "PUT"],
            &["--request-header", "Content-Type", "--header", "Cookie: session=1"],
        ],
    ),
    ("axum", "/catalogue", &[APP]),
    ("github", "/zen", &[APP, &["--method", "PATCH", "--request-header", "Authorization"]]),
    ("hyper", "/", &[APP, &["--method", "DELETE"]]),
    ("oauth", "/.well-known/openid-configuration", &[APP]),
    (
        "oauth",
        "/userinfo",
        &[APP, &["--request-header", "Authorization", "--request-header", "DPoP"]],
    ),
    ("poem", "/users/7", &[APP, &["--credentials", "--method", "PUT"]]),
    ("proxy", "/", &[APP, &["--credentials", "--method", "PUT"]]),
    ("rocket", "/users/7", &[APP, &["--credentials", "--method", "PUT"]]),
    ("salvo", "/users/7", &[APP, &["--credentials", "--method", "PUT"]]),
    ("warp", "/users/7", &[APP, &["--method", "DELETE"]]),
];

#[test]
fn nothing_is_found_in_the_examples() {
    let mut wrong = Vec::new();
    for (name, path, arguments) in EXAMPLES {
        let process = Process::spawn(&mut server(&example(name)));
        let url = format!("http://{}{path}", process.address());
        let arguments = arguments.concat();
        let ran = run(&[&["audit", &url, "--json", "--unsafe-methods"], &arguments[..]].concat());
        let found = found(&ran);
        if !found.is_empty() {
            wrong.push(format!("{name} {path}: {found:?}\n{}", ran.out));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_mistake_of_the_example_with_a_wrong_order_is_found() {
    let process = Process::spawn(&mut server(&example("wrong_order")));
    let url = format!("http://{}/users", process.address());
    let words = ["audit", &url, "--json", "--request-header", "Authorization"];
    let as_user = ["--header", "Authorization: Bearer 1"];
    let found = found(&run(&[&words[..], &as_user, APP].concat()));
    let expected = ["errors-without-headers", "preflight-challenged"].map(str::to_owned);
    assert_eq!(found, BTreeSet::from(expected));
}

/// The guide shows the report, with a port of four digits.
#[test]
fn the_report_in_the_guide_is_that_of_the_example() {
    let guide = include_str!("../../../cors-policy/src/guide/audit.md");
    let process = Process::spawn(&mut server(&example("wrong_order")));
    let url = format!("http://{}/users", process.address());
    let words =
        ["audit", &url, "--request-header", "Authorization", "--header", "Authorization: Bearer 1"];
    let ran = run(&[&words[..], APP].concat());
    let report = ran.prints(1).replace(process.address(), "127.0.0.1:3000");
    // The last line has the time that the audit took.
    let (report, summary) = report.trim_end().rsplit_once("\n\n").expect("a summary");
    assert!(guide.contains(report), "{report}");
    assert!(summary.starts_with("1 medium, 1 low; "), "{summary}");
}

#[test]
fn the_guide_lists_every_rule() {
    let guide = include_str!("../../../cors-policy/src/guide/audit.md");
    let unknown = run(&["audit", "http://127.0.0.1:1", "--ignore", "nothing"]);
    let list =
        unknown.fails().split("[possible values: ").nth(1).and_then(|rest| rest.split(']').next());
    let rules = list.expect("a list").split(", ").collect::<Vec<_>>();
    assert!(rules.iter().all(|rule| guide.contains(&format!("\n| `{rule}` | "))));
    let readme = include_str!("../../../README.md");
    assert!(readme.contains(&format!("[{} kinds of mistakes]", rules.len())));
}

/// A strict middleware answers a failed preflight with 403, names only what was asked for, and allows the origin only if
/// the rest is allowed too.
#[test]
fn nothing_is_found_in_strict_answers() {
    let strict = |asked: &Asked| {
        let is_allowed = asked.origin() == Some("https://app.example.com");
        let origin = asked.origin().filter(|_| is_allowed);
        if !asked.is_preflight() {
            let reply = Reply::new(200, "hello").with("vary", "Origin");
            return match origin {
                Some(origin) => reply.with("access-control-allow-origin", origin),
                None => reply,
            };
        }
        let method = asked.header("access-control-request-method").unwrap_or_default();
        let headers = asked.header("access-control-request-headers").unwrap_or_default();
        let vary = "Access-Control-Request-Headers, Access-Control-Request-Method, Origin";
        let has_method = matches!(method, "GET" | "HEAD" | "POST" | "PUT");
        match origin {
            Some(origin) if has_method && matches!(headers, "" | "x-tenant") => {
                let reply = Reply::new(204, "").with("access-control-allow-origin", origin);
                let reply = if headers.is_empty() {
                    reply
                } else {
                    reply.with("access-control-allow-headers", headers)
                };
                let is_free = matches!(method, "GET" | "HEAD" | "POST");
                if is_free { reply } else { reply.with("access-control-allow-methods", method) }
            }
            _ => Reply::new(403, ""),
        }
        .with("vary", vary)
    };
    let url = Server::start(strict).url();
    let words = ["audit", &url, "--json", "--method", "PUT", "--request-header", "X-Tenant"];
    let ran = run(&[&words[..], APP].concat());
    assert_eq!(found(&ran), BTreeSet::new(), "{}", ran.out);
}

/// With its defaults, Kong sends `*`, nine methods, and the request headers that are asked for. With a list of origins, it
/// sends the lists and the credentials to refused origins too, without `Access-Control-Allow-Origin`: no browser uses them.
#[test]
fn nothing_is_found_in_answers_like_those_of_kong() {
    let like_kong = |asked: &Asked, origins: Option<&str>| {
        let reply = if asked.is_preflight() {
            let headers = asked.header("access-control-request-headers").unwrap_or_default();
            let methods = "GET,HEAD,PUT,PATCH,POST,DELETE,OPTIONS,TRACE,CONNECT";
            let reply = Reply::new(200, "").with("access-control-allow-methods", methods);
            reply.with("access-control-allow-headers", headers)
        } else {
            Reply::new(200, "hello")
        };
        let Some(origins) = origins else {
            return reply.with("access-control-allow-origin", "*");
        };
        let reply = reply.with("access-control-allow-credentials", "true").with("vary", "Origin");
        match asked.origin().filter(|origin| *origin == origins) {
            Some(origin) => reply.with("access-control-allow-origin", origin),
            None => reply,
        }
    };
    let words = ["--json", "--method", "PUT", "--request-header", "X-Tenant"];
    let with_defaults = Server::start(move |asked| like_kong(asked, None)).url();
    let ran = run(&[&["audit", &with_defaults], &words[..], APP].concat());
    assert_eq!(found(&ran), BTreeSet::new(), "{}", ran.out);

    let with_list = Server::start(move |asked| like_kong(asked, Some(APP[1]))).url();
    let ran = run(&[&["audit", &with_list, "--credentials"], &words[..], APP].concat());
    assert_eq!(found(&ran), BTreeSet::new(), "{}", ran.out);
}

/// Some gateways add the lists to every response. The answer to `OPTIONS` can still be that of the application.
#[test]
fn nothing_is_found_if_every_response_has_the_lists() {
    let everywhere = |asked: &Asked| {
        let reply = right(asked);
        if reply.headers.contains_key("access-control-allow-origin") {
            reply.with("access-control-allow-methods", "DELETE, PUT")
        } else {
            reply
        }
    };
    let url = Server::start(everywhere).url();
    let words =
        ["audit", &url, "--json", "--header", "Cookie: session=secret-7", "--method", "PUT"];
    let ran = run(&[&words[..], APP].concat());
    assert_eq!(found(&ran), BTreeSet::new(), "{}", ran.out);
}

/// A server for one page can always name that page.
#[test]
fn nothing_is_found_in_a_constant_answer() {
    for (allow_origin, more) in [("https://app.example.com", &[][..]), ("*", &[])] {
        let constant = move |asked: &Asked| {
            let reply =
                if asked.is_options() { Reply::new(204, "") } else { Reply::new(200, "hello") };
            let reply = if asked.is_preflight() {
                reply.with("access-control-allow-methods", "PUT")
            } else {
                reply
            };
            reply.with("access-control-allow-origin", allow_origin)
        };
        let url = Server::start(constant).url();
        let ran = run(&[&["audit", &url, "--json", "--method", "PUT"], APP, more].concat());
        assert_eq!(found(&ran), BTreeSet::new(), "{allow_origin}: {}", ran.out);
    }
}
