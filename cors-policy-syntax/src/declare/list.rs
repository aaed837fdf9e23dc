//! The grammar of lists: strings, words and spreads, separated by commas.

use cors_policy_core::problem::{ConditionProblem, GrammarProblem, SetProblem};
use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{Ident, LitStr, Path, Token};

use super::tokens::{ends_value, peek_token, take_to_comma, take_token};
use super::{Entry, Item, List, Spread, cfg};
use crate::errors::Errors;

/// Reads the list in brackets that comes next.
pub(super) fn read(input: ParseStream<'_>, errors: &mut Errors) -> List {
    let tokens = take_token(input);
    let content = match tokens.clone().into_iter().next() {
        Some(TokenTree::Group(group)) => group.stream(),
        _ => TokenStream::new(),
    };
    let parser = |input: ParseStream<'_>| Ok(entries(input, errors));
    let entries = parser.parse2(content).unwrap_or_default();
    List { tokens, entries, is_shortened: false }
}

fn entries(input: ParseStream<'_>, errors: &mut Errors) -> Vec<Entry> {
    let mut entries = Vec::new();
    while !input.is_empty() {
        if input.peek(Token![,]) {
            errors.report(take_token(input), &GrammarProblem::CommaTwice);
            entries.push(Entry { number: entries.len(), condition: None, item: Item::Garbled });
            continue;
        }
        let first = peek_token(input);
        let condition = cfg::read(input, errors);
        if input.is_empty() {
            errors.report(first, &ConditionProblem::NothingBehind);
            break;
        }
        entries.push(Entry { number: entries.len(), condition, item: item(input, errors) });
        if input.peek(Token![,]) {
            take_token(input);
        }
    }
    entries
}

fn item(input: ParseStream<'_>, errors: &mut Errors) -> Item {
    if input.peek(Token![..]) {
        return spread(input, errors);
    }
    // Parsing a `LitStr` takes any other literal too before it fails, so look first.
    if input.peek(LitStr) {
        let tokens = peek_token(input);
        let text = input.parse::<LitStr>().ok().filter(|text| text.suffix().is_empty());
        end_of_entry(input, errors);
        return text.map_or(Item::Other(tokens), Item::Text);
    }
    if input.peek(Ident::peek_any) {
        let mut tokens = take_token(input);
        if ends_value(input) || begins_entry(input) {
            end_of_entry(input, errors);
            return Ident::parse_any.parse2(tokens.clone()).map_or(Item::Other(tokens), Item::Word);
        }
        tokens.extend(take_to_comma(input));
        return Item::Other(tokens);
    }
    Item::Other(take_to_comma(input))
}

fn spread(input: ParseStream<'_>, errors: &mut Errors) -> Item {
    let dots = take_token(input).into_iter().chain(take_token(input));
    let mut tokens = dots.collect::<TokenStream>();
    let ahead = input.fork();
    let is_path =
        Path::parse_mod_style(&ahead).is_ok() && (ends_value(&ahead) || begins_entry(&ahead));
    match input.call(Path::parse_mod_style) {
        Ok(path) if is_path => {
            path.to_tokens(&mut tokens);
            let name = path_text(&path);
            end_of_entry(input, errors);
            Item::Spread(Spread { tokens, path, name })
        }
        path => {
            tokens.extend(path.map(ToTokens::into_token_stream).unwrap_or_default());
            tokens.extend(take_to_comma(input));
            errors.report(tokens, &SetProblem::SpreadOfWhat);
            Item::Garbled
        }
    }
}

/// A path as it was written.
pub(crate) fn path_text(path: &Path) -> String {
    path.to_token_stream().to_string().replace(' ', "")
}

/// Reports anything between an entry and the next comma.
fn end_of_entry(input: ParseStream<'_>, errors: &mut Errors) {
    if input.is_empty() || input.peek(Token![,]) {
        return;
    }
    if input.peek(Token![;]) {
        errors.report(take_token(input), &GrammarProblem::Semicolon);
    } else if begins_entry(input) {
        errors.report(peek_token(input), &GrammarProblem::CommaMissing);
    } else {
        errors.report(take_to_comma(input), &GrammarProblem::AfterEntry);
    }
}

fn begins_entry(input: ParseStream<'_>) -> bool {
    input.peek(LitStr)
        || input.peek(Ident::peek_any)
        || input.peek(Token![..])
        || input.peek(Token![#])
}
