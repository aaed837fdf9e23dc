//! [Ory](https://www.ory.sh) Hydra, Kratos and Oathkeeper: the key `cors` of a server. All three use the package `rs/cors`.
//!
//! # What to do
//!
//! Print the file of [`export`], and include its text in the configuration: inside of `serve.public` or `serve.admin` of Hydra
//! and Kratos, inside of `serve.proxy` or `serve.api` of Oathkeeper. The text sets every key, because the defaults are wide: each
//! origin, five methods, credentials.
//!
//! Behind Oathkeeper's proxy, switch CORS off in the service: Oathkeeper does not remove the headers of the service. In Hydra,
//! keep `allowed_cors_origins` of every client empty: Hydra adds them to the list.
//!
//! # The verdict
//!
//! [`Verdict::Narrower`], because a real `OPTIONS` request gets no CORS headers, and a refused preflight gets 2xx without CORS
//! headers instead of 403. [`export`] refuses a policy that Ory cannot express, and [`narrower`] leaves parts out:
//!
//! | part of a policy | in Ory |
//! | --- | --- |
//! | an exact origin | the same |
//! | `https://*.example.com`, also with a port | `*` matches any text: all hosts that a browser can send belong to the same domain |
//! | `http://localhost:*` | the schema requires a URI, and Go refuses this port |
//! | `chrome-extension://*` | not possible: `*` matches more than one label |
//! | `origins: any` | `*` |
//! | `origins: none` | `enabled: false` |
//! | methods that HTTP itself does not define, `methods: any` | the schema refuses them |
//! | `request_headers: any` without `Authorization` | not possible: the answer repeats what is asked for |
//! | `max_age: 0` | not possible: Ory sends no header then, and browsers assume 5 seconds |
//! | `anyone_else` | not possible: all origins get the same answer |
//!
//! # Mistakes in articles
//!
//! | mistake | what it lets in |
//! | --- | --- |
//! | `enabled: true` and nothing else | every origin |
//! | `allowed_origins: ["https://*example.com"]` | `https://evil-example.com` |
//! | `allowed_origins: ["http://localhost*"]` | `http://localhost.evil.example` |
//! | "patterns with `*.` are not supported", and so `*` | every origin. They are supported |
//! | `debug: true` in production | nothing, but the log contains the headers of requests |

use cors_policy::{EntryHost, EntryPort, IntoPolicyRef, OriginEntry};
use serde_json::{Value, json};

use crate::export::{Export, Verdict};
use crate::inexpressible::{Inexpressible, Missing};
use crate::lists::{AnyHeader, AnyMethod, Language, Lists, Refusal, has_no_star};
use crate::sheet::{Readers, Sheet};
use crate::yaml::yaml;

/// Exports a policy to Ory Hydra, Kratos or Oathkeeper. The verdict is [`Verdict::Narrower`].
///
/// # Errors
///
/// Ory cannot express a part of the policy: see the [module](self).
///
/// # Examples
///
/// ```
/// use cors_policy::cors_policy;
/// use cors_policy_gateways::ory;
///
/// cors_policy! {
///     static API = { origins: ["https://*.preview.example.com"], methods: [PUT] };
/// }
///
/// let export = ory::export(&API)?;
/// let [cors] = export.files() else { panic!("one file") };
/// assert_eq!(cors.name(), "cors-api.ory.yaml");
/// assert!(cors.text().contains("  allow_credentials: false\n"));
/// println!("{export}");
/// # Ok::<_, cors_policy_gateways::Inexpressible>(())
/// ```
pub fn export(policy: impl IntoPolicyRef) -> Result<Export, Inexpressible> {
    let sheet = Sheet::of(policy);
    if is_closed(&sheet) {
        return Ok(written(&sheet, &disabled()));
    }
    let lists = Lists::complete(&sheet, &LANGUAGE)?;
    Ok(written(&sheet, &enabled(&lists)))
}

