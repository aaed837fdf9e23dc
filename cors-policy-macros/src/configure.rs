//! From a declaration with `#[cfg(…)]` in it to plain ones: one for each combination of conditions that a build can have.
//!
//! The conditions are not known to a macro, so each combination is checked, and each becomes a static behind a `#[cfg]`
//! of its own. A rule that holds for every plain declaration holds for whatever is built.

use cors_policy_core::limits::MAX_COMBINATIONS;
use cors_policy_core::problem::{ConditionProblem, Problem};
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
        for condition in conditional.conditions() {
            condition.collect_atoms(&mut atoms);
        }
        let combinations = Self::combinations(&atoms);
        if combinations.len() > MAX_COMBINATIONS {
            let problem =
                Problem::Condition(ConditionProblem::TooMany { found: combinations.len() });
            errors.report(at, &problem);
            return None;
        }
        let variants = combinations.into_iter().map(|configuration| {
            let truths = configuration.truths();
            let mut plain = conditional.clone();
            plain.retain(&|condition| condition.is_none_or(|condition| condition.holds(&truths)));
            (configuration, plain)
        });
        Some(variants.collect())
    }

    /// Every combination that a build can have, or more than enough of them.
    fn combinations(atoms: &[Atom]) -> Vec<Self> {
        let mut combinations = vec![Self::always()];
        for atom in atoms {
            let both = |combination: Self| {
                [false, true].map(|is_true| {
                    let mut atoms = combination.atoms.clone();
                    atoms.push((atom.clone(), is_true));
                    Self { atoms }
                })
            };
            combinations =
                combinations.into_iter().flat_map(both).filter(Self::is_possible).collect();
            // Each further condition can only add to them, but for the last values of a key.
            if combinations.len() > 4 * MAX_COMBINATIONS {
                break;
            }
        }
        combinations
    }

    fn truths(&self) -> Vec<Atom> {
        self.atoms.iter().filter(|(_, is_true)| *is_true).map(|(atom, _)| atom.clone()).collect()
    }

    /// Whether a build can have it.
    ///
    /// [The Rust Reference, set configuration
    /// options](https://doc.rust-lang.org/reference/conditional-compilation.html#set-configuration-options)
    fn is_possible(&self) -> bool {
        let truths = self.truths();
        let is_single = |atom: &Atom| SINGLE_VALUED.contains(&atom.key.as_str());
        let excludes = |a: &Atom, b: &Atom| a != b && a.key == b.key && is_single(a);
        let has_two_values = truths.iter().any(|a| truths.iter().any(|b| excludes(a, b)));
        let lacks_a_value = TWO_VALUED
            .iter()
            .any(|(key, values)| values.iter().all(|value| self.is_false(key, Some(value))));
        !has_two_values && !lacks_a_value && self.has_one_family(&truths)
    }

    /// Whether `unix` and `windows` are what the operating system says.
    fn has_one_family(&self, truths: &[Atom]) -> bool {
        let is_true = |key| truths.iter().any(|atom| atom.is(key, None));
        let os = truths
            .iter()
            .find(|atom| atom.key == "target_os")
            .and_then(|atom| atom.value.as_deref());
        let fits = match os {
            None => true,
            Some("windows") => !is_true("unix") && !self.is_false("windows", None),
            Some(os) if UNIX.contains(&os) => !is_true("windows") && !self.is_false("unix", None),
            Some(_) => !is_true("windows"),
        };
        fits && !(is_true("unix") && is_true("windows"))
    }

    /// Whether the atom is asked about, and false.
    fn is_false(&self, key: &str, value: Option<&str>) -> bool {
        self.atoms.iter().any(|(atom, is_true)| !is_true && atom.is(key, value))
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

/// The keys that have at most one value in a build.
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

/// The keys that have one of two values in every build.
const TWO_VALUED: [(&str, [&str; 2]); 2] =
    [("panic", ["abort", "unwind"]), ("target_endian", ["big", "little"])];

/// The operating systems for which `unix` holds, but for rare ones.
const UNIX: [&str; 11] = [
    "android",
    "dragonfly",
    "freebsd",
    "illumos",
    "ios",
    "linux",
    "macos",
    "netbsd",
    "openbsd",
    "solaris",
    "tvos",
];
