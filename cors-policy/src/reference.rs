//! A policy, wherever its origins come from: what adapters take.

use std::fmt::{Debug, Display, Formatter, Result};
use std::time::Duration;

#[cfg(any(feature = "hyper", feature = "poem", feature = "salvo", feature = "tower"))]
use http::HeaderValue;
use http::{HeaderMap, Method};

#[cfg(feature = "configured")]
use crate::configured::Configured;
use crate::engine::{Decision, Verdict};
use crate::policy::{Location, Origins, Policy};

/// A policy that was declared, or one that was completed by configuration: what every adapter takes.
///
/// It is for a program that decides at start, or for each request, which policy it uses. A clone is cheap.
///
/// # Examples
///
/// ```
/// use cors_policy::{PolicyRef, cors_policy};
///
/// cors_policy! {
///     static PRODUCTION = { origins: ["https://app.example.com"] };
///     static DEVELOPMENT = { origins: ["http://localhost:*"] };
/// }
///
/// let is_production = true;
/// let policy: PolicyRef = if is_production { &PRODUCTION } else { &DEVELOPMENT }.into();
/// assert!(policy.allows("https://app.example.com"));
/// ```
#[derive(Clone)]
pub struct PolicyRef {
    kind: Kind,
}

#[derive(Clone)]
enum Kind {
    Declared(&'static Policy),
    #[cfg(feature = "configured")]
    Configured(Configured),
}

/// What an adapter takes as its policy: a `&'static Policy`, a `Configured` or a reference to one, or a [`PolicyRef`].
///
/// A `PolicyTemplate` is not among them, because it lacks its origins.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a complete CORS policy",
    label = "expected a `&'static Policy`, a `Configured` or a `PolicyRef`",
    note = "a `PolicyTemplate` lacks its origins; complete it with `.configure(origins)?` or `.from_env(\"CORS_ORIGINS\")?`",
    note = "if the policy has no configured origins, pass a reference to its static, like `&API`"
)]
pub trait IntoPolicyRef {
    /// The policy.
    fn into_policy_ref(self) -> PolicyRef;
}

impl PolicyRef {
    /// The policy for requests for which there is none: it allows nothing.
    pub(crate) fn closed() -> Self {
        static CLOSED: Policy = Policy::CLOSED;
        (&CLOSED).into()
    }

