//! An audit in a few sentences: what was found, what was sent, and what was not checked.

use std::collections::BTreeSet;
use std::fmt::Display;
use std::time::Duration;

use http::Method;
use http::header::{ACCESS_CONTROL_REQUEST_METHOD, ORIGIN};

use crate::audit::{Audit, Exchange, Finding, Protocol, Severity};
use crate::terminal::printable;

/// The findings, the worst first. Those of one severity stay in their order.
pub(super) fn sorted(audit: &Audit) -> Vec<&Finding> {
    let mut findings = audit.findings.iter().collect::<Vec<_>>();
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    findings
}

/// How many findings each severity has that has any, the worst first.
pub(super) fn counts(audit: &Audit) -> Vec<(Severity, usize)> {
    let all = [Severity::Critical, Severity::High, Severity::Medium, Severity::Low];
    let count = |severity| audit.findings.iter().filter(|found| found.severity == severity).count();
    all.map(|severity| (severity, count(severity)))
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .collect()
}

/// `2 critical, 1 low`, or `no findings`.
pub(super) fn verdict(audit: &Audit) -> String {
    let counts = counts(audit)
        .iter()
        .map(|(severity, count)| format!("{count} {severity}"))
        .collect::<Vec<_>>();
    if counts.is_empty() { "no findings".to_owned() } else { counts.join(", ") }
}

/// How many requests got a response. Without any, no finding means nothing.
pub(super) fn answered(audit: &Audit) -> usize {
    audit.exchanges.iter().filter(|exchange| exchange.answer.is_ok()).count()
}

/// `143 requests in 4.2 s`, with those that got no response.
pub(super) fn effort(audit: &Audit) -> String {
    let failed = audit.exchanges.len() - answered(audit);
    let requests = counted(audit.exchanges.len(), "request");
    let took = duration(audit.took);
    if failed == 0 {
        format!("{requests} in {took}")
    } else {
        format!("{requests} in {took}, {failed} without a response")
    }
}

/// What the requests were, in one line each.
pub(super) fn checked(audit: &Audit) -> Vec<String> {
    let of_requests = |text: &dyn Fn(&Exchange) -> Option<String>| {
        audit.exchanges.iter().filter_map(text).collect::<BTreeSet<_>>()
    };
    let origins =
        of_requests(&|exchange| Some(format!("{:?}", exchange.request.headers.get(ORIGIN)?)));
    let protocols = of_requests(&|exchange| Some(exchange.request.protocol.to_string()));
    let methods = of_requests(&|exchange| Some(printable(exchange.request.method.as_str())));
    let preflights = audit.exchanges.iter().filter(|exchange| is_preflight(exchange)).count();
    let mut lines = Vec::new();
    if !audit.rules.is_empty() {
        lines.push(counted(audit.rules.len(), "rule"));
    }
    lines.push(format!(
        "{}, among them {}",
        counted(audit.exchanges.len(), "request"),
        counted(preflights, "preflight")
    ));
    lines.push(counted(origins.len(), "origin"));
    lines.push(format!("methods: {}", joined(&methods)));
    lines.push(format!("protocols: {}", joined(&protocols)));
    match &audit.policy {
        Some(policy) => {
            lines.push(format!("each answer was compared with the policy {}", printable(policy)));
        }
        None => lines.push("no policy to compare with".to_owned()),
    }
    lines
}

/// What these requests cannot show, in sentences.
pub(super) fn not_checked(audit: &Audit) -> Vec<&'static str> {
    let has = |test: &dyn Fn(&Exchange) -> bool| audit.exchanges.iter().any(test);
    let mut sentences = Vec::new();
    if audit.policy.is_none() {
        sentences.push("No policy was given. The audit does not know which origins, methods and headers are intended.");
    }
    if !has(&|exchange| exchange.request.headers.values().any(http::HeaderValue::is_sensitive)) {
        sentences
            .push("No login was given. Responses that only users with a login get were not seen.");
    }
    if !has(&|exchange| is_unsafe(&exchange.request.method)) {
        sentences.push("No unsafe method was sent: no POST, PUT, PATCH or DELETE. Only preflights asked for them.");
    }
    for protocol in [Protocol::Http1, Protocol::Http2] {
        let is_spoken =
            |exchange: &Exchange| exchange.request.protocol == protocol && exchange.answer.is_ok();
        if !has(&is_spoken) {
            sentences.push(match protocol {
                Protocol::Http1 => "The server gave no response over HTTP/1.1.",
                Protocol::Http2 => "The server gave no response over HTTP/2.",
            });
        }
    }
    sentences
        .push("One URL was audited. Other paths of the same server can answer in another way.");
    sentences.push("CORS stops pages from reading responses. It does not stop requests: the audit does not replace a check of logins and permissions.");
    sentences
}

/// `1 request`, `2 requests`.
pub(super) fn counted(count: usize, noun: impl Display) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

fn duration(took: Duration) -> String {
    format!("{:.1} s", took.as_secs_f64())
}

fn is_preflight(exchange: &Exchange) -> bool {
    let request = &exchange.request;
    request.method == Method::OPTIONS && request.headers.contains_key(ACCESS_CONTROL_REQUEST_METHOD)
}

fn is_unsafe(method: &Method) -> bool {
    !method.is_safe()
}

fn joined(texts: &BTreeSet<String>) -> String {
    if texts.is_empty() {
        return "none".to_owned();
    }
    texts.iter().map(String::as_str).collect::<Vec<_>>().join(", ")
}
