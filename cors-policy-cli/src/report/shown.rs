//! What a reader needs of an exchange.

use http::{HeaderMap, HeaderName, StatusCode, header};
use url::Url;

use crate::audit::{Exchange, Protocol, Response};
use crate::terminal::{escaped, printable};

/// The lines of an answer that CORS, caches and logins are about: the status line, and some headers. Or why there is no
/// answer.
pub(super) fn answer(exchange: &Exchange) -> Vec<String> {
    match &exchange.answer {
        Ok(response) => {
            let status = status_line(exchange.request.protocol, response.status);
            [status].into_iter().chain(headers(response)).collect()
        }
        Err(failure) => vec![printable(&failure.to_string())],
    }
}

/// An address without name and password, and without what no client sends.
pub(super) fn address(url: &Url) -> String {
    let mut url = url.clone();
    url.set_fragment(None);
    // Both refuse URLs without a host, which have neither.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    printable(url.as_str())
}

/// `HTTP/2 403 Forbidden`, with the reason of the standard.
pub(super) fn status_line(protocol: Protocol, status: StatusCode) -> String {
    let line =
        format!("{protocol} {} {}", status.as_str(), status.canonical_reason().unwrap_or(""));
    line.trim_end().to_owned()
}

/// The first lines of one header, joined as the browser joins them.
pub(super) fn header_text(headers: &HeaderMap, name: HeaderName) -> Option<String> {
    let all = headers.get_all(name);
    let mut lines =
        all.iter().map(|value| escaped(value.as_bytes())).take(MOST_JOINED).collect::<Vec<_>>();
    if all.iter().nth(MOST_JOINED).is_some() {
        lines.push("…".to_owned());
    }
    (!lines.is_empty()).then(|| lines.join(", "))
}

fn headers(response: &Response) -> Vec<String> {
    let shown = response.headers.iter().filter(|(name, _)| is_interesting(name));
    let mut lines = shown
        .map(|(name, value)| format!("{name}: {}", escaped(value.as_bytes())))
        .collect::<Vec<_>>();
    if lines.len() > MOST_LINES {
        let more = lines.len() - MOST_LINES;
        lines.truncate(MOST_LINES);
        lines.push(format!("… {more} more"));
    }
    lines
}

/// Never `Set-Cookie`, which can contain a secret.
fn is_interesting(name: &HeaderName) -> bool {
    name.as_str().starts_with("access-control-")
        || INTERESTING.contains(name)
        || OF_CACHES.contains(&name.as_str())
}

const INTERESTING: &[HeaderName] = &[
    header::VARY,
    header::LOCATION,
    header::CACHE_CONTROL,
    header::EXPIRES,
    header::AGE,
    header::CONTENT_TYPE,
    header::WWW_AUTHENTICATE,
    header::PROXY_AUTHENTICATE,
    header::RETRY_AFTER,
    header::ALLOW,
    header::SERVER,
    header::VIA,
];

const OF_CACHES: &[&str] = &[
    "surrogate-control",
    "cdn-cache-control",
    "cache-status",
    "x-cache",
    "cf-cache-status",
    "timing-allow-origin",
];

const MOST_LINES: usize = 24;

const MOST_JOINED: usize = 4;

#[cfg(test)]
mod tests {
    use http::header::VARY;
    use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};

    use super::{address, answer, header_text};
    use crate::audit::{Exchange, Failure, Protocol, Request, Response};

    #[test]
    fn only_the_headers_that_matter_are_shown() {
        let headers = [
            ("access-control-allow-origin", "*"),
            ("x-request-id", "1"),
            ("vary", "origin"),
            ("set-cookie", "session=hunter2"),
            ("server", "\u{9b}31mnginx"),
        ];
        let lines = answer(&exchange(200, &headers));
        assert_eq!(
            lines,
            [
                "HTTP/1.1 200 OK",
                "access-control-allow-origin: *",
                "vary: origin",
                "server: \\u{9b}31mnginx"
            ]
        );
    }

    #[test]
    fn a_status_without_a_name_is_a_number() {
        assert_eq!(answer(&exchange(799, &[])), ["HTTP/1.1 799"]);
    }

    #[test]
    fn a_thousand_headers_are_a_few_lines() {
        let headers = vec![("vary", "x"); 1000];
        let lines = answer(&exchange(200, &headers));
        assert_eq!(lines.len(), 26);
        assert_eq!(lines[25], "… 976 more");
    }

    #[test]
    fn lines_of_one_header_are_joined_but_not_a_thousand() {
        let text = |count: usize| {
            let Exchange { answer: Ok(response), .. } = exchange(200, &vec![("vary", "x"); count])
            else {
                panic!("a response");
            };
            header_text(&response.headers, VARY)
        };
        assert_eq!(text(0), None);
        assert_eq!(text(2).as_deref(), Some("x, x"));
        assert_eq!(text(4).as_deref(), Some("x, x, x, x"));
        assert_eq!(text(1000).as_deref(), Some("x, x, x, x, …"));
    }

    #[test]
    fn a_failure_says_why() {
        let mut failed = exchange(200, &[]);
        failed.answer = Err(Failure::Closed);
        assert_eq!(answer(&failed), ["the server closed the connection without a response"]);
    }

    #[test]
    fn an_address_has_no_password() {
        let url = "https://me:hunter2@a.example/x?y#z".parse().unwrap();
        assert_eq!(address(&url), "https://a.example/x?y");
    }

    fn exchange(status: u16, lines: &[(&'static str, &str)]) -> Exchange {
        let request = Request {
            protocol: Protocol::Http1,
            method: Method::GET,
            url: "http://a.example/".parse().unwrap(),
            headers: HeaderMap::new(),
        };
        let lines = lines.iter().map(|(name, value)| {
            (HeaderName::from_static(name), HeaderValue::from_bytes(value.as_bytes()).unwrap())
        });
        let status = StatusCode::from_u16(status).unwrap();
        let response = Response { status, headers: lines.collect(), body: Vec::new() };
        Exchange { request, answer: Ok(response) }
    }
}
