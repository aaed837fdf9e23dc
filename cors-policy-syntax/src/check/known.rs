//! Facts about an origin that are the same in every configuration. They are computed once.

use cors_policy_core::Problem;
use cors_policy_core::option::OptionName;
use cors_policy_core::origin::{Conflict, Origin, Relations};

use crate::declare::{Declaration, Entry, Item, List, Value};

/// The facts about all entries of a declaration, in any configuration.
pub(crate) struct Known {
    /// One for each entry, in the order of the entries' numbers. `None` for entries of other options, and for entries
    /// that are not strings.
    entries: Vec<Option<Result<KnownOrigin, Problem>>>,
    relations: Relations,
}

/// A legal origin, and the facts that the rules need.
pub(crate) struct KnownOrigin {
    pub(crate) origin: Origin,
    pub(crate) is_insecure: bool,
    pub(crate) has_public_suffix: bool,
    /// Its index among the entries that are legal on their own.
    place: usize,
}

impl Known {
    /// Reads all origins of a policy.
    pub(crate) fn of(declaration: &Declaration) -> Self {
        let lists = declaration.options.iter().filter_map(|written| match &written.value {
            Value::List(list) => Some((OptionName::parse(&written.key.to_string()), list)),
            _ => None,
        });
        Self::read(lists.flat_map(|(option, list)| {
            let is_read = option == Ok(OptionName::Origins);
            list.entries.iter().map(move |entry| (entry, is_read))
        }))
    }

    /// Reads all origins of a set.
    pub(crate) fn of_set(list: &List) -> Self {
        Self::read(list.entries.iter().map(|entry| (entry, true)))
    }

    /// Reads the entries that are origins. The entries must come in the order of their numbers.
    fn read<'a>(entries: impl Iterator<Item = (&'a Entry, bool)>) -> Self {
        let mut legal = 0;
        let mut know = |origin: Origin| {
            let place = legal;
            legal += 1;
            let has_public_suffix = origin.public_suffix().is_some();
            KnownOrigin { is_insecure: origin.is_insecure(), has_public_suffix, origin, place }
        };
        let mut read = |entry: &Entry| match &entry.item {
            Item::Text(literal) => Some(Origin::parse(&literal.value()).map(&mut know)),
            _ => None,
        };
        let entries = entries.map(|(entry, is_read)| is_read.then(|| read(entry)).flatten());
        let entries = entries.collect::<Vec<_>>();
        let legal = entries.iter().flatten().flatten();
        let relations = Relations::of(legal.map(|known| &known.origin));
        Self { entries, relations }
    }

    /// The facts about this entry, if it is an origin.
    pub(super) fn entry(&self, entry: &Entry) -> Option<Result<&KnownOrigin, &Problem>> {
        self.entries.get(entry.number)?.as_ref().map(Result::as_ref)
    }

    /// The conflicts between `origins`, each with the index of its origin in `origins`.
    pub(super) fn conflicts<'a>(
        &self,
        origins: impl IntoIterator<Item = &'a KnownOrigin>,
    ) -> Vec<(usize, Conflict)> {
        let places = origins.into_iter().map(|known| known.place).collect::<Vec<_>>();
        self.relations.conflicts(&places)
    }
}
