//! Whether the author of a declaration with mistakes probably means a template.

use cors_policy_core::option::{ConfiguredKeyword, OptionName};
use cors_policy_core::problem::{OptionProblem, Problem};
use proc_macro2::{Ident, TokenStream, TokenTree};

use super::{Declaration, Item, List, Value};

impl Declaration {
    /// Whether the author probably means a template: whether the origins contain a keyword of configured origins, or a
    /// misspelling of one. If such a declaration has a mistake, its name is a template that allows nothing, so that calls
    /// of a template's methods are not errors too.
    pub(crate) fn mentions_configured(&self) -> bool {
        let mut origins = self.options.iter().filter(|written| is_origins(&written.key));
        origins.any(|written| match &written.value {
            Value::Word(word) => is_meant(&word.to_string()),
            Value::List(list) => list_mentions(list),
            Value::Other(tokens) => tokens_mention(tokens),
            Value::Number(_) | Value::Block(_) | Value::Garbled => false,
        })
    }
}

fn is_origins(key: &Ident) -> bool {
    match OptionName::parse(&key.to_string()) {
        Ok(option) | Err(Problem::Option(OptionProblem::Unknown { meant: Some(option), .. })) => {
            option == OptionName::Origins
        }
        Err(_) => false,
    }
}

fn list_mentions(list: &List) -> bool {
    list.entries.iter().any(|entry| match &entry.item {
        Item::Word(word) => is_meant(&word.to_string()),
        Item::Text(literal) => is_meant(&literal.value()),
        Item::Spread(spread) => is_meant(&spread.name),
        Item::Other(tokens) => tokens_mention(tokens),
        Item::Garbled => false,
    })
}

/// Whether one of the tokens is a keyword, at any depth and also in quotes.
fn tokens_mention(tokens: &TokenStream) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Group(group) => tokens_mention(&group.stream()),
        token => ConfiguredKeyword::parse(token.to_string().trim_matches('"')).is_some(),
    })
}

fn is_meant(word: &str) -> bool {
    ConfiguredKeyword::meant(word).is_some()
}
