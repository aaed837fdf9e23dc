//! Why a page is kept from a response.

use std::fmt::{Display, Formatter, Result};

use crate::engine::{Denial, NotRepeated};

/// Why a page cannot read a response, or cannot send a request: few values, for metrics and logs.
///
/// [`as_str`](Self::as_str) is the value of a label, and `Display` prints a sentence.
///
/// # Examples
///
/// ```
/// use cors_policy::RefusalReason;
///
/// assert_eq!(RefusalReason::MethodNotListed.as_str(), "method_not_listed");
/// assert_eq!(RefusalReason::MethodNotListed.to_string(), "the policy does not list the method");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RefusalReason {
    /// The policy has `origins: none`, or no policy was selected for the request.
    Closed,
    /// The request has several `Origin` lines: [`Denial::SeveralOrigins`].
    SeveralOrigins,
    /// The `Origin` is `null`: [`Denial::Opaque`].
    Opaque,
    /// The `Origin` is none: [`Denial::Malformed`].
    Malformed,
    /// The policy does not list the origin: [`Denial::NotListed`].
    NotListed,
    /// A guard refuses the request because `Sec-Fetch-Site` says that a page of another origin sends it, and no `Origin` says
    /// which one.
    CrossSite,
    /// A preflight of an allowed origin asks for a method that the policy does not list.
    MethodNotListed,
    /// A preflight of an allowed origin asks for a header that the policy does not list.
    HeaderNotListed,
    /// The policy has `any` together with credentials, and the preflight asks for something that is no token, so the answer
    /// cannot repeat it.
    NotAToken,
    /// The policy has `methods: any` together with credentials, and the preflight asks for several methods.
    SeveralMethods,
    /// The preflight asks for more than 64 headers. They are not compared with the policy, and not repeated in the answer.
    TooManyNames,
    /// The preflight asks for headers with more than 8 KiB of text, or 4 KiB if the answer would repeat them. They are not
    /// compared with the policy, and not repeated in the answer.
    TooLong,
}

impl RefusalReason {
    /// Returns the reason as the value of a label: `origin_not_listed`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::SeveralOrigins => "several_origins",
            Self::Opaque => "opaque_origin",
            Self::Malformed => "malformed_origin",
            Self::NotListed => "origin_not_listed",
            Self::CrossSite => "cross_site",
            Self::MethodNotListed => "method_not_listed",
            Self::HeaderNotListed => "header_not_listed",
            Self::NotAToken => "not_a_token",
            Self::SeveralMethods => "several_methods",
            Self::TooManyNames => "too_many_names",
            Self::TooLong => "too_long",
        }
    }
}

impl From<Denial> for RefusalReason {
    fn from(denial: Denial) -> Self {
        match denial {
            Denial::Closed => Self::Closed,
            Denial::SeveralOrigins => Self::SeveralOrigins,
            Denial::Opaque => Self::Opaque,
            Denial::Malformed => Self::Malformed,
            Denial::NotListed => Self::NotListed,
        }
    }
}

impl From<NotRepeated> for RefusalReason {
    fn from(not_repeated: NotRepeated) -> Self {
        match not_repeated {
            NotRepeated::NotAToken => Self::NotAToken,
            NotRepeated::SeveralMethods => Self::SeveralMethods,
            NotRepeated::TooManyNames => Self::TooManyNames,
            NotRepeated::TooLong => Self::TooLong,
        }
    }
}

impl Display for RefusalReason {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let denial = match self {
            Self::Closed => Denial::Closed,
            Self::SeveralOrigins => Denial::SeveralOrigins,
            Self::Opaque => Denial::Opaque,
            Self::Malformed => Denial::Malformed,
            Self::NotListed => Denial::NotListed,
            Self::CrossSite => {
                return f
                    .write_str("the browser says that a page of another origin sends the request");
            }
            Self::MethodNotListed => return f.write_str("the policy does not list the method"),
            Self::HeaderNotListed => return f.write_str("the policy does not list the header"),
            Self::NotAToken => {
                return f.write_str("the preflight asks for something that is not a token");
            }
            Self::SeveralMethods => {
                return f.write_str("the preflight asks for more than one method");
            }
            Self::TooManyNames => {
                return f.write_str("the preflight asks for more than 64 headers");
            }
            Self::TooLong => return f.write_str("the preflight asks for too much text"),
        };
        Display::fmt(&denial, f)
    }
}
