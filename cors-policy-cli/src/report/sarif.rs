//! A report for code hosts: SARIF 2.1.0.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use http::header::ORIGIN;
use jiff::Timestamp;
use serde_json::{Value, json};
use url::Url;

use super::curl::Curl;
use super::secret::is_secret;
use super::shown::address;
use super::summary::sorted;
use crate::audit::{Audit, Exchange, Finding, Request, Response, Rule, Severity};
use crate::terminal::{escaped, printable};

/// An audit as SARIF, with a line break at the end.
///
/// Each finding has the declaration of the policy as its location, or the audited URL if there was no policy.
pub(crate) fn sarif(audit: &Audit) -> serde_json::Result<String> {
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run(audit)],
    });
    let mut text = serde_json::to_string_pretty(&log)?;
    text.push('\n');
    Ok(text)
}

fn run(audit: &Audit) -> Value {
    let findings = sorted(audit);
    // The worst severity of each rule comes first.
    let mut rules = Vec::<(&Rule, Severity)>::new();
    for finding in &findings {
        if !rules.iter().any(|(rule, _)| rule.id == finding.rule.id) {
            rules.push((finding.rule, finding.severity));
        }
    }
    let mut seen = HashMap::new();
    let results = findings.into_iter().map(|finding| {
        let index = rules.iter().position(|(rule, _)| rule.id == finding.rule.id);
        let fingerprint = fingerprint(audit, finding);
        let count = seen.entry(fingerprint.clone()).or_insert(0);
        *count += 1;
        result(audit, finding, index, &format!("{fingerprint}:{count}"))
    });
    let results = results.collect::<Vec<_>>();
    json!({
        "tool": {
            "driver": {
                "name": "cors-policy",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "informationUri": "https://docs.rs/cors-policy-cli",
                "rules": rules.into_iter().map(|(rule, worst)| descriptor(rule, worst)).collect::<Vec<_>>(),
            },
        },
        // The findings of different servers are different runs of the tool.
        "automationDetails": { "id": format!("cors-policy-audit/{}", address(&audit.url)) },
        "invocations": [invocation(audit)],
        "results": results,
    })
}

fn descriptor(rule: &Rule, worst: Severity) -> Value {
    let Rule { id, title, why, remedy, link } = rule;
    json!({
        "id": id,
        "shortDescription": { "text": sentence(title) },
        "fullDescription": { "text": why },
        "help": {
            "text": format!("{why}\n\nRemedy: {remedy}\n\n{link}"),
            "markdown": format!("{why}\n\n**Remedy:** {remedy}\n\n[The clause of the standard]({link})"),
        },
        "helpUri": link,
        "defaultConfiguration": { "level": level(worst) },
        "properties": {
            "tags": ["security", "cors", "external/cwe/cwe-942"],
            "precision": "very-high",
            "problem.severity": match worst {
                Severity::Critical | Severity::High => "error",
                Severity::Medium => "warning",
                Severity::Low => "recommendation",
            },
            "security-severity": match worst {
                Severity::Critical => "9.5",
                Severity::High => "8.0",
                Severity::Medium => "5.0",
                Severity::Low => "2.0",
            },
        },
    })
}

fn result(audit: &Audit, finding: &Finding, rule: Option<usize>, fingerprint: &str) -> Value {
    let example = finding.exchanges.first().and_then(|index| audit.exchanges.get(*index));
    let saw = printable(&finding.saw);
    let mut parts = vec![format!("{} {saw}", sentence(finding.rule.title))];
    if let Some(exchange) = example {
        parts.push(Curl::of(&exchange.request).line());
        if let Err(failure) = &exchange.answer {
            parts.push(format!("There is no response: {}", printable(&failure.to_string())));
        }
    }
    let text = unlinked(&parts.join("\n\n"));
    let mut result = json!({
        "ruleId": finding.rule.id,
        "level": level(finding.severity),
        "message": { "text": text },
        "locations": [{ "physicalLocation": location(audit) }],
        "partialFingerprints": { "corsPolicyAudit/v1": fingerprint },
        "properties": { "severity": finding.severity.as_str() },
    });
    if let Some(index) = rule {
        result["ruleIndex"] = json!(index);
    }
    // GitHub computes this one from the line of a source file, but cannot for a URL.
    if audit.declared.is_none() {
        result["partialFingerprints"]["primaryLocationLineHash"] = json!(fingerprint);
    }
    if let Some(exchange) = example {
        result["webRequest"] = web_request(&exchange.request);
        if let Ok(response) = &exchange.answer {
            result["webResponse"] = web_response(exchange, response);
        }
    }
    result
}

