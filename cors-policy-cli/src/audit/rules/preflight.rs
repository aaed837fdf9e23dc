//! Preflights that do not get the answer of a preflight.

use http::StatusCode;
use http::header::{
    ACCESS_CONTROL_ALLOW_METHODS, ALLOW, RETRY_AFTER, SET_COOKIE, WWW_AUTHENTICATE,
};

use super::evidence::{Evidence, Seen, finding, line, who};
use super::redirects::leads_to_login;
use crate::audit::answer::AllowOrigin;
use crate::audit::finding::{Finding, Rule, Severity};
use crate::audit::probes::{Asks, Sender};

pub(super) fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let with = |is_meant: &dyn Fn(&Seen<'_>) -> bool| {
        evidence.preflights().filter(|seen| is_meant(seen)).collect::<Vec<_>>()
    };
    let status = |seen: &Seen<'_>| format!("the preflight of {} gets {}", who(seen), status(seen));
    let table = [
        (&LOGIN_PAGE, with(&|seen| kind(seen) == Kind::Login)),
        (&REDIRECTED, with(&|seen| kind(seen) == Kind::Redirect)),
        (&CHALLENGED, with(&|seen| kind(seen) == Kind::Challenge)),
        (&RATE_LIMITED, with(&|seen| kind(seen) == Kind::RateLimit)),
        (&WRONG_STATUS, with(&|seen| kind(seen) == Kind::Status && is_expected(evidence, seen))),
    ];
    for (rule, seen) in table {
        findings.extend(finding(rule, Severity::Medium, &seen, status));
    }
    let bare = with(&|seen| {
        seen.is_ok()
            && seen.answer.allow_origin() == AllowOrigin::Missing
            && is_expected(evidence, seen)
    });
    findings.extend(finding(&BARE, Severity::Medium, &bare, |seen| {
        let allow = seen.answer.joined(ALLOW).map(|value| format!(", and `allow: {value}`"));
        format!("{} without CORS headers{}", status(seen), allow.unwrap_or_default())
    }));
    let handled = with(&|seen| seen.is_ok() && reaches_application(evidence, seen));
    findings.extend(finding(&REACHES, Severity::Low, &handled, |seen| {
        let sign = if seen.answer.headers().contains_key(SET_COOKIE) {
            "`set-cookie`, as an application sends it"
        } else {
            "the body that `GET` gets"
        };
        format!("the preflight of {} gets {sign}", who(seen))
    }));
    findings.extend(no_response(evidence));
    findings.extend(swallowed(evidence));
    findings
}

#[derive(PartialEq, Eq)]
enum Kind {
    Ok,
    Login,
    Redirect,
    Challenge,
    RateLimit,
    Status,
}

fn kind(seen: &Seen<'_>) -> Kind {
    let status = seen.answer.0.status;
    let is_challenge = seen.answer.headers().contains_key(WWW_AUTHENTICATE)
        || matches!(status, StatusCode::UNAUTHORIZED | StatusCode::PROXY_AUTHENTICATION_REQUIRED);
    match status {
        status if status.is_success() => Kind::Ok,
        _ if leads_to_login(seen) => Kind::Login,
        status if status.is_redirection() => Kind::Redirect,
        StatusCode::TOO_MANY_REQUESTS => Kind::RateLimit,
        _ if is_challenge => Kind::Challenge,
        _ => Kind::Status,
    }
}

fn status(seen: &Seen<'_>) -> String {
    let retry = seen.answer.joined(RETRY_AFTER).map(|value| format!(" and `retry-after: {value}`"));
    let location = seen.answer.joined(http::header::LOCATION);
    let location = location.map(|value| format!(" and `location: {value}`"));
    let more = [retry, location].into_iter().flatten().collect::<String>();
    format!("status {}{more}", seen.answer.0.status.as_u16())
}

/// Whether a read of the same page is allowed, so that the server knows the origin, and no preflight of it.
fn is_expected(evidence: &Evidence<'_>, seen: &Seen<'_>) -> bool {
    let is_known = evidence.reads().any(|read| read.origin() == seen.origin() && read.is_allowed());
    is_known && !evidence.is_refused_for_its_wish(seen)
}

/// Whether the answer looks like that of a handler.
fn reaches_application(evidence: &Evidence<'_>, seen: &Seen<'_>) -> bool {
    let body = &seen.answer.0.body;
    let is_body_of_read = || {
        let mut reads = evidence.reads().filter(|read| read.origin() == seen.origin());
        !body.is_empty() && reads.any(|read| read.answer.0.body == *body)
    };
    let sets_cookie = seen.answer.headers().contains_key(SET_COOKIE);
    sets_cookie || is_body_of_read()
}

/// Preflights that get no response at all, although other requests do.
fn no_response(evidence: &Evidence<'_>) -> Option<Finding> {
    let is_meant = |probe: &crate::audit::probes::Probe| {
        probe.asks.is_preflight() && matches!(probe.sender, Sender::Friend(_))
    };
    let failed = evidence.failed().filter(|(_, probe, _)| is_meant(probe)).collect::<Vec<_>>();
    let (_, probe, failure) = failed.first()?;
    let origin = probe.sender.origin().unwrap_or_default();
    Some(Finding {
        rule: &NO_RESPONSE,
        severity: Severity::Medium,
        saw: format!("the preflight of `{origin}` gets no response: {failure}"),
        exchanges: failed.iter().map(|(index, ..)| *index).collect(),
    })
}

