//! The policy as a Lua filter.

use std::fmt::Write;

use cors_policy::{EntryHost, EntryPort, IntoPolicyRef, OriginEntry};
use serde_json::json;

use crate::export::{Export, Verdict};
use crate::inexpressible::Inexpressible;
use crate::sheet::{Grant, Names, RESPONSE_HEADERS, Readers, Sheet};
use crate::text::Text;
use crate::yaml::yaml;

/// Exports a policy to Envoy, as a filter in Lua. The verdict is [`Verdict::Exact`].
///
/// # Errors
///
/// Envoy can express every policy in this way, so there is none. The result is like that of every other target.
///
/// # Examples
///
/// ```
/// use cors_policy::cors_policy;
/// use cors_policy_gateways::envoy;
///
/// cors_policy! {
///     static API = { origins: ["https://*.preview.example.com"], methods: any, credentials: true };
/// }
///
/// let export = envoy::lua(&API)?;
/// let [filter] = export.files() else { panic!("one file") };
/// assert_eq!(filter.name(), "cors-api.lua.yaml");
/// assert!(filter.text().contains(r#"["https://preview.example.com"] = true,"#));
/// # Ok::<_, cors_policy_gateways::Inexpressible>(())
/// ```
#[allow(clippy::unnecessary_wraps, reason = "every target returns this type")]
pub fn lua(policy: impl IntoPolicyRef) -> Result<Export, Inexpressible> {
    let sheet = Sheet::of(policy);
    let name = format!("cors-{}", sheet.slug.replace('_', "-"));
    let filter = json!([{
        "name": name,
        "typed_config": {
            "@type": "type.googleapis.com/envoy.extensions.filters.http.lua.v3.Lua",
            "default_source_code": { "inline_string": code(&sheet) },
        },
    }]);
    let text = yaml(&sheet, "Envoy", &[PLACE], &filter);
    let mut export = Export::of(&sheet, Verdict::Exact).with_file(
        format!("{name}.lua.yaml"),
        "the first element of `http_filters`",
        text,
    );
    for note in NOTES {
        export = export.with_note(*note);
    }
    Ok(export)
}

/// The code of the filter: the tables of this policy, and functions that are the same for every policy.
fn code(sheet: &Sheet) -> String {
    let mut text = Text::default();
    text.line("-- The listed origins. Each table has another kind of entry; a key is what remains without `*`.");
    for kind in Kind::ALL {
        let entries = sheet.entries().iter().filter(|entry| Kind::of(entry) == *kind);
        let keys = entries.map(|entry| format!("  [{}] = true,\n", quoted(&key(entry))));
        text.block(table(kind.name(), &keys.collect::<String>()));
    }
    text.line("");
    text.line("-- What a listed origin gets, and what everyone else gets. `nil` is nothing.");
    let listed = matches!(sheet.readers, Readers::Listed(_)).then_some(&sheet.grant);
    text.block(grant("LISTED", listed));
    text.block(grant("PUBLIC", sheet.public()));
    text.line(format_args!("local VARIES = {}", sheet.varies));
    text.line(format_args!("local METADATA = {}", quoted(&format!("cors.{}", sheet.slug))));
    text.line("");
    text.line("-- Only this policy sets these headers.");
    let removed = RESPONSE_HEADERS.map(|name| format!("  {},\n", quoted(&name.to_lowercase())));
    text.block(table("REMOVED", &removed.concat()));
    text.line("");
    text.block(FUNCTIONS);
    text.into_string()
}

/// The kinds of entries. Each has a separate table.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// `https://app.example.com`
    Exact,
    /// `http://localhost:*`
    AnyPort,
    /// `https://*.example.com`
    Subdomains,
    /// `https://*.example.com:*`
    SubdomainsAnyPort,
    /// `chrome-extension://*`
    AnyHost,
}

impl Kind {
    const ALL: &[Self] =
        &[Self::Exact, Self::AnyPort, Self::Subdomains, Self::SubdomainsAnyPort, Self::AnyHost];

