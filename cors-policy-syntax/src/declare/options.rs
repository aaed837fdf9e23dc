//! The grammar of options, which every front end shares: `key: value` or `key = value`, separated by commas.
//!
//! Anything that cannot be read is reported, and reading continues after the next comma.

use std::error::Error;

use cors_policy_core::option::OptionName;
use cors_policy_core::problem::{ConditionProblem, GrammarProblem, OptionProblem, Problem};
use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::token::{Brace, Bracket};
use syn::{Lit, LitStr, Token};

use super::tokens::{ends_value, peek_token, take_to_comma, take_token, take_while};
use super::{Block, Number, Value, Written, cfg, list};
use crate::errors::Errors;

/// Reads all options. `separator` is the character between a key and its value: `:` or `=`.
pub(super) fn parse(input: ParseStream<'_>, separator: char, errors: &mut Errors) -> Vec<Written> {
    let mut options = Vec::new();
    while !input.is_empty() {
        if input.peek(Token![,]) {
            errors.report(take_token(input), &GrammarProblem::CommaTwice);
            continue;
        }
        options.extend(option(input, separator, errors));
        end_of_option(input, separator, errors);
    }
    options
}

fn option(input: ParseStream<'_>, separator: char, errors: &mut Errors) -> Option<Written> {
    let first = peek_token(input);
    let condition = cfg::read(input, errors);
    if input.is_empty() {
        errors.report(first, &ConditionProblem::NothingBehind);
        return None;
    }
    let Ok(key) = input.call(Ident::parse_any).map(|key| key.unraw()) else {
        errors.report(peek_token(input), &OptionProblem::NameMissing);
        take_to_comma(input);
        return None;
    };
    if input.peek(Token![-]) {
        report_hyphenated(&key, input, errors);
        return None;
    }
    let value = if ends_value(input) {
        report_at(&key, &OptionProblem::ValueMissing { key: key.to_string() }, errors);
        Value::Garbled
    } else if peek_separator(input, separator) {
        take_token(input);
        value(input, separator, &key, errors)
    } else {
        let problem =
            Problem::Option(OptionProblem::SeparatorMissing { key: key.to_string(), separator });
        if input.peek(Token![:]) || input.peek(Token![=]) {
            errors.report(take_while(input, || is_separator(input)), &problem);
            if ends_value(input) { Value::Garbled } else { value(input, separator, &key, errors) }
        } else {
            report_at(&key, &problem, errors);
            take_to_comma(input);
            Value::Garbled
        }
    };
    Some(Written { condition, key, value })
}

/// Reports a name like `max-age`, which is three tokens, and skips the option.
fn report_hyphenated(first: &Ident, input: ParseStream<'_>, errors: &mut Errors) {
    let is_name = || input.peek(Token![-]) || input.peek(Ident::peek_any);
    let mut tokens = first.to_token_stream();
    tokens.extend(take_while(input, is_name));
    let name = tokens.to_string().replace(' ', "");
    errors.report(
        tokens,
        &OptionName::parse(&name).err().unwrap_or(Problem::Option(OptionProblem::NameMissing)),
    );
    take_to_comma(input);
}

/// Reports a problem at the name of an option. If no option has this name, `check` reports that instead.
fn report_at(key: &Ident, problem: &impl Error, errors: &mut Errors) {
    if OptionName::parse(&key.to_string()).is_ok() {
        errors.report(key, problem);
    }
}

/// Reads the comma after an option, or reports what is in its place.
fn end_of_option(input: ParseStream<'_>, separator: char, errors: &mut Errors) {
    if input.is_empty() {
        return;
    }
    if input.peek(Token![,]) {
        take_token(input);
    } else if input.peek(Token![;]) {
        errors.report(take_token(input), &GrammarProblem::Semicolon);
    } else if begins_option(input, separator) {
        errors.report(peek_token(input), &GrammarProblem::CommaMissing);
    } else {
        errors.report(take_to_comma(input), &GrammarProblem::AfterValue);
        take_token(input);
    }
}

