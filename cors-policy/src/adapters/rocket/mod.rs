//! The policy in front of a [Rocket](https://docs.rs/rocket) 0.5 application. It needs Rocket 0.5.2 or later.
//!
//! [`Cors`] is a fairing. It answers preflights, and lets Rocket route every other request. The response then has the CORS
//! headers of the policy and no others: that of a handler, of a catcher, and of a handler that panicked.
//!
//! # Where the fairing belongs
//!
//! Attach one [`Cors`] to the whole server, after every other fairing that writes headers. Rocket runs fairings in the order in
//! which they were attached, so this one then replaces the CORS headers of all others. A second [`Cors`] is an error at launch.
//!
//! A fairing cannot answer a request. So this one mounts a route, `OPTIONS /<_..>` with the lowest rank of all, which answers
//! preflights and passes any other `OPTIONS` on. No handler, no request guard and no catcher of the application runs for a
//! preflight, also if it has `OPTIONS` routes for all paths.
//!
//! | what | what happens |
//! | --- | --- |
//! | catchers, also the default ones | the response has the headers: also a 404, a 422 and the 500 of a handler that panicked |
//! | request guards, forwards, redirects, streams, `FileServer` | the response has the headers |
//! | WebSockets and other upgrades | the 101 has the headers. Browsers do not apply CORS to it: put a [guard](crate::guard) in front |
//! | `HEAD` for a `GET` route | the same headers as for `GET` |
//! | `Shield`, which Rocket attaches itself | its headers are in each response too |
//! | a panic of a listener or of `select` | Rocket closes the connection: it catches only panics of handlers and catchers |
//! | a later fairing that writes CORS headers | they replace those of the policy |
//! | a later fairing that changes the method of `OPTIONS` requests | preflights do not reach the policy |
//! | a route of yours with the method `OPTIONS` and the rank `isize::MIN` | an error at launch: two routes collide |
//!
//! # What Rocket decides before
//!
//! - Rocket knows nine methods. It answers any other with 400 before a fairing runs, so that response has no CORS headers. A
//!   policy can list such a method, but the application never gets a request with it.
//! - It drops a header whose value is not UTF-8. An `Origin` like that is none. No browser sends it.
//! - It takes the host of an HTTP/1 request from `Host`, also if the URL has another one.
//!
//! # Several policies
//!
//! A fairing sees all requests. [`Cors::select`] selects a policy for each, by its host, its path, a header or an
//! extension: [`RequestView`](crate::RequestView). The path is the one that the router compares with the routes: `/%61pi` and
//! `//api` are `/api`. It is read before the fairings that were attached after this one change it. An extension of type `T` is
//! an `Option<T>` in the cache of the request, where an earlier fairing has put it: `request.local_cache(|| Some(tenant))`.

mod header_map;
mod preflight;

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::Poll;

use ::rocket::fairing::{self, Fairing, Info, Kind as Callbacks};
use ::rocket::http::{HeaderMap, Status};
use ::rocket::{Build, Data, Request, Response, Rocket};
use http::HeaderName;

use super::methods::methods;
use super::source::Source;
use crate::engine::{Asked, Kind, Verdict, preflight_status};
use crate::policy::Policy;
use crate::reference::PolicyRef;
use crate::request::{RequestView, RocketRequest};
use crate::response::Writer;

/// Puts a [`Policy`](crate::Policy) in front of an application.
///
/// # Examples
///
/// ```
/// use cors_policy::cors_policy;
/// use cors_policy::rocket::Cors;
/// use rocket::http::Header;
/// use rocket::local::asynchronous::Client;
///
/// cors_policy! {
///     static API = { origins: ["https://app.example.com"] };
/// }
///
/// # ::rocket::execute(async {
/// let rocket = rocket::build().attach(Cors::new(&API));
///
/// let client = Client::untracked(rocket).await?;
/// let request = client.get("/").header(Header::new("Origin", "https://app.example.com"));
/// let response = request.dispatch().await;
/// assert_eq!(
///     response.headers().get_one("Access-Control-Allow-Origin"),
///     Some("https://app.example.com"),
/// );
/// # Ok::<_, rocket::Error>(())
/// # }).unwrap();
/// ```
///
/// [Fetch, CORS protocol](https://fetch.spec.whatwg.org/#http-cors-protocol)
#[derive(Clone, Debug)]
#[must_use = "a fairing does nothing until it is attached"]
pub struct Cors {
    source: Source,
}

methods!(Cors, "fairing", "rocket");

impl Cors {
    /// Decides about a request. A fixed policy decides each time, because that is cheaper than to remember it.
    fn decide<R>(&self, request: &Request<'_>, read: impl FnOnce(&Decision) -> R) -> R {
        match &self.source {
            Source::Fixed(policy) => {
                let (policy, verdict) = examine(policy, request);
                read(&Decision { policy, verdict, selected_by: None })
            }
            Source::Selected(_) | Source::Observed(_) => {
                read(request.local_cache(|| self.decide_once(request)))
            }
        }
    }

