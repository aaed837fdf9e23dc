//! From the shape in memory to tokens.

mod policy;
mod set;
mod spread;

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

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
        static_of(head, configuration, &quote!(OriginSet), &set::value(lowered))
    });
    quote!(#(#variants)*)
}

/// A set without origins, beside the errors that say why.
pub(crate) fn empty_set(head: &Head) -> TokenStream {
    let value = quote!(::cors_policy::__private::OriginSet::EMPTY);
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
        .map(|(cfg, value)| quote!(#cfg static POLICY: ::cors_policy::__private::Policy = #value;));
    quote! {
        #[automatically_derived]
        impl #impl_generics ::cors_policy::__private::CorsPolicy for #name #type_generics #where_clause {
            fn policy() -> &'static ::cors_policy::__private::Policy {
                #(#policies)*
                &POLICY
            }
        }
    }
}
