//! A report for a colleague: one page that loads nothing and runs no script.
//!
//! `maud` escapes every value that is not marked otherwise. The style is the only one that is.

mod finding;
mod prose;
mod requests;

use jiff::Timestamp;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use self::prose::prose;
use super::shown::address;
use super::summary::{answered, checked, counted, counts, effort, not_checked, sorted, verdict};
use crate::audit::{Audit, Finding, Rule, Severity};
use crate::terminal::printable;

/// An audit as a page in HTML.
pub(crate) fn html(audit: &Audit) -> String {
    let findings = sorted(audit);
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            (head(audit))
            body {
                header.top { (title(audit)) }
                main {
                    (overview(audit, &findings))
                    @for (index, finding) in findings.iter().enumerate() {
                        (finding::card(audit, index + 1, finding))
                    }
                    (coverage(audit))
                    (requests::table(audit))
                }
                footer {
                    p {
                        "Made by " a href="https://docs.rs/cors-policy-cli" { "cors-policy " (env!("CARGO_PKG_VERSION")) }
                        ". This page loads nothing and runs no script."
                    }
                }
            }
        }
    };
    page.into_string()
}

fn head(audit: &Audit) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            meta http-equiv="Content-Security-Policy" content=(POLICY);
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            // The address of this page is not the business of the pages that it links to.
            meta name="referrer" content="no-referrer";
            meta name="robots" content="noindex";
            title { "CORS audit of " (address(&audit.url)) ": " (verdict(audit)) }
            style { (PreEscaped(include_str!("style.css"))) }
        }
    }
}

fn title(audit: &Audit) -> Markup {
    let started = Timestamp::try_from(audit.started).ok();
    html! {
        p.kind { "CORS audit" }
        h1 {
            // A long address breaks after a `/` first.
            @for part in address(&audit.url).split_inclusive('/') { (part) wbr; }
        }
        p.facts {
            @if let Some(started) = started {
                time datetime=(format!("{started:.0}")) { (started.strftime("%-d %B %Y, %H:%M UTC")) }
                " · "
            }
            (effort(audit))
            @if let Some(policy) = &audit.policy { " · policy " code { (printable(policy)) } }
        }
    }
}

/// What was found, in one look.
fn overview(audit: &Audit, findings: &[&Finding]) -> Markup {
    html! {
        section aria-labelledby="findings" {
            @if let Some(reason) = &audit.stopped {
                p.stopped role="note" {
                    strong { "The audit stopped early." } " Not all requests were sent: " (prose(reason))
                }
            }
            h2 #findings { (if findings.is_empty() { "No findings" } else { "Findings" }) }
            @if findings.is_empty() && answered(audit) == 0 {
                p.stopped { "No request got a response. Nothing is known about the server." }
            } @else if findings.is_empty() {
                p.clean { "No rule found a mistake in " (counted(answered(audit), "response")) "." }
            } @else {
                ul.counts {
                    @for (severity, count) in counts(audit) {
                        li class=(severity.as_str()) { strong { (count) } " " (severity.as_str()) }
                    }
                }
                ol.contents {
                    @for (index, finding) in findings.iter().enumerate() {
                        li {
                            (chip(finding.severity)) " "
                            a href=(format!("#finding-{}", index + 1)) { (prose(finding.rule.title)) }
                        }
                    }
                }
            }
        }
    }
}

/// What was checked, and what was not.
fn coverage(audit: &Audit) -> Markup {
    let is_found = |rule: &&&Rule| audit.findings.iter().any(|finding| finding.rule.id == rule.id);
    let quiet = audit.rules.iter().filter(|rule| !is_found(rule)).collect::<Vec<_>>();
    html! {
        section aria-labelledby="coverage" {
            h2 #coverage { "What was checked" }
            ul { @for line in checked(audit) { li { (line) } } }
            @if !quiet.is_empty() {
                details {
                    summary { (counted(quiet.len(), "rule")) " found nothing" }
                    ul { @for rule in quiet { li { (prose(rule.title)) } } }
                }
            }
            h2 { "What was not checked" }
            ul { @for sentence in not_checked(audit) { li { (sentence) } } }
        }
    }
}

fn chip(severity: Severity) -> Markup {
    html! { span class=(format!("chip {severity}")) { (severity.as_str()) } }
}

