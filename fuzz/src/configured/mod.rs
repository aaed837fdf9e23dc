//! Lists of origins as text: what a configuration accepts, what it answers, and what it reports.

mod declared;
mod list;
mod model;
mod templates;

use std::str;

use cors_policy::{ConfigureError, Configured, OriginList, PolicyTemplate};

use templates::{TEMPLATES, Template};

/// Reads the text as an [`OriginList`], and completes each template with its entries.
pub fn check(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else {
        return;
    };
    let entries = model::split(text);
    list::check(text, &entries);
    check_entries(&entries);
    // An iterator can contain what a text cannot: blank entries, commas, line breaks.
    check_entries(&text.split('\n').collect::<Vec<_>>());
    check_entries(&[text]);
}

fn check_entries(entries: &[&str]) {
    for template in TEMPLATES {
        let declared = declared::Verdicts::of(template, entries);
        match template.policy.configure(entries) {
            Ok(configured) => {
                assert_eq!(declared.mistakes(), [0; 0], "the macro refuses {entries:?}");
                check_accepted(template, entries, &configured);
            }
            Err(error) => check_error(&error, &declared.mistakes(), entries),
        }
        check_limit(template.policy, entries);
    }
}

/// Checks a policy: its entries, its answers, and what is redundant.
fn check_accepted(template: &Template, entries: &[&str], configured: &Configured) {
    if template.may_be_any && entries == ["*"] {
        assert!(configured.allows("https://anyone.example") && configured.redundant().is_empty());
        return;
    }
    let mut all = template.own.iter().chain(entries).copied().collect::<Vec<_>>();
    model::check_redundant(&all, template.own.len(), configured);
    let origins = model::origins_near(&all);
    for origin in &origins {
        let expected = all.iter().any(|entry| crate::naive::covers(entry, origin.as_bytes()));
        assert_eq!(configured.allows(origin), expected, "{origin:?} of {all:?}");
    }
    all.sort_unstable();
    all.dedup();
    declared::compare(template, &all, configured, &origins);
    // An invalid list changes nothing.
    let before = configured.to_string();
    configured.reconfigure(["https://a.example", "nonsense"]).expect_err("it is no origin");
    assert_eq!(configured.to_string(), before);
    configured.reconfigure(["https://a.example"]).expect("it is an origin");
    for origin in ["https://a.example", "https://b.example", "tauri://localhost"] {
        declared::compare_answers(template.declared, configured, origin);
    }
}

/// Checks an error: the positions, and one line for each entry, without control characters.
fn check_error(error: &ConfigureError, expected: &[usize], entries: &[&str]) {
    let found = error.mistakes().map(cors_policy::Mistake::position).collect::<Vec<_>>();
    let mut distinct = found.clone();
    distinct.dedup();
    let kept = found.len().min(MAX_MISTAKES);
    let first = expected.get(..distinct.len()).unwrap_or_default();
    assert_eq!(distinct, first, "{error} in {entries:?}");
    assert!(found.len() == kept && (kept == MAX_MISTAKES || distinct.len() == expected.len()));
    let report = error.to_string();
    let mut lines = report.lines();
    assert_eq!(lines.next(), Some("invalid origins:"));
    for (line, mistake) in lines.by_ref().zip(error.mistakes()) {
        let sentence = line.strip_prefix(&format!("  entry {}: ", mistake.position()));
        let sentence = sentence.unwrap_or_else(|| panic!("{line}"));
        assert_eq!(sentence, mistake.to_string());
        assert!(sentence.contains("; "), "a sentence has a remedy: {sentence}");
        assert!(sentence.len() < 4_000 && !sentence.contains(char::is_control), "{sentence}");
    }
    let rest = lines.collect::<Vec<_>>();
    assert!(rest.is_empty() || kept == MAX_MISTAKES && rest.len() == 1, "{report}");
}

/// A list that is longer than the limit is refused, whatever it contains.
fn check_limit(template: &'static PolicyTemplate, entries: &[&str]) {
    let Some(limit) = entries.len().checked_sub(1) else { return };
    let error = template.configure_at_most(limit, entries).expect_err("it is too long");
    let told = format!("invalid origins: more than {limit} entries; remove some");
    assert_eq!(error.to_string(), told);
    assert_eq!(error.mistakes().count(), 0);
    let verdict = template.configure_at_most(entries.len(), entries).is_ok();
    assert_eq!(verdict, template.configure(entries).is_ok());
    if verdict {
        let configured = template.configure_at_most(entries.len(), entries).expect("as before");
        let longer = entries.iter().chain(["https://a.example"].iter());
        configured.reconfigure(longer).expect_err("the limit remains");
    }
}

/// As many as an error describes.
const MAX_MISTAKES: usize = 100;

#[cfg(test)]
mod tests {
    use super::{OriginList, check};

    /// Lists of entries, most of them legal: the same as in source, list by list.
    #[test]
    fn random_lists_mean_what_they_mean_in_source() {
        let pieces = include_str!("pieces.txt").lines().collect::<Vec<_>>();
        let mut random = 1_u64;
        let mut next = |below: usize| {
            random = random
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(random >> 33).expect("31 bits") % below
        };
        let mut accepted = 0;
        for _ in 0..100 {
            let entries = (0..=next(6)).map(|_| pieces[next(pieces.len())]).collect::<Vec<_>>();
            let text = entries.join([",", ",", ",", " ,\n"][next(4)]);
            accepted += usize::from(text.parse::<OriginList>().is_ok());
            check(text.as_bytes());
        }
        assert!((20..80).contains(&accepted), "{accepted} of 100 are accepted");
    }
}
