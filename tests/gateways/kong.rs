//! Kong: no package has the program, so its schemas are restated, and its way of comparing origins.
//!
//! The sources are `kong/plugins/cors/schema.lua` and `kong/plugins/cors/handler.lua`.

use cors_policy::{PolicyRef, cors_policy};
use cors_policy_gateways::{Export, Verdict, kong};
use regex::Regex;
use serde_json::Value;

use crate::policies::{API, BARE, CLOSED, EXTENSIONS, OriginsFrom, PUBLIC, SHAPES, TWO_TIERS};
use crate::{random, schema};

/// Each export of a random policy is legal, and grants what the policy grants to origins that browsers send.
#[test]
fn kong_grants_what_policies_grant() {
    let (mut random, count) = random::seeded("kong", POLICIES);
    let declared = [&API, &BARE, &SHAPES, &EXTENSIONS, &PUBLIC, &TWO_TIERS, &CLOSED];
    let declared = declared.map(|policy| policy.with(OriginsFrom::Source)).map(|policy| {
        let entries = policy.origins().entries();
        (entries.iter().map(|entry| &*entry.to_string().leak()).collect(), policy)
    });
    let drawn = (0..count).map(|index| random::policy(&mut random, index));
    let mut exports = Vec::new();
    for (entries, policy) in declared.into_iter().chain(drawn.collect::<Vec<_>>()) {
        if let Ok(export) = kong::narrower(policy.clone()) {
            let is_whole = kong::export(policy.clone()).is_ok();
            assert_eq!(is_whole, export.verdict() == Verdict::ExactForBrowsers, "{export}");
            exports.push((entries, policy, export));
        }
    }
    let texts = exports.iter().map(|(.., export)| export.files()[0].text().to_owned());
    let errors = schema::errors(SCHEMA, &texts.collect::<Vec<_>>());
    let mut whole = 0;
    for ((entries, policy, export), error) in exports.iter().zip(errors) {
        assert_eq!(error, None, "{policy:?}\n{export}");
        let config = config(export);
        if let Some(config) = &config {
            compare_lists(config, policy, export);
        }
        let rule = config.as_ref().map(Rule::of);
        whole += usize::from(export.left_out().is_empty());
        for _ in 0..ORIGINS {
            let origin = random::origin(&mut random, entries);
            let host = origin.split_once("://").map_or("", |(_, host)| host);
            // Kong reads these as other origins. No browser sends them.
            if host.contains(['/', '@']) {
                continue;
            }
            let is_allowed = rule.as_ref().is_some_and(|rule| rule.allows(&origin));
            let is_right = match policy.allows(&origin) {
                true if export.left_out().is_empty() => is_allowed,
                true => true,
                false => !is_allowed,
            };
            assert!(is_right, "{origin}: {is_allowed}\n{policy:?}\n{export}");
        }
    }
    println!("kong: {} exports, {whole} of them whole", exports.len());
    assert!(whole > 3, "Kong expresses hardly any policy");
}

#[test]
fn kong_rejects_broken_exports() {
    let export = kong::export(&QUOTED).expect("it can be expressed");
    schema::rejects(
        SCHEMA,
        export.files()[0].text(),
        &[
            ("\"PUT\"", "\"PURGE\""),
            ("\"cors\"", "\"CORS\""),
            ("max_age: 600", "max_age: \"600\""),
            ("credentials: true", "credentials: \"yes\""),
            ("origins:", "origin:"),
            ("\"^https://", "\"https://"),
            ("com$\"", "com\""),
            ("header_filter:", "header_filters:"),
            ("plugins:", "plugins: ["),
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

/// The options of `cors`. None if nobody is allowed.
fn config(export: &Export) -> Option<Value> {
    let value = yaml_serde::from_str::<Value>(export.files()[0].text()).expect("YAML");
    let plugins = value["plugins"].as_array().expect("a list").clone();
    plugins.into_iter().find(|plugin| plugin["name"] == "cors").map(|cors| cors["config"].clone())
}

fn compare_lists(config: &Value, policy: &PolicyRef, export: &Export) {
    let is_whole = export.left_out().is_empty();
    for (option, declared, harmless) in [
        ("methods", policy.methods(), "GET"),
        ("headers", policy.request_headers(), "Accept"),
        ("exposed_headers", policy.exposed_headers(), ""),
    ] {
        let names = strings(&config[option]);
        let is_any = declared.contains(&"*");
        for name in &names {
            let is_granted = is_any || declared.contains(name) || *name == harmless;
            assert!(is_granted, "{option}: {name}\n{policy:?}\n{export}");
        }
        let is_complete = declared.iter().all(|name| names.contains(name));
        assert!(is_complete || !is_whole, "{option}\n{policy:?}\n{export}");
    }
    assert_eq!(config["credentials"], policy.credentials());
    assert_eq!(config["max_age"].as_u64(), policy.max_age().map(|age| age.as_secs()));
}

/// Whether a page of an origin may read, as `configure_origin` in `handler.lua` decides.
enum Rule {
    Everyone,
    /// This origin is sent to everyone, and the browser compares.
    Constant(String),
    List(Vec<Entry>),
}

enum Entry {
    Flat(String),
    Pattern(Regex),
}

impl Rule {
    fn of(config: &Value) -> Self {
        let is_flat = |entry: &str| {
            entry.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | ':' | '/' | '-'))
        };
        let origins = strings(&config["origins"]);
        match origins.as_slice() {
            ["*"] => return Self::Everyone,
            [only] if is_flat(only) => return Self::Constant((*only).to_owned()),
            _ => {}
        }
        let entries = origins.into_iter().map(|entry| {
            if is_flat(entry) {
                return Entry::Flat(entry.to_owned());
            }
            // `regex` has no lookahead. It bounds the length of a host.
            let pattern = entry.replace("(?=[^:]{1,253}(?::|$))", "");
            assert!(pattern.starts_with('^') && pattern.ends_with('$') && pattern.contains(':'));
            Entry::Pattern(Regex::new(&pattern).expect("a pattern"))
        });
        Self::List(entries.collect())
    }

    fn allows(&self, origin: &str) -> bool {
        let entries = match self {
            Self::Everyone => return true,
            Self::Constant(only) => return only == origin,
            Self::List(entries) => entries,
        };
        let normalised = normalised(origin);
        let is_found = entries.iter().any(|entry| match entry {
            Entry::Flat(entry) => *entry == normalised,
            Entry::Pattern(pattern) => pattern.is_match(&normalised),
        });
        // The answer has the normalised origin, and the browser compares.
        is_found && normalised == origin
    }
}

/// The origin without brackets and default port, as `socket.url` reads it.
fn normalised(origin: &str) -> String {
    let Some((scheme, rest)) = origin.split_once("://") else { return origin.to_owned() };
    let (host, port) = match rest.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, Some(port)),
        _ => (rest, None),
    };
    let host = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    match port {
        Some(port) if !matches!((scheme, port), ("http", "80") | ("https", "443")) => {
            format!("{scheme}://{host}:{port}")
        }
        _ => format!("{scheme}://{host}"),
    }
}

fn strings(value: &Value) -> Vec<&str> {
    let values = value.as_array().expect("a list").iter();
    values.map(|value| value.as_str().expect("a string")).collect()
}

const SCHEMA: &str = "kong.schema.json";
const POLICIES: usize = 100;
const ORIGINS: usize = 50;
