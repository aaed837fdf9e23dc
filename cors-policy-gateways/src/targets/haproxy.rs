//! [HAProxy](https://www.haproxy.org), 2.2 or later: lines for a `frontend`, a `listen` or a `backend`.
//!
//! The rules of `http-request` decide and answer preflights. The rules of `http-after-response` remove the CORS headers of the
//! service behind HAProxy, and add those of the policy to every response: also to errors, redirects and HAProxy's own 503.
//!
//! # What to run
//!
//! ```
//! use cors_policy::cors_policy;
//! use cors_policy_gateways::haproxy;
//!
//! cors_policy! {
//!     static API = {
//!         origins: ["https://app.example.com", "https://*.preview.example.com"],
//!         methods: [PUT],
//!         credentials: true,
//!     };
//! }
//!
//! let export = haproxy::export(&API)?;
//! for file in export.files() {
//!     println!("# {}", file.name());
//!     print!("{}", file.text());
//! }
//! # Ok::<_, cors_policy_gateways::Inexpressible>(())
//! ```
//!
//! # Where to include it
//!
//! HAProxy cannot include a file in a section, so copy the lines. They are the first lines of the section, and other rules
//! follow:
//!
//! ```text
//! frontend api
//!     bind :80
//!     # The lines of `cors-api.cfg`.
//!     http-request auth unless { http_auth(users) }
//!     default_backend service
//! ```
//!
//! All names contain the name of the policy, so one configuration can have several policies, each in its own section. If one
//! `frontend` serves several policies, copy each to the `backend` whose requests it answers. Then run `haproxy -c -f FILE`.
//!
//! # The verdict
//!
//! [`Verdict::Exact`]. HAProxy compares origins byte for byte, and its variables keep the decision until the response is sent.
//! It rejects some requests before it evaluates a rule: malformed ones, and a WebSocket handshake without
//! `Sec-WebSocket-Key`. No browser sends these.
//!
//! # What to switch off
//!
//! Nothing in the service: its CORS headers are removed. Remove other CORS rules from the configuration of HAProxy, and
//! `lua` scripts for CORS: they run later, and replace these headers.
//!
//! # Common mistakes
//!
//! | copied from articles | what goes wrong |
//! | --- | --- |
//! | `http-response set-header Access-Control-Allow-Origin %[capture.req.hdr(0)]` | Any page reads the responses: the header repeats what the page sends. |
//! | `{ req.hdr(origin) -m end example.com }` | `https://evilexample.com` matches. |
//! | `{ req.hdr(origin) -m reg ^https://app.example.com }` | `https://app.example.com.evil.com` matches, because the end is not anchored, and `https://appxexample.com` matches, because a dot matches any character. |
//! | `req.hdr(origin)` | It splits the value at commas and returns the last part. `req.fhdr(origin)` returns the whole value. |
//! | `http-response add-header Access-Control-Allow-Origin …` | The service's own header stays, and browsers reject two of them. |
//! | `http-response` instead of `http-after-response` | HAProxy's own responses have no headers: the 503, `http-request deny`, `http-request return`. The page cannot read the error. |
//! | `http-request return status 200 if METH_OPTIONS` | An `OPTIONS` that is no preflight never reaches the service. |
//! | no `Vary: Origin` | A cache sends the response for one origin to another one. |
//! | a pattern in double quotes | `$` starts the name of an environment variable, and HAProxy does not start. |

use cors_policy::{IntoPolicyRef, OriginEntry};

use crate::entries::{Dialect, regex};
use crate::export::{Export, Verdict};
use crate::headers::{self, Answers};
use crate::inexpressible::Inexpressible;
use crate::sheet::{Grant, RESPONSE_HEADERS, Reader, Sheet};
use crate::text::Text;

/// Exports a policy to HAProxy. The verdict is [`Verdict::Exact`].
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
/// use cors_policy_gateways::haproxy;
///
/// cors_policy! {
///     static API = { origins: ["https://app.example.com"], methods: [PUT] };
/// }
///
/// let export = haproxy::export(&API)?;
/// let [rules] = export.files() else { panic!("one file") };
/// assert_eq!(rules.name(), "cors-api.cfg");
/// assert!(rules.text().contains("var(txn.cors_api_origin) -m str https://app.example.com"));
/// # Ok::<_, cors_policy_gateways::Inexpressible>(())
/// ```
pub fn export(policy: impl IntoPolicyRef) -> Result<Export, Inexpressible> {
    let sheet = Sheet::of(policy);
    let missing = sheet.repeats();
    if !missing.is_empty() {
        return Err(Inexpressible::new("HAProxy", &sheet.title, missing));
    }
    let name = format!("cors-{}.cfg", sheet.slug.replace('_', "-"));
    let mut export = Export::of(&sheet, Verdict::Exact).with_file(name, PLACE, rules(&sheet));
    for note in NOTES {
        export = export.with_note(*note);
    }
    Ok(export)
}

