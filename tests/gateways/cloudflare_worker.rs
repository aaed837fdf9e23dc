//! Cloudflare Workers, in workerd.

use std::io::{Read, Write};
use std::net::SocketAddr;

use cors_policy::PolicyRef;
use cors_policy_gateway_tests::cloudflare_worker as programs;
use cors_policy_gateway_tests::program::Running;
use cors_policy_gateways::{Export, Inexpressible, cloudflare_worker};

use crate::gateway::{Difference, Gateway, Instead};
use crate::policies::{ANY_REQUEST, API, CLOSED, OriginsFrom, PUBLIC, TWO_TIERS};
use crate::program::free_addresses;
use crate::{checks, random, socket};

struct Worker(Running);

impl Gateway for Worker {
    const NAME: &'static str = "cloudflare_worker";
    const DIFFERENCES: &'static [Difference] = DIFFERENCES;

    fn export(policy: PolicyRef) -> Result<Export, Inexpressible> {
        cloudflare_worker::export(policy)
    }

    fn start(exports: &[Export], upstream: SocketAddr) -> Self {
        Self(programs::start(exports, upstream, None))
    }

    fn addresses(&self) -> &[SocketAddr] {
        &self.0.addresses
    }
}

/// The answer to a preflight of `ANY_REQUEST`, with this line of `Access-Control-Allow-Headers`, or with none.
macro_rules! repeats {
    ($($text:tt)*) => {
        Instead::Lines(&[
            "204",
            "Access-Control-Allow-Origin: https://app.example.com",
            "Access-Control-Allow-Credentials: true",
            "Access-Control-Allow-Methods: PUT",
            "Access-Control-Max-Age: 600",
            "Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers",
            $($text)*
        ])
    };
}

/// The texts seven times.
macro_rules! seven {
    ($($text:tt)*) => {
        concat!($($text)*, $($text)*, $($text)*, $($text)*, $($text)*, $($text)*, $($text)*)
    };
}

/// No browser sends these.
pub(crate) const DIFFERENCES: &[Difference] = &[
    Difference {
        scenario: "preflight with an empty origin",
        reason: EMPTY,
        instead: Instead::Lines(&["200", "Vary: Origin"]),
    },
    Difference {
        scenario: "preflight with an empty origin, which is anyone else",
        reason: EMPTY,
        instead: Instead::Lines(&[
            "200",
            "Access-Control-Allow-Origin: *",
            "Access-Control-Expose-Headers: ETag",
            "Vary: Origin",
        ]),
    },
    Difference {
        scenario: "repeated headers on several lines",
        reason: ONE_LINE,
        instead: repeats!("Access-Control-Allow-Headers: x-a, x-b, x-c, X-D"),
    },
    Difference {
        scenario: "repeated headers on two lines that are the same",
        reason: ONE_LINE,
        instead: repeats!("Access-Control-Allow-Headers: x-a, x-a"),
    },
    Difference {
        scenario: "sixty-four repeated headers on as many lines",
        reason: ONE_LINE,
        // 63 and one.
        instead: repeats!(concat!(
            "Access-Control-Allow-Headers: ",
            seven!(seven!("x-a, "), "x-a, ", "x-a, "),
            "x-a"
        )),
    },
    Difference {
        scenario: "4,096 bytes of repeated headers on two lines",
        reason: "with the comma and the blank between them, the lines are too long",
        instead: repeats!(),
    },
    Difference {
        scenario: "seventy empty lines around a repeated header",
        reason: "a Worker cannot distinguish empty lines from empty members",
        instead: repeats!(concat!(
            "Access-Control-Allow-Headers: ",
            seven!(seven!(", "), ", ", ", ", ", "),
            "x-a"
        )),
    },
    Difference {
        scenario: "a method in lower case that reads like OPTIONS is no preflight",
        reason: "workerd knows only methods in upper case",
        instead: Instead::Rejected(&[501]),
    },
];

