//! CloudFront: the schema of CloudFormation.

use cors_policy::{PolicyRef, cors_policy};
use cors_policy_gateways::{Export, Inexpressible, cloudfront};
use serde_json::Value;

use crate::grants::{self, Grants, Reader};
use crate::readers::{aws, strings};

struct Cloudfront;

impl Reader for Cloudfront {
    const NAME: &'static str = "cloudfront";

    fn export(policy: PolicyRef) -> Result<Export, Inexpressible> {
        cloudfront::export(policy)
    }

    fn narrower(policy: PolicyRef) -> Result<Export, Inexpressible> {
        cloudfront::narrower(policy)
    }

    fn read(exports: &[Vec<String>]) -> Vec<Result<Grants, String>> {
        aws::read(Self::NAME, exports, granted)
    }
}

/// In a pattern, `*` could match any text.
fn granted(config: &Value) -> Grants {
    let removed = config["RemoveHeadersConfig"]["Items"].as_array().expect("a list");
    assert_eq!(removed.len(), 7, "the headers of the service are removed");
    let cors = &config["CorsConfig"];
    if cors.is_null() {
        return Grants { max_age: 5, ..Grants::default() };
    }
    assert_eq!(cors["OriginOverride"], true);
    let items = |name: &str| strings(&cors[name]["Items"]);
    let methods = items("AccessControlAllowMethods");
    let is_all = methods == ["ALL"];
    Grants {
        origins: items("AccessControlAllowOrigins"),
        credentials: cors["AccessControlAllowCredentials"] == true,
        methods: if is_all { METHODS.map(str::to_owned).to_vec() } else { methods },
        request_headers: items("AccessControlAllowHeaders"),
        exposed_headers: items("AccessControlExposeHeaders"),
        max_age: cors["AccessControlMaxAgeSec"].as_u64().expect("a number"),
        only_methods: Some(&METHODS),
        ..Grants::default()
    }
}

const METHODS: [&str; 7] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

#[test]
fn cloudfront_grants_what_policies_grant() {
    grants::are_those_of_the_policy::<Cloudfront>();
}

#[test]
fn cloudfront_rejects_broken_exports() {
    cors_policy! {
        static API = {
            origins: ["https://app.example.com", "https://*.preview.example.com"],
            methods: [PUT],
            request_headers: ["No", "X-'Id'"],
            exposed_headers: ["1_000"],
            credentials: true,
            max_age: 10m,
        };
    }
    let export = cloudfront::export(&API).expect("it can be expressed");
    grants::reject::<Cloudfront>(
        &export,
        &[
            ("\"PUT\"", "\"LOCK\""),
            ("OriginOverride: true", "Other: true"),
            ("AccessControlAllowOrigins:", "AllowOrigins:"),
            ("AWS::CloudFront::ResponseHeadersPolicy", "AWS::CloudFront::ResponsePolicy"),
            ("600", "\"ten\""),
        ],
    );
}
