//! The route that answers preflights.
//!
//! A fairing cannot answer a request. So the fairing mounts a route that takes every `OPTIONS` before all other routes, answers
//! preflights, and passes everything else on. No handler and no catcher of the application runs for a preflight.

use rocket::http::{Method, Status};
use rocket::route::{Handler, Outcome};
use rocket::{Build, Data, Request, Response, Rocket, Route};

use super::Cors;
use crate::engine::Kind;

/// Whether the server has the route.
pub(super) fn is_mounted(rocket: &Rocket<Build>) -> bool {
    rocket.routes().any(|route| route.name.as_deref() == Some(NAME))
}

/// Mounts the route.
pub(super) fn mount(cors: &Cors, rocket: Rocket<Build>) -> Rocket<Build> {
    let mut route = Route::ranked(RANK, Method::Options, "/<_..>", Preflight(cors.clone()));
    route.name = Some(NAME.into());
    rocket.mount("/", [route])
}

#[derive(Clone)]
struct Preflight(Cors);

#[rocket::async_trait]
impl Handler for Preflight {
    async fn handle<'r>(&self, request: &'r Request<'_>, data: Data<'r>) -> Outcome<'r> {
        self.0.decide(request, |decision| match decision.verdict.kind {
            Kind::Preflight => {
                let mut response = Response::new();
                response.set_status(decision.preflight_status());
                Outcome::Success(response)
            }
            // If no other route takes the request, its status is that of a request without a route.
            Kind::Actual | Kind::NotCors => Outcome::Forward((data, Status::NotFound)),
        })
    }
}

/// What the log of Rocket calls the route.
const NAME: &str = "CORS preflights";

/// Before each route of the application.
const RANK: isize = isize::MIN;
