//! [Kubernetes Gateway API](https://gateway-api.sigs.k8s.io), 1.5 or later: a filter `CORS` for the rules of an `HTTPRoute`.
//!
//! # What to do
//!
//! Print the file of [`export`], and include its text in the `filters` of each rule of the `HTTPRoute`. Then ask the
//! implementation, because the filter is an *extended* feature: `kubectl get gatewayclass -o yaml` lists `HTTPRouteCORS` in
//! `supportedFeatures` if the implementation has it. One without it must not accept the rule.
//!
//! Switch CORS off in the service: the specification does not say that the gateway removes the headers of the service.
//!
//! # The verdict
//!
//! [`Verdict::Narrower`], because implementations differ: the status of a refused preflight is 200, 204 or 403, and neither
//! `Vary` nor the headers of errors are specified. [`export`] refuses a policy that the filter cannot express, and
//! [`narrower`] leaves parts out:
//!
//! | part of a policy | in the filter |
//! | --- | --- |
//! | an exact `http` or `https` origin | the same |
//! | `https://*.example.com`, also with a port | the same. The implementation decides which characters a label has |
//! | `origins: any` | `*` |
//! | `http://localhost:*` | there is no pattern for ports |
//! | other schemes, IPv6 addresses, a final dot, `_` in hosts | the schema refuses them |
//! | more than 64 origins or headers | the schema refuses them |
//! | methods that HTTP itself does not define | the schema refuses them |
//! | `request_headers: any` | not possible: `*` may be answered with what is asked for, and cannot have `Authorization` with it |
//! | `max_age: 0` | the schema refuses it |
//! | `anyone_else` | not possible: all origins get the same answer |
//!
//! # Mistakes in articles
//!
//! | mistake | what it does |
//! | --- | --- |
//! | `allowOrigins: ["https://*"]` | every page with HTTPS may read, and with `allowCredentials` it reads as the user |
//! | `allowHeaders: ["*"]` with `allowCredentials: true` | the implementation may answer with any name that is asked for |
//! | the filter and CORS in the service | two `Access-Control-Allow-Origin`: browsers refuse the response |
//! | a filter `ResponseHeaderModifier` that sets `Access-Control-Allow-Origin` | it is sent to every origin, and preflights still reach the service |

use cors_policy::{EntryHost, IntoPolicyRef, OriginEntry};
use serde_json::{Value, json};

use crate::export::{Export, Verdict};
use crate::inexpressible::{Inexpressible, Missing};
use crate::lists::{AnyHeader, AnyMethod, Language, Lists, Refusal, has_no_star, web};
use crate::sheet::Sheet;
use crate::yaml::yaml;

/// Exports a policy to a filter of an `HTTPRoute`. The verdict is [`Verdict::Narrower`].
///
/// # Errors
///
/// The filter cannot express a part of the policy: see the [module](self).
///
/// # Examples
///
/// ```
/// use cors_policy::cors_policy;
/// use cors_policy_gateways::gateway_api;
///
/// cors_policy! {
///     static API = { origins: ["https://*.preview.example.com"], methods: [PUT] };
/// }
///
/// let export = gateway_api::export(&API)?;
/// let [filter] = export.files() else { panic!("one file") };
/// assert_eq!(filter.name(), "cors-api.httproute.yaml");
/// assert!(filter.text().contains(r#"    - "https://*.preview.example.com""#));
/// println!("{export}");
/// # Ok::<_, cors_policy_gateways::Inexpressible>(())
/// ```
pub fn export(policy: impl IntoPolicyRef) -> Result<Export, Inexpressible> {
    let sheet = Sheet::of(policy);
    let lists = Lists::complete(&sheet, &LANGUAGE)?;
    Ok(written(&sheet, &lists))
}

/// Exports the part of a policy that the filter can express. [`Export::left_out`] lists the rest.
///
/// # Errors
///
/// Nothing is left, or the policy has `max_age: 0`.
pub fn narrower(policy: impl IntoPolicyRef) -> Result<Export, Inexpressible> {
    let sheet = Sheet::of(policy);
    let lists = Lists::narrowed(&sheet, &LANGUAGE)?;
    Ok(written(&sheet, &lists).without(lists.reasons()))
}

fn written(sheet: &Sheet, lists: &Lists) -> Export {
    let name = format!("cors-{}.httproute.yaml", sheet.slug.replace('_', "-"));
    let text = yaml(
        sheet,
        TARGET,
        &["Include it inside of `filters` of each rule of an `HTTPRoute`."],
        &filter(lists),
    );
    let export = Export::of(sheet, Verdict::Narrower).with_file(
        name,
        "inside of `filters` of each rule of an `HTTPRoute`",
        text,
    );
    NOTES.iter().fold(export, |export, &note| export.with_note(note))
}

fn filter(lists: &Lists) -> Value {
    let mut cors = json!({
        "allowOrigins": lists.origins,
        "allowMethods": lists.methods,
        "allowHeaders": lists.request_headers,
        "allowCredentials": lists.credentials,
        "maxAge": lists.max_age,
    });
    if !lists.exposed_headers.is_empty() {
        cors["exposeHeaders"] = json!(lists.exposed_headers);
    }
    json!([{ "type": "CORS", "cors": cors }])
}

/// What the schema of the filter accepts.
fn entry(entry: &OriginEntry) -> Result<Vec<String>, Refusal> {
    if let EntryHost::Exact(host) | EntryHost::SubdomainsOf(host) = entry.host() {
        if host.contains('_') {
            return Err(("the schema refuses `_` in hosts", "use another name"));
        }
    }
    let texts = web(entry)?;
    if texts.iter().any(|text| text.len() > LONGEST) {
        return Err(("the schema refuses so long an origin", "use a shorter name"));
    }
    Ok(texts)
}

/// An answer without `Access-Control-Max-Age` cannot be written, and neither can 0.
fn never(sheet: &Sheet) -> Vec<Missing> {
    match sheet.grant.max_age {
        Some(0) => vec![Missing::new(
            "max_age: 0",
            "the shortest time is one second",
            "write `max_age: 1s`, or leave it out",
        )],
        _ => Vec::new(),
    }
}

const LANGUAGE: Language = Language {
    target: TARGET,
    entry,
    methods: Some(&["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"]),
    any_method: AnyMethod::Star,
    any_header: AnyHeader::No,
    any_exposed: true,
    is_name: has_no_star,
    most: 64,
    never,
};

const TARGET: &str = "the Gateway API of Kubernetes";
/// In bytes.
const LONGEST: usize = 253;

const NOTES: &[&str] = &[
    "The filter is an extended feature: check that `supportedFeatures` of the `GatewayClass` has `HTTPRouteCORS`.",
    "Switch CORS off in the service. The specification does not say that the gateway removes the headers of the service.",
    "A refused preflight gets the status 200, 204 or 403, as the implementation decides.",
    "Whether `Vary` has `Origin` is not specified. A cache in front of the gateway must have `Origin` in its key.",
    "The implementation decides which characters `*.` matches. All hosts that match belong to the same domain.",
];

#[cfg(test)]
mod tests {
    use cors_policy::cors_policy;

    use super::{export, narrower};

    cors_policy! {
        static API = { origins: ["https://app.example.com"], max_age: 0 };
    }

    #[test]
    fn no_time_at_all_is_an_error() {
        for error in [export(&API).unwrap_err(), narrower(&API).unwrap_err()] {
            assert_eq!(error.missing()[0].part(), "max_age: 0");
        }
    }
}
