//! The front ends of `cors_policy!` and `cors_origins!`: any number of `static NAME = …;`.

use cors_policy_core::problem::{ItemProblem, Problem, Shape};
use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::token::{Brace, Bracket};
use syn::{Attribute, Ident, Token, Visibility, braced};

use super::tokens::{peek_token, take_while};
use super::{Declaration, Head, Library, List, fragments, list, nesting, options};
use crate::errors::Errors;

/// All statics of one macro call.
pub(crate) struct Statics<T> {
    pub(crate) library: Library,
    pub(crate) statics: Vec<Static<T>>,
}

/// One static and its body.
pub(crate) struct Static<T> {
    pub(crate) head: Head,
    /// `None` if the body could not be read.
    pub(crate) body: Option<T>,
}

/// Reads the policies of `cors_policy!`. Reports and leaves out what cannot be read at all.
pub(crate) fn policies(input: TokenStream, errors: &mut Errors) -> Statics<Declaration> {
    parse(input, Shape::Policy, errors, |input, name, errors| {
        let before = errors.count();
        let content;
        braced!(content in input);
        let options = options::parse(&content, ':', errors);
        let is_garbled = errors.count() > before;
        Ok(Declaration::new(name.clone(), options, is_garbled))
    })
}

/// Reads the sets of `cors_origins!`. Reports and leaves out what cannot be read at all.
pub(crate) fn sets(input: TokenStream, errors: &mut Errors) -> Statics<List> {
    parse(input, Shape::Set, errors, |input, _, errors| Ok(list::read(input, errors)))
}

