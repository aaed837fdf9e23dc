//! One finding, as a card.

use maud::{Markup, html};

use super::chip;
use super::prose::prose;
use crate::audit::{Audit, Exchange, Finding};
use crate::report::curl::Curl;
use crate::report::shown::answer;

pub(super) fn card(audit: &Audit, number: usize, finding: &Finding) -> Markup {
    let Finding { rule, severity, saw, exchanges } = finding;
    let title = format!("finding-{number}-title");
    let example = exchanges.first().and_then(|index| audit.exchanges.get(*index));
    html! {
        article id=(format!("finding-{number}")) class=(format!("card {severity}")) aria-labelledby=(title) {
            p.labels { (chip(*severity)) " " code.rule { (rule.id) } }
            h3 id=(title) { (prose(rule.title)) }
            p.saw { (prose(saw)) }
            @if let Some(exchange) = example { (shown(exchange)) }
            @if exchanges.len() > 1 { (others(&exchanges[1..])) }
            h4 { "Why it matters" }
            p { (prose(rule.why)) }
            h4 { "Remedy" }
            p.remedy { (prose(rule.remedy)) }
            p.link { a href=(rule.link) { "The clause of the standard" } }
        }
    }
}

fn shown(exchange: &Exchange) -> Markup {
    let answer = answer(exchange);
    let (first, rest) = answer.split_at(answer.len().min(SHORT));
    html! {
        h4 { "Request " small { "(a click selects the whole command)" } }
        (block("curl command", "command", &Curl::of(&exchange.request).lines(COLUMNS)))
        h4 { (if exchange.answer.is_ok() { "Response" } else { "No response" }) }
        (block("response", "response", first))
        @if !rest.is_empty() {
            details {
                summary { (rest.len()) " more lines" }
                (block("rest of the response", "response", rest))
            }
        }
    }
}

/// Lines that stay whole. They scroll in themselves, with the keyboard too.
fn block(label: &str, class: &str, lines: &[String]) -> Markup {
    html! {
        pre class=(class) tabindex="0" role="group" aria-label=(label) { code { (lines.join("\n")) } }
    }
}

/// Where the other requests are that show the same.
fn others(indices: &[usize]) -> Markup {
    html! {
        p.others {
            "The same in "
            (if indices.len() == 1 { "request" } else { "requests" })
            @for (place, index) in indices.iter().take(MOST_OTHERS).enumerate() {
                (if place == 0 { " " } else { ", " })
                a href=(format!("#request-{}", index + 1)) { (index + 1) }
            }
            @if indices.len() > MOST_OTHERS { " and " (indices.len() - MOST_OTHERS) " more" }
            "."
        }
    }
}

/// How many lines of a response are visible at once.
const SHORT: usize = 12;

/// How wide a command is.
const COLUMNS: usize = 84;

const MOST_OTHERS: usize = 12;
