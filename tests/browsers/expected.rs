//! The expected outcome of a case. It follows from the declaration and from Fetch, and not from the server's answers.

use cors_policy::{Origins, Policy};

use crate::adapter::BODY;
use crate::arrival::{preflight, with_cookie};
use crate::case::{Body, Case, Credentials, Fetch, Header, Needs};
use crate::naive;
use crate::outcome::{FAILED, Outcome, seen};
use crate::quirks::{CLIENT_HINTS, Quirk};

/// The outcome of the case in a browser that follows Fetch, except for `quirks`.
pub(crate) fn expected(case: &Case, quirks: &[Quirk]) -> Outcome {
    let policy = tier(case.policy.policy, case.page.origin());
    let mut browser = Browser { case, policy, quirks, kept: Vec::new(), server: Vec::new() };
    let script = case.fetches.iter().map(|fetch| {
        browser.kept.iter_mut().for_each(|answer| answer.seconds -= fetch.pause.as_secs_f64());
        browser.fetch(fetch).unwrap_or_else(|| FAILED.to_owned())
    });
    Outcome { script: script.collect(), server: browser.server }
}

/// The policy that applies to a page: `anyone_else`, if there is one and no entry of the list covers the page's origin.
fn tier(policy: &'static Policy, origin: &str) -> &'static Policy {
    let is_listed = match policy.origins() {
        Origins::Listed(entries) => {
            entries.iter().any(|entry| naive::covers(entry, origin.as_bytes()))
        }
        Origins::Any | Origins::None => false,
    };
    policy.anyone_else().filter(|_| !is_listed).unwrap_or(policy)
}

struct Browser<'a> {
    case: &'a Case,
    policy: &'static Policy,
    quirks: &'a [Quirk],
    kept: Vec<Kept>,
    /// The lines of what arrived at the server.
    server: Vec<String>,
}

/// A cached answer to a preflight, with its lists.
struct Kept {
    methods: Vec<String>,
    names: Vec<String>,
    query: &'static str,
    with_credentials: bool,
    seconds: f64,
}

