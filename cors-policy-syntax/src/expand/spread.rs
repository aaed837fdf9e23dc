//! The sets of a policy: its own, and those that are declared elsewhere, which the compiler must check after the macro.

use proc_macro2::{Delimiter, Group, Ident, Literal, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;

use super::set;
use crate::check::{Demand, Demands};
use crate::declare::{Library, Spread};
use crate::lower::LoweredSet;

/// Writes the list of the policy's sets, its own origins included, as `CORS_POLICY_SETS`, and the checks of these sets.
pub(super) fn sets(
    library: &Library,
    spreads: &[Spread],
    own: Option<&LoweredSet>,
    demands: Demands,
) -> TokenStream {
    let references = spreads.iter().map(reference);
    let own_set = own.map(|own| set::value(library, own));
    let names = spreads
        .iter()
        .map(|spread| format!("`{}`", spread.name))
        .chain(own.map(|_| "this list".to_owned()));
    let sets = names.zip(spreads.iter().map(Some).chain([None])).enumerate();
    let sets = sets
        .map(|(index, (name, spread))| Named::new(library, index, name, spread))
        .collect::<Vec<_>>();

    let forbidden = sets[..spreads.len()].iter().map(|set| forbid(set, demands));
    let required = require(&sets[..spreads.len()], demands);
    let pairs = sets.iter().enumerate().flat_map(|(index, later)| {
        sets[..index].iter().map(move |earlier| disjoint(earlier, later))
    });
    let own = own_set.map(|own| quote!(&#own));
    let list = references.chain(own);
    let name = Ident::new(SETS, Span::call_site());
    quote! {
        const #name: &[&#library::OriginSet] = &[#(#list),*];
        #(#forbidden)*
        #required
        #(#pairs)*
    }
}

/// The name of the list that `sets` writes.
pub(super) const SETS: &str = "CORS_POLICY_SETS";

/// One set, its name in messages, and the spans of its path, where errors appear.
struct Named<'a> {
    library: &'a Library,
    set: TokenStream,
    name: String,
    start: Span,
    end: Span,
}

impl<'a> Named<'a> {
    fn new(library: &'a Library, index: usize, name: String, spread: Option<&Spread>) -> Self {
        let (list, index) = (Ident::new(SETS, Span::call_site()), Literal::usize_unsuffixed(index));
        let span_of =
            |token: Option<TokenTree>| token.map_or_else(Span::call_site, |token| token.span());
        let mut tokens =
            spread.map(|spread| spread.path.to_token_stream()).unwrap_or_default().into_iter();
        let start = span_of(tokens.next());
        Self {
            library,
            set: quote!(#list[#index]),
            name,
            start,
            end: tokens.last().map_or(start, |last| last.span()),
        }
    }

    /// A function call in a constant, with the spans of the set's path: if the call panics, the compiler underlines the
    /// whole path.
    fn check(&self, function: &str, arguments: &TokenStream) -> TokenStream {
        let (start, end) = (self.start, self.end);
        let function = Ident::new(function, start);
        let mut arguments = Group::new(Delimiter::Parenthesis, arguments.clone());
        arguments.set_span(end);
        let library = self.library.located_at(start);
        let path = quote_spanned!(start=> #library::#function);
        quote!(const _: () = #path #arguments;)
    }
}

/// A reference with the span of the path, because the path may lead to something that is not a set.
fn reference(spread: &Spread) -> TokenStream {
    let path = &spread.path;
    quote_spanned!(path.span()=> &#path)
}

/// The set must not contain origins that are too dangerous for the policy.
fn forbid(named: &Named<'_>, demands: Demands) -> TokenStream {
    let Named { set, name, .. } = named;
    let checks = [
        ("forbid_insecure", demands.insecure),
        ("forbid_public_suffix", demands.public_suffix),
        ("forbid_any_host", demands.any_host),
    ];
    let checks = checks.into_iter().filter(|(_, demand)| *demand == Demand::Forbidden);
    checks.map(|(check, _)| named.check(check, &quote!(#set, #name))).collect()
}

/// One of the sets must contain an origin that needs the relaxation.
fn require(sets: &[Named<'_>], demands: Demands) -> TokenStream {
    let Some(first) = sets.first() else {
        return TokenStream::new();
    };
    let list = Ident::new(SETS, Span::call_site());
    let checks =
        [("require_insecure", demands.insecure), ("require_public_suffix", demands.public_suffix)];
    let checks = checks.into_iter().filter(|(_, demand)| *demand == Demand::Required);
    checks.map(|(check, _)| first.check(check, &quote!(#list))).collect()
}

/// Two sets must not allow the same origin. Each check is a separate constant, because the compiler limits the work in
/// one constant.
fn disjoint(earlier: &Named<'_>, later: &Named<'_>) -> TokenStream {
    let (a, a_name, b, b_name) = (&earlier.set, &earlier.name, &later.set, &later.name);
    let (a_and_b, b_and_a) = (quote!(#a, #a_name, #b, #b_name), quote!(#b, #b_name, #a, #a_name));
    let checks = [
        earlier.check("forbid_shared", &a_and_b),
        earlier.check("forbid_covered", &a_and_b),
        earlier.check("forbid_covered", &b_and_a),
    ];
    checks.into_iter().collect()
}
