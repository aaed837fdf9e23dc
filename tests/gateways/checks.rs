//! The checks that every gateway must pass.

use std::collections::BTreeSet;
use std::net::SocketAddr;

use cors_policy::{IntoPolicyRef, cors_policy};
use cors_policy_gateways::Export;

use crate::gateway::{Difference, Gateway, Instead};
use crate::policies::{Declared, OriginsFrom};
use crate::program::free_addresses;
use crate::scenario::{Answer, CALLED, Scenario};
use crate::upstream::Upstream;
use crate::{table, wire};

/// Each scenario of the table has its answer, or the one of a [`Difference`].
pub(crate) fn answers_as_the_table_says<G: Gateway>() {
    answers_with_origins_from::<G>(OriginsFrom::Source);
}

/// The same for a gateway whose policies have their origins from there, whatever the export says.
pub(crate) fn answers_with_origins_from<G: Gateway>(origins: OriginsFrom) {
    let upstream = Upstream::of_scenarios();
    let (mut policies, mut exports) = (Vec::new(), Vec::<Export>::new());
    for scenario in table::all() {
        let is_known = policies.iter().any(|&policy| std::ptr::eq(policy, scenario.policy));
        if !is_known {
            // The target refuses policies that it cannot express. The tests of the exporters check which.
            if let Ok(export) = G::export(scenario.policy.with(OriginsFrom::Source)) {
                policies.push(scenario.policy);
                exports.push(export);
            }
        }
    }
    assert!(exports.len() > 3, "{} expresses hardly any policy", G::NAME);
    let gateway = G::start(&exports, upstream.address);
    let mut used = vec![false; G::DIFFERENCES.len()];
    let mut wrong = Vec::new();
    let mut count = 0;
    for scenario in table::all() {
        let policy = policies.iter().position(|&policy| std::ptr::eq(policy, scenario.policy));
        let Some(policy) = policy else { continue };
        count += 1;
        let answer = wire::send(gateway.addresses()[policy], &scenario);
        let is_equal = is_as_expected::<G>(&scenario, origins, &answer);
        let difference =
            G::DIFFERENCES.iter().position(|difference| difference.is_about(&scenario));
        if let Some(index) = difference {
            used[index] |= !is_equal;
            if !is_equal && !G::DIFFERENCES[index].explains(&scenario, &answer) {
                wrong.push(format!("(listed as different) {}", told(&scenario, origins, &answer)));
            }
        } else if !is_equal {
            wrong.push(told(&scenario, origins, &answer));
        }
    }
    println!("{}: {count} scenarios, {} policies", G::NAME, exports.len());
    assert!(wrong.is_empty(), "{} of {count} differ:\n{}", wrong.len(), wrong.join("\n"));
    let unused = G::DIFFERENCES.iter().zip(used).filter(|(_, used)| !used);
    let unused = unused.map(|(difference, _)| difference.scenario).collect::<Vec<_>>();
    assert!(unused.is_empty(), "no difference any more: {unused:?}");
}

