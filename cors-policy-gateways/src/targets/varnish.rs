//! [Varnish](https://varnish-cache.org), 6.0 or later: a file with subroutines, and one that calls them.
//!
//! The policy is applied when Varnish delivers a response, not when it stores one. So all origins share the objects in the cache,
//! and Varnish's own errors have the headers too.
//!
//! # What to run
//!
//! ```
//! use cors_policy::cors_policy;
//! use cors_policy_gateways::varnish;
//!
//! cors_policy! {
//!     static API = {
//!         origins: ["https://app.example.com", "https://*.preview.example.com"],
//!         methods: [PUT],
//!         credentials: true,
//!     };
//! }
//!
//! let export = varnish::export(&API)?;
//! for file in export.files() {
//!     println!("# {}", file.name());
//!     print!("{}", file.text());
//! }
//! # Ok::<_, cors_policy_gateways::Inexpressible>(())
//! ```
//!
//! # Where to include it
//!
//! Write both files to the folder of your VCL, and include the hooks in front of your own subroutines:
//!
//! ```text
//! vcl 4.1;
//!
//! include "./cors-api.hooks.vcl";
//!
//! backend default { .host = "127.0.0.1"; }
//! ```
//!
//! For several policies, include the files with the subroutines, and write the hooks yourself. Call the subroutines of a policy
//! in `vcl_recv`, `vcl_deliver` and `vcl_synth` on the same condition:
//!
//! ```text
//! sub vcl_recv {
//!     if (req.http.Host == "api.example.com") {
//!         call cors_api_recv;
//!     }
//! }
//! ```
//!
//! Then run `varnishd -C -f FILE`.
//!
//! # The verdict
//!
//! [`Verdict::Exact`]. Varnish compares origins byte for byte, and `std.collect` joins several lines of `Origin` to a value that
//! no origin matches. Varnish pipes requests with methods that it does not know. If the policy lists one, the hooks pass
//! these requests instead. If the service sends a 304 that Varnish did not ask for, Varnish answers 503.
//!
//! # What to switch off
//!
//! Nothing in the service: its CORS headers are removed. If it sends `Vary: Origin`, Varnish keeps an object for each origin.
//! Switch CORS off in the service to share them. In VCL, remove other statements that set CORS headers, and do not remove
//! `req.http.Origin` in `vcl_recv`: the policy is applied later and needs it. Remove `bereq.http.Origin` in `vcl_backend_fetch`
//! instead, if the service must not see it.
//!
//! # Common mistakes
//!
//! | copied from articles | what goes wrong |
//! | --- | --- |
//! | `set beresp.http.Access-Control-Allow-Origin = bereq.http.Origin` in `vcl_backend_response` | The object in the cache has the header. The next origin gets the answer to the first one. |
//! | `set resp.http.Access-Control-Allow-Origin = req.http.Origin` without a condition | Any page reads the responses. |
//! | `req.http.Origin ~ "example.com"` | `https://example.com.evil.com` and `https://evilexample.com` match. |
//! | `req.http.Origin` without `std.collect` | The first of several lines decides. |
//! | headers only in `vcl_deliver` | Responses of `return (synth(…))` have none: they do not pass through `vcl_deliver`. |
//! | `if (req.method == "OPTIONS") { return (synth(200)); }` | An `OPTIONS` that is no preflight never reaches the service. |
//! | `unset req.http.Origin` in `vcl_recv` | `vcl_deliver` cannot decide any more. |
//! | a decision in a request header that is not removed first | Clients send the header themselves. |
//! | no `Vary: Origin` | The browser's cache and other caches in front of Varnish mix up the responses. |

use cors_policy::{IntoPolicyRef, OriginEntry};

use crate::entries::{Dialect, regex};
use crate::export::{Export, Verdict};
use crate::headers::{self, Answers};
use crate::inexpressible::Inexpressible;
use crate::sheet::{Grant, Names, RESPONSE_HEADERS, Sheet};
use crate::text::Text;

