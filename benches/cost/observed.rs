//! Measures what a listener, a shadow and a guard add to a request, compared with the same policy without them.

use std::sync::atomic::{AtomicU64, Ordering};

use cors_policy::guard::OriginGuard;
use cors_policy::tower::Cors;
use criterion::Criterion;
use http::Request;
use tower_layer::Layer;

use crate::policies::{EXACT_3, EXACT_16, STRANGER, origin};
use crate::request::{self, Answer};
use crate::table::{NO_MIDDLEWARE, OURS, Table};
use crate::tower::{Handler, contestant_of_many as contestant};
use crate::turns::measure;

/// Kinds of requests to a policy of 3 origins, with a listener that counts refusals by reason, or with a shadow of 16 origins.
pub(crate) fn listeners(criterion: &mut Criterion) -> Table {
    let mut table =
        Table::of_added("Added to a tower service by a policy of 3 origins that is observed")
            .compared_with(UNOBSERVED);
    let asking = |origin: &str| request::preflight(origin, "content-type");
    for (kind, request, answer) in [
        ("allowed", request::actual(&origin(0)), Answer::Ordinary),
        ("refused", request::actual(STRANGER), Answer::Ordinary),
        ("no `Origin`", request::without_origin(), Answer::Ordinary),
        ("preflight, allowed", asking(&origin(0)), Answer::Empty),
        ("preflight, refused", asking(STRANGER), Answer::Empty),
    ] {
        let inner = Handler { answer };
        let requests = [request];
        let count = || {
            Cors::new(&EXACT_3, inner).on_refused(|refusal| {
                REFUSED[refusal.reason() as usize % REFUSED.len()].fetch_add(1, Ordering::Relaxed);
            })
        };
        let shadowed = Cors::new(&EXACT_3, inner).shadow(&EXACT_16, |_| {
            REFUSED[0].fetch_add(1, Ordering::Relaxed);
        });
        let contestants = vec![
            contestant(NO_MIDDLEWARE, inner, &requests),
            contestant(OURS, count(), &requests),
            contestant(UNOBSERVED, Cors::new(&EXACT_3, inner), &requests),
            contestant("with a shadow", shadowed, &requests),
        ];
        table.push(kind, measure(criterion, "observed", kind, contestants));
    }
    table
}

/// Kinds of requests to a guard of 3 origins, beside the guard of `tower-http`.
pub(crate) fn guard(criterion: &mut Criterion) -> Table {
    let mut table = Table::of_added("Added to a tower service by a guard of 3 origins");
    let theirs = (0..3).fold(tower_http::csrf::CsrfLayer::new(), |layer, index| {
        layer.add_trusted_origin(origin(index)).expect("an origin")
    });
    let ours = OriginGuard::new(&EXACT_3).expect("a list");
    let posted = |origin: &str, site: &'static str| {
        let mut request = request::actual(origin);
        *request.method_mut() = http::Method::POST;
        let site = http::HeaderValue::from_static(site);
        request.headers_mut().insert("sec-fetch-site", site);
        request
    };
    let same = || {
        let mut request = posted(STRANGER, "same-origin");
        request.headers_mut().remove("origin");
        request
    };
    let requests: [(&str, Request<()>); 4] = [
        ("`GET`", request::without_origin()),
        ("`POST` of the own page", same()),
        ("`POST` of a listed page", posted(&origin(0), "cross-site")),
        ("`POST` of a page that is refused", posted(STRANGER, "cross-site")),
    ];
    for (kind, request) in requests {
        let inner = Handler { answer: Answer::Ordinary };
        let requests = [request];
        let contestants = vec![
            contestant(NO_MIDDLEWARE, inner, &requests),
            contestant(OURS, ours.layer(inner), &requests),
            contestant("`tower-http`", theirs.layer(inner), &requests),
        ];
        table.push(kind, measure(criterion, "guard", kind, contestants));
    }
    table
}

/// What a listener of metrics has: a counter for each reason.
static REFUSED: [AtomicU64; 16] = [const { AtomicU64::new(0) }; 16];

const UNOBSERVED: &str = "nobody listens";
