//! Finds changes of the code that no test notices: every small change that cargo-mutants makes to the libraries. They
//! are compared with the list of changes that no test can notice, `tests/mutants.toml`.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;
use toml::Table;

use crate::Outcome;

/// Makes every change, and fails if one survives without an explanation.
pub(crate) fn run() -> Outcome {
    let listed = explained(&fs::read_to_string(LIST)?.parse()?)?;
    let mut survivors = Vec::new();
    for pass in PASSES {
        let report = mutate(pass)?;
        println!("{:<8} {}", pass.name, summary(&report));
        survivors.extend(missed(&report)?);
    }
    compare(&survivors, &listed)
}

/// The files to change, and the tests that may notice a change: those that test these files most closely and build
/// quickly.
struct Pass {
    name: &'static str,
    package: &'static str,
    files: &'static [&'static str],
    tests: &'static [&'static str],
    /// The arguments of these tests. If there are none, all tests of the targets run.
    filters: &'static [&'static str],
    /// After this time a test is stopped, because the change made it loop forever.
    seconds: &'static str,
}

/// A change: the file, the original line, and what was done to it. It has no line number, because line numbers move.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Mutant {
    file: String,
    code: String,
    mutation: String,
}

/// Runs one pass, and returns the report of cargo-mutants.
fn mutate(pass: &Pass) -> Outcome<Value> {
    if !Command::new("cargo")
        .args(["mutants", "--version"])
        .stdout(Stdio::null())
        .status()?
        .success()
    {
        return Err(MISSING.into());
    }
    let folder = Path::new("target/mutants").join(pass.name);
    fs::create_dir_all(&folder)?;
    let mut cargo = Command::new("cargo");
    cargo.args([
        "mutants",
        "--package",
        pass.package,
        "--timeout",
        pass.seconds,
        "--no-shuffle",
        "--output",
    ]);
    cargo.arg(&folder);
    cargo.args(pass.files.iter().flat_map(|file| ["--file", *file]));
    // cargo-mutants passes these arguments to every build too, so nothing else is built.
    cargo.args(
        pass.tests.iter().chain(&["--locked"]).map(|argument| format!("--cargo-arg={argument}")),
    );
    if !pass.filters.is_empty() {
        cargo.args(["--", "--"]).args(pass.filters);
    }
    // There are many small builds.
    cargo.env("CARGO_PROFILE_DEV_DEBUG", "0").env("CARGO_INCREMENTAL", "1");
    let status = cargo.stdin(Stdio::null()).status()?;
    // 2: some changes were missed. 3: some tests were stopped after the time limit, which is how an endless loop is
    // noticed.
    if !matches!(status.code(), Some(0 | 2 | 3)) {
        return Err(format!("{cargo:?} failed ({status})").into());
    }
    Ok(serde_json::from_slice(&fs::read(folder.join("mutants.out/outcomes.json"))?)?)
}

fn summary(report: &Value) -> String {
    let count = |name: &str| report[name].as_u64().unwrap_or_default();
    format!(
        "{} mutants: {} caught, {} stopped, {} do not compile, {} missed",
        count("total_mutants"),
        count("caught"),
        count("timeout"),
        count("unviable"),
        count("missed")
    )
}

fn missed(report: &Value) -> Outcome<Vec<Mutant>> {
    let outcomes = report["outcomes"].as_array().ok_or("the report has no `outcomes`")?;
    let missed = outcomes.iter().filter(|outcome| outcome["summary"] == "MissedMutant");
    missed.map(|outcome| read(&outcome["scenario"]["Mutant"])).collect()
}

fn read(mutant: &Value) -> Outcome<Mutant> {
    let strange = || format!("unknown format in the report of cargo-mutants: {mutant}");
    let file = mutant["file"].as_str().ok_or_else(strange)?;
    let line = mutant["span"]["start"]["line"].as_u64().ok_or_else(strange)?;
    // `src/lib.rs:7:16: replace + with - in f`
    let mutation = mutant["name"].as_str().and_then(|name| name.splitn(4, ':').nth(3));
    let text = fs::read_to_string(file)?;
    let code = text.lines().nth(usize::try_from(line)? - 1).ok_or_else(strange)?;
    Ok(Mutant {
        file: file.to_owned(),
        code: code.trim().to_owned(),
        mutation: mutation.ok_or_else(strange)?.trim().to_owned(),
    })
}

