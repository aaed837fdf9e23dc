//! The browser: one page of it, and its fetches.

use std::mem;
use std::time::Duration;

use cors_policy_core::header;
use http::header::{HeaderName, HeaderValue};
use http::{HeaderMap, Method, Request, Response, header as names};
use tower_service::Service;

use super::blocked::{Blocked, Failure, Reason};
use super::cache::{Allows, Cache};
use super::list::{extract, joined};
use super::max_age::max_age;
use super::target;
use crate::fetch::{
    check_page, is_forbidden_header, is_forbidden_method, is_safelisted_method, normalize,
    unsafe_names,
};

/// A page in a browser. Its preflight cache lives as long as this value.
#[derive(Clone, Debug)]
pub struct Browser {
    origin: String,
    cache: Cache,
}

/// A request of the page, which [`run`](Self::run) sends.
#[derive(Debug)]
#[must_use = "nothing is sent until it is run"]
pub struct Fetch<'a, B> {
    browser: &'a mut Browser,
    method: Method,
    target: String,
    headers: HeaderMap,
    cookie: Option<HeaderValue>,
    credentials: bool,
    body: B,
}

/// What a script sees of a response.
#[derive(Clone, Debug)]
pub struct Seen<R> {
    response: Response<R>,
    preflight: Option<Response<()>>,
}

impl Browser {
    /// Opens a page of this origin. Write it as browsers send it: `https://app.example.com`, `http://localhost:3000`,
    /// `chrome-extension://…`, `null`.
    ///
    /// # Panics
    ///
    /// If no browser sends this origin: if it is a pattern, or has upper case, a default port, a path or a slash at the
    /// end. A policy that lists origins refuses all of these, so a test that expects a refusal would pass for the wrong
    /// reason. The message says what to write.
    ///
    /// ```should_panic
    /// # use cors_policy::testing::Browser;
    /// // "… an origin has no trailing slash; write `https://app.example.com`"
    /// let browser = Browser::at("https://app.example.com/");
    /// ```
    #[must_use]
    #[track_caller]
    pub fn at(origin: &str) -> Self {
        if let Err(sentence) = check_page(origin, "Browser::sandboxed()") {
            panic!("no page has the origin `{}`: {sentence}", origin.escape_debug());
        }
        Self { origin: origin.to_owned(), cache: Cache::default() }
    }

    /// Opens a page with an opaque origin, like a sandboxed frame. It sends `Origin: null`.
    #[must_use]
    pub fn sandboxed() -> Self {
        Self::at("null")
    }

    /// Begins a request with a method and a target. The target is the path and query of the URL, or the whole URL if
    /// the service reads the host. As in a script, `put` is sent as `PUT`, but `patch` is sent unchanged:
    /// [normalize](https://fetch.spec.whatwg.org/#concept-method-normalize).
    ///
    /// # Panics
    ///
    /// If no browser sends this target: if it does not start with `/`, `http://` or `https://`, if it has a fragment,
    /// or if it has a character that browsers percent-encode. The message says what to write.
    #[track_caller]
    pub fn fetch(&mut self, method: Method, target: impl Into<String>) -> Fetch<'_, String> {
        let target = target.into();
        if let Err(sentence) = target::check(&target) {
            panic!("`{}` is not a request target: {sentence}", target.escape_debug());
        }
        Fetch {
            browser: self,
            method: normalize(method),
            target,
            headers: HeaderMap::new(),
            cookie: None,
            credentials: false,
            body: String::new(),
        }
    }

    /// Lets time pass, so that answers to preflights expire.
    pub fn wait(&mut self, time: Duration) {
        self.cache.pass(time);
    }
}

