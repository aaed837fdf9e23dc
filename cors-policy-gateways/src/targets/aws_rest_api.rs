//! [AWS API Gateway, REST API](https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html): the `Cors` of
//! SAM, or a mock operation for an OpenAPI document. Use one of the two.
//!
//! A REST API answers preflights with fixed texts, so it can express a policy with one exact origin or with `origins: any`.
//! For all others, let the library answer in the function: a proxy integration for the method `ANY`, and no `Cors`.
//!
//! # What to do
//!
//! Print the files of [`export`], and use one or two of them:
//!
//! - `cors-api.rest-api.sam.yaml`: in the `Properties` of an `AWS::Serverless::Api`.
//! - `cors-api.rest-api.options.yaml`: in each path of an OpenAPI document.
//! - `cors-api.rest-api.responses.yaml`: at the top of the same document.
//!
//! They answer preflights, and add headers to errors of API Gateway itself. The responses of a proxy integration have the headers
//! of the function: use the library there, with the same policy.
//!
//! # The verdict
//!
//! [`Verdict::Narrower`]: without a CORS layer in the function, no page can read a response. There is no 403: every `OPTIONS`
//! request gets 200 and the same headers, which name the only origin that may read. A real `OPTIONS` request does not reach the
//! function.
//!
//! | part of a policy | in a REST API |
//! | --- | --- |
//! | one exact `http` or `https` origin, or `origins: any` | the same |
//! | several origins, patterns, `origins: none`, `anyone_else` | not possible |
//! | names with `'`, `$` or `*` | not possible: they mean something else in API Gateway |
//!
//! # Mistakes in articles
//!
//! | mistake | what it does |
//! | --- | --- |
//! | a mapping of `method.request.header.Origin` to `Access-Control-Allow-Origin` | every origin may read, with credentials as the user |
//! | `AllowOrigin: "'https://a.example,https://b.example'"` | browsers refuse it, because it is not an origin |
//! | `GatewayResponses` with `'*'` for an API with credentials | browsers refuse it; every origin reads the errors of requests without credentials |
//! | an authoriser on `OPTIONS` | every preflight fails: set `AddDefaultAuthorizerToCorsPreflight: false` |

use cors_policy::IntoPolicyRef;
use serde_json::{Map, Value, json};

use crate::export::{Export, Verdict};
use crate::inexpressible::{Inexpressible, Missing};
use crate::lists::{AnyHeader, AnyMethod, Language, Lists, exact_web, has_no_star};
use crate::sheet::Sheet;
use crate::yaml::yaml;

/// Exports a policy to a REST API of AWS. The verdict is [`Verdict::Narrower`].
///
/// # Errors
///
/// The policy has not exactly one origin, or another part that a REST API cannot express: see the [module](self).
///
/// # Examples
///
/// ```
/// use cors_policy::cors_policy;
/// use cors_policy_gateways::aws_rest_api;
///
/// cors_policy! {
///     static API = { origins: ["https://app.example.com"], methods: [PUT] };
/// }
///
/// let export = aws_rest_api::export(&API)?;
/// let [sam, options, responses] = export.files() else { panic!("three files") };
/// assert!(sam.text().contains(r#"AllowOrigin: "'https://app.example.com'""#));
/// assert_eq!(options.name(), "cors-api.rest-api.options.yaml");
/// assert_eq!(responses.name(), "cors-api.rest-api.responses.yaml");
/// println!("{export}");
/// # Ok::<_, cors_policy_gateways::Inexpressible>(())
/// ```
pub fn export(policy: impl IntoPolicyRef) -> Result<Export, Inexpressible> {
    let sheet = Sheet::of(policy);
    let lists = Lists::complete(&sheet, &LANGUAGE)?;
    Ok(written(&sheet, &lists))
}

/// Exports the part of a policy that a REST API can express. [`Export::left_out`] lists the rest.
///
/// # Errors
///
/// The policy has not exactly one origin, or this origin cannot be expressed.
pub fn narrower(policy: impl IntoPolicyRef) -> Result<Export, Inexpressible> {
    let sheet = Sheet::of(policy);
    let lists = Lists::narrowed(&sheet, &LANGUAGE)?;
    Ok(written(&sheet, &lists).without(lists.reasons()))
}

fn written(sheet: &Sheet, lists: &Lists) -> Export {
    let name = |part: &str| format!("cors-{}.rest-api.{part}.yaml", sheet.slug.replace('_', "-"));
    let file = |comment: &str, value: &Value| yaml(sheet, TARGET, &[comment], value);
    let export = Export::of(sheet, Verdict::Narrower)
        .with_file(
            name("sam"),
            "inside of `Properties` of an `AWS::Serverless::Api`",
            file("Include it inside of `Properties` of an `AWS::Serverless::Api`.", &sam(lists)),
        )
        .with_file(
            name("options"),
            "inside of each path of an OpenAPI document",
            file("Include it inside of each path of the OpenAPI document.", &options(lists)),
        )
        .with_file(
            name("responses"),
            "at the top of an OpenAPI document",
            file("Include it at the top of the OpenAPI document.", &responses(lists)),
        );
    NOTES.iter().fold(export, |export, &note| export.with_note(note))
}