/// Exports the part of a policy that Ory can express. [`Export::left_out`] lists the rest.
///
/// # Errors
///
/// Nothing is left, or the policy has `max_age: 0`.
pub fn narrower(policy: impl IntoPolicyRef) -> Result<Export, Inexpressible> {
    let sheet = Sheet::of(policy);
    if is_closed(&sheet) {
        return Ok(written(&sheet, &disabled()));
    }
    let lists = Lists::narrowed(&sheet, &LANGUAGE)?;
    Ok(written(&sheet, &enabled(&lists)).without(lists.reasons()))
}

/// Whether nobody may read.
fn is_closed(sheet: &Sheet) -> bool {
    !matches!(sheet.readers, Readers::Anyone)
        && sheet.entries().is_empty()
        && sheet.anyone_else.is_none()
}

fn written(sheet: &Sheet, cors: &Value) -> Export {
    let comments = [
        "Include it inside of `serve.public` or `serve.admin` of Hydra and Kratos,",
        "or inside of `serve.proxy` or `serve.api` of Oathkeeper.",
    ];
    let export = Export::of(sheet, Verdict::Narrower).with_file(
        format!("cors-{}.ory.yaml", sheet.slug.replace('_', "-")),
        "inside of `serve.public`, `serve.admin`, `serve.proxy` or `serve.api`",
        yaml(sheet, TARGET, &comments, &json!({ "cors": cors })),
    );
    NOTES.iter().fold(export, |export, &note| export.with_note(note))
}

fn disabled() -> Value {
    json!({ "enabled": false })
}

/// Every key: a missing one has a wide default.
fn enabled(lists: &Lists) -> Value {
    json!({
        "enabled": true,
        "allowed_origins": lists.origins,
        "allowed_methods": lists.methods,
        "allowed_headers": lists.request_headers,
        "exposed_headers": lists.exposed_headers,
        "allow_credentials": lists.credentials,
        "max_age": lists.max_age,
        "debug": false,
    })
}

/// One `*` is a prefix and a suffix to `rs/cors`. The schema requires a URI.
fn entry(entry: &OriginEntry) -> Result<Vec<String>, Refusal> {
    if entry.host() == EntryHost::Any {
        return Err(("`*` would match more than one label", "list the hosts"));
    }
    if entry.port() == EntryPort::Any {
        return Err(("the schema requires a URI, and `*` is no port", "list the ports"));
    }
    Ok(vec![entry.to_string()])
}

/// No header, and so 5 seconds, is all that `max_age: 0` means to Ory.
fn never(sheet: &Sheet) -> Vec<Missing> {
    match sheet.grant.max_age {
        Some(0) => vec![Missing::new(
            "max_age: 0",
            "Ory then sends no `Access-Control-Max-Age`, and browsers assume 5 seconds",
            "leave it out, or write `max_age: 1s`",
        )],
        _ => Vec::new(),
    }
}

const LANGUAGE: Language = Language {
    target: TARGET,
    entry,
    methods: Some(&["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]),
    any_method: AnyMethod::No,
    any_header: AnyHeader::MayRepeat,
    any_exposed: true,
    is_name: has_no_star,
    most: usize::MAX,
    never,
};

const TARGET: &str = "Ory Hydra, Kratos and Oathkeeper";

const NOTES: &[&str] = &[
    "Hydra adds `allowed_cors_origins` of each client to the list. Keep them empty, or the result is wider than the policy.",
    "Oathkeeper does not remove the CORS headers of the service behind its proxy. Switch CORS off there.",
    "A refused preflight gets 2xx without CORS headers. A real `OPTIONS` request is passed on, and its response has none.",
    "In a pattern, `*` matches any text. All origins that match and that a browser can send belong to the same domain.",
];

#[cfg(test)]
mod tests {
    use cors_policy::cors_policy;

    use super::{export, narrower};

    cors_policy! {
        static API = { origins: ["https://app.example.com"], max_age: 0 };
        static CLOSED = { origins: none };
    }

    #[test]
    fn no_time_at_all_is_an_error() {
        for error in [export(&API).unwrap_err(), narrower(&API).unwrap_err()] {
            assert_eq!(error.missing()[0].part(), "max_age: 0");
        }
    }

    #[test]
    fn a_closed_policy_has_no_list() {
        let export = export(&CLOSED).unwrap();
        assert!(export.files()[0].text().ends_with("cors:\n  enabled: false\n"), "{export}");
    }
}
