//! Writes a decision to a response of the `http` crate.

use http::{HeaderMap, Response};

use super::writer::Writer;
use crate::engine::{Actual, Decision, NotCors, Preflight};

impl Decision {
    /// Writes the CORS headers of this decision to the headers of a response.
    ///
    /// It first removes every CORS header that the map has, because one layer owns them. If the policy lists origins,
    /// it adds `Origin` to `Vary`, and keeps every line of it. If the map is too full for the new headers (above 24,000
    /// names), it gets no CORS header, so the browser refuses the response. If it is too full for a line of `Vary`, it
    /// does not get that line.
    ///
    /// [Fetch, HTTP responses](https://fetch.spec.whatwg.org/#http-responses)
    pub fn apply(self, headers: &mut HeaderMap) {
        match self {
            Self::Preflight(Preflight { policy, verdict, mut origin, asked: Some(mut asked) }) => {
                Writer::new(policy, headers).write_repeating(verdict, &mut origin, &mut asked);
            }
            Self::Preflight(Preflight { policy, verdict, mut origin, asked: None })
            | Self::Actual(Actual { policy, verdict, mut origin })
            | Self::NotCors(NotCors { policy, verdict, mut origin }) => {
                Writer::new(policy, headers).write(verdict, &mut origin);
            }
        }
    }
}

impl Preflight {
    /// Returns the complete answer to the preflight: status, headers and `body`, which should be empty.
    pub fn into_response<B>(self, body: B) -> Response<B> {
        let mut response = Response::new(body);
        *response.status_mut() = self.status();
        Decision::Preflight(self).apply(response.headers_mut());
        response
    }
}
