//! Turns a declaration with `#[cfg(…)]` in it into plain ones: one for each combination of conditions that a build can
//! have.
//!
//! A macro does not know which conditions are true. So each combination is checked, and each becomes a static with its
//! own `#[cfg]`. A rule that holds for every plain declaration holds for every build.

use std::rc::Rc;

use cors_policy_core::limits::{MAX_CHECKED_ENTRIES, MAX_COMBINATIONS, MAX_CONDITIONS};
use cors_policy_core::problem::{ConditionProblem, Problem};
use proc_macro2::TokenStream;
use quote::quote;

use crate::declare::{Atom, Declaration, Entry, List, Predicate, Value, Written};

/// One combination of conditions.
pub(crate) struct Configuration {
    /// All conditions of the declaration.
    atoms: Rc<[Atom]>,
    /// Whether each is true. While the combinations are computed, the last atoms have no value yet.
    truths: Vec<bool>,
}

/// Something that can contain conditions.
pub(crate) trait Conditional: Clone {
    /// All conditions in it.
    fn conditions(&self) -> Vec<&Predicate>;

    /// How many entries it has, whatever their conditions are.
    fn count_entries(&self) -> usize;

    /// Keeps what exists under these conditions.
    fn retain(&mut self, holds: &dyn Fn(Option<&Predicate>) -> bool);
}

impl Configuration {
    /// The only configuration of a declaration without conditions.
    pub(crate) fn always() -> Self {
        Self { atoms: Rc::new([]), truths: Vec::new() }
    }

    /// Every combination in which `conditional` can be built, with what exists in it.
    pub(crate) fn split<T: Conditional>(
        conditional: &T,
    ) -> Result<impl Iterator<Item = (Self, T)>, Problem> {
        let configurations = Self::combinations(conditional)?.into_iter();
        Ok(configurations.map(|configuration| {
            let truths = configuration.truths();
            let mut plain = conditional.clone();
            plain.retain(&|condition| condition.is_none_or(|condition| condition.holds(&truths)));
            (configuration, plain)
        }))
    }

    /// Every combination that a build can have.
    fn combinations(conditional: &impl Conditional) -> Result<Vec<Self>, Problem> {
        let mut atoms = Vec::new();
        for condition in conditional.conditions() {
            condition.collect_atoms(&mut atoms);
        }
        if atoms.len() > MAX_CONDITIONS {
            return Err(Problem::Condition(ConditionProblem::TooMany));
        }
        let atoms = Rc::<[Atom]>::from(atoms);
        let mut found = vec![Self { atoms: Rc::clone(&atoms), truths: Vec::new() }];
        for _ in 0..atoms.len() {
            let both = |combination: Self| {
                [false, true].map(|is_true| {
                    let mut truths = combination.truths.clone();
                    truths.push(is_true);
                    Self { atoms: Rc::clone(&combination.atoms), truths }
                })
            };
            found = found.into_iter().flat_map(both).filter(Self::is_possible).collect();
            // Each further condition can only add combinations: each one stays possible if the new condition is true,
            // or if it is false.
            if found.len() > MAX_COMBINATIONS {
                return Err(Problem::Condition(ConditionProblem::TooManyCombinations));
            }
        }
        let (combinations, entries) = (found.len(), conditional.count_entries());
        if combinations > 1 && combinations * entries > MAX_CHECKED_ENTRIES {
            return Err(Problem::Condition(ConditionProblem::TooManyEntries {
                combinations,
                entries,
            }));
        }
        Ok(found)
    }

    /// The atoms that have a value, with this value.
    fn atoms(&self) -> impl Iterator<Item = (&Atom, bool)> {
        self.atoms.iter().zip(self.truths.iter().copied())
    }

    fn truths(&self) -> Vec<&Atom> {
        self.atoms().filter(|(_, is_true)| *is_true).map(|(atom, _)| atom).collect()
    }

    /// Whether a build can have this combination.
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

