//! What a policy lets a browser do: the steps of Fetch, computed from the declaration alone, without any response.

use std::time::Duration;

use cors_policy::Origins;

use crate::api::SENT;
use crate::cases::{Case, Mode};
use crate::fetch;
use crate::sites::Site;

/// The expected result.
#[derive(Debug)]
pub(crate) struct Expected {
    pub(crate) outcome: Outcome,
    /// How many preflights the API gets.
    pub(crate) preflights: usize,
    /// How many requests reach a handler.
    pub(crate) handled: usize,
    /// The steps of the browser.
    pub(crate) why: Vec<Clause>,
}

/// The result for the script.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// A response: its status, and the names of the handler's headers that the script can read.
    Readable { status: u16, headers: Vec<&'static str> },
    /// An opaque response: the script can read nothing of it.
    Opaque,
    /// A `TypeError`.
    Blocked,
}

/// A step of a browser in plain words, with backticks around code.
#[derive(Debug)]
pub(crate) struct Clause {
    pub(crate) kind: Kind,
    pub(crate) text: String,
    /// The anchor in Fetch: the text after `#`.
    pub(crate) place: &'static str,
}

/// The effect of a clause on the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The request continues.
    Note,
    /// The policy decides, and allows it.
    Passes,
    /// The policy decides, and does not allow it.
    Stops,
}

/// [HTTP fetch](https://fetch.spec.whatwg.org/#concept-http-fetch)
pub(crate) fn expected(case: &Case) -> Expected {
    if case.mode == Mode::NoCors {
        return opaque(case);
    }
    let mut why = reasons_to_ask(case);
    let asks_first = !why.is_empty();
    let mut checks = vec![origin_check(case), credentials_check(case)];
    if asks_first {
        checks.extend(method_check(case));
        checks.extend(case.headers.iter().filter_map(|header| header_check(case, header)));
    } else {
        why.push(note(
            "A form could send this, so the browser does not ask first.",
            "cors-preflight-fetch",
        ));
    }
    let stop = checks.iter().position(|clause| clause.kind == Kind::Stops);
    why.extend(checks.into_iter().take(stop.map_or(usize::MAX, |index| index + 1)));
    if stop.is_some() { blocked(case, why, asks_first) } else { readable(case, why, asks_first) }
}

fn opaque(case: &Case) -> Expected {
    let text = "`mode: \"no-cors\"` asks no policy and has no `Origin`. The script gets a response without status, \
                headers and body.";
    let why = vec![note(text, "concept-filtered-response-opaque")];
    Expected { outcome: Outcome::Opaque, preflights: 0, handled: case.times, why }
}

fn blocked(case: &Case, mut why: Vec<Clause>, asks_first: bool) -> Expected {
    let (preflights, handled, text) = if asks_first {
        (case.times, 0, "That was the preflight, so the request itself is not sent.")
    } else {
        (
            0,
            case.times,
            "The handler has run all the same: the browser keeps the answer from the page.",
        )
    };
    why.push(note(text, "concept-http-fetch"));
    Expected { outcome: Outcome::Blocked, preflights, handled, why }
}

fn readable(case: &Case, mut why: Vec<Clause>, asks_first: bool) -> Expected {
    let preflights = match case.part.policy.max_age() {
        _ if !asks_first => 0,
        Some(Duration::ZERO) => case.times,
        _ => 1,
    };
    if case.times > 1 {
        let text = if preflights == 1 {
            "The browser keeps the answer to the preflight, as long as `max_age` says, and does not ask again."
        } else {
            "`max_age: 0`: the browser keeps no answer to a preflight, and asks again."
        };
        why.push(note(text, "concept-cache"));
    }
    let headers = SENT.into_iter().filter(|name| is_readable(case, name)).collect::<Vec<_>>();
    why.push(note(
        format!(
            "The script reads the status, the body, and these headers of the handler: {}.",
            listed(&headers)
        ),
        "concept-filtered-response-cors",
    ));
    let outcome = Outcome::Readable { status: case.status, headers };
    Expected { outcome, preflights, handled: case.times, why }
}

/// Why the request needs a preflight, or `None` if it needs none.
fn reasons_to_ask(case: &Case) -> Vec<Clause> {
    let method = fetch::normalized(case.method);
    let method = (!fetch::is_safelisted_method(&method)).then(|| {
        note(
            format!("A form cannot send `{method}`, so the browser asks first."),
            "cors-safelisted-method",
        )
    });
    let headers =
        case.headers.iter().filter(|(name, value)| !fetch::is_safelisted_header(name, value));
    let headers = headers.map(|(name, value)| {
        note(
            format!("A form cannot send `{name}: {value}`, so the browser asks first."),
            "cors-safelisted-request-header",
        )
    });
    method.into_iter().chain(headers).collect()
}

