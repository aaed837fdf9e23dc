//! What real browsers do with the answers: `cargo xtask browsers`.
//!
//! Each case is a policy, a page, and what the page fetches from an API behind the policy, with each adapter in turn.
//! It runs in each engine that is installed. What the script saw and what arrived at the server must follow from the
//! declaration and from Fetch, except for the table of [`quirks`]. The same must be true in
//! [`cors_policy::testing::Browser`].
//!
//! Each engine also tries to pass the guard, and opens the page of the playground example: with its API behind the library, and
//! behind each gateway.
//!
//! `cargo run -p cors-policy-browser-tests -- Firefox` runs a single engine.

mod adapter;
mod arrival;
mod case;
mod cases;
mod engine;
mod expected;
mod gateway;
mod guarded;
mod kept;
mod model;
#[path = "../matching/naive.rs"]
mod naive;
mod network;
mod outcome;
mod play;
mod playground;
mod policies;
mod quirks;
mod site;
mod webdriver;

use std::env;
use std::error::Error;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

use case::Case;
use engine::Engine;
use playground::Playground;
use site::Site;
use tokio::runtime::Runtime;

fn main() -> ExitCode {
    let names = env::args().skip(1).collect::<Vec<_>>();
    let is_meant = |engine: &Engine| names.is_empty() || names.contains(&engine.to_string());
    let mut passed = true;
    for engine in Engine::ALL.into_iter().filter(is_meant) {
        let missing = engine.missing();
        if !missing.is_empty() {
            println!("{engine} is left out: it needs {}", missing.join(" and "));
            // Only Chromium is required, because not every machine can install the other engines.
            passed &= engine != Engine::Chromium;
        } else if let Err(error) = test(engine) {
            println!("{engine} failed: {error}");
            passed = false;
        }
    }
    if passed { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Runs all cases in one engine.
fn test(engine: Engine) -> Result<(), Box<dyn Error>> {
    let start = Instant::now();
    let cases = cases::all();
    let runtime = Runtime::new()?;
    let site = Arc::new(runtime.block_on(Site::new(Arc::clone(&cases)))?);
    let network = runtime.block_on(network::start(Arc::clone(&site)))?;
    let browser = engine.start(Some(network))?;
    let runs = play::play(engine, &browser.session, &site, &cases)?;
    let failures = runs.iter().filter_map(|run| failure(engine, run, &cases, &runtime));
    let failures = failures.collect::<Vec<_>>();
    for failure in &failures {
        println!("{engine}, {failure}");
    }
    let (version, quirks) = (browser.session.version().to_owned(), quirks::of(engine).len());
    println!(
        "{engine} {version}: {} cases in {} runs, {} of them wrong, with {quirks} departures from Fetch, in {:.0?}",
        cases.iter().filter(|case| engine.has(case.page)).count(),
        runs.len(),
        failures.len(),
        start.elapsed(),
    );
    if !failures.is_empty() {
        return Err("it did not do what the policies say".into());
    }
    kept::play(&browser.session)?;
    let attempts = site.guarded.play(&browser.session)?;
    println!(
        "{engine} {version}: {attempts} of {attempts} attempts at the guard end as they should"
    );
    drop(browser);
    let (browser, program) = (engine.start(None)?, playground::build()?);
    for gateway in playground::gateways() {
        let playground = Playground::start(&program, gateway)?;
        let rows = playground.play(&browser.session);
        let behind = gateway.map(|gateway| format!(" behind {gateway}")).unwrap_or_default();
        let rows = rows.map_err(|error| format!("the playground{behind}: {error}"))?;
        println!("{engine} {version}: {rows} of {rows} rows of the playground{behind} agree");
    }
    Ok(())
}

/// What is wrong with the outcome of a case, if anything is.
fn failure(engine: Engine, run: &play::Run, cases: &[Case], runtime: &Runtime) -> Option<String> {
    let case = &cases[run.case];
    let (standard, expected) =
        (expected::expected(case, &[]), expected::expected(case, &quirks::of(engine)));
    let model = runtime.block_on(model::play(case)).unwrap_or_else(|| standard.clone());
    let agrees = run.outcome == expected && (model == run.outcome || standard != expected);
    (!agrees).then(|| {
        format!(
            "{}: {case}\n  expected {expected}\n  found    {}\n  model    {model}",
            run.adapter.path(),
            run.outcome
        )
    })
}
