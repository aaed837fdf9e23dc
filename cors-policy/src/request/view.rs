//! A request, as those who decide about it see it.

use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};

use http::header::HOST;
use http::{Extensions, HeaderMap, HeaderName, HeaderValue, Method, Request, Uri, header, request};

use super::authority::Authority;
use super::line::Line;
#[cfg(feature = "rocket")]
use super::rocket::{self, RocketRequest};

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
    /// The host, once it was asked for.
    host: OnceCell<Option<Cow<'a, str>>>,
    /// The headers that were read.
    read: RefCell<Vec<HeaderName>>,
}

/// What differs by framework.
#[derive(Debug)]
enum Parts<'a> {
    Http(&'a HeaderMap, Option<&'a Extensions>),
    #[cfg(feature = "actix-web")]
    Actix(&'a actix_web::dev::ServiceRequest),
    #[cfg(feature = "rocket")]
    Rocket(&'a RocketRequest<'a>),
}

impl<'a> RequestView<'a> {
    /// A request without extensions, from its parts. [`From`] makes a view of a whole request.
    #[must_use]
    pub fn new(method: &'a Method, uri: &'a Uri, headers: &'a HeaderMap) -> Self {
        Self::of_parts(method, uri, headers, None)
    }

    fn of_parts(
        method: &'a Method,
        uri: &'a Uri,
        headers: &'a HeaderMap,
        extensions: Option<&'a Extensions>,
    ) -> Self {
        Self {
            method: method.as_str(),
            authority: uri.authority().map(http::uri::Authority::as_str),
            path: uri.path(),
            parts: Parts::Http(headers, extensions),
            host: OnceCell::new(),
            read: RefCell::default(),
        }
    }

    #[cfg(feature = "poem")]
    pub(crate) fn of_poem(request: &'a poem::Request) -> Self {
        let extensions = Some(request.extensions());
        Self::of_parts(request.method(), request.uri(), request.headers(), extensions)
    }

    #[cfg(feature = "salvo")]
    pub(crate) fn of_salvo(request: &'a salvo_core::Request) -> Self {
        let extensions = Some(request.extensions());
        Self::of_parts(request.method(), request.uri(), request.headers(), extensions)
    }

    #[cfg(feature = "actix-web")]
    pub(crate) fn of_actix(request: &'a actix_web::dev::ServiceRequest) -> Self {
        let uri = request.uri();
        Self {
            method: request.method().as_str(),
            authority: uri.authority().map(actix_web::http::uri::Authority::as_str),
            // Its router decodes `%61`. This is the path that it compares with the routes.
            path: request.match_info().as_str(),
            parts: Parts::Actix(request),
            host: OnceCell::new(),
            read: RefCell::default(),
        }
    }

    #[cfg(feature = "rocket")]
    pub(crate) fn of_rocket(request: &'a RocketRequest<'a>) -> Self {
        Self {
            method: request.method(),
            authority: None,
            path: request.path(),
            parts: Parts::Rocket(request),
            host: OnceCell::new(),
            read: RefCell::default(),
        }
    }

    /// The method. A preflight has the method `OPTIONS`, whatever it asks for.
    #[must_use]
    pub const fn method(&self) -> &str {
        self.method
    }

    /// The path of the URL, as the router compares it with its routes: actix-web decodes escapes like `%61`, and the others
    /// do not. Only the router of salvo decodes escapes and merges slashes, and this path is the one that was sent.
    ///
    /// If a middleware further in changes the path, like one that merges slashes, it is the path before that. So name the
    /// paths of the policy that allows more, and let all others have the policy that allows less, or `None`.
    ///
    /// In a router that was [nested](https://docs.rs/axum/latest/axum/struct.Router.html#method.nest), axum removes the
    /// prefix. The whole URL is in `request.extension::<axum::extract::OriginalUri>()`. poem removes it too, except with
    /// `nest_no_strip`.
    #[must_use]
    pub const fn path(&self) -> &str {
        self.path
    }

    /// The host that the request was sent to, in lower case, without a port: `api.example.com`, `[::1]`.
    ///
    /// It comes from the URL (HTTP/2) or from `Host` (HTTP/1). It is `None` if there is none, if there are several, if it
    /// has user info, or if something other than a port follows it. A final dot is not removed.
    ///
    /// Headers of a proxy, like `X-Forwarded-Host`, are not read, because any client can send them. If a proxy of yours
    /// sets one, read it with [`header`](Self::header).
    ///
    /// The host does not appear in `Vary`, because a cache has the whole URL in its key. nginx does not: it has the name in
    /// `proxy_pass` there. If it passes `Host` on, add `$host` to `proxy_cache_key`.
    #[must_use]
    pub fn host(&self) -> Option<&str> {
        self.host.get_or_init(|| self.find_host()).as_deref()
    }

