//! Evaluates an expression to the value that the compiler would compute.

use std::collections::BTreeMap;

use cors_policy::__private::{
    CheckedPolicy, CheckedSet, ExactSet, Names, OriginRule, OriginSet, SubdomainSet, Subdomains,
    TwoTiers,
};
use cors_policy::{Policy, PolicyTemplate};
use quote::ToTokens;
use syn::{Expr, Lit};

use super::keep;

/// The items before a value, which it refers to.
#[derive(Clone, Copy, Default)]
pub(super) struct Items<'a> {
    /// The set in `CORS_POLICY_SETS`.
    pub(super) own: Option<&'a Expr>,
    /// The value of `CORS_POLICY_ANYONE_ELSE`.
    pub(super) anyone_else: Option<&'a Expr>,
}

/// `CheckedPolicy { … }.named("API").policy()`, or `TwoTiers { … }.policy()`.
pub(super) fn policy(expression: &Expr, items: Items<'_>) -> Policy {
    let (declared, anyone_else, method) = completed(expression, items);
    match (method.as_str(), anyone_else) {
        ("policy", None) => declared.policy(),
        ("policy", Some(anyone_else)) => TwoTiers { listed: declared, anyone_else }.policy(),
        _ => panic!("{method} makes no policy"),
    }
}

/// `CheckedPolicy { … }.for_anyone_else()`, which has no name.
fn for_anyone_else(expression: &Expr) -> Policy {
    let Expr::MethodCall(call) = expression else {
        panic!("{} is no policy", expression.to_token_stream());
    };
    assert_eq!(call.method, "for_anyone_else");
    declared(&call.receiver, None).for_anyone_else()
}

/// `CheckedPolicy { … }.named("API").template()` or `.template_or_any()`, likewise.
pub(super) fn template(expression: &Expr, items: Items<'_>) -> PolicyTemplate {
    let (declared, anyone_else, method) = completed(expression, items);
    match (method.as_str(), anyone_else) {
        ("template", None) => declared.template(),
        ("template", Some(anyone_else)) => TwoTiers { listed: declared, anyone_else }.template(),
        ("template_or_any", None) => declared.template_or_any(),
        _ => panic!("{method} makes no template"),
    }
}

/// The declaration, its `anyone_else`, and the method that completes it.
fn completed(
    expression: &Expr,
    items: Items<'_>,
) -> (CheckedPolicy, Option<&'static Policy>, String) {
    let Expr::MethodCall(call) = expression else {
        panic!("{} is no policy", expression.to_token_stream());
    };
    let method = call.method.to_string();
    let Some(anyone_else) = items.anyone_else else {
        return (declared(unnamed(&call.receiver), items.own), None, method);
    };
    let tiers = fields(&call.receiver);
    let reference = tiers["anyone_else"].to_token_stream().to_string();
    assert_eq!((tiers.len(), reference.as_str()), (2, "& CORS_POLICY_ANYONE_ELSE"));
    let anyone_else =
        keep::policy(anyone_else.to_token_stream().to_string(), || for_anyone_else(anyone_else));
    (declared(unnamed(tiers["listed"]), items.own), Some(anyone_else), method)
}

/// What has the name of the declaration.
fn unnamed(expression: &Expr) -> &Expr {
    let Expr::MethodCall(named) = expression else {
        panic!("{} has no name", expression.to_token_stream());
    };
    assert_eq!(named.method, "named");
    &named.receiver
}

fn declared(expression: &Expr, own: Option<&Expr>) -> CheckedPolicy {
    let mut declared = CheckedPolicy::CLOSED;
    for (name, value) in fields(expression) {
        match name.as_str() {
            "origins" => declared.origins = origins(value, own),
            "methods" => declared.methods = names(value),
            "request_headers" => declared.request_headers = names(value),
            "exposed_headers" => declared.exposed_headers = names(value),
            "credentials" => declared.credentials = boolean(value),
            "max_age" => declared.max_age = Some(age(argument(value))),
            "insecure_origins" => declared.insecure_origins = boolean(value),
            "public_suffix_subdomains" => declared.public_suffix_subdomains = boolean(value),
            _ => panic!("there is no field {name}"),
        }
    }
    declared
}

fn origins(expression: &Expr, own: Option<&Expr>) -> OriginRule {
    match (expression, last_word(expression).as_str()) {
        (Expr::Path(_), "Any") => OriginRule::Any,
        (Expr::Path(_), "None") => OriginRule::None,
        // A template may have no origins of its own.
        _ if matches!(referent(argument(expression)), Expr::Array(array) if array.elems.is_empty()) => {
            OriginRule::Listed(&[])
        }
        _ => {
            assert_eq!(argument(expression).to_token_stream().to_string(), "CORS_POLICY_SETS");
            OriginRule::Listed(sets(own.expect("a list has one set of its own")))
        }
    }
}

