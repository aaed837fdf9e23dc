//! What is wrong with a list of origins that comes from configuration.

use std::error::Error;
use std::fmt::{Debug, Display, Formatter, Result};

use cors_policy_core::problem::ConfiguredProblem;

use super::template::PolicyTemplate;

/// A list of origins that cannot complete a policy: which entries are invalid, why, and what to write instead.
///
/// It is one message for the person who wrote the list. Print it and exit: [`Debug`] prints the same text, so returning
/// it from `main` is enough.
///
/// # Examples
///
/// ```
/// use cors_policy::OriginList;
///
/// let error = "https://app.example.com/,,https://admin.example.com".parse::<OriginList>().unwrap_err();
/// assert_eq!(
///     error.named("the environment variable `CORS_ORIGINS`").to_string(),
///     "invalid origins in the environment variable `CORS_ORIGINS`:
///   entry 1: `https://app.example.com/`: an origin has no trailing slash; write `https://app.example.com`
///   entry 2: the entry is empty; remove it and its comma"
/// );
/// ```
pub struct ConfigureError {
    /// Boxed, because it is rare, and what can fail returns it by value.
    inner: Box<Inner>,
}

struct Inner {
    /// Where the list comes from.
    source: Option<String>,
    /// The policy that it should have completed.
    template: Option<&'static PolicyTemplate>,
    kind: Kind,
}

enum Kind {
    Entries { mistakes: Vec<Mistake>, more: usize },
    TooMany { limit: usize },
    TooLong,
    Blank,
    NotUnicode,
}

/// What is wrong with one entry of a list. [`Display`] prints a sentence with the entry, the reason and the remedy.
#[derive(Clone, Debug)]
pub struct Mistake {
    position: usize,
    problem: ConfiguredProblem,
}

impl ConfigureError {
    /// Says where the list comes from, for the first line of the message: `"the environment variable `CORS_ORIGINS`"`,
    /// `"`cors.origins` in `settings.toml`"`. [`from_env`](crate::PolicyTemplate::from_env) does this itself.
    #[must_use]
    pub fn named(mut self, source: impl Into<String>) -> Self {
        self.inner.source = Some(source.into());
        self
    }

    /// The policy that the list should have completed, for a log of a server with several: its
    /// [`name`](PolicyTemplate::name) and its [`location`](PolicyTemplate::location). `None` for a list without a policy, like
    /// an [`OriginList`](crate::OriginList). The message does not contain it.
    #[must_use]
    pub const fn template(&self) -> Option<&'static PolicyTemplate> {
        self.inner.template
    }

    /// The invalid entries, in the order of the list: the first 100 of them. None, if the list is wrong as a whole, for
    /// example because it is too long.
    pub fn mistakes(&self) -> impl Iterator<Item = &Mistake> {
        match &self.inner.kind {
            Kind::Entries { mistakes, .. } => mistakes.iter(),
            Kind::TooMany { .. } | Kind::TooLong | Kind::Blank | Kind::NotUnicode => [].iter(),
        }
    }

    pub(super) fn of(mut self, template: &'static PolicyTemplate) -> Self {
        self.inner.template = Some(template);
        self
    }

    pub(super) fn too_many(limit: usize) -> Self {
        Self::new(Kind::TooMany { limit })
    }

    pub(super) fn too_long() -> Self {
        Self::new(Kind::TooLong)
    }

    pub(super) fn blank() -> Self {
        Self::new(Kind::Blank)
    }

    pub(super) fn not_unicode() -> Self {
        Self::new(Kind::NotUnicode)
    }

    fn new(kind: Kind) -> Self {
        Self { inner: Box::new(Inner { source: None, template: None, kind }) }
    }
}

impl Mistake {
    /// Which entry it is. The first one is 1.
    #[must_use]
    pub const fn position(&self) -> usize {
        self.position
    }
}

/// The mistakes in one list, as many as are worth keeping.
#[derive(Default)]
pub(super) struct Mistakes {
    kept: Vec<Mistake>,
    more: usize,
}

impl Mistakes {
    /// Adds a mistake in the entry with this index, which counts from 0. Entries come in the order of the list.
    pub(super) fn push(&mut self, index: usize, problem: ConfiguredProblem) {
        if self.kept.len() < MAX_MISTAKES {
            self.kept.push(Mistake { position: index + 1, problem });
        } else {
            self.more += 1;
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// The error, if there is a mistake.
    pub(super) fn into_error(self) -> Option<ConfigureError> {
        let Self { kept: mistakes, more } = self;
        (!mistakes.is_empty()).then(|| ConfigureError::new(Kind::Entries { mistakes, more }))
    }
}

impl Display for ConfigureError {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let Inner { source, template: _, kind } = &*self.inner;
        f.write_str("invalid origins")?;
        if let Some(source) = source {
            write!(f, " in {source}")?;
        }
        f.write_str(":")?;
        match kind {
            Kind::Entries { mistakes, more } => {
                for mistake in mistakes {
                    write!(f, "\n  entry {}: {mistake}", mistake.position)?;
                }
                if *more > 0 {
                    write!(f, "\n  and {more} more")?;
                }
                Ok(())
            }
            Kind::TooMany { limit } => write!(f, " more than {limit} entries; remove some"),
            Kind::TooLong => f.write_str(" more than 4 GiB of text; remove some entries"),
            Kind::Blank => f.write_str(
                " the text is blank; write at least one origin, like `https://app.example.com`",
            ),
            Kind::NotUnicode => f.write_str(
                " the text is not valid Unicode; write origins like `https://app.example.com`",
            ),
        }
    }
}

/// Prints the message for people, because that is what a program prints if its `main` returns the error.
impl Debug for ConfigureError {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        Display::fmt(self, f)
    }
}

impl Error for ConfigureError {}

impl Display for Mistake {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        Display::fmt(&self.problem, f)
    }
}

/// More than anyone mends at once.
const MAX_MISTAKES: usize = 100;
