//! One set of origins.

use cors_policy_core::perfect::Layout;
use cors_policy_core::set::{ExactSet, SubdomainSet};
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;

use crate::declare::Library;
use crate::lower::LoweredSet;

/// The value of a static of type `OriginSet`.
pub(super) fn value(library: &Library, lowered: &LoweredSet) -> TokenStream {
    let set = &lowered.set;
    let fields = [
        exact_set(library, "exact", &set.exact),
        exact_set(library, "any_port", &set.any_port),
        subdomain_set(library, "subdomains", &set.subdomains),
        subdomain_set(library, "subdomains_any_port", &set.subdomains_any_port),
        exact_set(library, "any_host", &set.any_host),
        danger(library, "insecure", lowered.insecure.as_deref()),
        danger(library, "public_suffix", lowered.public_suffix.as_deref()),
    ];
    // Clippy warns of a rest that is empty.
    let rest = fields.iter().any(Option::is_none).then(|| quote!(..#library::CheckedSet::EMPTY));
    let fields = fields.into_iter().flatten();
    quote! {
        #library::CheckedSet {
            #(#fields,)*
            #rest
        }
        .set()
    }
}

fn danger(library: &Library, kind: &str, entry: Option<&str>) -> Option<TokenStream> {
    let kind = Ident::new(kind, Span::call_site());
    entry.map(|entry| quote!(#kind: #library::Some(#entry)))
}

fn exact_set(library: &Library, kind: &str, set: &ExactSet) -> Option<TokenStream> {
    let kind = Ident::new(kind, Span::call_site());
    let (shortest, longest) = (unsuffixed(set.lengths.0), unsuffixed(set.lengths.1));
    let layout = layout(&set.layout);
    let slots = set.layout.slots.iter().map(|slot| slot.map_or("", |key| &set.texts[key]));
    (!set.texts.is_empty()).then(|| {
        quote! {
            #kind: #library::ExactSet {
                lengths: (#shortest, #longest),
                #layout,
                slots: &[#(#slots),*],
            }
        }
    })
}

fn subdomain_set(library: &Library, kind: &str, set: &SubdomainSet) -> Option<TokenStream> {
    let kind = Ident::new(kind, Span::call_site());
    let longest = unsuffixed(set.longest);
    let layout = layout(&set.layout);
    let slots = set.layout.slots.iter().map(|slot| {
        let (scheme, suffix) = match slot {
            Some(key) => (set.patterns[*key].scheme.as_str(), set.patterns[*key].suffix.as_str()),
            None => ("", ""),
        };
        quote!(#library::Subdomains { scheme: #scheme, suffix: #suffix })
    });
    let suffix_lengths = set.suffix_lengths.iter().map(|&length| unsuffixed(length));
    (!set.patterns.is_empty()).then(|| {
        quote! {
            #kind: #library::SubdomainSet {
                longest: #longest,
                #layout,
                slots: &[#(#slots),*],
                suffix_lengths: &[#(#suffix_lengths),*],
            }
        }
    })
}

fn layout(layout: &Layout) -> TokenStream {
    let seed = Literal::u64_unsuffixed(layout.seed);
    let pilots = layout.pilots.iter().map(|&pilot| Literal::u16_unsuffixed(pilot));
    quote!(seed: #seed, pilots: &[#(#pilots),*])
}

fn unsuffixed(number: usize) -> Literal {
    Literal::usize_unsuffixed(number)
}