/// Exports a policy to Varnish. The verdict is [`Verdict::Exact`].
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
/// use cors_policy_gateways::varnish;
///
/// cors_policy! {
///     static API = { origins: ["https://app.example.com"], methods: [PUT] };
/// }
///
/// let export = varnish::export(&API)?;
/// let [subroutines, hooks] = export.files() else { panic!("two files") };
/// assert_eq!(subroutines.name(), "cors-api.vcl");
/// assert!(subroutines.text().contains(r#"req.http.Origin == "https://app.example.com""#));
/// assert_eq!(hooks.name(), "cors-api.hooks.vcl");
/// assert!(hooks.text().contains("call cors_api_recv;"));
/// # Ok::<_, cors_policy_gateways::Inexpressible>(())
/// ```
pub fn export(policy: impl IntoPolicyRef) -> Result<Export, Inexpressible> {
    let sheet = Sheet::of(policy);
    let missing = sheet.repeats();
    if !missing.is_empty() {
        return Err(Inexpressible::new("Varnish", &sheet.title, missing));
    }
    let mut export = Export::of(&sheet, Verdict::Exact)
        .with_file(file(&sheet, "vcl"), "in the folder of the next file", subroutines(&sheet))
        .with_file(file(&sheet, "hooks.vcl"), HOOKS_PLACE, hooks(&sheet));
    for note in NOTES {
        export = export.with_note(*note);
    }
    if methods_to_pass(&sheet).is_some() {
        export = export.with_note(PASSES);
    }
    Ok(export)
}

fn file(sheet: &Sheet, extension: &str) -> String {
    format!("cors-{}.{extension}", sheet.slug.replace('_', "-"))
}

/// The subroutines.
fn subroutines(sheet: &Sheet) -> String {
    let mut text = head(sheet);
    text.line(format_args!("# `{}` includes it.", file(sheet, "hooks.vcl")));
    text.line("");
    text.line("import std;");
    if !sheet.entries().is_empty() {
        text.section(
            "# Who asks. The result is in a header that is removed first, so no client can set it.",
        );
        lines(&mut text, &sub(sheet, "reader", &reader(sheet)));
    }
    text.section("# Preflights do not reach the service.");
    lines(&mut text, &sub(sheet, "recv", &recv(sheet)));
    text.section(
        "# Only this policy sets the headers of CORS. Objects in the cache do not have them.",
    );
    lines(&mut text, &sub(sheet, "deliver", &deliver(sheet)));
    text.section("# The answers to preflights, and Varnish's own errors.");
    lines(&mut text, &sub(sheet, "synth", &synth(sheet)));
    text.into_string()
}

/// The calls.
fn hooks(sheet: &Sheet) -> String {
    let mut text = head(sheet);
    text.line(format_args!("# Include it {HOOKS_PLACE}."));
    text.line("");
    text.line(format_args!("include \"./{}\";", file(sheet, "vcl")));
    for hook in ["recv", "deliver", "synth"] {
        text.line("");
        lines(
            &mut text,
            &block(&format!("sub vcl_{hook}"), &[format!("call {};", name(sheet, hook))]),
        );
    }
    if let Some(condition) = methods_to_pass(sheet) {
        text.section("# Varnish pipes requests with methods that it does not know, and changes no header of a piped response.");
        let pass = if_block(&condition, &["return (pass);".to_owned()]);
        lines(&mut text, &block("sub vcl_req_method", &pass));
    }
    text.into_string()
}

/// Finds out whether the origin is listed.
fn reader(sheet: &Sheet) -> Vec<String> {
    let variable = variable(sheet);
    let listed = [format!("set {variable} = \"listed\";")];
    let mut lines = vec![
        format!("unset {variable};"),
        "# Several lines become one, and no origin matches it.".to_owned(),
        "std.collect(req.http.Origin);".to_owned(),
    ];
    let (exact, patterns): (Vec<_>, Vec<_>) =
        sheet.entries().iter().partition(|entry| entry.is_exact());
    for origins in exact.chunks(ORIGINS_IN_A_CONDITION) {
        let equal =
            |entry: &&OriginEntry| format!("req.http.Origin == {}", quoted(&entry.to_string()));
        let condition = origins.iter().map(equal).collect::<Vec<_>>().join(" ||\n        ");
        lines.extend(if_block(&condition, &listed));
    }
    for entry in patterns {
        let pattern = quoted(&regex(entry, Dialect::Lookahead));
        lines.extend(if_block(&format!("req.http.Origin ~ {pattern}"), &listed));
    }
    lines
}

fn recv(sheet: &Sheet) -> Vec<String> {
    let (allowed, refused) = ("return (synth(204));".to_owned(), "return (synth(403));".to_owned());
    if sheet.public().is_some() {
        if_block(PREFLIGHT, &[allowed])
    } else if sheet.entries().is_empty() {
        if_block(PREFLIGHT, &[refused])
    } else {
        let mut answers = if_block(&variable(sheet), &[allowed]);
        answers.push(refused);
        let mut lines = vec![format!("call {};", name(sheet, "reader"))];
        lines.extend(if_block(PREFLIGHT, &answers));
        lines.push("# The service does not get it.".to_owned());
        lines.push(format!("unset {};", variable(sheet)));
        lines
    }
}

