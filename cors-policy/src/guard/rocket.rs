//! The guard in front of Rocket applications.
//!
//! A fairing cannot answer a request. So the guard turns a refused request into `OPTIONS`, and a route that takes every
//! `OPTIONS` before the routes of the application answers it.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::Poll;

use rocket::fairing::{self, Fairing, Info, Kind};
use rocket::http::{Method, Status};
use rocket::route::{Handler, Outcome};
use rocket::{Build, Data, Request, Response, Rocket, Route};

use super::origin_guard::OriginGuard;
use super::refused::NO_STORE;
use crate::request::{RequestView, RocketRequest};

// `on_request` is not `async`, because it never waits: the box of a future without fields allocates nothing. Its signature is
// the one that `async_trait` generates.
#[rocket::async_trait]
impl Fairing for OriginGuard {
    fn info(&self) -> Info {
        Info { name: "OriginGuard", kind: Kind::Ignite | Kind::Request }
    }

    async fn on_ignite(&self, rocket: Rocket<Build>) -> fairing::Result {
        // Several guards use the same route.
        if rocket.routes().any(|route| route.name.as_deref() == Some(NAME)) {
            return Ok(rocket);
        }
        let mut route = Route::ranked(RANK, Method::Options, "/<_..>", Refuse);
        route.name = Some(NAME.into());
        Ok(rocket.mount("/", [route]))
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
        if self.check(&RequestView::of_rocket(&RocketRequest::new(request))).is_err() {
            request.local_cache(|| IsRefused(true));
            request.set_method(Method::Options);
        }
        Box::pin(poll_fn(|_| Poll::Ready(())))
    }
}

/// Whether a guard refuses the request.
struct IsRefused(bool);

#[derive(Clone)]
struct Refuse;

#[rocket::async_trait]
impl Handler for Refuse {
    async fn handle<'r>(&self, request: &'r Request<'_>, data: Data<'r>) -> Outcome<'r> {
        if !request.local_cache(|| IsRefused(false)).0 {
            // If no other route takes the request, its status is that of a request without a route.
            return Outcome::Forward((data, Status::NotFound));
        }
        let mut response = Response::new();
        response.set_status(Status::Forbidden);
        response.set_raw_header("Cache-Control", NO_STORE);
        Outcome::Success(response)
    }
}

/// What the log of Rocket calls the route.
const NAME: &str = "OriginGuard";

/// Before each route of the application, and after the one that answers preflights.
const RANK: isize = isize::MIN + 1;