    /// Whether `unix` and `windows` agree with the operating system.
    fn has_one_family(&self, truths: &[&Atom]) -> bool {
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

    /// Whether the declaration uses the atom, and the atom is false.
    fn is_false(&self, key: &str, value: Option<&str>) -> bool {
        self.atoms().any(|(atom, is_true)| !is_true && atom.is(key, value))
    }

    /// The attribute that makes an item exist in this combination only.
    pub(crate) fn attribute(&self) -> TokenStream {
        let predicate = self.predicate();
        if self.atoms.is_empty() { quote!() } else { quote!(#[cfg(#predicate)]) }
    }

    /// The attribute that makes an item exist in each of these combinations.
    pub(crate) fn attribute_of_any<'a>(
        combinations: impl Iterator<Item = &'a Self>,
    ) -> TokenStream {
        let predicates = combinations.map(Self::predicate);
        quote!(#[cfg(any(#(#predicates),*))])
    }

    fn predicate(&self) -> TokenStream {
        let conditions = self
            .atoms()
            .map(|(atom, is_true)| if is_true { quote!(#atom) } else { quote!(not(#atom)) });
        quote!(all(#(#conditions),*))
    }
}

impl Conditional for Declaration {
    fn conditions(&self) -> Vec<&Predicate> {
        conditions_of(&self.options)
    }

    fn count_entries(&self) -> usize {
        count_entries_of(&self.options)
    }

    fn retain(&mut self, holds: &dyn Fn(Option<&Predicate>) -> bool) {
        retain_of(&mut self.options, holds);
    }
}

/// All conditions of these options, and those in their values.
fn conditions_of(options: &[Written]) -> Vec<&Predicate> {
    let of_options = options.iter().filter_map(|written| written.condition.as_ref());
    let of_values = options.iter().flat_map(|written| match &written.value {
        Value::List(list) => list.conditions(),
        Value::Block(block) => conditions_of(&block.options),
        _ => Vec::new(),
    });
    of_options.chain(of_values).collect()
}

fn count_entries_of(options: &[Written]) -> usize {
    let count = |written: &Written| match &written.value {
        Value::List(list) => list.entries.len(),
        Value::Block(block) => count_entries_of(&block.options),
        _ => 0,
    };
    options.iter().map(count).sum()
}

fn retain_of(options: &mut Vec<Written>, holds: &dyn Fn(Option<&Predicate>) -> bool) {
    options.retain(|Written { condition, .. }| holds(condition.as_ref()));
    for written in options {
        match &mut written.value {
            Value::List(list) => list.retain(holds),
            Value::Block(block) => retain_of(&mut block.options, holds),
            _ => {}
        }
    }
}

impl Conditional for List {
    fn conditions(&self) -> Vec<&Predicate> {
        self.entries.iter().filter_map(|entry| entry.condition.as_ref()).collect()
    }

    fn count_entries(&self) -> usize {
        self.entries.len()
    }

    fn retain(&mut self, holds: &dyn Fn(Option<&Predicate>) -> bool) {
        let before = self.entries.len();
        self.entries.retain(|Entry { condition, .. }| holds(condition.as_ref()));
        self.is_shortened = self.entries.len() < before;
    }
}

/// The keys that have one value at most in a build.
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

/// The operating systems on which `unix` is true. Rare ones are missing.
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

#[cfg(test)]
mod tests {
    use cors_policy_core::problem::{ConditionProblem, Problem};

    use super::{Conditional, Configuration};
    use crate::declare::{self, Predicate};
    use crate::errors::Errors;

    /// Something with these conditions and this number of entries.
    #[derive(Clone)]
    struct Sized(Vec<Predicate>, usize);

    impl Conditional for Sized {
        fn conditions(&self) -> Vec<&Predicate> {
            self.0.iter().collect()
        }

        fn count_entries(&self) -> usize {
            self.1
        }

        fn retain(&mut self, _: &dyn Fn(Option<&Predicate>) -> bool) {}
    }

    fn count(conditions: &[String], entries: usize) -> Result<usize, Problem> {
        let parse = |text: &String| syn::parse_str(text).expect("a condition");
        let conditional = Sized(conditions.iter().map(parse).collect(), entries);
        Configuration::split(&conditional).map(Iterator::count)
    }

    fn values_of(key: &str, values: usize) -> Vec<String> {
        (0..values).map(|value| format!("{key} = \"{value}\"")).collect()
    }

    #[test]
    fn conditions_combine_up_to_a_limit() {
        for (key, values, combinations) in [
            ("feature", 0, 1),
            ("feature", 1, 2),
            ("feature", 6, 64),
            ("target_os", 1, 2),
            ("target_os", 63, 64),
        ] {
            assert_eq!(count(&values_of(key, values), 0), Ok(combinations), "{values} of {key}");
        }
        for (key, values) in [("feature", 7), ("target_os", 64), ("target_os", 128)] {
            let found = count(&values_of(key, values), 0);
            assert_eq!(
                found,
                Err(Problem::Condition(ConditionProblem::TooManyCombinations)),
                "{values} of {key}"
            );
        }
        for (key, values) in [("feature", 129), ("target_os", 300), ("target_os", 20_000)] {
            let found = count(&values_of(key, values), 0);
            assert_eq!(
                found,
                Err(Problem::Condition(ConditionProblem::TooMany)),
                "{values} of {key}"
            );
            let all = [format!("any({})", values_of(key, values).join(", "))];
            assert_eq!(
                count(&all, 0),
                Err(Problem::Condition(ConditionProblem::TooMany)),
                "any of {values} of {key}"
            );
        }
    }

    #[test]
    fn entries_count_in_each_combination() {
        assert_eq!(count(&[], 1_000_000), Ok(1), "without conditions there is nothing to combine");
        for (conditions, combinations, most) in [(1, 2, 125_000), (6, 64, 3_906)] {
            let conditions = values_of("feature", conditions);
            assert_eq!(count(&conditions, most), Ok(combinations));
            let entries = most + 1;
            let problem =
                Problem::Condition(ConditionProblem::TooManyEntries { combinations, entries });
            assert_eq!(count(&conditions, entries), Err(problem));
        }
    }

    #[test]
    fn entries_of_anyone_else_count_too() {
        let methods = (0..4_000).map(|number| format!("M{number}")).collect::<Vec<_>>().join(", ");
        let conditions = values_of("feature", 5).join(")] \"a\", #[cfg(");
        let input = format!(
            "static A = {{ origins: [#[cfg({conditions})] \"a\"], anyone_else: {{ #[cfg(x)] max_age: 1, methods: [{methods}] }} }};"
        );
        let mut errors = Errors::default();
        let statics = declare::policies(input.parse().expect("tokens"), &mut errors).statics;
        let declaration = statics[0].body.as_ref().expect("options");
        let found = Configuration::split(declaration).map(Iterator::count);
        let problem = ConditionProblem::TooManyEntries { combinations: 64, entries: 4_005 };
        assert_eq!(found, Err(Problem::Condition(problem)));
    }
}
