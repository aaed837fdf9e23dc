//! [Amazon S3](https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html): the CORS configuration of a bucket, for
//! CloudFormation and for the command line of AWS. Use one of the two.
//!
//! # What to do
//!
//! Print the files of [`export`], and use one of them:
//!
//! - `cors-files.s3.cloudformation.yaml`: in the `Properties` of an `AWS::S3::Bucket`.
//! - `cors-files.s3.json`: `aws s3api put-bucket-cors --bucket NAME --cors-configuration file://cors-files.s3.json`.
//!
//! # The verdict
//!
//! [`Verdict::Narrower`]. S3 has no `Vary: Origin` on responses to requests without `Origin`, so a browser that first loads
//! an image without CORS may reuse this response for a request with CORS, which then fails. [`export`] refuses a policy that S3
//! cannot express, and [`narrower`] leaves parts out:
//!
//! | part of a policy | in S3 |
//! | --- | --- |
//! | an exact `http` or `https` origin | the same |
//! | `https://*.example.com`, also with a port | `*` matches any text: all hosts that a browser can send belong to the same domain |
//! | `http://localhost:*` | two entries, with and without a port |
//! | `https://*.example.com:*` | not possible: one `*` for each entry |
//! | `origins: any` | `*` |
//! | other schemes, IPv6 addresses, a final dot | not documented |
//! | the methods `GET`, `HEAD`, `POST`, `PUT`, `DELETE` | the same |
//! | `methods: any` | these five. S3 accepts no other |
//! | `request_headers: any` without `Authorization` | not possible: the answer repeats what is asked for |
//! | `exposed_headers: any`, names with `*` | S3 refuses them, or reads them as patterns |
//! | a list of origins without `credentials: true` | not possible: a rule has no option for credentials, and S3 allows them to listed origins |
//! | `anyone_else` | not possible: S3 asks the next rule if the first one does not allow the method |
//!
//! S3 itself reads no cookies. But a CDN in front of the bucket may read them, so a policy for a bucket declares what S3
//! does: `credentials: true`.
//!
//! # Mistakes in articles
//!
//! | mistake | what it lets in |
//! | --- | --- |
//! | `AllowedOrigins: ["https://*example.com"]` | `https://evil-example.com` |
//! | `AllowedOrigins: ["http://localhost*"]` | `http://localhost.evil.example` |
//! | `AllowedOrigins: ["https://*"]` | every page with HTTPS, with credentials |
//! | `AllowedHeaders: ["*"]` | every header that is asked for, `Authorization` too |
//! | several rules, "from strict to open" | a listed origin gets what the last rule allows to everyone |

use cors_policy::{EntryHost, EntryPort, IntoPolicyRef, OriginEntry};
use serde_json::{Value, json};

use crate::export::{Export, Verdict};
use crate::inexpressible::{Inexpressible, Missing};
use crate::lists::{AnyHeader, AnyMethod, Language, Lists, Refusal, has_no_star, web};
use crate::sheet::{Readers, Sheet};
use crate::yaml::{json, yaml};

/// Exports a policy to a bucket. The verdict is [`Verdict::Narrower`].
///
/// # Errors
///
/// S3 cannot express a part of the policy: see the [module](self).
///
/// # Examples
///
/// ```
/// use cors_policy::cors_policy;
/// use cors_policy_gateways::s3;
///
/// cors_policy! {
///     static FILES = {
///         origins: ["https://app.example.com", "http://localhost:*"],
///         methods: [PUT],
///         credentials: true,
///     };
/// }
///
/// let export = s3::export(&FILES)?;
/// let [cloudformation, json] = export.files() else { panic!("two files") };
/// assert_eq!(cloudformation.name(), "cors-files.s3.cloudformation.yaml");
/// assert!(cloudformation.text().contains(r#"- "http://localhost:*""#));
/// assert_eq!(json.name(), "cors-files.s3.json");
/// println!("{export}");
/// # Ok::<_, cors_policy_gateways::Inexpressible>(())
/// ```
pub fn export(policy: impl IntoPolicyRef) -> Result<Export, Inexpressible> {
    let sheet = Sheet::of(policy);
    let lists = Lists::complete(&sheet, &LANGUAGE)?;
    Ok(written(&sheet, &lists))
}

/// Exports the part of a policy that S3 can express. [`Export::left_out`] lists the rest.
///
/// # Errors
///
/// Nothing is left, or the policy lists origins without `credentials: true`.
pub fn narrower(policy: impl IntoPolicyRef) -> Result<Export, Inexpressible> {
    let sheet = Sheet::of(policy);
    let lists = Lists::narrowed(&sheet, &LANGUAGE)?;
    Ok(written(&sheet, &lists).without(lists.reasons()))
}

