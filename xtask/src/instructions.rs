//! Counts how many instructions each path of a request takes, and compares the counts with `benches/instructions.toml`.
//! The counts do not change on a busy machine.

use std::io::ErrorKind;
use std::process::{Command, Stdio};
use std::{env, fs};

use toml::Table;

use crate::Outcome;
use crate::built::{self, text_of};

/// Counts, and fails if a path takes over 2 % more instructions than recorded. With `BLESS=1` it writes the counts
/// instead.
pub(crate) fn run() -> Outcome {
    let mut counted = Table::new();
    for (bench, feature) in BENCHES {
        let program = build(bench, feature)?;
        for path in text_of(Command::new(&program))?.lines() {
            let (once, twice) = (count(&program, path, TIMES)?, count(&program, path, 2 * TIMES)?);
            // The difference leaves out what the program does before and after the requests.
            let instructions = (twice - once) / TIMES;
            println!("{path:<24} {instructions:>6}");
            counted.insert(path.to_owned(), instructions.into());
        }
    }
    if env::var_os("BLESS").is_some() {
        fs::write(FIGURES, format!("{HEAD}{counted}"))?;
        return Ok(());
    }
    compare(&counted, &fs::read_to_string(FIGURES)?.parse()?)
}

fn compare(counted: &Table, recorded: &Table) -> Outcome {
    let faults = counted.iter().filter_map(|(path, now)| {
        let (now, before) =
            (now.as_integer()?, recorded.get(path).and_then(toml::Value::as_integer));
        match before {
            Some(before) if now * 100 > before * 102 => {
                Some(format!("{path}: {now} instructions, but {before} are recorded"))
            }
            Some(_) => None,
            None => Some(format!("{path}: not in `{FIGURES}`")),
        }
    });
    let faults = faults.collect::<Vec<_>>();
    if faults.is_empty() { Ok(()) } else { Err(faults.join("\n").into()) }
}

/// Builds a program that runs paths, and returns where it is.
fn build(bench: &str, feature: &str) -> Outcome<String> {
    let options = "build --release --locked --package cors-policy-benches --no-default-features";
    let selected = ["--features", feature, "--bench", bench];
    built::program(&[options.split(' ').collect::<Vec<_>>().as_slice(), &selected].concat())
}

fn count(program: &str, path: &str, times: i64) -> Outcome<i64> {
    let mut valgrind = Command::new("valgrind");
    valgrind.args(["--tool=callgrind", "--callgrind-out-file=/dev/null", program, path]);
    let output = valgrind.arg(times.to_string()).stdin(Stdio::null()).output().map_err(
        |error| match error.kind() {
            ErrorKind::NotFound => MISSING.to_owned(),
            _ => format!("cannot run `valgrind`: {error}"),
        },
    )?;
    let report = String::from_utf8_lossy(&output.stderr);
    let collected = report.lines().find_map(|line| line.split_once("Collected : "));
    let count = collected.and_then(|(_, count)| count.trim().parse().ok());
    count.ok_or_else(|| format!("valgrind counted no instructions:\n{report}").into())
}

/// The programs, and the feature that each one needs. A feature that a program does not use may still slow it down.
const BENCHES: [(&str, &str); 2] = [("paths", ""), ("configured-paths", "configured")];
const TIMES: i64 = 1_000;
const FIGURES: &str = "benches/instructions.toml";
const MISSING: &str = "`valgrind` is missing; install it (in Debian: the package `valgrind`)";

const HEAD: &str = "\
# How many instructions a request takes: the handler of `paths/service.rs`, and the policy in front of it.
# `cargo xtask instructions` refuses more than 2 % above these, and `BLESS=1 cargo xtask instructions` writes them.
# Another compiler has other figures: these are of rustc 1.95, on x86-64.
";

#[cfg(test)]
mod tests {
    use super::compare;

    #[test]
    fn a_path_may_grow_by_two_percent() {
        let recorded = "a = 1000\nb = 1000".parse().unwrap();
        let table = [
            ("a = 1020\nb = 900", true),
            ("a = 1021\nb = 900", false),
            ("a = 1000\nc = 1", false),
            ("b = 1", true),
        ];
        for (counted, expected) in table {
            let result = compare(&counted.parse().unwrap(), &recorded);
            assert_eq!(result.is_ok(), expected, "{counted}");
        }
    }
}
