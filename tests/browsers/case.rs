//! One row of the table: a policy, a page, and what the page fetches from behind the policy.

use std::fmt::{self, Display, Formatter};
use std::time::Duration;

use crate::policies::Named;

#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) policy: &'static Named,
    pub(crate) page: Page,
    pub(crate) api: Api,
    /// The fetches, in order. Each starts after the one before it has ended.
    pub(crate) fetches: Vec<Fetch>,
    pub(crate) reply: Reply,
}

/// A page, and how it gets its origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Page {
    /// Its URL as a user types it, and its origin as the browser writes it in `Origin`.
    At { url: &'static str, origin: &'static str },
    /// A response with `Content-Security-Policy: sandbox allow-scripts`.
    Sandboxed,
    /// A frame with `sandbox="allow-scripts"` and `srcdoc`.
    Frame,
    /// A `data:` URL.
    Data,
    /// A page of a browser extension with this origin.
    Extension(&'static str),
}

/// The origin of the API that the page fetches from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Api {
    Https,
    Http,
}

#[derive(Clone, Debug)]
pub(crate) struct Fetch {
    pub(crate) method: &'static str,
    pub(crate) headers: Vec<Header>,
    pub(crate) credentials: Credentials,
    pub(crate) body: Body,
    /// Makes different URLs in one case.
    pub(crate) query: &'static str,
    /// The time that passes before the fetch.
    pub(crate) pause: Duration,
}

/// A header that the script sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Header {
    pub(crate) name: &'static str,
    pub(crate) value: &'static str,
    pub(crate) needs: Needs,
}

/// How Fetch classifies the header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Needs {
    /// [CORS-safelisted request-header](https://fetch.spec.whatwg.org/#cors-safelisted-request-header)
    Nothing,
    Preflight,
    /// [Forbidden request-header](https://fetch.spec.whatwg.org/#forbidden-request-header): it is not sent.
    Dropped,
}

/// [Credentials mode](https://fetch.spec.whatwg.org/#concept-request-credentials-mode)
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Credentials {
    Omit,
    SameOrigin,
    Include,
}

/// The body. The browser derives the `Content-Type` from it, unless the script sets this header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Body {
    None,
    /// A string.
    Text,
    /// `URLSearchParams`
    Form,
    /// `FormData`
    Multipart,
    /// A `Blob` of `application/json`.
    Json,
}

/// The response of the handler.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: &'static [(&'static str, &'static str)],
}

impl Case {
    /// The page fetches from the API with its own scheme, and the response is plain.
    pub(crate) fn new(policy: &'static Named, page: Page, fetches: impl Into<Vec<Fetch>>) -> Self {
        let is_http = page.origin().starts_with("http:");
        let api = if is_http { Api::Http } else { Api::Https };
        Self { policy, page, api, fetches: fetches.into(), reply: Reply::PLAIN }
    }

    pub(crate) fn reply(
        self,
        status: u16,
        headers: &'static [(&'static str, &'static str)],
    ) -> Self {
        Self { reply: Reply { status, headers }, ..self }
    }

    pub(crate) fn is_same_origin(&self) -> bool {
        self.page.origin() == self.api.origin()
    }

    /// Whether the page and the API have the same site, so that the browser sends a `SameSite=Strict` cookie.
    ///
    /// [Same site](https://html.spec.whatwg.org/multipage/browsers.html#same-site)
    pub(crate) fn is_same_site(&self) -> bool {
        let Some((scheme, host)) = self.page.origin().split_once("://") else {
            return false;
        };
        let host = host.split(':').next().unwrap_or_default();
        self.api.origin().split(':').next() == Some(scheme) && host.ends_with(".example.test")
    }
}

impl Page {
    /// A page whose URL is typed exactly as the browser writes its origin.
    pub(crate) const fn at(origin: &'static str) -> Self {
        Self::At { url: origin, origin }
    }

    pub(crate) const fn origin(self) -> &'static str {
        match self {
            Self::At { origin, .. } | Self::Extension(origin) => origin,
            Self::Sandboxed | Self::Frame | Self::Data => "null",
        }
    }
}

impl Api {
    pub(crate) const fn origin(self) -> &'static str {
        match self {
            Self::Https => "https://api.example.test",
            Self::Http => "http://api.example.test",
        }
    }
}

impl Fetch {
    pub(crate) const fn new(method: &'static str) -> Self {
        Self {
            method,
            headers: Vec::new(),
            credentials: Credentials::SameOrigin,
            body: Body::None,
            query: "",
            pause: Duration::ZERO,
        }
    }

    pub(crate) fn header(mut self, header: Header) -> Self {
        self.headers.push(header);
        self
    }

    pub(crate) fn sets_content_type(&self) -> bool {
        self.headers.iter().any(|header| header.name.eq_ignore_ascii_case("content-type"))
    }

    pub(crate) const fn credentials(mut self, credentials: Credentials) -> Self {
        self.credentials = credentials;
        self
    }

    pub(crate) const fn body(mut self, body: Body) -> Self {
        self.body = body;
        self
    }

    pub(crate) const fn query(mut self, query: &'static str) -> Self {
        self.query = query;
        self
    }

    pub(crate) const fn after(mut self, pause: Duration) -> Self {
        self.pause = pause;
        self
    }
}

impl Header {
    pub(crate) const fn plain(name: &'static str, value: &'static str) -> Self {
        Self { name, value, needs: Needs::Nothing }
    }

    pub(crate) const fn asks(name: &'static str, value: &'static str) -> Self {
        Self { name, value, needs: Needs::Preflight }
    }

    pub(crate) const fn dropped(name: &'static str, value: &'static str) -> Self {
        Self { name, value, needs: Needs::Dropped }
    }
}

impl Reply {
    const PLAIN: Self = Self { status: 200, headers: &[("Content-Type", "text/plain")] };
}

impl Body {
    /// The `Content-Type` that the browser derives from it, if any.
    pub(crate) const fn content_type(self) -> Option<&'static str> {
        match self {
            Self::None => None,
            Self::Text => Some("text/plain;charset=UTF-8"),
            Self::Form => Some("application/x-www-form-urlencoded;charset=UTF-8"),
            Self::Multipart => Some("multipart/form-data; boundary=x"),
            Self::Json => Some("application/json"),
        }
    }
}

impl Display for Case {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {}, from {}", self.api.origin(), self.policy.name, self.page)?;
        for fetch in &self.fetches {
            write!(f, "; {fetch}")?;
        }
        write!(f, "; handler: {} {:?}", self.reply.status, self.reply.headers)
    }
}

impl Display for Page {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::At { url, .. } => f.write_str(url),
            Self::Sandboxed => f.write_str("a sandboxed page"),
            Self::Frame => f.write_str("a sandboxed frame"),
            Self::Data => f.write_str("a `data:` page"),
            Self::Extension(origin) => f.write_str(origin),
        }
    }
}

impl Display for Fetch {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if !self.pause.is_zero() {
            write!(f, "{:?} later ", self.pause)?;
        }
        write!(f, "{}{}", self.method, self.query)?;
        for header in &self.headers {
            write!(f, " {}: {:.40}", header.name, header.value)?;
        }
        match self.credentials {
            Credentials::Omit => f.write_str(" without credentials")?,
            Credentials::SameOrigin => {}
            Credentials::Include => f.write_str(" with credentials")?,
        }
        match self.body {
            Body::None => Ok(()),
            body => write!(f, ", body {body:?}"),
        }
    }
}
