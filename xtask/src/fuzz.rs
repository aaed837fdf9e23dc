//! Each fuzz target for a while, from the corpus that is kept.

use std::{env, fs};

use crate::Outcome;
use crate::command::Command;

/// Runs each for a minute, or for `FUZZ_SECONDS`. What is found on the way stays out of the repository.
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
pub(crate) const TARGETS: [(&str, bool); 4] =
    [("origins", true), ("request", false), ("dsl", true), ("vary", true)];

pub(crate) const REMEDY: &str = "\
fuzzing needs a nightly toolchain and cargo-fuzz: `rustup toolchain install nightly`, `cargo install --locked cargo-fuzz`;
an input that was found is in `fuzz/artifacts`, and `cargo test` in `fuzz` plays it once it is in `fuzz/corpus`";
