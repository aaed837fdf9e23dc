//! [AWS API Gateway, HTTP API](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html): the
//! `CorsConfiguration` of CloudFormation and SAM, and the extension of an OpenAPI document. Use one of the two.
//!
//! # What to do
//!
//! Print the files of [`export`], and include one of them:
//!
//! - `cors-api.http-api.cloudformation.yaml`: in the `Properties` of an `AWS::ApiGatewayV2::Api` or of an
//!   `AWS::Serverless::HttpApi`, as text or by the transform `AWS::Include`. If the API has an OpenAPI document as its `Body`,
//!   use the other file.
//! - `cors-api.http-api.openapi.yaml`: at the top of the OpenAPI document.
//!
//! API Gateway then answers preflights, and replaces the CORS headers of the integration by its own. The function must
//! not answer preflights itself.
//!
//! A `$default` route with an authoriser receives preflights too, and refuses them because they have no token. Add a route
//! `OPTIONS /{proxy+}` without an authoriser.
//!
//! # The verdict
//!
//! [`Verdict::Narrower`], because the documentation does not say whether errors of an authoriser have the headers. If they
//! have none, a page cannot read these errors. [`export`] refuses a policy with an entry that API Gateway cannot match, and
//! [`narrower`] leaves the entry out:
//!
//! | part of a policy | in API Gateway |
//! | --- | --- |
//! | an exact `http` or `https` origin | the same |
//! | `origins: any` | `*` |
//! | `https://*.example.com`, `http://localhost:*` | there is no such pattern |
//! | other schemes, IPv6 addresses, a final dot | not documented |
//! | the methods `GET`, `HEAD`, `POST`, `PUT`, `PATCH`, `DELETE`, `OPTIONS` | the same |
//! | `request_headers: any` without `Authorization` | not possible: the answer may repeat what is asked for |
//! | `anyone_else` | not possible: all origins get the same answer |
//!
//! A refused preflight gets no CORS headers, but its status is not 403. Whether `Vary` has `Origin` is not documented: a cache in
//! front of the API must have `Origin` in its key.
//!
//! # Mistakes in articles
//!
//! | mistake | what it does |
//! | --- | --- |
//! | `AllowOrigins: ["https://*"]` | every page with HTTPS may read, and with `AllowCredentials` it reads as the user |
//! | `AllowHeaders: ["*"]` with credentials | browsers take `*` for a name: the request fails, and the usual repair is a list that is too long |
//! | the function also sets `Access-Control-Allow-Origin` | API Gateway ignores it, and it becomes effective when CORS is switched off |
//! | an `OPTIONS` route with an integration that answers `*` | it answers as soon as `CorsConfiguration` is removed |

use cors_policy::IntoPolicyRef;
use serde_json::{Map, Value, json};

use crate::export::{Export, Verdict};
use crate::inexpressible::Inexpressible;
use crate::lists::{AnyHeader, AnyMethod, Language, Lists, exact_web, has_no_star};
use crate::sheet::Sheet;
use crate::yaml::yaml;

/// Exports a policy to an HTTP API of AWS. The verdict is [`Verdict::Narrower`].
///
/// # Errors
///
/// API Gateway cannot express a part of the policy: see the [module](self).
///
/// # Examples
///
/// ```
/// use cors_policy::cors_policy;
/// use cors_policy_gateways::aws_http_api;
///
/// cors_policy! {
///     static API = { origins: ["https://app.example.com"], methods: [PUT] };
/// }
///
/// let export = aws_http_api::export(&API)?;
/// let [cloudformation, openapi] = export.files() else { panic!("two files") };
/// assert_eq!(cloudformation.name(), "cors-api.http-api.cloudformation.yaml");
/// assert!(cloudformation.text().contains(r#"    - "https://app.example.com""#));
/// assert_eq!(openapi.name(), "cors-api.http-api.openapi.yaml");
/// println!("{export}");
/// # Ok::<_, cors_policy_gateways::Inexpressible>(())
/// ```
pub fn export(policy: impl IntoPolicyRef) -> Result<Export, Inexpressible> {
    let sheet = Sheet::of(policy);
    let lists = Lists::complete(&sheet, &LANGUAGE)?;
    Ok(written(&sheet, &lists))
}

/// Exports the part of a policy that API Gateway can express. [`Export::left_out`] lists the rest.
///
/// # Errors
///
/// Nothing is left.
pub fn narrower(policy: impl IntoPolicyRef) -> Result<Export, Inexpressible> {
    let sheet = Sheet::of(policy);
    let lists = Lists::narrowed(&sheet, &LANGUAGE)?;
    Ok(written(&sheet, &lists).without(lists.reasons()))
}

