//! [Caddy](https://caddyserver.com), 2.6.2 or later: a file with one snippet, which a site imports.
//!
//! The snippet decides about each request, answers preflights, and sets the headers of the policy on every response: also on
//! errors and on Caddy's own 502. When the response of the service has come, the snippet sets them again and removes all other
//! CORS headers.
//!
//! # What to run
//!
//! Write the file from a program that has the policy, for example from an example or a test of your crate:
//!
//! ```
//! use cors_policy::cors_policy;
//! use cors_policy_gateways::caddy;
//!
//! cors_policy! {
//!     static API = { origins: ["https://app.example.com"], methods: [PUT] };
//! }
//!
//! # let written = {
//! let export = caddy::export(&API)?;
//! for file in export.files() {
//!     println!("{}", file.text());
//! }
//! # export.files().len() };
//! # assert_eq!(written, 1);
//! # Ok::<_, cors_policy_gateways::Inexpressible>(())
//! ```
//!
//! # Where to include the text
//!
//! Save it as `cors-api.caddyfile`, import it at the top of the Caddyfile, import the snippet in the site, and put all other
//! directives of the site that answer requests into one `handle`:
//!
//! ```text
//! import cors-api.caddyfile
//!
//! api.example.com {
//!     import cors_api
//!     handle {
//!         basic_auth { … }
//!         reverse_proxy 127.0.0.1:8080
//!     }
//! }
//! ```
//!
//! The `handle` is necessary because Caddy sorts the directives of a site: it runs `redir`, `basic_auth`, `forward_auth` and others
//! before the answer to a preflight, wherever you write them. In the `handle`, they run after it. Browsers send preflights
//! without credentials, so authentication before CORS refuses all of them. Write the `import` before every `handle` of the site:
//! Caddy uses the first one that matches.
//!
//! Two policies in one site: write `handle /a/* { … }` and `handle /b/* { … }`, and in each of them an `import` and an inner
//! `handle`.
//!
//! # Verdict
//!
//! [Exact](Verdict::Exact). The maps and matchers of Caddy compare bytes, see all lines of `Origin` as one value, and see empty
//! headers. Go's regular expressions have no lookahead, so the first row of the map refuses hosts that are longer than DNS allows.
//!
//! If the service sends `Vary: Origin` or `Vary: *`, the response has another line with `Origin`. This means the same.
//!
//! # What to switch off
//!
//! Nothing in the service: the snippet removes its CORS headers. Remove every other `header` directive with `Access-Control-*`
//! from the Caddyfile, also from `handle_errors`.
//!
//! # Common mistakes
//!
//! | found in articles | what it lets in |
//! | --- | --- |
//! | `header Access-Control-Allow-Origin {header.Origin}` | every origin, with the credentials if `Access-Control-Allow-Credentials` is there too |
//! | `@cors header_regexp Origin app\.example\.com` | `https://app.example.com.evil.example`: Go's expressions are not anchored |
//! | `@cors header_regexp Origin ^https://app.example.com$` | `https://appxexample.com`: a dot is any character |
//! | `@cors header Origin https://*.example.com` | nothing: a `*` is only allowed at the start or at the end of the value |
//! | `@cors header Origin *example.com` | `https://evilexample.com` |
//! | `header Access-Control-Allow-Origin …` without `Vary` | a cache gives the answer for one origin to another one |
//! | `header { defer … }` alone | no headers on Caddy's own 502, so a page sees a network error |
//! | `respond @preflight 204` in a site with `handle` | no answer: Caddy runs `respond` after `handle` |
//! | nothing that removes the headers of the service | two values of `Access-Control-Allow-Origin`, which every browser refuses |

use cors_policy::{EntryHost, IntoPolicyRef};

use crate::entries::{Dialect, regex};
use crate::export::{Export, Verdict};
use crate::inexpressible::Inexpressible;
use crate::sheet::{Grant, RESPONSE_HEADERS, Sheet};
use crate::text::Text;

