//! A URL that sends the browser elsewhere.

use http::header::LOCATION;
use url::Url;

use super::evidence::{Evidence, Seen, finding, who};
use crate::audit::finding::{Finding, Rule, Severity};

pub(super) fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let redirected = evidence.reads().filter(is_redirect).collect::<Vec<_>>();
    let Some(first) = redirected.first() else { return Vec::new() };
    let url = &evidence.question.url;
    let rule = if leads_to_login(first) {
        &LOGIN_PAGE
    } else if leads_to_https(first, url) {
        &TO_HTTPS
    } else if target(first, url).is_some_and(|to| to.origin() == url.origin()) {
        &LOOP
    } else {
        &ELSEWHERE
    };
    let found = finding(rule, Severity::Medium, &redirected, |seen| {
        let location = seen.answer.joined(LOCATION).unwrap_or_default();
        format!("{} gets status {} to `{location}`", who(seen), seen.answer.0.status.as_u16())
    });
    found.into_iter().collect()
}

fn is_redirect(seen: &Seen<'_>) -> bool {
    matches!(seen.answer.0.status.as_u16(), 301 | 302 | 303 | 307 | 308)
        && seen.answer.headers().contains_key(LOCATION)
}

fn leads_to_https(seen: &Seen<'_>, url: &Url) -> bool {
    let is_secure = |to: Url| to.scheme() == "https" && to.host() == url.host();
    url.scheme() == "http" && target(seen, url).is_some_and(is_secure)
}

fn target(seen: &Seen<'_>, url: &Url) -> Option<Url> {
    url.join(&seen.answer.joined(LOCATION)?).ok()
}

/// Whether a response sends the browser to a page with a login.
pub(super) fn leads_to_login(seen: &Seen<'_>) -> bool {
    let location = seen.answer.joined(LOCATION).unwrap_or_default().to_ascii_lowercase();
    let headers = seen.answer.headers();
    LOGINS.iter().any(|login| location.contains(login))
        || headers.keys().any(|name| name.as_str().starts_with("cf-access-"))
}

/// Parts of the addresses of login pages.
const LOGINS: [&str; 9] = [
    ".cloudflareaccess.com/",
    "/cdn-cgi/access/",
    "accounts.google.com/",
    "login.microsoftonline.com/",
    "/login",
    "/signin",
    "/sign-in",
    "/sign_in",
    "/oauth2/",
];

/// The rules of this file.
pub(super) static RULES: &[&Rule] = &[&LOGIN_PAGE, &TO_HTTPS, &ELSEWHERE, &LOOP];

static LOGIN_PAGE: Rule = Rule {
    id: "login-page",
    title: "the URL redirects to a login page",
    why: "A proxy with a login in front of the server answers in its place, without CORS headers. Scripts see a CORS error \
          instead of a missing login.",
    remedy: "Let the proxy answer API requests with 401 and CORS headers instead of a redirect. To audit the server behind it, \
             pass cookies or a token with `--header`.",
    link: "https://fetch.spec.whatwg.org/#concept-http-redirect-fetch",
};

static TO_HTTPS: Rule = Rule {
    id: "redirects-to-https",
    title: "the URL redirects to `https://`",
    why: "A preflight fails at a redirect. Other requests have crossed the network without protection before they are \
          redirected.",
    remedy: "Call the `https://` URL, and audit that one.",
    link: "https://fetch.spec.whatwg.org/#concept-http-redirect-fetch",
};

static ELSEWHERE: Rule = Rule {
    id: "redirects-to-another-origin",
    title: "the URL redirects to another origin",
    why: "A preflight fails at a redirect. Other requests get `Origin: null` after a redirect between two other origins, and each \
          response on the way needs CORS headers.",
    remedy: "Call the URL to which the redirect leads, and audit that one.",
    link: "https://fetch.spec.whatwg.org/#concept-http-redirect-fetch",
};

static LOOP: Rule = Rule {
    id: "redirect-loop",
    title: "the URL redirects again and again",
    why: "The audit follows five redirects of one server, and browsers follow twenty. The last response is a redirect too.",
    remedy: "Call the URL at the end, or repair the redirects.",
    link: "https://fetch.spec.whatwg.org/#concept-http-redirect-fetch",
};
