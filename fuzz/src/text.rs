//! Policies that are read from text: by the command line, and by the macro.

use std::collections::HashSet;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::str;
use std::sync::{LazyLock, Mutex, PoisonError};

use cors_policy_cli::__private::parse;
use cors_policy_syntax::text::{Mistakes, PolicyText, read};
use proc_macro2::{TokenStream, TokenTree};

use crate::dsl::expansion;
use crate::dsl::read_back::check_policy;

/// Reads `data` as the text of policies. What is read prints and reads back the same, and the macro accepts it too.
pub fn check(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    let result = read(text);
    match &result {
        Ok(policies) => {
            assert!(!policies.is_empty(), "nothing is read, and nothing is said");
            if is_new(policies) {
                check_printed(text, policies);
            }
        }
        Err(mistakes) => check_mistakes(text, mistakes),
    }
    compare_with_macro(text, &result);
}

/// Whether no earlier text had these policies. Policies are never freed, so a run makes a limited number of them.
fn is_new(policies: &[PolicyText]) -> bool {
    static SEEN: LazyLock<Mutex<HashSet<u64>>> = LazyLock::new(Mutex::default);
    let mut hasher = DefaultHasher::new();
    format!("{policies:?}").hash(&mut hasher);
    let mut seen = SEEN.lock().unwrap_or_else(PoisonError::into_inner);
    seen.len() < MOST && seen.insert(hasher.finish())
}

fn check_printed(text: &str, read: &[PolicyText]) {
    let policies = parse(text, "name", "file").expect("it was read before");
    assert_eq!(policies.len(), read.len());
    for (policy, read) in policies.into_iter().zip(read) {
        assert_eq!(policy.name(), read.name.as_deref().or(Some("name")));
        let printed = policy.to_string();
        let again = parse(&printed, "name", "file");
        let again = again.unwrap_or_else(|mistakes| panic!("{mistakes}\nin {printed}"));
        assert!(matches!(again.as_slice(), [again] if *again == policy), "{printed}");
        assert_eq!(again[0].to_string(), printed);
        check_policy(policy);
    }
}

/// Each mistake has a sentence, and a place in the text.
fn check_mistakes(text: &str, mistakes: &Mistakes) {
    let lines = text.strip_prefix('\u{feff}').unwrap_or(text).split('\n').collect::<Vec<_>>();
    assert!(mistakes.iter().len() > 0, "it is refused, and nothing is said");
    for mistake in mistakes {
        let is_shown = |c: char| !c.is_control() || c == '\n';
        let message = &mistake.message;
        assert!(!message.trim().is_empty() && message.chars().all(is_shown), "{message:?}");
        // Without libFuzzer, tokens know their places.
        if !cfg!(fuzzing) {
            let line = lines.get(mistake.line - 1).expect("the line exists");
            assert!(mistake.column <= line.chars().count() + 1, "{mistake:?}");
        }
    }
}

/// If the text could be in the macro, the macro reports nothing else.
fn compare_with_macro(text: &str, result: &Result<Vec<PolicyText>, Mistakes>) {
    let Ok(tokens) = text.parse::<TokenStream>() else { return };
    let is_named = match tokens.clone().into_iter().next() {
        Some(TokenTree::Ident(word)) => word == "static" || word == "pub" || word == "crate",
        Some(TokenTree::Punct(punct)) => punct.as_char() == '#',
        _ => false,
    };
    if !is_named {
        return;
    }
    let messages = expansion::messages(cors_policy_syntax::cors_policy(tokens));
    match result {
        Ok(_) => assert_eq!(messages, [""; 0], "{text}"),
        Err(mistakes) => {
            for message in messages {
                let is_reported = mistakes.iter().any(|mistake| mistake.message == message);
                assert!(is_reported, "{message}\nnot in {mistakes}\nof {text}");
            }
        }
    }
}

/// How many policies a run makes.
const MOST: usize = 200_000;
