//! One policy.

use cors_policy_core::option::ConfiguredKeyword;
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{quote, quote_spanned};

use super::options::{max_age, names};
use super::{anyone_else, spread};
use crate::check::Noted;
use crate::declare::Library;
use crate::lower::{Lowered, LoweredOrigins};

/// The value of a static of type `Policy` or `PolicyTemplate`, which was declared with this name.
pub(super) fn value(library: &Library, name: &Ident, lowered: &Lowered) -> TokenStream {
    let mut items = lowered.remarks.iter().map(warning).collect::<Vec<_>>();
    let origins = match &lowered.origins {
        LoweredOrigins::Any => quote!(Any),
        LoweredOrigins::None => quote!(None),
        LoweredOrigins::Listed { spreads, own: None, .. } if spreads.is_empty() => {
            quote!(Listed(&[]))
        }
        LoweredOrigins::Listed { spreads, own, .. } => {
            items.push(spread::sets(library, spreads, own.as_deref(), lowered.demands));
            let sets = Ident::new(spread::SETS, Span::call_site());
            quote!(Listed(#sets))
        }
    };
    items.extend(lowered.anyone_else.as_ref().map(|lowered| anyone_else::policy(library, lowered)));
    let declared = declared(library, &origins, lowered);
    let named = named(name);
    let declared = quote!(#declared #named);
    let declared = match &lowered.anyone_else {
        None => declared,
        Some(_) => anyone_else::two_tiers(library, &declared),
    };
    // The items are inside the value of the static, so that the static's attributes apply to them too.
    let method = method(lowered);
    if items.is_empty() {
        quote!(#declared.#method())
    } else {
        quote!({ #(#items)* #declared.#method() })
    }
}

/// The call that adds the name, and the place of the declaration: `named` asks the compiler where it is called, and that is
/// where the author wrote the name.
fn named(name: &Ident) -> TokenStream {
    let text = name.to_string();
    let text = Literal::string(text.strip_prefix("r#").unwrap_or(&text));
    quote_spanned!(name.span()=> .named(#text))
}

/// What makes the value of the checked declaration.
fn method(lowered: &Lowered) -> Ident {
    let name = match lowered.configured() {
        None => "policy",
        Some(ConfiguredKeyword::Configured) => "template",
        Some(ConfiguredKeyword::ConfiguredOrAny) => "template_or_any",
    };
    Ident::new(name, Span::call_site())
}

fn declared(library: &Library, origins: &TokenStream, lowered: &Lowered) -> TokenStream {
    let options = [
        names(library, "methods", &lowered.methods),
        names(library, "request_headers", &lowered.request_headers),
        names(library, "exposed_headers", &lowered.exposed_headers),
        flag("credentials", lowered.credentials),
        max_age(library, lowered.max_age),
        flag("insecure_origins", lowered.insecure_origins),
        flag("public_suffix_subdomains", lowered.public_suffix_subdomains),
    ];
    let options = options.into_iter().flatten();
    quote! {
        #library::CheckedPolicy {
            origins: #library::OriginRule::#origins,
            #(#options,)*
            ..#library::CheckedPolicy::CLOSED
        }
    }
}

fn flag(option: &str, value: bool) -> Option<TokenStream> {
    let option = Ident::new(option, Span::call_site());
    value.then(|| quote!(#option: true))
}

/// A value with its warnings before it.
pub(super) fn with_warnings(remarks: &[Noted], value: &TokenStream) -> TokenStream {
    let warnings = remarks.iter().map(warning);
    if remarks.is_empty() { value.clone() } else { quote!({ #(#warnings)* #value }) }
}

/// A warning. On stable Rust a macro can give one only by using a deprecated item.
fn warning(noted: &Noted) -> TokenStream {
    let note = noted.remark.to_string();
    let name = Ident::new(WARNING, Span::call_site());
    // Only the use has the span of the remark, as if the user had written it: the compiler does not warn in code that a
    // derive wrote.
    let usage = Ident::new(WARNING, noted.span);
    quote! {
        const _: () = {
            #[deprecated(note = #note)]
            const #name: () = ();
            #usage
        };
    }
}

/// The name of the deprecated constant, which the warning shows. It is in upper case, so no lint about names has to be
/// allowed.
const WARNING: &str = "CORS_POLICY_WARNING";
