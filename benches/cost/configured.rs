//! Measures what configured origins cost a request, compared with the same origins in source and with other libraries.

use actix_web::dev::Transform;
use cors_policy::{Configured, Policy};
use criterion::Criterion;
use http::Request;
use tower_layer::Layer;

use crate::policies::{self, CONFIGURED, EXACT_1, EXACT_1000, EXACT_10000, EXACT_100000, origin};
use crate::request::{self, Answer};
use crate::table::{NO_MIDDLEWARE, OURS, Table};
use crate::turns::{Measured, measure};

/// Three kinds of requests to a tower service, for each number of origins.
pub(crate) fn tower(criterion: &mut Criterion) -> Table {
    use crate::tower::{Handler, contestant_of_many as contestant};
    use cors_policy::tower::Cors;

    let title = "Added to a tower service by configured origins";
    let mut table = Table::of_added(title).compared_with(DECLARED);
    for (size, declared) in SIZES {
        let configured = configured(size);
        let list = (size <= LONGEST_LIST).then(|| policies::tower_http(size));
        let set = policies::tower_http_set(size);
        for (kind, requests, answer) in kinds(size) {
            let inner = Handler { answer };
            let mut contestants = vec![
                contestant(NO_MIDDLEWARE, inner, &requests),
                contestant(OURS, Cors::new(&configured, inner), &requests),
            ];
            contestants.extend(
                declared.map(|policy| contestant(DECLARED, Cors::new(policy, inner), &requests)),
            );
            contestants.push(contestant("`tower-http`, `HashSet`", set.layer(inner), &requests));
            let name = format!("{size}, {kind}");
            let mut row = measure(criterion, "configured, tower", &name, contestants);
            // A long list takes turns with nobody else, because it leaves nothing of theirs in the cache.
            if let (Some(row), Some(list)) = (&mut row, &list) {
                let contestants = vec![
                    contestant(NO_MIDDLEWARE, inner, &requests),
                    contestant(LIST, list.layer(inner), &requests),
                ];
                let alone = measure(criterion, "configured, tower, list", &name, contestants);
                row.extend(alone.and_then(|alone| beside(row, &alone)));
            }
            table.push(name, row);
        }
    }
    table
}

/// The same for an actix-web service.
pub(crate) fn actix(criterion: &mut Criterion) -> Table {
    use crate::actix::{Handler, built, contestant_of_many as contestant};
    use cors_policy::actix::Cors;

    let title = "Added to an actix-web service by configured origins";
    let mut table = Table::of_added(title).compared_with(DECLARED);
    for (size, declared) in SIZES {
        let configured = configured(size);
        for (kind, requests, answer) in kinds(size) {
            let inner = Handler { answer };
            let ours = built(Cors::new(&configured).new_transform(inner));
            let mut contestants = vec![
                contestant(NO_MIDDLEWARE, inner, &requests),
                contestant(OURS, ours, &requests),
            ];
            contestants.extend(declared.map(|policy| {
                let service = built(Cors::new(policy).new_transform(inner));
                contestant(DECLARED, service, &requests)
            }));
            let theirs = built(policies::actix_cors(size).new_transform(inner));
            contestants.push(contestant("`actix-cors`", theirs, &requests));
            let name = format!("{size}, {kind}");
            let row = measure(criterion, "configured, actix-web", &name, contestants);
            table.push(name, row);
        }
    }
    table
}

/// The last contestant of `alone`, with the time that it would have in `row`: both have the same baseline.
fn beside(row: &[Measured], alone: &[Measured]) -> Option<Measured> {
    let (baseline, its_baseline, last) = (row.first()?, alone.first()?, alone.last()?);
    let nanoseconds = baseline.nanoseconds + last.nanoseconds - its_baseline.nanoseconds;
    Some(Measured { nanoseconds, ..*last })
}

fn configured(size: usize) -> Configured {
    CONFIGURED.configure((0..size).map(origin)).expect("the origins are legal")
}

/// Requests from up to 1,000 origins, spread over all of them: a server with many origins serves many.
fn kinds(size: usize) -> [(&'static str, Vec<Request<()>>, Answer); 3] {
    let allowed = || (0..size).step_by(size.div_ceil(QUESTIONS)).map(origin);
    let refused = allowed().map(|origin| origin.replacen("example", "exbmple", 1));
    let actual = |origin: String| request::actual(&origin);
    let preflight = |origin: String| request::preflight(&origin, "content-type");
    [
        ("allowed", allowed().map(actual).collect(), Answer::Ordinary),
        ("refused", refused.map(actual).collect(), Answer::Ordinary),
        ("preflight", allowed().map(preflight).collect(), Answer::Empty),
    ]
}

/// A number of origins, and the policy that declares them. Nobody declares a million: rustc would take 20 seconds.
static SIZES: [(usize, Option<&Policy>); 5] = [
    (1, Some(&EXACT_1)),
    (1_000, Some(&EXACT_1000)),
    (10_000, Some(&EXACT_10000)),
    (100_000, Some(&EXACT_100000)),
    (1_000_000, None),
];

const LIST: &str = "`tower-http`, list";
const DECLARED: &str = "the same, declared";
/// A longer list takes `tower-http` more than a millisecond for one request.
const LONGEST_LIST: usize = 100_000;
const QUESTIONS: usize = 1_000;
