//! Entries of `origins`, one on each line: which are accepted, rejected, repaired, and covered.

mod browser;
mod overlap;

use std::str;

use cors_policy_core::Problem;
use cors_policy_core::origin::{Origin, conflicts};

pub(crate) use overlap::covers;

/// Parses the text as one entry, and each line of it as an entry of a list.
pub fn check(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else {
        return;
    };
    check_entry(text);
    let mut list = Vec::new();
    for line in text.lines() {
        check_entry(line);
        list.extend(Origin::parse(line));
    }
    check_list(&list);
}

fn check_entry(text: &str) {
    let expected = browser::would_send(text);
    match Origin::parse(text) {
        Ok(origin) => {
            assert_eq!(origin.to_string(), text, "it is printed as it was declared");
            assert_ne!(expected, Some(false), "no browser sends {text:?}");
        }
        Err(problem) => {
            assert_ne!(expected, Some(true), "browsers send {text:?}: {problem}");
            check_problem(text, &problem);
        }
    }
}

/// Checks the message: it exists, it points into the text, and the text that it proposes is accepted.
fn check_problem(text: &str, problem: &Problem) {
    let Problem::Origin { at, meant, text: quoted, .. } = problem else {
        panic!("{text:?} is refused for {problem:?}");
    };
    assert_eq!(quoted, text);
    assert!(text.get(at.clone()).is_some(), "{at:?} is no part of {text:?}");
    let report = problem.to_string();
    let mut lines = report.lines();
    let sentence = lines.next().expect("there is a sentence");
    assert!(sentence.contains("; "), "a sentence has a remedy: {sentence}");
    assert!(!sentence.ends_with('.') && !sentence.starts_with(char::is_uppercase), "{sentence}");
    // The proposed text may be as long as the entry.
    let is_short = sentence.len() < 1_000 + 2 * text.len();
    assert!(is_short && !sentence.contains(char::is_control), "{sentence}");
    // If there is a picture, it consists of the text and a line of carets.
    let picture = lines.map(str::trim).collect::<Vec<_>>();
    assert!(matches!(picture[..], [] | [_, _]), "{report}");
    if let [drawn, carets] = picture[..] {
        assert_eq!(drawn, text.trim());
        assert!(carets.starts_with('^'), "{report}");
    }
    if let Some(meant) = meant {
        assert_ne!(meant, text, "what is proposed is another text");
        let accepted = Origin::parse(meant).map(|origin| origin.to_string());
        assert_eq!(accepted.as_ref(), Ok(meant), "what is proposed is accepted");
        assert!(sentence.ends_with(&format!("; write `{meant}`")), "{sentence}");
    }
}

/// The conflicts of a list must be those that a comparison of each pair of texts finds.
fn check_list(list: &[Origin]) {
    // The time grows with the square of the number of entries.
    let list = &list[..list.len().min(64)];
    let texts = list.iter().map(Origin::to_string).collect::<Vec<_>>();
    let found = conflicts(list);
    for (index, text) in texts.iter().enumerate() {
        let conflict = found.iter().find(|(at, _)| *at == index).map(|(_, conflict)| *conflict);
        overlap::check(&texts, index, conflict);
        let is_told_once = found.iter().filter(|(at, _)| *at == index).count() <= 1;
        assert!(is_told_once, "{text} in {texts:?}: {found:?}");
    }
}
