//! Declarations, with every macro: what they expand to, and what the result prints.

mod declaration;
mod evaluate;
pub(crate) mod expansion;
mod fragments;
mod keep;
pub(crate) mod read_back;

use std::str;

use arbitrary::Unstructured;
use cors_policy_syntax::{cors_origins, cors_policy, derive_cors_policy};
use proc_macro2::TokenStream;
use quote::quote;

use expansion::{Expansion, Value};

/// Expands a declaration. If the first line of `data` names a macro, the rest is its text. Otherwise the declaration is
/// generated from `data`.
pub fn check(data: &[u8]) {
    let text = str::from_utf8(data).unwrap_or_default();
    let named =
        text.split_once('\n').and_then(|(name, text)| Some((name, macro_named(name)?, text)));
    if let Some((name, macro_fn, text)) = named {
        if let Some(expansion) = expand(macro_fn, text) {
            check_expansion(&expansion);
            // The macro does not read the tokens around the options of a derive.
            if name != "derive" {
                check_fragments(macro_fn, text, &expansion);
            }
        }
    } else {
        let mut data = Unstructured::new(data);
        if let Ok(options) = declaration::arbitrary(&mut data) {
            check_front_ends(&options, &mut data);
        }
    }
}

fn macro_named(name: &str) -> Option<Macro> {
    match name {
        "policy" => Some(cors_policy),
        "origins" => Some(cors_origins),
        "derive" => Some(derive_cors_policy),
        _ => None,
    }
}

type Macro = fn(TokenStream) -> TokenStream;

/// The expansion of `text`. `None` if the compiler would reject the text before it calls the macro.
fn expand(macro_fn: Macro, text: &str) -> Option<Expansion> {
    text.parse().ok().map(|tokens| expansion::read(macro_fn(tokens)))
}

/// Checks that there is a policy or a message.
fn check_expansion(expansion: &Expansion) {
    let Expansion { messages, values } = expansion;
    for message in messages {
        let is_shown = |c: char| !c.is_control() || c == '\n';
        assert!(!message.trim().is_empty() && message.chars().all(is_shown), "{message:?}");
    }
    if messages.is_empty() {
        assert!(!values.is_empty(), "nothing is declared, and nothing is said");
    }
    for value in values {
        match value {
            Value::Policy(policy) => read_back::check_policy(policy),
            Value::Template(template) => read_back::check_template(template),
            Value::Set(set) => read_back::check_set(set),
            // Only the compiler can check these sets.
            Value::Spread => {}
            Value::Closed => {
                assert!(!messages.is_empty(), "it is closed, and nobody says why");
            }
        }
    }
}

/// The same options must mean the same in a static, in a derive, and in fragments that a macro passes on.
fn check_front_ends(options: &[declaration::Written], data: &mut Unstructured<'_>) {
    let body = |separator| declaration::print(options, separator);
    let (Ok(with_colons), Ok(with_equals)) =
        (body(':').parse::<TokenStream>(), body('=').parse::<TokenStream>())
    else {
        return;
    };
    let declared = |body| expansion::read(cors_policy(quote!(static P = { #body };)));
    let derived = |body| {
        expansion::read(derive_cors_policy(quote!(
            #[cors(#body)]
            struct P;
        )))
    };
    let (plain, plain_derived) = (declared(with_colons.clone()), derived(with_equals.clone()));
    check_expansion(&plain);
    check_expansion(&plain_derived);
    assert_eq!(plain.said(), plain_derived.said(), "{}", body(':'));

    let wrapped = [
        fragments::wrap(with_colons, data).map(declared),
        fragments::wrap(with_equals, data).map(derived),
    ];
    for wrapped in wrapped.into_iter().flatten() {
        assert_eq!(plain.said(), wrapped.said(), "{}", body(':'));
    }
}

/// The items must mean the same in fragments that a macro passes on.
fn check_fragments(macro_fn: Macro, text: &str, plain: &Expansion) {
    let Ok(tokens) = text.parse() else { return };
    let Ok(wrapped) = fragments::wrap(tokens, &mut Unstructured::new(text.as_bytes())) else {
        return;
    };
    let wrapped = expansion::read(macro_fn(wrapped));
    // Wrapped tokens are nested deeper, so they may be too deep.
    if !wrapped.messages.iter().any(|message| message.starts_with("brackets are nested")) {
        assert_eq!(plain.said(), wrapped.said(), "{text}");
    }
}
