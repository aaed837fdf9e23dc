//! An audit does no harm, and a hostile server does none to the audit.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::thread;

use http::{HeaderValue, Method};

use super::audit;
use super::right::right;
use super::server::{Asked, Reply, Server};
use crate::ran::run;

const APP: [&str; 2] = ["--origin", "https://app.example.com"];

/// What a server was asked.
type Log = Arc<Mutex<Vec<(Method, bool)>>>;

/// A server that remembers each method, and whether a cookie came with it.
fn logging(log: &Log) -> Server {
    let log = Arc::clone(log);
    Server::start(move |asked| {
        let has_cookie = asked.header("cookie").is_some();
        log.lock().expect("no panic").push((asked.method.clone(), has_cookie));
        right(asked)
    })
}

#[test]
fn only_safe_methods_are_sent_unless_the_user_permits_others() {
    let log = Log::default();
    let server = logging(&log);
    audit(&server.url(), &[]);
    let is_safe = |(method, _): &(Method, bool)| matches!(*method, Method::GET | Method::OPTIONS);
    assert!(log.lock().expect("no panic").iter().all(is_safe));
    audit(&server.url(), &["--unsafe-methods"]);
    assert!(log.lock().expect("no panic").iter().any(|(method, _)| *method == Method::DELETE));
}

#[test]
fn cookies_are_sent_only_if_they_are_given_and_never_with_preflights() {
    let log = Log::default();
    let server = logging(&log);
    run(&[&["audit", &server.url()], &APP[..]].concat());
    assert!(log.lock().expect("no panic").iter().all(|(_, has_cookie)| !has_cookie));
    audit(&server.url(), &[]);
    let log = log.lock().expect("no panic");
    assert!(log.iter().any(|(_, has_cookie)| *has_cookie));
    assert!(log.iter().all(|(method, has_cookie)| *method == Method::GET || !has_cookie));
}

#[test]
fn no_report_shows_a_secret_even_if_the_server_repeats_it() {
    let server = Server::start(|asked| {
        let cookie = asked.header("cookie").unwrap_or_default().to_owned();
        right(asked).without("vary").with("cache-control", &format!("private=\"{cookie}\""))
    });
    let folder = tempfile::tempdir().expect("a folder");
    let page = folder.path().join("report.html");
    let page_argument = page.to_str().expect("UTF-8");
    let words =
        ["audit", &server.url(), "--header", "Cookie: session=secret-7", "--html", page_argument];
    for format in [&[][..], &["--json"], &["--sarif"]] {
        let ran = run(&[&words[..], &APP, format].concat());
        assert_eq!(ran.status, 1, "{ran:?}");
        let html = std::fs::read_to_string(&page).expect("it was written");
        for text in [&ran.out, &ran.err, &html] {
            assert!(!text.contains("secret-7"), "{text}");
        }
    }
}

#[test]
fn no_redirect_is_followed_to_another_server() {
    let log = Log::default();
    let other = logging(&log).url();
    let server = Server::start(move |_| Reply::new(302, "").with("location", &other));
    assert_eq!(audit(&server.url(), &[]).status, 1);
    assert!(log.lock().expect("no panic").is_empty());
}

#[test]
fn redirects_of_the_same_server_are_followed() {
    let server = Server::start(|asked| {
        if asked.path == "/old" && !asked.is_options() {
            Reply::new(301, "").with("location", "/users")
        } else {
            right(asked)
        }
    });
    let old = server.url().replace("/users", "/old");
    let ran = audit(&old, &[]);
    assert_eq!(ran.status, 0, "{ran:?}");
    assert!(ran.out.contains("/users\""), "{ran:?}");
}

#[test]
fn the_limit_of_requests_ends_an_audit_and_the_report_says_so() {
    let log = Log::default();
    let server = logging(&log);
    let ran = audit(&server.url(), &["--max-requests", "7"]);
    assert_eq!(log.lock().expect("no panic").len(), 7);
    assert_eq!(ran.status, 0, "{ran:?}");
    let report: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    assert!(report["stopped"].as_str().is_some_and(|text| text.contains("limit of 7 requests")));
    let people = run(&[&["audit", &server.url(), "--max-requests", "7"], &APP[..]].concat());
    assert!(people.out.contains("limit of 7 requests"), "{people:?}");
}

