//! Runs each fuzz target for a limited time. It starts from the corpus in the repository.

use std::{env, fs};

use crate::Outcome;
use crate::command::Command;

/// Runs each target for a minute, or for `FUZZ_SECONDS`. New inputs are stored outside the repository.
pub(crate) fn run() -> Outcome {
    let seconds = env::var("FUZZ_SECONDS").unwrap_or_else(|_| "60".to_owned());
    for (target, has_dictionary) in TARGETS {
        let found = format!("fuzz/target/found/{target}");
        fs::create_dir_all(&found)?;
        let dictionary = if has_dictionary {
            format!(" -dict=fuzz/dictionaries/{target}")
        } else {
            String::new()
        };
        let line = format!(
            "cargo +nightly fuzz run --sanitizer none {target} {found} fuzz/corpus/{target} -- \
             -max_total_time={seconds} -timeout=25{dictionary}"
        );
        println!("$ {line}");
        let command = Command::new(line.split(' ').map(str::to_owned).collect());
        command.run().map_err(|error| format!("{error}\n{REMEDY}"))?;
    }
    Ok(())
}

/// Each target, and whether it has a dictionary.
pub(crate) const TARGETS: [(&str, bool); 7] = [
    ("origins", true),
    ("request", false),
    ("dsl", true),
    ("configured", true),
    ("vary", true),
    ("responses", true),
    ("text", true),
];

pub(crate) const REMEDY: &str = "\
fuzzing needs a nightly toolchain and cargo-fuzz: `rustup toolchain install nightly`, `cargo install --locked cargo-fuzz`;
an input that failed is in `fuzz/artifacts`; move it to `fuzz/corpus`, and `cargo test` in `fuzz` runs it each time";
