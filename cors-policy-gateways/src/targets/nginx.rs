//! [nginx](https://nginx.org), 1.18 or later: two files, one for `http { … }` and one for `server { … }`.
//!
//! The maps of the first file decide, and the directives of the second one answer preflights, remove the CORS headers of the
//! service behind nginx, and add those of the policy to every response: also to errors and to nginx's own 502.
//!
//! # What to run
//!
//! Write the files from a program that has the policy, for example from an example or a test of your crate:
//!
//! ```
//! use cors_policy::cors_policy;
//! use cors_policy_gateways::nginx;
//!
//! cors_policy! {
//!     static API = { origins: ["https://app.example.com"], methods: [PUT] };
//! }
//!
//! # let written = {
//! let export = nginx::export(&API)?;
//! for file in export.files() {
//!     println!("{}, {}:\n{}", file.name(), file.place(), file.text());
//! }
//! # export.files().len() };
//! # assert_eq!(written, 2);
//! # Ok::<_, cors_policy_gateways::Inexpressible>(())
//! ```
//!
//! # Where to include the text
//!
//! ```text
//! http {
//!     include cors-api.http.conf;
//!
//!     server {
//!         server_name api.example.com;
//!         include cors-api.server.conf;
//!
//!         location / {
//!             proxy_pass http://127.0.0.1:8080;
//!         }
//!     }
//! }
//! ```
//!
//! The file for the server belongs outside of any `location`. nginx answers preflights there before it looks for a location, so
//! before any authentication. Browsers send preflights without credentials.
//!
//! A `location` that has an `add_header` inherits no other `add_header`, and a `location` that has a `proxy_hide_header` inherits no
//! other `proxy_hide_header`. Include the file for the server in these locations too.
//!
//! Then run `nginx -t` and reload nginx.
//!
//! # Verdict
//!
//! [Exact](Verdict::Exact). Differences concern only requests that no browser sends: nginx treats an empty `Origin` and an empty
//! `Access-Control-Request-Method` as if they were missing, and nginx before 1.23 reads only the first of several lines of `Origin`.
//!
//! nginx compares the keys of a map without regard to case, so the first map gives origins with an upper-case letter another
//! prefix. Exact origins of up to 40 bytes are in a hash, so 10,000 of them cost as much as one. Longer ones and patterns are
//! expressions, which nginx tries one after the other.
//!
//! # Caches
//!
//! `proxy_cache` in the same server needs nothing else. It stores the response of the service, and nginx adds the headers of the
//! policy to each response that it sends. A cache in front of nginx keeps the responses for different origins apart, because each
//! response of a policy that lists origins has `Vary: Origin`. The file adds it also to `Vary: Accept, *`, because nginx reads this
//! `*` as a name of a header and stores the response.
//!
//! # What to switch off
//!
//! Nothing in the service: the file removes its CORS headers. It removes only those of `proxy_pass`. For `fastcgi_pass`,
//! `uwsgi_pass`, `scgi_pass` and `grpc_pass`, repeat its lines of `proxy_hide_header` with `fastcgi_hide_header` and so on.
//! Remove every other `add_header` with `Access-Control-*`, and every other `if` that answers `OPTIONS`, from the server.
//!
//! # Common mistakes
//!
//! | found in articles | what it lets in |
//! | --- | --- |
//! | `add_header Access-Control-Allow-Origin $http_origin` | every origin, with the credentials if `Access-Control-Allow-Credentials` is there too |
//! | `if ($http_origin ~* "app\.example\.com")` | `https://app.example.com.evil.example`: the expression is not anchored |
//! | `~^https://app.example.com$` in a `map` | `https://appxexample.com`: a dot is any character |
//! | `https://app.example.com` as a key of a `map` | `HTTPS://APP.EXAMPLE.COM`, which no browser sends: nginx ignores the case of keys |
//! | `add_header` without `always` | no headers on errors, so a page sees a network error instead of a 404 |
//! | `add_header` inside of `if` or in a `location` | nothing: it drops all headers of the level above, also those for security |
//! | nothing that removes the headers of the service | two values of `Access-Control-Allow-Origin`, which every browser refuses |
//! | no `Vary: Origin` | a cache gives the answer for one origin to another one |
//! | `if ($request_method = OPTIONS) { return 204; }` | nothing, but the service never sees an `OPTIONS` request that is no preflight |

use std::fmt::Write;

