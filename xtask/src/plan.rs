//! Turns the table of steps into commands. `cargo metadata` lists the packages and features for which a step runs, so a
//! new package or feature is included automatically.

use crate::command::Command;
use crate::metadata::{Package, Sibling};
use crate::steps::{Scope, Step};

/// One command of a step.
#[derive(Debug)]
pub(crate) struct Task {
    /// The name of the step.
    pub(crate) step: &'static str,
    /// The package, and the feature, for which it runs.
    pub(crate) detail: Option<String>,
    pub(crate) command: Command,
}

/// All commands, in order.
pub(crate) fn plan(steps: &[Step], packages: &[Package]) -> Vec<Task> {
    steps.iter().flat_map(|step| tasks(step, packages)).collect()
}

fn tasks(step: &Step, packages: &[Package]) -> Vec<Task> {
    match step.scope {
        Scope::Workspace | Scope::Browser => vec![task(step, None, &[])],
        Scope::Packages => packages.iter().map(|package| whole(step, package)).collect(),
        Scope::Features => packages.iter().flat_map(|package| by_feature(step, package)).collect(),
    }
}

fn whole(step: &Step, package: &Package) -> Task {
    let siblings = package.siblings.iter().flat_map(|sibling| {
        let Sibling { name, directory } = sibling;
        ["--config".to_owned(), format!("patch.crates-io.{name}.path=\"{directory}\"")]
    });
    let fillings = [
        ("{package}", vec![package.name.clone()]),
        ("{library}", package.library.iter().cloned().collect()),
        ("{siblings}", siblings.collect()),
        ("{light}", light(package)),
    ];
    task(step, Some(package.name.clone()), &fillings)
}

/// The option that selects all features but those of large frameworks.
fn light(package: &Package) -> Vec<String> {
    let features = package.features.iter().map(String::as_str);
    let light = features.filter(|feature| !FRAMEWORKS.contains(feature)).collect::<Vec<_>>();
    if light.is_empty() { Vec::new() } else { vec!["--features".to_owned(), light.join(",")] }
}

fn by_feature(step: &Step, package: &Package) -> Vec<Task> {
    let features = package.features.iter().map(Some);
    [None].into_iter().chain(features).map(|feature| alone(step, package, feature)).collect()
}

fn alone(step: &Step, package: &Package, feature: Option<&String>) -> Task {
    let detail = match feature {
        Some(feature) => format!("{}, {feature}", package.name),
        None => format!("{}, no features", package.name),
    };
    let features = feature.map(|feature| vec!["--features".to_owned(), feature.clone()]);
    let fillings =
        [("{package}", vec![package.name.clone()]), ("{features}", features.unwrap_or_default())];
    task(step, Some(detail), &fillings)
}

/// The command of `step`, with the placeholders in braces filled in.
fn task(step: &Step, detail: Option<String>, fillings: &[(&str, Vec<String>)]) -> Task {
    let fill = |word: &str| {
        let filling = fillings.iter().find(|(name, _)| *name == word);
        filling.map_or_else(|| vec![word.to_owned()], |(_, words)| words.clone())
    };
    let words = step.command.split_whitespace().flat_map(fill).collect();
    Task { step: step.name, detail, command: Command::new(words) }
}

/// Features that take most of the time of a build.
const FRAMEWORKS: [&str; 4] = ["actix-web", "poem", "rocket", "salvo"];

#[cfg(test)]
mod tests {
    use super::plan;
    use crate::metadata;
    use crate::steps::{STEPS, Scope, Step};

    fn lines(scope: Scope, command: &'static str) -> Vec<String> {
        let packages = metadata::published().unwrap();
        let tasks = plan(&[Step { name: "step", scope, command }], &packages);
        tasks.iter().map(|task| task.command.to_string()).collect()
    }

    #[test]
    fn each_feature_of_each_published_package_is_tried_alone() {
        let lines = lines(Scope::Features, "x -p {package} {features}");
        for line in [
            "x -p cors-policy",
            "x -p cors-policy --features default",
            "x -p cors-policy --features tower",
            "x -p cors-policy-core",
            "x -p cors-policy-core --features public-suffix",
            "x -p cors-policy-macros",
            "x -p cors-policy-syntax",
        ] {
            assert!(lines.iter().any(|other| other == line), "{line} in {lines:?}");
        }
        assert!(!lines.iter().any(|line| line.contains("xtask")), "{lines:?}");
    }

    #[test]
    fn each_library_is_named_from_the_top() {
        let libraries = lines(Scope::Packages, "{library}");
        assert!(libraries.iter().any(|line| line == "cors-policy/src/lib.rs"), "{libraries:?}");
    }

    #[test]
    fn a_package_is_told_where_its_siblings_are() {
        let expected = "x cors-policy-syntax --config 'patch.crates-io.cors-policy-core.path=\"cors-policy-core\"'";
        let lines = lines(Scope::Packages, "x {package} {siblings}");
        assert!(lines.iter().any(|line| line == expected), "{lines:?}");
    }

    #[test]
    fn a_package_is_packed_without_large_frameworks() {
        let lines = lines(Scope::Packages, "x {package} {light}");
        let line = lines.iter().find(|line| line.starts_with("x cors-policy ")).unwrap();
        assert!(line.contains("tower") && line.contains("tracing"), "{line}");
        assert!(!line.contains("rocket"), "{line}");
    }

    #[test]
    fn every_word_in_braces_is_filled_in() {
        for task in plan(STEPS, &metadata::published().unwrap()) {
            let line = task.command.to_string();
            assert!(!line.contains(['{', '}']), "{line}");
        }
    }
}