    /// The value of a header, if the request has it once, in visible ASCII. `None` too if `name` cannot be the name of a
    /// header.
    ///
    /// Each response then has the name in `Vary`, also if the request lacks the header.
    ///
    /// A preflight never has the headers that a script sets, nor cookies: it only names headers, in
    /// `Access-Control-Request-Headers`. So a policy can be selected by a header only if something other than the script
    /// sets it, like a proxy or a CDN.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let name = HeaderName::from_bytes(name.as_bytes()).ok()?;
        let line = self.line(&name);
        let mut read = self.read.borrow_mut();
        if !read.contains(&name) {
            read.push(name);
        }
        line.text()
    }

    /// An extension of the request, which a middleware further out has set.
    ///
    /// If it depends on a header, read that header with [`header`](Self::header) too, so that `Vary` names it.
    #[must_use]
    pub fn extension<T: Clone + Send + Sync + 'static>(&self) -> Option<T> {
        match &self.parts {
            Parts::Http(_, extensions) => extensions.and_then(|all| all.get::<T>()).cloned(),
            #[cfg(feature = "actix-web")]
            Parts::Actix(request) => {
                use actix_web::HttpMessage;
                request.extensions().get::<T>().cloned()
            }
            #[cfg(feature = "rocket")]
            Parts::Rocket(request) => request.cached::<T>(),
        }
    }

    /// The headers that were read, if there are any.
    #[cfg(any(
        feature = "actix-web",
        feature = "hyper",
        feature = "poem",
        feature = "rocket",
        feature = "salvo",
        feature = "tower"
    ))]
    pub(crate) fn into_read(self) -> Option<Box<[HeaderName]>> {
        let read = self.read.into_inner();
        (!read.is_empty()).then(|| read.into_boxed_slice())
    }

    fn find_host(&self) -> Option<Cow<'a, str>> {
        let host = self.authority()?.host;
        let is_lower = !host.bytes().any(|byte| byte.is_ascii_uppercase());
        Some(if is_lower { Cow::Borrowed(host) } else { Cow::Owned(host.to_ascii_lowercase()) })
    }

    /// The authority in the URL and in `Host`. If both exist, the hosts must agree: a cache in front may use the other one.
    pub(super) fn authority(&self) -> Option<Authority<'a>> {
        let authority = match &self.parts {
            #[cfg(feature = "rocket")]
            Parts::Rocket(request) => request.host(),
            _ => self.authority,
        };
        match (authority, self.line(&HOST)) {
            (Some(authority), Line::None) | (None, Line::Text(authority)) => {
                Authority::parse(authority)
            }
            (Some(authority), Line::Text(other)) => {
                let other = Authority::parse(other)?;
                Authority::parse(authority).filter(|it| it.host.eq_ignore_ascii_case(other.host))
            }
            (None, Line::None) | (_, Line::Other) => None,
        }
    }

    /// Whether the request has a header, on any number of lines. `Vary` does not name it.
    pub(crate) fn has(&self, name: &HeaderName) -> bool {
        match &self.parts {
            Parts::Http(headers, _) => headers.contains_key(name),
            #[cfg(feature = "actix-web")]
            Parts::Actix(request) => request.headers().contains_key(name.as_str()),
            #[cfg(feature = "rocket")]
            Parts::Rocket(request) => request.headers().contains(name.as_str()),
        }
    }

    /// The lines of a header. This does not add its name to `Vary`.
    pub(crate) fn lines(&self, name: &HeaderName) -> Lines<'a> {
        match &self.parts {
            Parts::Http(headers, _) => Lines::Http(headers.get_all(name).iter()),
            #[cfg(feature = "actix-web")]
            Parts::Actix(request) => Lines::Actix(request.headers().get_all(name.as_str())),
            #[cfg(feature = "rocket")]
            Parts::Rocket(request) => {
                Lines::Rocket(request.headers().get(name.as_str()).collect::<Vec<_>>().into_iter())
            }
        }
    }

    /// The lines of a header. `Vary` does not name it.
    pub(crate) fn line(&self, name: &HeaderName) -> Line<'a> {
        match &self.parts {
            Parts::Http(headers, _) => {
                Line::only(headers.get_all(name).iter().map(|line| line.to_str().ok()))
            }
            #[cfg(feature = "actix-web")]
            Parts::Actix(request) => {
                Line::only(request.headers().get_all(name.as_str()).map(|line| line.to_str().ok()))
            }
            #[cfg(feature = "rocket")]
            Parts::Rocket(request) => {
                Line::only(request.headers().get(name.as_str()).map(rocket::visible_ascii))
            }
        }
    }
}

impl<'a, B> From<&'a Request<B>> for RequestView<'a> {
    fn from(request: &'a Request<B>) -> Self {
        let extensions = Some(request.extensions());
        Self::of_parts(request.method(), request.uri(), request.headers(), extensions)
    }
}

impl<'a> From<&'a request::Parts> for RequestView<'a> {
    fn from(request: &'a request::Parts) -> Self {
        let extensions = Some(&request.extensions);
        Self::of_parts(&request.method, &request.uri, &request.headers, extensions)
    }
}

/// The lines of a header, as bytes.
pub(crate) enum Lines<'a> {
    Http(header::ValueIter<'a, HeaderValue>),
    #[cfg(feature = "actix-web")]
    Actix(std::slice::Iter<'a, actix_web::http::header::HeaderValue>),
    // Rocket's iterator has no name.
    #[cfg(feature = "rocket")]
    Rocket(std::vec::IntoIter<&'a str>),
}

impl<'a> Iterator for Lines<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::Http(lines) => lines.next().map(HeaderValue::as_bytes),
            #[cfg(feature = "actix-web")]
            Self::Actix(lines) => lines.next().map(actix_web::http::header::HeaderValue::as_bytes),
            #[cfg(feature = "rocket")]
            Self::Rocket(lines) => lines.next().map(str::as_bytes),
        }
    }
}
