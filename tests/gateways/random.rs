//! Random requests to random policies. The library says what the answer must be.

use std::collections::HashMap;
use std::env;
use std::hash::{BuildHasher, RandomState};
use std::net::SocketAddr;

use cors_policy::__private::{CheckedPolicy, Names, OriginRule, TwoTiers};
use cors_policy::{Decision, Policy, PolicyRef};
use http::{HeaderMap, Method};

use crate::gateway::Gateway;
use crate::messages::pairs_of;
use crate::scenario::{Answer, CALLED};
use crate::upstream::Upstream;
use crate::{compile, socket};

/// Each random request gets the answer of the library.
///
/// `SEED=…` repeats a run, and `POLICIES=…` makes it longer.
pub(crate) fn answers_as_the_library_does<G: Gateway>() {
    let (mut random, mut left) = seeded(G::NAME, POLICIES);
    let upstream = Upstream::start(answers());
    while left > 0 {
        let batch = left.min(BATCH);
        left -= batch;
        let mut policies = Vec::new();
        while policies.len() < batch {
            let (entries, policy) = policy(&mut random, policies.len());
            if let Ok(export) = G::export(policy.clone()) {
                policies.push((entries, policy, export));
            }
        }
        let exports = policies.iter().map(|(_, _, export)| export.clone()).collect::<Vec<_>>();
        let gateway = G::start(&exports, upstream.address);
        for ((entries, policy, _), &address) in policies.iter().zip(gateway.addresses()) {
            for _ in 0..REQUESTS {
                let request = request(&mut random, entries);
                compare::<G>(&request, policy, address);
            }
        }
    }
}

/// Random policies, for targets without a program. `SEED=…` repeats them.
pub(crate) fn policies(count: usize) -> Vec<PolicyRef> {
    let seed = env::var("SEED").ok().and_then(|seed| seed.parse::<u64>().ok());
    let seed = seed.unwrap_or_else(|| RandomState::new().hash_one(()));
    println!("SEED={seed}");
    let mut random = Random(seed | 1);
    (0..count).map(|index| policy(&mut random, index).1).collect()
}

/// The generator, and how many policies to make.
pub(crate) fn seeded(name: &str, policies: usize) -> (Random, usize) {
    let number = |name: &str| env::var(name).ok().and_then(|value| value.parse::<u64>().ok());
    let seed = number("SEED").unwrap_or_else(|| RandomState::new().hash_one(()));
    let count = number("POLICIES")
        .map_or(policies, |count| usize::try_from(count).expect("a small number"));
    println!("{name}: SEED={seed} POLICIES={count}");
    (Random(seed | 1), count)
}

