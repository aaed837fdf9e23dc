//! The front end of a declaration without a name, as `Display` for `Policy` prints it.

use proc_macro2::{Group, Ident};
use syn::parse::{ParseStream, Parser};

use super::{Declaration, nesting, options};
use crate::errors::Errors;

/// Reads the options in these braces. `None` if they are nested too deep, which is reported.
pub(crate) fn printed(braces: &Group, errors: &mut Errors) -> Option<Declaration> {
    let before = errors.count();
    let tokens = nesting::limit(braces.stream(), errors).ok()?;
    let parser = |input: ParseStream<'_>| Ok(options::parse(input, ':', errors));
    let options = parser.parse2(tokens).unwrap_or_default();
    // What is underlined if something is missing.
    let name = Ident::new("policy", braces.span_open());
    Some(Declaration::new(name, options, errors.count() > before))
}
