//! Caches of nginx: with an exported policy, and in front of one. Whoever asks first, nobody gets the headers of somebody else.

use std::net::SocketAddr;

use cors_policy_gateways::nginx;

use crate::checks::{comparable, expected_for};
use crate::gateway::Gateway;
use crate::nginx::Nginx;
use crate::policies::{API, Declared, OriginsFrom, PUBLIC, TWO_TIERS};
use crate::program::{Folder, free_addresses};
use crate::scenario::Answer;
use crate::socket;
use crate::upstream::Upstream;

/// Two listed origins, another one, and no origin.
const ASKERS: [Option<&str>; 4] = [
    Some("https://app.example.com"),
    Some("https://pr-1.preview.example.com"),
    Some("https://evil.example"),
    None,
];

/// The answers of the service, and whether nginx can have them in its cache. Some have CORS headers for somebody.
const HANDLERS: [(&[&str], bool); 7] = [
    (&["200"], true),
    (&["200", "Vary: Accept"], true),
    (&["200", "Vary: Origin"], true),
    (&["200", "Vary: Accept-Encoding, Origin"], true),
    (&["200", "Vary: *"], false),
    (&["200", "Vary: Accept, *"], true),
    (&["404", "Access-Control-Allow-Origin: https://app.example.com", "Vary: Accept"], true),
];

/// The exported policy and the cache are in the same server.
#[test]
fn nginx_with_a_cache_gives_everyone_their_own_headers() {
    everyone_gets_their_own_headers(Place::Same);
}

/// Another nginx has the cache. It reads `Vary`.
#[test]
fn a_cache_before_nginx_gives_everyone_their_own_headers() {
    everyone_gets_their_own_headers(Place::Before);
}

/// Where the cache is.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Same,
    Before,
}

fn everyone_gets_their_own_headers(place: Place) {
    let handlers = HANDLERS.iter().enumerate().map(|(index, (lines, _))| {
        (format!("/{index}"), lines.iter().map(|&line| line.to_owned()).collect())
    });
    let upstream = Upstream::start(handlers.collect());
    let policies = [&API, &TWO_TIERS, &PUBLIC];
    let nginx = start(place, &policies, upstream.address);
    for (policy, &address) in policies.iter().zip(nginx.addresses()) {
        for (path, (handler, is_cached)) in HANDLERS.iter().enumerate() {
            let mut hits = 0;
            for (run, order) in orders().iter().enumerate() {
                // The second time, each answer may come from the cache.
                for &asker in order.iter().chain(order) {
                    let answer = get(address, path, run, asker);
                    hits += usize::from(is_hit(&answer));
                    let expected = expected_for(policy, asker, handler);
                    assert_eq!(
                        comparable(&answer.relevant_lines()),
                        comparable(&expected),
                        "{policy:?} {handler:?}: {asker:?} in {order:?}",
                        policy = policy.with(OriginsFrom::Source).name(),
                    );
                }
            }
            assert_eq!(hits > 0, *is_cached, "{handler:?}: {hits} answers from the cache");
        }
    }
}

/// nginx, with an address for each policy.
fn start(place: Place, policies: &[&'static Declared], upstream: SocketAddr) -> Nginx {
    let folder = Folder::new("nginx-cache");
    let (addresses, behind) = (free_addresses(policies.len()), free_addresses(policies.len()));
    let servers = policies.iter().zip(addresses.iter().zip(&behind));
    let servers = servers.enumerate().map(|(index, (policy, (front, behind)))| {
        let export = nginx::export(policy.with(OriginsFrom::Source)).expect("it can be expressed");
        for file in export.files() {
            folder.write(file.name(), file.text());
        }
        let [maps, server] = export.files() else { panic!("two files") };
        let (maps, server) = (maps.name(), server.name());
        let cache = format!(
            "    proxy_cache answers;\n    proxy_cache_key \"{index} $uri $http_x_run\";\n    \
             proxy_cache_valid any 1m;\n    add_header X-Cache $upstream_cache_status always;\n"
        );
        let serve = |address, content: &str, to| {
            format!("server {{\n    listen {address};\n{content}    location / {{ proxy_pass http://{to}; }}\n}}\n")
        };
        let include = format!("    include {server};\n");
        let servers = match place {
            Place::Same => serve(front, &(include + &cache), &upstream),
            Place::Before => serve(front, &cache, behind) + &serve(behind, &include, &upstream),
        };
        format!("include {maps};\n{servers}")
    });
    let servers = servers.collect::<String>();
    let cache = "proxy_cache_path cache keys_zone=answers:1m;\n";
    Nginx::running(folder, &format!("{cache}{servers}"), addresses)
}

/// Each order in which they can ask.
fn orders() -> Vec<Vec<Option<&'static str>>> {
    ASKERS.iter().fold(vec![Vec::new()], |orders, &asker| {
        let longer = |order: Vec<_>| {
            (0..=order.len()).map(move |position| {
                let mut order = order.clone();
                order.insert(position, asker);
                order
            })
        };
        orders.into_iter().flat_map(longer).collect()
    })
}

fn get(address: SocketAddr, path: usize, run: usize, origin: Option<&str>) -> Answer {
    let origin = origin.map_or(String::new(), |origin| format!("Origin: {origin}\r\n"));
    let request = format!(
        "GET /{path} HTTP/1.1\r\nHost: test\r\nConnection: close\r\nX-Run: {run}\r\n{origin}\r\n"
    );
    let response = socket::exchange(address, request.as_bytes());
    Answer { status: response.status, headers: response.headers }
}

fn is_hit(answer: &Answer) -> bool {
    answer.headers.iter().any(|(name, value)| name == "x-cache" && value == "HIT")
}
