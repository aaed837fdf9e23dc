//! What the server answers: one table of scenarios, run on the engine and on every adapter.
//!
//! A scenario is a policy, a request, the response of the handler, and the expected answer. The expected answer lists
//! the status, all CORS headers and all `Vary` lines: the answer must have exactly these. It must also have all other
//! headers of the handler. The answers are compared line by line, so all subjects give the same answer, and so do
//! policies whose origins are in source, come from configuration, or both. A new adapter needs one `impl` of
//! [`subject::Subject`].

mod actix;
mod axum;
mod engine;
mod hyper;
mod messages;
mod poem;
mod policies;
mod rocket;
#[path = "../rocket_server.rs"]
mod rocket_server;
mod salvo;
mod scenario;
#[path = "../socket.rs"]
mod socket;
mod subject;
mod table;
mod tower;
mod warp;
mod wire;

use policies::OriginsFrom;
use scenario::Scenario;
use subject::Subject;

#[test]
fn the_engine_answers_as_the_table_says() {
    run(|origins| engine::Engine { origins });
}

#[test]
fn the_tower_service_answers_as_the_table_says() {
    run(tower::Tower::new);
}

#[test]
fn axum_answers_as_the_table_says_over_a_socket() {
    run(axum::Axum::start);
}

#[test]
fn hyper_answers_as_the_table_says_over_http1() {
    run(|origins| hyper::Hyper::start(hyper::Version::Http1, origins));
}

#[test]
fn hyper_answers_as_the_table_says_over_http2() {
    run(|origins| hyper::Hyper::start(hyper::Version::Http2, origins));
}

#[test]
fn actix_answers_as_the_table_says_over_a_socket() {
    run(actix::Actix::start);
}

#[test]
fn rocket_answers_as_the_table_says_over_a_socket() {
    run(rocket::Rocket::start);
}

#[test]
fn rocket_answers_as_the_table_says_if_the_request_selects_the_policy() {
    run(rocket::Rocket::select);
}

#[test]
fn poem_answers_as_the_table_says_over_a_socket() {
    run(poem::Poem::start);
}

#[test]
fn salvo_answers_as_the_table_says_over_a_socket() {
    run(salvo::Salvo::start);
}

#[test]
fn warp_answers_as_the_table_says_over_a_socket() {
    run(warp::Warp::start);
}

/// Runs the whole table with static and with configured origins.
fn run<S: Subject>(start: impl Fn(OriginsFrom) -> S) {
    let failures = OriginsFrom::ALL.map(|origins| failures(&start(origins))).concat();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Runs the whole table, and reports all scenarios that fail.
fn failures(subject: &impl Subject) -> Vec<String> {
    let mut scenarios = table::scenarios();
    if subject.reads_lines() {
        scenarios.extend(table::lines_of_http1());
    }
    let told = |scenario: &Scenario, why| {
        format!("{}, origins from {:?}: {why}", scenario.name, subject.origins())
    };
    let failures = scenarios
        .iter()
        .filter_map(|scenario| Some(told(scenario, check(scenario, subject).err()?)));
    failures.collect()
}

fn check(scenario: &Scenario, subject: &impl Subject) -> Result<(), String> {
    let answer = subject.answer(scenario);
    let scenario = &subject.instead(scenario).unwrap_or(*scenario);
    let is_called = answer.headers.iter().any(|(name, _)| name == scenario::CALLED);
    if is_called != scenario.expects_call() {
        return Err(format!("the handler was {}called", if is_called { "" } else { "not " }));
    }
    let (expected, found) = (scenario.expected_lines(subject.origins()), answer.relevant_lines());
    if expected != found {
        return Err(format!("\n  expected {expected:#?}\n  found {found:#?}"));
    }
    match scenario.other_headers().find(|header| !answer.headers.contains(header)) {
        Some((name, value)) => Err(format!("the handler's `{name}: {value}` is gone")),
        None => Ok(()),
    }
}

#[test]
fn names_of_scenarios_are_told_once() {
    let mut names = table::all().iter().map(|scenario| scenario.name).collect::<Vec<_>>();
    names.sort_unstable();
    let count = names.len();
    names.dedup();
    assert_eq!(names.len(), count);
}