/// Exports a policy to Caddy. The verdict is [`Verdict::Exact`].
///
/// # Errors
///
/// The policy has `methods: any` or `request_headers: any` together with credentials. The answer would have to repeat what a
/// preflight asks for.
///
/// # Examples
///
/// ```
/// use cors_policy::cors_policy;
/// use cors_policy_gateways::caddy;
///
/// cors_policy! {
///     static API = { origins: ["https://app.example.com"], methods: [PUT] };
/// }
///
/// let export = caddy::export(&API)?;
/// let [snippet] = export.files() else { panic!("one file") };
/// assert_eq!(snippet.name(), "cors-api.caddyfile");
/// assert!(snippet.text().contains("(cors_api) {"));
/// assert!(snippet.text().contains(r#""https://app.example.com" listed"#));
/// # Ok::<_, cors_policy_gateways::Inexpressible>(())
/// ```
pub fn export(policy: impl IntoPolicyRef) -> Result<Export, Inexpressible> {
    let sheet = Sheet::of(policy);
    let missing = sheet.repeats();
    if !missing.is_empty() {
        return Err(Inexpressible::new("Caddy", &sheet.title, missing));
    }
    let name = format!("cors-{}.caddyfile", sheet.slug.replace('_', "-"));
    let place = "at the top of the Caddyfile, after the global options";
    let mut export = Export::of(&sheet, Verdict::Exact).with_file(name, place, file(&sheet));
    for note in NOTES {
        export = export.with_note(*note);
    }
    Ok(export)
}

/// The file with the snippet.
fn file(sheet: &Sheet) -> String {
    let slug = &sheet.slug;
    let mut text = Text::default();
    text.line(format_args!("# The CORS policy {}, for Caddy.", sheet.title));
    text.line("# Generated by cors-policy-gateways: change the policy, not this file.");
    text.line("# Import this file at the top of the Caddyfile. In the site:");
    text.line("#");
    text.line(format_args!("# \timport cors_{slug}"));
    text.line("# \thandle {");
    text.line("# \t\t(everything else that answers requests)");
    text.line("# \t}");
    text.line("");
    text.line(format_args!("(cors_{slug}) {{"));
    for (index, line) in snippet(sheet).lines().enumerate() {
        // The first section starts with an empty line.
        match line {
            "" if index == 0 => {}
            "" => text.line(""),
            line => text.line(format_args!("\t{line}")),
        }
    }
    text.line("}");
    text.into_string()
}

/// The directives of the snippet.
fn snippet(sheet: &Sheet) -> String {
    let mut text = Text::default();
    let readers = readers(sheet);
    if let [_, other] = &*readers {
        text.section("# Who asks: a listed origin, or somebody else.");
        text.block(map(sheet, other));
    }
    text.section("# What is asked: a preflight, or anything else.");
    for reader in &readers {
        for kind in Kind::ALL {
            text.block(matcher(sheet, kind, reader, readers.len() == 1));
        }
    }
    text.section("# For all answers, also those of Caddy itself.");
    if sheet.varies {
        text.line("header +Vary Origin");
    }
    for reader in &readers {
        for kind in Kind::ALL {
            let set = reader.headers(kind);
            if !set.is_empty() {
                text.block(header(&name(sheet, kind, reader), &[], &set));
            }
        }
    }
    text.section("# Only this policy sets these headers, whatever the service sends.");
    // Also for preflights: they reach the service if a directive before the answers takes them.
    for reader in &readers {
        for kind in Kind::ALL {
            let set = reader.headers(kind);
            let is_set = |name: &&str| set.iter().any(|(set, _)| set == name);
            let removed = RESPONSE_HEADERS.into_iter().filter(|name| !is_set(name));
            let removed = removed.collect::<Vec<_>>();
            text.block(header(&name(sheet, kind, reader), &removed, &set));
        }
    }
    text.section("# Preflights do not reach the service.");
    for reader in &readers {
        let status = if reader.grant.is_some() { 204 } else { 403 };
        let matcher = name(sheet, Kind::Preflight, reader);
        text.block(format_args!("handle {matcher} {{\n\trespond {status}\n}}\n"));
    }
    text.into_string()
}

