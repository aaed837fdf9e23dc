//! The front end of `#[derive(CorsPolicy)]`: the options stand in `#[cors(…)]`, as often as one likes.

use cors_policy_core::Problem;
use proc_macro2::TokenStream;
use syn::parse::{ParseStream, Parser};
use syn::{Data, DeriveInput, Meta};

use super::{Declaration, options};
use crate::errors::Errors;

/// A type, and the policy that is declared for it.
pub(crate) struct Derived {
    pub(crate) input: DeriveInput,
    pub(crate) declaration: Declaration,
}

/// Reads a type with its attributes. All of them together are one declaration.
pub(crate) fn derived(input: TokenStream, errors: &mut Errors) -> Option<Derived> {
    let input = match syn::parse2::<DeriveInput>(input) {
        Ok(input) => input,
        Err(error) => {
            errors.push(error);
            return None;
        }
    };
    let before = errors.count();
    if let Data::Union(data) = &input.data {
        errors.report(data.union_token, &Problem::UnionDerive);
    }
    let mut options = Vec::new();
    for attribute in input.attrs.iter().filter(|attribute| attribute.path().is_ident("cors")) {
        match &attribute.meta {
            Meta::List(list) => {
                let parser = |input: ParseStream<'_>| Ok(options::parse(input, '=', errors));
                options.extend(parser.parse2(list.tokens.clone()).unwrap_or_default());
            }
            meta => errors.report(meta, &Problem::AttributeWithoutOptions),
        }
    }
    let is_garbled = errors.count() > before;
    let declaration = Declaration { name: input.ident.clone(), options, is_garbled };
    Some(Derived { input, declaration })
}
