//! `Refusal`: what a listener is told.

use std::borrow::Cow;
use std::fmt::{Debug, Formatter, Result};

use super::excerpt::excerpt;
use super::intrusion::Intrusion;
use super::nearest::{Nearest, nearest_header, nearest_method, nearest_origin};
use super::reason::RefusalReason;
use crate::engine::LONGEST_ORIGIN;
use crate::policy::Policy;
use crate::reference::PolicyRef;

/// A request that a policy refuses: which page, which policy, why, and what would solve it.
///
/// An adapter passes it to the listener of `on_refused`, and [`PolicyRef::refusal`] returns it. Nothing of it is in the
/// answer. `Display` prints one or two sentences for the log of the server:
///
/// ```
/// use cors_policy::{RequestView, cors_policy};
/// use http::Request;
///
/// cors_policy! {
///     static API = { origins: ["https://app.example.com"] };
/// }
///
/// let request = Request::get("/users").header("Origin", "http://app.example.com").body(())?;
/// let view = RequestView::from(&request);
/// let refusal = API.refusal(&view).expect("the policy does not list the origin");
/// assert_eq!(refusal.reason().as_str(), "origin_not_listed");
/// let location = API.location().expect("a declared policy has a location");
/// assert_eq!(
///     refusal.to_string(),
///     format!(
///         "`http://app.example.com` is not in `API` ({location}), but `https://app.example.com` is: the scheme differs. \
///          Open the page at `https://app.example.com`."
///     )
/// );
/// # Ok::<_, http::Error>(())
/// ```
///
/// Texts of the request are cut and escaped: of an origin at most 327 bytes remain, of a method or a header 64, and of a path
/// 256. Everything but visible ASCII and spaces is written as `\xNN`, and so are quotation marks, backslashes and backticks.
/// Whatever a request contains, it cannot forge a line of the log.
///
/// To look for the [nearest](Self::nearest) entry takes longer than everything else. Only that function and `Display` do it.
#[derive(Clone)]
pub struct Refusal<'a> {
    pub(super) policy: PolicyRef,
    /// The static part of the policy.
    pub(super) declared: &'static Policy,
    pub(super) origin: &'a [u8],
    pub(super) reason: RefusalReason,
    /// The method or the header of a preflight that the policy does not list, or nothing.
    pub(super) asked: &'a [u8],
    pub(super) is_preflight: bool,
    /// What it is, if a guard refuses it.
    pub(super) intrusion: Option<Intrusion>,
    pub(super) method: &'a str,
    pub(super) path: &'a str,
}

impl Refusal<'_> {
    /// The most bytes of a method or a header that remain.
    pub(crate) const MAX_NAME: usize = 64;

    /// The most bytes of a path that remain.
    pub(crate) const MAX_PATH: usize = 256;

    /// Returns the origin of the page, cut and escaped. If the request has several `Origin` lines, it is the first one.
    #[must_use]
    pub fn origin(&self) -> Cow<'_, str> {
        excerpt(self.origin, LONGEST_ORIGIN)
    }

    /// Returns the policy that refuses the request. It has no name if no policy was selected for the request.
    #[must_use]
    pub const fn policy(&self) -> &PolicyRef {
        &self.policy
    }

    /// Returns the reason.
    #[must_use]
    pub const fn reason(&self) -> RefusalReason {
        self.reason
    }

    /// Whether the request is a preflight. The browser then does not send the request itself.
    #[must_use]
    pub const fn is_preflight(&self) -> bool {
        self.is_preflight
    }

    /// Returns what the request is, if a [guard](crate::guard) refuses it. The handler then does not run. `None` if a CORS
    /// policy refuses it: then only a preflight does not reach the handler.
    #[must_use]
    pub const fn intrusion(&self) -> Option<Intrusion> {
        self.intrusion
    }

    /// Returns the method of the request, cut and escaped: `OPTIONS` if it is a preflight.
    #[must_use]
    pub fn method(&self) -> Cow<'_, str> {
        excerpt(self.method.as_bytes(), Self::MAX_NAME)
    }

    /// Returns the path of the request, cut and escaped, without the query: see
    /// [`RequestView::path`](crate::RequestView::path).
    #[must_use]
    pub fn path(&self) -> Cow<'_, str> {
        excerpt(self.path.as_bytes(), Self::MAX_PATH)
    }

    /// Returns the method or the header that a preflight asks for and the policy does not list, cut and escaped. `None` if the
    /// reason is another one.
    #[must_use]
    pub fn asked(&self) -> Option<Cow<'_, str>> {
        (!self.asked.is_empty()).then(|| excerpt(self.asked, Self::MAX_NAME))
    }

    /// Looks for what the policy allows and is nearly the same: an origin, a method or a header.
    ///
    /// It asks the policy for some 20 variations of the origin. If the policy has at most 256 entries, it also compares the
    /// origin with each of them, for a different port and for a different letter. The work does not grow with the request.
    #[must_use]
    pub fn nearest(&self) -> Option<Nearest> {
        match self.reason {
            RefusalReason::NotListed => nearest_origin(&self.policy, self.origin),
            RefusalReason::MethodNotListed => nearest_method(self.declared, self.asked),
            RefusalReason::HeaderNotListed => nearest_header(self.declared, self.asked),
            _ => None,
        }
    }
}

impl Debug for Refusal<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.debug_struct("Refusal")
            .field("policy", &self.policy.name())
            .field("origin", &self.origin())
            .field("reason", &self.reason)
            .field("intrusion", &self.intrusion)
            .field("asked", &self.asked())
            .field("method", &self.method())
            .field("path", &self.path())
            .finish_non_exhaustive()
    }
}
