//! What AWS reads: see `aws.py`.

use serde_json::{Value, json};

use super::{file, python, run};
use crate::grants::Grants;
use crate::program::Folder;

/// Reads exports. `grants` understands what one of them says, in the words of CloudFormation.
pub(crate) fn read(
    kind: &str,
    exports: &[Vec<String>],
    grants: fn(&Value) -> Grants,
) -> Vec<Result<Grants, String>> {
    let folder = Folder::new(kind);
    let output = folder.path().join("output.json");
    let mut command = python("python");
    command.arg(file("aws.py")).arg(kind).arg(&output);
    run(command, &json!(exports));
    let output = std::fs::read_to_string(output).expect("the output of the reader");
    let results = serde_json::from_str::<Vec<Value>>(&output).expect("JSON");
    assert_eq!(results.len(), exports.len());
    let results = results.iter().map(|result| {
        let errors = result["errors"].as_array().expect("a list");
        if errors.is_empty() { Ok(grants(&result["read"])) } else { Err(format!("{errors:?}")) }
    });
    results.collect()
}