/// All lines.
fn rules(sheet: &Sheet) -> String {
    let mut text = Text::default();
    text.line(format_args!("{INDENT}# The CORS policy {}, for HAProxy.", sheet.title));
    text.line(format_args!(
        "{INDENT}# Generated by cors-policy-gateways: change the policy, not this."
    ));
    text.line(format_args!("{INDENT}# Copy it to a place {PLACE}."));
    let mut section = |comment: &str, lines: Vec<String>| {
        if !lines.is_empty() {
            text.section(&format!("{INDENT}{comment}"));
            for line in lines {
                text.line(format_args!("{INDENT}{line}"));
            }
        }
    };
    section("# Who asks. A request with several lines of `Origin` has no origin.", readers(sheet));
    section("# What is asked: a preflight, or anything else.", kinds(sheet));
    section("# Preflights do not reach the service.", answers(sheet));
    section("# Only this policy sets these headers.", removals());
    for (reader, grant) in sheet.grants() {
        section(reader.comment(), additions(sheet, reader, grant));
    }
    if sheet.varies {
        section(
            "# `Origin`, unless the service says it itself, or says nothing but `*`.",
            vec![VARY.to_owned()],
        );
    }
    text.into_string()
}

/// The rules that find out who asks. HAProxy forgets the request before it sends the response, so variables keep the result.
fn readers(sheet: &Sheet) -> Vec<String> {
    if sheet.entries().is_empty() {
        return Vec::new();
    }
    let (origin, listed) = (var(sheet, "origin"), var(sheet, "listed"));
    let matches = name(sheet, "matches");
    let one = "{ req.fhdr_cnt(origin) eq 1 }";
    let mut lines = vec![format!("http-request set-var({origin}) req.fhdr(origin) if {one}")];
    let (exact, patterns): (Vec<_>, Vec<_>) =
        sheet.entries().iter().partition(|entry| entry.is_exact());
    for origins in lines_of(&exact) {
        lines.push(format!("acl {matches} var({origin}) -m str {origins}"));
    }
    for entry in patterns {
        let pattern = quoted(&regex(entry, Dialect::Lookahead));
        lines.push(format!("acl {matches} var({origin}) -m reg {pattern}"));
    }
    lines.push(format!("http-request set-var({listed}) bool(true) if {matches}"));
    lines.push(format!("acl {} var({listed}) -m bool", name(sheet, "listed")));
    lines
}

/// The origins, as many on a line as HAProxy reads. It looks them up in a tree for each line.
fn lines_of(entries: &[&OriginEntry]) -> Vec<String> {
    let mut lines: Vec<Vec<String>> = Vec::new();
    let mut length = 0;
    for origin in entries.iter().map(ToString::to_string) {
        length += origin.len() + 1;
        match lines.last_mut() {
            Some(line) if line.len() < MOST_WORDS && length < LONGEST_LINE => line.push(origin),
            _ => {
                length = origin.len();
                lines.push(vec![origin]);
            }
        }
    }
    lines.iter().map(|line| line.join(" ")).collect()
}

/// The rules that find out what is asked.
fn kinds(sheet: &Sheet) -> Vec<String> {
    let preflight = var(sheet, "preflight");
    let origin = "{ req.fhdr_cnt(origin) gt 0 }";
    let method = "{ req.fhdr_cnt(access-control-request-method) gt 0 }";
    vec![
        format!("http-request set-var({preflight}) bool(true) if METH_OPTIONS {origin} {method}"),
        format!("acl {} var({preflight}) -m bool", name(sheet, "preflight")),
    ]
}

/// The rules that answer preflights.
fn answers(sheet: &Sheet) -> Vec<String> {
    let preflight = name(sheet, "preflight");
    let refused = format!("http-request return status 403 if {preflight}");
    let allowed = format!("http-request return status 204 if {preflight}");
    match sheet.grants().last() {
        None => vec![refused],
        Some((Reader::Public, _)) => vec![allowed],
        Some((Reader::Listed, _)) => {
            vec![format!("{allowed} {}", name(sheet, "listed")), refused]
        }
    }
}

fn removals() -> Vec<String> {
    RESPONSE_HEADERS.map(|name| format!("http-after-response del-header {name}")).to_vec()
}

