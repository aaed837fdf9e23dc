//! S3: the schemas of CloudFormation and of the command line of AWS.

use cors_policy::{PolicyRef, cors_policy};
use cors_policy_gateways::{Export, Inexpressible, s3};
use serde_json::Value;

use crate::grants::{self, Grants, Reader};
use crate::readers::{aws, strings};

struct S3;

impl Reader for S3 {
    const NAME: &'static str = "s3";

    fn export(policy: PolicyRef) -> Result<Export, Inexpressible> {
        s3::export(policy)
    }

    fn narrower(policy: PolicyRef) -> Result<Export, Inexpressible> {
        s3::narrower(policy)
    }

    fn read(exports: &[Vec<String>]) -> Vec<Result<Grants, String>> {
        aws::read(Self::NAME, exports, granted)
    }
}

/// S3 sends `Access-Control-Allow-Credentials` to each origin that is listed.
fn granted(rules: &Value) -> Grants {
    let [rule] = rules.as_array().expect("a list").as_slice() else { panic!("one rule") };
    let origins = strings(&rule["AllowedOrigins"]);
    for origin in &origins {
        assert!(origin.matches('*').count() < 2, "S3 refuses {origin}");
    }
    let exposed_headers = strings(&rule["ExposedHeaders"]);
    assert!(exposed_headers.iter().all(|name| !name.contains('*')), "S3 refuses patterns");
    Grants {
        credentials: origins != ["*"],
        origins,
        methods: strings(&rule["AllowedMethods"]),
        request_headers: strings(&rule["AllowedHeaders"]),
        exposed_headers,
        max_age: rule["MaxAge"].as_u64().expect("a number"),
        only_methods: Some(&["GET", "HEAD", "POST", "PUT", "DELETE"]),
        ..Grants::default()
    }
}

#[test]
fn s3_grants_what_policies_grant() {
    grants::are_those_of_the_policy::<S3>();
}

#[test]
fn s3_rejects_broken_exports() {
    cors_policy! {
        static API = {
            origins: ["https://app.example.com", "https://*.preview.example.com:8443", "http://localhost:*"],
            methods: [PUT],
            request_headers: ["No", "X-'Id'"],
            exposed_headers: ["1_000"],
            credentials: true,
            max_age: 10m,
        };
    }
    let export = s3::export(&API).expect("it can be expressed");
    grants::reject::<S3>(
        &export,
        &[
            // A method that S3 does not know.
            ("\"PUT\"", "\"PATCH\""),
            // The two files differ.
            ("ExposeHeaders", "ExposedHeaders"),
            ("AllowedOrigins:", "AllowOrigins:"),
            ("- \"No\"", "- No"),
            ("600", "\"ten\""),
        ],
    );
}
