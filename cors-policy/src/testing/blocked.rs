//! Why a page sees only a network error.

use std::fmt::{self, Debug, Display, Formatter};

use http::{Method, Response, StatusCode};

/// A fetch that failed. A script sees only that it failed. This type also has the reason, like the console of a
/// browser.
#[derive(Clone, Debug)]
pub struct Blocked<E> {
    pub(super) reason: Reason<E>,
    /// In a box, because a `Result` is as large as its largest variant.
    pub(super) preflight: Option<Box<Response<()>>>,
}

/// Why a fetch failed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason<E> {
    /// A script cannot send this method:
    /// [forbidden method](https://fetch.spec.whatwg.org/#forbidden-method).
    ForbiddenMethod(Method),
    /// The answer to the preflight has no [ok status](https://fetch.spec.whatwg.org/#ok-status).
    PreflightStatus(StatusCode),
    /// The answer to the preflight fails the [CORS check](https://fetch.spec.whatwg.org/#concept-cors-check).
    PreflightCheck(Failure),
    /// The answer to the preflight has a malformed list of methods or headers.
    PreflightList(&'static str),
    /// The preflight does not allow the method.
    Method(Method),
    /// The preflight does not allow a header.
    Header(String),
    /// The response fails the [CORS check](https://fetch.spec.whatwg.org/#concept-cors-check). The service has handled
    /// the request, but the page does not see the response.
    Check(Failure),
    /// The service returned an error instead of a response.
    Service(E),
}

/// How a response fails the [CORS check](https://fetch.spec.whatwg.org/#concept-cors-check).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Failure {
    /// The response has no `Access-Control-Allow-Origin`.
    NoOrigin,
    /// `Access-Control-Allow-Origin` is not the origin of the page, or the response has it twice.
    OtherOrigin(String),
    /// `Access-Control-Allow-Origin` is `*`, and the request has credentials.
    StarWithCredentials,
    /// The request has credentials, and `Access-Control-Allow-Credentials` is not `true`.
    NoCredentials,
}

impl<E> Blocked<E> {
    /// Returns why the fetch failed.
    #[must_use]
    pub const fn reason(&self) -> &Reason<E> {
        &self.reason
    }

    /// Returns why the fetch failed, by value.
    #[must_use]
    pub fn into_reason(self) -> Reason<E> {
        self.reason
    }

    /// Returns the answer to the preflight with all its headers, as the network panel of a browser shows it, or `None`
    /// if no preflight was sent or the service returned an error instead of an answer.
    #[must_use]
    pub fn preflight(&self) -> Option<&Response<()>> {
        self.preflight.as_deref()
    }
}

impl<E: Display> Display for Blocked<E> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        Display::fmt(&self.reason, f)
    }
}

impl<E: Debug + Display> std::error::Error for Blocked<E> {}

impl<E: Display> Display for Reason<E> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::ForbiddenMethod(method) => {
                write!(
                    f,
                    "a script cannot send the method `{method}`, because the Fetch standard forbids it"
                )
            }
            Self::PreflightStatus(status) => {
                write!(
                    f,
                    "the response to the preflight has the status {}, but browsers require 200 to 299",
                    status.as_u16()
                )
            }
            Self::PreflightCheck(failure) => {
                write!(f, "the response to the preflight does not allow this page: {failure}")
            }
            Self::PreflightList(name) => {
                write!(f, "the response to the preflight has a malformed `{name}`")
            }
            Self::Method(method) => {
                write!(f, "the preflight does not allow the method `{method}`")
            }
            Self::Header(name) => {
                write!(f, "the preflight does not allow the header `{name}`")
            }
            Self::Check(failure) => write!(f, "the response does not allow this page: {failure}"),
            Self::Service(error) => write!(f, "the service failed: {error}"),
        }
    }
}

impl Display for Failure {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoOrigin => f.write_str("it has no `Access-Control-Allow-Origin`"),
            Self::OtherOrigin(value) => write!(f, "its `Access-Control-Allow-Origin` is `{value}`"),
            Self::StarWithCredentials => f.write_str(
                "its `Access-Control-Allow-Origin` is `*`, which does not allow credentials",
            ),
            Self::NoCredentials => {
                f.write_str("its `Access-Control-Allow-Credentials` is not `true`")
            }
        }
    }
}
