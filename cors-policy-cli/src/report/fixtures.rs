//! Audits for the tests of the reports, made by hand.

use std::time::{Duration, SystemTime};

use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use url::Url;

use crate::audit::{
    Audit, Exchange, Failure, Finding, Protocol, Request, Response, Rule, Severity,
};

/// The value of a header that the user gave, and of a cookie. No report contains it.
pub(super) const SECRET: &str = "hunter2";

/// Audits by name.
pub(super) struct Fixture;

impl Fixture {
    pub(super) fn all() -> [(&'static str, Audit); 6] {
        [
            ("several findings", Self::several()),
            ("hostile bytes", Self::hostile()),
            ("no findings", Self::clean()),
            ("stopped", Self::stopped()),
            ("nothing but failures", Self::failures()),
            ("no request at all", Self::empty()),
        ]
    }

    /// One finding of each severity, not in their order.
    pub(super) fn several() -> Audit {
        let origin = ("origin", "https://evil.example");
        let preflight = [
            ("origin", "https://app.example.com"),
            ("access-control-request-method", "PUT"),
            ("access-control-request-headers", "content-type"),
        ];
        let reflected = [
            ("access-control-allow-origin", "https://evil.example"),
            ("access-control-allow-credentials", "true"),
            ("content-type", "application/json"),
            ("set-cookie", SECRET),
            ("x-request-id", "7"),
        ];
        let null = [("access-control-allow-origin", "null"), ("vary", "accept-encoding")];
        let blocked = [("www-authenticate", "Bearer"), ("server", "nginx")];
        let long = [
            ("access-control-allow-origin", "https://app.example.com"),
            ("access-control-allow-methods", "GET, PUT, PATCH, DELETE"),
            ("access-control-max-age", "86400"),
            ("vary", "origin, access-control-request-method, access-control-request-headers"),
        ];
        let mut audit = Self::empty();
        audit.policy = Some("API".to_owned());
        audit.declared = Some(("src/policies.rs".to_owned(), 12));
        audit.exchanges = vec![
            exchange(
                request(Protocol::Http2, Method::GET, &[origin, ("authorization", SECRET)]),
                200,
                &reflected,
            ),
            exchange(request(Protocol::Http1, Method::GET, &[("origin", "null")]), 200, &null),
            exchange(request(Protocol::Http1, Method::OPTIONS, &preflight), 401, &blocked),
            exchange(request(Protocol::Http2, Method::OPTIONS, &preflight), 204, &long),
            failed(
                request(Protocol::Http1, Method::GET, &[]),
                Failure::TimedOut(Duration::from_secs(10)),
            ),
            exchange(request(Protocol::Http1, Method::GET, &[origin]), 200, &reflected),
        ];
        audit.findings = vec![
            finding(&LONG_MAX_AGE, Severity::Low, "`Access-Control-Max-Age` is `86400`.", &[3]),
            finding(
                &CHALLENGED,
                Severity::Medium,
                "The preflight got `401 Unauthorized` over HTTP/1.1.",
                &[2],
            ),
            finding(
                &REFLECTED,
                Severity::Critical,
                "The response to `Origin: https://evil.example` has `Access-Control-Allow-Origin: https://evil.example` \
                 and `Access-Control-Allow-Credentials: true`.",
                &[0, 5],
            ),
            finding(
                &NULL,
                Severity::High,
                "The response to `Origin: null` has `Access-Control-Allow-Origin: null`.",
                &[1],
            ),
        ];
        audit
    }

    /// A server that wants to be mistaken for something else, in every place that it can write to.
    pub(super) fn hostile() -> Audit {
        let script = "\"><script>alert(1)</script><img src=x onerror='alert(2)'>]]>--><!--{{7*7}}";
        let bidi = "https://\u{202e}moc.elpmaxe\u{2066}.example\u{200b}\u{9b}31m";
        let long = "A".repeat(100_000);
        let mut audit = Self::empty();
        let mut answers = HeaderMap::new();
        for value in [script, bidi, long.as_str()] {
            answers.append(
                "access-control-allow-origin",
                HeaderValue::from_str(value).unwrap_or_else(|_| bytes(value.as_bytes())),
            );
        }
        answers.append("vary", bytes(b"\xff\xfe\x80<b>"));
        answers.append("server", bytes(b"javascript:alert(1)\t&amp;"));
        answers.append("set-cookie", bytes(SECRET.as_bytes()));
        let mut asked = request(
            Protocol::Http1,
            Method::from_bytes(b"`ID`").unwrap(),
            &[("authorization", SECRET)],
        );
        asked.url =
            Url::parse("http://me:hunter2@127.0.0.1:3000/a'b/<script>?q=\"x\"&$(id)#frag").unwrap();
        asked.headers.append("origin", bytes(script.as_bytes()));
        asked.headers.append("x-b", bytes(b"\xff'\"`id`$(id)!!%s\\n"));
        audit.url = asked.url.clone();
        audit.policy = Some("<b>API</b>\u{1b}[31m".to_owned());
        audit.exchanges = vec![
            Exchange {
                request: asked.clone(),
                answer: Ok(Response {
                    status: StatusCode::from_u16(799).unwrap(),
                    headers: answers,
                    body: script.into(),
                }),
            },
            failed(asked, Failure::NotHttp(format!("{script}\u{1b}[2J\u{202e}"))),
        ];
        let saw = format!(
            "The value is `{script}` and `{bidi}`, then \u{1b}[2J`\\x1b[2J` and an unclosed `code."
        );
        audit.findings = vec![
            finding(&REFLECTED, Severity::High, &saw, &[0, 1]),
            finding(&NULL, Severity::High, &saw, &[1]),
        ];
        audit
    }

    /// Everything was sent, nothing was found.
    pub(super) fn clean() -> Audit {
        let mut audit = Self::several();
        audit.findings.clear();
        audit
    }

    /// Some requests were not sent.
    pub(super) fn stopped() -> Audit {
        let mut audit = Self::several();
        audit.findings.truncate(1);
        audit.stopped = Some("the limit of 6 requests; raise it with `--max-requests`".to_owned());
        audit
    }

    pub(super) fn failures() -> Audit {
        let mut audit = Self::empty();
        let asked = || request(Protocol::Http2, Method::GET, &[]);
        audit.exchanges = vec![
            failed(asked(), Failure::NoConnection("connection refused".to_owned())),
            failed(asked(), Failure::NotSpoken(Protocol::Http2)),
            failed(asked(), Failure::HeadTooLong),
        ];
        audit.findings =
            vec![finding(&CHALLENGED, Severity::Medium, "There is no response.", &[0])];
        audit
    }

    pub(super) fn empty() -> Audit {
        Audit {
            url: Url::parse("https://api.example.com/users").unwrap(),
            policy: None,
            declared: None,
            // 2026-11-22, 03:00 UTC.
            started: SystemTime::UNIX_EPOCH + Duration::from_secs(1_795_316_400),
            took: Duration::from_millis(4210),
            rules: vec![&REFLECTED, &NULL, &CHALLENGED, &LONG_MAX_AGE],
            exchanges: Vec::new(),
            findings: Vec::new(),
            stopped: None,
        }
    }
}

fn finding(rule: &'static Rule, severity: Severity, saw: &str, exchanges: &[usize]) -> Finding {
    Finding { rule, severity, saw: saw.to_owned(), exchanges: exchanges.to_vec() }
}

fn request(protocol: Protocol, method: Method, headers: &[(&'static str, &str)]) -> Request {
    let mut lines = map(headers);
    if let Some(value) = lines.get_mut("authorization") {
        value.set_sensitive(true);
    }
    Request {
        protocol,
        method,
        url: Url::parse("https://api.example.com/users").unwrap(),
        headers: lines,
    }
}

fn exchange(request: Request, status: u16, headers: &[(&'static str, &str)]) -> Exchange {
    let status = StatusCode::from_u16(status).unwrap();
    Exchange { request, answer: Ok(Response { status, headers: map(headers), body: Vec::new() }) }
}

fn failed(request: Request, failure: Failure) -> Exchange {
    Exchange { request, answer: Err(failure) }
}

fn map(headers: &[(&'static str, &str)]) -> HeaderMap {
    headers
        .iter()
        .map(|(name, value)| (HeaderName::from_static(name), bytes(value.as_bytes())))
        .collect()
}

fn bytes(value: &[u8]) -> HeaderValue {
    HeaderValue::from_bytes(value).unwrap()
}

static REFLECTED: Rule = Rule {
    id: "reflects-any-origin",
    title: "every origin may read the responses, with credentials",
    why: "The server copies `Origin` to `Access-Control-Allow-Origin`. A page of any site can send requests with the \
          cookies of its visitor, and read the responses: it acts as the visitor.",
    remedy: "Compare `Origin` with a list of whole origins. Send `Access-Control-Allow-Credentials` only with an origin \
             of the list.",
    link: "https://fetch.spec.whatwg.org/#cors-protocol-and-credentials",
};

static NULL: Rule = Rule {
    id: "allows-null",
    title: "the origin `null` may read the responses",
    why: "Every page can make a frame whose origin is `null`: with `sandbox`, or from a `data:` URL.",
    remedy: "Remove `null` from the list of origins.",
    link: "https://html.spec.whatwg.org/#concept-origin-opaque",
};

static CHALLENGED: Rule = Rule {
    id: "preflight-challenged",
    title: "the server asks preflights for a login",
    why: "A browser never sends cookies or `Authorization` with a preflight. Each request with a preflight fails, whoever \
          has logged in.",
    remedy: "Put the CORS layer in front of the authentication, so that it answers preflights itself.",
    link: "https://fetch.spec.whatwg.org/#cors-preflight-fetch",
};

static LONG_MAX_AGE: Rule = Rule {
    id: "long-max-age",
    title: "the max-age is longer than browsers keep an answer",
    why: "Chromium keeps the answer to a preflight for two hours at most, Firefox for 24 hours.",
    remedy: "Write the time that you want browsers to keep: at most 7200 seconds.",
    link: "https://fetch.spec.whatwg.org/#http-access-control-max-age",
};
