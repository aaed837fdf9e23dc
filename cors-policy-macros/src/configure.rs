//! From a declaration with `#[cfg(…)]` in it to plain ones: one for each combination of conditions that a build can have.
//!
//! The conditions are not known to a macro, so each combination is checked, and each becomes a static behind a `#[cfg]`
//! of its own. A rule that holds for every plain declaration holds for whatever is built.

use cors_policy_core::Problem;
use cors_policy_core::problem::MAX_CONDITIONS;
use proc_macro2::TokenStream;
use quote::quote;

use crate::declare::{Atom, Declaration, Entry, List, Predicate, Value, Written};
use crate::errors::Errors;

/// One combination of conditions.
pub(crate) struct Configuration {
    /// All atoms that are asked about, and whether each is true.
    atoms: Vec<(Atom, bool)>,
}

/// What conditions can stand in.
pub(crate) trait Conditional: Clone {
    /// All conditions in it.
    fn conditions(&self) -> Vec<&Predicate>;

    /// Keeps what is there under these conditions.
    fn retain(&mut self, holds: &dyn Fn(Option<&Predicate>) -> bool);
}

impl Configuration {
    /// The only one of a declaration without conditions.
    pub(crate) const fn always() -> Self {
        Self { atoms: Vec::new() }
    }

    /// Every combination in which `conditional` can be built, and what is left of it there. Without an answer, there are
    /// too many, which was reported.
    pub(crate) fn split<T: Conditional>(
        conditional: &T,
        at: impl quote::ToTokens,
        errors: &mut Errors,
    ) -> Option<Vec<(Self, T)>> {
        let mut atoms = Vec::new();
        conditional.conditions().iter().for_each(|condition| condition.collect_atoms(&mut atoms));
        if atoms.len() > MAX_CONDITIONS {
            errors.report(at, &Problem::TooManyConditions { found: atoms.len() });
            return None;
        }
        let variants = (0..1_u32 << atoms.len())
            .map(|bits| {
                let is_true = |index: usize| bits >> index & 1 == 1;
                atoms
                    .iter()
                    .cloned()
                    .enumerate()
                    .map(|(index, atom)| (atom, is_true(index)))
                    .collect()
            })
            .map(|atoms| Self { atoms })
            .filter(Self::is_possible)
            .map(|configuration| {
                let truths = configuration.truths();
                let mut plain = conditional.clone();
                plain.retain(&|condition| {
                    condition.is_none_or(|condition| condition.holds(&truths))
                });
                (configuration, plain)
            });
        Some(variants.collect())
    }

    fn truths(&self) -> Vec<Atom> {
        self.atoms.iter().filter(|(_, is_true)| *is_true).map(|(atom, _)| atom.clone()).collect()
    }

    /// Whether a build can have it: there is one operating system at a time, for example.
    fn is_possible(&self) -> bool {
        let truths = self.truths();
        let excludes = |a: &Atom, b: &Atom| {
            a.key == b.key && SINGLE_VALUED.contains(&a.key.as_str())
                || a.key == "unix" && b.key == "windows"
        };
        !truths.iter().any(|a| truths.iter().any(|b| a != b && excludes(a, b)))
    }

    /// The attribute that makes an item exist in this combination only.
    pub(crate) fn attribute(&self) -> TokenStream {
        let conditions = self
            .atoms
            .iter()
            .map(|(atom, is_true)| if *is_true { quote!(#atom) } else { quote!(not(#atom)) });
        if self.atoms.is_empty() { quote!() } else { quote!(#[cfg(all(#(#conditions),*))]) }
    }
}

impl Conditional for Declaration {
    fn conditions(&self) -> Vec<&Predicate> {
        let of_options = self.options.iter().filter_map(|written| written.condition.as_ref());
        let lists = self.options.iter().filter_map(|written| match &written.value {
            Value::List(list) => Some(list),
            _ => None,
        });
        of_options.chain(lists.flat_map(List::conditions)).collect()
    }

    fn retain(&mut self, holds: &dyn Fn(Option<&Predicate>) -> bool) {
        self.options.retain(|Written { condition, .. }| holds(condition.as_ref()));
        for written in &mut self.options {
            if let Value::List(list) = &mut written.value {
                list.retain(holds);
            }
        }
    }
}

impl Conditional for List {
    fn conditions(&self) -> Vec<&Predicate> {
        self.entries.iter().filter_map(|entry| entry.condition.as_ref()).collect()
    }

    fn retain(&mut self, holds: &dyn Fn(Option<&Predicate>) -> bool) {
        let before = self.entries.len();
        self.entries.retain(|Entry { condition, .. }| holds(condition.as_ref()));
        self.is_shortened = self.entries.len() < before;
    }
}

/// The keys that have one value in a build: [The Rust Reference, set configuration
/// options](https://doc.rust-lang.org/reference/conditional-compilation.html#set-configuration-options).
const SINGLE_VALUED: [&str; 8] = [
    "panic",
    "target_abi",
    "target_arch",
    "target_endian",
    "target_env",
    "target_os",
    "target_pointer_width",
    "target_vendor",
];
