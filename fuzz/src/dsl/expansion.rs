//! Parses what a macro has written, as the compiler would.

use cors_policy::__private::OriginSet;
use cors_policy::{Policy, PolicyTemplate};
use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Expr, File, ImplItem, Item, ItemImpl, ItemMacro, ItemStatic, LitStr, Stmt};

use super::evaluate::{self, Items};

/// The items of an expansion.
pub(crate) struct Expansion {
    /// The message of each `compile_error!`.
    pub(crate) messages: Vec<String>,
    /// The declared values, in each configuration.
    pub(crate) values: Vec<Value>,
}

/// The value of a static.
pub(crate) enum Value {
    Policy(Box<Policy>),
    Template(Box<PolicyTemplate>),
    Set(&'static OriginSet),
    /// A policy with sets that are declared elsewhere.
    Spread,
    /// The value of a declaration with mistakes.
    Closed,
}

impl Expansion {
    /// The whole contents as text, without the difference between the separators of keys and values.
    pub(crate) fn said(&self) -> Vec<String> {
        let messages = self.messages.iter().map(|message| {
            let is_about_separator = message.starts_with("an option and its value are joined by");
            if is_about_separator { "separator".to_owned() } else { message.clone() }
        });
        let mut values = self
            .values
            .iter()
            .map(|value| match value {
                Value::Policy(policy) => policy.to_string(),
                Value::Template(template) => template.to_string(),
                Value::Set(set) => format!("{set:?}"),
                Value::Spread => "spread".to_owned(),
                Value::Closed => "closed".to_owned(),
            })
            .collect::<Vec<_>>();
        // A derive has an `impl` for the builds with a policy, and one for those with a template.
        values.sort();
        messages.chain(values).collect()
    }
}

/// Parses an expansion. Panics if it does not have the expected form.
pub(crate) fn read(tokens: TokenStream) -> Expansion {
    let text = tokens.to_string();
    let file = syn::parse2::<File>(tokens);
    let file = file.unwrap_or_else(|error| panic!("{error} in {text}"));
    let mut expansion = Expansion { messages: Vec::new(), values: Vec::new() };
    for item in &file.items {
        match item {
            Item::Macro(item) => expansion.messages.push(message(item)),
            Item::Static(item) => expansion.values.push(value_of(item)),
            Item::Impl(item) => expansion.values.extend(policies_of(item)),
            _ => panic!("{} is none of ours", item.to_token_stream()),
        }
    }
    expansion
}

/// The message of each `compile_error!`. Does not look at the values.
pub(crate) fn messages(tokens: TokenStream) -> Vec<String> {
    let file = syn::parse2::<File>(tokens).expect("an expansion is items");
    let messages = file.items.iter().filter_map(|item| match item {
        Item::Macro(item) => Some(message(item)),
        _ => None,
    });
    messages.collect()
}

fn message(item: &ItemMacro) -> String {
    let path = item.mac.path.to_token_stream().to_string();
    assert_eq!(path, ":: core :: compile_error");
    item.mac.parse_body::<LitStr>().expect("an error is a string").value()
}

fn value_of(item: &ItemStatic) -> Value {
    let type_name = item.ty.to_token_stream().to_string();
    // `crate = path` replaces `::cors_policy`.
    match type_name.rsplit_once(":: __private :: ") {
        Some((_, "Policy")) => policy(&item.expr, Kind::Policy),
        Some((_, "PolicyTemplate")) => policy(&item.expr, Kind::Template),
        Some((_, "OriginSet")) => set(&item.expr),
        _ => panic!("{type_name} is none of ours"),
    }
}

/// What the type of a static says that it is.
#[derive(Clone, Copy)]
enum Kind {
    Policy,
    Template,
}

fn policy(expression: &Expr, kind: Kind) -> Value {
    match expression {
        Expr::Path(path) => {
            let path = path.to_token_stream().to_string();
            let type_name = match kind {
                Kind::Policy => "Policy",
                Kind::Template => "PolicyTemplate",
            };
            assert!(path.ends_with(&format!(":: __private :: {type_name} :: CLOSED")), "{path}");
            Value::Closed
        }
        Expr::Block(block) => {
            let (last, items) = block.block.stmts.split_last().expect("a block has a value");
            let Stmt::Expr(value, None) = last else {
                panic!("{} is no value", last.to_token_stream());
            };
            let lists = items.iter().filter_map(|item| match item {
                Stmt::Item(Item::Const(item)) if item.ident == "CORS_POLICY_SETS" => {
                    Some(evaluate::array(&item.expr))
                }
                _ => None,
            });
            let anyone_else = items.iter().find_map(|item| match item {
                Stmt::Item(Item::Static(item)) if item.ident == "CORS_POLICY_ANYONE_ELSE" => {
                    Some(&*item.expr)
                }
                _ => None,
            });
            match lists.flatten().collect::<Vec<_>>()[..] {
                [] => evaluated(value, Items { own: None, anyone_else }, kind),
                [own] if evaluate::is_declared(own) => {
                    evaluated(value, Items { own: Some(own), anyone_else }, kind)
                }
                _ => Value::Spread,
            }
        }
        _ => evaluated(expression, Items::default(), kind),
    }
}

fn evaluated(expression: &Expr, items: Items<'_>, kind: Kind) -> Value {
    match kind {
        Kind::Policy => Value::Policy(Box::new(evaluate::policy(expression, items))),
        Kind::Template => Value::Template(Box::new(evaluate::template(expression, items))),
    }
}

fn set(expression: &Expr) -> Value {
    match expression {
        // The items before the value are warnings.
        Expr::Block(block) => match block.block.stmts.last() {
            Some(Stmt::Expr(value, None)) => return set(value),
            _ => panic!("{} has no value", block.to_token_stream()),
        },
        _ if evaluate::is_declared(expression) => return Value::Set(evaluate::set(expression)),
        _ => {}
    }
    let broken = expression.to_token_stream().to_string();
    assert!(broken.ends_with(":: __private :: CheckedSet :: BROKEN . set ()"), "{broken}");
    Value::Closed
}

/// The statics in the only function of an `impl`.
fn policies_of(item: &ItemImpl) -> Vec<Value> {
    let [ImplItem::Fn(function)] = item.items.as_slice() else {
        panic!("{} has one function", item.to_token_stream());
    };
    let statics = function.block.stmts.iter().filter_map(|statement| match statement {
        Stmt::Item(Item::Static(item)) => Some(value_of(item)),
        _ => None,
    });
    statics.collect()
}
