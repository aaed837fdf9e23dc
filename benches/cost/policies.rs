//! The same policy for each middleware.

#[cfg(feature = "configured")]
use std::collections::HashSet;
use std::time::Duration;

use cors_policy::Policy;
use http::{HeaderName, Method, header};
use tower_http::cors::{AllowHeaders, AllowMethods, AllowOrigin, CorsLayer};

use crate::request;

include!(concat!(env!("OUT_DIR"), "/sets.rs"));

/// A number of origins, and the two policies with that number: without a star, and with `*.` in front of each host.
pub(crate) static SIZES: [(usize, &Policy, &Policy); 5] = [
    (1, &EXACT_1, &SUBDOMAINS_1),
    (3, &EXACT_3, &SUBDOMAINS_3),
    (16, &EXACT_16, &SUBDOMAINS_16),
    (100, &EXACT_100, &SUBDOMAINS_100),
    (10_000, &EXACT_10000, &SUBDOMAINS_10000),
];

cors_policy::cors_policy! {
    /// A policy with three origins that repeats what a preflight asks for.
    pub(crate) static REPEATING = {
        origins: [
            "https://tenant-00000.example.com",
            "https://tenant-00001.example.com",
            "https://tenant-00002.example.com",
        ],
        methods: any,
        request_headers: any,
        exposed_headers: ["ETag", "X-RateLimit-Remaining"],
        credentials: true,
        max_age: 2h,
    };
}

/// The origin with this number.
pub(crate) fn origin(n: usize) -> String {
    format!("https://tenant-{n:05}.example.com")
}

/// An origin that the pattern with this number covers.
pub(crate) fn subdomain(n: usize) -> String {
    format!("https://pr-7.tenant-{n:05}.example.com")
}

/// An origin that no policy allows. It has the length of the allowed ones, and differs in one byte.
pub(crate) const STRANGER: &str = "https://tenant-0000x.example.com";

/// The layer of tower-http for a policy with `size` origins.
pub(crate) fn tower_http(size: usize) -> CorsLayer {
    let origins = numbers(size).map(|n| request::value_of(&origin(n)));
    with_options(AllowOrigin::list(origins))
}

/// The layer of tower-http for a policy with `size` patterns. It has no patterns, so its users write a closure like
/// this.
pub(crate) fn tower_http_subdomains(size: usize) -> CorsLayer {
    let suffixes = numbers(size).map(|n| format!(".tenant-{n:05}.example.com").into_bytes());
    let suffixes = suffixes.collect::<Vec<_>>();
    with_options(AllowOrigin::predicate(move |origin, _| {
        let origin = origin.as_bytes();
        origin.starts_with(b"https://") && suffixes.iter().any(|suffix| origin.ends_with(suffix))
    }))
}

#[cfg(feature = "configured")]
/// The layer of tower-http for a policy with `size` origins in a set, as its users write it if the list is long.
pub(crate) fn tower_http_set(size: usize) -> CorsLayer {
    let origins = (0..size).map(|n| request::value_of(&origin(n))).collect::<HashSet<_>>();
    with_options(AllowOrigin::predicate(move |origin, _| origins.contains(origin)))
}

/// The layer of tower-http for the policy that repeats what a preflight asks for.
pub(crate) fn tower_http_repeating() -> CorsLayer {
    tower_http(3)
        .allow_methods(AllowMethods::mirror_request())
        .allow_headers(AllowHeaders::mirror_request())
}

/// The numbers below `size`, with 0 in the middle, so that a search from the front reads half of the list.
fn numbers(size: usize) -> impl Iterator<Item = usize> {
    let half = size.div_ceil(2);
    (0..size).map(move |place| (place + half) % size)
}

fn with_options(origins: AllowOrigin) -> CorsLayer {
    CorsLayer::new()
        .allow_origin(origins)
        .allow_methods([Method::GET, Method::POST, Method::PUT, Method::DELETE])
        .allow_headers([header::AUTHORIZATION, header::CONTENT_TYPE])
        .expose_headers([header::ETAG, REMAINING])
        .allow_credentials(true)
        .max_age(Duration::from_hours(2))
}

/// The middleware of actix-cors for a policy with `size` origins.
pub(crate) fn actix_cors(size: usize) -> actix_cors::Cors {
    let cors = actix_cors::Cors::default()
        .allowed_methods(["GET", "POST", "PUT", "DELETE"])
        .allowed_headers(["authorization", "content-type"])
        .expose_headers(["etag", "x-ratelimit-remaining"])
        .supports_credentials()
        .max_age(7_200);
    (0..size).fold(cors, |cors, n| cors.allowed_origin(&origin(n)))
}

/// The fairing of rocket_cors for a policy with `size` origins.
pub(crate) fn rocket_cors(size: usize) -> rocket_cors::Cors {
    use rocket::http::Method::{Delete, Get, Post, Put};
    use rocket_cors::{AllowedHeaders, AllowedOrigins, CorsOptions};
    let origins = (0..size).map(origin).collect::<Vec<_>>();
    CorsOptions {
        allowed_origins: AllowedOrigins::some_exact(&origins),
        allowed_methods: [Get, Post, Put, Delete].map(From::from).into(),
        allowed_headers: AllowedHeaders::some(&["authorization", "content-type"]),
        expose_headers: ["etag", "x-ratelimit-remaining"].map(str::to_owned).into(),
        allow_credentials: true,
        max_age: Some(7_200),
        ..CorsOptions::default()
    }
    .to_cors()
    .expect("these are origins")
}

/// The middleware of poem for a policy with `size` origins.
pub(crate) fn poem(size: usize) -> poem::middleware::Cors {
    poem::middleware::Cors::new()
        .allow_origins((0..size).map(origin))
        .allow_methods(["GET", "POST", "PUT", "DELETE"])
        .allow_headers(["authorization", "content-type"])
        .expose_headers(["etag", "x-ratelimit-remaining"])
        .allow_credentials(true)
        .max_age(7_200)
}

/// The hoop of salvo-cors for a policy with `size` origins.
pub(crate) fn salvo_cors(size: usize) -> salvo_cors::CorsHandler {
    salvo_cors::Cors::new()
        .allow_origin(salvo_cors::AllowOrigin::list(
            (0..size).map(|n| request::value_of(&origin(n))),
        ))
        .allow_methods([Method::GET, Method::POST, Method::PUT, Method::DELETE])
        .allow_headers([header::AUTHORIZATION, header::CONTENT_TYPE])
        .expose_headers([header::ETAG, REMAINING])
        .allow_credentials(true)
        .max_age(7_200)
        .into_handler()
}

/// The filter of warp for a policy with `size` origins.
pub(crate) fn warp_cors(size: usize) -> warp::filters::cors::Cors {
    let cors = warp::cors()
        .allow_methods(["GET", "POST", "PUT", "DELETE"])
        .allow_headers(["authorization", "content-type"])
        .expose_headers(["etag", "x-ratelimit-remaining"])
        .allow_credentials(true)
        .max_age(7_200_u32);
    (0..size).fold(cors, |cors, n| cors.allow_origin(origin(n).as_str())).build()
}

const REMAINING: HeaderName = HeaderName::from_static("x-ratelimit-remaining");
