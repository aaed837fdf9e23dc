//! The rules of `anyone_else`: the options of a policy for any origin without credentials.

use cors_policy_core::option::OptionName;
use cors_policy_core::problem::{AnyoneElseProblem, OptionProblem, Problem};
use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;

use super::options::{self, Options, wrong_value};
use super::origins::CheckedOrigins;
use super::{LegalAnyoneElse, Noted, max_age, names};
use crate::declare::{Block, Value, Written};
use crate::errors::Errors;

/// Checks `anyone_else`, if the policy has it.
pub(super) fn check(
    options: &Options<'_>,
    origins: Option<&CheckedOrigins<'_>>,
    remarks: &mut Vec<Noted>,
    errors: &mut Errors,
) -> Option<LegalAnyoneElse> {
    let Written { key, value, .. } = options.written(OptionName::AnyoneElse)?;
    if let Some(problem) = origins.and_then(conflict) {
        errors.report(key, &problem);
    }
    match value {
        Value::Block(block) => Some(check_block(key, block, remarks, errors)),
        Value::Garbled => None,
        Value::Word(word) => report_value(&word.to_token_stream(), errors),
        Value::List(list) => report_value(&list.tokens, errors),
        Value::Number(number) => report_value(&number.tokens, errors),
        Value::Other(tokens) => report_value(tokens, errors),
    }
}

/// Why a policy with these origins cannot have `anyone_else`. Without credentials it can: the two kinds of origins may
/// still differ in what they may send and read.
fn conflict(origins: &CheckedOrigins<'_>) -> Option<AnyoneElseProblem> {
    match origins {
        CheckedOrigins::Any(_) => Some(AnyoneElseProblem::WithAny),
        CheckedOrigins::None => Some(AnyoneElseProblem::WithNone),
        CheckedOrigins::ConfiguredOrAny(_) => Some(AnyoneElseProblem::WithConfiguredOrAny),
        CheckedOrigins::Listed(_) => None,
    }
}

fn check_block(
    key: &Ident,
    block: &Block,
    remarks: &mut Vec<Noted>,
    errors: &mut Errors,
) -> LegalAnyoneElse {
    let known = block.options.iter().filter(|written| check_key(&written.key, errors));
    let known = known.collect::<Vec<_>>();
    // No option of a block is mandatory, so it does not matter whether one could not be read.
    let options = options::sort(key, known, false, errors);
    LegalAnyoneElse {
        methods: names::methods(&options, remarks, errors),
        request_headers: names::request_headers(&options, remarks, errors),
        exposed_headers: names::exposed_headers(&options, remarks, errors),
        max_age: max_age::check(&options, errors),
    }
}

/// Whether the option may be in the block, or is a misspelling of one that may. Reports it if not.
fn check_key(key: &Ident, errors: &mut Errors) -> bool {
    let problem = match OptionName::parse(&key.to_string()) {
        Ok(option) | Err(Problem::Option(OptionProblem::Unknown { meant: Some(option), .. })) => {
            AnyoneElseProblem::of_option(option)
        }
        Err(Problem::Option(OptionProblem::Unknown { key, meant: None })) => {
            Some(AnyoneElseProblem::Unknown { key })
        }
        Err(_) => None,
    };
    if let Some(problem) = &problem {
        errors.report(key, problem);
    }
    problem.is_none()
}

fn report_value(value: &TokenStream, errors: &mut Errors) -> Option<LegalAnyoneElse> {
    errors.report(value, &wrong_value(OptionName::AnyoneElse, value));
    None
}
