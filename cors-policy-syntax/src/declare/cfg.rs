//! `#[cfg(…)]` in front of an option or an entry.

use cors_policy_core::limits::MAX_CONDITIONS;
use cors_policy_core::problem::{ConditionProblem, GrammarProblem};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::token::Bracket;
use syn::{Attribute, Ident, LitStr, Meta, Token, parenthesized};

use super::tokens::take_token;
use crate::errors::Errors;

/// A condition. The compiler decides it when it builds the crate; a macro does not know it.
///
/// [The Rust Reference, conditional compilation](https://doc.rust-lang.org/reference/conditional-compilation.html)
#[derive(Clone)]
pub(crate) enum Predicate {
    /// `debug_assertions`, `feature = "dev"`
    Atom(Atom),
    All(Vec<Predicate>),
    Any(Vec<Predicate>),
    Not(Box<Predicate>),
}

/// A condition without `all`, `any` and `not`. It is true or false for a whole build.
#[derive(Clone)]
pub(crate) struct Atom {
    pub(crate) key: String,
    pub(crate) value: Option<String>,
    /// The condition as it was written. The compiler warns there if it does not know the condition.
    tokens: TokenStream,
}

impl Atom {
    fn new(key: String, value: Option<String>, tokens: TokenStream) -> Self {
        match (key.as_str(), value.as_deref()) {
            // The long names of `unix` and `windows`.
            ("target_family", Some("unix" | "windows")) => {
                Self { key: value.unwrap_or_default(), value: None, tokens }
            }
            _ => Self { key, value, tokens },
        }
    }

    /// Whether the atom has this key and this value.
    pub(crate) fn is(&self, key: &str, value: Option<&str>) -> bool {
        self.key == key && self.value.as_deref() == value
    }
}

impl PartialEq for Atom {
    fn eq(&self, other: &Self) -> bool {
        (&self.key, &self.value) == (&other.key, &other.value)
    }
}

/// Reads the attributes before an option or an entry. All of their conditions must be true.
pub(super) fn read(input: ParseStream<'_>, errors: &mut Errors) -> Option<Predicate> {
    let mut predicates = Vec::new();
    while input.peek(Token![#]) {
        let tokens = take_attribute(input);
        let attributes = Attribute::parse_outer.parse2(tokens.clone()).unwrap_or_default();
        if attributes.is_empty() {
            errors.report(tokens, &GrammarProblem::AttributeHere);
        }
        for attribute in attributes {
            match attribute.meta {
                Meta::List(list) if list.path.is_ident("cfg") => match list.parse_args() {
                    Ok(predicate) => predicates.push(predicate),
                    Err(_) => errors.report(list, &ConditionProblem::Syntax),
                },
                meta => errors.report(meta, &GrammarProblem::AttributeHere),
            }
        }
    }
    match predicates.len() {
        0 => None,
        1 => predicates.pop(),
        _ => Some(Predicate::All(predicates)),
    }
}

/// Takes the next attribute, whatever it contains.
fn take_attribute(input: ParseStream<'_>) -> TokenStream {
    let mut tokens = take_token(input);
    if input.peek(Token![!]) {
        tokens.extend(take_token(input));
    }
    if input.peek(Bracket) {
        tokens.extend(take_token(input));
    }
    tokens
}

impl Predicate {
    /// Adds each atom that `atoms` does not contain yet, and stops if there are too many.
    pub(crate) fn collect_atoms(&self, atoms: &mut Vec<Atom>) {
        match self {
            _ if atoms.len() > MAX_CONDITIONS => {}
            Self::Atom(atom) if atoms.contains(atom) => {}
            Self::Atom(atom) => atoms.push(atom.clone()),
            Self::Not(predicate) => predicate.collect_atoms(atoms),
            Self::All(predicates) | Self::Any(predicates) => {
                for predicate in predicates {
                    predicate.collect_atoms(atoms);
                }
            }
        }
    }

    /// Whether the condition is true if these atoms are true and all others are false.
    pub(crate) fn holds(&self, truths: &[&Atom]) -> bool {
        match self {
            Self::Atom(atom) => truths.contains(&atom),
            Self::Not(predicate) => !predicate.holds(truths),
            Self::All(predicates) => predicates.iter().all(|predicate| predicate.holds(truths)),
            Self::Any(predicates) => predicates.iter().any(|predicate| predicate.holds(truths)),
        }
    }
}

impl Parse for Predicate {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let key = input.call(Ident::parse_any)?;
        let name = key.to_string();
        if name.starts_with("r#") {
            return Err(syn::Error::new(key.span(), "a condition is no raw identifier"));
        }
        let predicate = match name.as_str() {
            "all" | "any" | "not" => {
                let content;
                parenthesized!(content in input);
                let list = Punctuated::<Self, Token![,]>::parse_terminated(&content)?;
                let mut list = list.into_iter().collect::<Vec<_>>();
                match name.as_str() {
                    "all" => Self::All(list),
                    "any" => Self::Any(list),
                    _ if list.len() == 1 => Self::Not(Box::new(list.remove(0))),
                    _ => return Err(syn::Error::new(key.span(), "`not` takes one condition")),
                }
            }
            "true" => Self::All(Vec::new()),
            "false" => Self::Any(Vec::new()),
            // A keyword cannot be a condition.
            _ if syn::parse2::<Ident>(quote!(#key)).is_err() => {
                return Err(syn::Error::new(key.span(), "a condition is no keyword"));
            }
            _ => {
                let equals = input.parse::<Option<Token![=]>>()?;
                let value = equals.map(|_| input.parse::<LitStr>()).transpose()?;
                let tokens = quote!(#key #equals #value);
                Self::Atom(Atom::new(name, value.map(|value| value.value()), tokens))
            }
        };
        if input.is_empty() || input.peek(Token![,]) {
            Ok(predicate)
        } else {
            Err(input.error("a condition ends here"))
        }
    }
}

impl ToTokens for Atom {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(self.tokens.clone());
    }
}
