//! A policy prints its declaration, and it allows exactly what that declaration says.

use cors_policy::__private::OriginSet;
use cors_policy::{Origins, Policy, PolicyTemplate};
use cors_policy_syntax::{cors_origins, cors_policy, derive_cors_policy};
use proc_macro2::{Group, Punct, Spacing, TokenStream, TokenTree};

use super::expansion::Value;
use super::{Macro, expand};
use crate::naive;

/// The printed declaration must declare the same policy, in both front ends.
pub(crate) fn check_policy(policy: &Policy) {
    check_declaration(&policy.to_string());
    if let Origins::Listed(entries) = policy.origins() {
        check_matches(&entries, |origin| policy.allows(origin));
    }
}

/// The printed template must declare the same template, with the keyword that leaves origins to the configuration.
pub(super) fn check_template(template: &PolicyTemplate) {
    let printed = template.to_string();
    assert!(printed.contains("configured"), "{printed}");
    check_declaration(&printed);
}

fn check_declaration(printed: &str) {
    let body = printed.strip_prefix('{').and_then(|body| body.strip_suffix('}'));
    let body = body.expect("a declaration stands in braces").parse().expect("it is tokens");
    assert_says(cors_policy, &format!("static P = {printed};"), printed);
    assert_says(derive_cors_policy, &format!("#[cors({})] struct P;", with_equals(body)), printed);
}

/// The entries of a set are legal together, and a declaration of the same set.
pub(super) fn check_set(set: &OriginSet) {
    let printed = format!("{set:?}");
    assert_says(cors_origins, &format!("static S = {printed};"), &printed);
    check_matches(&set.entries(), |origin| set.contains(origin));
}

/// Expands a declaration without mistakes, and compares what the result prints.
fn assert_says(macro_fn: Macro, declaration: &str, expected: &str) {
    let expansion = expand(macro_fn, declaration).expect("it is tokens");
    assert_eq!(expansion.messages, [""; 0], "{declaration}");
    let printed = match expansion.values.as_slice() {
        [Value::Policy(policy)] => policy.to_string(),
        [Value::Template(template)] => template.to_string(),
        [Value::Set(set)] => format!("{set:?}"),
        _ => panic!("{declaration} declares one thing"),
    };
    assert_eq!(printed, expected);
}

/// The options of a policy, with the separator of a derive.
fn with_equals(options: TokenStream) -> TokenStream {
    let with_equals = |token| match token {
        TokenTree::Punct(punct) if punct.as_char() == ':' => {
            TokenTree::from(Punct::new('=', Spacing::Alone))
        }
        // The options of `anyone_else`. No other brackets contain a colon.
        TokenTree::Group(group) => {
            TokenTree::from(Group::new(group.delimiter(), with_equals(group.stream())))
        }
        other => other,
    };
    options.into_iter().map(with_equals).collect()
}

/// Looks up origins that each entry covers, and origins that are similar.
fn check_matches(entries: &[String], allows: impl Fn(&str) -> bool) {
    // The time grows with the square of the number of entries.
    for entry in entries.iter().take(8) {
        let covered = entry.replacen("//*.", "//a.b.", 1).replacen("//*", "//a-B_9", 1);
        let covered = covered.replacen(":*", ":8080", 1);
        assert!(allows(&covered), "{covered} is not allowed by {entries:?}");
        let bare = entry.replacen("//*.", "//", 1).replacen(":*", "", 1);
        let near = [&covered[1..], &covered[..covered.len() - 1], &format!("{covered}a"), &bare];
        for origin in near {
            let expected = entries.iter().any(|entry| naive::covers(entry, origin.as_bytes()));
            assert_eq!(allows(origin), expected, "{origin} in {entries:?}");
        }
    }
}
