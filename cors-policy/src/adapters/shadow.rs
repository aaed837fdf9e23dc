//! A second policy that is asked but not obeyed.

use std::borrow::Cow;
use std::fmt::{Debug, Display, Formatter, Result};
use std::sync::Arc;

use http::header::{COOKIE, ORIGIN};

use crate::engine::LONGEST_ORIGIN;
use crate::observe::{Refusal, excerpt};
use crate::reference::PolicyRef;
use crate::request::{OwnOrigin, RequestView};

/// A request that a second policy would answer differently, so that a page would notice.
///
/// An adapter passes it to the listener of `shadow`. `Display` prints a sentence for the log.
///
/// Two policies may send different lists, and still allow the same request: then there is no difference to report. Which
/// response headers a script reads is not known to the server, so a difference of `exposed_headers` is not reported. Compare
/// the two declarations for it.
///
/// Texts of the request are cut and escaped, as those of a [`Refusal`].
#[derive(Clone, Debug)]
pub struct ShadowDifference<'a> {
    policy: PolicyRef,
    shadow: PolicyRef,
    change: ShadowChange,
    /// What one of the two policies says.
    refusal: Option<Refusal<'a>>,
    origin: &'a [u8],
    method: &'a str,
    path: &'a str,
}

/// What would change for a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ShadowChange {
    /// The second policy would refuse the request.
    Refuses,
    /// The second policy would allow the request.
    Allows,
    /// The request has a cookie, and the second policy has no `credentials: true`. The browser would refuse the response.
    RefusesCredentials,
    /// The request has a cookie, and only the second policy has `credentials: true`.
    AllowsCredentials,
}

impl ShadowDifference<'_> {
    /// Returns the policy that answers.
    #[must_use]
    pub const fn policy(&self) -> &PolicyRef {
        &self.policy
    }

    /// Returns the policy that is only asked.
    #[must_use]
    pub const fn shadow(&self) -> &PolicyRef {
        &self.shadow
    }

    /// Returns what would change.
    #[must_use]
    pub const fn change(&self) -> ShadowChange {
        self.change
    }

    /// Returns the refusal of the policy that refuses: of the second one, if it [refuses](ShadowChange::Refuses) what the first
    /// one allows, and of the first one, if the second one [allows](ShadowChange::Allows) it.
    #[must_use]
    pub const fn refusal(&self) -> Option<&Refusal<'_>> {
        self.refusal.as_ref()
    }

    /// Returns the origin of the page, cut and escaped.
    #[must_use]
    pub fn origin(&self) -> Cow<'_, str> {
        excerpt(self.origin, LONGEST_ORIGIN)
    }

    /// Returns the method of the request, cut and escaped: `OPTIONS` if it is a preflight.
    #[must_use]
    pub fn method(&self) -> Cow<'_, str> {
        excerpt(self.method.as_bytes(), Refusal::MAX_NAME)
    }

    /// Returns the path of the request, cut and escaped, without the query.
    #[must_use]
    pub fn path(&self) -> Cow<'_, str> {
        excerpt(self.path.as_bytes(), Refusal::MAX_PATH)
    }
}

impl ShadowChange {
    /// Returns the change as the value of a label: `refuses`, `allows`, `refuses_credentials` or `allows_credentials`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Refuses => "refuses",
            Self::Allows => "allows",
            Self::RefusesCredentials => "refuses_credentials",
            Self::AllowsCredentials => "allows_credentials",
        }
    }
}

impl Display for ShadowDifference<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let (policy, shadow, origin) = (self.policy.named(), self.shadow.named(), self.origin());
        match (self.change, &self.refusal) {
            (ShadowChange::Refuses, Some(refusal)) => {
                write!(f, "{shadow} would refuse what {policy} allows: {refusal}")
            }
            (ShadowChange::Allows, Some(refusal)) => {
                write!(f, "{shadow} would allow what {policy} refuses: {refusal}")
            }
            (ShadowChange::RefusesCredentials, _) => write!(
                f,
                "{shadow} would refuse the cookie of a page of `{origin}`, because it does not have `credentials: true`."
            ),
            _ => write!(
                f,
                "{shadow} would allow the cookie of a page of `{origin}`, because it has `credentials: true`."
            ),
        }
    }
}

/// A second policy, and who listens to the differences.
#[derive(Clone)]
pub(super) struct Shadow {
    policy: PolicyRef,
    listener: Arc<Listener>,
}

type Listener = dyn Fn(&ShadowDifference<'_>) + Send + Sync;

impl Shadow {
    pub(super) fn new(
        policy: PolicyRef,
        listener: impl Fn(&ShadowDifference<'_>) + Send + Sync + 'static,
    ) -> Self {
        Self { policy, listener: Arc::new(listener) }
    }

    /// Asks the second policy about a request that `policy` answers, and tells the listener if a page would notice.
    pub(super) fn compare(
        &self,
        policy: &PolicyRef,
        own_origin: &OwnOrigin,
        request: &RequestView<'_>,
    ) {
        let (refusal, now) = policy.ask(request, own_origin);
        let (next_refusal, next) = self.policy.ask(request, own_origin);
        let (change, refusal) = match (refusal, next_refusal) {
            (None, Some(refusal)) => (ShadowChange::Refuses, Some(refusal)),
            (Some(refusal), None) => (ShadowChange::Allows, Some(refusal)),
            (Some(_), Some(_)) => return,
            (None, None) if !needs_credentials(request, own_origin) => return,
            (None, None) => match (now.credentials(), next.credentials()) {
                (true, false) => (ShadowChange::RefusesCredentials, None),
                (false, true) => (ShadowChange::AllowsCredentials, None),
                _ => return,
            },
        };
        (self.listener)(&ShadowDifference {
            policy: policy.clone(),
            shadow: self.policy.clone(),
            change,
            refusal,
            origin: request.lines(&ORIGIN).next().unwrap_or_default(),
            method: request.method(),
            path: request.path(),
        });
    }
}

impl Debug for Shadow {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.debug_struct("Shadow").field("policy", &self.policy).finish_non_exhaustive()
    }
}

/// Whether the request has a cookie, and comes from a page of another origin.
fn needs_credentials(request: &RequestView<'_>, own_origin: &OwnOrigin) -> bool {
    let origin = request.lines(&ORIGIN).next().and_then(|origin| std::str::from_utf8(origin).ok());
    request.has(&COOKIE) && origin.is_some_and(|origin| !own_origin.is(origin, request))
}