impl Browser<'_> {
    /// The line of the script, or `None` if the fetch fails.
    fn fetch(&mut self, fetch: &Fetch) -> Option<String> {
        let method = normalized(fetch.method);
        if ["CONNECT", "TRACE", "TRACK"].contains(&method.to_uppercase().as_str()) {
            return None;
        }
        let names = self.unsafe_names(fetch);
        let needs_preflight = !is_safelisted(&method) || !names.is_empty();
        if needs_preflight && !self.is_same_origin() && !self.may_send(fetch, &method, &names) {
            return None;
        }
        self.server.push(with_cookie(method.clone(), self.sends_cookie(fetch)));
        if !self.may_read(fetch) {
            if self.has(Quirk::ForgetsOnAnyFailure) {
                self.forget(fetch);
            }
            return None;
        }
        let reply = &self.case.reply;
        let has_body = method != "HEAD" && reply.status != 204;
        let body = if has_body { BODY } else { "" };
        Some(seen(reply, reply.status.into(), body, |header| self.is_readable(header.0)))
    }

    /// Whether a request that needs a preflight is allowed, by a cached answer or by a new preflight.
    fn may_send(&mut self, fetch: &Fetch, method: &str, names: &[String]) -> bool {
        if self.kept.iter().any(|answer| self.covers(answer, fetch, method, names)) {
            return true;
        }
        self.server.push(preflight(method, names.iter().map(String::as_str)));
        let covers_token = self.has(Quirk::StarCoversAuthorization);
        let methods = self.answered(self.policy.methods(), &[method.to_owned()]);
        let allowed = self.answered(self.policy.request_headers(), names);
        let is_allowed = is_safelisted(method) || lists_method(&methods, method, true);
        let is_covered = |name: &String| {
            let covers_name = name != "authorization" || covers_token;
            lists_name(&allowed, name, covers_name)
        };
        let may_send = self.may_read(fetch) && is_allowed && names.iter().all(is_covered);
        if !may_send {
            self.forget(fetch);
        }
        if may_send || self.may_read(fetch) && self.has(Quirk::KeepsRefusals) {
            // Five seconds if the answer has no age: <https://fetch.spec.whatwg.org/#cors-preflight-fetch>.
            let seconds = self.policy.max_age().map_or(5.0, |age| age.as_secs_f64());
            let with_credentials = fetch.credentials == Credentials::Include;
            let (query, names) = (fetch.query, allowed);
            self.kept.push(Kept { methods, names, query, with_credentials, seconds });
        }
        may_send
    }

    /// The list in the answer to a preflight: that of the policy, or for `any` together with credentials what the
    /// preflight asks for.
    fn answered(&self, declared: &[&str], asked: &[String]) -> Vec<String> {
        if self.policy.credentials() && declared == ["*"] {
            return asked.to_vec();
        }
        declared.iter().map(|&name| name.to_owned()).collect()
    }

    /// [Cache entry match](https://fetch.spec.whatwg.org/#concept-cache-match)
    fn covers(&self, answer: &Kept, fetch: &Fetch, method: &str, names: &[String]) -> bool {
        let with_credentials = fetch.credentials == Credentials::Include;
        let serves = answer.with_credentials == with_credentials
            || answer.with_credentials && !self.has(Quirk::SeparatesCredentials);
        let has_star = !self.has(Quirk::ForgetsStars);
        let is_covered = |name: &String| {
            let covers_name =
                name != "authorization" || self.has(Quirk::KeptStarCoversAuthorization);
            lists_name(&answer.names, name, has_star && covers_name)
        };
        answer.query == fetch.query
            && answer.seconds > 0.0
            && serves
            && (is_safelisted(method) || lists_method(&answer.methods, method, has_star))
            && names.iter().all(is_covered)
    }

    /// [Clear cache entries](https://fetch.spec.whatwg.org/#concept-cache-clear)
    fn forget(&mut self, fetch: &Fetch) {
        self.kept.retain(|answer| answer.query != fetch.query);
    }

    /// Whether the script can see the response.
    fn may_read(&self, fetch: &Fetch) -> bool {
        let has_credentials = fetch.credentials == Credentials::Include;
        let is_allowed = match self.policy.origins() {
            Origins::Any => true,
            Origins::None => false,
            Origins::Listed(entries) => {
                let origin = self.case.page.origin().as_bytes();
                entries.iter().any(|entry| naive::covers(entry, origin))
            }
        };
        self.is_same_origin() || is_allowed && (self.policy.credentials() || !has_credentials)
    }

    fn is_readable(&self, name: &str) -> bool {
        let is_exposed = lists_name(self.policy.exposed_headers(), name, true);
        // <https://fetch.spec.whatwg.org/#forbidden-response-header-name>
        name != "Set-Cookie"
            && (self.is_same_origin() || ALWAYS_READABLE.contains(&name) || is_exposed)
    }

    /// [CORS-unsafe request-header names](https://fetch.spec.whatwg.org/#cors-unsafe-request-header-names)
    fn unsafe_names(&self, fetch: &Fetch) -> Vec<String> {
        let names = fetch.headers.iter().filter(|header| header.needs == Needs::Preflight);
        let names = names.map(|header: &Header| header.name.to_lowercase());
        let from_body = (fetch.body == Body::Json && !fetch.sets_content_type())
            .then(|| "content-type".to_owned());
        let is_hint = |name: &String| CLIENT_HINTS.contains(&name.as_str());
        let is_safe = |name: &String| self.has(Quirk::SafelistsClientHints) && is_hint(name);
        names.chain(from_body).filter(|name| !is_safe(name)).collect()
    }

    fn sends_cookie(&self, fetch: &Fetch) -> bool {
        let is_wanted = match fetch.credentials {
            Credentials::Omit => false,
            Credentials::SameOrigin => self.is_same_origin(),
            Credentials::Include => true,
        };
        is_wanted && self.case.is_same_site()
    }

    fn is_same_origin(&self) -> bool {
        self.case.is_same_origin()
    }

    fn has(&self, quirk: Quirk) -> bool {
        self.quirks.contains(&quirk)
    }
}

/// [Normalize](https://fetch.spec.whatwg.org/#concept-method-normalize)
fn normalized(method: &str) -> String {
    let upper = method.to_uppercase();
    let known = ["DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT"].contains(&upper.as_str());
    if known { upper } else { method.to_owned() }
}

/// [CORS-safelisted method](https://fetch.spec.whatwg.org/#cors-safelisted-method)
fn is_safelisted(method: &str) -> bool {
    ["GET", "HEAD", "POST"].contains(&method)
}

/// Whether a list of methods contains this one, byte for byte.
fn lists_method(list: &[String], method: &str, star_covers: bool) -> bool {
    list.iter().any(|listed| listed == method || listed == "*" && star_covers)
}

/// Whether a list of names contains this one, in any case.
fn lists_name<T: AsRef<str>>(list: &[T], name: &str, star_covers: bool) -> bool {
    let mut list = list.iter().map(AsRef::as_ref);
    list.any(|listed| listed.eq_ignore_ascii_case(name) || listed == "*" && star_covers)
}

/// [CORS-safelisted response-header name](https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name)
const ALWAYS_READABLE: [&str; 7] = [
    "Cache-Control",
    "Content-Language",
    "Content-Length",
    "Content-Type",
    "Expires",
    "Last-Modified",
    "Pragma",
];