/// The declaration of the policy, or the URL.
fn location(audit: &Audit) -> Value {
    match &audit.declared {
        Some((file, line)) => json!({
            "artifactLocation": artifact(file),
            "region": { "startLine": (*line).max(1) },
        }),
        // Code hosts refuse a location without a line.
        None => {
            json!({ "artifactLocation": { "uri": address(&audit.url) }, "region": { "startLine": 1 } })
        }
    }
}

/// A path of the compiler: relative to the root of the workspace, or absolute.
fn artifact(file: &str) -> Value {
    if let Ok(url) = Url::from_file_path(Path::new(file)) {
        return json!({ "uri": url.as_str() });
    }
    let parts = file.split(['/', '\\']).filter(|part| !part.is_empty() && *part != ".");
    let parts = parts.map(percent_encoded).collect::<Vec<_>>();
    json!({ "uri": parts.join("/"), "uriBaseId": "%SRCROOT%" })
}

fn percent_encoded(part: &str) -> String {
    let byte = |byte: u8| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    };
    part.bytes().map(byte).collect()
}

fn invocation(audit: &Audit) -> Value {
    let mut invocation = json!({ "executionSuccessful": audit.stopped.is_none() });
    if let Ok(started) = Timestamp::try_from(audit.started) {
        invocation["startTimeUtc"] = json!(format!("{started:.0}"));
    }
    if let Some(reason) = &audit.stopped {
        let text = format!("Not all requests were sent: {}", unlinked(&printable(reason)));
        invocation["toolExecutionNotifications"] =
            json!([{ "level": "warning", "message": { "text": text } }]);
    }
    invocation
}

fn web_request(request: &Request) -> Value {
    json!({
        "protocol": "HTTP",
        "version": request.protocol.to_string().trim_start_matches("HTTP/"),
        "method": request.method.as_str(),
        "target": address(&request.url),
        "headers": headers(&request.headers),
    })
}

fn web_response(exchange: &Exchange, response: &Response) -> Value {
    json!({
        "protocol": "HTTP",
        "version": exchange.request.protocol.to_string().trim_start_matches("HTTP/"),
        "statusCode": response.status.as_u16(),
        "headers": headers(&response.headers),
    })
}

/// Lines with the same name are joined. Secrets are left out.
fn headers(headers: &http::HeaderMap) -> BTreeMap<String, String> {
    let mut joined = BTreeMap::<String, String>::new();
    for (name, value) in headers.iter().filter(|(name, value)| !is_secret(name, value)) {
        let text = escaped(value.as_bytes());
        joined
            .entry(name.to_string())
            .and_modify(|all| *all = format!("{all}, {text}"))
            .or_insert(text);
    }
    joined
}

/// The same in every run that finds the same: no date, no value that the server chooses.
fn fingerprint(audit: &Audit, finding: &Finding) -> String {
    let example = finding.exchanges.first().and_then(|index| audit.exchanges.get(*index));
    let request = example.map(|exchange| {
        let Request { protocol, method, headers, .. } = &exchange.request;
        format!("{protocol} {method} {:?}", headers.get(ORIGIN))
    });
    let parts = [finding.rule.id, &address(&audit.url), &request.unwrap_or_default()];
    format!("{:016x}", fnv(parts.join("\n").as_bytes()))
}

/// FNV-1a. The hashes of the standard library can change with its version.
fn fnv(bytes: &[u8]) -> u64 {
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, step)
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical | Severity::High => "error",
        Severity::Medium => "warning",
        Severity::Low => "note",
    }
}

/// A title as a sentence.
fn sentence(title: &str) -> String {
    let mut characters = title.chars();
    let first = characters.next().map(|first| first.to_uppercase().to_string());
    format!("{}{}.", first.unwrap_or_default(), characters.as_str())
}

