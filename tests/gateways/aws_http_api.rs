//! AWS HTTP API: SAM's translator, and the schemas of CloudFormation, OpenAPI and the command line of AWS.

use cors_policy::{PolicyRef, cors_policy};
use cors_policy_gateways::{Export, Inexpressible, aws_http_api};
use serde_json::Value;

use crate::grants::{self, Grants, Reader};
use crate::readers::{aws, strings};

struct AwsHttpApi;

impl Reader for AwsHttpApi {
    const NAME: &'static str = "aws_http_api";

    fn export(policy: PolicyRef) -> Result<Export, Inexpressible> {
        aws_http_api::export(policy)
    }

    fn narrower(policy: PolicyRef) -> Result<Export, Inexpressible> {
        aws_http_api::narrower(policy)
    }

    fn read(exports: &[Vec<String>]) -> Vec<Result<Grants, String>> {
        aws::read(Self::NAME, exports, granted)
    }
}

/// API Gateway documents `*`, `http://*` and `https://*`.
fn granted(cors: &Value) -> Grants {
    Grants {
        origins: strings(&cors["AllowOrigins"]),
        credentials: cors["AllowCredentials"] == true,
        methods: strings(&cors["AllowMethods"]),
        request_headers: strings(&cors["AllowHeaders"]),
        exposed_headers: strings(&cors["ExposeHeaders"]),
        max_age: cors["MaxAge"].as_u64().expect("a number"),
        ..Grants::default()
    }
}

#[test]
fn aws_http_api_grants_what_policies_grant() {
    grants::are_those_of_the_policy::<AwsHttpApi>();
}

#[test]
fn aws_http_api_rejects_broken_exports() {
    cors_policy! {
        static API = {
            origins: ["https://app.example.com"],
            methods: [PUT],
            request_headers: ["No", "X-'Id'"],
            exposed_headers: ["1_000"],
            credentials: true,
            max_age: 10m,
        };
    }
    let export = aws_http_api::export(&API).expect("it can be expressed");
    grants::reject::<AwsHttpApi>(
        &export,
        &[
            // A key that does not exist.
            ("AllowOrigins:", "AllowedOrigins:"),
            // The two files differ.
            ("allowMethods:", "allowedMethods:"),
            // A boolean in a list of names.
            ("\"No\"", "No"),
            ("600", "\"ten\""),
            ("  AllowMethods:\n", "  AllowMethods: \"PUT\"\n  More:\n"),
        ],
    );
}
