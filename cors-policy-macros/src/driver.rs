//! The three macros, stage by stage.

use proc_macro2::TokenStream;
use quote::quote;

use crate::check::{check, check_set};
use crate::configure::Configuration;
use crate::declare::{self, Declaration, List, Static};
use crate::errors::Errors;
use crate::expand;
use crate::lower::{Lowered, LoweredSet, lower, lower_set};

pub(crate) fn cors_policy(input: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let statics = declare::policies(input, &mut errors);
    let policies = statics.iter().map(|Static { head, body }| {
        match body.as_ref().and_then(|declaration| compile(declaration, &mut errors)) {
            Some(variants) => expand::policy(head, &variants),
            None => expand::closed_policy(head),
        }
    });
    let policies = policies.collect::<TokenStream>();
    quote!(#policies #errors)
}

pub(crate) fn cors_origins(input: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let statics = declare::sets(input, &mut errors);
    let sets = statics.iter().map(|Static { head, body }| {
        match body.as_ref().and_then(|list| compile_set(list, &mut errors)) {
            Some(variants) => expand::set(head, &variants),
            None => expand::empty_set(head),
        }
    });
    let sets = sets.collect::<TokenStream>();
    quote!(#sets #errors)
}

pub(crate) fn derive_cors_policy(input: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let derived = declare::derived(input, &mut errors);
    let implementation = derived.map(|derived| match compile(&derived.declaration, &mut errors) {
        Some(variants) => expand::derived(&derived, &variants),
        None => expand::closed_derived(&derived),
    });
    quote!(#implementation #errors)
}

/// One declaration, in each configuration. Without an answer, something was reported.
fn compile(
    declaration: &Declaration,
    errors: &mut Errors,
) -> Option<Vec<(Configuration, Lowered)>> {
    Configuration::split(declaration, &declaration.name, errors)?
        .into_iter()
        .map(|(configuration, plain)| {
            check(&plain, errors).map(|legal| (configuration, lower(legal)))
        })
        // Not `collect` alone, which would stop at the first configuration with a mistake.
        .collect::<Vec<_>>()
        .into_iter()
        .collect()
}

fn compile_set(list: &List, errors: &mut Errors) -> Option<Vec<(Configuration, LoweredSet)>> {
    Configuration::split(list, &list.tokens, errors)?
        .into_iter()
        .map(|(configuration, plain)| {
            check_set(&plain, errors).map(|origins| (configuration, lower_set(&origins)))
        })
        .collect::<Vec<_>>()
        .into_iter()
        .collect()
}