use cors_policy::IntoPolicyRef;

use crate::entries::{Dialect, regex};
use crate::export::{Export, Verdict};
use crate::headers::{self, Answers};
use crate::inexpressible::Inexpressible;
use crate::sheet::{Grant, RESPONSE_HEADERS, Readers, Sheet};
use crate::text::Text;

/// Exports a policy to nginx. The verdict is [`Verdict::Exact`].
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
/// use cors_policy_gateways::nginx;
///
/// cors_policy! {
///     static API = { origins: ["https://app.example.com"], methods: [PUT] };
/// }
///
/// let export = nginx::export(&API)?;
/// let [maps, server] = export.files() else { panic!("two files") };
/// assert_eq!(maps.name(), "cors-api.http.conf");
/// assert!(maps.text().contains(r#""1:https://app.example.com" listed;"#));
/// assert_eq!(server.name(), "cors-api.server.conf");
/// assert!(server.text().contains("proxy_hide_header Access-Control-Allow-Origin;"));
/// # Ok::<_, cors_policy_gateways::Inexpressible>(())
/// ```
pub fn export(policy: impl IntoPolicyRef) -> Result<Export, Inexpressible> {
    let sheet = Sheet::of(policy);
    let missing = sheet.repeats();
    if !missing.is_empty() {
        return Err(Inexpressible::new("nginx", &sheet.title, missing));
    }
    let file = |place: &str| format!("cors-{}.{place}.conf", sheet.slug.replace('_', "-"));
    let mut export = Export::of(&sheet, Verdict::Exact)
        .with_file(file("http"), "inside of `http { … }`", maps(&sheet))
        .with_file(
            file("server"),
            "inside of `server { … }`, outside of any `location`",
            server(&sheet),
        );
    for note in NOTES {
        export = export.with_note(*note);
    }
    if needs_larger_hash(&sheet) {
        export = export.with_note(ONE_HASH);
    }
    Ok(export)
}

/// The maps from a request to the values of the headers.
fn maps(sheet: &Sheet) -> String {
    let slug = &sheet.slug;
    let mut text = head(sheet, "http { … }");
    if needs_larger_hash(sheet) {
        let size = 2 * sheet.entries().len().next_power_of_two();
        text.section("# For the origins below. Only one file can contain these two lines.");
        text.line(format_args!("map_hash_max_size {size};"));
        text.line(format_args!("map_hash_bucket_size {BUCKET};"));
    }
    if values(sheet).any(|value| value.contains('$')) {
        text.section("# nginx has no other way to write this character.");
        text.block(format_args!("geo ${slug}_dollar {{\n    default \"$\";\n}}\n"));
    }
    text.section("# Who asks: a listed origin, or somebody else.");
    if sheet.entries().is_empty() {
        text.block(map("$http_origin", &var(sheet, "reader"), &[("default", nobody(sheet))]));
    } else {
        // nginx compares keys without regard to case, so a request with an upper-case letter gets another prefix. No listed
        // origin has such a letter, but a pattern for any host matches hosts with such letters.
        let case = var(sheet, "case");
        text.block(map("$http_origin", &case, &[("~[A-Z]", "0"), ("default", "1")]));
        text.block(readers(sheet, &case));
    }

    text.section("# What is asked: a preflight, or anything else.");
    let (has_origin, has_method) = (var(sheet, "has_origin"), var(sheet, "has_method"));
    let is_there = [("", "0"), ("default", "1")];
    text.block(map("$http_origin", &has_origin, &is_there));
    text.block(map("$http_access_control_request_method", &has_method, &is_there));
    let asked = format!("\"$request_method {has_origin} {has_method}\"");
    let kinds = [("~^OPTIONS 1 1$", "preflight"), ("default", "actual")];
    text.block(map(&asked, &var(sheet, "kind"), &kinds));

    text.section("# The answers to preflights.");
    let reader = var(sheet, "reader");
    let situation = format!("\"{} {reader}\"", var(sheet, "kind"));
    let status = [("preflight nobody", "403"), ("~^preflight ", "204"), ("default", "''")];
    text.block(map(&situation, &var(sheet, "status"), &status));

    text.section("# The values of the headers.");
    let origins = [("listed", "$http_origin"), ("public", "'*'"), ("default", "''")];
    text.block(map(&reader, &var(sheet, "allow_origin"), &origins));
    for name in headers(sheet) {
        text.block(map_of(&situation, &var(sheet, &variable_of(name)), &rows_of(name, sheet)));
    }
    if sheet.varies {
        text.section("# `Origin`, unless the service says it itself, or says `*`.");
        let rows = [
            ("~*(?:^|[ \\t,])origin(?:[ \\t,]|$)", "''"),
            ("~^[ \\t]*\\*[ \\t]*$", "''"),
            ("default", "Origin"),
        ];
        text.block(map("$upstream_http_vary", &var(sheet, "vary"), &rows));
    }
    text.into_string()
}

