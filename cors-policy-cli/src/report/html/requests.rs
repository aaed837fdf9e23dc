//! The table of all requests. Its roles are explicit, because a phone does not show it as a table.

use http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_REQUEST_METHOD, ORIGIN};
use maud::{Markup, html};

use crate::audit::{Audit, Exchange, Request};
use crate::report::shown::header_text;
use crate::report::summary::counted;
use crate::terminal::printable;

pub(super) fn table(audit: &Audit) -> Markup {
    let exchanges = &audit.exchanges;
    html! {
        section aria-labelledby="requests" {
            h2 #requests { "All requests" }
            @if exchanges.is_empty() {
                p { "No request was sent." }
            } @else {
                details open[exchanges.len() <= SHORT] {
                    summary { (counted(exchanges.len(), "request")) ", in the order in which they were sent" }
                    div.scroll tabindex="0" role="group" aria-label="table of all requests" {
                        table role="table" {
                            thead role="rowgroup" {
                                tr role="row" {
                                    th role="columnheader" scope="col" { "#" }
                                    th role="columnheader" scope="col" { "Request" }
                                    th role="columnheader" scope="col" { "Origin" }
                                    th role="columnheader" scope="col" { "Status" }
                                    th role="columnheader" scope="col" { (ALLOWED) }
                                }
                            }
                            tbody role="rowgroup" {
                                @for (index, exchange) in exchanges.iter().enumerate() { (row(index + 1, exchange)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn row(number: usize, exchange: &Exchange) -> Markup {
    let request = &exchange.request;
    html! {
        tr role="row" id=(format!("request-{number}")) {
            th role="rowheader" scope="row" { (number) }
            td role="cell" {
                (sent(request))
                span.protocol { (request.protocol) }
            }
            (value("Origin", header_text(&request.headers, ORIGIN)))
            @match &exchange.answer {
                Ok(response) => {
                    td role="cell" data-label="Status" { (response.status.as_str()) }
                    (value(ALLOWED, header_text(&response.headers, ACCESS_CONTROL_ALLOW_ORIGIN)))
                }
                Err(failure) => td.failure role="cell" colspan="2" { (printable(&failure.to_string())) }
            }
        }
    }
}

/// The method, and what a preflight asks for.
fn sent(request: &Request) -> Markup {
    let asked = header_text(&request.headers, ACCESS_CONTROL_REQUEST_METHOD);
    html! {
        (request.method.as_str())
        @if let Some(asked) = asked { " for " (asked) }
    }
}

/// A phone shows the label in front of the value.
fn value(label: &str, text: Option<String>) -> Markup {
    html! {
        td role="cell" data-label=(label) {
            @match text {
                Some(text) => code { (text) },
                None => span.none { "–" },
            }
        }
    }
}

const ALLOWED: &str = "Access-Control-Allow-Origin";

/// A table of this many requests is open.
const SHORT: usize = 20;
