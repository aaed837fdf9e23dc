//! JSON schemas, for targets whose program does not run here.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::gateway::program;
use crate::program::Folder;

/// Compares YAML files with a schema of this folder, and returns the first error of each.
pub(crate) fn errors(schema: &str, files: &[String]) -> Vec<Option<String>> {
    let folder = Folder::new(schema);
    let programs = PathBuf::from(program("GATEWAY_PYTHON", "/usr/bin"));
    let mut command = Command::new(programs.join("check-jsonschema"));
    let schema = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(schema);
    command.args(["--output-format", "json", "--schemafile"]).arg(schema);
    let name = |index| format!("export-{index}.yaml");
    for (index, file) in files.iter().enumerate() {
        command.arg(folder.write(&name(index), file));
    }
    let output = command.stdin(Stdio::null()).output();
    let output = output.unwrap_or_else(|error| panic!("{command:?}: {error}; {REMEDY}"));
    let printed = String::from_utf8_lossy(&output.stdout);
    let printed = serde_json::from_str::<Value>(&printed);
    let printed = printed.unwrap_or_else(|error| {
        panic!("{command:?}: {error}:\n{}", String::from_utf8_lossy(&output.stderr))
    });
    let errors = [&printed["errors"], &printed["parse_errors"]];
    let errors = errors.into_iter().filter_map(Value::as_array).flatten().collect::<Vec<_>>();
    let of_file = |index| {
        let end = format!("/{}", name(index));
        let is_of_file = |error: &&&Value| {
            error["filename"].as_str().expect("the name of a file").ends_with(&end)
        };
        errors.iter().find(is_of_file).map(ToString::to_string)
    };
    (0..files.len()).map(of_file).collect()
}

/// The schema accepts the file, and rejects it after each of the changes: a text, and what replaces it.
pub(crate) fn rejects(schema: &str, file: &str, changes: &[(&str, &str)]) {
    let broken = changes.iter().map(|(text, other)| {
        assert!(file.contains(text), "{text:?}\n{file}");
        file.replace(text, other)
    });
    let files = [file.to_owned()].into_iter().chain(broken).collect::<Vec<_>>();
    let errors = errors(schema, &files);
    assert_eq!(errors[0], None, "{file}");
    for (error, change) in errors[1..].iter().zip(changes) {
        assert!(error.is_some(), "{change:?} is accepted");
    }
}

const REMEDY: &str = "`cargo xtask gateways` gets the programs, and runs these tests";