/// Nothing is loaded, and nothing is run. Only the style in the page applies.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::html;
    use crate::report::fixtures::{Fixture, SECRET};

    #[test]
    fn the_page_shows_what_was_found() {
        let page = html(&Fixture::several());
        let texts = [
            "<title>CORS audit of https://api.example.com/users: 1 critical, 1 high, 1 medium, 1 low</title>",
            "<h1>https:/<wbr>/<wbr>api.example.com/<wbr>users<wbr></h1>",
            "22 November 2026, 03:00 UTC",
            "6 requests in 4.2 s, 1 without a response",
            "policy <code>API</code>",
            "<code class=\"rule\">reflects-any-origin</code>",
            "access-control-allow-credentials: true\n",
            "-H &quot;authorization: $AUTHORIZATION&quot;",
            "The same in request <a href=\"#request-6\">6</a>.",
            "id=\"request-6\">",
            "Compare <code>Origin</code> with a list",
            "no whole response after 10s",
            "OPTIONS for PUT",
        ];
        for text in texts {
            assert!(page.contains(text), "{text} is not in {page}");
        }
        let order = ["critical", "high", "medium", "low"].map(|severity| {
            page.find(&format!("class=\"card {severity}\""))
                .unwrap_or_else(|| panic!("no {severity}"))
        });
        assert!(order.is_sorted());
    }

    #[test]
    fn the_page_says_if_nothing_was_found_or_it_stopped() {
        let clean = html(&Fixture::clean());
        assert!(clean.contains("No rule found a mistake in 5 responses."), "{clean}");
        assert!(clean.contains("4 rules found nothing"), "{clean}");
        let stopped = html(&Fixture::stopped());
        assert!(
            stopped.contains("Not all requests were sent: the limit of 6 requests"),
            "{stopped}"
        );
        assert!(stopped.contains("raise it with <code>--max-requests</code>"), "{stopped}");
        let empty = html(&Fixture::empty());
        assert!(
            empty.contains("No request was sent.")
                && empty.contains("Nothing is known about the server.")
        );
        assert!(!empty.contains("class=\"clean\""), "{empty}");
    }

    /// Every `<` that is not escaped belongs to a tag of this crate.
    #[test]
    fn nothing_of_the_server_is_a_tag_or_an_attribute() {
        let tags = |page: &str| {
            let body = page.replace(include_str!("style.css"), "");
            let tags =
                body.split('<').skip(1).map(|tag| tag.split('>').next().unwrap_or(tag).to_owned());
            // Without the values.
            let names = tags.map(|tag| tag.split('"').step_by(2).collect::<String>());
            names.collect::<BTreeSet<_>>()
        };
        let mut known = BTreeSet::new();
        for audit in [Fixture::several(), Fixture::clean(), Fixture::stopped(), Fixture::failures()]
        {
            known.extend(tags(&html(&audit)));
        }
        let hostile = tags(&html(&Fixture::hostile()));
        assert_eq!(hostile.difference(&known).collect::<Vec<_>>(), Vec::<&String>::new());
        for tag in known {
            assert!(
                !tag.starts_with("script") && !tag.contains(" on") && !tag.contains(" style"),
                "{tag}"
            );
        }
    }

    #[test]
    fn no_secret_no_raw_byte_and_nothing_to_load_is_in_the_page() {
        for (name, audit) in Fixture::all() {
            let page = html(&audit);
            assert!(!page.contains(SECRET), "{name}");
            let bad = page.chars().find(|character| character.is_control() && *character != '\n');
            assert_eq!(bad, None, "{name}");
            assert!(!page.contains(['\u{202e}', '\u{200b}', '\u{2066}']), "{name}");
            for loads in ["src=\"", "<link", "@import", "url(", "<iframe", "javascript:alert(1)\""]
            {
                assert!(!page.contains(loads), "{name}: {loads}");
            }
            assert!(page.len() < 60_000, "{name}: {}", page.len());
        }
    }

    #[test]
    fn every_link_in_the_page_has_a_target() {
        for (name, audit) in Fixture::all() {
            let page = html(&audit);
            for link in page.split("href=\"#").skip(1) {
                let id = link.split('"').next().unwrap();
                assert!(page.contains(&format!("id=\"{id}\"")), "{name}: {id}");
            }
        }
    }
}
