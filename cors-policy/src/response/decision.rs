//! How a decision gets onto a response of the `http` crate.

use http::{HeaderMap, Response};

use super::writer::Writer;
use crate::engine::{Actual, Decision, NotCors, Preflight};

impl Decision {
    /// Makes the headers of a response say what was decided.
    ///
    /// Every CORS header that is there is removed first, for one layer owns them. `Vary` is merged, and each of its
    /// lines survives. If the map is so full that it cannot take the new headers (above 24,000 names), it is left
    /// without any CORS header, which refuses, and if need be without `Vary`.
    pub fn apply(self, headers: &mut HeaderMap) {
        let (Self::Preflight(Preflight { policy, mut examined })
        | Self::Actual(Actual { policy, mut examined })
        | Self::NotCors(NotCors { policy, mut examined })) = self;
        Writer::new(policy, headers).write(&mut examined);
    }
}

impl Preflight {
    /// The whole answer. `body` is meant to be an empty one.
    pub fn into_response<B>(self, body: B) -> Response<B> {
        let mut response = Response::new(body);
        *response.status_mut() = self.status();
        Decision::Preflight(self).apply(response.headers_mut());
        response
    }
}
