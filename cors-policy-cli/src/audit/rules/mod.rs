//! What is wrong in the answers: one function for each group of mistakes.

mod allow_origin;
mod errors;
mod evidence;
mod lists;
mod origins;
mod policy;
mod preflight;
mod protocols;
mod redirects;
mod refused;
mod vary;

use std::cmp::Reverse;

use super::exchange::Exchange;
use super::finding::{Finding, Rule};
use super::probes::Probe;
use super::question::Question;
use evidence::Evidence;

/// Everything that is wrong, the worst first.
pub(crate) fn findings(
    question: &Question,
    probes: &[Probe],
    exchanges: &[Exchange],
) -> Vec<Finding> {
    let evidence = Evidence { question, probes, exchanges };
    let mut findings = redirects::check(&evidence);
    // The answers of a server that sends every request elsewhere say nothing about its CORS headers.
    if findings.is_empty() {
        for check in CHECKS {
            findings.extend(check(&evidence));
        }
        findings.extend(policy::check(&evidence, &findings));
    }
    findings.sort_by_key(|finding| Reverse(finding.severity));
    findings
}

/// Every rule, in the order in which they are documented.
pub(crate) fn all() -> impl Iterator<Item = &'static Rule> {
    let files = [
        origins::RULES,
        allow_origin::RULES,
        refused::RULES,
        errors::RULES,
        vary::RULES,
        preflight::RULES,
        lists::RULES,
        redirects::RULES,
        protocols::RULES,
        policy::RULES,
    ];
    files.into_iter().flatten().copied()
}

const CHECKS: [fn(&Evidence<'_>) -> Vec<Finding>; 8] = [
    origins::check,
    allow_origin::check,
    refused::check,
    errors::check,
    vary::check,
    preflight::check,
    lists::check,
    protocols::check,
];
