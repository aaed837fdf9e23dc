//! The library in a Worker, in workerd: the example `edge`, and a Worker with the policies of the table. `cargo xtask edge` builds
//! both, and runs these tests.

use std::collections::{BTreeSet, HashMap};
use std::net::SocketAddr;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use cors_policy::PolicyRef;
use cors_policy::explain::PageRequest;
use cors_policy_gateway_tests::edge as programs;
use cors_policy_gateway_tests::program::Running;
use cors_policy_gateways::{Export, Inexpressible, cloudflare_worker};

use crate::checks;
use crate::cloudflare_worker::DIFFERENCES as WORKERS;
use crate::gateway::{Difference, Gateway, Instead};
use crate::policies::{API, CLOSED, OriginsFrom, PUBLIC, TWO_TIERS};
use crate::program::free_addresses;
use crate::socket::{self, Response};
use crate::transcript::{self, Exchange};
use crate::upstream::Upstream;

/// Workers whose policies have their origins in source.
struct Declared(Running);

/// Workers whose policies have their origins from configuration.
struct Configured(Running);

impl Gateway for Declared {
    const NAME: &'static str = "edge";
    const DIFFERENCES: &'static [Difference] = &DIFFERENCES;

    fn export(policy: PolicyRef) -> Result<Export, Inexpressible> {
        cloudflare_worker::export(policy)
    }

    fn start(exports: &[Export], upstream: SocketAddr) -> Self {
        Self(start(exports, OriginsFrom::Source, upstream))
    }

    fn addresses(&self) -> &[SocketAddr] {
        &self.0.addresses
    }
}

impl Gateway for Configured {
    const NAME: &'static str = "edge";
    const DIFFERENCES: &'static [Difference] = &DIFFERENCES;

    fn export(policy: PolicyRef) -> Result<Export, Inexpressible> {
        cloudflare_worker::export(policy)
    }

    fn start(exports: &[Export], upstream: SocketAddr) -> Self {
        Self(start(exports, OriginsFrom::Configuration, upstream))
    }

    fn addresses(&self) -> &[SocketAddr] {
        &self.0.addresses
    }
}

/// Starts a Worker for each export. The Worker contains its policy, so the export only tells the name: "`API` of …".
fn start(exports: &[Export], origins: OriginsFrom, upstream: SocketAddr) -> Running {
    let name = |export: &Export| export.policy().split('`').nth(1).expect("a name").to_owned();
    let names = exports.iter().map(name).collect::<Vec<_>>();
    started(&names, origins, upstream)
}

fn started(names: &[impl AsRef<str>], origins: OriginsFrom, upstream: SocketAddr) -> Running {
    let variables = names.iter().map(|name| {
        vec![("POLICY", name.as_ref().to_owned()), ("ORIGINS_FROM", format!("{origins:?}"))]
    });
    programs::start("cors_policy_edge_worker", &variables.collect::<Vec<_>>(), upstream)
}

/// Those of every Worker, and one of Rust.
const DIFFERENCES: [Difference; WORKERS.len() + 1] = {
    let mut all = [ARBITRARY_BYTES; WORKERS.len() + 1];
    let mut index = 0;
    while index < WORKERS.len() {
        all[index] = WORKERS[index];
        index += 1;
    }
    all
};
const ARBITRARY_BYTES: Difference = Difference {
    scenario: "a handler that varies by arbitrary bytes",
    reason: "in a Worker in Rust, U+FFFD replaces the bytes of a header that are not UTF-8",
    instead: Instead::Lines(&["200", "Vary: ï¿½ï¿½, Origin"]),
};

#[test]
fn a_worker_answers_as_the_table_says() {
    checks::answers_as_the_table_says::<Declared>();
}

#[test]
fn a_worker_with_configured_origins_answers_as_the_table_says() {
    checks::answers_with_origins_from::<Configured>(OriginsFrom::Configuration);
}

#[test]
fn a_worker_answers_for_a_dead_service() {
    checks::answers_for_a_dead_service::<Declared>(&[&API, &PUBLIC, &TWO_TIERS, &CLOSED]);
}