/// A text without links: `[text](address)` is one in SARIF.
fn unlinked(text: &str) -> String {
    text.replace("](", "] (")
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{artifact, fnv};
    use crate::audit::Audit;
    use crate::report::fixtures::{Fixture, SECRET};

    #[test]
    fn every_report_is_valid_by_the_schema_of_oasis() {
        let schema = validator();
        for (name, audit) in Fixture::all() {
            let errors =
                schema.iter_errors(&log(&audit)).map(|error| error.to_string()).collect::<Vec<_>>();
            assert_eq!(errors, Vec::<String>::new(), "{name}");
        }
        let mut other = log(&Fixture::several());
        other["runs"][0]["results"][0]["level"] = json!("critical");
        assert!(!schema.is_valid(&other));
    }

    /// <https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support>
    #[test]
    fn it_has_what_code_hosts_need() {
        for (name, audit) in Fixture::all() {
            let log = log(&audit);
            let run = &log["runs"][0];
            let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
            for rule in rules {
                for text in [
                    "/shortDescription/text",
                    "/fullDescription/text",
                    "/help/text",
                    "/help/markdown",
                ] {
                    assert!(!rule.pointer(text).unwrap().as_str().unwrap().is_empty(), "{name}");
                }
                let severity = rule["properties"]["security-severity"].as_str().unwrap();
                assert!((0.1..=10.0).contains(&severity.parse::<f64>().unwrap()), "{name}");
            }
            let mut fingerprints = Vec::new();
            for result in run["results"].as_array().unwrap() {
                let rule = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
                assert_eq!(rules[rule]["id"], result["ruleId"], "{name}");
                let location = &result["locations"][0]["physicalLocation"];
                assert!(location["artifactLocation"]["uri"].is_string(), "{name}");
                assert!(location["region"]["startLine"].as_u64() >= Some(1), "{name}");
                fingerprints.push(result["partialFingerprints"]["corsPolicyAudit/v1"].clone());
            }
            let unique = fingerprints
                .iter()
                .map(ToString::to_string)
                .collect::<std::collections::BTreeSet<_>>();
            assert_eq!(unique.len(), fingerprints.len(), "{name}");
        }
    }

    #[test]
    fn a_finding_is_at_the_declaration_or_at_the_url() {
        let mut audit = Fixture::several();
        assert_eq!(
            log(&audit).pointer("/runs/0/results/0/locations/0/physicalLocation"),
            Some(&json!({
                "artifactLocation": { "uri": "src/policies.rs", "uriBaseId": "%SRCROOT%" },
                "region": { "startLine": 12 },
            }))
        );
        audit.declared = None;
        assert_eq!(
            log(&audit).pointer("/runs/0/results/0/locations/0/physicalLocation"),
            Some(&json!({
                "artifactLocation": { "uri": "https://api.example.com/users" },
                "region": { "startLine": 1 },
            }))
        );
    }

    #[test]
    fn paths_become_uris() {
        assert_eq!(artifact("src\\my policies.rs")["uri"], "src/my%20policies.rs");
        assert_eq!(artifact("./a/../b%.rs")["uri"], "a/../b%25.rs");
        if cfg!(unix) {
            assert_eq!(artifact("/home/a b/x.rs"), json!({ "uri": "file:///home/a%20b/x.rs" }));
        }
    }

    #[test]
    fn fingerprints_stay_the_same() {
        let fingerprint = |audit: &Audit| {
            log(audit).pointer("/runs/0/results/0/partialFingerprints/corsPolicyAudit~1v1").cloned()
        };
        let first = Fixture::several();
        let mut later = Fixture::several();
        later.started += std::time::Duration::from_secs(86_400);
        later.findings[2].saw = "another text".to_owned();
        later.exchanges.extend(Fixture::several().exchanges);
        assert_eq!(fingerprint(&first), fingerprint(&later));
        // Other runs of the tool know this value.
        assert_eq!(fingerprint(&first), Some(json!("07f7098772f7b939:1")));
        // The examples of the algorithm's authors.
        assert_eq!(fnv(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv(b"foobar"), 0x8594_4171_f739_67e8);
    }

    #[test]
    fn an_audit_that_stopped_says_so() {
        let log = log(&Fixture::stopped());
        let invocation = &log["runs"][0]["invocations"][0];
        assert_eq!(invocation["executionSuccessful"], false);
        let text = invocation["toolExecutionNotifications"][0]["message"]["text"].as_str().unwrap();
        assert!(text.starts_with("Not all requests were sent: the limit"), "{text}");
    }

    #[test]
    fn no_secret_no_raw_byte_and_no_link_of_the_server_is_in_the_report() {
        let mut linked = Fixture::hostile();
        linked.findings[0].saw = "[all is well](https://evil.example)".to_owned();
        for (name, audit) in Fixture::all().into_iter().chain([("a link", linked)]) {
            let report = super::sarif(&audit).unwrap();
            assert!(!report.contains(SECRET), "{name}");
            let bad = report.chars().find(|character| character.is_control() && *character != '\n');
            assert_eq!(bad, None, "{name}");
            assert!(!report.contains(['\u{202e}', '\u{200b}', '\u{2066}']), "{name}");
            assert!(!report.contains("](https://evil"), "{name}");
        }
    }

    fn log(audit: &Audit) -> Value {
        serde_json::from_str(&super::sarif(audit).unwrap()).unwrap()
    }

    fn validator() -> jsonschema::Validator {
        let schema = include_str!("../../schema/sarif-2.1.0.schema.json");
        // Two expressions have a `]` too many. No report has these properties.
        let schema = serde_json::from_str(&schema.replace("{2}]?$", "{2}$")).unwrap();
        jsonschema::draft7::options().should_validate_formats(true).build(&schema).unwrap()
    }
}
