//! The fields of a policy that `anyone_else` has too. An option that is not declared has none.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;

use crate::declare::Library;
use crate::lower::Names;

pub(super) fn max_age(library: &Library, max_age: Option<u32>) -> Option<TokenStream> {
    max_age.map(|seconds| {
        let (number, text) = (Literal::u32_unsuffixed(seconds), seconds.to_string());
        quote!(max_age: #library::Some((#number, #text)))
    })
}

pub(super) fn names(library: &Library, option: &str, names: &Names) -> Option<TokenStream> {
    let option = Ident::new(option, Span::call_site());
    let Names { list, value } = names;
    (!list.is_empty())
        .then(|| quote!(#option: #library::Names { list: &[#(#list),*], value: #value }))
}
