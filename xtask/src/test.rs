//! Runs all steps, one after the other, up to the first that fails.

use std::time::{Duration, Instant};

use crate::plan::{Task, plan};
use crate::steps::{STEPS, Scope, Step};
use crate::{Outcome, metadata};

/// Runs the whole table.
pub(crate) fn run() -> Outcome {
    run_steps(STEPS)
}

/// Runs the steps that need only Rust.
pub(crate) fn run_without_browser() -> Outcome {
    let (left_out, steps) =
        STEPS.iter().partition::<Vec<Step>, _>(|step| step.scope == Scope::Browser);
    run_steps(&steps)?;
    for step in left_out {
        println!("{:<16} left out, as you asked: {}", step.name, step.command);
    }
    Ok(())
}

fn run_steps(steps: &[Step]) -> Outcome {
    let tasks = plan(steps, &metadata::published()?);
    let mut times = Vec::new();
    for (index, task) in tasks.iter().enumerate() {
        println!("\n[{}/{}] {}\n$ {}", index + 1, tasks.len(), title(task), task.command);
        let start = Instant::now();
        task.command.run().map_err(|error| {
            let title = title(task);
            format!("\nfailed: {title} ({error}); to repeat it: {}", task.command)
        })?;
        let time = start.elapsed();
        println!("passed in {}", seconds(time));
        times.push((task.step, time));
    }
    summarise(&times);
    Ok(())
}

fn title(task: &Task) -> String {
    match &task.detail {
        Some(detail) => format!("{}: {detail}", task.step),
        None => task.step.to_owned(),
    }
}

/// One line for each step, with all of its commands.
fn summarise(times: &[(&str, Duration)]) {
    println!();
    for step in times.chunk_by(|one, next| one.0 == next.0) {
        let time = step.iter().map(|(_, time)| *time).sum();
        println!("{:<16} {:>3} passed {:>9}", step[0].0, step.len(), seconds(time));
    }
    let total = times.iter().map(|(_, time)| *time).sum();
    println!("{:<16} {:>3} passed {:>9}", "everything", times.len(), seconds(total));
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}