#[test]
fn findings_can_be_left_out_or_be_too_small_to_fail() {
    let server = Server::start(|asked| {
        let age = if asked.is_preflight() { "604800" } else { "" };
        let reply = right(asked);
        if age.is_empty() || reply.status != 204 {
            reply
        } else {
            reply.with("access-control-max-age", age)
        }
    });
    assert_eq!(audit(&server.url(), &[]).status, 1);
    assert_eq!(audit(&server.url(), &["--fail-on", "medium"]).status, 0);
    let ignored = audit(&server.url(), &["--ignore", "max-age-too-long"]);
    assert!(ignored.status == 0 && !ignored.out.contains("604800 seconds"), "{ignored:?}");
    let unknown = audit(&server.url(), &["--ignore", "max-age"]);
    assert!(unknown.fails().contains("max-age-too-long"));
}

#[test]
fn bytes_of_the_server_never_reach_the_terminal() {
    let hostile = |asked: &Asked| {
        let mut reply = right(asked);
        // C1 control characters, an override of the direction of text, and a tab.
        for bytes in [&b"https://\xc2\x9b2J.example"[..], b"\xe2\x80\xaegpj.exe", b"a\tb \xff\x9b"]
        {
            let value = HeaderValue::from_bytes(bytes).expect("a value");
            for name in
                ["access-control-allow-origin", "vary", "access-control-allow-methods", "location"]
            {
                reply.headers.append(name, value.clone());
            }
        }
        reply
    };
    let server = Server::start(hostile);
    for format in [&[][..], &["--json"], &["--sarif"]] {
        let ran = run(&[&["audit", &server.url()], &APP[..], format].concat());
        assert_eq!(ran.status, 1, "{ran:?}");
        let is_harmless = |char: char| char == '\n' || !char.is_control() && char != '\u{202e}';
        assert!(ran.out.chars().all(is_harmless), "{ran:?}");
    }
}

/// A server that sends these bytes to everyone, and closes the connection.
fn raw(bytes: Vec<u8>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("an address");
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.expect("a connection");
            // The client may close the connection first.
            let _ = stream.read(&mut [0; 1024]);
            let _ = stream.write_all(&bytes);
        }
    });
    format!("http://{address}/")
}

#[test]
fn a_server_that_breaks_http_is_a_clear_error() {
    let long =
        [b"HTTP/1.1 200 OK\r\nx: ".to_vec(), vec![b'a'; 1 << 20], b"\r\n\r\n".to_vec()].concat();
    let many = [b"HTTP/1.1 200 OK\r\n".to_vec(), b"x: y\r\n".repeat(10_000)].concat();
    for (bytes, expected) in [
        (long, "are longer than"),
        (many, "are longer than"),
        (b"220 smtp.example ESMTP\r\n".to_vec(), "is not valid HTTP"),
        (b"HTTP/1.1 200 OK\r\nx: \x1b[2Jy\r\n\r\n".to_vec(), "is not valid HTTP"),
        (Vec::new(), "closed the connection"),
    ] {
        let ran = run(&[&["audit", &raw(bytes)], &APP[..]].concat());
        let error = ran.fails();
        assert!(
            error.contains(expected) && error.contains("error: the server does not answer"),
            "{error}"
        );
        assert!(!error.contains('\u{1b}'), "{error}");
    }
}

#[test]
fn a_server_that_is_not_there_is_a_clear_error() {
    let closed = TcpListener::bind("127.0.0.1:0").expect("a free port").local_addr().expect("one");
    let ran = run(&["audit", &format!("http://{closed}/"), APP[0], APP[1]]);
    assert!(ran.fails().contains("no connection"));
    let ran = run(&["audit", "http://cors-policy.invalid/", APP[0], APP[1]]);
    assert!(ran.fails().contains("the host has no address"));
}

#[test]
fn wrong_arguments_are_errors() {
    for (words, expected) in [
        (&["ftp://a.example/"][..], "only `http://` and `https://`"),
        (&["api.example.com"], "relative URL without a base"),
        (&["https://user:pass@a.example/"], "pass `--header"),
        (&["http://a.example/", "--origin", "https://app.example.com/"], "https://app.example.com"),
        (
            &["http://a.example/", "--origin", "https://*.example.com"],
            "an origin that the pattern matches",
        ),
        (&["http://a.example/", "--header", "Cookie"], "a colon after its name"),
        (&["http://a.example/", "--header", "a b: c"], "is not a token"),
        (&["http://a.example/", "--method", "a b"], "invalid value 'a b'"),
        (&["http://a.example/", "--policy", "api"], "no policy"),
        (&["http://a.example/", "--timeout", "0"], "0 is not in 1.."),
        (&["http://a.example/", "--json", "--sarif"], "cannot be used with"),
    ] {
        let ran = run(&[&["audit"], words].concat());
        assert!(ran.fails().contains(expected), "{words:?}: {}", ran.err);
    }
}