/// `OPTIONS` without `Access-Control-Request-Method`, which the application should see.
fn swallowed(evidence: &Evidence<'_>) -> Option<Finding> {
    let is_answered = |seen: &Seen<'_>| {
        seen.probe.asks == Asks::Options
            && seen.is_ok()
            && seen.answer.headers().contains_key(ACCESS_CONTROL_ALLOW_METHODS)
    };
    let has_lists_anyway = |seen: &Seen<'_>| lists_are_everywhere(evidence) && !is_empty(seen);
    let answered = evidence.seen().filter(|seen| is_answered(seen) && !has_lists_anyway(seen));
    let answered = answered.collect::<Vec<_>>();
    finding(&SWALLOWED, Severity::Low, &answered, |seen| {
        format!(
            "`OPTIONS` without `access-control-request-method` gets {}",
            line(seen, &ACCESS_CONTROL_ALLOW_METHODS)
        )
    })
}

/// Whether reads have the list of methods too. Then the list does not tell who has answered.
fn lists_are_everywhere(evidence: &Evidence<'_>) -> bool {
    evidence.reads().any(|read| read.answer.headers().contains_key(ACCESS_CONTROL_ALLOW_METHODS))
}

/// Whether the answer has nothing that an application says about its methods.
fn is_empty(seen: &Seen<'_>) -> bool {
    seen.answer.0.status == StatusCode::NO_CONTENT && !seen.answer.headers().contains_key(ALLOW)
}

/// The rules of this file.
pub(super) static RULES: &[&Rule] = &[
    &LOGIN_PAGE,
    &REDIRECTED,
    &CHALLENGED,
    &RATE_LIMITED,
    &WRONG_STATUS,
    &BARE,
    &REACHES,
    &NO_RESPONSE,
    &SWALLOWED,
];

static LOGIN_PAGE: Rule = Rule {
    id: "preflight-gets-login-page",
    title: "a login page answers the preflight",
    why: "Browsers send no cookies with a preflight, so it is never logged in. A proxy with a login in front of the server \
          (Cloudflare Access, an identity-aware proxy, a single sign-on) sends it to the login page, and the browser gives up.",
    remedy: "Let the proxy pass `OPTIONS` requests on without a login, or let it answer preflights itself.",
    link: "https://fetch.spec.whatwg.org/#cors-preflight-fetch",
};

static REDIRECTED: Rule = Rule {
    id: "preflight-redirected",
    title: "the preflight is redirected",
    why: "Browsers do not follow redirects of a preflight. The request is not sent.",
    remedy: "Call the URL to which the redirect leads: mind `https://`, `www.` and a final slash. Or answer `OPTIONS` before the \
             redirect.",
    link: "https://fetch.spec.whatwg.org/#cors-preflight-fetch",
};

static CHALLENGED: Rule = Rule {
    id: "preflight-challenged",
    title: "the preflight needs a login",
    why: "Browsers send neither cookies nor `Authorization` with a preflight. A server that asks for them refuses every preflight.",
    remedy: "Put CORS in front of authentication, or let `OPTIONS` requests pass without it.",
    link: "https://fetch.spec.whatwg.org/#cors-preflight-fetch",
};

static RATE_LIMITED: Rule = Rule {
    id: "preflight-rate-limited",
    title: "preflights count for a rate limit",
    why: "A browser sends a preflight in front of each new kind of request. If it is over the limit, the request fails as a CORS \
          error, and the script sees no `429`.",
    remedy: "Answer preflights in front of the rate limit, and send `Access-Control-Max-Age`. If this audit has reached the limit, \
             repeat it with `--delay`.",
    link: "https://fetch.spec.whatwg.org/#cors-preflight-fetch",
};

static WRONG_STATUS: Rule = Rule {
    id: "preflight-status",
    title: "the status of the preflight is not that of a success",
    why: "Browsers accept a preflight with a status from 200 to 299 only, whatever its headers are.",
    remedy: "Answer preflights with 204, in front of the router: routers often have no route for `OPTIONS`.",
    link: "https://fetch.spec.whatwg.org/#cors-preflight-fetch",
};

static BARE: Rule = Rule {
    id: "preflight-without-headers",
    title: "the preflight gets a response without CORS headers",
    why: "Something answers `OPTIONS` that knows nothing of CORS: a router with its own answer, a static file server, or a load \
          balancer. The browser does not send the request.",
    remedy: "Let the program that adds the CORS headers answer `OPTIONS` requests with `Access-Control-Request-Method`.",
    link: "https://fetch.spec.whatwg.org/#cors-preflight-fetch",
};

static REACHES: Rule = Rule {
    id: "preflight-reaches-application",
    title: "the application handles the preflight",
    why: "A preflight asks a question, and changes nothing. A handler that runs for it does work for nothing, and its effects \
          happen although the browser may never send the request.",
    remedy: "Answer preflights in front of the application.",
    link: "https://fetch.spec.whatwg.org/#http-requests",
};

static NO_RESPONSE: Rule = Rule {
    id: "preflight-without-response",
    title: "the preflight gets no response",
    why: "The server answers other requests, but not `OPTIONS`. A firewall often blocks it.",
    remedy: "Let `OPTIONS` requests pass.",
    link: "https://fetch.spec.whatwg.org/#cors-preflight-fetch",
};

static SWALLOWED: Rule = Rule {
    id: "options-swallowed",
    title: "`OPTIONS` requests that are no preflights are answered like preflights",
    why: "Only `Access-Control-Request-Method` makes a preflight. Without it, `OPTIONS` is a request to the application, which \
          never gets it.",
    remedy: "Answer only `OPTIONS` requests that have both `Origin` and `Access-Control-Request-Method`.",
    link: "https://fetch.spec.whatwg.org/#http-requests",
};
