//! Policies that allow any method or any header together with credentials. The answer to a preflight repeats what it
//! asks for.

use super::shared::{APP, EVIL, NOT_CALLED, OK, REFUSED, REFUSED_PREFLIGHT, lines};
use crate::policies::{ANY_HEADER, ANY_METHOD, ANY_REQUEST};
use crate::scenario::Scenario;

pub(super) fn rows() -> Vec<Scenario> {
    [usual(), lists(), left_out(), hostile(), others()].concat()
}

fn usual() -> Vec<Scenario> {
    vec![
        Scenario {
            name: "preflight to any method and any header",
            policy: &ANY_REQUEST,
            request: asks("PUT", &["authorization,content-type,x-request-id"]),
            handler: NOT_CALLED,
            answer: repeats(Some("PUT"), &["authorization,content-type,x-request-id"]),
        },
        Scenario {
            name: "preflight to any method and any header without headers",
            policy: &ANY_REQUEST,
            request: asks("DELETE", &[]),
            handler: NOT_CALLED,
            answer: repeats(Some("DELETE"), &[]),
        },
        Scenario {
            name: "preflight to any method and any header, from an origin that a pattern covers",
            policy: &ANY_REQUEST,
            request: &[
                "OPTIONS",
                "Origin: https://pr-7.preview.example.com",
                "Access-Control-Request-Method: PATCH",
                "Access-Control-Request-Headers: x-a",
            ],
            handler: NOT_CALLED,
            answer: &[
                "204",
                "Access-Control-Allow-Origin: https://pr-7.preview.example.com",
                "Access-Control-Allow-Credentials: true",
                "Access-Control-Allow-Methods: PATCH",
                "Access-Control-Allow-Headers: x-a",
                "Access-Control-Max-Age: 600",
                VARY,
            ],
        },
        Scenario {
            name: "preflight to any method and two headers",
            policy: &ANY_METHOD,
            request: asks("PURGE", &["x-evil"]),
            handler: NOT_CALLED,
            answer: &[
                "204",
                "Access-Control-Allow-Origin: https://app.example.com",
                "Access-Control-Allow-Credentials: true",
                "Access-Control-Allow-Methods: PURGE",
                "Access-Control-Allow-Headers: Authorization, Content-Type",
                VARY,
            ],
        },
        Scenario {
            name: "preflight to any header and two methods",
            policy: &ANY_HEADER,
            request: asks("PURGE", &["x-a"]),
            handler: NOT_CALLED,
            answer: &[
                "204",
                "Access-Control-Allow-Origin: https://app.example.com",
                "Access-Control-Allow-Credentials: true",
                "Access-Control-Allow-Methods: GET, PUT",
                "Access-Control-Allow-Headers: x-a",
                VARY,
            ],
        },
        Scenario {
            name: "preflight with a star, which is a name like others",
            policy: &ANY_REQUEST,
            request: asks("*", &["*"]),
            handler: NOT_CALLED,
            answer: repeats(Some("*"), &["*"]),
        },
        Scenario {
            name: "preflight with names that Fetch forbids",
            policy: &ANY_REQUEST,
            request: asks("TRACE", &["cookie,sec-fetch-site"]),
            handler: NOT_CALLED,
            answer: repeats(Some("TRACE"), &["cookie,sec-fetch-site"]),
        },
    ]
}

/// Lists as intermediaries change them.
fn lists() -> Vec<Scenario> {
    let rows: [(&str, &[&str]); 6] = [
        ("repeated headers with spaces", &["x-a, x-b ,  x-c"]),
        ("repeated headers with tabs", &["x-a\t,\tx-b"]),
        ("repeated headers with empty members", &["x-a,,x-b, ,x-c,"]),
        ("repeated headers on several lines", &["x-a", "x-b, x-c", "X-D"]),
        ("repeated headers on two lines that are the same", &["x-a", "x-a"]),
        ("sixty-four repeated headers on as many lines", &["x-a"; 64]),
    ];
    rows.map(|(name, headers)| Scenario {
        name,
        policy: &ANY_REQUEST,
        request: asks("PUT", headers),
        handler: NOT_CALLED,
        answer: repeats(Some("PUT"), headers),
    })
    .to_vec()
}

/// What an answer does not repeat. The other list is repeated all the same.
fn left_out() -> Vec<Scenario> {
    let headers: [(&str, &[&str]); 8] = [
        ("an empty list of repeated headers", &[""]),
        ("repeated headers that are all empty", &[", ,"]),
        ("a space inside of a repeated header", &["x-a,x b"]),
        ("a parameter after a repeated header", &["x-a;q=1"]),
        ("a quoted header", &["\"x-a\""]),
        ("bytes above 0x7F in a repeated header", &["x-\u{e9}"]),
        ("one bad line among repeated headers", &["x-a", "x(b)", "x-c"]),
        ("a repeated header with a colon", &["x-a:"]),
    ];
    let methods = [
        ("an empty method to repeat", ""),
        ("two methods in one line to repeat", "PUT,GET"),
        ("a method to repeat with a space", "PUT GET"),
        ("a method to repeat of bytes above 0x7F", "P\u{dc}T"),
    ];
    let headers = headers.map(|(name, headers)| Scenario {
        name,
        policy: &ANY_REQUEST,
        request: asks("PUT", headers),
        handler: NOT_CALLED,
        answer: repeats(Some("PUT"), &[]),
    });
    let methods = methods.map(|(name, method)| Scenario {
        name,
        policy: &ANY_REQUEST,
        request: asks(method, &["x-a"]),
        handler: NOT_CALLED,
        answer: repeats(None, &["x-a"]),
    });
    let two_lines = Scenario {
        name: "two lines of methods to repeat",
        policy: &ANY_REQUEST,
        request: lines(asks("PUT", &[]), &["Access-Control-Request-Method: PUT"]),
        handler: NOT_CALLED,
        answer: repeats(None, &[]),
    };
    [&headers[..], &methods, &[two_lines]].concat()
}