    fn of(entry: &OriginEntry) -> Self {
        match (entry.host(), entry.port()) {
            (EntryHost::Any, _) => Self::AnyHost,
            (EntryHost::Exact(_), EntryPort::Any) => Self::AnyPort,
            (EntryHost::Exact(_), _) => Self::Exact,
            (EntryHost::SubdomainsOf(_), EntryPort::Any) => Self::SubdomainsAnyPort,
            (EntryHost::SubdomainsOf(_), _) => Self::Subdomains,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Exact => "EXACT",
            Self::AnyPort => "ANY_PORT",
            Self::Subdomains => "SUBDOMAINS",
            Self::SubdomainsAnyPort => "SUBDOMAINS_ANY_PORT",
            Self::AnyHost => "ANY_HOST",
        }
    }
}

/// The entry without its stars.
fn key(entry: &OriginEntry) -> String {
    let scheme = entry.scheme();
    let (EntryHost::Exact(host) | EntryHost::SubdomainsOf(host)) = entry.host() else {
        return scheme.to_owned();
    };
    match entry.port() {
        EntryPort::Number(port) => format!("{scheme}://{host}:{port}"),
        EntryPort::Default | EntryPort::Any => format!("{scheme}://{host}"),
    }
}

/// What a reader gets, as a table.
fn grant(name: &str, grant: Option<&Grant>) -> String {
    let Some(grant) = grant else { return format!("local {name} = nil\n") };
    let mut rows = String::new();
    // Writing to a string never fails.
    let mut row = |name: &str, value: String| _ = writeln!(rows, "  {name} = {value},");
    row("credentials", grant.credentials.to_string());
    for (name, names) in [("methods", grant.methods), ("headers", grant.request_headers)] {
        match names {
            Names::Listed([]) => {}
            Names::Listed(names) => row(name, quoted(&names.join(", "))),
            Names::Asked => row(&format!("asked_{name}"), "true".to_owned()),
        }
    }
    if let Some(seconds) = grant.max_age {
        row("max_age", quoted(&seconds.to_string()));
    }
    if !grant.exposed_headers.is_empty() {
        row("exposed", quoted(&grant.exposed_headers.join(", ")));
    }
    table(name, &rows)
}

fn table(name: &str, rows: &str) -> String {
    if rows.is_empty() {
        format!("local {name} = {{}}\n")
    } else {
        format!("local {name} = {{\n{rows}}}\n")
    }
}

/// A string: <https://www.lua.org/manual/5.1/manual.html#2.1>. Names and origins are printable ASCII, so only `"` and `\` could
/// end it, and no name contains these either.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        if matches!(c, '"' | '\\') || c.is_control() {
            // Writing to a string never fails.
            let _ = write!(quoted, "\\{:03}", u32::from(c));
        } else {
            quoted.push(c);
        }
    }
    quoted.push('"');
    quoted
}

const PLACE: &str = "Make it the first element of `http_filters`.";
/// The same for every policy.
const FUNCTIONS: &str = include_str!("policy.lua");

const NOTES: &[&str] = &[
    "If a filter in front of this one answers a request itself, its answer has the headers for an origin that is not listed. \
     So this filter must be the first one.",
    "Remove the filter `envoy.filters.http.cors` and its options: it answers preflights by another policy.",
    "Envoy answers a request that it cannot parse, or whose headers are too large, without CORS headers. It also refuses an \
     upgrade that its configuration does not allow before it runs filters.",
    "If there are several policies, disable in each virtual host the filters of the others, with `LuaPerRoute`.",
    "Envoy joins the lines of a request header. A preflight whose `Access-Control-Request-Headers` has several lines gets them \
     as one. No browser sends several.",
];

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn a_string_has_no_end_inside() {
        assert_eq!(quoted("A$B, `ID`, '*'"), "\"A$B, `ID`, '*'\"");
        assert_eq!(quoted("\" .. os.exit() --\\\n"), r#""\034 .. os.exit() --\092\010""#);
    }
}
