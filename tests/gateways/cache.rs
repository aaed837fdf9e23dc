//! A gateway with a cache: nobody gets the answer to somebody else.

use std::net::SocketAddr;

use crate::checks::{comparable, expected_for, get_path};
use crate::policies::Declared;
use crate::scenario::Answer;
use crate::upstream::Upstream;

/// What the gateway has answered.
pub(crate) struct Seen {
    pub(crate) answers: usize,
    /// How many of them come from the cache.
    pub(crate) hits: usize,
    /// Each answer that is not the one of the library.
    pub(crate) wrong: Vec<String>,
}

/// A service whose responses may be cached.
pub(crate) fn upstream() -> Upstream {
    let paths = RESPONSES.iter().enumerate().flat_map(|(kind, lines)| {
        let lines = lines.iter().map(|&line| line.to_owned()).collect::<Vec<_>>();
        orders().into_iter().map(move |order| (path(kind, order), lines.clone()))
    });
    Upstream::start(paths.collect())
}

/// Asks for each response from each origin, in every order. Each order starts with an empty cache, because it has
/// paths of its own.
pub(crate) fn ask_in_every_order(policy: &Declared, address: SocketAddr) -> Seen {
    let mut seen = Seen { answers: 0, hits: 0, wrong: Vec::new() };
    for order in orders() {
        for (kind, response) in RESPONSES.iter().enumerate() {
            for index in order {
                let origin = ORIGINS[index];
                let answer = get_path(address, &path(kind, order), origin);
                seen.answers += 1;
                seen.hits += usize::from(is_hit(&answer));
                let expected = expected_for(policy, origin, response);
                let answered = answer.relevant_lines();
                if comparable(&answered) != comparable(&expected) {
                    let origin = origin.unwrap_or("nobody");
                    seen.wrong.push(format!(
                        "GET from {origin} in the order {order:?}: {response:?}\n    expected \
                         {expected:?}\n    answered {answered:?}"
                    ));
                }
            }
        }
    }
    seen
}

/// Varnish adds the number of the request that has filled the cache.
fn is_hit(answer: &Answer) -> bool {
    let numbers = answer.headers.iter().find(|(name, _)| name == "x-varnish");
    numbers.is_some_and(|(_, numbers)| numbers.contains(' '))
}

fn path(kind: usize, order: [usize; ORIGINS.len()]) -> String {
    let order = order.map(|index| index.to_string()).concat();
    format!("/{kind}/{order}")
}

/// All orders of the origins.
fn orders() -> Vec<[usize; ORIGINS.len()]> {
    let all = 0..ORIGINS.len();
    let mut orders = Vec::new();
    for (a, b) in all.clone().flat_map(|a| all.clone().map(move |b| (a, b))) {
        for (c, d) in all.clone().flat_map(|c| all.clone().map(move |d| (c, d))) {
            let order = [a, b, c, d];
            if all.clone().all(|index| order.contains(&index)) {
                orders.push(order);
            }
        }
    }
    orders
}

/// Two listed ones, one that is not listed, and none.
const ORIGINS: [Option<&str>; 4] = [
    Some("https://app.example.com"),
    Some("https://a.preview.example.com"),
    Some("https://evil.example"),
    None,
];
const RESPONSES: [&[&str]; 8] = [
    &["200", "Cache-Control: max-age=600"],
    &["200", "Cache-Control: max-age=600", "Vary: Accept"],
    &["200", "Cache-Control: max-age=600", "Vary: Accept, *"],
    &["200", "Cache-Control: max-age=600", "Vary: Accept", "Vary: *"],
    &["200", "Cache-Control: max-age=600", "Vary: *"],
    &["200", "Cache-Control: max-age=600", "Vary: origin"],
    &["200", "Cache-Control: max-age=600", "Access-Control-Allow-Origin: https://app.example.com"],
    &["404", "Cache-Control: max-age=600", "Access-Control-Allow-Origin: *", "Vary: Accept"],
];
