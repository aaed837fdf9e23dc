//! The rules of `origins`.

use cors_policy_core::Problem;
use cors_policy_core::option::OptionName;
use cors_policy_core::origin::{Conflict, Origin};
use proc_macro2::Ident;
use quote::ToTokens;
use syn::LitStr;

use super::LegalOrigins;
use super::known::{Known, KnownOrigin};
use super::options::Options;
use crate::declare::{Entry, Item, List, Spread, Value};
use crate::errors::Errors;

/// Legal origins, with the tokens that other rules may have to underline.
pub(super) enum CheckedOrigins<'a> {
    Any(&'a Ident),
    None,
    Listed(CheckedList<'a>),
}

/// The legal entries of a list.
pub(super) struct CheckedList<'a> {
    pub(super) origins: Vec<CheckedOrigin<'a>>,
    pub(super) spreads: Vec<&'a Spread>,
    /// Whether those are all that was written.
    pub(super) is_whole: bool,
}

pub(super) struct CheckedOrigin<'a> {
    pub(super) known: &'a KnownOrigin,
    pub(super) literal: &'a LitStr,
}

impl<'a> CheckedOrigins<'a> {
    pub(super) fn into_legal(self) -> LegalOrigins<'a> {
        match self {
            Self::Any(_) => LegalOrigins::Any,
            Self::None => LegalOrigins::None,
            Self::Listed(list) => LegalOrigins::Listed {
                spreads: list.spreads.into_iter().cloned().collect(),
                origins: list.origins.into_iter().map(|checked| checked.known).collect(),
            },
        }
    }
}

/// Checks `origins`. Without an answer, something was reported.
pub(super) fn check<'a>(
    options: &Options<'a>,
    known: &'a Known,
    errors: &mut Errors,
) -> Option<CheckedOrigins<'a>> {
    match options.value(OptionName::Origins) {
        None if options.is_garbled || options.is_misspelt(OptionName::Origins) => None,
        None => {
            errors.report(options.name, &Problem::OriginsMissing);
            None
        }
        Some(Value::Word(word)) if word == "any" => Some(CheckedOrigins::Any(word)),
        Some(Value::Word(word)) if word == "none" => Some(CheckedOrigins::None),
        Some(Value::Word(word)) => wrong_value(word, errors),
        Some(Value::Other(tokens)) => wrong_value(tokens, errors),
        Some(Value::Number(number)) => wrong_value(&number.tokens, errors),
        Some(Value::List(list)) => check_list(list, known, errors).map(CheckedOrigins::Listed),
        Some(Value::Garbled) => None,
    }
}

fn wrong_value<'a>(tokens: impl ToTokens, errors: &mut Errors) -> Option<CheckedOrigins<'a>> {
    errors.report(tokens, &Problem::WrongValue { option: OptionName::Origins });
    None
}

/// Checks a list that stands in a policy.
pub(super) fn check_list<'a>(
    list: &'a List,
    known: &'a Known,
    errors: &mut Errors,
) -> Option<CheckedList<'a>> {
    if list.entries.is_empty() {
        let problem =
            if list.is_shortened { Problem::OriginsEmptied } else { Problem::OriginsEmpty };
        errors.report(&list.tokens, &problem);
        return None;
    }
    let before = errors.count();
    let origins = list.entries.iter().filter_map(|entry| check_entry(entry, known, errors));
    let origins = origins.collect::<Vec<_>>();
    check_together(&origins, known, errors);
    let spreads = check_spreads(list, errors);
    Some(CheckedList { origins, spreads, is_whole: errors.count() == before })
}

fn check_entry<'a>(
    entry: &'a Entry,
    known: &'a Known,
    errors: &mut Errors,
) -> Option<CheckedOrigin<'a>> {
    let option = OptionName::Origins;
    match &entry.item {
        Item::Text(literal) => match known.entry(entry) {
            Some(Ok(known)) => return Some(CheckedOrigin { known, literal }),
            Some(Err(problem)) => errors.report(literal, problem),
            None => errors.report(literal, &Problem::WrongEntry { option }),
        },
        Item::Word(word) if word == "any" => {
            errors.report(word, &Problem::KeywordInList { option, keyword: "any" });
        }
        Item::Word(word) if word == "none" => {
            errors.report(word, &Problem::KeywordInList { option, keyword: "none" });
        }
        Item::Word(word) => errors.report(word, &Problem::WrongEntry { option }),
        Item::Other(tokens) if tokens.to_string() == "*" => {
            if let Err(problem) = Origin::parse("*") {
                errors.report(tokens, &problem);
            }
        }
        Item::Other(tokens) => errors.report(tokens, &Problem::WrongEntry { option }),
        Item::Spread(_) | Item::Garbled => {}
    }
    None
}

/// Reports entries that say nothing beside others.
fn check_together(checked: &[CheckedOrigin<'_>], known: &Known, errors: &mut Errors) {
    for (index, conflict) in known.conflicts(checked.iter().map(|checked| checked.known)) {
        let text = checked[index].known.origin.to_string();
        let problem = match conflict {
            Conflict::Duplicate(_) => Problem::Duplicate { first: text.clone(), text },
            Conflict::Covered(by) => {
                Problem::OriginCovered { text, by: checked[by].known.origin.to_string() }
            }
        };
        errors.report(checked[index].literal, &problem);
    }
}

/// The sets that are spread in the list. What is in them is not known here.
fn check_spreads<'a>(list: &'a List, errors: &mut Errors) -> Vec<&'a Spread> {
    let mut spreads = Vec::<&Spread>::new();
    for entry in &list.entries {
        if let Item::Spread(spread) = &entry.item {
            if spreads.iter().any(|earlier| earlier.name == spread.name) {
                errors.report(&spread.tokens, &Problem::SpreadTwice { path: spread.name.clone() });
            } else {
                spreads.push(spread);
            }
        }
    }
    spreads
}