    fn decide_once(&self, request: &Request<'_>) -> Decision {
        let parts = RocketRequest::new(request);
        let view = RequestView::of_rocket(&parts);
        let (policy, verdict) = match &self.source {
            Source::Fixed(policy) => examine(policy, request),
            Source::Selected(selector) => examine(&selector.select(&view), request),
            Source::Observed(observed) => {
                let seen = RequestView::of_rocket(&parts);
                observed.examine(&view, &seen, |policy| examine(policy, request))
            }
        };
        Decision { policy, verdict, selected_by: view.into_read() }
    }
}

// Two functions are not `async`, because they never wait: Rocket calls them for each request, and the box of a future without
// fields allocates nothing. Their signatures are those that `async_trait` generates.
#[::rocket::async_trait]
impl Fairing for Cors {
    fn info(&self) -> Info {
        let always = Callbacks::Ignite | Callbacks::Response;
        let kind = match self.source {
            Source::Fixed(_) => always,
            Source::Selected(_) | Source::Observed(_) => always | Callbacks::Request,
        };
        Info { name: "CORS (one for the whole server)", kind }
    }

    async fn on_ignite(&self, rocket: Rocket<Build>) -> fairing::Result {
        if preflight::is_mounted(&rocket) {
            Err(rocket)
        } else {
            Ok(preflight::mount(self, rocket))
        }
    }

    fn on_request<'life0, 'life1, 'life2, 'life3, 'life4, 'async_trait>(
        &'life0 self,
        request: &'life1 mut Request<'life2>,
        _: &'life3 mut Data<'life4>,
    ) -> Pin<Box<dyn Future<Output = ()> + Send + 'async_trait>>
    where
        'life0: 'async_trait,
        'life1: 'async_trait,
        'life2: 'async_trait,
        'life3: 'async_trait,
        'life4: 'async_trait,
        Self: 'async_trait,
    {
        // Before the handler runs, and before a later fairing changes the request.
        self.decide(request, |_| ());
        done()
    }

    fn on_response<'r, 'life0, 'life1, 'life2, 'async_trait>(
        &'life0 self,
        request: &'r Request<'life1>,
        response: &'life2 mut Response<'r>,
    ) -> Pin<Box<dyn Future<Output = ()> + Send + 'async_trait>>
    where
        'r: 'async_trait,
        'life0: 'async_trait,
        'life1: 'async_trait,
        'life2: 'async_trait,
        Self: 'async_trait,
    {
        self.decide(request, |decision| decision.apply(request.headers(), response));
        done()
    }
}

#[inline]
fn examine(policy: &PolicyRef, request: &Request<'_>) -> (&'static Policy, Verdict) {
    let headers = request.headers();
    let mut origins = headers.get("Origin").map(str::as_bytes);
    let origin = origins.next();
    policy.examine(
        request.method() == ::rocket::http::Method::Options,
        origin,
        || origins.next().is_some(),
        || headers.contains("Access-Control-Request-Method"),
    )
}

/// The decision about a request.
#[derive(Debug)]
struct Decision {
    policy: &'static Policy,
    verdict: Verdict,
    /// The headers by which the policy was selected, if there are any.
    selected_by: Option<Box<[HeaderName]>>,
}

impl Decision {
    fn preflight_status(&self) -> Status {
        Status::new(preflight_status(self.verdict.denial()).as_u16())
    }

    /// Writes the headers to the response. The answer to a preflight has nothing else.
    fn apply<'r>(&self, request: &'r HeaderMap<'_>, response: &mut Response<'r>) {
        let is_preflight = self.verdict.kind == Kind::Preflight;
        if is_preflight {
            response.set_status(self.preflight_status());
            response.body_mut().take();
        }
        let mut origin = request.get_one("Origin").filter(|_| self.verdict.repeats_origin());
        let asked = self.verdict.repeats(self.policy).map(|repeated| {
            let lines = |name| request.get(name).collect::<Vec<_>>();
            let methods = lines("Access-Control-Request-Method");
            let headers = lines("Access-Control-Request-Headers");
            Asked::read(repeated, || methods.iter(), || headers.iter())
        });
        let values = header_map::values(self.policy);
        let writer = Writer { policy: self.policy, values: &values, headers: response };
        let write = |writer: Writer<'_, _>| match asked {
            None => writer.write(self.verdict, &mut origin),
            Some(mut asked) => writer.write_repeating(self.verdict, &mut origin, &mut asked),
        };
        match &self.selected_by {
            None => write(writer),
            Some(names) => writer.write_selected(names, write),
        }
    }
}

/// A future that is done.
fn done<'a>() -> Pin<Box<dyn Future<Output = ()> + Send + 'a>> {
    Box::pin(poll_fn(|_| Poll::Ready(())))
}