struct Request {
    method: &'static str,
    path: usize,
    headers: Vec<(&'static str, String)>,
}

fn compare<G: Gateway>(request: &Request, policy: &PolicyRef, address: SocketAddr) {
    let Request { method, path, headers } = request;
    let lines = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n"));
    let lines = lines.collect::<String>();
    let text =
        format!("{method} /{path} HTTP/1.1\r\nHost: test\r\nConnection: close\r\n{lines}\r\n");
    let response = socket::exchange(address, text.as_bytes());
    let is_called = response.headers.iter().any(|(name, _)| name == CALLED);
    let answer = Answer { status: response.status, headers: response.headers };

    let map = headers.iter().map(|(name, value)| {
        (name.parse::<http::HeaderName>().expect("a name"), value.parse().expect("a value"))
    });
    let map = map.collect::<HeaderMap>();
    let method = method.parse::<Method>().expect("a method");
    let (expected, expects_call) = match policy.decide(&method, &map) {
        Decision::Preflight(preflight) => (preflight.into_response(()), false),
        decision => {
            let mut response = http::Response::new(());
            let [status, lines @ ..] = HANDLERS[*path] else { panic!("a status") };
            *response.status_mut() = status.parse().expect("a status");
            for line in lines {
                let (name, value) = line.split_once(": ").expect("a header");
                let name = name.parse::<http::HeaderName>().expect("a name");
                response.headers_mut().append(name, value.parse().expect("a value"));
            }
            decision.apply(response.headers_mut());
            (response, true)
        }
    };
    let expected =
        Answer { status: expected.status().as_u16(), headers: pairs_of(expected.headers()) };
    assert!(
        G::comparable(&answer.relevant_lines(), !expects_call)
            == G::comparable(&expected.relevant_lines(), !expects_call)
            && is_called == expects_call,
        "{policy:?}\n{text}\nexpected {:?}\nanswered {:?}",
        expected.relevant_lines(),
        answer.relevant_lines()
    );
}

/// The handlers of the service, by path.
const HANDLERS: [&[&str]; 8] = [
    &["200"],
    &["200", "Vary: Accept"],
    &["200", "Vary: Accept-Encoding, Origin"],
    &["200", "Vary: *"],
    &["200", "Access-Control-Allow-Origin: *", "Access-Control-Allow-Credentials: true"],
    &["401", "Access-Control-Expose-Headers: X-Secret", "Access-Control-Max-Age: 86400"],
    &["302", "Location: /elsewhere", "Access-Control-Allow-Private-Network: true"],
    &["500", "Access-Control-Allow-Methods: *", "Access-Control-Allow-Headers: *"],
];

fn answers() -> HashMap<String, Vec<String>> {
    let handlers = HANDLERS.iter().enumerate();
    handlers
        .map(|(index, lines)| {
            (format!("/{index}"), lines.iter().map(|&line| line.to_owned()).collect())
        })
        .collect()
}

/// A legal policy with hostile names, and its entries.
pub(crate) fn policy(random: &mut Random, index: usize) -> (Vec<&'static str>, PolicyRef) {
    let entries = random.some(&ENTRIES);
    let origins = match random.below(8) {
        0 => OriginRule::Any,
        1 => OriginRule::None,
        _ => OriginRule::Listed(vec![compile::set(&entries)].leak()),
    };
    let is_listed = matches!(origins, OriginRule::Listed(_));
    let credentials = is_listed && random.below(2) == 0;
    let listed = CheckedPolicy { origins, credentials, ..grant(random, credentials) };
    let listed = listed.named(format!("POLICY_{index}").leak());
    let policy: &'static Policy = if is_listed && random.below(4) == 0 {
        let anyone_else = leak(grant(random, false).for_anyone_else());
        leak(TwoTiers { listed, anyone_else }.policy())
    } else {
        leak(listed.policy())
    };
    (entries, policy.into())
}

fn grant(random: &mut Random, credentials: bool) -> CheckedPolicy {
    let mut names = |pool: &[&'static str], may_be_any: bool| {
        let mut list = random.some(pool);
        list.sort_unstable();
        if may_be_any && random.below(4) == 0 {
            list = vec!["*"];
        }
        let value: &'static str = list.join(", ").leak();
        if list.is_empty() { Names::NONE } else { Names { list: list.leak(), value } }
    };
    // Together with credentials, `any` in the first two makes an answer that repeats.
    let methods = names(&METHODS, true);
    let request_headers = names(&HEADERS, true);
    let exposed_headers = names(&HEADERS, !credentials);
    let max_age = match random.below(3) {
        0 => None,
        1 => Some((0, "0")),
        _ => Some((86_400, "86400")),
    };
    CheckedPolicy { methods, request_headers, exposed_headers, max_age, ..CheckedPolicy::CLOSED }
}