/// The verdict and the steps are those on other targets.
#[test]
fn a_worker_explains_its_policy() {
    for origins in OriginsFrom::ALL {
        let worker = started(&["API"], origins, free_addresses(1)[0]);
        let request = PageRequest::new("https://app.example.com").method("PUT");
        let expected = request.explain(API.with(origins)).to_string();
        assert_eq!(text(&worker, "/explanation", &[]), expected);
    }
}

/// The limit needs a clock: of three refusals at the same time, two are events.
#[test]
fn a_worker_makes_events_of_refusals_within_their_limit() {
    let worker = started(&["API"], OriginsFrom::Source, free_addresses(1)[0]);
    let events = text(&worker, "/events", &[("Origin", "http://app.example.com")]);
    assert_eq!(events.lines().count(), 2, "{events}");
    for event in events.lines() {
        assert!(event.starts_with("`http://app.example.com` is not in `API` ("), "{event}");
        assert!(event.contains("but `https://app.example.com` is: the scheme differs"), "{event}");
    }
}

#[test]
fn a_worker_knows_the_time_at_which_a_policy_is_configured() {
    let worker = started(&["API"], OriginsFrom::Source, free_addresses(1)[0]);
    let time = text(&worker, "/configured-at", &[]).parse().expect("a number of seconds");
    let age = SystemTime::now().duration_since(UNIX_EPOCH + Duration::from_secs(time));
    assert!(age.expect("it is past") < Duration::from_mins(1), "{time}");
}

/// Whoever may choose origins must not know the hash of their table. A policy from source needs no random numbers.
#[test]
fn a_worker_takes_random_numbers_for_configured_origins() {
    for (origins, needs) in [(OriginsFrom::Source, false), (OriginsFrom::Configuration, true)] {
        let worker = started(&["API"], origins, Upstream::start(HashMap::new()).address);
        let count = text(&worker, "/random-numbers", &[]).parse::<u32>().expect("a number");
        assert_eq!(count > 0, needs, "{origins:?}: {count}");
    }
}

#[test]
fn the_answers_of_the_example_are_those_in_its_header() {
    let worker = example(Some(PARTNERS), free_addresses(1)[0]);
    let source = include_str!("../../examples/edge/lib.rs");
    let header = source.lines().map_while(|line| line.strip_prefix("//!"));
    let header = header.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect::<Vec<_>>();
    assert!(include_str!("../../examples/edge/wrangler.toml").contains(PARTNERS));
    let exchanges = transcript::exchanges(&header);
    assert_eq!(exchanges.len(), 4, "the header shows curl commands");
    for Exchange { command, request, answer } in exchanges {
        let shown = transcript::ask(&worker.addresses[0].to_string(), &request);
        assert_eq!(head(&shown), head(&answer), "{command}");
    }
}

/// The lines of the head that the header of the example shows, in lower case.
fn head(answer: &str) -> BTreeSet<String> {
    let (head, _) = answer.split_once("\r\n\r\n").expect("a head");
    let is_left_out =
        |line: &str| ["date: ", "transfer-encoding: "].iter().any(|name| line.starts_with(name));
    let lines = head.lines().map(str::to_lowercase);
    lines.filter(|line| !is_left_out(line) && line != "connection: close").collect()
}

