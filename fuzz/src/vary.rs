//! How the `Vary` lines of a handler are merged.

use cors_policy::cors_policy;
use http::{HeaderValue, Method, header};

use crate::adapters::{ADAPTERS, Exchange, Line, OnError, Outcome};

/// Uses each line of `data` as a line of `Vary`. If the first line is `+`, the request has an `Origin` that is allowed.
pub fn check(data: &[u8]) {
    let (is_allowed, data) = match data.strip_prefix(b"+\n") {
        Some(rest) => (true, rest),
        None => (false, data),
    };
    let lines = data.split(|&byte| byte == b'\n').map(HeaderValue::from_bytes);
    let lines = lines.filter_map(Result::ok).collect::<Vec<_>>();
    let origin = (header::ORIGIN, HeaderValue::from_static(ORIGIN));
    for (policy, varies) in [(&LISTED, true), (&PUBLIC, false), (&CLOSED, false)] {
        let expected = if varies { merged(&lines) } else { lines.clone() };
        let exchange = Exchange {
            policy,
            method: Method::GET,
            request: if is_allowed { vec![origin.clone()] } else { Vec::new() },
            status: 200,
            response: lines.iter().cloned().map(vary).collect(),
            is_error: false,
        };
        compare(&exchange, &expected);
        // A preflight does not reach the handler, so the answer has no lines of the handler.
        let asked = (header::ACCESS_CONTROL_REQUEST_METHOD, HeaderValue::from_static("PUT"));
        let request = vec![origin.clone(), asked];
        let preflight = Exchange { method: Method::OPTIONS, request, ..exchange };
        compare(&preflight, &if varies { merged(&[]) } else { Vec::new() });
    }
}

/// The expected lines: those of the handler, unchanged, and `Origin`, unless they name it already.
fn merged(lines: &[HeaderValue]) -> Vec<HeaderValue> {
    let all = lines.iter().map(HeaderValue::as_bytes).collect::<Vec<_>>().join(&b","[..]);
    let all = all.iter().copied().map(char::from).collect::<String>().to_ascii_lowercase();
    // A list has only spaces and tabs as whitespace: RFC 9110, section 5.6.3.
    let mut members = all.split(',').map(|member| member.trim_matches([' ', '\t']));
    // Some caches recognise `*` only as the value of all lines together.
    let is_star = all.trim_matches([' ', '\t']) == "*";
    let says_it = is_star || members.any(|member| member == "origin");
    let own = (!says_it).then_some(HeaderValue::from_static("Origin"));
    lines.iter().cloned().chain(own).collect()
}

fn compare(exchange: &Exchange, expected: &[HeaderValue]) {
    let expected = expected.iter().map(|line| line.as_bytes().to_owned()).collect::<Vec<_>>();
    for is_error in [false, true] {
        let exchange = Exchange { is_error, ..exchange.clone() };
        for (name, adapter, on_error) in ADAPTERS {
            if is_error && on_error == OnError::Passes {
                continue;
            }
            let mut answer = match adapter(&exchange) {
                Outcome::Answer(answer) => answer,
                Outcome::Changed => continue,
                Outcome::Error => panic!("{name} has no answer to {exchange:?}"),
            };
            let found = answer.headers.remove("vary").unwrap_or_default();
            assert_eq!(found, expected, "{name}: {exchange:?}");
        }
    }
}

fn vary(value: HeaderValue) -> Line {
    (header::VARY, value)
}

cors_policy! {
    static LISTED = { origins: ["https://app.example.com"], credentials: true };
    static PUBLIC = { origins: any };
    static CLOSED = { origins: none };
}

const ORIGIN: &str = "https://app.example.com";
