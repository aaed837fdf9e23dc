//! A report for programs. `schema/audit.schema.json` describes it.

use http::{HeaderMap, HeaderName, HeaderValue};
use jiff::Timestamp;
use serde::Serialize;

use super::curl::Curl;
use super::secret::is_secret;
use super::shown::address;
use super::summary::{not_checked, sorted};
use crate::audit::{Audit, Exchange, Finding, Request, Response, Severity};
use crate::terminal::{escaped, printable};

/// An audit as JSON, with a line break at the end.
pub(crate) fn json(audit: &Audit) -> serde_json::Result<String> {
    let mut text = serde_json::to_string_pretty(&WrittenAudit::of(audit))?;
    text.push('\n');
    Ok(text)
}

/// A change that can break a reader of the format raises this number.
const FORMAT: u32 = 1;

#[derive(Serialize)]
struct WrittenAudit<'a> {
    format: u32,
    version: &'static str,
    url: String,
    policy: Option<String>,
    declared: Option<Place<'a>>,
    started: Option<String>,
    seconds: f64,
    stopped: Option<String>,
    counts: Counts,
    findings: Vec<WrittenFinding>,
    not_checked: Vec<&'static str>,
    exchanges: Vec<WrittenExchange>,
}

#[derive(Serialize)]
struct Place<'a> {
    file: &'a str,
    line: u32,
}

#[derive(Serialize)]
struct Counts {
    critical: usize,
    high: usize,
    medium: usize,
    low: usize,
}

#[derive(Serialize)]
struct WrittenFinding {
    rule: &'static str,
    severity: &'static str,
    title: &'static str,
    saw: String,
    why: &'static str,
    remedy: &'static str,
    link: &'static str,
    /// Indices into `exchanges`.
    exchanges: Vec<usize>,
}

#[derive(Serialize)]
struct WrittenExchange {
    request: WrittenRequest,
    curl: String,
    response: Option<WrittenResponse>,
    failure: Option<String>,
}

#[derive(Serialize)]
struct WrittenRequest {
    protocol: String,
    method: String,
    url: String,
    headers: Vec<WrittenHeader>,
}

#[derive(Serialize)]
struct WrittenResponse {
    status: u16,
    headers: Vec<WrittenHeader>,
}

#[derive(Serialize)]
struct WrittenHeader {
    name: String,
    /// `None` for a secret.
    value: Option<String>,
}

impl<'a> WrittenAudit<'a> {
    fn of(audit: &'a Audit) -> Self {
        let count =
            |severity| audit.findings.iter().filter(|found| found.severity == severity).count();
        Self {
            format: FORMAT,
            version: env!("CARGO_PKG_VERSION"),
            url: address(&audit.url),
            policy: audit.policy.as_deref().map(printable),
            declared: audit.declared.as_ref().map(|(file, line)| Place { file, line: *line }),
            started: date(audit),
            seconds: audit.took.as_secs_f64(),
            stopped: audit.stopped.as_deref().map(printable),
            counts: Counts {
                critical: count(Severity::Critical),
                high: count(Severity::High),
                medium: count(Severity::Medium),
                low: count(Severity::Low),
            },
            findings: sorted(audit).into_iter().map(WrittenFinding::of).collect(),
            not_checked: not_checked(audit),
            exchanges: audit.exchanges.iter().map(WrittenExchange::of).collect(),
        }
    }
}

impl WrittenFinding {
    fn of(finding: &Finding) -> Self {
        let rule = finding.rule;
        Self {
            rule: rule.id,
            severity: finding.severity.as_str(),
            title: rule.title,
            saw: printable(&finding.saw),
            why: rule.why,
            remedy: rule.remedy,
            link: rule.link,
            exchanges: finding.exchanges.clone(),
        }
    }
}

impl WrittenExchange {
    fn of(exchange: &Exchange) -> Self {
        let answer = exchange.answer.as_ref();
        Self {
            request: WrittenRequest::of(&exchange.request),
            curl: Curl::of(&exchange.request).line(),
            response: answer.ok().map(WrittenResponse::of),
            failure: answer.err().map(|failure| printable(&failure.to_string())),
        }
    }
}

