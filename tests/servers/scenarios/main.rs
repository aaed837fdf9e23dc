//! What the server answers: one table of scenarios, run on the engine and on every adapter.
//!
//! A scenario is a policy, a request, the response of the handler, and the expected answer. The expected answer lists
//! the status, all CORS headers and all `Vary` lines: the answer must have exactly these. It must also have all other
//! headers of the handler. The answers are compared line by line, so all subjects give the same answer. A new adapter
//! needs one `impl` of [`subject::Subject`].

mod actix;
mod axum;
mod engine;
mod hyper;
mod messages;
mod policies;
mod scenario;
#[path = "../socket.rs"]
mod socket;
mod subject;
mod table;
mod tower;
mod wire;

use scenario::Scenario;
use subject::Subject;

#[test]
fn the_engine_answers_as_the_table_says() {
    run(&engine::Engine);
}

#[test]
fn the_tower_service_answers_as_the_table_says() {
    run(&tower::Tower::new());
}

#[test]
fn axum_answers_as_the_table_says_over_a_socket() {
    run(&axum::Axum::start());
}

#[test]
fn hyper_answers_as_the_table_says_over_http1() {
    run(&hyper::Hyper::start(hyper::Version::Http1));
}

#[test]
fn hyper_answers_as_the_table_says_over_http2() {
    run(&hyper::Hyper::start(hyper::Version::Http2));
}

#[test]
fn actix_answers_as_the_table_says_over_a_socket() {
    run(&actix::Actix::start());
}

/// Runs the whole table, and reports all scenarios that fail.
fn run(subject: &impl Subject) {
    let mut scenarios = table::scenarios();
    if subject.reads_lines() {
        scenarios.extend(table::lines_of_http1());
    }
    let failures = scenarios
        .iter()
        .filter_map(|scenario| {
            check(scenario, subject).err().map(|why| format!("{}: {why}", scenario.name))
        })
        .collect::<Vec<_>>();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

fn check(scenario: &Scenario, subject: &impl Subject) -> Result<(), String> {
    let answer = subject.answer(scenario);
    let is_called = answer.headers.iter().any(|(name, _)| name == scenario::CALLED);
    if is_called != scenario.expects_call() {
        return Err(format!("the handler was {}called", if is_called { "" } else { "not " }));
    }
    let (expected, found) = (scenario.expected_lines(), answer.relevant_lines());
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
