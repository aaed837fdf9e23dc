//! The routers, a layer between the router of an entry point and those of services.

use cors_policy::EntryHost;

use super::middleware::{for_anyone, for_listed, for_nobody, head};
use super::name;
use super::toml::{string, strings};
use crate::entries::{Dialect, unanchored};
use crate::sheet::Sheet;
use crate::text::Text;

/// The file with the routers and their middlewares.
pub(super) fn file(sheet: &Sheet) -> String {
    let name = name(sheet);
    let listed = listed(sheet);
    let mut text = head(sheet);
    let parents = match listed {
        Some(_) => format!("`{name}-listed` and `{name}-others`"),
        None => format!("`{name}-others`"),
    };
    text.line(format_args!("# Name the router of the entry point `{name}`, without a service."));
    text.line(format_args!("# Routers with a service have the `parentRefs` {parents}."));

    text.section("# Preflights do not reach the service.");
    if let Some(listed) = &listed {
        let middlewares = ["preflight", "listed"];
        let rule = format!("{PREFLIGHT} && {listed}");
        text.block(router(&name, "preflight-listed", &rule, 4, &middlewares, true));
        text.line("");
    }
    let answer = if sheet.public().is_some() { "others" } else { "refused" };
    let rule = format!("{PREFLIGHT} && {SOME_ORIGIN}");
    text.block(router(&name, "preflight-others", &rule, 3, &["preflight", answer], true));

    text.section("# Everything else.");
    if let Some(listed) = &listed {
        text.block(router(&name, "listed", listed, 2, &["listed"], false));
        text.line("");
    }
    text.block(router(&name, "others", EVERYTHING, 1, &["others"], false));

    if listed.is_some() {
        text.section("# What listed origins get.");
        text.block(for_listed(&format!("{name}-listed"), sheet.entries(), &sheet.grant));
    }
    text.section("# What everyone else gets.");
    let others = format!("{name}-others");
    text.block(match sheet.public() {
        Some(grant) => for_anyone(&others, grant, sheet.varies),
        None => for_nobody(&others, sheet.varies),
    });
    text.block(of_preflights(sheet, &name));
    if sheet.public().is_none() {
        text.section("# No client has this address, so everyone gets the status.");
        text.line(format_args!("[http.middlewares.{name}-refused.ipAllowList]"));
        text.line("sourceRange = ['255.255.255.255/32']");
        text.line("rejectStatusCode = 403");
    }
    text.into_string()
}

/// The rule for the listed origins. None if there are none.
fn listed(sheet: &Sheet) -> Option<String> {
    let entries = sheet.entries();
    if entries.is_empty() {
        return None;
    }
    let branches = entries.iter().map(|entry| unanchored(entry, Dialect::Linear));
    let branches = branches.collect::<Vec<_>>().join("|");
    let rule = format!("HeaderRegexp(`Origin`, `^(?:{branches})$`)");
    let is_pattern = |host| matches!(host, EntryHost::SubdomainsOf(_));
    let has_patterns = entries.iter().any(|entry| is_pattern(entry.host()));
    Some(if has_patterns { format!("{rule} && {NOT_TOO_LONG}") } else { rule })
}

/// A router. If it answers itself, its service is one of Traefik that no request reaches.
fn router(
    name: &str,
    router: &str,
    rule: &str,
    priority: u8,
    middlewares: &[&str],
    answers: bool,
) -> String {
    let middlewares = middlewares.iter().map(|middleware| format!("{name}-{middleware}"));
    let middlewares = middlewares.map(|middleware| string(&middleware)).collect::<Vec<_>>();
    let mut text = Text::default();
    text.line(format_args!("[http.routers.{name}-{router}]"));
    text.line(format_args!("parentRefs = {}", strings(&[name.to_owned()])));
    text.line(format_args!("rule = {}", string(rule)));
    text.line(format_args!("priority = {priority}"));
    text.line(format_args!("middlewares = [{}]", middlewares.join(", ")));
    if answers {
        text.line("service = 'noop@internal'");
    }
    text.into_string()
}

/// The outer middleware of preflights, which changes the answer of the inner one.
fn of_preflights(sheet: &Sheet, name: &str) -> String {
    let mut text = Text::default();
    text.section("# Changes the answers to preflights.");
    text.line(format_args!("[http.middlewares.{name}-preflight.headers.customResponseHeaders]"));
    text.line("Access-Control-Expose-Headers = ''");
    if sheet.varies {
        text.line("Vary = 'Origin'");
    }
    text.into_string()
}

const PREFLIGHT: &str = "Method(`OPTIONS`) && HeaderRegexp(`Access-Control-Request-Method`, `.`)";
const SOME_ORIGIN: &str = "HeaderRegexp(`Origin`, `.`)";
const EVERYTHING: &str = "PathPrefix(`/`)";
/// A host with at most 253 bytes, not counting a final dot: <https://www.rfc-editor.org/rfc/rfc1035#section-2.3.4>.
const NOT_TOO_LONG: &str = "!HeaderRegexp(`Origin`, `://[^:]{253,}[^:.]`)";
