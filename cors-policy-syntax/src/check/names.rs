//! The rules of the three lists of names: `methods`, `request_headers`, `exposed_headers`.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;

use cors_policy_core::header::{self, Exposure};
use cors_policy_core::method;
use cors_policy_core::option::{ConfiguredKeyword, OptionName};
use cors_policy_core::problem::{ListProblem, NameProblem, Problem, Remark};
use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use syn::ext::IdentExt;

use super::Noted;
use super::options::{Options, wrong_value};
use crate::declare::{Block, Item, List, Value};
use crate::errors::Errors;

/// Checks `methods`: bare words or strings, in the case in which they are sent.
pub(super) fn methods(
    options: &Options<'_>,
    remarks: &mut Vec<Noted>,
    errors: &mut Errors,
) -> Vec<String> {
    let rules = Rules {
        option: OptionName::Methods,
        takes_words: true,
        key: str::to_owned,
        beside_any: None,
        remark: method::remark,
    };
    let mut names = rules.check(options, remarks, errors, |name, _| method::check(name));
    names.sort();
    names
}

/// Checks `request_headers`: strings, in any case, and `any` alone or together with `Authorization`.
pub(super) fn request_headers(
    options: &Options<'_>,
    remarks: &mut Vec<Noted>,
    errors: &mut Errors,
) -> Vec<String> {
    let rules = Rules {
        option: OptionName::RequestHeaders,
        takes_words: false,
        key: str::to_ascii_lowercase,
        beside_any: Some("authorization"),
        remark: header::remark_on_request,
    };
    let mut names = rules.check(options, remarks, errors, |name, _| header::check_request(name));
    names.sort_by_key(|name| name.to_ascii_lowercase());
    names
}

/// Checks `exposed_headers`: strings, in any case. Leaves out the headers that every script can read.
pub(super) fn exposed_headers(
    options: &Options<'_>,
    remarks: &mut Vec<Noted>,
    errors: &mut Errors,
) -> Vec<String> {
    let rules = Rules {
        option: OptionName::ExposedHeaders,
        takes_words: false,
        key: str::to_ascii_lowercase,
        beside_any: None,
        remark: header::remark_on_exposed,
    };
    let mut needless = Vec::new();
    let mut names = rules.check(options, remarks, errors, |name, span| {
        if header::check_exposed(name)? == Exposure::Needless {
            needless.push(Noted { remark: Remark::ExposedAnyway { text: name.to_owned() }, span });
        }
        Ok(())
    });
    names.retain(|name| header::check_exposed(name) != Ok(Exposure::Needless));
    remarks.append(&mut needless);
    names.sort_by_key(|name| name.to_ascii_lowercase());
    names
}

/// How the rules of the three lists differ, apart from the rule for a single name.
struct Rules {
    option: OptionName,
    /// Whether a name can be written without quotes.
    takes_words: bool,
    /// Maps names that count as the same to the same text.
    key: fn(&str) -> String,
    /// The key of the one name that `any` does not cover, so both can be in one list.
    beside_any: Option<&'static str>,
    /// The warning for a legal name that is probably a mistake.
    remark: fn(&str) -> Option<Remark>,
}

impl Rules {
    /// The legal names in the order in which they were written; `*` means `any`.
    fn check(
        &self,
        options: &Options<'_>,
        remarks: &mut Vec<Noted>,
        errors: &mut Errors,
        check_name: impl FnMut(&str, Span) -> Result<(), Problem>,
    ) -> Vec<String> {
        let wrong = match options.value(self.option) {
            None | Some(Value::Garbled) => return Vec::new(),
            Some(Value::Word(word)) if word == ANY => return vec![STAR.to_owned()],
            Some(Value::List(list)) if list.entries.is_empty() => {
                if !list.is_shortened {
                    let remark = Remark::EmptyList { option: self.option };
                    remarks.push(Noted { remark, span: span_of(&list.tokens) });
                }
                return Vec::new();
            }
            Some(Value::List(list)) => return self.check_list(list, remarks, errors, check_name),
            Some(Value::Word(word)) => word.to_token_stream(),
            Some(Value::Number(number)) => number.tokens.clone(),
            Some(Value::Other(tokens) | Value::Block(Block { tokens, .. })) => tokens.clone(),
        };
        errors.report(&wrong, &wrong_value(self.option, &wrong));
        Vec::new()
    }

