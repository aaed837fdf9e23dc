//! From the shape in memory to tokens.

mod policy;
mod set;
mod spread;

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::Attribute;

use crate::configure::Configuration;
use crate::declare::{Derived, Head};
use crate::lower::{Lowered, LoweredSet};

/// A policy in each configuration, as statics of one name.
pub(crate) fn policy(head: &Head, variants: &[(Configuration, Lowered)]) -> TokenStream {
    let variants = variants.iter().map(|(configuration, lowered)| {
        static_of(head, configuration, &quote!(Policy), &policy::value(lowered))
    });
    quote!(#(#variants)*)
}

/// A static of the same name that allows nothing, beside the errors that say why.
pub(crate) fn closed_policy(head: &Head) -> TokenStream {
    let value = quote!(::cors_policy::__private::Policy::CLOSED);
    static_of(head, &Configuration::always(), &quote!(Policy), &value)
}

/// A set of origins in each configuration, likewise.
pub(crate) fn set(head: &Head, variants: &[(Configuration, LoweredSet)]) -> TokenStream {
    let variants = variants.iter().map(|(configuration, lowered)| {
        let value = policy::with_warnings(&lowered.remarks, &set::value(lowered));
        static_of(head, configuration, &quote!(OriginSet), &value)
    });
    quote!(#(#variants)*)
}

/// A set without origins, beside the errors that say why.
pub(crate) fn broken_set(head: &Head) -> TokenStream {
    let value = quote!(::cors_policy::__private::OriginSet::BROKEN);
    static_of(head, &Configuration::always(), &quote!(OriginSet), &value)
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
        #visibility #keyword #name: ::cors_policy::__private::#type_name = #value #end
    }
}

/// The trait for a type, with a policy in each configuration.
pub(crate) fn derived(derived: &Derived, variants: &[(Configuration, Lowered)]) -> TokenStream {
    let values = variants
        .iter()
        .map(|(configuration, lowered)| (configuration.attribute(), policy::value(lowered)));
    implementation(derived, values)
}

/// The trait for a type, with a policy that allows nothing, beside the errors that say why.
pub(crate) fn closed_derived(derived: &Derived) -> TokenStream {
    let value = quote!(::cors_policy::__private::Policy::CLOSED);
    implementation(derived, [(quote!(), value)])
}

fn implementation(
    derived: &Derived,
    values: impl IntoIterator<Item = (TokenStream, TokenStream)>,
) -> TokenStream {
    let name = &derived.input.ident;
    let (impl_generics, type_generics, where_clause) = derived.input.generics.split_for_impl();
    let policies = values
        .into_iter()
        .map(|(cfg, value)| quote!(#cfg static CORS_POLICY_OF_THIS_TYPE: ::cors_policy::__private::Policy = #value;));
    // What the author says of lints is about the policy too, and the use of a deprecated type is not one here.
    let is_about_lints =
        |attribute: &&Attribute| LINT_LEVELS.iter().any(|level| attribute.path().is_ident(level));
    let lints = derived.input.attrs.iter().filter(is_about_lints);
    let is_deprecated = |attribute: &Attribute| attribute.path().is_ident("deprecated");
    let deprecated =
        derived.input.attrs.iter().any(is_deprecated).then(|| quote!(#[allow(deprecated)]));
    quote! {
        #[automatically_derived]
        #(#lints)*
        #deprecated
        impl #impl_generics ::cors_policy::__private::CorsPolicy for #name #type_generics #where_clause {
            fn policy() -> &'static ::cors_policy::__private::Policy {
                #(#policies)*
                &CORS_POLICY_OF_THIS_TYPE
            }
        }
    }
}

/// The attributes that set the level of a lint. `expect` is not among them, for it would have to be met twice.
const LINT_LEVELS: [&str; 4] = ["allow", "warn", "deny", "forbid"];
