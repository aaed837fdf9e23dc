//! [Amazon CloudFront](https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html):
//! a response headers policy, for CloudFormation.
//!
//! # What to do
//!
//! Print the file of [`export`], and include its text in the `Resources` of the template. In each behaviour of the
//! distribution, set `ResponseHeadersPolicyId: !Ref CorsApi` and allow the method `OPTIONS`.
//!
//! CloudFront does not answer preflights: it passes them on, and adds the headers to the answer. The service must answer
//! `OPTIONS` with 2xx. It needs no CORS layer: CloudFront removes the CORS headers of the service.
//!
//! # The verdict
//!
//! [`Verdict::Narrower`], because preflights reach the service, refused ones get its status and not 403, and `Vary` is not
//! documented. [`export`] refuses a policy that CloudFront cannot express, and [`narrower`] leaves parts out:
//!
//! | part of a policy | in CloudFront |
//! | --- | --- |
//! | an exact `http` or `https` origin | the same |
//! | `https://*.example.com` | the same |
//! | `https://*.example.com:8443`, `http://localhost:*` | not documented |
//! | other schemes, IPv6 addresses, a final dot | not documented |
//! | `origins: any` | `*` |
//! | `origins: none` | the CORS headers of the service are removed |
//! | the methods `GET`, `HEAD`, `POST`, `PUT`, `PATCH`, `DELETE`, `OPTIONS` | the same |
//! | `methods: any` | `ALL`, which are these. CloudFront accepts no other |
//! | `request_headers: any` without `Authorization` | not possible: the answer may repeat what is asked for |
//! | `anyone_else` | not possible: all origins get the same answer |
//!
//! # Mistakes in articles
//!
//! | mistake | what it does |
//! | --- | --- |
//! | the managed policy `SimpleCORS` for an API | every origin may read |
//! | `OriginOverride: false` | the headers of the service win, and may allow more |
//! | no `RemoveHeadersConfig` | a refused origin gets the headers of the service |
//! | the service sends CORS headers, and `Origin` is not in the cache key | the cache gives the answer for one origin to another |

use cors_policy::{EntryHost, EntryPort, IntoPolicyRef, OriginEntry};
use serde_json::{Value, json};

use crate::export::{Export, Verdict};
use crate::inexpressible::Inexpressible;
use crate::lists::{AnyHeader, AnyMethod, Language, Lists, Refusal, has_no_star, web};
use crate::sheet::{RESPONSE_HEADERS, Readers, Sheet};
use crate::yaml::yaml;

/// Exports a policy to a response headers policy. The verdict is [`Verdict::Narrower`].
///
/// # Errors
///
/// CloudFront cannot express a part of the policy: see the [module](self).
///
/// # Examples
///
/// ```
/// use cors_policy::cors_policy;
/// use cors_policy_gateways::cloudfront;
///
/// cors_policy! {
///     static API = { origins: ["https://*.preview.example.com"], methods: [PUT] };
/// }
///
/// let export = cloudfront::export(&API)?;
/// let [resource] = export.files() else { panic!("one file") };
/// assert_eq!(resource.name(), "cors-api.cloudfront.yaml");
/// assert!(resource.text().contains("CorsApi:\n"));
/// println!("{export}");
/// # Ok::<_, cors_policy_gateways::Inexpressible>(())
/// ```
pub fn export(policy: impl IntoPolicyRef) -> Result<Export, Inexpressible> {
    let sheet = Sheet::of(policy);
    if is_closed(&sheet) {
        return Ok(written(&sheet, None));
    }
    let lists = Lists::complete(&sheet, &LANGUAGE)?;
    Ok(written(&sheet, Some(&lists)))
}

/// Exports the part of a policy that CloudFront can express. [`Export::left_out`] lists the rest.
///
/// # Errors
///
/// Nothing is left.
pub fn narrower(policy: impl IntoPolicyRef) -> Result<Export, Inexpressible> {
    let sheet = Sheet::of(policy);
    if is_closed(&sheet) {
        return Ok(written(&sheet, None));
    }
    let lists = Lists::narrowed(&sheet, &LANGUAGE)?;
    Ok(written(&sheet, Some(&lists)).without(lists.reasons()))
}

/// Whether nobody may read.
fn is_closed(sheet: &Sheet) -> bool {
    !matches!(sheet.readers, Readers::Anyone)
        && sheet.entries().is_empty()
        && sheet.anyone_else.is_none()
}

