//! Runs `audit`, and reads its report.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::process::Command;

use serde_json::Value;

/// What an audit has found.
pub(crate) struct Report {
    rules: BTreeSet<String>,
    text: String,
}

impl Report {
    /// Audits the page of [`application`](crate::right::application), as its user.
    pub(crate) fn of(address: SocketAddr, arguments: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_policies"));
        command.args(["audit", &format!("http://{address}/users"), "--json"]).args(arguments);
        let output = command.args(["--header", "Cookie: session=secret-7"]).output();
        let output = output.expect("the program runs");
        let text = String::from_utf8(output.stdout).expect("the report is UTF-8");
        let report: Value = serde_json::from_str(&text)
            .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)));
        let findings = report["findings"].as_array().expect("a list");
        let rule = |finding: &Value| finding["rule"].as_str().expect("a rule").to_owned();
        Self { rules: findings.iter().map(rule).collect(), text }
    }

    /// Returns what is wrong, unless exactly these rules have found something.
    pub(crate) fn differs(&self, rules: &[&str]) -> Option<String> {
        let expected = rules.iter().map(ToString::to_string).collect::<BTreeSet<_>>();
        let text = &self.text;
        (self.rules != expected).then(|| format!("{:?}, not {expected:?}\n{text}", self.rules))
    }
}