/// Somebody who asks.
struct Reader<'a> {
    name: &'static str,
    grant: Option<&'a Grant>,
}

/// What is asked.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Preflight,
    Actual,
}

/// At most two: the listed origins, and everyone else.
fn readers(sheet: &Sheet) -> Vec<Reader<'_>> {
    let listed = Reader { name: "listed", grant: Some(&sheet.grant) };
    let other = match sheet.public() {
        Some(grant) => Reader { name: "public", grant: Some(grant) },
        None => Reader { name: "nobody", grant: None },
    };
    if sheet.entries().is_empty() { vec![other] } else { vec![listed, other] }
}

/// The map from the origin of a request to its reader. Caddy joins several lines of `Origin`.
fn map(sheet: &Sheet, other: &Reader<'_>) -> String {
    let mut text = Text::default();
    text.line(format_args!("map {{header.Origin}} {} {{", placeholder(sheet)));
    let is_pattern = |host| matches!(host, EntryHost::SubdomainsOf(_));
    if sheet.entries().iter().any(|entry| is_pattern(entry.host())) {
        text.line("\t# DNS has no longer names.");
        text.line(format_args!("\t\"~{TOO_LONG}\" {}", other.name));
    }
    for entry in sheet.entries() {
        if entry.is_exact() {
            text.line(format_args!("\t\"{entry}\" listed"));
        } else {
            text.line(format_args!("\t\"~{}\" listed", regex(entry, Dialect::Linear)));
        }
    }
    text.line(format_args!("\tdefault {}", other.name));
    text.line("}");
    text.into_string()
}

/// A named matcher. If there is one reader only, every request is its.
fn matcher(sheet: &Sheet, kind: Kind, reader: &Reader<'_>, is_only: bool) -> String {
    let mut text = Text::default();
    text.line(format_args!("{} {{", name(sheet, kind, reader)));
    let (start, indent, end) = match kind {
        Kind::Preflight => ("", "\t", ""),
        Kind::Actual => ("\tnot {\n", "\t\t", "\t}\n"),
    };
    text.block(start);
    for line in PREFLIGHT {
        text.line(format_args!("{indent}{line}"));
    }
    text.block(end);
    if !is_only {
        text.line(format_args!("\tvars {} {}", placeholder(sheet), reader.name));
    }
    text.line("}");
    text.into_string()
}

/// A directive that sets headers. If it removes some, it runs when the response is complete.
fn header(matcher: &str, removed: &[&str], set: &[(&str, String)]) -> String {
    let mut text = Text::default();
    text.line(format_args!("header {matcher} {{"));
    for name in removed {
        text.line(format_args!("\t-{name}"));
    }
    for (name, value) in set {
        text.line(format_args!("\t{name} {}", quoted(value)));
    }
    if !removed.is_empty() {
        text.line("\tdefer");
    }
    text.line("}");
    text.into_string()
}

impl Kind {
    const ALL: [Self; 2] = [Self::Preflight, Self::Actual];

    const fn name(self) -> &'static str {
        match self {
            Self::Preflight => "preflight",
            Self::Actual => "actual",
        }
    }
}

impl Reader<'_> {
    /// The CORS headers of its answers.
    fn headers(&self, kind: Kind) -> Vec<(&'static str, String)> {
        let Some(grant) = self.grant else { return Vec::new() };
        let origin = if self.name == "listed" { "{header.Origin}" } else { "*" };
        let mut headers = vec![("Access-Control-Allow-Origin", origin.to_owned())];
        let mut add =
            |name, value: Option<String>| headers.extend(value.map(|value| (name, value)));
        add("Access-Control-Allow-Credentials", grant.credentials.then(|| "true".to_owned()));
        match kind {
            Kind::Preflight => {
                add("Access-Control-Allow-Methods", grant.methods.value());
                add("Access-Control-Allow-Headers", grant.request_headers.value());
                add("Access-Control-Max-Age", grant.max_age.map(|seconds| seconds.to_string()));
            }
            Kind::Actual => {
                let names = grant.exposed_headers;
                let value = (!names.is_empty()).then(|| names.join(", "));
                add("Access-Control-Expose-Headers", value);
            }
        }
        headers
    }
}