fn value(input: ParseStream<'_>, separator: char, key: &Ident, errors: &mut Errors) -> Value {
    if ends_value(input) {
        report_at(key, &OptionProblem::ValueMissing { key: key.to_string() }, errors);
        return Value::Garbled;
    }
    if input.peek(Bracket) {
        return Value::List(list::read(input, errors));
    }
    if input.peek(Brace) && takes_block(key) {
        return Value::Block(block(input, separator, errors));
    }
    let goes_on = || !ends_value(input) && !begins_option(input, separator);
    // The first token is always part of the value, even if the author forgot the value and it starts the next option.
    let mut tokens = take_token(input);
    tokens.extend(take_while(input, goes_on));
    let is_word = matches!(tokens.to_string().as_str(), "any" | "none");
    while takes_list(key) && !is_word && is_entry_behind_comma(input) {
        tokens.extend([take_token(input), take_token(input)]);
    }
    single(&tokens).unwrap_or(Value::Other(tokens))
}

/// Reads the options in braces that come next, with the separator of the options around them.
fn block(input: ParseStream<'_>, separator: char, errors: &mut Errors) -> Block {
    let tokens = take_token(input);
    let content = match tokens.clone().into_iter().next() {
        Some(TokenTree::Group(group)) => group.stream(),
        _ => TokenStream::new(),
    };
    let parser = |input: ParseStream<'_>| Ok(parse(input, separator, errors));
    let options = parser.parse2(content).unwrap_or_default();
    Block { tokens, options }
}

/// A value of one token, or a number with its sign.
fn single(tokens: &TokenStream) -> Option<Value> {
    let parser = |input: ParseStream<'_>| {
        let minus = input.parse::<Option<Token![-]>>()?;
        if minus.is_none() && input.peek(Ident::peek_any) {
            return input.call(Ident::parse_any).map(Value::Word);
        }
        match input.parse::<Lit>()? {
            Lit::Int(_) | Lit::Float(_) => Ok(Value::Number(Number {
                tokens: tokens.clone(),
                is_negative: minus.is_some(),
                text: tokens.to_string().trim_start_matches(['-', ' ']).to_owned(),
            })),
            _ => Err(input.error("no number")),
        }
    };
    parser.parse2(tokens.clone()).ok()
}

/// Whether `key` takes a list. People sometimes forget its brackets.
fn takes_list(key: &Ident) -> bool {
    let scalar = [
        OptionName::Credentials,
        OptionName::MaxAge,
        OptionName::InsecureOrigins,
        OptionName::PublicSuffixSubdomains,
        OptionName::AnyoneElse,
    ];
    OptionName::parse(&key.to_string()).is_ok_and(|option| !scalar.contains(&option))
}

/// Whether `key` takes options in braces.
fn takes_block(key: &Ident) -> bool {
    OptionName::parse(&key.to_string()) == Ok(OptionName::AnyoneElse)
}

/// Whether a comma comes next, followed by what would be an entry of a list and is not an option.
fn is_entry_behind_comma(input: ParseStream<'_>) -> bool {
    let ahead = input.fork();
    let is_entry = ahead.parse::<Token![,]>().is_ok()
        && (ahead.peek(LitStr)
            || ahead.fork().call(Ident::parse_any).is_ok_and(|word| {
                let meant = OptionName::parse(&word.to_string());
                matches!(meant, Err(Problem::Option(OptionProblem::Unknown { meant: None, .. })))
            }));
    is_entry && ahead.parse::<TokenTree>().is_ok() && ends_value(&ahead)
}

/// Whether `key:` or `key =` comes next.
fn begins_option(input: ParseStream<'_>, separator: char) -> bool {
    let ahead = input.fork();
    ahead.call(Ident::parse_any).is_ok() && peek_separator(&ahead, separator)
}

fn peek_separator(input: ParseStream<'_>, separator: char) -> bool {
    match separator {
        ':' => input.peek(Token![:]) && !input.peek(Token![::]),
        _ => input.peek(Token![=]) && !input.peek(Token![==]) && !input.peek(Token![=>]),
    }
}

/// Whether the next token is one that people write between a key and its value.
fn is_separator(input: ParseStream<'_>) -> bool {
    input.peek(Token![:]) || input.peek(Token![=]) || input.peek(Token![>])
}