fn written(sheet: &Sheet, lists: &Lists) -> Export {
    let name =
        |format: &str| format!("cors-{}.http-api.{format}.yaml", sheet.slug.replace('_', "-"));
    let cloudformation = yaml(sheet, TARGET, &[IN_CLOUDFORMATION], &cloudformation(lists));
    let openapi = yaml(sheet, TARGET, &[IN_OPENAPI], &openapi(lists));
    let export = Export::of(sheet, Verdict::Narrower)
        .with_file(
            name("cloudformation"),
            "inside of `Properties` of an `AWS::ApiGatewayV2::Api` or `AWS::Serverless::HttpApi`",
            cloudformation,
        )
        .with_file(name("openapi"), "at the top of an OpenAPI document", openapi);
    NOTES.iter().fold(export, |export, &note| export.with_note(note))
}

fn cloudformation(lists: &Lists) -> Value {
    json!({ "CorsConfiguration": members(lists, str::to_owned) })
}

/// The keys begin with a small letter.
fn openapi(lists: &Lists) -> Value {
    let key = |key: &str| key[..1].to_lowercase() + &key[1..];
    json!({ "x-amazon-apigateway-cors": members(lists, key) })
}

fn members(lists: &Lists, key: fn(&str) -> String) -> Value {
    let mut members = Map::new();
    members.insert(key("AllowOrigins"), json!(lists.origins));
    members.insert(key("AllowMethods"), json!(lists.methods));
    members.insert(key("AllowHeaders"), json!(lists.request_headers));
    members.insert(key("AllowCredentials"), json!(lists.credentials));
    members.insert(key("MaxAge"), json!(lists.max_age));
    if !lists.exposed_headers.is_empty() {
        members.insert(key("ExposeHeaders"), json!(lists.exposed_headers));
    }
    Value::Object(members)
}

const LANGUAGE: Language = Language {
    target: TARGET,
    entry: exact_web,
    methods: Some(&["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]),
    any_method: AnyMethod::Star,
    any_header: AnyHeader::MayRepeat,
    any_exposed: true,
    is_name: has_no_star,
    most: usize::MAX,
    never: |_| Vec::new(),
};

const TARGET: &str = "an HTTP API of AWS";
const IN_CLOUDFORMATION: &str = "Include it inside of `Properties` of an `AWS::ApiGatewayV2::Api` or `AWS::Serverless::HttpApi`.";
const IN_OPENAPI: &str = "Include it at the top of the OpenAPI document.";

const NOTES: &[&str] = &[
    "Use one of the two files: the OpenAPI document replaces the other configuration.",
    "A `$default` route with an authoriser refuses preflights. Add a route `OPTIONS /{proxy+}` without an authoriser.",
    "A refused preflight gets no CORS headers, but its status is not 403.",
    "Whether `Vary` has `Origin`, and whether errors of an authoriser have CORS headers, is not documented. A cache in front \
     of the API must have `Origin` in its key.",
];

#[cfg(test)]
mod tests {
    use cors_policy::cors_policy;

    use super::{export, narrower};

    cors_policy! {
        // The entry with a final dot is deliberate.
        #[allow(deprecated)]
        static ALL = {
            origins: [
                "https://app.example.com",
                "https://dotted.example.com.",
                "https://*.preview.example.com",
                "http://localhost:*",
                "http://[::1]:8080",
                "chrome-extension://*",
            ],
            methods: [PUT, "M-SEARCH"],
            request_headers: any,
            anyone_else: {},
        };
        static CLOSED = { origins: none };
        static REPEATING = { origins: ["https://app.example.com"], methods: any, credentials: true };
        static AUTHORIZED = { origins: any, request_headers: [any, "Authorization"] };
    }

    #[test]
    fn an_error_names_each_part() {
        let error = export(&ALL).unwrap_err();
        let parts = error.missing().iter().map(crate::Missing::part).collect::<Vec<_>>();
        let expected = [
            "chrome-extension://*",
            "http://[::1]:8080",
            "http://localhost:*",
            "https://*.preview.example.com",
            "https://dotted.example.com.",
            "anyone_else",
            "M-SEARCH",
            "request_headers: any",
        ];
        assert_eq!(parts, expected, "{error}");
        let export = narrower(&ALL).unwrap();
        assert_eq!(export.left_out().len(), expected.len());
        let text = export.files()[0].text();
        assert!(text.contains("AllowHeaders:\n    - \"Origin\"\n"), "{text}");
        assert!(text.contains("AllowOrigins:\n    - \"https://app.example.com\"\n"), "{text}");
        assert!(!text.contains("Expose"), "{text}");
    }

    #[test]
    fn nothing_is_left_of_a_closed_policy() {
        assert!(narrower(&CLOSED).unwrap_err().to_string().contains("configure no CORS there"));
    }

    #[test]
    fn an_answer_that_repeats_is_left_out() {
        assert!(export(&REPEATING).is_err());
        let export = narrower(&REPEATING).unwrap();
        assert!(!export.files()[0].text().contains('*'), "{export}");
    }

    #[test]
    fn any_header_needs_authorization() {
        let export = export(&AUTHORIZED).unwrap();
        assert!(export.files()[0].text().contains("- \"*\"\n    - \"Authorization\""), "{export}");
    }
}