fn request(random: &mut Random, entries: &[&'static str]) -> Request {
    let mut headers = Vec::new();
    if random.below(8) > 0 {
        headers.push(("Origin", origin(random, entries)));
    }
    if random.below(2) == 0 {
        headers.push(("Access-Control-Request-Method", random.one(&METHODS).to_owned()));
        if random.below(2) == 0 {
            headers.push(("Access-Control-Request-Headers", random.one(&HEADERS).to_lowercase()));
        }
    }
    let method = random.one(&["GET", "OPTIONS", "OPTIONS", "POST", "PUT", "DELETE"]);
    Request { method, path: random.below(HANDLERS.len()), headers }
}

/// Mostly an origin that one of the entries covers.
pub(crate) fn origin(random: &mut Random, entries: &[&'static str]) -> String {
    match random.below(7) {
        0 => random.one(&STRANGERS).to_owned(),
        _ if entries.is_empty() => random.one(&STRANGERS).to_owned(),
        1 => {
            let origin = instance(random, entries);
            spoilt(random, &origin)
        }
        _ => instance(random, entries),
    }
}

/// An origin that one of the entries covers.
fn instance(random: &mut Random, entries: &[&str]) -> String {
    let entry = entries[random.below(entries.len())];
    let entry = match entry.strip_suffix("://*") {
        Some(scheme) => format!("{scheme}://abcdefghijklmnop"),
        None => entry.to_owned(),
    };
    let labels = random.one(&["a", "a.b", "x--y", "0", "a_b.c"]);
    let entry = entry.replace("*.", &format!("{labels}."));
    let port = random.one(&["", ":1", ":8080", ":65535"]);
    entry.replace(":*", port)
}

/// The origin with one change, as an attacker makes it.
fn spoilt(random: &mut Random, origin: &str) -> String {
    match random.below(9) {
        0 => format!("{origin}.evil.example"),
        1 => origin.replace('.', "x"),
        2 => origin.to_uppercase(),
        3 => format!("{origin}:0"),
        4 => format!("{origin}/"),
        5 => origin.replacen("://", "://evil-", 1),
        6 => format!("{origin}, https://evil.example"),
        7 => format!("{origin}:65536"),
        _ => origin.replacen("://", "://evil@", 1),
    }
}

/// No two of these cover the same origin.
const ENTRIES: [&str; 12] = [
    "https://app.example.com",
    "https://app.example.com:8443",
    "https://admin.example.com.",
    "https://*.preview.example.com",
    "https://*.tenant.example.org:*",
    "http://localhost:*",
    "http://127.0.0.1:3000",
    "http://[::1]:8080",
    "chrome-extension://*",
    "tauri://localhost",
    "https://a_b-.example.net",
    "https://xn--bcher-kva.example",
];
const STRANGERS: [&str; 8] = [
    "null",
    "https://evil.example",
    "https://app.example.com.evil.example",
    "file://",
    "https://",
    "a",
    "https://$host/`id`'\"\\{{7*7}}%0d%0a",
    "https://app.example.com\thttps://evil.example",
];
/// Every character of a token that means something in some configuration.
pub(crate) const METHODS: [&str; 8] =
    ["PUT", "DELETE", "PATCH", "M-SEARCH", "A$B", "A%B", "`ID`", "'*'"];
pub(crate) const HEADERS: [&str; 9] = [
    "Authorization",
    "Content-Type",
    "X-$http_cookie",
    "X-%ID",
    "X-'quoted'",
    "X-`id`",
    "X-|^~!#&+",
    "$1",
    "X-*",
];

/// A small generator of random numbers, which repeats a run from its seed: <https://en.wikipedia.org/wiki/Xorshift>.
pub(crate) struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 33) % end as u64).expect("it is below `end`")
    }

    fn one<T: Copy>(&mut self, pool: &[T]) -> T {
        pool[self.below(pool.len())]
    }

    /// Some members of the pool, in its order.
    fn some<T: Copy>(&mut self, pool: &[T]) -> Vec<T> {
        pool.iter().copied().filter(|_| self.below(2) == 0).collect()
    }
}

fn leak<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

const POLICIES: usize = 12;
/// How many policies one process has.
const BATCH: usize = 12;
const REQUESTS: usize = 60;