fn written(sheet: &Sheet, lists: Option<&Lists>) -> Export {
    let name = sheet.slug.replace('_', "-");
    let resource = logical_id(&sheet.slug);
    let mut config = json!({
        "Name": format!("cors-{name}"),
        "RemoveHeadersConfig": { "Items": RESPONSE_HEADERS.map(|header| json!({ "Header": header })) },
    });
    if let Some(lists) = lists {
        config["CorsConfig"] = cors(lists);
    }
    let template = json!({
        &resource: {
            "Type": "AWS::CloudFront::ResponseHeadersPolicy",
            "Properties": { "ResponseHeadersPolicyConfig": config },
        },
    });
    let place = format!(
        "In each behaviour: `ResponseHeadersPolicyId: !Ref {resource}`, and allow the method `OPTIONS`."
    );
    let comments = ["Include it inside of `Resources` of a CloudFormation template.", &place];
    let export = Export::of(sheet, Verdict::Narrower).with_file(
        format!("cors-{name}.cloudfront.yaml"),
        "inside of `Resources` of a CloudFormation template",
        yaml(sheet, TARGET, &comments, &template),
    );
    NOTES.iter().fold(export, |export, &note| export.with_note(note))
}

fn cors(lists: &Lists) -> Value {
    let methods =
        if lists.methods.len() == METHODS.len() { vec!["ALL"] } else { lists.methods.clone() };
    let items = |items: Value| json!({ "Items": items });
    let mut cors = json!({
        "AccessControlAllowOrigins": items(json!(lists.origins)),
        "AccessControlAllowMethods": items(json!(methods)),
        "AccessControlAllowHeaders": items(json!(lists.request_headers)),
        "AccessControlAllowCredentials": lists.credentials,
        "AccessControlMaxAgeSec": lists.max_age,
        "OriginOverride": true,
    });
    if !lists.exposed_headers.is_empty() {
        cors["AccessControlExposeHeaders"] = items(json!(lists.exposed_headers));
    }
    cors
}

/// The name in a template, which has only letters and digits: `CorsOrdersApi` for `orders_api`.
fn logical_id(slug: &str) -> String {
    let words = slug.split('_').map(|word| {
        let (first, rest) = word.split_at(usize::from(!word.is_empty()));
        first.to_ascii_uppercase() + rest
    });
    format!("Cors{}", words.collect::<String>())
}

fn entry(entry: &OriginEntry) -> Result<Vec<String>, Refusal> {
    let is_pattern = matches!(entry.host(), EntryHost::SubdomainsOf(_));
    if is_pattern && matches!(entry.port(), EntryPort::Number(_)) {
        return Err(("a pattern with a port is not documented", "list the subdomains"));
    }
    web(entry)
}

const LANGUAGE: Language = Language {
    target: TARGET,
    entry,
    methods: Some(&METHODS),
    any_method: AnyMethod::AllKnown,
    any_header: AnyHeader::MayRepeat,
    any_exposed: true,
    is_name: has_no_star,
    most: usize::MAX,
    never: |_| Vec::new(),
};

const TARGET: &str = "Amazon CloudFront";
const METHODS: [&str; 7] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

const NOTES: &[&str] = &[
    "CloudFront passes preflights on, so the service must answer `OPTIONS` with 2xx. It needs no CORS layer of its own.",
    "A refused preflight has no CORS headers, but it has the status of the service.",
    "A function for viewer responses that sets CORS headers must be removed. CloudFront skips it for the status 400 and above.",
    "Whether `Vary` has `Origin` is not documented. A cache in front of CloudFront must have `Origin` in its key.",
];

#[cfg(test)]
mod tests {
    use cors_policy::cors_policy;

    use super::{export, logical_id};

    cors_policy! {
        static CLOSED = { origins: none };
    }

    #[test]
    fn a_closed_policy_removes_the_headers_of_the_service() {
        let export = export(&CLOSED).unwrap();
        let text = export.files()[0].text();
        assert!(text.contains("Header: \"Access-Control-Allow-Origin\""), "{text}");
        assert!(!text.contains("CorsConfig"), "{text}");
    }

    #[test]
    fn a_logical_id_has_letters_and_digits() {
        for (slug, expected) in
            [("api", "CorsApi"), ("orders_api", "CorsOrdersApi"), ("p_a__1", "CorsPA1")]
        {
            assert_eq!(logical_id(slug), expected);
        }
    }
}
