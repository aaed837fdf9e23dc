//! What the server answers: one table of scenarios, run on the engine and on every adapter.
//!
//! A scenario is a policy, a request, what the handler says, and what must come out: the status, and all CORS headers and
//! `Vary` lines, with nothing else of these kinds beside them. An adapter joins with one `impl` of [`subject::Subject`].

mod axum;
mod engine;
mod messages;
mod policies;
mod scenario;
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

/// Runs the whole table, and tells of all scenarios that fail.
fn run(subject: &impl Subject) {
    let failures = table::scenarios()
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
    Ok(())
}

#[test]
fn names_of_scenarios_are_told_once() {
    let mut names = table::scenarios().iter().map(|scenario| scenario.name).collect::<Vec<_>>();
    names.sort_unstable();
    let count = names.len();
    names.dedup();
    assert_eq!(names.len(), count);
}