impl<'a, B> Fetch<'a, B> {
    /// Adds a header. Like a browser, it removes white space around the value, and ignores a
    /// [forbidden request-header](https://fetch.spec.whatwg.org/#forbidden-request-header), which a script cannot set:
    /// `Cookie`, `Sec-…`, `Proxy-…` and others.
    ///
    /// # Panics
    ///
    /// If the name is not a valid header name, or the value is not a valid header value.
    #[track_caller]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        let value = header_value(value);
        let Ok(name) = name.parse::<HeaderName>() else {
            panic!("`{}` is not a header name", name.escape_debug());
        };
        if !is_forbidden_header(&name, &value) {
            self.headers.append(name, value);
        }
        self
    }

    /// Sends the request with credentials, like `credentials: "include"` in a script.
    pub const fn credentials(mut self) -> Self {
        self.credentials = true;
        self
    }

    /// Sets the `Cookie` that the browser has for the service. It is sent only with [`credentials`](Self::credentials),
    /// and never in a preflight.
    ///
    /// # Panics
    ///
    /// If the value is not a valid header value.
    #[track_caller]
    pub fn cookie(mut self, value: &str) -> Self {
        self.cookie = Some(header_value(value));
        self
    }

    /// Sets the body.
    pub fn body<T>(self, body: T) -> Fetch<'a, T> {
        let Self { browser, method, target, headers, cookie, credentials, .. } = self;
        Fetch { browser, method, target, headers, cookie, credentials, body }
    }

    /// Sends the request to a tower service, after a preflight if the request needs one. `run_hyper`, `run_actix`,
    /// `run_poem`, `run_rocket` and `run_salvo` send it to services of other frameworks, if the feature of the framework is on.
    ///
    /// # Errors
    ///
    /// If a script would see a network error. The error has the reason, which a browser shows only in its console.
    ///
    /// # Examples
    ///
    /// ```
    /// use cors_policy::testing::Browser;
    /// use cors_policy::tower::CorsLayer;
    /// # use cors_policy::cors_policy;
    /// # use http::{Method, Request, Response};
    /// # use tower::{ServiceBuilder, service_fn};
    /// #
    /// # cors_policy! { static API = { origins: ["https://app.example.com"], methods: [PUT] }; }
    /// #
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// let handler = service_fn(|_: Request<String>| async { Ok::<_, std::io::Error>(Response::new("hello")) });
    /// let mut service = ServiceBuilder::new().layer(CorsLayer::new(&API)).service(handler);
    ///
    /// let mut browser = Browser::at("https://app.example.com");
    /// let seen = browser.fetch(Method::PUT, "/users").run(&mut service).await?;
    /// assert_eq!(*seen.response().body(), "hello");
    /// let preflight = seen.preflight().expect("PUT needs one");
    /// assert_eq!(preflight.headers()["access-control-allow-methods"], "PUT");
    /// # Ok::<_, Box<dyn std::error::Error>>(())
    /// # }).unwrap();
    /// ```
    ///
    /// [Main fetch](https://fetch.spec.whatwg.org/#concept-main-fetch)
    pub async fn run<S, R>(mut self, service: &mut S) -> Result<Seen<R>, Blocked<S::Error>>
    where
        S: Service<Request<B>, Response = Response<R>>,
        B: Default,
    {
        // The constructor of `Request` throws: <https://fetch.spec.whatwg.org/#dom-request>.
        if is_forbidden_method(self.method.as_str()) {
            let reason = Reason::ForbiddenMethod(self.method);
            return Err(Blocked { reason, preflight: None });
        }
        let unsafe_names = unsafe_names(&self.headers);
        let is_unsafe = !is_safelisted_method(&self.method) || !unsafe_names.is_empty();
        let mut preflight = None;
        match self.send(service, &unsafe_names, &mut preflight).await {
            Ok(response) => Ok(Seen { response, preflight }),
            Err(reason) => {
                // The failure may come from an entry of the cache.
                if is_unsafe {
                    self.browser.cache.clear(&self.target);
                }
                Err(Blocked { reason, preflight: preflight.map(Box::new) })
            }
        }
    }

    /// [HTTP fetch](https://fetch.spec.whatwg.org/#concept-http-fetch). It stores the answer to the preflight in
    /// `preflight`, also if it then fails.
    async fn send<S, R>(
        &mut self,
        service: &mut S,
        unsafe_names: &[String],
        preflight: &mut Option<Response<()>>,
    ) -> Result<Response<R>, Reason<S::Error>>
    where
        S: Service<Request<B>, Response = Response<R>>,
        B: Default,
    {
        if self.needs_preflight(unsafe_names) {
            let answer = call(service, self.preflight(unsafe_names)).await?.map(drop);
            self.take_preflight(preflight.insert(answer), unsafe_names)?;
        }
        let mut response = call(service, self.request()).await?;
        let credentials = self.credentials;
        check(response.headers(), &self.browser.origin, credentials).map_err(Reason::Check)?;
        filter(response.headers_mut(), credentials);
        Ok(response)
    }

    /// [HTTP fetch](https://fetch.spec.whatwg.org/#concept-http-fetch), the step about CORS-preflight fetch.
    fn needs_preflight(&self, unsafe_names: &[String]) -> bool {
        let (cache, path) = (&self.browser.cache, &self.target);
        let has_method = is_safelisted_method(&self.method)
            || cache.has_method(path, self.credentials, &self.method);
        let has_headers =
            unsafe_names.iter().all(|name| cache.has_header(path, self.credentials, name));
        !(has_method && has_headers)
    }

    /// [CORS-preflight fetch](https://fetch.spec.whatwg.org/#cors-preflight-fetch), up to the request.
    fn preflight(&self, unsafe_names: &[String]) -> Request<B>
    where
        B: Default,
    {
        let mut request = Request::builder()
            .method(Method::OPTIONS)
            .uri(&self.target)
            .header(names::ACCEPT, "*/*")
            .header(names::ORIGIN, &self.browser.origin)
            .header(names::ACCESS_CONTROL_REQUEST_METHOD, self.method.as_str());
        if !unsafe_names.is_empty() {
            request = request.header(names::ACCESS_CONTROL_REQUEST_HEADERS, unsafe_names.join(","));
        }
        request.body(B::default()).expect("the target was checked")
    }

    /// [CORS-preflight fetch](https://fetch.spec.whatwg.org/#cors-preflight-fetch), from the response on.
    fn take_preflight<E>(
        &mut self,
        answer: &Response<()>,
        unsafe_names: &[String],
    ) -> Result<(), Reason<E>> {
        let headers = answer.headers();
        check(headers, &self.browser.origin, self.credentials).map_err(Reason::PreflightCheck)?;
        if !answer.status().is_success() {
            return Err(Reason::PreflightStatus(answer.status()));
        }
        let extract =
            |name: HeaderName, shown| extract(headers, name).ok_or(Reason::PreflightList(shown));
        let methods = extract(names::ACCESS_CONTROL_ALLOW_METHODS, "Access-Control-Allow-Methods")?;
        let allowed = extract(names::ACCESS_CONTROL_ALLOW_HEADERS, "Access-Control-Allow-Headers")?;

        let is_star =
            |list: &[String]| !self.credentials && list.iter().any(|member| member == "*");
        let has_method = methods.iter().any(|method| method == self.method.as_str());
        if !has_method && !is_safelisted_method(&self.method) && !is_star(&methods) {
            return Err(Reason::Method(self.method.clone()));
        }
        let has_header =
            |name: &str| allowed.iter().any(|allowed| allowed.eq_ignore_ascii_case(name));
        // CORS non-wildcard request-header name: <https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name>.
        let is_covered = |name: &str| name != "authorization" && is_star(&allowed);
        if let Some(name) = unsafe_names.iter().find(|name| !has_header(name) && !is_covered(name))
        {
            return Err(Reason::Header(name.clone()));
        }
        self.keep(methods, allowed, max_age(headers));
        Ok(())
    }

    /// Stores in the cache what the preflight allows. A `*` means any method or any header, but only without
    /// credentials.
    fn keep(&mut self, methods: Vec<String>, headers: Vec<String>, age: Duration) {
        let credentials = self.credentials;
        let methods = methods.into_iter().filter_map(|method| match method.as_str() {
            "*" if !credentials => Some(Allows::AnyMethod),
            _ => method.parse().ok().map(Allows::Method),
        });
        let headers = headers.into_iter().map(|name| match name.as_str() {
            "*" if !credentials => Allows::AnyHeader,
            _ => Allows::Header(name.to_ascii_lowercase()),
        });
        for allows in methods.chain(headers) {
            self.browser.cache.keep(&self.target, credentials, age, allows);
        }
    }

    /// [HTTP-network-or-cache fetch](https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch), up to the
    /// network. It takes the body and the headers out of `self`.
    fn request(&mut self) -> Request<B>
    where
        B: Default,
    {
        let mut request = Request::new(mem::take(&mut self.body));
        *request.method_mut() = self.method.clone();
        *request.uri_mut() = self.target.parse().expect("the target was checked");
        *request.headers_mut() = mem::take(&mut self.headers);
        let origin = self.browser.origin.parse().expect("it was checked");
        request.headers_mut().insert(names::ORIGIN, origin);
        if let (Some(cookie), true) = (self.cookie.take(), self.credentials) {
            request.headers_mut().insert(names::COOKIE, cookie);
        }
        request
    }
}