#[test]
fn the_example_answers_by_both_policies() {
    let service = ["200", "Access-Control-Allow-Origin: *", "X-Total: 1", "Vary: Accept"];
    let service = service.map(str::to_owned).to_vec();
    let upstream = Upstream::start(HashMap::from([("/users".to_owned(), service)]));
    let worker = example(Some(PARTNERS), upstream.address);

    let app = ("Origin", "https://app.example.com");
    let asked = ("Access-Control-Request-Method", "PUT");
    let preflight = ask(&worker, "OPTIONS /users", &[app, asked]);
    assert_eq!(preflight.status, 204);
    assert_eq!(header(&preflight, "access-control-allow-methods"), ["DELETE, PUT"]);
    let users = get(&worker, "/users", &[app]);
    assert_eq!(users.status, 200);
    assert_eq!(header(&users, "access-control-allow-origin"), [app.1]);
    assert_eq!(header(&users, "access-control-expose-headers"), ["X-Total"]);
    assert_eq!(header(&users, "vary").join(", "), "Accept, Origin");
    let missing = get(&worker, "/nope", &[app]);
    assert_eq!(missing.status, 404);
    assert_eq!(header(&missing, "access-control-allow-origin"), [app.1]);

    for (origin, allowed) in [
        ("https://shop.partner.example", true),
        ("https://pr-7.preview.partner.example", true),
        ("https://preview.partner.example", false),
        (app.1, false),
    ] {
        let origin_line = [("Origin", origin)];
        assert_eq!(text(&worker, "/catalogue", &origin_line), "lamp, chair\n", "{origin}");
        let catalogue = get(&worker, "/catalogue", &origin_line);
        let expected = if allowed { vec![origin] } else { Vec::new() };
        assert_eq!(header(&catalogue, "access-control-allow-origin"), expected);
        assert_eq!(header(&catalogue, "vary"), ["Origin"]);
    }
    let log = worker.program.log();
    let refusal = "`https://app.example.com` is not in `PARTNERS`";
    assert!(log.contains(refusal), "{log}");
}

/// The Worker says what is wrong, and no other origin gets in. The other policy still answers.
#[test]
fn the_example_answers_no_partners_if_their_origins_are_invalid() {
    for (partners, sentence) in [
        (Some("https://shop.partner.example/, *"), "an origin has no trailing slash"),
        (Some(" "), "PARTNERS"),
        (None, "PARTNERS"),
    ] {
        let worker = example(partners, free_addresses(1)[0]);
        let origin = ("Origin", "https://shop.partner.example");
        for _ in 0..2 {
            let catalogue = get(&worker, "/catalogue", &[origin]);
            assert_eq!(catalogue.status, 500, "{partners:?}");
            assert!(header(&catalogue, "access-control-allow-origin").is_empty());
        }
        let log = worker.program.log();
        assert!(log.contains(sentence), "{partners:?}: {log}");
        let app = ("Origin", "https://app.example.com");
        let dead = get(&worker, "/users", &[app]);
        assert_eq!(dead.status, 502);
        assert_eq!(header(&dead, "access-control-allow-origin"), [app.1]);
    }
}

/// The value in `wrangler.toml`.
const PARTNERS: &str = "https://shop.partner.example, https://*.preview.partner.example";

/// Starts the example with this value of its variable.
fn example(partners: Option<&str>, upstream: SocketAddr) -> Running {
    let variables = partners.map(|origins| ("PARTNERS", origins.to_owned()));
    programs::start("cors_policy_edge", &[variables.into_iter().collect()], upstream)
}

/// The text of a response with the status 200.
fn text(worker: &Running, path: &str, headers: &[(&str, &str)]) -> String {
    let response = get(worker, path, headers);
    assert_eq!(response.status, 200, "{path}: {}\n{}", response.body, worker.program.log());
    if header(&response, "transfer-encoding") != ["chunked"] {
        return response.body;
    }
    let (mut rest, mut text) = (response.body.as_str(), String::new());
    // Chunks: https://www.rfc-editor.org/rfc/rfc9112#section-7.1
    while let Some((length, chunks)) = rest.split_once("\r\n") {
        let length = usize::from_str_radix(length, 16).expect("the length of a chunk");
        text.push_str(&chunks[..length]);
        rest = chunks[length..].strip_prefix("\r\n").expect("the end of a chunk");
    }
    text
}

fn get(worker: &Running, path: &str, headers: &[(&str, &str)]) -> Response {
    ask(worker, &format!("GET {path}"), headers)
}

fn ask(worker: &Running, start: &str, headers: &[(&str, &str)]) -> Response {
    let address = worker.addresses[0];
    let lines = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n"));
    let lines = lines.collect::<String>();
    let request =
        format!("{start} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n{lines}\r\n");
    socket::exchange(address, request.as_bytes())
}

fn header<'a>(response: &'a Response, name: &str) -> Vec<&'a str> {
    let lines = response.headers.iter().filter(|(other, _)| other == name);
    lines.map(|(_, value)| value.as_str()).collect()
}
