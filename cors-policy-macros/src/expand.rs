//! From the shape in memory to tokens.

use cors_policy_core::perfect::Layout;
use cors_policy_core::set::{ExactSet, OriginSet, SubdomainSet};
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{quote, quote_spanned};

use crate::check::Noted;
use crate::declare::Declaration;
use crate::lower::{Lowered, LoweredOrigins, Names};

/// The static that was declared.
pub(crate) fn policy(declaration: &Declaration, lowered: &Lowered) -> TokenStream {
    let declared = declared(lowered);
    let warnings = lowered.remarks.iter().map(warning).collect::<Vec<_>>();
    // Inside of the static the warnings heed its attributes.
    let value = if warnings.is_empty() {
        quote!(#declared.policy())
    } else {
        quote!({ #(#warnings)* #declared.policy() })
    };
    static_of(declaration, &value)
}

/// A static of the same name that allows nothing, beside the errors that say why.
pub(crate) fn closed(declaration: &Declaration) -> TokenStream {
    static_of(declaration, &quote!(::cors_policy::__private::Policy::CLOSED))
}

fn static_of(declaration: &Declaration, value: &TokenStream) -> TokenStream {
    let Declaration { attributes, visibility, span, name, .. } = declaration;
    let (keyword, end) = (quote_spanned!(*span=> static), quote_spanned!(*span=> ;));
    quote! {
        #(#attributes)*
        #visibility #keyword #name: ::cors_policy::__private::Policy = #value #end
    }
}

fn declared(lowered: &Lowered) -> TokenStream {
    let origins = match &lowered.origins {
        LoweredOrigins::Any => quote!(Any),
        LoweredOrigins::None => quote!(None),
        LoweredOrigins::Listed(set) => {
            let set = origin_set(set);
            quote!(Listed(&[&#set]))
        }
    };
    let options = [
        names("methods", &lowered.methods),
        names("request_headers", &lowered.request_headers),
        names("exposed_headers", &lowered.exposed_headers),
        flag("credentials", lowered.credentials),
        lowered.max_age.map(|seconds| {
            let (number, text) = (Literal::u32_unsuffixed(seconds), seconds.to_string());
            quote!(max_age: ::cors_policy::__private::Some((#number, #text)))
        }),
        flag("insecure_origins", lowered.insecure_origins),
        flag("public_suffix_subdomains", lowered.public_suffix_subdomains),
    ];
    let options = options.into_iter().flatten();
    quote! {
        ::cors_policy::__private::Declared {
            origins: ::cors_policy::__private::OriginRule::#origins,
            #(#options,)*
            ..::cors_policy::__private::Declared::CLOSED
        }
    }
}

fn flag(option: &str, value: bool) -> Option<TokenStream> {
    let option = Ident::new(option, Span::call_site());
    value.then(|| quote!(#option: true))
}

fn names(option: &str, names: &Names) -> Option<TokenStream> {
    let option = Ident::new(option, Span::call_site());
    let Names { list, value } = names;
    (!list.is_empty()).then(
        || quote!(#option: ::cors_policy::__private::Names { list: &[#(#list),*], value: #value }),
    )
}

fn origin_set(set: &OriginSet) -> TokenStream {
    let kinds = [
        exact_set("exact", &set.exact),
        exact_set("any_port", &set.any_port),
        subdomain_set("subdomains", &set.subdomains),
        subdomain_set("subdomains_any_port", &set.subdomains_any_port),
    ];
    let kinds = kinds.into_iter().flatten();
    quote! {
        ::cors_policy::__private::OriginSet {
            #(#kinds,)*
            ..::cors_policy::__private::OriginSet::EMPTY
        }
    }
}

fn exact_set(kind: &str, set: &ExactSet) -> Option<TokenStream> {
    let kind = Ident::new(kind, Span::call_site());
    let (shortest, longest) = (unsuffixed(set.lengths.0), unsuffixed(set.lengths.1));
    let layout = layout(&set.layout);
    let slots = set.layout.slots.iter().map(|slot| slot.map_or("", |key| &set.texts[key]));
    (!set.texts.is_empty()).then(|| {
        quote! {
            #kind: ::cors_policy::__private::ExactSet {
                lengths: (#shortest, #longest),
                #layout,
                slots: &[#(#slots),*],
            }
        }
    })
}

fn subdomain_set(kind: &str, set: &SubdomainSet) -> Option<TokenStream> {
    let kind = Ident::new(kind, Span::call_site());
    let longest = unsuffixed(set.longest);
    let layout = layout(&set.layout);
    let slots = set.layout.slots.iter().map(|slot| {
        let (scheme, suffix) = match slot {
            Some(key) => (set.patterns[*key].scheme.as_str(), set.patterns[*key].suffix.as_str()),
            None => ("", ""),
        };
        quote!(::cors_policy::__private::Subdomains { scheme: #scheme, suffix: #suffix })
    });
    let suffix_lengths = set.suffix_lengths.iter().map(|&length| unsuffixed(length));
    (!set.patterns.is_empty()).then(|| {
        quote! {
            #kind: ::cors_policy::__private::SubdomainSet {
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

/// A warning, as a macro can give one on stable Rust: the use of something that is deprecated.
fn warning(noted: &Noted) -> TokenStream {
    let note = noted.remark.to_string();
    let name =
        Ident::new("cors_policy_says_nothing_here", noted.span.resolved_at(Span::mixed_site()));
    quote_spanned! {noted.span.resolved_at(Span::mixed_site())=>
        const _: () = {
            #[deprecated(note = #note)]
            #[allow(non_upper_case_globals)]
            const #name: () = ();
            #name
        };
    }
}
