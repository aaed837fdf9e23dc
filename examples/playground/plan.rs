//! The calls that the page makes and the expected results: everything that is declared in Rust, as JSON.

use cors_policy::explain::StepKind;
use serde_json::{Value, json};

use crate::api::SENT;
use crate::cases::{CASES, Case, Mode};
use crate::expected::{Clause, Expected, Outcome, expected};
use crate::gateway::Gateway;
use crate::policies::{PARTS, Part};
use crate::sites::{API, Site};

/// All of it.
pub(crate) fn plan(gateway: Option<&Gateway>) -> Value {
    json!({
        "gateway": gateway.map(Gateway::about),
        "sites": Site::ALL.map(site),
        "parts": PARTS.map(|part| self::part(part, gateway)),
        "sent": SENT,
        "cases": CASES.iter().map(|case| self::case(case, gateway)).collect::<Vec<_>>(),
    })
}

fn site(site: Site) -> Value {
    json!({
        "id": id(site),
        "origin": site.origin(),
        "address": site.address(),
        "sandboxed": site == Site::Sandbox,
        "about": site.about(),
    })
}

fn part(part: &Part, gateway: Option<&Gateway>) -> Value {
    json!({
        "path": part.path,
        "about": part.about,
        "policy": part.policy.to_string(),
        "configuration": gateway.map(|gateway| configuration(part, gateway)),
    })
}

/// The policy of a part in the language of the gateway, or the reason why the API keeps it.
fn configuration(part: &Part, gateway: &Gateway) -> Value {
    let (title, text) = match gateway.export(part) {
        Ok(export) => (
            format!("The configuration of `{}`: {}", gateway.target, export.verdict()),
            export.to_string(),
        ),
        Err(missing) => (
            format!("`{}` cannot express this policy, so the API applies it", gateway.target),
            missing.to_string(),
        ),
    };
    json!({ "title": title, "text": text })
}

fn case(case: &Case, gateway: Option<&Gateway>) -> Value {
    let gateway = gateway.filter(|gateway| gateway.export(case.part).is_ok());
    json!({
        "id": case.id,
        "name": case.name,
        "site": id(case.site),
        "part": case.part.path,
        "url": format!("{API}{}{}", case.part.path, case.path),
        "path": format!("{}{}", case.part.path, case.path),
        "times": case.times,
        "observer": gateway.map_or("the API", |gateway| gateway.target.name()),
        "init": {
            "method": case.method,
            "headers": case.headers,
            "body": case.body,
            "credentials": if case.credentials { "include" } else { "same-origin" },
            "mode": mode(case.mode),
        },
        "expected": outcome(&expected(case)),
    })
}

fn outcome(expected: &Expected) -> Value {
    let (kind, status, headers) = match &expected.outcome {
        Outcome::Readable { status, headers } => ("readable", Some(status), headers.as_slice()),
        Outcome::Opaque => ("opaque", None, [].as_slice()),
        Outcome::Blocked => ("blocked", None, [].as_slice()),
        Outcome::Opened { status } => ("opened", Some(status), [].as_slice()),
        Outcome::Posted { status } => ("posted", Some(status), [].as_slice()),
        Outcome::Refused { status } => ("refused", Some(status), [].as_slice()),
    };
    json!({
        "kind": kind,
        "status": status,
        "headers": headers,
        "preflights": expected.preflights,
        "handled": expected.handled,
        "why": expected.why.iter().map(clause).collect::<Vec<_>>(),
    })
}

fn clause(clause: &Clause) -> Value {
    let kind = match clause.kind {
        StepKind::Passes => "passes",
        StepKind::Stops => "stops",
        _ => "note",
    };
    json!({ "kind": kind, "text": clause.text, "link": clause.link })
}

fn mode(mode: Mode) -> &'static str {
    match mode {
        Mode::Cors => "cors",
        Mode::NoCors => "no-cors",
        Mode::WebSocket => "websocket",
        Mode::Navigate => "navigate",
    }
}

/// Returns the name of a site in the JSON.
fn id(site: Site) -> &'static str {
    match site {
        Site::App => "app",
        Site::OtherPort => "other-port",
        Site::OtherHost => "other-host",
        Site::Tenant => "tenant",
        Site::Shop => "shop",
        Site::Sandbox => "sandbox",
        Site::Own => "own",
    }
}