    fn check_list(
        &self,
        list: &List,
        remarks: &mut Vec<Noted>,
        errors: &mut Errors,
        mut check_name: impl FnMut(&str, Span) -> Result<(), Problem>,
    ) -> Vec<String> {
        let has_any = list.entries.iter().any(|entry| entry.is_word(ANY));
        let mut first = HashMap::new();
        let mut names = Vec::new();
        for entry in &list.entries {
            let tokens = match &entry.item {
                Item::Text(literal) => literal.to_token_stream(),
                Item::Word(word) => word.to_token_stream(),
                Item::Spread(spread) => spread.tokens.clone(),
                Item::Other(tokens) => tokens.clone(),
                Item::Garbled => continue,
            };
            let is_any = entry.is_word(ANY);
            let result = match &entry.item {
                Item::Word(_) if is_any => self.check_any(list),
                Item::Word(word) if ConfiguredKeyword::parse(&word.to_string()).is_some() => {
                    Err(Problem::Name(NameProblem::Configured { text: word.to_string() }))
                }
                Item::Word(word) if self.takes_words => Ok(word.unraw().to_string()),
                Item::Text(literal) => Ok(literal.value()),
                Item::Other(tokens) if tokens.to_string() == STAR => Ok(STAR.to_owned()),
                _ => Err(Problem::List(ListProblem::WrongEntry { option: self.option })),
            };
            let result = result.and_then(|name| {
                if !is_any {
                    check_name(&name, span_of(&tokens))?;
                    self.check_beside_any(&name, has_any)?;
                }
                self.check_first(&mut first, &name)?;
                Ok(name)
            });
            match result {
                Ok(name) => {
                    let remark = (self.remark)(&name);
                    remarks.extend(remark.map(|remark| Noted { remark, span: span_of(&tokens) }));
                    names.push(name);
                }
                Err(problem) => errors.report(tokens, &problem),
            }
        }
        names
    }

    /// Whether `any` can be an entry of `list`, instead of its only entry.
    fn check_any(&self, list: &List) -> Result<String, Problem> {
        if self.beside_any.is_some() && list.entries.len() > 1 {
            Ok(STAR.to_owned())
        } else {
            Err(Problem::List(ListProblem::KeywordAsEntry { option: self.option, keyword: ANY }))
        }
    }

    /// Whether `name` has an effect in a list with `any`.
    fn check_beside_any(&self, name: &str, has_any: bool) -> Result<(), Problem> {
        match self.beside_any {
            Some(beside) if has_any && (self.key)(name) != beside => {
                Err(Problem::List(ListProblem::CoveredByAny { text: name.to_owned() }))
            }
            _ => Ok(()),
        }
    }

    /// Whether `name` appears in the list for the first time.
    fn check_first(&self, first: &mut HashMap<String, String>, name: &str) -> Result<(), Problem> {
        let shown = if name == STAR { ANY } else { name }.to_owned();
        match first.entry((self.key)(name)) {
            Slot::Vacant(slot) => {
                slot.insert(shown);
                Ok(())
            }
            Slot::Occupied(slot) => Err(Problem::List(ListProblem::Duplicate {
                text: shown,
                first: slot.get().clone(),
            })),
        }
    }
}

fn span_of(tokens: &TokenStream) -> Span {
    tokens.clone().into_iter().next().map_or_else(Span::call_site, |token| token.span())
}

/// `any` as it is written in a declaration, and as it is sent in a response.
const ANY: &str = "any";
const STAR: &str = "*";