fn deliver(sheet: &Sheet) -> Vec<String> {
    let mut lines = RESPONSE_HEADERS.map(|name| format!("unset resp.http.{name};")).to_vec();
    let listed = || additions(&sheet.grant, "req.http.Origin");
    let public = sheet.public().map(|grant| additions(grant, "\"*\""));
    if sheet.entries().is_empty() {
        lines.extend(public.unwrap_or_default());
    } else {
        lines.push(format!("call {};", name(sheet, "reader")));
        lines.extend(if_block(&variable(sheet), &listed()));
        if let Some(public) = public {
            lines.extend(block("else", &public));
        }
    }
    if sheet.varies {
        lines.push(
            "# `Origin`, unless the service says it itself, or says nothing but `*`.".to_owned(),
        );
        lines.push("std.collect(resp.http.Vary);".to_owned());
        lines.extend(if_block("!resp.http.Vary", &["set resp.http.Vary = \"Origin\";".to_owned()]));
        let merge = ["set resp.http.Vary = resp.http.Vary + \", Origin\";".to_owned()];
        let condition =
            r#"resp.http.Vary != "*" && resp.http.Vary !~ "(?i)(?:^|,)[ \t]*origin[ \t]*(?:,|$)""#;
        lines.extend(if_block(condition, &merge));
    }
    lines
}

fn synth(sheet: &Sheet) -> Vec<String> {
    let mut lines = vec![format!("call {};", name(sheet, "deliver"))];
    let empty = ["set resp.body = \"\";".to_owned(), "return (deliver);".to_owned()];
    lines.extend(if_block(PREFLIGHT, &empty));
    lines
}

/// The statements that add the headers of one grant.
fn additions(grant: &Grant, origin: &str) -> Vec<String> {
    let set = |name: &str, value: &str| format!("set resp.http.{name} = {value};");
    let mut lines = vec![set("Access-Control-Allow-Origin", origin)];
    let (mut on_preflights, mut on_others) = (Vec::new(), Vec::new());
    for header in headers::of(grant) {
        let lines = match header.answers {
            Answers::All => &mut lines,
            Answers::Preflights => &mut on_preflights,
            Answers::Others => &mut on_others,
        };
        lines.push(set(header.name, &quoted(&header.value)));
    }
    match (on_preflights.is_empty(), on_others.is_empty()) {
        (true, true) => {}
        (true, false) => lines.extend(if_block(&format!("!({PREFLIGHT})"), &on_others)),
        (false, is_alone) => {
            lines.extend(if_block(PREFLIGHT, &on_preflights));
            if !is_alone {
                lines.extend(block("else", &on_others));
            }
        }
    }
    lines
}

/// The condition for requests that Varnish would pipe, although a page may send them. None if the policy has no such method.
fn methods_to_pass(sheet: &Sheet) -> Option<String> {
    let grants = [Some(&sheet.grant), sheet.anyone_else.as_ref()];
    let listed = grants.into_iter().flatten().map(|grant| match grant.methods {
        Names::Listed(methods) => methods,
        Names::Asked => &["*"],
    });
    let mut others = listed.flatten().copied().filter(|method| !KNOWN_METHODS.contains(method));
    let mut methods = others.by_ref().collect::<Vec<_>>();
    methods.sort_unstable();
    methods.dedup();
    if methods.contains(&"*") {
        let unequal = |method: &&str| format!("req.method != {}", quoted(method));
        // Varnish answers or pipes these two, whatever the policy says.
        let known = ["PRI", "CONNECT"].iter().chain(KNOWN_METHODS);
        return Some(known.map(unequal).collect::<Vec<_>>().join(" && "));
    }
    let equal = methods.iter().map(|method| format!("req.method == {}", quoted(method)));
    let equal = equal.collect::<Vec<_>>();
    (!equal.is_empty()).then(|| equal.join(" || "))
}

/// A comment at the top of each file.
fn head(sheet: &Sheet) -> Text {
    let mut text = Text::default();
    text.line(format_args!("# The CORS policy {}, for Varnish.", sheet.title));
    text.line("# Generated by cors-policy-gateways: change the policy, not this file.");
    text
}

/// A subroutine of this policy.
fn name(sheet: &Sheet, name: &str) -> String {
    format!("cors_{}_{name}", sheet.slug)
}