impl<R> Seen<R> {
    /// Returns the response with the headers that a script sees:
    /// [CORS filtered response](https://fetch.spec.whatwg.org/#concept-filtered-response-cors).
    #[must_use]
    pub const fn response(&self) -> &Response<R> {
        &self.response
    }

    /// Returns the same response by value.
    #[must_use]
    pub fn into_response(self) -> Response<R> {
        self.response
    }

    /// Whether the browser sent a preflight. It sends none if the request needs none, or if its cache allows the
    /// request.
    #[must_use]
    pub const fn sent_preflight(&self) -> bool {
        self.preflight.is_some()
    }

    /// Returns the answer to the preflight with all its headers, as the network panel of a browser shows it, or `None`
    /// if no preflight was sent.
    #[must_use]
    pub const fn preflight(&self) -> Option<&Response<()>> {
        self.preflight.as_ref()
    }
}

/// The value of a header as it is sent: [normalize](https://fetch.spec.whatwg.org/#concept-header-value-normalize)
#[track_caller]
fn header_value(text: &str) -> HeaderValue {
    let Ok(value) = text.trim_matches([' ', '\t', '\n', '\r']).parse() else {
        panic!("`{}` is not a header value", text.escape_debug());
    };
    value
}

async fn call<S, B, R>(
    service: &mut S,
    request: Request<B>,
) -> Result<Response<R>, Reason<S::Error>>
where
    S: Service<Request<B>, Response = Response<R>>,
{
    std::future::poll_fn(|cx| service.poll_ready(cx)).await.map_err(Reason::Service)?;
    let mut response = service.call(request).await.map_err(Reason::Service)?;
    response.headers_mut().values_mut().for_each(trim);
    Ok(response)
}

