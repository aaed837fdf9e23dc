//! Entries of a configuration that change no answer.

use std::fmt::{Display, Formatter, Result};

use cors_policy_core::configured::parse;
use cors_policy_core::origin::{Conflict, Origin, conflicts};

use crate::origins::Texts;

/// An entry that changes no answer. [`Display`] prints a sentence about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redundant {
    position: usize,
    entry: String,
    by: String,
}

impl Redundant {
    /// Which entry of the configuration it is. The first one is 1.
    #[must_use]
    pub const fn position(&self) -> usize {
        self.position
    }

    /// The entry.
    #[must_use]
    pub fn entry(&self) -> &str {
        &self.entry
    }

    /// The entry that makes it redundant: the same one, or a pattern that covers it.
    #[must_use]
    pub fn by(&self) -> &str {
        &self.by
    }
}

/// The redundant entries of a configuration, with the entries of the declaration in front of it.
pub(super) fn redundant(own: &[String], configured: &Texts) -> Vec<Redundant> {
    let texts = own.iter().map(String::as_str).chain(configured.iter()).collect::<Vec<_>>();
    // They were checked, so each can be read.
    let origins = texts.iter().filter_map(|text| parse(text).ok()).collect::<Vec<Origin>>();
    if origins.len() != texts.len() {
        return Vec::new();
    }
    let conflicts = conflicts(&origins).into_iter();
    conflicts
        .filter_map(|(index, conflict)| {
            let (Conflict::Duplicate(by) | Conflict::Covered(by)) = conflict;
            let position = (index + 1).checked_sub(own.len()).filter(|&position| position > 0)?;
            Some(Redundant { position, entry: texts[index].to_owned(), by: texts[by].to_owned() })
        })
        .collect()
}

impl Display for Redundant {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let Self { position, entry, by } = self;
        if entry == by {
            write!(f, "entry {position}: `{entry}` appears twice")
        } else {
            write!(f, "entry {position}: `{entry}` is redundant, because `{by}` already covers it")
        }
    }
}