/// The values of a header, by situation.
fn rows_of(name: &str, sheet: &Sheet) -> Vec<(String, String)> {
    let mut rows = Vec::new();
    for (reader, grant) in grants(sheet) {
        for header in headers::of(grant).iter().filter(|header| header.name == name) {
            let kinds: &[&str] = match header.answers {
                Answers::All => &["preflight", "actual"],
                Answers::Preflights => &["preflight"],
                Answers::Others => &["actual"],
            };
            let value = quoted(&header.value, &sheet.slug);
            rows.extend(
                kinds.iter().map(|kind| (quoted_key(&format!("{kind} {reader}")), value.clone())),
            );
        }
    }
    rows.push(("default".to_owned(), "''".to_owned()));
    rows
}

/// The headers that some answer has.
fn headers(sheet: &Sheet) -> Vec<&'static str> {
    let names = RESPONSE_HEADERS.into_iter();
    let is_used = |name: &&str| {
        grants(sheet).any(|(_, grant)| headers::of(grant).iter().any(|header| header.name == *name))
    };
    names.filter(is_used).collect()
}

/// The name of the variable with the value of a header: `allow_methods`.
fn variable_of(header: &str) -> String {
    header.trim_start_matches("Access-Control-").to_ascii_lowercase().replace('-', "_")
}

/// The map from the origin of a request to its reader: `listed`, `public` or `nobody`.
fn readers(sheet: &Sheet, case: &str) -> String {
    let mut rows = Vec::new();
    for entry in sheet.entries() {
        let text = entry.to_string();
        // A key in the hash must fit into a bucket. nginx tries patterns one after the other.
        let key = if entry.is_exact() && text.len() <= LONGEST_KEY {
            format!("\"1:{text}\"")
        } else {
            let pattern = regex(entry, Dialect::Lookahead);
            format!("\"~^[01]:{}\"", &pattern["^".len()..])
        };
        rows.push((key, "listed".to_owned()));
    }
    rows.push(("default".to_owned(), nobody(sheet).to_owned()));
    map_of(&format!("\"{case}:$http_origin\""), &var(sheet, "reader"), &rows)
}

/// Who everyone is whose origin is not listed.
fn nobody(sheet: &Sheet) -> &'static str {
    if sheet.public().is_some() { "public" } else { "nobody" }
}

/// The directives of the server.
fn server(sheet: &Sheet) -> String {
    let mut text = head(sheet, "server { … }`, outside of any `location");
    text.section("# Only this policy sets these headers.");
    for name in RESPONSE_HEADERS {
        text.line(format_args!("proxy_hide_header {name};"));
    }
    text.line("");
    text.line(add(sheet, "Access-Control-Allow-Origin", "allow_origin"));
    for name in headers(sheet) {
        text.line(add(sheet, name, &variable_of(name)));
    }
    if sheet.varies {
        text.line(add(sheet, "Vary", "vary"));
    }
    text.section("# Preflights do not reach the service.");
    let variable = var(sheet, "status");
    for status in [403, 204] {
        text.block(format_args!("if ({variable} = {status}) {{\n    return {status};\n}}\n"));
    }
    text.into_string()
}

fn add(sheet: &Sheet, header: &str, variable: &str) -> String {
    format!("add_header {header} {} always;", var(sheet, variable))
}

/// A comment at the top of each file.
fn head(sheet: &Sheet, place: &str) -> Text {
    let mut text = Text::default();
    text.line(format_args!("# The CORS policy {}, for nginx.", sheet.title));
    text.line("# Generated by cors-policy-gateways: change the policy, not this file.");
    text.line(format_args!("# Include it inside of `{place}`."));
    text
}

