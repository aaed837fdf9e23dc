//! Ory Hydra, Kratos and Oathkeeper: what their schemas say, restated.

use cors_policy::{PolicyRef, cors_policy};
use cors_policy_gateways::{Export, Inexpressible, ory};
use serde_json::Value;

use crate::grants::{self, Grants, Reader};
use crate::program::Folder;
use crate::readers::{file, python, strings};

struct Ory;

impl Reader for Ory {
    const NAME: &'static str = "ory";

    fn export(policy: PolicyRef) -> Result<Export, Inexpressible> {
        ory::export(policy)
    }

    fn narrower(policy: PolicyRef) -> Result<Export, Inexpressible> {
        ory::narrower(policy)
    }

    /// `check-jsonschema` names the files that it rejects.
    fn read(exports: &[Vec<String>]) -> Vec<Result<Grants, String>> {
        let folder = Folder::new(Self::NAME);
        let mut command = python("check-jsonschema");
        command.arg("--output-format").arg("json").arg("--schemafile").arg(file("ory.schema.json"));
        for (index, files) in exports.iter().enumerate() {
            let [text] = files.as_slice() else { panic!("one file") };
            command.arg(folder.write(&format!("export-{index}.yaml"), text));
        }
        let output = command.output().expect("`cargo xtask gateways` gets check-jsonschema");
        let output = serde_json::from_slice::<Value>(&output.stdout).expect("JSON");
        let errors = [&output["errors"], &output["parse_errors"]];
        let errors = errors.into_iter().filter_map(Value::as_array).flatten().collect::<Vec<_>>();
        let results = exports.iter().enumerate().map(|(index, files)| {
            let name = format!("export-{index}.yaml");
            let of_file = |error: &&&Value| {
                error["filename"].as_str().is_some_and(|file| file.ends_with(&name))
            };
            match errors.iter().find(of_file) {
                Some(error) => Err(error.to_string()),
                None => {
                    Ok(granted(&yaml_serde::from_str::<Value>(&files[0]).expect("YAML")["cors"]))
                }
            }
        });
        results.collect()
    }
}

/// A missing key has a wide default.
fn granted(cors: &Value) -> Grants {
    if cors["enabled"] == false {
        return Grants { max_age: 5, ..Grants::default() };
    }
    for key in ["allowed_origins", "allowed_methods", "allowed_headers"] {
        assert!(!strings(&cors[key]).is_empty(), "{key} has a default");
    }
    Grants {
        origins: strings(&cors["allowed_origins"]),
        credentials: cors["allow_credentials"].as_bool().expect("it has a default"),
        methods: strings(&cors["allowed_methods"]),
        request_headers: strings(&cors["allowed_headers"]),
        exposed_headers: strings(&cors["exposed_headers"]),
        max_age: cors["max_age"].as_u64().expect("it has a default"),
        ..Grants::default()
    }
}

#[test]
fn ory_grants_what_policies_grant() {
    grants::are_those_of_the_policy::<Ory>();
}

#[test]
fn ory_rejects_broken_exports() {
    cors_policy! {
        static API = {
            origins: ["https://app.example.com", "https://*.preview.example.com:8443"],
            methods: [PUT],
            request_headers: ["No", "X-'Id'"],
            exposed_headers: ["1_000"],
            credentials: true,
            max_age: 10m,
        };
    }
    let export = ory::export(&API).expect("it can be expressed");
    grants::reject::<Ory>(
        &export,
        &[
            ("\"PUT\"", "\"LOCK\""),
            ("https://app.example.com", "https://*.app.*"),
            ("https://app.example.com", "app.example.com"),
            ("https://app.example.com", "http://localhost:*"),
            ("max_age: 600", "max_age: -1"),
            ("\"No\"", "true"),
            ("allowed_origins:", "allow_origins:"),
            ("enabled: true", "enabled: \"yes\""),
        ],
    );
}
