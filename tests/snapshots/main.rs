//! Snapshots as a user has them: in a separate crate, in debug and release builds, with the commands that a failure
//! prints.

mod project;

use project::{Project, Run};

#[test]
fn a_crate_reviews_its_policies() {
    let project = Project::new();

    // Nothing is written without a request.
    let run = project.test(&["CI=true"], &[]);
    assert!(!run.passed, "{}", run.output);
    run.says("the policy `SAME` of this debug build was not reviewed: there is no file `policies/same.policy`");
    run.says("+         \"https://app.example.com\",");
    assert!(!project.test(&["BLESS=0"], &[]).passed);
    assert_eq!(project.files(), [""; 0]);

    // After the commands that the failure prints, both builds pass, also in CI.
    for command in commands(&run) {
        assert!(project.follow(command).passed, "{command}");
    }
    let mut expected = vec!["differs.debug.policy", "differs.release.policy"];
    expected.extend(["many/1.policy", "many/2.policy", "many/3.policy", "many/4.policy"]);
    expected.extend(["same.policy", "template.policy", "type.policy"]);
    assert_eq!(project.files(), expected);
    project.passes();
    let same =
        "{\n    origins: [\n        \"https://app.example.com\",\n    ],\n    max_age: 10m,\n}\n";
    assert_eq!(project.read("same.policy"), same);
    assert_eq!(project.read("differs.release.policy"), same.replace("    max_age: 10m,\n", ""));
    assert!(project.read("template.policy").contains("        configured,\n"));
    assert!(project.read("differs.debug.policy").contains("\"http://localhost:*\""));

    // Line endings do not matter.
    project.write("same.policy", &same.replace('\n', "\r\n"));
    project.write("differs.release.policy", project.read("differs.release.policy").trim_end());
    project.passes();

    // The snapshot of the release build shows what only that build grants.
    project.replace("#[cfg(debug_assertions)] \"http://localhost:*\"", "// debug");
    project.replace("// release", "#[cfg(not(debug_assertions))] \"https://new.example.com\"");
    let release = project.test(&[], &["--release"]);
    assert!(!release.passed, "{}", release.output);
    release.says(
        "the policy `DIFFERS` of this release build differs from `policies/differs.release.policy`",
    );
    release.says("+         \"https://new.example.com\",");
    let debug = project.test(&[], &[]);
    debug.says("-         \"http://localhost:*\",");
    for command in commands(&release) {
        assert!(project.follow(command).passed, "{command}");
    }
    project.passes();

    // If the builds have the same policy again, they share one file again.
    project.replace("#[cfg(not(debug_assertions))] \"https://new.example.com\"", "// release");
    for command in commands(&release) {
        assert!(project.follow(command).passed, "{command}");
    }
    expected.splice(..2, ["differs.policy"]);
    assert_eq!(project.files(), expected);
    project.passes();
}

/// The lines that contain a command, without duplicates.
fn commands(run: &Run) -> Vec<&str> {
    let mut commands = Vec::new();
    for line in run.output.lines().filter_map(|line| line.strip_prefix("    BLESS=1 ")) {
        if !commands.contains(&line) {
            commands.push(line);
        }
    }
    assert_eq!(commands.len(), 2, "{}", run.output);
    commands
}
