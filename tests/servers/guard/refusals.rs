//! What a guard tells about the requests that it refuses.

use std::sync::{Arc, Mutex};

use cors_policy::guard::OriginGuard;
use cors_policy::{Policy, RequestView, cors_policy};
use http::Request;

cors_policy! {
    static GUARDED = { origins: ["https://app.example.com"] };
    static NOBODY = { origins: none };
}

/// A policy, a request, and what is told: what it is, the reason and the sentence.
type Case =
    (&'static Policy, &'static str, &'static [(&'static str, &'static str)], [&'static str; 3]);

/// What is told about a request to `api.example.com`.
fn told(policy: &'static Policy, method: &str, lines: &[(&str, &str)]) -> Vec<[String; 3]> {
    let told = Arc::new(Mutex::new(Vec::new()));
    let listener = Arc::clone(&told);
    let guard = OriginGuard::new(policy).expect("a list").on_refused(move |refusal| {
        let place = refusal.policy().location().map(|place| place.to_string()).unwrap_or_default();
        let intrusion = refusal.intrusion().expect("a guard refuses it").as_str();
        let sentence = refusal.to_string().replace(&place, "here");
        let reason = refusal.reason().as_str();
        assert_eq!((refusal.is_preflight(), refusal.path().as_ref()), (false, "/a"));
        listener.lock().expect("no panic").push([
            intrusion.to_owned(),
            reason.to_owned(),
            sentence,
        ]);
    });
    let request = Request::builder().method(method).uri("/a").header("host", "api.example.com");
    let request = lines.iter().fold(request, |request, line| request.header(line.0, line.1));
    let request = request.body(()).expect("a request");
    let is_refused = guard.check(&RequestView::from(&request)).is_err();
    let told = told.lock().expect("no panic").clone();
    assert_eq!(is_refused, !told.is_empty());
    told
}

const CROSS_SITE: (&str, &str) = ("sec-fetch-site", "cross-site");

#[test]
fn each_refusal_has_its_sentence() {
    let cases: [Case; 8] = [
        (
            &GUARDED,
            "POST",
            &[("origin", "http://app.example.com")],
            [
                "unsafe_method",
                "origin_not_listed",
                "`POST` was refused: `http://app.example.com` is not in `GUARDED` (here), but `https://app.example.com` is: the \
                 scheme differs. Open the page at `https://app.example.com`.",
            ],
        ),
        (
            &GUARDED,
            "GET",
            &[("origin", "https://evil.example"), ("upgrade", "websocket")],
            [
                "websocket",
                "origin_not_listed",
                "a WebSocket was refused: `https://evil.example` is not in `GUARDED` (here). If the page is yours, add \
                 `https://evil.example` to `origins`.",
            ],
        ),
        (
            &GUARDED,
            "DELETE",
            &[CROSS_SITE],
            [
                "unsafe_method",
                "cross_site",
                "`DELETE` was refused: `Sec-Fetch-Site` says that a page of another origin sends it, and there is no `Origin` that \
                 is in `GUARDED` (here).",
            ],
        ),
        (
            &GUARDED,
            "POST",
            &[CROSS_SITE, ("origin", "https://api.example.com")],
            [
                "unsafe_method",
                "cross_site",
                "`POST` was refused: `Sec-Fetch-Site` says that a page of another origin sends it, and there is no `Origin` that \
                 is in `GUARDED` (here).",
            ],
        ),
        (
            &GUARDED,
            "POST",
            &[("origin", "null")],
            [
                "unsafe_method",
                "opaque_origin",
                "`POST` was refused: `null` is not in `GUARDED` (here), and no policy can list it. The page is a local file, or in \
                 a sandboxed frame: serve it from a server, like `http://localhost:3000`.",
            ],
        ),
        (
            &GUARDED,
            "POST",
            &[("origin", "")],
            [
                "unsafe_method",
                "malformed_origin",
                "`POST` was refused: `` is not an origin, so `GUARDED` (here) refuses it. No browser sends that: another program \
                 did.",
            ],
        ),
        (
            &GUARDED,
            "POST",
            &[("origin", "https://app.example.com"), ("origin", "https://app.example.com")],
            [
                "unsafe_method",
                "several_origins",
                "`POST` was refused: the request has several `Origin` headers, so `GUARDED` (here) refuses it. No browser sends \
                 that: look for a proxy that adds one.",
            ],
        ),
        (
            &NOBODY,
            "POST",
            &[("origin", "https://app.example.com")],
            [
                "unsafe_method",
                "origin_not_listed",
                "`POST` was refused: `https://app.example.com` is not in `NOBODY` (here). If the page is yours, add \
                 `https://app.example.com` to `origins`.",
            ],
        ),
    ];
    for (policy, method, lines, expected) in cases {
        assert_eq!(
            told(policy, method, lines),
            [expected.map(str::to_owned)],
            "{method} {lines:?}"
        );
    }
}

#[test]
fn what_passes_is_not_told() {
    for lines in [
        &[][..],
        &[("origin", "https://app.example.com"), CROSS_SITE],
        &[("origin", "https://api.example.com")],
        &[("sec-fetch-site", "same-origin")],
    ] {
        assert!(told(&GUARDED, "POST", lines).is_empty(), "{lines:?}");
    }
    assert!(told(&GUARDED, "GET", &[("origin", "https://evil.example"), CROSS_SITE]).is_empty());
}