    /// The name of the static or of the type: see [`Policy::name`].
    #[must_use]
    pub fn name(&self) -> Option<&'static str> {
        match &self.kind {
            Kind::Declared(policy) => policy.name(),
            #[cfg(feature = "configured")]
            Kind::Configured(configured) => configured.name(),
        }
    }

    /// Where the policy is declared: see [`Policy::location`].
    #[must_use]
    pub fn location(&self) -> Option<Location> {
        match &self.kind {
            Kind::Declared(policy) => policy.location(),
            #[cfg(feature = "configured")]
            Kind::Configured(configured) => configured.location(),
        }
    }

    /// The origins that are allowed at this moment.
    #[must_use]
    pub fn origins(&self) -> Origins {
        match &self.kind {
            Kind::Declared(policy) => policy.origins(),
            #[cfg(feature = "configured")]
            Kind::Configured(configured) => configured.origins(),
        }
    }

    /// The methods that pages may send: see [`Policy::methods`].
    #[must_use]
    pub fn methods(&self) -> &'static [&'static str] {
        self.declared().methods()
    }

    /// The request headers that pages may send: see [`Policy::request_headers`].
    #[must_use]
    pub fn request_headers(&self) -> &'static [&'static str] {
        self.declared().request_headers()
    }

    /// The response headers that a script may read: see [`Policy::exposed_headers`].
    #[must_use]
    pub fn exposed_headers(&self) -> &'static [&'static str] {
        self.declared().exposed_headers()
    }

    /// Whether a script may read the response to a request with credentials: see [`Policy::credentials`].
    #[must_use]
    pub fn credentials(&self) -> bool {
        self.declared().credentials()
    }

    /// How long a browser may cache the answer to a preflight: see [`Policy::max_age`].
    #[must_use]
    pub fn max_age(&self) -> Option<Duration> {
        self.declared().max_age()
    }

    /// The policy for all origins that this one does not list: see [`Policy::anyone_else`].
    #[must_use]
    pub fn anyone_else(&self) -> Option<&'static Policy> {
        self.declared().anyone_else()
    }

    /// Whether responses depend on `Origin` at this moment: see [`Policy::varies`].
    #[must_use]
    pub fn varies(&self) -> bool {
        self.declared().varies()
    }

    /// Whether the policy allows `origin` at this moment: the bytes of an `Origin` header. `anyone_else` does not count.
    #[must_use]
    pub fn allows(&self, origin: impl AsRef<[u8]>) -> bool {
        match &self.kind {
            Kind::Declared(policy) => policy.allows(origin),
            #[cfg(feature = "configured")]
            Kind::Configured(configured) => configured.allows(origin),
        }
    }

    /// The options that are the same whatever the configuration says.
    pub(crate) fn declared(&self) -> &'static Policy {
        match &self.kind {
            Kind::Declared(policy) => policy,
            #[cfg(feature = "configured")]
            Kind::Configured(configured) => configured.with_current(|policy, _| policy),
        }
    }

    /// Whether the policy allows every origin at this moment.
    pub(crate) fn is_public(&self) -> bool {
        match &self.kind {
            Kind::Declared(policy) => policy.is_public(),
            #[cfg(feature = "configured")]
            Kind::Configured(configured) => configured.with_current(|policy, _| policy.is_public()),
        }
    }

    /// Whether this origin is one of those that the policy lists at this moment. A public policy lists none.
    pub(crate) fn lists(&self, origin: &str) -> bool {
        match &self.kind {
            Kind::Declared(policy) => !policy.is_public() && policy.allows(origin),
            #[cfg(feature = "configured")]
            Kind::Configured(configured) => configured.with_current(|policy, table| {
                let is_configured = || table.is_some_and(|table| table.contains(origin.as_bytes()));
                !policy.is_public() && (policy.allows(origin) || is_configured())
            }),
        }
    }

    /// Decides about one request, from its method and its headers: [`Policy::decide`].
    pub fn decide(&self, method: &Method, headers: &HeaderMap) -> Decision {
        match &self.kind {
            Kind::Declared(policy) => policy.decide(method, headers),
            #[cfg(feature = "configured")]
            Kind::Configured(configured) => configured.decide(method, headers),
        }
    }

    /// The policy, if no origin comes from configuration.
    #[cfg(any(feature = "tower", feature = "hyper"))]
    #[cfg_attr(
        not(feature = "configured"),
        expect(clippy::unnecessary_wraps, reason = "every policy is")
    )]
    #[inline]
    pub(crate) const fn as_declared(&self) -> Option<&'static Policy> {
        match &self.kind {
            Kind::Declared(policy) => Some(policy),
            #[cfg(feature = "configured")]
            Kind::Configured(_) => None,
        }
    }

    /// The policy, if origins come from configuration.
    #[cfg(all(feature = "configured", any(feature = "tower", feature = "hyper")))]
    #[inline]
    pub(crate) const fn as_configured(&self) -> Option<&Configured> {
        match &self.kind {
            Kind::Declared(_) => None,
            Kind::Configured(configured) => Some(configured),
        }
    }

    /// Whether origins come from configuration.
    pub(crate) const fn is_configured(&self) -> bool {
        match &self.kind {
            Kind::Declared(_) => false,
            #[cfg(feature = "configured")]
            Kind::Configured(_) => true,
        }
    }

    /// How many entries there are at most, without looking at each one.
    pub(crate) fn entry_count(&self) -> usize {
        match &self.kind {
            Kind::Declared(policy) => policy.entry_count(),
            #[cfg(feature = "configured")]
            Kind::Configured(configured) => configured.with_current(|policy, table| {
                policy.entry_count() + table.map_or(0, |table| table.texts().len())
            }),
        }
    }

    /// Decides for an adapter, which has looked up the first `Origin` line: the static part of the answer, and the verdict.
    #[cfg(any(feature = "hyper", feature = "poem", feature = "salvo", feature = "tower"))]
    #[inline]
    pub(crate) fn examine_http(
        &self,
        method: &Method,
        headers: &HeaderMap,
        origin: Option<&HeaderValue>,
    ) -> (&'static Policy, Verdict) {
        match &self.kind {
            Kind::Declared(policy) => {
                let verdict = policy.examine_http(method, headers, origin);
                (verdict.answered_by(policy), verdict)
            }
            #[cfg(feature = "configured")]
            Kind::Configured(configured) => configured.examine_http(method, headers, origin),
        }
    }

    /// Decides about a request whose header map is not that of the `http` crate.
    pub(crate) fn examine(
        &self,
        is_options: bool,
        origin: Option<&[u8]>,
        is_one_of_several: impl FnOnce() -> bool,
        has_requested_method: impl FnOnce() -> bool,
    ) -> (&'static Policy, Verdict) {
        match &self.kind {
            Kind::Declared(policy) => {
                let verdict = policy.examine(
                    |_| false,
                    is_options,
                    origin,
                    is_one_of_several,
                    has_requested_method,
                );
                (verdict.answered_by(policy), verdict)
            }
            #[cfg(feature = "configured")]
            Kind::Configured(configured) => configured.with_current(|policy, table| {
                let verdict = policy.examine(
                    |origin| table.is_some_and(|table| table.contains(origin)),
                    is_options,
                    origin,
                    is_one_of_several,
                    has_requested_method,
                );
                (verdict.answered_by(policy), verdict)
            }),
        }
    }
}

