//! The scanner's report.

use serde_json::Value;

use crate::Outcome;

/// An origin that can read.
#[derive(Debug)]
pub(crate) struct Finding {
    /// The name of the scanner's test.
    pub(crate) kind: String,
    pub(crate) origin: String,
    pub(crate) credentials: String,
}

/// Reads a report. The order of the result is always the same.
pub(crate) fn read(text: &str) -> Outcome<Vec<Finding>> {
    let report = serde_json::from_str::<Value>(text)?;
    let findings = report.as_array().ok_or("the report is not a list")?;
    let text = |finding: &Value, key: &str| finding[key].as_str().unwrap_or_default().to_owned();
    let mut findings = findings
        .iter()
        .map(|finding| Finding {
            kind: text(finding, "type"),
            origin: text(finding, "origin"),
            credentials: text(finding, "credentials"),
        })
        .collect::<Vec<_>>();
    findings.sort_by(|a, b| (&a.kind, &a.origin).cmp(&(&b.kind, &b.origin)));
    Ok(findings)
}
