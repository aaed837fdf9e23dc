//! What a declaration can contain, but only the compiler knows: conditions, sets and configured origins.

use cors_policy_core::option::{ConfiguredKeyword, OptionName};
use cors_policy_core::problem::TextProblem;
use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};

use crate::declare::{Declaration, Item, Value};
use crate::errors::Errors;

/// Reports each `#[cfg(…)]`. Does not recurse, because the depth of the brackets has no limit here.
pub(super) fn report_conditions(tokens: &TokenStream, errors: &mut Errors) {
    let mut open = vec![(tokens.clone().into_iter(), None)];
    while let Some((innermost, hash)) = open.last_mut() {
        let Some(token) = innermost.next() else {
            open.pop();
            continue;
        };
        let hash = std::mem::replace(hash, is_hash(&token).then(|| token.clone()));
        match (hash, token) {
            (Some(hash), TokenTree::Group(group)) if is_condition(&group) => {
                let attribute = TokenStream::from_iter([hash, TokenTree::Group(group)]);
                errors.report(attribute, &TextProblem::Condition);
            }
            (_, TokenTree::Group(group)) => open.push((group.stream().into_iter(), None)),
            _ => {}
        }
    }
}

fn is_hash(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == '#')
}

fn is_condition(attribute: &Group) -> bool {
    match attribute.stream().into_iter().next() {
        Some(TokenTree::Ident(name)) if attribute.delimiter() == Delimiter::Bracket => {
            name == "cfg" || name == "cfg_attr"
        }
        _ => false,
    }
}

/// Reports the sets and the keywords in `origins`.
pub(super) fn report_origins(declaration: &Declaration, errors: &mut Errors) {
    let is_origins = |key: &Ident| OptionName::parse(&key.to_string()) == Ok(OptionName::Origins);
    for written in declaration.options.iter().filter(|written| is_origins(&written.key)) {
        match &written.value {
            Value::Word(word) => report_keyword(word, errors),
            Value::List(list) => {
                for entry in &list.entries {
                    match &entry.item {
                        Item::Word(word) => report_keyword(word, errors),
                        Item::Spread(spread) => {
                            let problem = TextProblem::Spread { name: spread.name.clone() };
                            errors.report(&spread.tokens, &problem);
                        }
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
}

fn report_keyword(word: &Ident, errors: &mut Errors) {
    if let Some(keyword) = ConfiguredKeyword::parse(&word.to_string()) {
        errors.report(word, &TextProblem::Configured { keyword: keyword.as_str() });
    }
}
