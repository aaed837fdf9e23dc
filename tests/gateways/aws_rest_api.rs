//! AWS REST API: SAM's translator, and the schema of OpenAPI.

use cors_policy::{PolicyRef, cors_policy};
use cors_policy_gateways::{Export, Inexpressible, aws_rest_api};
use serde_json::Value;

use crate::grants::{self, Grants, Reader};
use crate::readers::aws;

struct AwsRestApi;

impl Reader for AwsRestApi {
    const NAME: &'static str = "aws_rest_api";

    fn export(policy: PolicyRef) -> Result<Export, Inexpressible> {
        aws_rest_api::export(policy)
    }

    fn narrower(policy: PolicyRef) -> Result<Export, Inexpressible> {
        aws_rest_api::narrower(policy)
    }

    fn read(exports: &[Vec<String>]) -> Vec<Result<Grants, String>> {
        aws::read(Self::NAME, exports, granted)
    }
}

/// Fixed texts, which browsers read.
fn granted(read: &Value) -> Grants {
    let value = |part: &str, name: &str| {
        let text = read[part][format!("Access-Control-{name}")].as_str()?;
        let text = text.strip_prefix('\'')?.strip_suffix('\'').expect("it ends with a quote");
        assert!(!text.contains('\''), "a quote ends the text");
        Some(text.to_owned())
    };
    let names = |part: &str, name: &str| {
        let text = value(part, name).unwrap_or_default();
        text.split(',').filter(|name| !name.is_empty()).map(str::to_owned).collect()
    };
    for name in ["Allow-Origin", "Allow-Credentials"] {
        assert_eq!(value("preflights", name), value("errors", name));
    }
    let origin = value("preflights", "Allow-Origin").expect("every answer has it");
    Grants {
        origins: vec![origin],
        credentials: value("preflights", "Allow-Credentials").is_some(),
        methods: names("preflights", "Allow-Methods"),
        request_headers: names("preflights", "Allow-Headers"),
        exposed_headers: names("errors", "Expose-Headers"),
        max_age: value("preflights", "Max-Age").expect("it is there").parse().expect("a number"),
        star_is_sent: true,
        ..Grants::default()
    }
}

#[test]
fn aws_rest_api_grants_what_policies_grant() {
    grants::are_those_of_the_policy::<AwsRestApi>();
}

#[test]
fn aws_rest_api_rejects_broken_exports() {
    cors_policy! {
        static API = {
            origins: ["https://app.example.com"],
            methods: [PUT],
            request_headers: ["No", "X-Id"],
            exposed_headers: ["1_000"],
            credentials: true,
            max_age: 10m,
        };
    }
    let export = aws_rest_api::export(&API).expect("it can be expressed");
    grants::reject::<AwsRestApi>(
        &export,
        &[
            // The files differ.
            ("AllowOrigin:", "AllowOrigins:"),
            ("gatewayresponse.header", "response.header"),
            // OpenAPI requires it.
            ("description:", "text:"),
            ("AllowMethods: \"", "AllowMethods: 1 # \""),
        ],
    );
}