fn sam(lists: &Lists) -> Value {
    let mut cors = json!({
        "AllowOrigin": quoted(&lists.origins[0]),
        "AllowMethods": quoted(&lists.methods.join(",")),
        "AllowHeaders": quoted(&lists.request_headers.join(",")),
        "MaxAge": quoted(&lists.max_age.to_string()),
    });
    if lists.credentials {
        cors["AllowCredentials"] = json!(true);
    }
    let mut headers = Map::new();
    for (name, value) in headers_of_errors(lists) {
        headers.insert(name.to_owned(), json!(value));
    }
    let response = json!({ "ResponseParameters": { "Headers": headers } });
    json!({ "Cors": cors, "GatewayResponses": { "DEFAULT_4XX": response, "DEFAULT_5XX": response } })
}

/// A mock integration, which answers with fixed texts.
fn options(lists: &Lists) -> Value {
    let mut headers = Map::new();
    let mut parameters = Map::new();
    for (name, value) in headers_of_preflights(lists) {
        headers.insert(name.to_owned(), json!({ "schema": { "type": "string" } }));
        parameters.insert(format!("method.response.header.{name}"), json!(value));
    }
    json!({
        "options": {
            "summary": "CORS preflights",
            "security": [],
            "responses": { "200": { "description": "CORS headers", "headers": headers } },
            "x-amazon-apigateway-integration": {
                "type": "mock",
                "requestTemplates": { "application/json": "{\"statusCode\": 200}" },
                "responses": { "default": { "statusCode": "200", "responseParameters": parameters } },
            },
        },
    })
}

fn responses(lists: &Lists) -> Value {
    let mut parameters = Map::new();
    for (name, value) in headers_of_errors(lists) {
        parameters.insert(format!("gatewayresponse.header.{name}"), json!(value));
    }
    let response = json!({ "responseParameters": parameters });
    json!({ "x-amazon-apigateway-gateway-responses": { "DEFAULT_4XX": response, "DEFAULT_5XX": response } })
}

fn headers_of_preflights(lists: &Lists) -> Vec<(&'static str, String)> {
    let mut headers = origin(lists);
    headers.extend([
        ("Access-Control-Allow-Methods", quoted(&lists.methods.join(","))),
        ("Access-Control-Allow-Headers", quoted(&lists.request_headers.join(","))),
        ("Access-Control-Max-Age", quoted(&lists.max_age.to_string())),
    ]);
    headers
}

fn headers_of_errors(lists: &Lists) -> Vec<(&'static str, String)> {
    let mut headers = origin(lists);
    if !lists.exposed_headers.is_empty() {
        headers.push(("Access-Control-Expose-Headers", quoted(&lists.exposed_headers.join(","))));
    }
    headers
}

fn origin(lists: &Lists) -> Vec<(&'static str, String)> {
    let mut headers = vec![("Access-Control-Allow-Origin", quoted(&lists.origins[0]))];
    if lists.credentials {
        headers.push(("Access-Control-Allow-Credentials", quoted("true")));
    }
    headers
}

/// A fixed text in the language of API Gateway. It has no way to write a quote.
fn quoted(text: &str) -> String {
    format!("'{text}'")
}

/// A quote ends the text. A `$` is the start of a variable in other texts of API Gateway.
fn is_name(name: &str) -> bool {
    has_no_star(name) && !name.contains(['\'', '$'])
}

fn never(sheet: &Sheet) -> Vec<Missing> {
    let count = sheet.entries().len();
    if count > 1 {
        return vec![Missing::new(
            format!("origins ({count} entries)"),
            "the answers of a REST API are fixed texts, which can name one origin",
            "let the library answer in the function: a proxy integration for `ANY`, and no `Cors`",
        )];
    }
    Vec::new()
}

const LANGUAGE: Language = Language {
    target: TARGET,
    entry: exact_web,
    methods: None,
    any_method: AnyMethod::Star,
    any_header: AnyHeader::Star,
    any_exposed: true,
    is_name,
    most: usize::MAX,
    never,
};

const TARGET: &str = "a REST API of AWS";

const NOTES: &[&str] = &[
    "Use the file for SAM, or the two files for OpenAPI.",
    "Responses of a proxy integration have the headers of the function: use the library there, with the same policy.",
    "If the API has a default authoriser, set `AddDefaultAuthorizerToCorsPreflight: false` in `Auth` of the \
     `AWS::Serverless::Api`.",
    "Every `OPTIONS` request gets 200 and the headers of the policy, from other origins too. Browsers compare the origin.",
];

#[cfg(test)]
mod tests {
    use cors_policy::cors_policy;

    use super::{export, narrower};

    cors_policy! {
        static API = { origins: ["https://a.example.com", "https://b.example.com"] };
        static QUOTES = { origins: any, request_headers: ["X-'Id'", "$1"] };
    }

    #[test]
    fn two_origins_are_an_error() {
        for error in [export(&API).unwrap_err(), narrower(&API).unwrap_err()] {
            assert_eq!(error.missing()[0].part(), "origins (2 entries)");
        }
    }

    #[test]
    fn a_quote_does_not_end_a_text() {
        assert_eq!(narrower(&QUOTES).unwrap().left_out().len(), 2);
    }
}
