//! What an adapter does about a request, for frameworks with the header map of `http`: answer a preflight, or call the
//! handler and write the headers to its response.

use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};

use super::source::Source;
use crate::engine::{Asked, Kind, Verdict, preflight_status};
use crate::policy::Policy;
use crate::request::RequestView;
use crate::response::Writer;

/// What to do about a request.
#[derive(Debug)]
pub(super) enum Answer {
    /// Answer it, and do not call the handler.
    Preflight(Preflight),
    /// Call the handler, and write the headers to its response.
    Call(Headers),
}

/// The answer to a preflight.
#[derive(Debug)]
pub(super) struct Preflight {
    headers: Headers,
    /// What the request asks for, if the answer repeats it.
    asked: Option<Asked<HeaderValue>>,
}

/// The headers that the policy adds to a response.
#[derive(Debug)]
pub(super) struct Headers {
    policy: &'static Policy,
    verdict: Verdict,
    /// The request's `Origin`, if the answer repeats it.
    origin: Option<HeaderValue>,
    /// The headers by which the policy was selected, if there are any.
    selected_by: Option<Box<[HeaderName]>>,
}

impl Answer {
    /// Decides about a request. `view` makes a view of it for those who select the policy, and for those who listen.
    pub(super) fn to<'a>(
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
        let written = Headers { policy, verdict, origin, selected_by };
        if verdict.kind != Kind::Preflight {
            return Self::Call(written);
        }
        let asked = verdict.repeats(policy).map(|repeated| Asked::of_http(repeated, headers));
        Self::Preflight(Preflight { headers: written, asked })
    }
}

impl Preflight {
    pub(super) const fn status(&self) -> StatusCode {
        preflight_status(self.headers.verdict.denial())
    }

    /// Writes the headers of the answer.
    pub(super) fn write(self, headers: &mut HeaderMap) {
        let Self { headers: Headers { policy, verdict, mut origin, selected_by }, asked } = self;
        let write = |writer: Writer<'_, HeaderMap>| match asked {
            None => writer.write(verdict, &mut origin),
            Some(mut asked) => writer.write_repeating(verdict, &mut origin, &mut asked),
        };
        write_selected(Writer::new(policy, headers), selected_by.as_deref(), write);
    }
}

impl Headers {
    /// Replaces the CORS headers of the handler's response.
    pub(super) fn write(self, headers: &mut HeaderMap) {
        let Self { policy, verdict, mut origin, selected_by } = self;
        let writer = Writer::new(policy, headers);
        write_selected(writer, selected_by.as_deref(), |writer| writer.write(verdict, &mut origin));
    }
}

#[inline]
fn write_selected<'a>(
    writer: Writer<'a, HeaderMap>,
    selected_by: Option<&[HeaderName]>,
    write: impl FnOnce(Writer<'a, HeaderMap>),
) {
    match selected_by {
        None => write(writer),
        Some(names) => writer.write_selected(names, write),
    }
}