fn hostile() -> Vec<Scenario> {
    let line = |text: String| -> &'static str { text.leak() };
    let longest = line(format!("x-{}", "a".repeat(4_094)));
    let too_long = line(format!("x-{}", "a".repeat(4_095)));
    let (names_64, names_65) = (line(vec!["x"; 64].join(",")), line(vec!["x"; 65].join(",")));
    let half = line("x".repeat(2_048));
    let rows: [(&str, &str, &[&str], bool); 10] = [
        ("4,096 bytes of repeated headers", "PUT", &[longest], true),
        ("4,097 bytes of repeated headers", "PUT", &[too_long], false),
        ("4,096 bytes of repeated headers on two lines", "PUT", &[half, half], true),
        ("4,097 bytes of repeated headers on three lines", "PUT", &[half, half, "x"], false),
        ("sixty-four repeated headers", "PUT", &[names_64], true),
        ("sixty-five repeated headers", "PUT", &[names_65], false),
        ("sixty-five repeated headers on two lines", "PUT", &[names_64, "x"], false),
        ("seventy lines of repeated headers", "PUT", &["x-a"; 70], false),
        ("seventy empty lines around a repeated header", "PUT", EMPTY_AND_ONE, false),
        ("five thousand commas to repeat", "PUT", &[line(",".repeat(5_000))], false),
    ];
    let headers = rows.map(|(name, method, headers, is_repeated)| Scenario {
        name,
        policy: &ANY_REQUEST,
        request: asks(method, headers),
        handler: NOT_CALLED,
        answer: repeats(Some(method), if is_repeated { headers } else { &[] }),
    });
    let methods = [(longest, Some(longest)), (too_long, None)].map(|(method, repeated)| Scenario {
        name: if repeated.is_some() {
            "a method to repeat of 4,096 bytes"
        } else {
            "a method to repeat of 4,097 bytes"
        },
        policy: &ANY_REQUEST,
        request: asks(method, &[]),
        handler: NOT_CALLED,
        answer: repeats(repeated, &[]),
    });
    [&headers[..], &methods].concat()
}

/// Requests that no answer of these policies repeats.
fn others() -> Vec<Scenario> {
    vec![
        Scenario {
            name: "preflight to any method and any header from a refused origin",
            policy: &ANY_REQUEST,
            request: &[
                "OPTIONS",
                EVIL,
                "Access-Control-Request-Method: PUT",
                "Access-Control-Request-Headers: x-a",
            ],
            handler: NOT_CALLED,
            answer: REFUSED_PREFLIGHT,
        },
        Scenario {
            name: "request with any method from an allowed origin",
            policy: &ANY_REQUEST,
            request: &["PURGE", APP, "Access-Control-Request-Headers: x-a"],
            handler: OK,
            answer: &[
                "200",
                "Access-Control-Allow-Origin: https://app.example.com",
                "Access-Control-Allow-Credentials: true",
                "Access-Control-Expose-Headers: ETag",
                "Vary: Origin",
            ],
        },
        Scenario {
            name: "request with any method from a refused origin",
            policy: &ANY_REQUEST,
            request: &["PURGE", EVIL, "Access-Control-Request-Method: PUT"],
            handler: OK,
            answer: REFUSED,
        },
    ]
}

/// A preflight from an allowed origin.
fn asks(method: &str, headers: &[&str]) -> &'static [&'static str] {
    let method: &'static str = format!("Access-Control-Request-Method: {method}").leak();
    let headers = headers
        .iter()
        .map(|line| -> &'static str { format!("Access-Control-Request-Headers: {line}").leak() });
    lines(&["OPTIONS", APP, method], &headers.collect::<Vec<_>>())
}

/// The answer of `ANY_REQUEST` to a preflight from an allowed origin.
fn repeats(method: Option<&str>, headers: &[&str]) -> &'static [&'static str] {
    let method = method.map(|method| format!("Access-Control-Allow-Methods: {method}"));
    let headers = headers.iter().map(|line| format!("Access-Control-Allow-Headers: {line}"));
    let repeated = method.into_iter().chain(headers);
    let repeated = repeated.map(|line| -> &'static str { line.leak() }).collect::<Vec<_>>();
    let first = [
        "204",
        "Access-Control-Allow-Origin: https://app.example.com",
        "Access-Control-Allow-Credentials: true",
        "Access-Control-Max-Age: 600",
        VARY,
    ];
    lines(&first, &repeated)
}

const VARY: &str = "Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers";

const EMPTY_AND_ONE: &[&str] = &{
    let mut lines = [""; 71];
    lines[70] = "x-a";
    lines
};
