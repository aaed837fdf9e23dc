//! What an adapter does about a request, for frameworks with the header map of `http`: answer a preflight, or call the
//! handler and write the headers to its response.

use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};

use super::decided::Decided;
use super::source::Source;
use crate::engine::{Asked, Kind, preflight_status};
use crate::request::RequestView;
use crate::response::Writer;

/// What to do about a request.
#[derive(Debug)]
pub(super) enum Answer {
    /// Answer it, and do not call the handler.
    Preflight(Preflight),
    /// Call the handler, and write the headers to its response.
    Call(Decided),
}

/// The answer to a preflight.
#[derive(Debug)]
pub(super) struct Preflight {
    decided: Decided,
    /// What the request asks for, if the answer repeats it.
    asked: Option<Asked<HeaderValue>>,
}

impl Answer {
    /// Decides about a request. `view` makes a view of it for those who select the policy, and for those who listen.
    pub(super) fn to<'a>(
        source: &Source,
        method: &Method,
        headers: &HeaderMap,
        view: impl Fn() -> RequestView<'a>,
    ) -> Self {
        let decided = Decided::about(source, method, headers, view);
        if decided.verdict.kind != Kind::Preflight {
            return Self::Call(decided);
        }
        let repeated = decided.verdict.repeats(decided.policy);
        let asked = repeated.map(|repeated| Asked::of_http(repeated, headers));
        Self::Preflight(Preflight { decided, asked })
    }
}

impl Preflight {
    pub(super) const fn status(&self) -> StatusCode {
        preflight_status(self.decided.verdict.denial())
    }

    /// Writes the headers of the answer.
    pub(super) fn write(self, headers: &mut HeaderMap) {
        let Self { decided: Decided { policy, verdict, mut origin, selected_by }, asked } = self;
        let write = |writer: Writer<'_, HeaderMap>| match asked {
            None => writer.write(verdict, &mut origin),
            Some(mut asked) => writer.write_repeating(verdict, &mut origin, &mut asked),
        };
        write_selected(Writer::new(policy, headers), selected_by.as_deref(), write);
    }
}

impl Decided {
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