fn written(sheet: &Sheet, lists: &Lists) -> Export {
    let name = |format: &str| format!("cors-{}.s3.{format}", sheet.slug.replace('_', "-"));
    let cloudformation =
        json!({ "CorsConfiguration": { "CorsRules": [rule(lists, &CLOUDFORMATION)] } });
    let command_line = json!({ "CORSRules": [rule(lists, &COMMAND_LINE)] });
    let export = Export::of(sheet, Verdict::Narrower)
        .with_file(
            name("cloudformation.yaml"),
            "inside of `Properties` of an `AWS::S3::Bucket`",
            yaml(
                sheet,
                TARGET,
                &["Include it inside of `Properties` of an `AWS::S3::Bucket`."],
                &cloudformation,
            ),
        )
        .with_file(name("json"), "for `aws s3api put-bucket-cors`", json(&command_line));
    NOTES.iter().fold(export, |export, &note| export.with_note(note))
}

/// One rule for the whole policy: with several ones, a request that the first one refuses may match the second one.
fn rule(lists: &Lists, keys: &Keys) -> Value {
    let mut rule = json!({
        "AllowedOrigins": lists.origins,
        "AllowedMethods": lists.methods,
        "AllowedHeaders": lists.request_headers,
        keys.max_age: lists.max_age,
    });
    if !lists.exposed_headers.is_empty() {
        rule[keys.exposed_headers] = json!(lists.exposed_headers);
    }
    rule
}

/// The keys that CloudFormation and the command line write differently.
struct Keys {
    exposed_headers: &'static str,
    max_age: &'static str,
}

const CLOUDFORMATION: Keys = Keys { exposed_headers: "ExposedHeaders", max_age: "MaxAge" };
const COMMAND_LINE: Keys = Keys { exposed_headers: "ExposeHeaders", max_age: "MaxAgeSeconds" };

fn entry(entry: &OriginEntry) -> Result<Vec<String>, Refusal> {
    if entry.port() != EntryPort::Any {
        return web(entry);
    }
    match (entry.scheme(), entry.host()) {
        ("http" | "https", EntryHost::Exact(host))
            if !host.starts_with('[') && !host.ends_with('.') =>
        {
            let without_port = format!("{}://{host}", entry.scheme());
            Ok(vec![format!("{without_port}:*"), without_port])
        }
        (_, EntryHost::SubdomainsOf(_)) => {
            Err(("an entry of S3 has one `*` at most", "list the ports, or the subdomains"))
        }
        _ => web(entry),
    }
}

/// S3 sends `Access-Control-Allow-Credentials` to each listed origin. AWS does not document a way to avoid it.
fn never(sheet: &Sheet) -> Vec<Missing> {
    let is_listed = matches!(sheet.readers, Readers::Listed(_));
    if is_listed && !sheet.grant.credentials {
        return vec![Missing::new(
            "credentials: false",
            "S3 has no option for credentials, and allows them to listed origins",
            "write a policy for the bucket with `credentials: true`, or with `origins: any`",
        )];
    }
    Vec::new()
}

const LANGUAGE: Language = Language {
    target: TARGET,
    entry,
    methods: Some(&["GET", "HEAD", "POST", "PUT", "DELETE"]),
    any_method: AnyMethod::AllKnown,
    any_header: AnyHeader::MayRepeat,
    any_exposed: false,
    is_name: has_no_star,
    most: usize::MAX,
    never,
};

const TARGET: &str = "a bucket of Amazon S3";

const NOTES: &[&str] = &[
    "Use one of the two files.",
    "Responses to requests without `Origin` have no `Vary: Origin`. Load every image of the bucket with `crossorigin`, or with \
     another query than requests of scripts, so that the browser's cache keeps them apart.",
    "In a pattern, `*` matches any text. All origins that match and that a browser can send belong to the same domain, or to \
     the same host.",
    "S3 answers only what a preflight asks for, and 403 to a refused one.",
    "A CDN in front of the bucket must pass on `Origin`, `Access-Control-Request-Method` and \
     `Access-Control-Request-Headers`, and have them in its key.",
];

#[cfg(test)]
mod tests {
    use cors_policy::cors_policy;

    use super::{export, narrower};

    cors_policy! {
        static FILES = { origins: ["https://app.example.com"] };
    }

    #[test]
    fn a_list_without_credentials_is_an_error() {
        for error in [export(&FILES).unwrap_err(), narrower(&FILES).unwrap_err()] {
            assert_eq!(error.missing()[0].part(), "credentials: false");
        }
    }
}