/// Whether the expression is `CheckedSet { … }.set()`, and not a set that is declared elsewhere or has mistakes.
pub(super) fn is_declared(expression: &Expr) -> bool {
    matches!(referent(expression), Expr::MethodCall(call) if matches!(*call.receiver, Expr::Struct(_)))
}

/// `CheckedSet { … }.set()`
pub(super) fn set(expression: &Expr) -> &'static OriginSet {
    sets(expression)[0]
}

/// A list of this single set. It is created once, even if it is written several times.
fn sets(expression: &Expr) -> &'static [&'static OriginSet; 1] {
    let expression = referent(expression);
    keep::set(expression.to_token_stream().to_string(), || {
        let Expr::MethodCall(call) = expression else {
            panic!("{} is no set", expression.to_token_stream());
        };
        assert_eq!(call.method, "set");
        let mut set = CheckedSet::EMPTY;
        for (name, value) in fields(&call.receiver) {
            match name.as_str() {
                "exact" => set.exact = exact(value),
                "any_port" => set.any_port = exact(value),
                "subdomains" => set.subdomains = subdomains(value),
                "any_host" => set.any_host = exact(value),
                "subdomains_any_port" => set.subdomains_any_port = subdomains(value),
                "insecure" => set.insecure = Some(keep::text(text(argument(value)))),
                "public_suffix" => set.public_suffix = Some(keep::text(text(argument(value)))),
                _ => panic!("there is no field {name}"),
            }
        }
        set.set()
    })
}

fn exact(expression: &Expr) -> ExactSet {
    let fields = fields(expression);
    let lengths = tuple(fields["lengths"]);
    ExactSet {
        lengths: (number(lengths[0]), number(lengths[1])),
        seed: number(fields["seed"]),
        pilots: pilots(fields["pilots"]),
        slots: texts(fields["slots"]),
    }
}

fn subdomains(expression: &Expr) -> SubdomainSet {
    let set = fields(expression);
    let slot = |slot: &&Expr| {
        let fields = fields(slot);
        let part = |name| keep::text(text(fields[name]));
        Subdomains { scheme: part("scheme"), suffix: part("suffix") }
    };
    let suffix_lengths = array(set["suffix_lengths"]).into_iter().map(number);
    SubdomainSet {
        longest: number(set["longest"]),
        seed: number(set["seed"]),
        pilots: pilots(set["pilots"]),
        slots: array(set["slots"]).iter().map(slot).collect::<Vec<_>>().leak(),
        suffix_lengths: suffix_lengths.collect::<Vec<_>>().leak(),
    }
}

fn pilots(expression: &Expr) -> &'static [u16] {
    array(expression).into_iter().map(number).collect::<Vec<_>>().leak()
}

fn names(expression: &Expr) -> Names {
    let fields = fields(expression);
    Names { list: texts(fields["list"]), value: keep::text(text(fields["value"])) }
}

fn texts(expression: &Expr) -> &'static [&'static str] {
    keep::texts(array(expression).into_iter().map(|entry| keep::text(text(entry))).collect())
}

fn age(expression: &Expr) -> (u32, &'static str) {
    let pair = tuple(expression);
    (number(pair[0]), keep::text(text(pair[1])))
}

// The syntax of the expressions.

fn fields(expression: &Expr) -> BTreeMap<String, &Expr> {
    let Expr::Struct(value) = referent(expression) else {
        panic!("{} has no fields", expression.to_token_stream());
    };
    value
        .fields
        .iter()
        .map(|field| (field.member.to_token_stream().to_string(), &field.expr))
        .collect()
}

pub(super) fn array(expression: &Expr) -> Vec<&Expr> {
    let Expr::Array(array) = referent(expression) else {
        panic!("{} is no array", expression.to_token_stream());
    };
    array.elems.iter().collect()
}

fn tuple(expression: &Expr) -> Vec<&Expr> {
    let Expr::Tuple(tuple) = expression else {
        panic!("{} is no tuple", expression.to_token_stream());
    };
    tuple.elems.iter().collect()
}

/// The only argument of a call.
fn argument(expression: &Expr) -> &Expr {
    match expression {
        Expr::Call(call) if call.args.len() == 1 => &call.args[0],
        _ => panic!("{} has not one argument", expression.to_token_stream()),
    }
}

fn referent(expression: &Expr) -> &Expr {
    match expression {
        Expr::Reference(reference) => &reference.expr,
        _ => expression,
    }
}

fn last_word(expression: &Expr) -> String {
    expression.to_token_stream().into_iter().last().map(|last| last.to_string()).unwrap_or_default()
}

fn text(expression: &Expr) -> String {
    match expression {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Str(text) => text.value(),
            _ => panic!("{} is no text", expression.to_token_stream()),
        },
        _ => panic!("{} is no text", expression.to_token_stream()),
    }
}

fn number<T: std::str::FromStr>(expression: &Expr) -> T {
    let text = expression.to_token_stream().to_string();
    text.parse().unwrap_or_else(|_| panic!("{text} is no such number"))
}

fn boolean(expression: &Expr) -> bool {
    number(expression)
}