/// [CORS check](https://fetch.spec.whatwg.org/#concept-cors-check), the part about the origin.
fn origin_check(case: &Case) -> Clause {
    let (policy, origin) = (case.part.policy, case.site.origin());
    let text = match policy.origins() {
        Origins::Any => format!("`origins: any` is for every page, so for `{origin}`."),
        Origins::None => "`origins: none` is for no page.".to_owned(),
        Origins::Listed(_) if case.site == Site::Sandbox => {
            "`null` cannot be listed: a sandboxed frame of any site has it.".to_owned()
        }
        Origins::Listed(entries) if entries.iter().any(|entry| entry == origin) => {
            format!("`{origin}` is listed.")
        }
        Origins::Listed(entries) if policy.allows(origin) => {
            format!("`{origin}` is covered by {}.", listed(&entries))
        }
        Origins::Listed(entries) => {
            format!("`{origin}` is not among those listed: {}.", listed(&entries))
        }
    };
    check(policy.allows(origin), text, "concept-cors-check")
}

/// [CORS check](https://fetch.spec.whatwg.org/#concept-cors-check), the part about credentials.
fn credentials_check(case: &Case) -> Clause {
    let policy = case.part.policy;
    let (passes, text) = match (case.credentials, policy.credentials()) {
        (false, _) => (true, "The request has no credentials."),
        (true, true) => (true, "The request has credentials, and `credentials: true` allows that."),
        (true, false) => {
            (false, "The request has credentials, and the policy does not say `credentials: true`.")
        }
    };
    check(passes, text, "cors-protocol-and-credentials")
}

/// [CORS-preflight fetch](https://fetch.spec.whatwg.org/#cors-preflight-fetch), the part about the method.
fn method_check(case: &Case) -> Option<Clause> {
    let (method, methods) = (fetch::normalized(case.method), case.part.policy.methods());
    let (passes, text) = if methods.contains(&method.as_str()) {
        (true, format!("`methods` has `{method}`."))
    } else if fetch::is_safelisted_method(&method) {
        return None;
    } else if methods == ["*"] {
        (true, format!("`methods: any` covers `{method}`."))
    } else if methods.contains(&method.to_uppercase().as_str()) {
        (
            false,
            format!(
                "`methods` has `{}`, and methods are compared byte for byte.",
                method.to_uppercase()
            ),
        )
    } else {
        (false, format!("`methods` does not have `{method}`."))
    };
    Some(check(passes, text, "cors-preflight-fetch"))
}

/// [CORS-preflight fetch](https://fetch.spec.whatwg.org/#cors-preflight-fetch), the part about one header.
fn header_check(case: &Case, (name, value): &(&str, &str)) -> Option<Clause> {
    if fetch::is_safelisted_header(name, value) {
        return None;
    }
    let names = case.part.policy.request_headers();
    let is_listed = names.iter().any(|listed| listed.eq_ignore_ascii_case(name));
    let (has_star, is_covered) = (names.contains(&"*"), fetch::is_covered_by_star(name));
    let (passes, text) = match (is_listed, has_star) {
        (true, true) if !is_covered => (
            true,
            format!(
                "`request_headers` has `{name}`, which `any` does not cover. Browsers have been seen to let it."
            ),
        ),
        (true, _) => (true, format!("`request_headers` has `{name}`.")),
        (false, true) if is_covered => (true, format!("`request_headers: any` covers `{name}`.")),
        (false, _) => (false, format!("`request_headers` does not have `{name}`.")),
    };
    let place =
        if is_covered { "cors-preflight-fetch" } else { "cors-non-wildcard-request-header-name" };
    Some(check(passes, text, place))
}

/// [CORS filtered response](https://fetch.spec.whatwg.org/#concept-filtered-response-cors)
fn is_readable(case: &Case, name: &str) -> bool {
    let exposed = case.part.policy.exposed_headers();
    let is_exposed = exposed.iter().any(|entry| *entry == "*" || entry.eq_ignore_ascii_case(name));
    !fetch::is_never_readable(name) && (is_exposed || fetch::is_always_readable(name))
}

fn note(text: impl Into<String>, place: &'static str) -> Clause {
    Clause { kind: Kind::Note, text: text.into(), place }
}

fn check(passes: bool, text: impl Into<String>, place: &'static str) -> Clause {
    let kind = if passes { Kind::Passes } else { Kind::Stops };
    Clause { kind, text: text.into(), place }
}

/// Formats the names as code, with commas between them.
fn listed(words: &[impl AsRef<str>]) -> String {
    let words = words.iter().map(|word| format!("`{}`", word.as_ref())).collect::<Vec<_>>();
    words.join(", ")
}
