//! Turns the layout in memory into tokens.

mod anyone_else;
mod kind;
mod options;
mod policy;
mod set;
mod spread;

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Attribute;

use crate::configure::Configuration;
use crate::declare::{Derived, Head, Library};
use crate::lower::{Lowered, LoweredSet};

pub(crate) use kind::Kind;

/// A policy or a template in each configuration: statics with the same name, each with its own `#[cfg]`.
pub(crate) fn policy(
    library: &Library,
    head: &Head,
    variants: &[(Configuration, Lowered)],
) -> TokenStream {
    let variants = variants.iter().map(|(configuration, lowered)| {
        let value = policy::value(library, &head.name, lowered);
        static_of(head, configuration, &Kind::of(lowered).type_name(library), &value)
    });
    quote!(#(#variants)*)
}

/// A static with the same name that allows nothing. The errors are reported with it.
pub(crate) fn closed_policy(library: &Library, head: &Head, kind: Kind) -> TokenStream {
    let type_name = kind.type_name(library);
    static_of(head, &Configuration::always(), &type_name, &quote!(#type_name::CLOSED))
}

/// A set of origins in each configuration: statics with the same name, each with its own `#[cfg]`.
pub(crate) fn set(
    library: &Library,
    head: &Head,
    variants: &[(Configuration, LoweredSet)],
) -> TokenStream {
    let variants = variants.iter().map(|(configuration, lowered)| {
        let value = policy::with_warnings(&lowered.remarks, &set::value(library, lowered));
        static_of(head, configuration, &quote!(#library::OriginSet), &value)
    });
    quote!(#(#variants)*)
}

/// A set without origins. The errors are reported with it.
pub(crate) fn broken_set(library: &Library, head: &Head) -> TokenStream {
    let value = quote!(#library::CheckedSet::BROKEN.set());
    static_of(head, &Configuration::always(), &quote!(#library::OriginSet), &value)
}

fn static_of(
    head: &Head,
    configuration: &Configuration,
    type_name: &TokenStream,
    value: &TokenStream,
) -> TokenStream {
    let Head { attributes, visibility, span, name } = head;
    let cfg = configuration.attribute();
    let (keyword, end) = (quote_spanned!(*span=> static), quote_spanned!(*span=> ;));
    quote! {
        #cfg
        #(#attributes)*
        #visibility #keyword #name: #type_name = #value #end
    }
}

/// The implementation of the trait for a type, with a policy in each configuration. Some configurations may have a policy
/// and others a template, which are two traits.
pub(crate) fn derived(derived: &Derived, variants: &[(Configuration, Lowered)]) -> TokenStream {
    let implementations = [Kind::Policy, Kind::Template].map(|kind| {
        let variants = variants.iter().filter(|(_, lowered)| Kind::of(lowered) == kind);
        let variants = variants.collect::<Vec<_>>();
        (kind, variants)
    });
    let is_mixed = implementations.iter().all(|(_, variants)| !variants.is_empty());
    let implementations = implementations.iter().filter(|(_, variants)| !variants.is_empty());
    let implementations = implementations.map(|(kind, variants)| {
        let configurations = variants.iter().map(|(configuration, _)| configuration);
        let cfg = is_mixed.then(|| Configuration::attribute_of_any(configurations));
        let values = variants.iter().map(|(configuration, lowered)| {
            let name = &derived.input.ident;
            (configuration.attribute(), policy::value(&derived.library, name, lowered))
        });
        let implementation = implementation(derived, *kind, values);
        quote!(#cfg #implementation)
    });
    quote!(#(#implementations)*)
}

/// The implementation of the trait for a type, with a policy that allows nothing. The errors are reported with it.
pub(crate) fn closed_derived(derived: &Derived, kind: Kind) -> TokenStream {
    let type_name = kind.type_name(&derived.library);
    implementation(derived, kind, [(quote!(), quote!(#type_name::CLOSED))])
}

fn implementation(
    derived: &Derived,
    kind: Kind,
    values: impl IntoIterator<Item = (TokenStream, TokenStream)>,
) -> TokenStream {
    let library = &derived.library;
    // The compiler warns about a deprecated type if the user names it, but not if the code of a derive names it.
    let mut name = derived.input.ident.clone();
    name.set_span(Span::call_site().located_at(name.span()));
    let (impl_generics, type_generics, where_clause) = derived.input.generics.split_for_impl();
    let (type_name, trait_name, function) =
        (kind.type_name(library), kind.trait_name(library), kind.function());
    let policies = values
        .into_iter()
        .map(|(cfg, value)| quote!(#cfg static CORS_POLICY_OF_THIS_TYPE: #type_name = #value;));
    // Attributes on the type that set the level of a lint apply to its policy too.
    let is_about_lints =
        |attribute: &&Attribute| LINT_LEVELS.iter().any(|level| attribute.path().is_ident(level));
    let lints = derived.input.attrs.iter().filter(is_about_lints);
    quote! {
        #[automatically_derived]
        #(#lints)*
        impl #impl_generics #trait_name for #name #type_generics #where_clause {
            fn #function() -> &'static #type_name {
                #(#policies)*
                &CORS_POLICY_OF_THIS_TYPE
            }
        }
    }
}

/// The attributes that set the level of a lint. `expect` is missing, because the lint would have to fire in both
/// places.
const LINT_LEVELS: [&str; 4] = ["allow", "warn", "deny", "forbid"];
