//! How much compile time a policy costs.

use std::fmt::Write as _;
use std::time::Duration;

use crate::Outcome;
use crate::apps::{Cors, app};
use crate::scratch::{Scratch, ours};

/// Measures policies of many origins, compared with the same strings in a list, and clean builds of applications.
pub(crate) fn run() -> Outcome {
    println!("| origins | `cargo check` | added | `cargo build --release` | added |");
    println!("| ---: | ---: | ---: | ---: | ---: |");
    for origins in [1, 100, 1_000, 10_000, 100_000] {
        let (list, policy) = (list(origins)?, policy(origins)?);
        let mut row = format!("| {origins} |");
        for arguments in [["check"].as_slice(), &["build", "--release"]] {
            let (base, whole) = (list.cargo_again(arguments)?, policy.cargo_again(arguments)?);
            let added = seconds(whole) - seconds(base);
            write!(row, " {:.2} s | {added:.2} s |", seconds(whole))?;
        }
        println!("{row}");
    }
    println!("\n| conditions of 2,000 origins | `cargo check` |");
    println!("| ---: | ---: |");
    for conditions in [0, 1, 3, 6] {
        let time = conditional(conditions)?.cargo_again(&["check"])?;
        println!("| {conditions} | {:.2} s |", seconds(time));
    }
    println!("\n| `cargo build` of an axum application, from nothing | time | crates |");
    println!("| --- | ---: | ---: |");
    for (name, cors) in [
        ("without CORS", Cors::None),
        ("with `cors-policy`", Cors::Ours),
        ("with `tower-http`", Cors::TowerHttp),
    ] {
        let app = app(cors, 1)?;
        app.cargo(&["fetch"])?;
        let built = app.cargo_afresh(&["build"])?;
        println!("| {name} | {:.1} s | {} |", seconds(built.time), built.crates);
    }
    Ok(())
}

/// A policy that the macro checks in each combination of this number of conditions.
fn conditional(conditions: usize) -> Outcome<Scratch> {
    let condition = |n| format!("#[cfg(feature = \"f{n}\")] \"https://only-{n}.example.com\",");
    let source = format!(
        "#![allow(unexpected_cfgs)]\n\
         cors_policy::cors_policy! {{ static API = {{ origins: [{} {}], credentials: true }}; }}\n\
         fn main() {{ println!(\"{{}}\", API.allows(std::env::args().next().unwrap())); }}\n",
        entries(2_000),
        (0..conditions).map(condition).collect::<String>()
    );
    Scratch::new(&format!("origins-conditions-{conditions}"), &ours("")?, &source)
}

/// A list of the strings.
fn list(origins: usize) -> Outcome<Scratch> {
    let source = format!(
        "static API: &[&str] = &[{}];\n\
         fn main() {{ println!(\"{{}}\", API.contains(&std::env::args().next().unwrap().as_str())); }}\n",
        entries(origins)
    );
    Scratch::new(&format!("origins-list-{origins}"), &ours("")?, &source)
}

/// A policy with the same strings.
fn policy(origins: usize) -> Outcome<Scratch> {
    let source = format!(
        "cors_policy::cors_policy! {{ static API = {{ origins: [{}] }}; }}\n\
         fn main() {{ println!(\"{{}}\", API.allows(std::env::args().next().unwrap())); }}\n",
        entries(origins)
    );
    Scratch::new(&format!("origins-policy-{origins}"), &ours("")?, &source)
}

fn entries(origins: usize) -> String {
    let entries = (0..origins).map(|n| format!("\"https://tenant-{n}.example.com\","));
    entries.collect::<Vec<_>>().join("\n")
}

fn seconds(time: Duration) -> f64 {
    time.as_secs_f64()
}
