//! `OriginList`: origins that are legal in themselves, before a policy judges them.

use std::fmt::{Debug, Display, Formatter, Result as FmtResult};
use std::str::FromStr;

use cors_policy_core::configured::{STAR, parse};
use cors_policy_core::origin::Origin;
use cors_policy_core::problem::ConfiguredProblem;

use super::error::{ConfigureError, Mistakes};
use super::limit::MAX_ENTRIES;
use crate::origins::Texts;

/// A list of origins that was checked, as a value of a configuration: for [`clap`](https://docs.rs/clap), for a file, for a
/// form.
///
/// Each entry is an origin or a pattern that a declaration could list, or the only entry is `*`. Whether a policy accepts
/// them is checked when they are given to it, because `credentials: true` forbids some:
/// [`configure`](crate::PolicyTemplate::configure).
///
/// As text, entries are separated by commas. White space and line breaks around an entry are ignored, and an empty entry
/// is an error. With feature `serde`, a list is deserialized from such a text, or from a sequence of entries.
///
/// # Examples
///
/// ```
/// use cors_policy::OriginList;
///
/// let list: OriginList = "https://app.example.com, https://*.preview.example.com".parse()?;
/// assert_eq!(list.iter().collect::<Vec<_>>(), ["https://app.example.com", "https://*.preview.example.com"]);
/// # Ok::<_, cors_policy::ConfigureError>(())
/// ```
#[derive(Clone)]
pub struct OriginList {
    texts: Texts,
}

impl OriginList {
    /// Checks the entries of a list, each an origin or a pattern.
    ///
    /// # Errors
    ///
    /// An entry is invalid, or there are more than 1,000,000. The error describes the first 100 invalid entries.
    pub fn new(entries: impl IntoIterator<Item: AsRef<str>>) -> Result<Self, ConfigureError> {
        let texts = read(entries, MAX_ENTRIES, None, |_| Vec::new())?;
        Ok(Self { texts })
    }

    /// The entries, in the order in which they were given.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.texts.iter()
    }

    /// The number of entries.
    #[must_use]
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Whether there is no entry. A text is never an empty list, and a sequence may be one.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether the list is `*`: every origin.
    #[must_use]
    pub fn is_any(&self) -> bool {
        is_any(&self.texts)
    }
}

/// Whether entries that were [read](read) are a lone `*`.
pub(super) fn is_any(texts: &Texts) -> bool {
    texts.len() == 1 && texts.iter().next() == Some(STAR)
}

/// Reads at most `limit` entries. `refused_star` tells why a lone `*` is not legal, if it is not, and `problems` what else is
/// wrong with an origin.
pub(super) fn read(
    entries: impl IntoIterator<Item: AsRef<str>>,
    limit: usize,
    refused_star: Option<&ConfiguredProblem>,
    problems: impl Fn(&Origin) -> Vec<ConfiguredProblem>,
) -> Result<Texts, ConfigureError> {
    let entries = entries.into_iter();
    // A list that tells its length is refused before its entries are read.
    if entries.size_hint().0 > limit {
        return Err(ConfigureError::too_many(limit));
    }
    let (mut texts, mut mistakes) = (Texts::default(), Mistakes::default());
    let mut begins_with_star = false;
    for (index, entry) in entries.enumerate() {
        if index == limit {
            return Err(ConfigureError::too_many(limit));
        }
        if index == 1 && begins_with_star {
            mistakes.push(0, ConfiguredProblem::StarWithOthers);
        }
        let entry = entry.as_ref();
        match parse(entry) {
            Ok(origin) => {
                for problem in problems(&origin) {
                    mistakes.push(index, problem);
                }
            }
            Err(ConfiguredProblem::Star) => match refused_star {
                Some(problem) => mistakes.push(index, problem.clone()),
                None if index == 0 => begins_with_star = true,
                None => mistakes.push(index, ConfiguredProblem::StarWithOthers),
            },
            Err(problem) => mistakes.push(index, problem),
        }
        // After a mistake, nobody needs the texts.
        if mistakes.is_empty() {
            texts.push(entry).map_err(|_| ConfigureError::too_long())?;
        }
    }
    if let Some(error) = mistakes.into_error() {
        return Err(error);
    }
    texts.shrink();
    Ok(texts)
}

/// The entries of a text.
///
/// # Errors
///
/// The text is blank.
pub(super) fn split(text: &str) -> Result<impl Iterator<Item = &str>, ConfigureError> {
    if text.trim_ascii().is_empty() {
        return Err(ConfigureError::blank());
    }
    Ok(text.split(',').map(str::trim_ascii))
}

/// Reads entries with commas between them.
impl FromStr for OriginList {
    type Err = ConfigureError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::new(split(text)?)
    }
}

/// Writes the entries with commas between them.
impl Display for OriginList {
    fn fmt(&self, f: &mut Formatter<'_>) -> FmtResult {
        for (index, entry) in self.iter().enumerate() {
            let separator = if index == 0 { "" } else { ", " };
            write!(f, "{separator}{entry}")?;
        }
        Ok(())
    }
}

/// Prints the entries.
impl Debug for OriginList {
    fn fmt(&self, f: &mut Formatter<'_>) -> FmtResult {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl<'a> IntoIterator for &'a OriginList {
    type Item = &'a str;
    type IntoIter = OriginListIter<'a>;

    fn into_iter(self) -> OriginListIter<'a> {
        OriginListIter { list: self, next: 0 }
    }
}

/// The entries of an [`OriginList`].
#[derive(Clone, Debug)]
pub struct OriginListIter<'a> {
    list: &'a OriginList,
    next: usize,
}

impl<'a> Iterator for OriginListIter<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let entry = self.list.texts.get(self.next)?;
        self.next += 1;
        Some(entry)
    }
}
