//! The rules of `max_age`.

use cors_policy_core::max_age::seconds;
use cors_policy_core::option::OptionName;
use cors_policy_core::problem::{MaxAgeProblem, OptionProblem, Problem};
use quote::ToTokens;

use super::options::{Options, wrong_value};
use crate::declare::{Block, Number, Value};
use crate::errors::Errors;

/// The age in seconds, if it is given.
pub(super) fn check(options: &Options<'_>, errors: &mut Errors) -> Option<u32> {
    let option = OptionName::MaxAge;
    let (tokens, problem) = match options.value(option)? {
        Value::Garbled => return None,
        Value::Number(number) => match check_number(number) {
            Ok(seconds) => return Some(seconds),
            Err(problem) => (number.tokens.clone(), problem),
        },
        Value::Word(word) => {
            let tokens = word.to_token_stream();
            (tokens.clone(), Problem::Option(wrong_value(option, &tokens)))
        }
        Value::List(list) => {
            (list.tokens.clone(), Problem::Option(OptionProblem::WrongValue { option }))
        }
        Value::Other(tokens) | Value::Block(Block { tokens, .. }) => {
            (tokens.clone(), Problem::Option(OptionProblem::WrongValue { option }))
        }
    };
    errors.report(tokens, &problem);
    None
}

fn check_number(number: &Number) -> Result<u32, Problem> {
    if number.is_negative {
        return Err(Problem::MaxAge(MaxAgeProblem::Negative));
    }
    let is_digit = |c: char| c.is_ascii_digit() || c == '_';
    let (digits, unit) =
        number.text.split_at(number.text.find(|c| !is_digit(c)).unwrap_or(number.text.len()));
    let digits = digits.replace('_', "");
    if is_other_notation(&digits, unit) {
        return Err(Problem::MaxAge(MaxAgeProblem::NotAnInteger { text: number.text.clone() }));
    }
    seconds(&digits, unit)
}

/// The compiler accepts `1.5h`, `1e3` and `0x10` as numbers, but they are not whole numbers in decimal digits.
fn is_other_notation(digits: &str, unit: &str) -> bool {
    let has_exponent = unit
        .strip_prefix(['e', 'E'])
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit() || c == '+' || c == '-'));
    unit.starts_with('.') || has_exponent || digits == "0" && unit.starts_with(['x', 'o', 'b'])
}