/// Removes white space around a value. In a message on the network, it is not part of the value:
/// [header value](https://fetch.spec.whatwg.org/#header-value)
fn trim(value: &mut HeaderValue) {
    let trimmed = value.as_bytes().trim_ascii();
    if trimmed.len() < value.len() {
        *value = HeaderValue::from_bytes(trimmed).expect("a part of a header value is one too");
    }
}

/// [CORS check](https://fetch.spec.whatwg.org/#concept-cors-check)
fn check(headers: &HeaderMap, page: &str, credentials: bool) -> Result<(), Failure> {
    let origin = joined(headers, names::ACCESS_CONTROL_ALLOW_ORIGIN).ok_or(Failure::NoOrigin)?;
    match origin.as_str() {
        "*" if !credentials => return Ok(()),
        "*" => return Err(Failure::StarWithCredentials),
        origin if origin != page => return Err(Failure::OtherOrigin(origin.to_owned())),
        _ if !credentials => return Ok(()),
        _ => {}
    }
    let allowed = joined(headers, names::ACCESS_CONTROL_ALLOW_CREDENTIALS);
    if allowed.as_deref() == Some("true") { Ok(()) } else { Err(Failure::NoCredentials) }
}

/// Removes the headers that a script does not see: all except the
/// [CORS-safelisted response-header names](https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name).
fn filter(headers: &mut HeaderMap, credentials: bool) {
    let exposed = extract(headers, names::ACCESS_CONTROL_EXPOSE_HEADERS).unwrap_or_default();
    let is_star = !credentials && exposed.iter().any(|name| name == "*");
    let is_visible = |name: &HeaderName| {
        let is_exposed =
            is_star || exposed.iter().any(|exposed| exposed.eq_ignore_ascii_case(name.as_str()));
        header::is_always_readable(name.as_str())
            || is_exposed && !header::is_never_readable(name.as_str())
    };
    let hidden = headers.keys().filter(|name| !is_visible(name)).cloned().collect::<Vec<_>>();
    for name in hidden {
        headers.remove(name);
    }
}
