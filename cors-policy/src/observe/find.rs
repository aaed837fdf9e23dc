//! Which requests are refused, and which of these refusals are reported.

use http::header::{ACCESS_CONTROL_REQUEST_METHOD, ORIGIN};

use super::intrusion::Intrusion;
use super::reason::RefusalReason;
use super::refusal::Refusal;
use super::unlisted::unlisted;
#[cfg(feature = "configured")]
use crate::configured::Configured;
use crate::engine::{Denial, Kind, Verdict};
use crate::policy::Policy;
use crate::reference::PolicyRef;
use crate::request::{OwnOrigin, RequestView};

impl PolicyRef {
    /// Returns why the policy keeps a page from the response to this request, or `None` if it does not: for the logs and the
    /// metrics of a server that calls [`decide`](Self::decide). Adapters have `on_refused` for it.
    ///
    /// There are two kinds of refusals: an origin that the policy does not allow, and a preflight of an allowed origin that
    /// asks for a method or a header that the policy does not list. A request of the server's own page is no refusal: its
    /// `Origin` has the host and the port of the request. Behind a proxy that replaces them, compare
    /// [`origin`](Refusal::origin) with the own origin too.
    ///
    /// # Examples
    ///
    /// ```
    /// use cors_policy::{RefusalReason, RequestView, cors_policy};
    /// use http::Request;
    ///
    /// cors_policy! {
    ///     static API = { origins: ["https://app.example.com"], methods: [PUT] };
    /// }
    ///
    /// let request = Request::options("/users")
    ///     .header("Origin", "https://app.example.com")
    ///     .header("Access-Control-Request-Method", "DELETE")
    ///     .body(())?;
    /// let view = RequestView::from(&request);
    /// let refusal = API.refusal(&view).expect("the policy does not list `DELETE`");
    /// assert_eq!(refusal.reason(), RefusalReason::MethodNotListed);
    /// assert_eq!(refusal.asked().as_deref(), Some("DELETE"));
    /// # Ok::<_, http::Error>(())
    /// ```
    #[must_use]
    pub fn refusal<'v>(&self, request: &'v RequestView<'_>) -> Option<Refusal<'v>> {
        self.ask(request, &OwnOrigin::default()).0
    }

    /// Asks the policy about a request: why it refuses it, if it does, and the static part that answers it.
    pub(crate) fn ask<'v>(
        &self,
        request: &'v RequestView<'_>,
        own_origin: &OwnOrigin,
    ) -> (Option<Refusal<'v>>, &'static Policy) {
        let mut origins = request.lines(&ORIGIN);
        let (declared, verdict) = self.examine(
            request.method() == "OPTIONS",
            origins.next(),
            || origins.next().is_some(),
            || request.lines(&ACCESS_CONTROL_REQUEST_METHOD).next().is_some(),
        );
        (Refusal::of(self, declared, verdict, request, own_origin), declared)
    }
}

impl Policy {
    /// Returns why the policy keeps a page from the response to this request: [`PolicyRef::refusal`].
    #[must_use]
    pub fn refusal<'v>(&'static self, request: &'v RequestView<'_>) -> Option<Refusal<'v>> {
        PolicyRef::from(self).refusal(request)
    }
}

#[cfg(feature = "configured")]
impl Configured {
    /// Returns why the policy keeps a page from the response to this request: [`PolicyRef::refusal`].
    #[must_use]
    pub fn refusal<'v>(&self, request: &'v RequestView<'_>) -> Option<Refusal<'v>> {
        PolicyRef::from(self).refusal(request)
    }
}

impl<'v> Refusal<'v> {
    /// Returns the refusal of a request about which this was decided, if it is one. `declared` is the static part of the
    /// policy.
    pub(crate) fn of(
        policy: &PolicyRef,
        declared: &'static Policy,
        verdict: Verdict,
        request: &'v RequestView<'_>,
        own_origin: &OwnOrigin,
    ) -> Option<Self> {
        if verdict.kind == Kind::NotCors {
            return None;
        }
        let origin = request.lines(&ORIGIN).next()?;
        let is_preflight = verdict.kind == Kind::Preflight;
        let (reason, asked) = match verdict.denial() {
            Some(Denial::NotListed) => (Denial::of(origin).into(), &b""[..]),
            Some(denial) => (denial.into(), &b""[..]),
            None if is_preflight => unlisted(declared, request)?,
            None => return None,
        };
        let is_own = || std::str::from_utf8(origin).is_ok_and(|text| own_origin.is(text, request));
        if verdict.denial() != Some(Denial::SeveralOrigins) && is_own() {
            return None;
        }
        Some(Self {
            policy: policy.clone(),
            declared,
            origin,
            reason,
            asked,
            is_preflight,
            intrusion: None,
            method: request.method(),
            path: request.path(),
        })
    }
}

/// The refusal of a guard.
pub(crate) fn intruding<'v>(
    policy: &PolicyRef,
    intrusion: Intrusion,
    is_own: bool,
    request: &'v RequestView<'_>,
) -> Refusal<'v> {
    let mut origins = request.lines(&ORIGIN);
    let origin = origins.next();
    let reason = match origin {
        None => RefusalReason::CrossSite,
        Some(_) if origins.next().is_some() => RefusalReason::SeveralOrigins,
        Some(_) if is_own => RefusalReason::CrossSite,
        Some(origin) => Denial::of(origin).into(),
    };
    Refusal {
        policy: policy.clone(),
        declared: policy.declared(),
        origin: origin.unwrap_or_default(),
        reason,
        asked: b"",
        is_preflight: false,
        intrusion: Some(intrusion),
        method: request.method(),
        path: request.path(),
    }
}