/// If the service is down, the gateway's own error has the headers of the policy.
pub(crate) fn answers_for_a_dead_service<G: Gateway>(policies: &[&'static Declared]) {
    let dead = free_addresses(1)[0];
    let exports = policies.iter().map(|policy| policy.with(OriginsFrom::Source));
    let exports = exports.map(|policy| G::export(policy).expect("it can be expressed"));
    let gateway = G::start(&exports.collect::<Vec<_>>(), dead);
    for (policy, &address) in policies.iter().zip(gateway.addresses()) {
        for origin in [Some("https://app.example.com"), Some("https://evil.example"), None] {
            let answer = get(address, origin);
            assert!(matches!(answer.status, 502..=504), "{origin:?}: {}", answer.status);
            let expected = expected_for(policy, origin, &[&answer.status.to_string()]);
            let answer = answer.relevant_lines();
            assert_eq!(
                G::comparable(&answer, false),
                G::comparable(&expected, false),
                "{origin:?}"
            );
        }
    }
}

/// A policy with as many origins as tenants, and the longest hosts, is exact as well.
pub(crate) fn answers_for_ten_thousand_origins<G: Gateway>() {
    let label = "a".repeat(63);
    let longest = format!("https://{label}.{label}.{label}.{}:8443", &label[..61]);
    let wide = format!("https://*.{label}.{label}.{}.example:*", &label[..50]);
    let tenants = (0..10_000).map(|tenant| format!("https://tenant-{tenant}.example.com"));
    let origins = tenants.chain([longest.clone(), wide.clone()]);
    let policy = MANY.configure(origins).expect("they are legal");
    let export = G::export(policy.clone().into_policy_ref()).expect("it can be expressed");
    let upstream = Upstream::of_scenarios();
    let gateway = G::start(&[export], upstream.address);
    for (origin, is_allowed) in [
        ("https://tenant-0.example.com", true),
        ("https://tenant-9999.example.com", true),
        (longest.as_str(), true),
        (&wide.replacen('*', "b", 1).replace(":*", ":1"), true),
        (&wide.replacen('*', "b", 1).replace(":*", ""), true),
        ("https://tenant-10000.example.com", false),
        ("https://tenant-0.example.comx", false),
        ("https://TENANT-0.example.com", false),
        ("https://tenant-0xexample.com", false),
        (&longest.replace(":8443", ""), false),
        (&wide.replacen('*', &"b.".repeat(30), 1).replace(":*", ""), false),
    ] {
        let answer = get(gateway.addresses()[0], Some(origin));
        let granted = answer.headers.iter().find(|(name, _)| name == "access-control-allow-origin");
        let granted = granted.map(|(_, value)| value.as_str());
        assert_eq!(granted, is_allowed.then_some(origin), "{origin}");
    }
}

cors_policy! {
    static MANY = { origins: [configured], methods: [PUT] };
}

/// What the library makes of a response: the status, and the headers that it has already.
pub(crate) fn expected_for(
    policy: &Declared,
    origin: Option<&str>,
    response: &[&str],
) -> Vec<String> {
    let mut headers = http::HeaderMap::new();
    if let Some(origin) = origin {
        headers.insert("origin", origin.parse().expect("a value"));
    }
    let decision = policy.with(OriginsFrom::Source).decide(&http::Method::GET, &headers);
    let mut headers = http::HeaderMap::new();
    for line in &response[1..] {
        let (name, value) = line.split_once(": ").expect("a header");
        let name = name.parse::<http::HeaderName>().expect("a name");
        headers.append(name, value.parse().expect("a value"));
    }
    decision.apply(&mut headers);
    let status = response[0].parse().expect("a status");
    Answer { status, headers: crate::messages::pairs_of(&headers) }.relevant_lines()
}

/// Sends a request without a path.
fn get(address: SocketAddr, origin: Option<&str>) -> Answer {
    get_path(address, "/", origin)
}

pub(crate) fn get_path(address: SocketAddr, path: &str, origin: Option<&str>) -> Answer {
    let origin = origin.map_or(String::new(), |origin| format!("Origin: {origin}\r\n"));
    let request = format!("GET {path} HTTP/1.1\r\nHost: test\r\nConnection: close\r\n{origin}\r\n");
    let response = crate::socket::exchange(address, request.as_bytes());
    Answer { status: response.status, headers: response.headers }
}

/// Whether the answer has the status and the lines of the table, calls the handler if the table says so, and has its other
/// headers.
fn is_as_expected<G: Gateway>(scenario: &Scenario, origins: OriginsFrom, answer: &Answer) -> bool {
    let expected = scenario.expected_lines(origins);
    let is_called = answer.headers.iter().any(|(name, _)| name == CALLED);
    let is_preflight = !scenario.expects_call();
    G::comparable(&answer.relevant_lines(), is_preflight) == G::comparable(&expected, is_preflight)
        && is_called == scenario.expects_call()
}

/// The lines, with the members of all `Vary` lines as a set: a cache reads them as one.
pub(crate) fn comparable(lines: &[String]) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for line in lines {
        match line.strip_prefix("vary: ") {
            Some(members) => {
                let members = members.split(',').map(|member| member.trim().to_lowercase());
                all.extend(
                    members
                        .filter(|member| !member.is_empty())
                        .map(|member| format!("vary: {member}")),
                );
            }
            None => _ = all.insert(line.clone()),
        }
    }
    // If the service sends only `*`, a gateway may add `Origin`: no cache may use the response again in either case.
    let members = all.iter().filter(|line| line.starts_with("vary: ")).map(String::as_str);
    if members.eq(["vary: *", "vary: origin"]) {
        all.remove("vary: origin");
    }
    all
}

