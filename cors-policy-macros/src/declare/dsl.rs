//! The front end of `cors_policy!`: `static NAME = { … };`, as often as one likes.

use cors_policy_core::Problem;
use proc_macro2::{TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::token::Brace;
use syn::{Attribute, Ident, Token, Visibility, braced};

use super::{Declaration, options};
use crate::errors::Errors;

/// Reads all declarations. One that cannot be read at all is reported and left out.
pub(crate) fn parse(input: TokenStream, errors: &mut Errors) -> Vec<Declaration> {
    if input.is_empty() {
        errors.report(input, &Problem::NoPolicy);
        return Vec::new();
    }
    let parser = |input: ParseStream<'_>| {
        let mut declarations = Vec::new();
        while !input.is_empty() {
            match declaration(input, errors) {
                Ok(declaration) => declarations.extend(declaration),
                Err(error) => {
                    errors.push(error);
                    skip_past_semicolon(input);
                }
            }
        }
        Ok(declarations)
    };
    parser.parse2(input).unwrap_or_default()
}

/// Reads one declaration, or reports why its name is unknown.
fn declaration(input: ParseStream<'_>, errors: &mut Errors) -> syn::Result<Option<Declaration>> {
    let before = errors.count();
    let attributes = Attribute::parse_outer(input)?;
    let visibility = Visibility::parse(input)?;
    read_static(input, errors)?;
    if !input.peek(Ident) {
        errors.report(next(input), &Problem::NameMissing);
        skip_past_semicolon(input);
        return Ok(None);
    }
    let name = input.parse::<Ident>()?;
    skip_type(input, errors);
    let options = body(input, &name, errors)?;
    let is_garbled = errors.count() > before;
    Ok(Some(Declaration { attributes, visibility, name, options, is_garbled }))
}

/// Reads `static`, and reports what stands in its place.
fn read_static(input: ParseStream<'_>, errors: &mut Errors) -> syn::Result<()> {
    if input.peek(Token![static]) {
        input.parse::<Token![static]>()?;
    } else {
        errors.report(next(input), &Problem::StaticMissing);
        if input.peek(Token![const]) || input.peek(Token![let]) {
            input.call(Ident::parse_any)?;
        }
    }
    if input.peek(Token![mut]) {
        errors.report(input.parse::<Token![mut]>()?, &Problem::StaticMut);
    }
    Ok(())
}

/// Skips and reports a type, as other statics have one.
fn skip_type(input: ParseStream<'_>, errors: &mut Errors) {
    if input.peek(Token![:]) && !input.peek2(Brace) {
        let is_type = || {
            !input.is_empty()
                && !input.peek(Token![=])
                && !input.peek(Token![;])
                && !input.peek(Brace)
        };
        errors.report(take_while(input, is_type), &Problem::TypeGiven);
    }
}

/// Reads `= { … };`.
fn body(
    input: ParseStream<'_>,
    name: &Ident,
    errors: &mut Errors,
) -> syn::Result<Vec<super::Written>> {
    let missing = || Problem::BodyMissing { name: name.to_string() };
    let has_equals = input.peek(Token![=]);
    if has_equals {
        input.parse::<Token![=]>()?;
    } else {
        errors.report(next_or(input, name), &missing());
    }
    if !input.peek(Brace) {
        if has_equals {
            errors.report(next_or(input, name), &missing());
        }
        skip_past_semicolon(input);
        return Ok(Vec::new());
    }
    let content;
    let braces = braced!(content in input);
    let options = options::parse(&content, ':', errors);
    if input.peek(Token![;]) {
        input.parse::<Token![;]>()?;
    } else {
        let problem = Problem::SemicolonMissing { name: name.to_string() };
        errors.push(syn::Error::new(braces.span.close(), problem));
    }
    Ok(options)
}

fn skip_past_semicolon(input: ParseStream<'_>) {
    take_while(input, || !input.is_empty() && !input.peek(Token![;]));
    // At the end there is none, and nothing to skip.
    let _ = input.parse::<Token![;]>();
}

/// The next token, to point at.
fn next(input: ParseStream<'_>) -> TokenStream {
    input.fork().parse::<TokenTree>().map(TokenStream::from).unwrap_or_default()
}

/// The next token, or at the end the name before it.
fn next_or(input: ParseStream<'_>, name: &Ident) -> TokenStream {
    if input.is_empty() { TokenTree::from(name.clone()).into() } else { next(input) }
}

/// Takes tokens for as long as `goes_on`, which must end at the end of the input.
pub(super) fn take_while(input: ParseStream<'_>, goes_on: impl Fn() -> bool) -> TokenStream {
    let mut tokens = TokenStream::new();
    while goes_on() {
        match input.parse::<TokenTree>() {
            Ok(token) => tokens.extend([token]),
            Err(_) => break,
        }
    }
    tokens
}
