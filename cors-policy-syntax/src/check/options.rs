//! Which option each key names. Reports unknown keys, and options that appear twice.

use cors_policy_core::option::{ConfiguredKeyword, OptionName};
use cors_policy_core::problem::{OptionProblem, Problem};
use proc_macro2::{Ident, TokenStream};

use crate::declare::{Value, Written};
use crate::errors::Errors;

/// The first value of each option.
pub(super) struct Options<'a> {
    /// The name of the policy, or the key of the block.
    pub(super) name: &'a Ident,
    known: Vec<(OptionName, &'a Written)>,
    /// The options that the unknown keys were probably meant to be.
    misspelt: Vec<OptionName>,
    /// Whether something could not be read at all. It may have been meant as any of the options.
    pub(super) is_garbled: bool,
}

impl<'a> Options<'a> {
    /// The value of an option, if it is given.
    pub(super) fn value(&self, option: OptionName) -> Option<&'a Value> {
        self.written(option).map(|written| &written.value)
    }

    /// The option with its key, if it is given.
    pub(super) fn written(&self, option: OptionName) -> Option<&'a Written> {
        self.known.iter().find(|(known, _)| *known == option).map(|&(_, written)| written)
    }

    /// Whether an unknown option was probably meant to be this one.
    pub(super) fn is_misspelt(&self, option: OptionName) -> bool {
        self.misspelt.contains(&option)
    }
}

/// Sorts the options of the policy or the block with this name.
pub(super) fn sort<'a>(
    name: &'a Ident,
    written: impl IntoIterator<Item = &'a Written>,
    is_garbled: bool,
    errors: &mut Errors,
) -> Options<'a> {
    let mut options = Options { name, known: Vec::new(), misspelt: Vec::new(), is_garbled };
    for written in written {
        match OptionName::parse(&written.key.to_string()) {
            Err(problem) => {
                errors.report(&written.key, &problem);
                match problem {
                    Problem::Option(OptionProblem::Unknown { meant: Some(meant), .. }) => {
                        options.misspelt.push(meant);
                    }
                    Problem::Option(OptionProblem::Unknown { meant: None, .. }) => {
                        options.is_garbled = true;
                    }
                    _ => {}
                }
            }
            Ok(option) if options.written(option).is_some() => {
                errors.report(&written.key, &OptionProblem::Twice { option });
            }
            Ok(option) => options.known.push((option, written)),
        }
    }
    options
}

/// What is wrong with a value of an option that is not `origins`.
pub(super) fn wrong_value(option: OptionName, value: &TokenStream) -> OptionProblem {
    match ConfiguredKeyword::parse(&value.to_string()) {
        Some(_) => OptionProblem::NotConfigurable { option },
        None => OptionProblem::WrongValue { option },
    }
}