/// The grants, and the reader who gets each.
fn grants(sheet: &Sheet) -> impl Iterator<Item = (&'static str, &Grant)> {
    let listed = match sheet.readers {
        Readers::Listed(_) => Some(("listed", &sheet.grant)),
        Readers::Anyone | Readers::Nobody => None,
    };
    listed.into_iter().chain(sheet.public().map(|grant| ("public", grant)))
}

/// All values that contain names of the policy.
fn values(sheet: &Sheet) -> impl Iterator<Item = String> {
    grants(sheet).flat_map(|(_, grant)| headers::of(grant)).map(|header| header.value)
}

/// A variable of this policy.
fn var(sheet: &Sheet, name: &str) -> String {
    format!("$cors_{}_{name}", sheet.slug)
}

fn map(source: &str, variable: &str, rows: &[(&str, &str)]) -> String {
    let rows = rows.iter().map(|&(key, value)| (quoted_key(key), value.to_owned()));
    map_of(source, variable, &rows.collect::<Vec<_>>())
}

/// A `map`. Keys and values are already quoted.
fn map_of(source: &str, variable: &str, rows: &[(String, String)]) -> String {
    let mut text = format!("map {source} {variable} {{\n");
    for (key, value) in rows {
        // Writing to a string never fails.
        let _ = writeln!(text, "    {key} {value};");
    }
    text + "}\n"
}

/// A key without quotes and backslashes.
fn quoted_key(key: &str) -> String {
    if key == "default" { key.to_owned() } else { format!("\"{key}\"") }
}

/// Names of methods and headers, with commas and spaces between them, as a value. They contain no quote and no backslash: the
/// characters of a token are `` !#$%&'*+-.^_`|~ ``, letters and digits. In a value, nginx reads `$` as the start of a variable.
fn quoted(value: &str, slug: &str) -> String {
    format!("\"{}\"", value.replace('$', &format!("${{{slug}_dollar}}")))
}

/// Whether the hash of the origins is larger than nginx makes it by default.
fn needs_larger_hash(sheet: &Sheet) -> bool {
    sheet.entries().iter().filter(|entry| entry.is_exact()).count() > 1_000
}

/// In bytes. nginx puts a key with its prefix, and two pointers, into a bucket of 64 bytes by default.
const LONGEST_KEY: usize = 40;
const BUCKET: usize = 128;

const NOTES: &[&str] = &[
    "A `location` with an `add_header` or a `proxy_hide_header` of its own inherits none of these: include the file for the \
     server there too.",
    "For `fastcgi_pass`, `uwsgi_pass`, `scgi_pass` or `grpc_pass`, repeat the lines of `proxy_hide_header` with \
     `fastcgi_hide_header` and so on.",
    "An `error_page 403` replaces the answer to a refused preflight. Give it no status of its own, such as `=200`.",
    "Each policy adds some 12 variables. If nginx warns that it could not build an optimal `variables_hash`, set \
     `variables_hash_max_size 4096;` in `http { … }`.",
    "nginx treats an empty `Origin` or `Access-Control-Request-Method` as if it was missing, and nginx before 1.23 reads only \
     the first of several lines. No browser sends these.",
];
const ONE_HASH: &str = "The file for `http` sets `map_hash_max_size`: include it before any other `map`. If another file sets it too, keep the larger one.";

#[cfg(test)]
mod tests {
    use cors_policy::cors_policy;

    use super::export;

    cors_policy! {
        static API = {
            origins: ["https://app.example.com", "https://*.preview.example.com", "http://localhost:*"],
            methods: [PUT, "A$B"],
            request_headers: ["X-Request-Id"],
            exposed_headers: ["ETag"],
            credentials: true,
            max_age: 10m,
            anyone_else: { exposed_headers: ["Link"] },
        };
        static REPEATING = { origins: ["https://app.example.com"], methods: any, credentials: true };
    }

    #[test]
    fn a_dollar_is_no_variable() {
        let export = export(&API).unwrap();
        let maps = export.files()[0].text();
        assert!(maps.contains("\"A${api_dollar}B, PUT\""), "{maps}");
        assert!(maps.contains("geo $api_dollar {"), "{maps}");
    }

    #[test]
    fn an_answer_that_repeats_is_an_error() {
        assert_eq!(
            export(&REPEATING).unwrap_err().to_string(),
            "nginx cannot express the policy `REPEATING` (cors-policy-gateways/src/targets/nginx.rs):\n\
             - `methods: any`: together with credentials, the answer repeats what a preflight asks for; list the names"
        );
    }
}