/// The list of changes that no test can notice.
fn explained(list: &Table) -> Outcome<Vec<Mutant>> {
    let groups = list.get("explained").and_then(toml::Value::as_array);
    let mut mutants = Vec::new();
    for group in groups.into_iter().flatten() {
        let text = |key: &str| group.get(key).and_then(toml::Value::as_str);
        let mutations = group.get("mutations").and_then(toml::Value::as_array);
        let (Some(file), Some(code), Some(_), Some(mutations)) =
            (text("file"), text("code"), text("why"), mutations)
        else {
            return Err(format!("`{LIST}` has an entry without all of its keys: {group}").into());
        };
        for mutation in mutations.iter().filter_map(toml::Value::as_str) {
            let (file, code) = (file.to_owned(), code.to_owned());
            mutants.push(Mutant { file, code, mutation: mutation.to_owned() });
        }
    }
    Ok(mutants)
}

/// Prints the explained changes that a test notices, and fails if a missed change is not explained.
fn compare(survivors: &[Mutant], listed: &[Mutant]) -> Outcome {
    for mutant in listed.iter().filter(|mutant| !survivors.contains(mutant)) {
        println!("a test notices this change now; remove it from `{LIST}`: {}", line(mutant));
    }
    let unexplained = survivors.iter().filter(|mutant| !listed.contains(mutant));
    let unexplained = unexplained.map(line).collect::<Vec<_>>();
    if unexplained.is_empty() {
        return Ok(());
    }
    let unexplained = unexplained.join("\n");
    Err(format!(
        "no test notices these changes, and `{LIST}` does not explain them:\n{unexplained}"
    )
    .into())
}

fn line(mutant: &Mutant) -> String {
    let Mutant { file, code, mutation } = mutant;
    format!("{file}: {mutation}: {code}")
}

