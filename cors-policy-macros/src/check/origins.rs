//! The rules of `origins`.

use cors_policy_core::option::OptionName;
use cors_policy_core::origin::{Conflict, Origin, remarks};
use cors_policy_core::problem::{
    ListProblem, OptionProblem, OriginsProblem, Problem, SetProblem, Shape,
};
use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::Parser;
use syn::{LitStr, Path};

use super::known::{Known, KnownOrigin};
use super::options::Options;
use super::{LegalOrigins, Noted};
use crate::declare::{Entry, Item, List, Spread, Value, path_text};
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
    /// Whether every entry of the list is legal, so that none is missing here.
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

/// Checks `origins`. `None` means that the result is unknown; if so, the mistake is reported.
pub(super) fn check<'a>(
    options: &Options<'a>,
    known: &'a Known,
    noted: &mut Vec<Noted>,
    errors: &mut Errors,
) -> Option<CheckedOrigins<'a>> {
    match options.value(OptionName::Origins) {
        None if options.is_garbled || options.is_misspelt(OptionName::Origins) => None,
        None => {
            errors.report(options.name, &OriginsProblem::Missing);
            None
        }
        Some(Value::Word(word)) if word == "any" => Some(CheckedOrigins::Any(word)),
        Some(Value::Word(word)) if word == "none" => Some(CheckedOrigins::None),
        Some(Value::Word(word)) => wrong_value(word.to_token_stream(), errors),
        Some(Value::Other(tokens)) => wrong_value(tokens.clone(), errors),
        Some(Value::Number(number)) => wrong_value(number.tokens.clone(), errors),
        Some(Value::List(list)) => {
            check_list(list, Shape::Policy, known, noted, errors).map(CheckedOrigins::Listed)
        }
        Some(Value::Garbled) => None,
    }
}

fn wrong_value<'a>(tokens: TokenStream, errors: &mut Errors) -> Option<CheckedOrigins<'a>> {
    let problem = match name_of_set(tokens.clone()) {
        Some(path) => Problem::Set(SetProblem::SpreadWithoutList { path }),
        None => Problem::Option(OptionProblem::WrongValue { option: OptionName::Origins }),
    };
    errors.report(tokens, &problem);
    None
}

/// Checks the list of a policy or of a set.
pub(super) fn check_list<'a>(
    list: &'a List,
    shape: Shape,
    known: &'a Known,
    noted: &mut Vec<Noted>,
    errors: &mut Errors,
) -> Option<CheckedList<'a>> {
    if list.entries.is_empty() {
        let problem = match (shape, list.is_shortened) {
            (Shape::Policy, false) => Problem::Origins(OriginsProblem::Empty),
            (Shape::Policy, true) => Problem::Origins(OriginsProblem::Emptied),
            (Shape::Set, false) => Problem::Set(SetProblem::Empty),
            (Shape::Set, true) => Problem::Set(SetProblem::Emptied),
        };
        errors.report(&list.tokens, &problem);
        return None;
    }
    let before = errors.count();
    let checked = list.entries.iter().filter_map(|entry| check_entry(entry, shape, known, errors));
    let origins = checked.collect::<Vec<_>>();
    check_together(&origins, known, noted, errors);
    let spreads = check_spreads(list, errors);
    Some(CheckedList { origins, spreads, is_whole: errors.count() == before })
}

fn check_entry<'a>(
    entry: &'a Entry,
    shape: Shape,
    known: &'a Known,
    errors: &mut Errors,
) -> Option<CheckedOrigin<'a>> {
    let keyword = |keyword| match shape {
        Shape::Policy => {
            Problem::List(ListProblem::KeywordAsEntry { option: OptionName::Origins, keyword })
        }
        Shape::Set => Problem::Set(SetProblem::Keyword { keyword }),
    };
    match &entry.item {
        Item::Text(literal) => match known.entry(entry) {
            Some(Ok(known)) => return Some(CheckedOrigin { known, literal }),
            Some(Err(problem)) => errors.report(literal, problem),
            None => {
                errors.report(literal, &ListProblem::WrongEntry { option: OptionName::Origins });
            }
        },
        Item::Word(word) if word == "any" => errors.report(word, &keyword("any")),
        Item::Word(word) if word == "none" => errors.report(word, &keyword("none")),
        Item::Word(word) => report_wrong_entry(word.to_token_stream(), errors),
        Item::Other(tokens) if tokens.to_string() == "*" => {
            if let Err(problem) = Origin::parse("*") {
                errors.report(tokens, &problem);
            }
        }
        Item::Other(tokens) => report_wrong_entry(tokens.clone(), errors),
        Item::Spread(_) | Item::Garbled => {}
    }
    None
}

fn report_wrong_entry(tokens: TokenStream, errors: &mut Errors) {
    let problem = match name_of_set(tokens.clone()) {
        Some(path) => Problem::Set(SetProblem::SpreadWithoutDots { path }),
        None => Problem::List(ListProblem::WrongEntry { option: OptionName::Origins }),
    };
    errors.report(tokens, &problem);
}

/// The path, if it looks like the path of a static, because its last name is in capitals. Probably the author meant to
/// spread a set.
fn name_of_set(tokens: TokenStream) -> Option<String> {
    let path = Path::parse_mod_style.parse2(tokens).ok()?;
    let name = path.segments.last()?.ident.unraw().to_string();
    let is_static = !name.chars().any(char::is_lowercase) && name.chars().any(char::is_uppercase);
    is_static.then(|| path_text(&path))
}

/// Reports entries that another entry makes redundant, and adds a remark for each entry that is probably a slip.
fn check_together(
    checked: &[CheckedOrigin<'_>],
    known: &Known,
    noted: &mut Vec<Noted>,
    errors: &mut Errors,
) {
    for (index, conflict) in known.conflicts(checked.iter().map(|checked| checked.known)) {
        let text = checked[index].known.origin.to_string();
        let problem = match conflict {
            Conflict::Duplicate(_) => {
                Problem::List(ListProblem::Duplicate { first: text.clone(), text })
            }
            Conflict::Covered(by) => Problem::Origins(OriginsProblem::Covered {
                text,
                by: checked[by].known.origin.to_string(),
            }),
        };
        errors.report(checked[index].literal, &problem);
    }
    let origins = checked.iter().map(|checked| &checked.known.origin).collect::<Vec<_>>();
    noted.extend(
        remarks(&origins)
            .into_iter()
            .map(|(index, remark)| Noted { remark, span: checked[index].literal.span() }),
    );
}

/// The sets that are spread in the list. The macro does not know what they contain.
fn check_spreads<'a>(list: &'a List, errors: &mut Errors) -> Vec<&'a Spread> {
    let mut spreads = Vec::<&Spread>::new();
    for entry in &list.entries {
        if let Item::Spread(spread) = &entry.item {
            if spreads.iter().any(|earlier| earlier.name == spread.name) {
                errors
                    .report(&spread.tokens, &SetProblem::SpreadTwice { path: spread.name.clone() });
            } else {
                spreads.push(spread);
            }
        }
    }
    spreads
}
