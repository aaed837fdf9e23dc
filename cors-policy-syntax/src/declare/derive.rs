//! The front end of `#[derive(CorsPolicy)]`: the options are in one or more `#[cors(…)]`.

use cors_policy_core::problem::ItemProblem;
use proc_macro2::TokenStream;
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, Data, DeriveInput, Fields, Meta};

use super::{Declaration, Library, fragments, nesting, options};
use crate::errors::Errors;

/// A type, and the policy that is declared for it.
pub(crate) struct Derived {
    pub(crate) input: DeriveInput,
    pub(crate) library: Library,
    pub(crate) declaration: Declaration,
}

/// Reads a type with its attributes. All `#[cors(…)]` together are one declaration.
pub(crate) fn derived(input: TokenStream, errors: &mut Errors) -> Option<Derived> {
    let before = errors.count();
    let parsed = match nesting::limit(input, errors) {
        Ok(input) => syn::parse2::<DeriveInput>(input),
        Err(cut) => return closed(cut),
    };
    let input = match parsed {
        Ok(input) => input,
        Err(error) => {
            errors.push(error);
            return None;
        }
    };
    if let Data::Union(data) = &input.data {
        errors.report(data.union_token, &ItemProblem::Union);
    }
    for attribute in members(&input.data).filter(|attribute| is_ours(attribute)) {
        errors.report(attribute, &ItemProblem::MemberAttribute);
    }
    let mut options = Vec::new();
    for attribute in input.attrs.iter().filter(|attribute| is_ours(attribute)) {
        match &attribute.meta {
            Meta::List(list) => {
                let parser = |input: ParseStream<'_>| Ok(options::parse(input, '=', errors));
                let tokens = fragments::unwrap(list.tokens.clone());
                options.extend(parser.parse2(tokens).unwrap_or_default());
            }
            meta => errors.report(meta, &ItemProblem::AttributeWithoutOptions),
        }
    }
    let library = Library::take(&mut options, errors);
    let is_garbled = errors.count() > before;
    let declaration = Declaration::new(input.ident.clone(), options, is_garbled);
    Some(Derived { input, library, declaration })
}

/// The type without a policy, after brackets that are nested too deep were reported and cut out. `None` if the rest is
/// not a type.
fn closed(cut: TokenStream) -> Option<Derived> {
    let input = syn::parse2::<DeriveInput>(cut).ok()?;
    let declaration = Declaration::new(input.ident.clone(), Vec::new(), true);
    Some(Derived { input, library: Library::default(), declaration })
}

fn is_ours(attribute: &Attribute) -> bool {
    attribute.path().is_ident("cors")
}

/// The attributes of all fields and variants.
fn members(data: &Data) -> impl Iterator<Item = &Attribute> {
    let (fields, variants) = match data {
        Data::Struct(data) => (vec![&data.fields], Vec::new()),
        Data::Enum(data) => (
            data.variants.iter().map(|variant| &variant.fields).collect(),
            data.variants.iter().collect(),
        ),
        Data::Union(_) => (Vec::new(), Vec::new()),
    };
    let of_fields = fields.into_iter().flat_map(Fields::iter).flat_map(|field| &field.attrs);
    of_fields.chain(variants.into_iter().flat_map(|variant| &variant.attrs))
}
