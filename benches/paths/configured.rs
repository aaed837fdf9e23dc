//! The paths of a request to a policy whose origins are configured, as in `main.rs`.
//!
//! It is another program, because feature `configured` makes a request to a declared policy some 70 instructions longer.
//! `main.rs` is measured without it.

use std::future::Future;
use std::hint::black_box;
use std::pin::pin;
use std::process::ExitCode;

use cors_policy::cors_policy;
use cors_policy::tower::Cors;

cors_policy! {
    static CONFIGURED = {
        origins: [configured],
        methods: [GET, POST, PUT, DELETE],
        request_headers: ["Authorization", "Content-Type"],
        exposed_headers: ["ETag", "X-RateLimit-Remaining"],
        credentials: true,
        max_age: 2h,
    };
}

/// A name, a method, and an `Origin`.
const PATHS: [(&str, Method, &str); 3] = [
    ("configured-allowed", Method::GET, "https://app.example.com"),
    ("configured-refused", Method::GET, "https://apq.example.com"),
    ("configured-preflight", Method::OPTIONS, "https://app.example.com"),
];

fn main() -> ExitCode {
    let arguments = std::env::args().skip(1).collect::<Vec<_>>();
    let path = arguments.first().and_then(|name| PATHS.iter().find(|path| path.0 == name));
    let times = arguments.get(1).and_then(|times| times.parse::<u32>().ok());
    let (Some(path), Some(times)) = (path, times) else {
        PATHS.iter().for_each(|path| println!("{}", path.0));
        return ExitCode::SUCCESS;
    };
    let (_, method, origin) = path;
    let policy = CONFIGURED
        .configure(["https://app.example.com", "https://www.example.com", "https://example.com"])
        .expect("the origins are legal");
    let mut service = Cors::new(policy, Handler);
    for _ in 0..times {
        let request = black_box(request(method, Some(*origin)));
        let mut future = pin!(service.call(request));
        let response = future.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        drop(black_box(response));
    }
    ExitCode::SUCCESS
}

include!("service.rs");
