//! The three macros, stage by stage.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use crate::check::{HAS_CONFIGURED, Known, check, check_set};
use crate::configure::{Conditional, Configuration};
use crate::declare::{self, Declaration, List, Static, Statics};
use crate::errors::Errors;
use crate::expand::{self, Kind};
use crate::lower::{Lowered, LoweredSet, lower, lower_set};

/// What `cors_policy!` expands to.
#[must_use]
pub fn cors_policy(input: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let Statics { library, statics } = declare::policies(input, &mut errors);
    let policies = statics.iter().map(|Static { head, body }| {
        match body.as_ref().and_then(|declaration| compile(declaration, &mut errors)) {
            Some(variants) => expand::policy(&library, head, &variants),
            None => expand::closed_policy(&library, head, closed_kind(body.as_ref())),
        }
    });
    let policies = policies.collect::<TokenStream>();
    quote!(#policies #errors)
}

/// What `cors_origins!` expands to.
#[must_use]
pub fn cors_origins(input: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let Statics { library, statics } = declare::sets(input, &mut errors);
    let sets = statics.iter().map(|Static { head, body }| {
        match body.as_ref().and_then(|list| compile_set(list, &mut errors)) {
            Some(variants) => expand::set(&library, head, &variants),
            None => expand::broken_set(&library, head),
        }
    });
    let sets = sets.collect::<TokenStream>();
    quote!(#sets #errors)
}

/// What `#[derive(CorsPolicy)]` expands to.
#[must_use]
pub fn derive_cors_policy(input: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let derived = declare::derived(input, &mut errors);
    let implementation = derived.map(|derived| match compile(&derived.declaration, &mut errors) {
        Some(variants) => expand::derived(&derived, &variants),
        None => expand::closed_derived(&derived, closed_kind(Some(&derived.declaration))),
    });
    quote!(#implementation #errors)
}

/// What a declaration with mistakes becomes.
fn closed_kind(declaration: Option<&Declaration>) -> Kind {
    let is_template = declaration.is_some_and(Declaration::mentions_configured);
    if HAS_CONFIGURED && is_template { Kind::Template } else { Kind::Policy }
}

/// Compiles one declaration in each configuration. `None` means that a mistake was reported.
pub(crate) fn compile(
    declaration: &Declaration,
    errors: &mut Errors,
) -> Option<Vec<(Configuration, Lowered)>> {
    let known = Known::of(declaration);
    let compile =
        |plain: &Declaration, errors: &mut Errors| check(plain, &known, errors).map(lower);
    each(declaration, &declaration.name, errors, compile)
}

/// Compiles one set in each configuration. `None` means that a mistake was reported.
fn compile_set(list: &List, errors: &mut Errors) -> Option<Vec<(Configuration, LoweredSet)>> {
    let known = Known::of_set(list);
    let compile =
        |plain: &List, errors: &mut Errors| check_set(plain, &known, errors).map(lower_set);
    each(list, &list.tokens, errors, compile)
}

/// Calls `compile` in each configuration. Does not stop at the first configuration with a mistake.
fn each<T: Conditional, L>(
    conditional: &T,
    at: impl ToTokens,
    errors: &mut Errors,
    compile: impl Fn(&T, &mut Errors) -> Option<L>,
) -> Option<Vec<(Configuration, L)>> {
    let before = errors.count();
    let variants = match Configuration::split(conditional) {
        Ok(variants) => variants,
        Err(problem) => {
            errors.report(at, &problem);
            return None;
        }
    };
    let mut compiled = Vec::new();
    let mut is_whole = true;
    for (configuration, plain) in variants {
        match compile(&plain, errors) {
            Some(lowered) => compiled.push((configuration, lowered)),
            None => is_whole = false,
        }
        // Mistakes that only other configurations have can wait until these are corrected.
        if errors.count() - before > ENOUGH_MISTAKES {
            break;
        }
    }
    is_whole.then_some(compiled)
}

/// More mistakes than anyone corrects at once.
const ENOUGH_MISTAKES: usize = 500;

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::path::Path;
    use std::{env, fs};

    use cors_policy_core::problem::OriginsProblem;
    use proc_macro2::TokenStream;

    use crate::declare::{self, List};
    use crate::errors::Errors;

    type MacroFn = fn(TokenStream) -> TokenStream;

    /// Compares what a macro expands to with a snapshot. `BLESS=1` writes the snapshot.
    fn assert_expansion(name: &str, macro_fn: MacroFn, input: &str) {
        let expansion = macro_fn(input.parse().expect("tokens")).to_string();
        let file = syn::parse_file(&expansion).expect("an expansion is items");
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("snapshots/{name}.rs"));
        let text = format!(
            "// The expansion of:\n//\n// {}\n\n{}",
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
    fn many_mistakes_are_not_looked_for_again_in_each_configuration() {
        let input = r#"static S = [
            #[cfg(a)] "a", #[cfg(b)] "b", #[cfg(c)] "c", #[cfg(d)] "d", #[cfg(e)] "e", #[cfg(f)] "f",
        ];"#;
        let mut errors = Errors::default();
        let sets = declare::sets(input.parse().expect("tokens"), &mut errors);
        let list = sets.statics[0].body.as_ref().expect("a list");
        for (mistakes, expected) in [(0, 64), (1, 64), (300, 2), (501, 1)] {
            let configurations = Cell::new(0);
            let report_all = |plain: &List, errors: &mut Errors| {
                configurations.set(configurations.get() + 1);
                for _ in 0..mistakes {
                    errors.report(&plain.tokens, &OriginsProblem::Empty);
                }
                (mistakes == 0).then_some(())
            };
            super::each(list, &list.tokens, &mut errors, report_all);
            assert_eq!(configurations.get(), expected, "{mistakes} mistakes");
        }
    }

    /// With 5,000 brackets, a function that recurses for each of them would crash the compiler.
    #[test]
    fn brackets_of_any_depth_are_one_error() {
        let nested = |open: &str, close: &str| [open.repeat(5_000), close.repeat(5_000)].join("a");
        let (nots, lists) = (nested("not(", ")"), nested("[", "]"));
        let table: [(MacroFn, String, &str); 6] = [
            (
                super::cors_policy,
                format!(r#"static A = {{ origins: ["https://a.example", #[cfg({nots})] "b"] }};"#),
                "static A",
            ),
            (super::cors_policy, format!("static A = {{ origins: {lists} }};"), "static A"),
            (super::cors_policy, format!("#[doc({lists})] static A = {{}};"), "static A"),
            (super::cors_origins, format!("static A = {lists};"), "static A"),
            (super::derive_cors_policy, format!("#[cors(origins = {lists})] struct A;"), "for A"),
            (super::derive_cors_policy, format!("#[other({lists})] struct A;"), "for A"),
        ];
        for (macro_fn, input, declared) in table {
            let expansion = macro_fn(input.parse().expect("tokens")).to_string();
            assert_eq!(expansion.matches("compile_error").count(), 1, "{declared}");
            assert!(expansion.contains("brackets are nested"), "{declared}");
            assert!(expansion.contains(declared), "{declared}");
        }
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
    fn a_policy_with_two_tiers() {
        assert_expansion(
            "two_tiers",
            super::cors_policy,
            r#"
static API = {
    origins: ["https://app.example.com"],
    methods: [GET, PUT],
    credentials: true,
    anyone_else: {
        methods: [GET],
        #[cfg(debug_assertions)]
        exposed_headers: ["ETag", "Content-Type"],
        max_age: 1h,
    },
};
static BARE = { origins: ["https://app.example.com"], anyone_else: {} };
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
    #[cfg(feature = "configured")]
    fn a_template() {
        assert_expansion(
            "template",
            super::cors_policy,
            r#"
static API = { origins: [configured, "tauri://localhost"], credentials: true };
static ALONE = { origins: configured };
static OPEN = { origins: configured_or_any, methods: [GET] };
static IN_SOME_BUILDS = { origins: ["https://app.example.com", #[cfg(feature = "dev")] configured] };
static BROKEN = { origins: ["configured"], methods: any };
"#,
        );
    }

    #[test]
    #[cfg(feature = "configured")]
    fn a_derived_template() {
        assert_expansion(
            "derived_template",
            super::derive_cors_policy,
            r#"
#[cors(origins = ["https://app.example.com", #[cfg(unix)] configured])]
pub struct Catalogue;
"#,
        );
    }

    #[test]
    #[cfg(not(feature = "configured"))]
    fn without_the_feature_the_keyword_is_an_error() {
        let table: [(MacroFn, &str); 4] = [
            (super::cors_policy, "static A = { origins: configured };"),
            (super::cors_policy, "static A = { origins: configured_or_any };"),
            (super::cors_policy, "static A = { origins: [configured], methods: [GET] };"),
            (super::derive_cors_policy, "#[cors(origins = [configured])] struct A;"),
        ];
        for (macro_fn, input) in table {
            let expansion = macro_fn(input.parse().expect("tokens")).to_string();
            assert_eq!(expansion.matches("compile_error").count(), 1, "{expansion}");
            assert!(expansion.contains("requires the feature `configured`"), "{expansion}");
            assert!(expansion.contains("__private :: Policy :: CLOSED"), "{expansion}");
        }
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