impl From<&'static Policy> for PolicyRef {
    fn from(policy: &'static Policy) -> Self {
        Self { kind: Kind::Declared(policy) }
    }
}

impl IntoPolicyRef for PolicyRef {
    fn into_policy_ref(self) -> PolicyRef {
        self
    }
}

impl IntoPolicyRef for &PolicyRef {
    fn into_policy_ref(self) -> PolicyRef {
        self.clone()
    }
}

impl IntoPolicyRef for &'static Policy {
    fn into_policy_ref(self) -> PolicyRef {
        self.into()
    }
}

/// A reference to one, as an iterator over policies gives it.
impl IntoPolicyRef for &&'static Policy {
    fn into_policy_ref(self) -> PolicyRef {
        (*self).into()
    }
}

#[cfg(feature = "configured")]
mod configured {
    use super::{Configured, IntoPolicyRef, Kind, PolicyRef};

    impl From<Configured> for PolicyRef {
        fn from(configured: Configured) -> Self {
            Self { kind: Kind::Configured(configured) }
        }
    }

    impl From<&Configured> for PolicyRef {
        fn from(configured: &Configured) -> Self {
            configured.clone().into()
        }
    }

    impl IntoPolicyRef for Configured {
        fn into_policy_ref(self) -> PolicyRef {
            self.into()
        }
    }

    impl IntoPolicyRef for &Configured {
        fn into_policy_ref(self) -> PolicyRef {
            self.into()
        }
    }
}

/// Prints the policy as it was declared, with its origins of the moment.
impl Display for PolicyRef {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match &self.kind {
            Kind::Declared(policy) => Display::fmt(policy, f),
            #[cfg(feature = "configured")]
            Kind::Configured(configured) => Display::fmt(configured, f),
        }
    }
}

/// Prints the name and the place of the declaration, and then the same as [`Display`].
impl Debug for PolicyRef {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match &self.kind {
            Kind::Declared(policy) => Debug::fmt(policy, f),
            #[cfg(feature = "configured")]
            Kind::Configured(configured) => Debug::fmt(configured, f),
        }
    }
}