fn parse<T>(
    input: TokenStream,
    shape: Shape,
    errors: &mut Errors,
    read_body: impl Fn(ParseStream<'_>, &Ident, &mut Errors) -> syn::Result<T>,
) -> Statics<T> {
    match nesting::limit(input, errors) {
        Ok(input) => read_all(fragments::unwrap_items(input), shape, errors, read_body),
        // Only the names are needed. Other errors are dropped, because the cut may have caused them.
        Err(cut) => {
            let cut = fragments::unwrap_items(cut);
            let Statics { library, statics } =
                read_all(cut, shape, &mut Errors::default(), read_body);
            let statics =
                statics.into_iter().map(|Static { head, .. }| Static { head, body: None });
            Statics { library, statics: statics.collect() }
        }
    }
}

fn read_all<T>(
    input: TokenStream,
    shape: Shape,
    errors: &mut Errors,
    read_body: impl Fn(ParseStream<'_>, &Ident, &mut Errors) -> syn::Result<T>,
) -> Statics<T> {
    let mut library = Library::default();
    let mut statics = Vec::new();
    let parser = |input: ParseStream<'_>| {
        library = Library::read(input, errors);
        if input.is_empty() {
            errors.report(TokenStream::new(), &ItemProblem::NothingDeclared { shape });
        }
        while !input.is_empty() {
            match read(input, shape, errors, &read_body) {
                Ok(read) => statics.extend(read),
                Err(error) => {
                    errors.push(error);
                    skip_past_semicolon(input);
                }
            }
        }
        Ok(())
    };
    // `syn` returns an error at the end if the brackets of an attribute or of a visibility contain something extra.
    if let Err(error) = parser.parse2(input) {
        errors.push(error);
    }
    Statics { library, statics }
}

/// Reads one static, or reports why its name is unknown.
fn read<T>(
    input: ParseStream<'_>,
    shape: Shape,
    errors: &mut Errors,
    read_body: impl Fn(ParseStream<'_>, &Ident, &mut Errors) -> syn::Result<T>,
) -> syn::Result<Option<Static<T>>> {
    let attributes = attributes(input, errors)?;
    let visibility = Visibility::parse(input)?;
    let span = input.span();
    if !read_static(input, shape, errors)? {
        skip_past_semicolon(input);
        return Ok(None);
    }
    if !input.peek(Ident) {
        errors.report(peek_token(input), &ItemProblem::NameMissing { shape });
        skip_past_semicolon(input);
        return Ok(None);
    }
    let name = input.parse::<Ident>()?;
    skip_type(input, shape, errors);
    let body = if begins_body(input, shape, &name, errors) {
        let close = closing_span(input);
        let body = read_body(input, &name, errors)?;
        end(input, shape, &name, close, errors);
        Some(body)
    } else {
        skip_past_semicolon(input);
        None
    };
    Ok(Some(Static { head: Head { attributes, visibility, span, name }, body }))
}

/// Reads attributes, and reports those that apply to the whole macro.
fn attributes(input: ParseStream<'_>, errors: &mut Errors) -> syn::Result<Vec<Attribute>> {
    while input.peek(Token![#]) && input.peek2(Token![!]) {
        let attribute = input.call(Attribute::parse_inner)?;
        errors.report(quote!(#(#attribute)*), &ItemProblem::InnerAttribute);
    }
    Attribute::parse_outer(input)
}

/// Reads `static`, or reports what is in its place. Returns whether a name can follow.
fn read_static(input: ParseStream<'_>, shape: Shape, errors: &mut Errors) -> syn::Result<bool> {
    if input.peek(Token![static]) {
        input.parse::<Token![static]>()?;
        if input.peek(Token![mut]) {
            errors.report(input.parse::<Token![mut]>()?, &ItemProblem::Mutable { shape });
        }
        return Ok(true);
    }
    errors.report(peek_token(input), &ItemProblem::StaticMissing { shape });
    if input.peek(Token![const]) || input.peek(Token![let]) {
        input.call(Ident::parse_any)?;
        input.parse::<Option<Token![mut]>>()?;
        return Ok(true);
    }
    Ok(input.peek(Ident) && input.peek2(Token![=]))
}

/// Skips and reports a type. People write one because other statics have one.
fn skip_type(input: ParseStream<'_>, shape: Shape, errors: &mut Errors) {
    if input.peek(Token![:]) && !input.peek2(Brace) && !input.peek2(Bracket) {
        let is_type = || !input.peek(Token![=]) && !input.peek(Token![;]) && !input.peek(Brace);
        errors.report(take_while(input, is_type), &ItemProblem::TypeGiven { shape });
    }
}

/// Reads `=`. Returns whether the body comes next.
fn begins_body(input: ParseStream<'_>, shape: Shape, name: &Ident, errors: &mut Errors) -> bool {
    let has_equals = input.parse::<Token![=]>().is_ok();
    let has_body = match shape {
        Shape::Policy => input.peek(Brace),
        Shape::Set => input.peek(Bracket),
    };
    if !has_equals || !has_body {
        let at = if input.is_empty() { name.to_token_stream() } else { peek_token(input) };
        errors.report(at, &ItemProblem::BodyMissing { shape, name: name.to_string() });
    }
    has_body
}

/// Where the body that comes next ends.
fn closing_span(input: ParseStream<'_>) -> Span {
    match input.fork().parse() {
        Ok(TokenTree::Group(group)) => group.span_close(),
        _ => input.span(),
    }
}

/// Reads the semicolon after a body. If it is missing, the error is at the end of the body.
fn end(input: ParseStream<'_>, shape: Shape, name: &Ident, close: Span, errors: &mut Errors) {
    if input.parse::<Token![;]>().is_err() {
        let problem =
            Problem::Item(ItemProblem::SemicolonMissing { shape, name: name.to_string() });
        errors.push(syn::Error::new(close, problem));
        skip_to_next(input);
    }
}

fn skip_past_semicolon(input: ParseStream<'_>) {
    take_while(input, || !input.peek(Token![;]));
    // At the end of the input there is no semicolon, and nothing to skip.
    let _ = input.parse::<Token![;]>();
}

/// Skips what follows a static without a semicolon.
fn skip_to_next(input: ParseStream<'_>) {
    let begins_next =
        || input.peek(Token![#]) || input.peek(Token![pub]) || input.peek(Token![static]);
    take_while(input, || !input.peek(Token![;]) && !begins_next());
    let _ = input.parse::<Token![;]>();
}
