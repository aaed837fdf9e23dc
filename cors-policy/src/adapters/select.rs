//! Which policy answers a request: a fixed one, or one that is selected for each request.

use std::cell::RefCell;
use std::fmt::{Debug, Formatter, Result};
use std::sync::Arc;

#[cfg(any(feature = "tower", feature = "hyper"))]
use http::Request;
use http::{HeaderMap, HeaderName};

use crate::reference::{IntoPolicyRef, PolicyRef};

/// Where the policy of a request comes from.
#[derive(Clone, Debug)]
pub(super) enum Source {
    Fixed(PolicyRef),
    Selected(Selector),
}

/// What an adapter was given to select a policy with.
#[derive(Clone)]
pub(super) struct Selector {
    select: Arc<Select>,
}

type Select = dyn Fn(&RequestView<'_>) -> Option<PolicyRef> + Send + Sync;

impl Source {
    pub(super) fn fixed(policy: impl IntoPolicyRef) -> Self {
        Self::Fixed(policy.into_policy_ref())
    }

    pub(super) fn selected<F, P>(select: F) -> Self
    where
        F: Fn(&RequestView<'_>) -> Option<P> + Send + Sync + 'static,
        P: IntoPolicyRef,
    {
        let select =
            move |request: &RequestView<'_>| select(request).map(IntoPolicyRef::into_policy_ref);
        Self::Selected(Selector { select: Arc::new(select) })
    }
}

impl Selector {
    /// The policy of a request. A request for which there is none gets a closed one.
    pub(super) fn select(&self, request: &RequestView<'_>) -> PolicyRef {
        (self.select)(request).unwrap_or(PolicyRef::CLOSED)
    }
}

impl Debug for Selector {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str("Selector")
    }
}

/// What of a request selects its policy: its host, its path, its headers, its extensions.
///
/// The type is the same in every framework. It remembers which headers were read, because each response must name them in
/// `Vary`: a cache would otherwise give the response of one tenant to another.
/// [RFC 9110, section 12.5.5](https://www.rfc-editor.org/rfc/rfc9110#section-12.5.5)
#[derive(Debug)]
pub struct RequestView<'a> {
    method: &'a str,
    authority: Option<&'a str>,
    path: &'a str,
    parts: Parts<'a>,
    /// The headers that were read.
    read: RefCell<Vec<HeaderName>>,
}

/// What differs by framework.
#[derive(Debug)]
enum Parts<'a> {
    #[cfg(any(feature = "tower", feature = "hyper"))]
    Http(&'a HeaderMap, &'a http::Extensions),
    #[cfg(feature = "actix-web")]
    Actix(&'a actix_web::dev::ServiceRequest),
}

impl<'a> RequestView<'a> {
    #[cfg(any(feature = "tower", feature = "hyper"))]
    pub(super) fn of<B>(request: &'a Request<B>) -> Self {
        Self {
            method: request.method().as_str(),
            authority: request.uri().authority().map(http::uri::Authority::as_str),
            path: request.uri().path(),
            parts: Parts::Http(request.headers(), request.extensions()),
            read: RefCell::default(),
        }
    }

    #[cfg(feature = "actix-web")]
    pub(super) fn of_actix(request: &'a actix_web::dev::ServiceRequest) -> Self {
        let uri = request.uri();
        Self {
            method: request.method().as_str(),
            authority: uri.authority().map(actix_web::http::uri::Authority::as_str),
            path: uri.path(),
            parts: Parts::Actix(request),
            read: RefCell::default(),
        }
    }

    /// The method. A preflight has the method `OPTIONS`, whatever it asks for.
    #[must_use]
    pub const fn method(&self) -> &str {
        self.method
    }

    /// The path of the URL, as it was sent. In a nested router it may lack the prefix of the router.
    #[must_use]
    pub const fn path(&self) -> &str {
        self.path
    }

    /// The host that the request was sent to, without a port: from the URL (HTTP/2), else from `Host` (HTTP/1). As it was
    /// sent: browsers send lower case. `None` if there is none, or several.
    ///
    /// Headers of a proxy, like `X-Forwarded-Host`, are not read, because any client can send them. If a proxy of yours
    /// sets one, read it with [`header`](Self::header).
    ///
    /// A cache has the host in its key, so it does not appear in `Vary`.
    #[must_use]
    pub fn host(&self) -> Option<&str> {
        let authority = self.authority.or_else(|| self.only_line("host"))?;
        let host = match authority.rsplit_once('@') {
            Some(_) => return None,
            None => authority,
        };
        if host.starts_with('[') {
            return host.find(']').map(|end| &host[..=end]);
        }
        host.split(':').next().filter(|host| !host.is_empty())
    }

    /// The value of a header, if the request has it once, in visible ASCII.
    ///
    /// Each response then has the header's name in `Vary`. A preflight never has the headers that a script sets: it only
    /// names them in `Access-Control-Request-Headers`. So a policy is selected by a header only if something other than the
    /// script sets it, like a proxy or a CDN.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let parsed = HeaderName::from_bytes(name.as_bytes()).ok()?;
        let mut read = self.read.borrow_mut();
        if !read.contains(&parsed) {
            read.push(parsed);
        }
        self.only_line(name)
    }

    /// An extension of the request, which a middleware further out has set.
    ///
    /// If it depends on a header, read that header with [`header`](Self::header) too, so that `Vary` names it.
    #[must_use]
    pub fn extension<T: Clone + Send + Sync + 'static>(&self) -> Option<T> {
        match &self.parts {
            #[cfg(any(feature = "tower", feature = "hyper"))]
            Parts::Http(_, extensions) => extensions.get::<T>().cloned(),
            #[cfg(feature = "actix-web")]
            Parts::Actix(request) => {
                use actix_web::HttpMessage;
                request.extensions().get::<T>().cloned()
            }
        }
    }

    /// The headers that were read.
    pub(super) fn into_read(self) -> Vec<HeaderName> {
        self.read.into_inner()
    }

    fn only_line(&self, name: &str) -> Option<&str> {
        match &self.parts {
            #[cfg(any(feature = "tower", feature = "hyper"))]
            Parts::Http(headers, _) => {
                let mut lines = headers.get_all(name).iter();
                let line = lines.next()?.to_str().ok()?;
                lines.next().is_none().then_some(line)
            }
            #[cfg(feature = "actix-web")]
            Parts::Actix(request) => {
                let mut lines = request.headers().get_all(name);
                let line = lines.next()?.to_str().ok()?;
                lines.next().is_none().then_some(line)
            }
        }
    }
}
