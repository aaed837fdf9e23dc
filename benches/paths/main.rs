//! Runs one path of a request several times. `cargo xtask instructions` counts its instructions.
//!
//! `paths <name> <times>` runs a path; `paths` alone prints the names.

use std::future::Future;
use std::hint::black_box;
use std::pin::pin;
use std::process::ExitCode;

use cors_policy::tower::Cors;
use cors_policy::{Policy, cors_policy};

cors_policy! {
    static EXACT = {
        origins: ["https://app.example.com", "https://www.example.com", "https://example.com"],
        methods: [GET, POST, PUT, DELETE],
        request_headers: ["Authorization", "Content-Type"],
        exposed_headers: ["ETag", "X-RateLimit-Remaining"],
        credentials: true,
        max_age: 2h,
    };

    static PATTERNS = {
        origins: ["https://*.preview.example.com", "https://*.example.org", "http://localhost:*"],
        methods: [GET, POST, PUT, DELETE],
        request_headers: ["Authorization", "Content-Type"],
        exposed_headers: ["ETag", "X-RateLimit-Remaining"],
        credentials: true,
        max_age: 2h,
    };

    static REPEATING = {
        origins: ["https://app.example.com", "https://www.example.com", "https://example.com"],
        methods: any,
        request_headers: any,
        credentials: true,
        max_age: 2h,
    };

    static PUBLIC = { origins: any, exposed_headers: ["ETag"] };
}

/// A name, a policy, a method, and an `Origin`.
type Path = (&'static str, &'static Policy, Method, Option<&'static str>);

const PATHS: [Path; 11] = [
    ("allowed", &EXACT, Method::GET, Some("https://app.example.com")),
    ("refused", &EXACT, Method::GET, Some("https://apq.example.com")),
    ("without-origin", &EXACT, Method::GET, None),
    ("preflight-allowed", &EXACT, Method::OPTIONS, Some("https://app.example.com")),
    ("preflight-refused", &EXACT, Method::OPTIONS, Some("https://apq.example.com")),
    ("preflight-repeated", &REPEATING, Method::OPTIONS, Some("https://app.example.com")),
    ("subdomain-allowed", &PATTERNS, Method::GET, Some("https://pr-7.preview.example.com")),
    ("subdomain-refused", &PATTERNS, Method::GET, Some("https://pr-7.preview.example.net")),
    ("any-port-allowed", &PATTERNS, Method::GET, Some("http://localhost:3000")),
    ("public", &PUBLIC, Method::GET, Some("https://app.example.com")),
    ("public-without-origin", &PUBLIC, Method::GET, None),
];

fn main() -> ExitCode {
    let arguments = std::env::args().skip(1).collect::<Vec<_>>();
    let path = arguments.first().and_then(|name| PATHS.iter().find(|path| path.0 == name));
    let times = arguments.get(1).and_then(|times| times.parse::<u32>().ok());
    let (Some(path), Some(times)) = (path, times) else {
        PATHS.iter().for_each(|path| println!("{}", path.0));
        return ExitCode::SUCCESS;
    };
    let (_, policy, method, origin) = path;
    // Only a policy that repeats the headers reads them.
    let asks_for_headers = policy.request_headers() == ["*"];
    let mut service = Cors::new(policy, Handler);
    for _ in 0..times {
        let mut request = request(method, *origin);
        if asks_for_headers {
            let value = const { HeaderValue::from_static("authorization,content-type") };
            request.headers_mut().insert(header::ACCESS_CONTROL_REQUEST_HEADERS, value);
        }
        let request = black_box(request);
        let mut future = pin!(service.call(request));
        let response = future.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        drop(black_box(response));
    }
    ExitCode::SUCCESS
}

include!("service.rs");