/// The same for a program that adds `Origin` also to `Vary: *`, which means already that no cache may use the response again:
/// <https://www.rfc-editor.org/rfc/rfc9110#section-12.5.5>.
pub(crate) fn comparable_next_to_star(lines: &[String]) -> BTreeSet<String> {
    let mut lines = comparable(lines);
    if lines.contains("vary: *") {
        lines.remove("vary: origin");
    }
    lines
}

/// What a page of a browser can notice. Without `Access-Control-Allow-Origin`, browsers ignore the other headers, and what they
/// cache of a preflight does not depend on `Vary`.
pub(crate) fn seen_by_browsers(lines: &[String], is_preflight: bool) -> BTreeSet<String> {
    let mut lines = comparable_next_to_star(lines);
    let has = |lines: &BTreeSet<String>, start| lines.iter().any(|line| line.starts_with(start));
    let is_allowed = has(&lines, "access-control-allow-origin: ");
    if !is_allowed {
        lines.retain(|line| !line.starts_with("access-control-"));
    }
    if is_preflight {
        lines.retain(|line| {
            !line.starts_with("vary: ") && !line.starts_with("access-control-expose-headers: ")
        });
        // Any status from 200 to 299 is a success, and the answer to a preflight is a failure without the header.
        if is_allowed && lines.remove("204") {
            lines.insert("200".to_owned());
        }
        if !is_allowed {
            lines.clear();
        }
        // Without it, browsers take this: https://fetch.spec.whatwg.org/#cors-preflight-fetch
        lines.remove("access-control-max-age: 5");
    }
    lines
}

fn told(scenario: &Scenario, origins: OriginsFrom, answer: &Answer) -> String {
    let expected = scenario.expected_lines(origins);
    format!(
        "{:?}\n    expected {expected:?}\n    answered {:?}",
        scenario.name,
        answer.relevant_lines()
    )
}

impl Difference {
    fn is_about(&self, scenario: &Scenario) -> bool {
        match self.scenario.strip_suffix('*') {
            Some(start) => scenario.name.starts_with(start),
            None => scenario.name == self.scenario,
        }
    }

    fn explains(&self, scenario: &Scenario, answer: &Answer) -> bool {
        assert!(!self.reason.is_empty(), "{}", self.scenario);
        match self.instead {
            Instead::Rejected(statuses) => {
                let is_called = answer.headers.iter().any(|(name, _)| name == CALLED);
                let grants =
                    answer.headers.iter().any(|(name, _)| name.starts_with("access-control-"));
                statuses.contains(&answer.status) && !is_called && !grants
            }
            Instead::Allowed => {
                let origin = scenario.request_headers().find(|(name, _)| *name == "Origin");
                let allowed = |(name, _): &&(String, String)| name == "access-control-allow-origin";
                let allowed = answer.headers.iter().find(allowed);
                origin.map(|(_, value)| value) == allowed.map(|(_, value)| value.as_str())
            }
            Instead::Lines(lines) => {
                let lines = lines.iter().map(|line| match line.split_once(": ") {
                    Some((name, value)) => format!("{}: {value}", name.to_lowercase()),
                    None => (*line).to_owned(),
                });
                let lines = lines.collect::<Vec<_>>();
                let answered = answer.relevant_lines().into_iter();
                let answered = answered.map(|line| shortened(line, &lines)).collect::<Vec<_>>();
                comparable(&answered) == comparable(&lines)
            }
        }
    }
}

/// The line, or the expected one that ends with `…` and has the same start.
fn shortened(line: String, expected: &[String]) -> String {
    let start_of =
        |expected: &&String| expected.strip_suffix('…').map(|start| line.starts_with(start));
    expected.iter().find(|expected| start_of(expected) == Some(true)).cloned().unwrap_or(line)
}
