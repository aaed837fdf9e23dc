//! Every mistake that a declaration can contain, and the sentence that reports it.
//!
//! This folder contains sentences and the data that they quote, one file for each topic. It checks nothing. It may use
//! the modules that contain only names and numbers ([`limits`](crate::limits), [`option`](crate::option) and the
//! constants of [`label`](crate::label)); every module that checks something may use this one.
//!
//! A sentence is *problem; remedy*: lower case, no full stop, code in backticks. It names the thing first, then the
//! reason, then what to write. Its reader believes something that is wrong, so the sentence says what is true.

mod anyone_else;
mod conditions;
mod configured;
mod crate_path;
mod credentials;
mod flaw;
mod grammar;
mod headers;
mod item;
mod list;
mod max_age;
mod names;
mod options;
mod origins;
mod picture;
mod quoted;
mod remark;
mod sets;
mod shape;
mod text;

use std::error::Error;
use std::fmt::{Display, Formatter, Result};
use std::ops::Range;

pub use anyone_else::AnyoneElseProblem;
pub use conditions::ConditionProblem;
pub use configured::ConfiguredProblem;
pub use crate_path::CratePathProblem;
pub use credentials::CredentialsProblem;
pub use flaw::Flaw;
pub use grammar::GrammarProblem;
pub use headers::HeaderProblem;
pub use item::ItemProblem;
pub use list::ListProblem;
pub use max_age::MaxAgeProblem;
pub use names::NameProblem;
pub use options::OptionProblem;
pub use origins::OriginsProblem;
pub(crate) use quoted::beginning;
pub use remark::Remark;
pub use sets::SetProblem;
pub use shape::Shape;
pub use text::TextProblem;

/// A mistake in a declaration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// One entry of `origins`.
    Origin {
        /// The first mistake in it.
        flaw: Flaw,
        /// The text of the entry.
        text: String,
        /// The bytes of `text` that are wrong.
        at: Range<usize>,
        /// What the author probably meant.
        meant: Option<String>,
    },
    /// The origins of a policy as a whole.
    Origins(OriginsProblem),
    /// Any list.
    List(ListProblem),
    /// The name of a method or a header, as text.
    Name(NameProblem),
    /// A well-formed header name that the option cannot list.
    Header(HeaderProblem),
    /// The value of `max_age`.
    MaxAge(MaxAgeProblem),
    /// A conflict with `credentials`.
    Credentials(CredentialsProblem),
    /// An option: its name, its separator, its value.
    Option(OptionProblem),
    /// The path of the library.
    CratePath(CratePathProblem),
    /// The punctuation between options and entries.
    Grammar(GrammarProblem),
    /// The item that declares.
    Item(ItemProblem),
    /// Conditions on options and entries.
    Condition(ConditionProblem),
    /// A set of origins, and its use in a policy.
    Set(SetProblem),
}

impl Display for Problem {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Origin { flaw, text, at, meant } => {
                flaw.write_sentence(f, meant.as_deref())?;
                picture::draw(f, text, at.clone(), flaw.label())
            }
            Self::Origins(problem) => problem.fmt(f),
            Self::List(problem) => problem.fmt(f),
            Self::Name(problem) => problem.fmt(f),
            Self::Header(problem) => problem.fmt(f),
            Self::MaxAge(problem) => problem.fmt(f),
            Self::Credentials(problem) => problem.fmt(f),
            Self::Option(problem) => problem.fmt(f),
            Self::CratePath(problem) => problem.fmt(f),
            Self::Grammar(problem) => problem.fmt(f),
            Self::Item(problem) => problem.fmt(f),
            Self::Condition(problem) => problem.fmt(f),
            Self::Set(problem) => problem.fmt(f),
        }
    }
}

impl Error for Problem {}