/// The rules that add the headers of one grant.
fn additions(sheet: &Sheet, reader: Reader, grant: &Grant) -> Vec<String> {
    let listed = name(sheet, "listed");
    let (origin, who) = match reader {
        Reader::Listed => (format!("%[var({})]", var(sheet, "origin")), Some(listed)),
        Reader::Public if sheet.entries().is_empty() => ("*".to_owned(), None),
        Reader::Public => ("*".to_owned(), Some(format!("!{listed}"))),
    };
    let mut lines = vec![set("Access-Control-Allow-Origin", &origin, &[who.as_deref()])];
    let preflight = name(sheet, "preflight");
    let other = format!("!{preflight}");
    for header in headers::of(grant) {
        let kind = match header.answers {
            Answers::All => None,
            Answers::Preflights => Some(preflight.as_str()),
            Answers::Others => Some(other.as_str()),
        };
        lines.push(set(header.name, &format_of(&header.value), &[who.as_deref(), kind]));
    }
    lines
}

/// A rule that sets a header to a value in the format of logs, on these conditions.
fn set(name: &str, format: &str, conditions: &[Option<&str>]) -> String {
    let conditions = conditions.iter().copied().flatten().collect::<Vec<_>>().join(" ");
    let condition = if conditions.is_empty() { String::new() } else { format!(" if {conditions}") };
    format!("http-after-response set-header {name} {}{condition}", quoted(format))
}

/// The name of a rule of this policy.
fn name(sheet: &Sheet, name: &str) -> String {
    format!("cors_{}_{name}", sheet.slug)
}

/// A variable of this policy. It lives until the response is sent.
fn var(sheet: &Sheet, variable: &str) -> String {
    format!("txn.{}", name(sheet, variable))
}

/// A text in the format of logs, where `%` starts a variable.
fn format_of(value: &str) -> String {
    value.replace('%', "%%")
}

/// A word. Between single quotes every character means itself. A single quote is written outside of them.
fn quoted(word: &str) -> String {
    format!("'{}'", word.replace('\'', "'\\''"))
}

const VARY: &str = "http-after-response add-header Vary Origin unless { res.hdr(vary) -m str -i origin } || \
                    { res.fhdr_cnt(vary) eq 1 } { res.fhdr(vary) -m str * }";

/// HAProxy reads at most 64 words on a line, and its buffer for a line has 2,048 bytes.
const MOST_WORDS: usize = 50;
const LONGEST_LINE: usize = 1_500;

const INDENT: &str = "    ";
const PLACE: &str =
    "inside of `frontend …`, `listen …` or `backend …`, in front of all other rules";
const NOTES: &[&str] = &[
    "HAProxy cannot include a file in a section: copy the lines, or let the tool that deploys the configuration do it.",
    "A rule of `http-request` in front of these lines that answers requests, such as `auth`, `deny` or `redirect`, also answers \
     preflights, and its responses have no headers for the listed origins: the variables are not set yet. Put it behind these \
     lines.",
    "Remove other rules that set CORS headers. A later rule `http-after-response set-header` replaces the value of these.",
    "HAProxy must be built with PCRE or PCRE2, as the packages of distributions are. With another library of regular \
     expressions it rejects the patterns when it starts.",
    "HAProxy answers malformed requests (400) and slow ones (408) before it evaluates any rule. These answers have no CORS \
     headers.",
];

#[cfg(test)]
mod tests {
    use cors_policy::{IntoPolicyRef, cors_policy};

    use super::export;

    cors_policy! {
        static API = {
            origins: ["https://app.example.com", "https://*.preview.example.com"],
            methods: [PUT, "A$B", "A%B"],
            exposed_headers: ["X-'quoted'"],
            anyone_else: {},
        };
        static REPEATING = { origins: ["https://app.example.com"], methods: any, credentials: true };
        static CONFIGURED = { origins: configured, methods: [PUT] };
    }

    fn text(policy: impl IntoPolicyRef) -> String {
        export(policy).unwrap().files()[0].text().to_owned()
    }

    #[test]
    fn names_mean_themselves() {
        let text = text(&API);
        assert!(text.contains("Access-Control-Allow-Methods 'A$B, A%%B, PUT' if"), "{text}");
        assert!(text.contains(r"Access-Control-Expose-Headers 'X-'\''quoted'\''' if"), "{text}");
    }

    #[test]
    fn an_empty_list_allows_nobody() {
        let text = text(CONFIGURED.configure([""; 0]).unwrap());
        assert!(text.contains("return status 403"), "{text}");
        assert!(!text.contains("status 204") && !text.contains("set-header"), "{text}");
        assert!(text.contains("add-header Vary Origin"), "{text}");
    }

    #[test]
    fn an_answer_that_repeats_is_an_error() {
        let error = export(&REPEATING).unwrap_err().to_string();
        assert!(error.starts_with("HAProxy cannot express the policy `REPEATING`"), "{error}");
    }
}
