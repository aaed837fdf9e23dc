//! `OriginList` in a configuration that `serde` reads: a sequence of entries, or a text with commas.

use std::fmt::{Formatter, Result as FmtResult};

use serde_core::de::{Deserialize, Deserializer, Error, SeqAccess, Visitor};

use super::list::OriginList;

impl<'de> Deserialize<'de> for OriginList {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ListVisitor)
    }
}

struct ListVisitor;

impl<'de> Visitor<'de> for ListVisitor {
    type Value = OriginList;

    fn expecting(&self, f: &mut Formatter<'_>) -> FmtResult {
        f.write_str("a list of origins, or a text of origins with commas between them")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<OriginList, E> {
        text.parse().map_err(E::custom)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<OriginList, A::Error> {
        let mut error = None;
        let entries = std::iter::from_fn(|| {
            let entry = sequence.next_element::<String>();
            entry.unwrap_or_else(|unreadable| {
                error = Some(unreadable);
                None
            })
        });
        let list = OriginList::new(entries);
        match error {
            Some(error) => Err(error),
            None => list.map_err(A::Error::custom),
        }
    }
}
