//! What was decided about a request, and how it gets onto the response.

use http::{HeaderMap, HeaderValue, Response, StatusCode, header};

use crate::denial::Denial;
use crate::policy::Policy;
use crate::response::{self, Full, set};

/// What the response to a request must say, as [`Policy::decide`] tells.
#[derive(Clone, Debug)]
#[must_use = "a decision does nothing until it is applied to a response"]
#[expect(
    clippy::exhaustive_enums,
    reason = "Fetch knows these three kinds of requests, and an adapter must handle each"
)]
pub enum Decision {
    /// A [CORS-preflight request](https://fetch.spec.whatwg.org/#cors-preflight-request): answer it, and do not call the
    /// handler.
    Preflight(Preflight),
    /// Any other [CORS request](https://fetch.spec.whatwg.org/#cors-request), allowed or not: call the handler, and
    /// [`apply`](Decision::apply) this to its response, whatever the status. Browsers send `Origin` with same-origin
    /// requests too, so a refused one must not be blocked.
    Actual(Actual),
    /// A request without `Origin`: call the handler, and [`apply`](Decision::apply) this to its response, for a cache
    /// may keep it and give it to others.
    NotCors(NotCors),
}

/// The decision about a preflight.
#[derive(Clone, Debug)]
pub struct Preflight {
    pub(crate) policy: &'static Policy,
    pub(crate) verdict: Result<AllowedOrigin, Denial>,
}

/// The decision about a CORS request that is no preflight.
#[derive(Clone, Debug)]
pub struct Actual {
    pub(crate) policy: &'static Policy,
    pub(crate) verdict: Result<AllowedOrigin, Denial>,
}

/// The decision about a request without `Origin`.
#[derive(Clone, Debug)]
pub struct NotCors {
    pub(crate) policy: &'static Policy,
}

/// The value of `Access-Control-Allow-Origin`.
#[derive(Clone, Debug)]
pub(crate) enum AllowedOrigin {
    /// `*`
    Any,
    /// An entry of the policy.
    Listed(&'static str),
    /// The request's `Origin`, which a pattern covers.
    Covered(HeaderValue),
}

impl Decision {
    /// Why the request's origin is refused, if it is.
    #[must_use]
    pub const fn denial(&self) -> Option<Denial> {
        match self {
            Self::Preflight(Preflight { verdict: Err(denial), .. })
            | Self::Actual(Actual { verdict: Err(denial), .. }) => Some(*denial),
            _ => None,
        }
    }

    /// Makes the headers of a response say what was decided.
    ///
    /// Every CORS header that is there is removed first, for one layer owns them. `Vary` is merged, and each of its
    /// lines survives. If the map is so full that it cannot take the new headers (above 24,000 names), it is left
    /// without any CORS header, which refuses.
    pub fn apply(self, headers: &mut HeaderMap) {
        response::strip(headers);
        let result = match self {
            Self::Preflight(preflight) => preflight.write(headers),
            Self::Actual(actual) => actual.write(headers),
            Self::NotCors(not_cors) => not_cors.write(headers),
        };
        if result.is_err() {
            response::strip(headers);
        }
    }
}

impl Preflight {
    /// Why the request's origin is refused, if it is.
    #[must_use]
    pub fn denial(&self) -> Option<Denial> {
        self.verdict.as_ref().err().copied()
    }

    /// The status of the answer: 204 if the origin is allowed, and 403 if not.
    ///
    /// An [ok status](https://fetch.spec.whatwg.org/#ok-status) is what
    /// [CORS-preflight fetch](https://fetch.spec.whatwg.org/#cors-preflight-fetch) asks for.
    #[must_use]
    pub const fn status(&self) -> StatusCode {
        match self.verdict {
            Ok(_) => StatusCode::NO_CONTENT,
            Err(_) => StatusCode::FORBIDDEN,
        }
    }

    /// The whole answer. `body` is meant to be an empty one.
    pub fn into_response<B>(self, body: B) -> Response<B> {
        let mut response = Response::new(body);
        *response.status_mut() = self.status();
        Decision::Preflight(self).apply(response.headers_mut());
        response
    }

    /// [Fetch, HTTP responses](https://fetch.spec.whatwg.org/#http-responses), those to a preflight.
    fn write(self, headers: &mut HeaderMap) -> Result<(), Full> {
        write_vary(self.policy, headers)?;
        let Ok(origin) = self.verdict else {
            return Ok(());
        };
        write_origin(self.policy, origin, headers)?;
        let answers = &self.policy.answers;
        set(headers, header::ACCESS_CONTROL_ALLOW_METHODS, answers.allow_methods.as_ref())?;
        set(headers, header::ACCESS_CONTROL_ALLOW_HEADERS, answers.allow_headers.as_ref())?;
        set(headers, header::ACCESS_CONTROL_MAX_AGE, answers.max_age.as_ref())
    }
}

impl Actual {
    /// [Fetch, HTTP responses](https://fetch.spec.whatwg.org/#http-responses), those to a CORS request that is no
    /// preflight.
    fn write(self, headers: &mut HeaderMap) -> Result<(), Full> {
        write_vary(self.policy, headers)?;
        let Ok(origin) = self.verdict else {
            return Ok(());
        };
        write_origin(self.policy, origin, headers)?;
        write_exposed(self.policy, headers)
    }
}

impl NotCors {
    /// A public resource says so always, since a cache may hold the response for a request with `Origin`:
    /// [Fetch, CORS protocol and HTTP caches](https://fetch.spec.whatwg.org/#cors-protocol-and-http-caches). The same
    /// section asks for `Vary` here, where the answer would have depended on `Origin`.
    fn write(self, headers: &mut HeaderMap) -> Result<(), Full> {
        write_vary(self.policy, headers)?;
        if !self.policy.is_public() {
            return Ok(());
        }
        write_origin(self.policy, AllowedOrigin::Any, headers)?;
        write_exposed(self.policy, headers)
    }
}

fn write_vary(policy: &Policy, headers: &mut HeaderMap) -> Result<(), Full> {
    if policy.varies() { response::vary_by_origin(headers) } else { Ok(()) }
}

/// <https://fetch.spec.whatwg.org/#http-access-control-allow-origin> and
/// <https://fetch.spec.whatwg.org/#http-access-control-allow-credentials>
fn write_origin(
    policy: &Policy,
    origin: AllowedOrigin,
    headers: &mut HeaderMap,
) -> Result<(), Full> {
    let value = match origin {
        AllowedOrigin::Any => HeaderValue::from_static("*"),
        AllowedOrigin::Listed(entry) => HeaderValue::from_static(entry),
        AllowedOrigin::Covered(origin) => origin,
    };
    headers.try_insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, value)?;
    if policy.credentials() {
        let value = HeaderValue::from_static("true");
        headers.try_insert(header::ACCESS_CONTROL_ALLOW_CREDENTIALS, value)?;
    }
    Ok(())
}

/// <https://fetch.spec.whatwg.org/#http-access-control-expose-headers>
fn write_exposed(policy: &Policy, headers: &mut HeaderMap) -> Result<(), Full> {
    set(headers, header::ACCESS_CONTROL_EXPOSE_HEADERS, policy.answers.expose_headers.as_ref())
}
