//! Kubernetes Gateway API: the schema of the resource definition.

use std::process::Command;

use cors_policy::{PolicyRef, cors_policy};
use cors_policy_gateways::{Export, Inexpressible, gateway_api};
use serde_json::{Value, json};

use crate::gateway::program;
use crate::grants::{self, Grants, Reader};
use crate::readers::{file, run, strings};

struct GatewayApi;

impl Reader for GatewayApi {
    const NAME: &'static str = "gateway_api";

    fn export(policy: PolicyRef) -> Result<Export, Inexpressible> {
        gateway_api::export(policy)
    }

    fn narrower(policy: PolicyRef) -> Result<Export, Inexpressible> {
        gateway_api::narrower(policy)
    }

    fn read(exports: &[Vec<String>]) -> Vec<Result<Grants, String>> {
        let filters = exports.iter().map(|files| {
            let [file] = files.as_slice() else { panic!("one file") };
            yaml_serde::from_str::<Value>(file).expect("YAML")
        });
        let filters = filters.collect::<Vec<_>>();
        let mut command = Command::new(program("NODE_PROGRAM", "node"));
        command.arg(file("gateway_api.mjs"));
        let errors = run(command, &json!(filters));
        let errors = serde_json::from_str::<Vec<Value>>(&errors).expect("JSON");
        assert_eq!(errors.len(), filters.len());
        let results = filters.iter().zip(errors).map(|(filters, error)| match error {
            Value::Null => Ok(granted(&filters[0]["cors"])),
            error => Err(error.to_string()),
        });
        results.collect()
    }
}

/// The schema has rules that only a Kubernetes server checks: nothing is in a list with `*`.
fn granted(cors: &Value) -> Grants {
    let list = |name: &str| {
        let names = strings(&cors[name]);
        assert!(names.len() == 1 || !names.contains(&"*".to_owned()), "{name}: {names:?}");
        names
    };
    Grants {
        origins: list("allowOrigins"),
        credentials: cors["allowCredentials"] == true,
        methods: list("allowMethods"),
        request_headers: list("allowHeaders"),
        exposed_headers: list("exposeHeaders"),
        max_age: cors["maxAge"].as_u64().expect("a number"),
        ..Grants::default()
    }
}

#[test]
fn gateway_api_grants_what_policies_grant() {
    grants::are_those_of_the_policy::<GatewayApi>();
}

#[test]
fn gateway_api_rejects_broken_exports() {
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
    let export = gateway_api::export(&API).expect("it can be expressed");
    grants::reject::<GatewayApi>(
        &export,
        &[
            ("\"PUT\"", "\"M-SEARCH\""),
            ("https://app.example.com", "https://app.example.com/"),
            ("https://app.example.com", "http://localhost:*"),
            ("maxAge: 600", "maxAge: 0"),
            ("\"No\"", "true"),
            ("type: \"CORS\"", "type: \"Cors\""),
        ],
    );
}
