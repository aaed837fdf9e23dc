//! The parts of a text: a policy without a name, or policies with names, perhaps inside of `cors_policy! { … }`.

use cors_policy_core::problem::TextProblem;
use proc_macro2::{Delimiter, Group, Ident, LexError, TokenStream, TokenTree};
use quote::ToTokens;

use super::mistake::Mistake;
use crate::errors::Errors;

/// A part of a text.
pub(super) enum Part {
    /// The options of a policy without a name, in braces.
    Unnamed(Group),
    /// What is, or could be, inside of `cors_policy! { … }`.
    Named(TokenStream),
}

/// Splits a text, and reports code that is no policy.
pub(super) fn parts(tokens: TokenStream, errors: &mut Errors) -> Vec<Part> {
    let tokens = tokens.into_iter().collect::<Vec<_>>();
    if let [TokenTree::Group(group), after @ ..] = tokens.as_slice() {
        if group.delimiter() == Delimiter::Brace {
            if let Some(token) = after.first() {
                errors.report(token, &TextProblem::AfterPolicy);
            }
            return vec![Part::Unnamed(group.clone())];
        }
    }
    let mut rest = tokens.as_slice();
    let mut parts = Vec::new();
    while let Some((content, after)) = call(rest) {
        parts.push(Part::Named(content));
        rest = after;
    }
    match (rest.first(), foreign(rest)) {
        (Some(token), Some(problem)) => errors.report(token, &problem),
        (None, _) if !parts.is_empty() => {}
        _ => parts.push(Part::Named(rest.iter().cloned().collect())),
    }
    parts
}

/// What is inside of `cors_policy! { … }`, and what is after it. `None` if the tokens do not begin with it.
fn call(tokens: &[TokenTree]) -> Option<(TokenStream, &[TokenTree])> {
    let mut rest = without_colons(tokens).unwrap_or(tokens);
    loop {
        let [TokenTree::Ident(name), after @ ..] = rest else { return None };
        if let Some(after) = without_colons(after) {
            rest = after;
            continue;
        }
        let [TokenTree::Punct(bang), TokenTree::Group(group), after @ ..] = after else {
            return None;
        };
        let is_ours = name == "cors_policy" && bang.as_char() == '!';
        return is_ours.then(|| (group.stream(), without_semicolon(after)));
    }
}

/// The tokens after `::`, if they begin with it.
fn without_colons(tokens: &[TokenTree]) -> Option<&[TokenTree]> {
    match tokens {
        [TokenTree::Punct(first), TokenTree::Punct(second), after @ ..] => {
            (first.as_char() == ':' && second.as_char() == ':').then_some(after)
        }
        _ => None,
    }
}

fn without_semicolon(tokens: &[TokenTree]) -> &[TokenTree] {
    match tokens {
        [TokenTree::Punct(punct), after @ ..] if punct.as_char() == ';' => after,
        _ => tokens,
    }
}

/// What is wrong with tokens that begin with other items of Rust.
fn foreign(tokens: &[TokenTree]) -> Option<TextProblem> {
    let [TokenTree::Ident(word), after @ ..] = tokens else { return None };
    let text = word.to_string();
    let is_macro = match after.first() {
        Some(TokenTree::Punct(punct)) => punct.as_char() == '!' && !is_keyword(word),
        _ => false,
    };
    if is_macro && text == "cors_origins" {
        Some(TextProblem::Sets)
    } else if is_macro {
        Some(TextProblem::OtherCode { word: format!("{text}!") })
    } else {
        ITEMS.contains(&text.as_str()).then_some(TextProblem::OtherCode { word: text })
    }
}

/// Whether the word can begin a policy, or another item, but not the call of a macro.
fn is_keyword(word: &Ident) -> bool {
    syn::parse2::<Ident>(word.to_token_stream()).is_err()
}

/// A mistake that is found before there are tokens: in a string, a comment or the brackets.
pub(super) fn mistake(text: &str, error: &LexError) -> Mistake {
    let mut mistake = Mistake::at(error.span(), String::new());
    let line = text.lines().nth(mistake.line - 1).unwrap_or_default();
    let rest = line.chars().skip(mistake.column - 1).collect::<String>();
    let next = rest.chars().next().unwrap_or_default();
    let is_string = ["\"", "r\"", "r#", "b\"", "br", "c\"", "cr", "'", "b'"]
        .iter()
        .any(|start| rest.starts_with(start));
    let problem = match next {
        '(' => TextProblem::Unclosed { close: ')' },
        '[' => TextProblem::Unclosed { close: ']' },
        '{' => TextProblem::Unclosed { close: '}' },
        close @ (')' | ']' | '}') => TextProblem::NotOpen { close },
        '/' => TextProblem::UnclosedComment,
        _ if is_string => {
            mistake.length = None;
            TextProblem::UnclosedString
        }
        _ => TextProblem::Token,
    };
    mistake.message = problem.to_string();
    mistake
}

/// The words with which other items of Rust begin.
const ITEMS: [&str; 13] = [
    "async",
    "enum",
    "extern",
    "fn",
    "impl",
    "macro_rules",
    "mod",
    "struct",
    "trait",
    "type",
    "union",
    "unsafe",
    "use",
];
