//! Turns the layout in memory into tokens.

mod policy;
mod set;
mod spread;

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Attribute;

use crate::configure::Configuration;
use crate::declare::{Derived, Head, Library};
use crate::lower::{Lowered, LoweredSet};

/// A policy in each configuration: statics with the same name, each with its own `#[cfg]`.
pub(crate) fn policy(
    library: &Library,
    head: &Head,
    variants: &[(Configuration, Lowered)],
) -> TokenStream {
    let variants = variants.iter().map(|(configuration, lowered)| {
        let value = policy::value(library, lowered);
        static_of(head, configuration, &quote!(#library::Policy), &value)
    });
    quote!(#(#variants)*)
}

/// A static with the same name that allows nothing. The errors are reported with it.
pub(crate) fn closed_policy(library: &Library, head: &Head) -> TokenStream {
    let value = quote!(#library::Policy::CLOSED);
    static_of(head, &Configuration::always(), &quote!(#library::Policy), &value)
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

/// The implementation of `CorsPolicy` for a type, with a policy in each configuration.
pub(crate) fn derived(derived: &Derived, variants: &[(Configuration, Lowered)]) -> TokenStream {
    let values = variants.iter().map(|(configuration, lowered)| {
        (configuration.attribute(), policy::value(&derived.library, lowered))
    });
    implementation(derived, values)
}

/// The implementation of `CorsPolicy` for a type, with a policy that allows nothing. The errors are reported with it.
pub(crate) fn closed_derived(derived: &Derived) -> TokenStream {
    let library = &derived.library;
    implementation(derived, [(quote!(), quote!(#library::Policy::CLOSED))])
}

fn implementation(
    derived: &Derived,
    values: impl IntoIterator<Item = (TokenStream, TokenStream)>,
) -> TokenStream {
    let library = &derived.library;
    // The compiler warns about a deprecated type if the user names it, but not if the code of a derive names it.
    let mut name = derived.input.ident.clone();
    name.set_span(Span::call_site().located_at(name.span()));
    let (impl_generics, type_generics, where_clause) = derived.input.generics.split_for_impl();
    let policies = values.into_iter().map(
        |(cfg, value)| quote!(#cfg static CORS_POLICY_OF_THIS_TYPE: #library::Policy = #value;),
    );
    // Attributes on the type that set the level of a lint apply to its policy too.
    let is_about_lints =
        |attribute: &&Attribute| LINT_LEVELS.iter().any(|level| attribute.path().is_ident(level));
    let lints = derived.input.attrs.iter().filter(is_about_lints);
    quote! {
        #[automatically_derived]
        #(#lints)*
        impl #impl_generics #library::CorsPolicy for #name #type_generics #where_clause {
            fn policy() -> &'static #library::Policy {
                #(#policies)*
                &CORS_POLICY_OF_THIS_TYPE
            }
        }
    }
}

/// The attributes that set the level of a lint. `expect` is missing, because the lint would have to fire in both
/// places.
const LINT_LEVELS: [&str; 4] = ["allow", "warn", "deny", "forbid"];
