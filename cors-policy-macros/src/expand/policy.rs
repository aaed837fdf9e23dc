//! One policy.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;

use super::{set, spread};
use crate::check::Noted;
use crate::lower::{Lowered, LoweredOrigins, Names};

/// The value of a static of type `Policy`.
pub(super) fn value(lowered: &Lowered) -> TokenStream {
    let mut items = lowered.remarks.iter().map(warning).collect::<Vec<_>>();
    let origins = match &lowered.origins {
        LoweredOrigins::Any => quote!(Any),
        LoweredOrigins::None => quote!(None),
        LoweredOrigins::Listed { spreads, own: Some(own) } if spreads.is_empty() => {
            let own = set::value(own);
            quote!(Listed(&[&#own]))
        }
        LoweredOrigins::Listed { spreads, own } => {
            items.push(spread::sets(spreads, own.as_deref(), lowered.demands));
            let sets = Ident::new(spread::SETS, Span::call_site());
            quote!(Listed(#sets))
        }
    };
    let declared = declared(&origins, lowered);
    // Inside of the static what else is declared heeds its attributes.
    if items.is_empty() {
        quote!(#declared.policy())
    } else {
        quote!({ #(#items)* #declared.policy() })
    }
}

fn declared(origins: &TokenStream, lowered: &Lowered) -> TokenStream {
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

/// A value, and in front of it what to warn of.
pub(super) fn with_warnings(remarks: &[Noted], value: &TokenStream) -> TokenStream {
    let warnings = remarks.iter().map(warning);
    if remarks.is_empty() { value.clone() } else { quote!({ #(#warnings)* #value }) }
}

/// A warning, as a macro can give one on stable Rust: the use of something that is deprecated.
fn warning(noted: &Noted) -> TokenStream {
    let note = noted.remark.to_string();
    let subject = noted.remark.subject();
    let name = Ident::new(subject, Span::call_site());
    // Only the use stands where the remark is about, and it is the user's own: the compiler keeps silent about what stands
    // in a derive.
    let usage = Ident::new(subject, noted.span);
    quote! {
        const _: () = {
            #[deprecated(note = #note)]
            #[allow(non_upper_case_globals)]
            const #name: () = ();
            #usage
        };
    }
}
