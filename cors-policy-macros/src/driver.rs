//! The three macros, stage by stage.

use proc_macro2::TokenStream;
use quote::quote;

use crate::check::{check, check_set};
use crate::configure::Configuration;
use crate::declare::{self, Declaration, List, Static};
use crate::errors::Errors;
use crate::expand;
use crate::lower::{Lowered, LoweredSet, lower, lower_set};

pub(crate) fn cors_policy(input: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let statics = declare::policies(input, &mut errors);
    let policies = statics.iter().map(|Static { head, body }| {
        match body.as_ref().and_then(|declaration| compile(declaration, &mut errors)) {
            Some(variants) => expand::policy(head, &variants),
            None => expand::closed_policy(head),
        }
    });
    let policies = policies.collect::<TokenStream>();
    quote!(#policies #errors)
}

pub(crate) fn cors_origins(input: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let statics = declare::sets(input, &mut errors);
    let sets = statics.iter().map(|Static { head, body }| {
        match body.as_ref().and_then(|list| compile_set(list, &mut errors)) {
            Some(variants) => expand::set(head, &variants),
            None => expand::broken_set(head),
        }
    });
    let sets = sets.collect::<TokenStream>();
    quote!(#sets #errors)
}

pub(crate) fn derive_cors_policy(input: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let derived = declare::derived(input, &mut errors);
    let implementation = derived.map(|derived| match compile(&derived.declaration, &mut errors) {
        Some(variants) => expand::derived(&derived, &variants),
        None => expand::closed_derived(&derived),
    });
    quote!(#implementation #errors)
}

/// One declaration, in each configuration. Without an answer, something was reported.
fn compile(
    declaration: &Declaration,
    errors: &mut Errors,
) -> Option<Vec<(Configuration, Lowered)>> {
    Configuration::split(declaration, &declaration.name, errors)?
        .into_iter()
        .map(|(configuration, plain)| {
            check(&plain, errors).map(|legal| (configuration, lower(legal)))
        })
        // Not `collect` alone, which would stop at the first configuration with a mistake.
        .collect::<Vec<_>>()
        .into_iter()
        .collect()
}

fn compile_set(list: &List, errors: &mut Errors) -> Option<Vec<(Configuration, LoweredSet)>> {
    Configuration::split(list, &list.tokens, errors)?
        .into_iter()
        .map(|(configuration, plain)| {
            check_set(&plain, errors).map(|origins| (configuration, lower_set(&origins)))
        })
        .collect::<Vec<_>>()
        .into_iter()
        .collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::{env, fs};

    use proc_macro2::TokenStream;

    /// Compares what a macro writes with the file that shows it. `BLESS=1` writes the file.
    fn assert_expansion(name: &str, macro_fn: fn(TokenStream) -> TokenStream, input: &str) {
        let expansion = macro_fn(input.parse().expect("tokens")).to_string();
        let file = syn::parse_file(&expansion).expect("an expansion is items");
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("snapshots/{name}.rs"));
        let text = format!(
            "// What the macro makes of this:\n//\n// {}\n\n{}",
            input.trim().replace('\n', "\n// "),
            prettyplease::unparse(&file)
        );
        if env::var_os("BLESS").is_some() {
            fs::write(&path, &text).expect("the snapshot can be written");
        }
        let snapshot = fs::read_to_string(&path).expect("the snapshot can be read");
        assert_eq!(text, snapshot, "{name}: read the difference, and bless it with `BLESS=1`");
    }

    #[test]
    fn a_policy() {
        assert_expansion(
            "policy",
            super::cors_policy,
            r#"
/// What our app may do.
pub static API = {
    origins: ["https://app.example.com", "https://*.preview.example.com", "http://localhost:*"],
    methods: [GET, PUT],
    credentials: true,
    max_age: 2h,
};
"#,
        );
    }

    #[test]
    fn a_policy_with_conditions_and_sets() {
        assert_expansion(
            "conditions_and_sets",
            super::cors_policy,
            r#"
static API = {
    origins: [..acme_cors::FRONTENDS, #[cfg(debug_assertions)] "http://localhost:*"],
    credentials: true,
};
"#,
        );
    }

    #[test]
    fn a_derived_policy() {
        assert_expansion(
            "derive",
            super::derive_cors_policy,
            r#"
#[cors(origins = any, exposed_headers = ["ETag", "Content-Type"])]
pub struct Catalogue<T: Clone>(T);
"#,
        );
    }
}