const EMPTY: &str = "workerd does not distinguish an empty header from a missing one";
const ONE_LINE: &str = "a Worker reads several lines as one, and repeats one";

#[test]
fn cloudflare_worker_answers_as_the_table_says() {
    checks::answers_as_the_table_says::<Worker>();
}

#[test]
fn cloudflare_worker_answers_for_a_dead_service() {
    checks::answers_for_a_dead_service::<Worker>(&[&API, &PUBLIC, &TWO_TIERS, &CLOSED]);
}

#[test]
fn cloudflare_worker_answers_random_requests_to_random_policies() {
    random::answers_as_the_library_does::<Worker>();
}

#[test]
fn cloudflare_worker_answers_for_ten_thousand_origins() {
    checks::answers_for_ten_thousand_origins::<Worker>();
}

/// The function `cors` puts the policy around a handler, also around one that opens a WebSocket.
#[test]
fn cloudflare_worker_goes_around_a_handler() {
    let export =
        cloudflare_worker::export(ANY_REQUEST.with(OriginsFrom::Source)).expect("never an error");
    let worker = programs::start(&[export], free_addresses(1)[0], Some(HANDLER));
    let address = worker.addresses[0];
    let lines = "Origin: https://app.example.com\r\n";
    let response = ask(address, "GET /text", &format!("{lines}Connection: close\r\n"));
    assert!(response.starts_with("HTTP/1.1 200 "), "{response}");
    assert!(response.ends_with("hello from the handler"), "{response}");
    assert_eq!(
        response.matches("Access-Control-Allow-Origin: https://app.example.com\r\n").count(),
        1
    );
    assert!(!response.contains("Access-Control-Allow-Headers"), "{response}");

    let asked = "Access-Control-Request-Method: PATCH\r\nConnection: close\r\n";
    let response = ask(address, "OPTIONS /text", &format!("{lines}{asked}"));
    assert!(response.starts_with("HTTP/1.1 204 "), "{response}");
    assert!(response.contains("Access-Control-Allow-Methods: PATCH\r\n"), "{response}");

    let upgrade = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n\
                   Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    let response = ask(address, "GET /socket", &format!("{lines}{upgrade}"));
    assert!(response.starts_with("HTTP/1.1 101 "), "{response}");
    assert!(
        response.contains("Access-Control-Allow-Origin: https://app.example.com\r\n"),
        "{response}"
    );

    let response = ask(address, "GET /throw", &format!("{lines}Connection: close\r\n"));
    assert!(response.starts_with("HTTP/1.1 500 "), "{response}");
    assert!(worker.program.log().contains("deliberate"), "{}", worker.program.log());
}

/// The head of the answer, and the body of an answer that ends with its connection.
fn ask(address: SocketAddr, start: &str, lines: &str) -> String {
    let mut stream = socket::connect(address);
    let request = format!("{start} HTTP/1.1\r\nHost: test\r\n{lines}\r\n");
    stream.write_all(request.as_bytes()).expect("the Worker reads");
    let mut answer = Vec::new();
    let mut piece = [0; 4096];
    loop {
        match stream.read(&mut piece).expect("the Worker answers") {
            0 => break,
            length => answer.extend(&piece[..length]),
        }
        if answer.starts_with(b"HTTP/1.1 101 ") {
            break;
        }
    }
    socket::text(&answer)
}

const HANDLER: &str = r#"
import { cors } from "./policy.mjs";

export default {
  fetch: cors((request) => {
    const { pathname } = new URL(request.url);
    if (pathname === "/throw") {
      throw new Error("deliberate");
    }
    if (pathname === "/socket") {
      const [client, server] = Object.values(new WebSocketPair());
      server.accept();
      server.send("hello");
      return new Response(null, { status: 101, webSocket: client });
    }
    const headers = { "Access-Control-Allow-Origin": "*", "Access-Control-Allow-Headers": "*" };
    return new Response("hello from the handler", { headers });
  }),
};
"#;
