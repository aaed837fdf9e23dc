//! Sets that are declared elsewhere: what the compiler must still check, when it knows what is in them.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use super::set;
use crate::check::{Demand, Demands};
use crate::declare::Spread;
use crate::lower::LoweredSet;

/// The sets of a policy, and the items that must stand in front of it.
pub(super) struct SpreadList {
    /// A reference to each set.
    pub(super) sets: Vec<TokenStream>,
    pub(super) items: TokenStream,
}

/// One set, its name for a sentence, and where it is spread.
struct Named {
    path: TokenStream,
    name: String,
    span: Span,
}

pub(super) fn list(spreads: &[Spread], own: Option<&LoweredSet>, demands: Demands) -> SpreadList {
    let mut named = spreads.iter().map(named).collect::<Vec<_>>();
    let checks = named.iter().map(|set| forbid(set, demands)).collect::<Vec<_>>();
    let required = require(&named, demands);
    let own = own.map(|own| {
        let (ident, value) = (Ident::new(OWN, Span::call_site()), set::value(own));
        named.push(Named {
            path: quote!(#ident),
            name: "the list itself".to_owned(),
            span: Span::call_site(),
        });
        quote!(static #ident: ::cors_policy::__private::OriginSet = #value;)
    });
    let pairs = named.iter().enumerate().flat_map(|(index, later)| {
        named[..index].iter().map(move |earlier| disjoint(earlier, later))
    });
    SpreadList {
        items: quote!(#own #(#checks)* #required #(#pairs)*),
        sets: named.iter().map(reference).collect(),
    }
}

fn named(spread: &Spread) -> Named {
    let path = &spread.path;
    Named { path: quote!(#path), name: format!("`{}`", spread.name), span: path.span() }
}

/// Spanned as the path is, for what stands there may not be a set.
fn reference(set: &Named) -> TokenStream {
    let Named { path, span, .. } = set;
    quote_spanned!(*span=> &#path)
}

/// The set must not hold what is too dangerous for the policy.
fn forbid(set: &Named, demands: Demands) -> TokenStream {
    let Named { path, name, span } = set;
    let checks =
        [("forbid_insecure", demands.insecure), ("forbid_public_suffix", demands.public_suffix)];
    let checks =
        checks.into_iter().filter(|(_, demand)| *demand == Demand::Forbidden).map(|(check, _)| {
            let check = Ident::new(check, *span);
            quote_spanned!(*span=> const _: () = ::cors_policy::__private::#check(&#path, #name);)
        });
    quote!(#(#checks)*)
}

/// One of the sets must hold what a relaxation is for.
fn require(sets: &[Named], demands: Demands) -> TokenStream {
    let paths = sets.iter().map(|set| &set.path).collect::<Vec<_>>();
    let span = sets.first().map_or_else(Span::call_site, |set| set.span);
    let checks =
        [("require_insecure", demands.insecure), ("require_public_suffix", demands.public_suffix)];
    let checks =
        checks.into_iter().filter(|(_, demand)| *demand == Demand::Required).map(|(check, _)| {
            let check = Ident::new(check, span);
            quote_spanned!(span=> const _: () = ::cors_policy::__private::#check(&[#(&#paths),*]);)
        });
    quote!(#(#checks)*)
}

/// Two sets must not allow the same origin.
fn disjoint(earlier: &Named, later: &Named) -> TokenStream {
    let (a, b, a_name, b_name) = (&earlier.path, &later.path, &earlier.name, &later.name);
    let span = earlier.span;
    // A large set takes the compiler long, and that is no mistake of the user's.
    quote_spanned! {span=>
        #[allow(long_running_const_eval)]
        const _: () = ::cors_policy::__private::check_disjoint(&#a, #a_name, &#b, #b_name);
    }
}

/// What the origins of the policy itself are called, inside of its static.
const OWN: &str = "CORS_POLICY_OWN_ORIGINS";
