//! `audit`

mod examples;
mod harm;
mod policy;
mod right;
mod server;
mod wrong;

use std::collections::BTreeSet;

use serde_json::Value;

pub(crate) use self::right::right;
pub(crate) use self::server::Server;
use crate::ran::{Ran, run};

/// Audits a URL, with what its server should allow.
fn audit(url: &str, more: &[&str]) -> Ran {
    let mut words =
        vec!["audit", url, "--json", "--credentials", "--header", "Cookie: session=secret-7"];
    for origin in right::ORIGINS {
        words.extend(["--origin", origin]);
    }
    words.extend(["--method", "PUT", "--method", "DELETE"]);
    words.extend(["--request-header", "Authorization", "--request-header", "X-Tenant"]);
    run(&[&words, more].concat())
}

/// The rules that found something.
fn found(ran: &Ran) -> BTreeSet<String> {
    let report: Value = serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{ran:?}"));
    let findings = report["findings"].as_array().expect("a list");
    assert_eq!(ran.status, i32::from(!findings.is_empty()), "{ran:?}");
    findings.iter().map(|finding| finding["rule"].as_str().expect("a rule").to_owned()).collect()
}