impl WrittenRequest {
    fn of(request: &Request) -> Self {
        Self {
            protocol: request.protocol.to_string(),
            method: request.method.to_string(),
            url: address(&request.url),
            headers: headers(&request.headers),
        }
    }
}

impl WrittenResponse {
    fn of(response: &Response) -> Self {
        Self { status: response.status.as_u16(), headers: headers(&response.headers) }
    }
}

/// The date of the audit, if a calendar has it.
fn date(audit: &Audit) -> Option<String> {
    let started = Timestamp::try_from(audit.started).ok()?;
    Some(format!("{started:.0}"))
}

fn headers(headers: &HeaderMap) -> Vec<WrittenHeader> {
    let header = |(name, value): (&HeaderName, &HeaderValue)| WrittenHeader {
        name: name.to_string(),
        value: (!is_secret(name, value)).then(|| escaped(value.as_bytes())),
    };
    headers.iter().map(header).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::report::fixtures::{Fixture, SECRET};

    #[test]
    fn every_report_is_valid_by_the_schema() {
        let schema = validator();
        for (name, audit) in Fixture::all() {
            let report = parsed(&super::json(&audit).unwrap());
            let errors =
                schema.iter_errors(&report).map(|error| error.to_string()).collect::<Vec<_>>();
            assert_eq!(errors, Vec::<String>::new(), "{name}");
        }
    }

    /// Otherwise the test above says nothing.
    #[test]
    fn the_schema_rejects_other_reports() {
        let schema = validator();
        let report = parsed(&super::json(&Fixture::several()).unwrap());
        assert!(schema.is_valid(&report));
        let changes: [(&str, Value); 9] = [
            ("/format", json!(2)),
            ("/url", Value::Null),
            ("/counts/high", json!(-1)),
            ("/started", json!("yesterday")),
            ("/findings/0/severity", json!("bad")),
            ("/findings/0/exchanges", json!([])),
            ("/findings/0/exchanges/0", json!(-1)),
            ("/exchanges/0/request/headers/0", json!({"name": "a"})),
            ("/exchanges/0/failure", json!("both")),
        ];
        for (place, value) in changes {
            let mut other = report.clone();
            *other.pointer_mut(place).unwrap() = value;
            assert!(!schema.is_valid(&other), "{place}");
        }
        let mut more = report.clone();
        more["findings"][0]["more"] = json!(1);
        assert!(!schema.is_valid(&more));
    }

    #[test]
    fn the_report_says_what_was_found() {
        let report = parsed(&super::json(&Fixture::several()).unwrap());
        assert_eq!(report["counts"], json!({"critical": 1, "high": 1, "medium": 1, "low": 1}));
        let severities =
            report["findings"].as_array().unwrap().iter().map(|finding| &finding["severity"]);
        assert!(severities.eq(["critical", "high", "medium", "low"]));
        assert_eq!(report["started"], "2026-11-22T03:00:00Z");
        assert_eq!(
            report["exchanges"][0]["response"]["headers"][0]["value"],
            "https://evil.example"
        );
        assert_eq!(report["declared"], json!({"file": "src/policies.rs", "line": 12}));
    }

    #[test]
    fn no_secret_and_no_raw_byte_of_the_server_is_in_the_report() {
        for (name, audit) in Fixture::all() {
            let report = super::json(&audit).unwrap();
            assert!(!report.contains(SECRET), "{name}");
            let bad = report.chars().find(|character| character.is_control() && *character != '\n');
            assert_eq!(bad, None, "{name}");
            assert!(!report.contains(['\u{202e}', '\u{200b}', '\u{2066}']), "{name}");
        }
    }

    fn validator() -> jsonschema::Validator {
        let schema = parsed(include_str!("../../schema/audit.schema.json"));
        jsonschema::draft202012::meta::validate(&schema).unwrap();
        jsonschema::draft202012::options().should_validate_formats(true).build(&schema).unwrap()
    }

    fn parsed(text: &str) -> Value {
        serde_json::from_str(text).unwrap()
    }
}