/// A matcher of this policy.
fn name(sheet: &Sheet, kind: Kind, reader: &Reader<'_>) -> String {
    format!("@cors_{}_{}_{}", sheet.slug, kind.name(), reader.name)
}

/// The placeholder that says who asks.
fn placeholder(sheet: &Sheet) -> String {
    format!("{{cors_{}_reader}}", sheet.slug)
}

/// Names of methods and headers, with commas and spaces between them, as a token. They contain no quote, no backslash and no
/// brace: the characters of a name are `` !#$%&'*+-.^_`|~ ``, letters and digits.
fn quoted(value: &str) -> String {
    format!("\"{value}\"")
}

/// The lines of a matcher.
const PREFLIGHT: [&str; 3] =
    ["method OPTIONS", "header Origin *", "header Access-Control-Request-Method *"];
/// A host with more than 253 bytes, not counting a final dot: <https://www.rfc-editor.org/rfc/rfc1035#section-2.3.4>.
const TOO_LONG: &str = "://[^:]{253,}[^:.]";

const NOTES: &[&str] = &[
    "Put everything else in the site that answers requests into one `handle { … }` after the `import`: Caddy runs `redir`, \
     `basic_auth`, `forward_auth` and others before the answers to preflights, wherever they are written.",
    "Remove every other `header` directive with `Access-Control-*`, also from `handle_errors`.",
    "If the service sends `Vary: Origin` or `Vary: *`, the response has another line with `Origin`, which means the same.",
];

#[cfg(test)]
mod tests {
    use cors_policy::cors_policy;

    use super::export;

    cors_policy! {
        static API = {
            origins: ["https://app.example.com", "https://*.preview.example.com"],
            methods: [PUT, "A$B"],
            credentials: true,
            anyone_else: { exposed_headers: ["Link"] },
        };
        static PUBLIC = { origins: any };
        static CLOSED = { origins: none };
        static REPEATING = { origins: ["https://app.example.com"], methods: any, credentials: true };
    }

    #[test]
    fn a_snippet_has_the_names_of_its_policy() {
        let export = export(&API).unwrap();
        let text = export.files()[0].text();
        assert!(text.contains("\n\tmap {header.Origin} {cors_api_reader} {\n"), "{text}");
        assert!(text.contains("\n\t\t\"~://[^:]{253,}[^:.]\" public\n"), "{text}");
        assert!(text.contains("\n\t\tAccess-Control-Allow-Methods \"A$B, PUT\"\n"), "{text}");
        assert!(
            text.contains("\n\thandle @cors_api_preflight_public {\n\t\trespond 204\n"),
            "{text}"
        );
    }

    #[test]
    fn everyone_needs_no_map() {
        for (policy, status) in [(&PUBLIC, 204), (&CLOSED, 403)] {
            let export = export(policy).unwrap();
            let text = export.files()[0].text();
            assert!(!text.contains("map "), "{text}");
            assert!(!text.contains("Vary"), "{text}");
            assert!(text.contains(&format!("respond {status}")), "{text}");
        }
    }

    #[test]
    fn an_answer_that_repeats_is_an_error() {
        assert_eq!(
            export(&REPEATING).unwrap_err().to_string(),
            "Caddy cannot express the policy `REPEATING` (cors-policy-gateways/src/targets/caddy.rs):\n\
             - `methods: any`: together with credentials, the answer repeats what a preflight asks for; list the names"
        );
    }
}