const PASSES: &[Pass] = &[
    Pass {
        name: "core",
        package: "cors-policy-core",
        files: &[],
        tests: &["--lib"],
        filters: &[],
        seconds: "10",
    },
    Pass {
        name: "origins",
        package: "cors-policy",
        files: &[
            "cors-policy/src/engine/denial.rs",
            "cors-policy/src/origins/conflict.rs",
            "cors-policy/src/origins/constraint.rs",
            "cors-policy/src/origins/exact.rs",
            "cors-policy/src/origins/set.rs",
            "cors-policy/src/origins/subdomains.rs",
            "cors-policy/src/origins/table.rs",
        ],
        tests: &["--package=cors-policy-tests", "--lib", "--test=matching"],
        filters: &[],
        seconds: "30",
    },
    Pass {
        name: "configured",
        package: "cors-policy",
        files: &[
            "cors-policy/src/configured/configure.rs",
            "cors-policy/src/configured/current.rs",
            "cors-policy/src/configured/error.rs",
            "cors-policy/src/configured/handle.rs",
            "cors-policy/src/configured/list.rs",
            "cors-policy/src/configured/redundant.rs",
            "cors-policy/src/configured/serde.rs",
            "cors-policy/src/configured/template.rs",
            "cors-policy/src/origins/texts.rs",
            "cors-policy/src/system.rs",
        ],
        tests: &["--package=cors-policy-tests", "--lib", "--test=configured", "--test=from_env"],
        filters: &[],
        seconds: "30",
    },
    Pass {
        name: "guard",
        package: "cors-policy",
        files: &[
            "cors-policy/src/guard/judge.rs",
            "cors-policy/src/guard/origin_guard.rs",
            "cors-policy/src/guard/rocket.rs",
            "cors-policy/src/request/authority.rs",
            "cors-policy/src/request/own_origin.rs",
            "cors-policy/src/request/rocket.rs",
        ],
        tests: &["--package=cors-policy-server-tests", "--lib", "--test=guard"],
        filters: &[],
        seconds: "90",
    },
    Pass {
        name: "refusals",
        package: "cors-policy",
        files: &["cors-policy/src/observe/*.rs"],
        tests: &[
            "--package=cors-policy-server-tests",
            "--lib",
            "--test=frameworks",
            "--test=browser",
        ],
        filters: &[],
        seconds: "120",
    },
    Pass {
        name: "explain",
        package: "cors-policy",
        files: &["cors-policy/src/explain/*.rs", "cors-policy/src/fetch/*.rs"],
        tests: &["--package=cors-policy-server-tests", "--lib", "--test=browser"],
        filters: &[],
        seconds: "90",
    },
    Pass {
        name: "answers",
        package: "cors-policy",
        files: &[
            "cors-policy/src/adapters/actix/header_map.rs",
            "cors-policy/src/adapters/actix/mod.rs",
            "cors-policy/src/adapters/answer.rs",
            "cors-policy/src/adapters/future.rs",
            "cors-policy/src/adapters/hyper.rs",
            "cors-policy/src/adapters/rocket/header_map.rs",
            "cors-policy/src/adapters/rocket/mod.rs",
            "cors-policy/src/adapters/rocket/preflight.rs",
            "cors-policy/src/adapters/poem.rs",
            "cors-policy/src/adapters/salvo.rs",
            "cors-policy/src/adapters/tower.rs",
            "cors-policy/src/engine/asked.rs",
            "cors-policy/src/engine/decide.rs",
            "cors-policy/src/engine/decision.rs",
            "cors-policy/src/engine/examine.rs",
            "cors-policy/src/engine/tiers.rs",
            "cors-policy/src/origins/short_list.rs",
            "cors-policy/src/policy/header_values.rs",
            "cors-policy/src/policy/two_tiers.rs",
            "cors-policy/src/response/decision.rs",
            "cors-policy/src/response/headers.rs",
            "cors-policy/src/response/http.rs",
            "cors-policy/src/response/vary.rs",
            "cors-policy/src/response/writer.rs",
        ],
        tests: &[
            "--package=cors-policy-server-tests",
            "--all-features",
            "--lib",
            "--test=scenarios",
            "--test=frameworks",
        ],
        filters: &[],
        seconds: "30",
    },
    Pass {
        name: "anyone_else",
        package: "cors-policy-syntax",
        files: &[
            "cors-policy-syntax/src/check/anyone_else.rs",
            "cors-policy-syntax/src/expand/anyone_else.rs",
        ],
        tests: &["--package=cors-policy-tests", "--lib", "--test=ui"],
        // The snapshots of expansions, and the declarations in `ui/anyone_else`.
        filters: &["tests::", "mistakes", "neighbours", "trybuild=anyone_else"],
        seconds: "600",
    },
    Pass {
        name: "text",
        package: "cors-policy-syntax",
        files: &["cors-policy-syntax/src/declare/printed.rs", "cors-policy-syntax/src/text/*.rs"],
        tests: &["--package=cors-policy-syntax", "--all-features", "--lib"],
        filters: &["text::"],
        seconds: "120",
    },
    Pass {
        name: "diff",
        package: "cors-policy-cli",
        files: &["cors-policy-cli/src/diff/*.rs"],
        tests: &[
            "--package=cors-policy-cli",
            "--package=cors-policy-command-tests",
            "--lib",
            "--test=commands",
            "--test=properties",
        ],
        filters: &["diff"],
        seconds: "120",
    },
];

const LIST: &str = "tests/mutants.toml";
const MISSING: &str =
    "`cargo-mutants` is missing; install it with `cargo install --locked cargo-mutants`";

#[cfg(test)]
mod tests {
    use super::{LIST, Mutant, compare, explained};

    fn mutant(code: &str) -> Mutant {
        let (file, mutation) = ("src/lib.rs".to_owned(), "replace + with - in f".to_owned());
        Mutant { file, code: code.to_owned(), mutation }
    }

    #[test]
    fn what_survives_must_be_explained() {
        let (a, b) = (mutant("a + 1"), mutant("b + 1"));
        assert!(compare(&[], &[]).is_ok());
        assert!(compare(std::slice::from_ref(&a), &[a.clone(), b.clone()]).is_ok());
        let error = compare(&[a.clone(), b], &[a]).unwrap_err().to_string();
        assert!(error.contains("b + 1") && !error.contains("a + 1"), "{error}");
    }

    #[test]
    fn every_line_of_the_list_stands_in_its_file() {
        let top = concat!(env!("CARGO_MANIFEST_DIR"), "/../");
        let read = |file: &str| std::fs::read_to_string(format!("{top}{file}")).expect(file);
        for Mutant { file, code, mutation } in explained(&read(LIST).parse().unwrap()).unwrap() {
            assert!(
                read(&file).lines().any(|line| line.trim() == code),
                "{file}: {code}: {mutation}"
            );
        }
    }
}
