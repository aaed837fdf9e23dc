//! The decision about a request, wherever its policy comes from, for frameworks with the header map of `http`.

use http::{HeaderMap, HeaderName, HeaderValue, Method, header};

use super::source::Source;
use crate::engine::Verdict;
use crate::policy::Policy;
use crate::request::RequestView;

/// What the policy says about a request.
#[derive(Debug)]
pub(super) struct Decided {
    pub(super) policy: &'static Policy,
    pub(super) verdict: Verdict,
    /// The request's `Origin`, if the answer repeats it.
    pub(super) origin: Option<HeaderValue>,
    /// The headers by which the policy was selected, if there are any.
    pub(super) selected_by: Option<Box<[HeaderName]>>,
}

impl Decided {
    /// Decides about a request. `view` makes a view of it for those who select the policy, and for those who listen.
    ///
    /// Not inlined: the future of tower and hyper decides about declared policies itself. Together with this code, the compiler
    /// would pass these decisions through memory too, which takes 7 to 18 ns.
    #[inline(never)]
    pub(super) fn about<'a>(
        source: &Source,
        method: &Method,
        headers: &HeaderMap,
        view: impl Fn() -> RequestView<'a>,
    ) -> Self {
        let origin = headers.get(header::ORIGIN);
        let (policy, verdict, selected_by) = match source {
            Source::Fixed(policy) => {
                let (policy, verdict) = policy.examine_http(method, headers, origin);
                (policy, verdict, None)
            }
            Source::Selected(selector) => {
                let view = view();
                let policy = selector.select(&view);
                let (policy, verdict) = policy.examine_http(method, headers, origin);
                (policy, verdict, view.into_read())
            }
            Source::Observed(observed) => {
                let (view, seen) = (view(), view());
                let (policy, verdict) = observed
                    .examine(&view, &seen, |policy| policy.examine_http(method, headers, origin));
                (policy, verdict, view.into_read())
            }
        };
        let origin = origin.filter(|_| verdict.repeats_origin()).cloned();
        Self { policy, verdict, origin, selected_by }
    }
}