/// The request header that says who asks.
fn variable(sheet: &Sheet) -> String {
    format!("req.http.X-Cors-{}-Reader", sheet.slug.replace('_', "-"))
}

fn sub(sheet: &Sheet, suffix: &str, lines: &[String]) -> Vec<String> {
    block(&format!("sub {}", name(sheet, suffix)), lines)
}

fn lines(text: &mut Text, lines: &[String]) {
    for line in lines {
        text.line(line);
    }
}

fn if_block(condition: &str, lines: &[String]) -> Vec<String> {
    block(&format!("if ({condition})"), lines)
}

/// A block, as lines.
fn block(head: &str, lines: &[String]) -> Vec<String> {
    let body = lines.iter().map(|line| format!("    {line}"));
    [format!("{head} {{")].into_iter().chain(body).chain(["}".to_owned()]).collect()
}

/// A string. It has no escapes, and the names of a policy contain no double quote: it is not a character of a token.
fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

const PREFLIGHT: &str =
    "req.method == \"OPTIONS\" && req.http.Origin && req.http.Access-Control-Request-Method";

/// The methods that the built-in VCL does not pipe.
const KNOWN_METHODS: &[&str] =
    &["GET", "HEAD", "PUT", "POST", "TRACE", "OPTIONS", "DELETE", "PATCH"];

/// The compiler of VCL calls itself for each `||`.
const ORIGINS_IN_A_CONDITION: usize = 50;

const HOOKS_PLACE: &str = "after `vcl 4.1;`, in front of all subroutines of your own";
const NOTES: &[&str] = &[
    "Varnish joins subroutines of one name in the order of the text, and the first `return` ends all of them. So include the \
     file of the hooks in front of your own subroutines.",
    "`return (pipe)` bypasses these subroutines: the response has the CORS headers of the service. Use it for WebSockets only.",
    "Do not remove `req.http.Origin` in `vcl_recv`: the policy is applied when Varnish delivers the response. Remove \
     `bereq.http.Origin` in `vcl_backend_fetch` instead, if the service must not see it.",
    "Remove other statements that set CORS headers in `vcl_deliver` and `vcl_synth`: they run later, and replace these headers.",
    "If the service sends an unasked 304, Varnish answers 503. No browser causes this.",
];
const PASSES: &str = "The policy has methods that Varnish pipes. The hooks pass them instead, by `vcl_req_method`, which Varnish \
                      6.0 does not have.";

#[cfg(test)]
mod tests {
    use cors_policy::{IntoPolicyRef, cors_policy};

    use super::export;

    cors_policy! {
        static API = { origins: ["https://app.example.com"], methods: [PUT, "A$B", "A%B"] };
        static ANY = { origins: any, methods: any };
        static REPEATING = { origins: ["https://app.example.com"], methods: any, credentials: true };
        static CONFIGURED = { origins: configured, methods: [PUT] };
    }

    fn texts(policy: impl IntoPolicyRef) -> [String; 2] {
        let export = export(policy).unwrap();
        [0, 1].map(|index: usize| export.files()[index].text().to_owned())
    }

    #[test]
    fn names_mean_themselves() {
        let [subroutines, _] = texts(&API);
        assert!(subroutines.contains(r#"Methods = "A$B, A%B, PUT";"#), "{subroutines}");
    }

    #[test]
    fn methods_that_varnish_would_pipe_are_passed() {
        let [_, hooks] = texts(&API);
        assert!(hooks.contains(r#"if (req.method == "A$B" || req.method == "A%B") {"#), "{hooks}");
        let [_, hooks] = texts(&ANY);
        assert!(hooks.contains(r#"if (req.method != "PRI" && "#), "{hooks}");
        let [_, hooks] = texts(CONFIGURED.configure([""; 0]).unwrap());
        assert!(!hooks.contains("vcl_req_method"), "{hooks}");
    }

    #[test]
    fn an_empty_list_allows_nobody() {
        let [subroutines, _] = texts(CONFIGURED.configure([""; 0]).unwrap());
        assert!(subroutines.contains("synth(403)"), "{subroutines}");
        assert!(!subroutines.contains("synth(204)"), "{subroutines}");
        assert!(!subroutines.contains(" set resp.http.Access"), "{subroutines}");
    }

    #[test]
    fn an_answer_that_repeats_is_an_error() {
        let error = export(&REPEATING).unwrap_err().to_string();
        assert!(error.starts_with("Varnish cannot express the policy `REPEATING`"), "{error}");
    }
}
