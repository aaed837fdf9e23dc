//! Declarations, in every macro: what they expand to, and what that prints.

mod declaration;
mod evaluate;
mod expansion;
mod keep;
mod read_back;

use std::str;

use arbitrary::Unstructured;
use macro_functions::{cors_origins, cors_policy, derive_cors_policy};
use proc_macro2::TokenStream;

use expansion::{Expansion, Value};

/// Expands a declaration. It is text, if a first line of `data` names the macro, and otherwise made up of tokens.
pub fn check(data: &[u8]) {
    let text = str::from_utf8(data).unwrap_or_default();
    let named = text.split_once('\n').and_then(|(name, text)| Some((macro_named(name)?, text)));
    if let Some((macro_fn, text)) = named {
        if let Some(expansion) = expand(macro_fn, text) {
            check_expansion(&expansion);
        }
    } else if let Ok(options) = declaration::arbitrary(&mut Unstructured::new(data)) {
        check_front_ends(&options);
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

/// What a macro makes of `text`. Nothing, if the compiler would not come to ask it.
fn expand(macro_fn: Macro, text: &str) -> Option<Expansion> {
    text.parse().ok().map(|tokens| expansion::read(macro_fn(tokens)))
}

/// There is a policy or a sentence.
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
            Value::Set(set) => read_back::check_set(set),
            // What the compiler still has to look at.
            Value::Spread => {}
            Value::Closed => {
                assert!(!messages.is_empty(), "it is closed, and nobody says why");
            }
        }
    }
}

/// The same options mean the same in a static and in a derive.
fn check_front_ends(options: &[declaration::Written]) {
    let body = |separator| declaration::print(options, separator);
    let declared = expand(cors_policy, &format!("static P = {{ {} }};", body(':')));
    let derived = expand(derive_cors_policy, &format!("#[cors({})] struct P;", body('=')));
    if let (Some(declared), Some(derived)) = (&declared, &derived) {
        check_expansion(declared);
        check_expansion(derived);
        assert_eq!(declared.said(), derived.said(), "{}", body(':'));
    }
    assert_eq!(declared.is_some(), derived.is_some());
}
