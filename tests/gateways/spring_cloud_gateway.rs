//! Spring Cloud Gateway: no package has the program, so its properties are restated, and its way of comparing origins.
//!
//! The source is `org.springframework.web.cors.CorsConfiguration`.

use cors_policy::{PolicyRef, cors_policy};
use cors_policy_gateways::{Export, spring_cloud_gateway};
use regex::Regex;
use serde_json::Value;

use crate::policies::{API, BARE, CLOSED, EXTENSIONS, OriginsFrom, PUBLIC, SHAPES, TWO_TIERS};
use crate::{random, schema};

/// Each export of a random policy is legal, and grants what the policy grants to origins that browsers send.
#[test]
fn spring_cloud_gateway_grants_what_policies_grant() {
    let (mut random, count) = random::seeded("spring-cloud-gateway", POLICIES);
    let declared = [&API, &BARE, &SHAPES, &EXTENSIONS, &PUBLIC, &TWO_TIERS, &CLOSED];
    let declared = declared.map(|policy| policy.with(OriginsFrom::Source)).map(|policy| {
        let entries = policy.origins().entries();
        (entries.iter().map(|entry| &*entry.to_string().leak()).collect(), policy)
    });
    let drawn = (0..count).map(|index| random::policy(&mut random, index));
    let mut exports = Vec::new();
    for (entries, policy) in declared.into_iter().chain(drawn.collect::<Vec<_>>()) {
        if let Ok(export) = spring_cloud_gateway::narrower(policy.clone()) {
            let is_whole = spring_cloud_gateway::export(policy.clone()).is_ok();
            assert_eq!(is_whole, export.left_out().is_empty(), "{export}");
            exports.push((entries, policy, export));
        }
    }
    let texts = exports.iter().map(|(.., export)| export.files()[0].text().to_owned());
    let errors = schema::errors(SCHEMA, &texts.collect::<Vec<_>>());
    let mut whole = 0;
    for ((entries, policy, export), error) in exports.iter().zip(errors) {
        assert_eq!(error, None, "{policy:?}\n{export}");
        let options = options(export);
        compare_lists(&options, policy, export);
        let rule = Rule::of(&options);
        whole += usize::from(export.left_out().is_empty());
        for _ in 0..ORIGINS {
            let origin = random::origin(&mut random, entries);
            if !is_sent_by_browsers(&origin) {
                continue;
            }
            let is_allowed = rule.allows(&origin);
            let is_right = match policy.allows(&origin) {
                true if export.left_out().is_empty() => is_allowed,
                true => true,
                false => !is_allowed,
            };
            assert!(is_right, "{origin}: {is_allowed}\n{policy:?}\n{export}");
        }
    }
    println!("spring-cloud-gateway: {} exports, {whole} of them whole", exports.len());
    assert!(whole > 10, "Spring Cloud Gateway expresses hardly any policy");
}

#[test]
fn spring_cloud_gateway_rejects_broken_exports() {
    let export = spring_cloud_gateway::export(&QUOTED).expect("it can be expressed");
    schema::rejects(
        SCHEMA,
        export.files()[0].text(),
        &[
            ("allowCredentials: true", "allowCredentials: \"yes\""),
            ("allowedOrigins:", "allowedOrigin:"),
            ("\"https://app.example.com\"", "\"*\""),
            ("\"https://app.example.com\"", "\"https://app.example.com/\""),
            ("https://*.", "https://*"),
            ("\"No\"", "1000"),
            ("\"[/**]\"", "\"/**\""),
            ("maxAge: 600", "maxAge: 10m"),
            ("spring:", "spring: ["),
        ],
    );
}

cors_policy! {
    static QUOTED = {
        origins: ["https://app.example.com", "https://*.preview.example.com"],
        methods: [PUT],
        // Readers of YAML 1.1 take two of these for a boolean and a number.
        request_headers: ["Authorization", "No"],
        exposed_headers: ["1_000"],
        credentials: true,
        max_age: 10m,
    };
}

fn options(export: &Export) -> Value {
    let value = yaml_serde::from_str::<Value>(export.files()[0].text()).expect("YAML");
    let gateway = &value["spring"]["cloud"]["gateway"]["server"]["webflux"];
    gateway["globalcors"]["cors-configurations"]["[/**]"].clone()
}

fn compare_lists(options: &Value, policy: &PolicyRef, export: &Export) {
    let is_whole = export.left_out().is_empty();
    for (option, declared) in [
        ("allowedMethods", policy.methods()),
        ("allowedHeaders", policy.request_headers()),
        ("exposedHeaders", policy.exposed_headers()),
    ] {
        let names = strings(&options[option]);
        let is_any = declared.contains(&"*");
        for name in &names {
            let needs_no_preflight =
                option == "allowedMethods" && ["GET", "HEAD", "POST"].contains(name);
            let is_granted = is_any || declared.contains(name) || needs_no_preflight;
            assert!(is_granted, "{option}: {name}\n{policy:?}\n{export}");
        }
        // The gateway repeats any name.
        if option == "allowedHeaders" && names.contains(&"*") {
            assert!(declared.contains(&"Authorization"), "{policy:?}\n{export}");
        }
        let is_complete = names.contains(&"*") || declared.iter().all(|name| names.contains(name));
        assert!(is_complete || !is_whole, "{option}\n{policy:?}\n{export}");
    }
    assert_eq!(options["allowCredentials"], policy.credentials());
    assert_eq!(options["maxAge"].as_u64(), policy.max_age().map(|age| age.as_secs()));
}

/// Which origins `checkOrigin` accepts.
struct Rule {
    origins: Vec<String>,
    patterns: Vec<Regex>,
}

impl Rule {
    fn of(options: &Value) -> Self {
        let origins = strings(&options["allowedOrigins"]);
        let patterns = strings(&options["allowedOriginPatterns"]).into_iter().map(|pattern| {
            let (start, port) = match pattern.strip_suffix(":[*]") {
                Some(start) => (start, "(:\\d+)?"),
                None => (pattern, ""),
            };
            let start = regex::escape(start).replace("\\*", ".*");
            Regex::new(&format!("^(?:{start}{port})$")).expect("a pattern")
        });
        Self {
            origins: origins.into_iter().map(str::to_owned).collect(),
            patterns: patterns.collect(),
        }
    }

    fn allows(&self, origin: &str) -> bool {
        self.origins.iter().any(|entry| entry == "*" || entry.eq_ignore_ascii_case(origin))
            || self.patterns.iter().any(|pattern| pattern.is_match(origin))
    }
}

/// Whether it is in lower case, with a host that has no other characters than those of hosts, and a port that exists.
fn is_sent_by_browsers(origin: &str) -> bool {
    if origin == "null" {
        return true;
    }
    let Some((scheme, rest)) = origin.split_once("://") else { return false };
    let (host, port) = match rest.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, port),
        _ => (rest, "1"),
    };
    let is_host = |c: char| matches!(c, 'a'..='z' | '0'..='9' | '.' | '-' | '_' | '[' | ']' | ':');
    let is_plain = scheme.chars().all(|c| !c.is_ascii_uppercase()) && host.chars().all(is_host);
    is_plain && !port.starts_with('0') && port.parse::<u16>().is_ok()
}

/// An option that is missing is an empty list.
fn strings(value: &Value) -> Vec<&str> {
    let values = value.as_array().map(Vec::as_slice).unwrap_or_default().iter();
    values.map(|value| value.as_str().expect("a string")).collect()
}

const SCHEMA: &str = "spring_cloud_gateway.schema.json";
const POLICIES: usize = 100;
const ORIGINS: usize = 50;
