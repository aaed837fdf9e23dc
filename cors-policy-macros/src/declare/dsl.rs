//! The front end of `cors_policy!`: `static NAME = { … };`, as often as one likes.

use cors_policy_core::Problem;
use proc_macro2::{TokenStream, TokenTree};
use quote::quote;
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
    let attributes = attributes(input, errors)?;
    let visibility = Visibility::parse(input)?;
    let span = input.span();
    if !read_static(input, errors)? {
        skip_past_semicolon(input);
        return Ok(None);
    }
    if !input.peek(Ident) {
        errors.report(next(input), &Problem::NameMissing);
        skip_past_semicolon(input);
        return Ok(None);
    }
    let name = input.parse::<Ident>()?;
    skip_type(input, errors);
    let before = errors.count();
    let options = body(input, &name, errors)?;
    let is_garbled = errors.count() > before;
    Ok(Some(Declaration { attributes, visibility, span, name, options, is_garbled }))
}

/// Reads attributes, and reports those that are about the whole macro.
fn attributes(input: ParseStream<'_>, errors: &mut Errors) -> syn::Result<Vec<Attribute>> {
    while input.peek(Token![#]) && input.peek2(Token![!]) {
        let attribute = input.call(Attribute::parse_inner)?;
        errors.report(quote!(#(#attribute)*), &Problem::InnerAttribute);
    }
    Attribute::parse_outer(input)
}

/// Reads `static`, or reports what stands in its place. Answers whether a name can be expected then.
fn read_static(input: ParseStream<'_>, errors: &mut Errors) -> syn::Result<bool> {
    if input.peek(Token![static]) {
        input.parse::<Token![static]>()?;
        if input.peek(Token![mut]) {
            errors.report(input.parse::<Token![mut]>()?, &Problem::StaticMut);
        }
        return Ok(true);
    }
    errors.report(next(input), &Problem::StaticMissing);
    if input.peek(Token![const]) || input.peek(Token![let]) {
        input.call(Ident::parse_any)?;
        input.parse::<Option<Token![mut]>>()?;
        return Ok(true);
    }
    Ok(input.peek(Ident) && input.peek2(Token![=]))
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
        skip_to_next(input);
    }
    Ok(options)
}

fn skip_past_semicolon(input: ParseStream<'_>) {
    take_while(input, || !input.is_empty() && !input.peek(Token![;]));
    // At the end there is none, and nothing to skip.
    let _ = input.parse::<Token![;]>();
}

/// Skips what stands behind a policy without a semicolon.
fn skip_to_next(input: ParseStream<'_>) {
    let begins_next =
        || input.peek(Token![#]) || input.peek(Token![pub]) || input.peek(Token![static]);
    take_while(input, || !input.is_empty() && !input.peek(Token![;]) && !begins_next());
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
