//! [Cloudflare Access](https://developers.cloudflare.com/cloudflare-one/access-controls/): the CORS settings of a self-hosted
//! application, as JSON.
//!
//! Access asks everyone to log in, before a request reaches the service. A preflight has no cookie, so Access answers it with
//! 403, unless the application has one of two settings:
//!
//! | function | setting | who answers preflights | verdict |
//! | --- | --- | --- | --- |
//! | [`export`] | `options_preflight_bypass` | the service, or a Worker in front of it | exact |
//! | [`cors_headers`] | `cors_headers` | Access | exact for browsers |
//! | [`narrower`] | `cors_headers` | Access | narrower, if the policy has more than Access can express |
//!
//! Use the first one if you can. The others answer only preflights: all other responses have the CORS headers of the service,
//! so the service needs the policy in any case.
//!
//! # What to run
//!
//! ```
//! use cors_policy::cors_policy;
//! use cors_policy_gateways::cloudflare_access;
//!
//! cors_policy! {
//!     static API = { origins: ["https://*.example.com"], methods: [PUT], credentials: true };
//! }
//!
//! let export = cloudflare_access::export(&API)?;
//! let [settings] = export.files() else { panic!("one file") };
//! println!("{}", settings.text());
//! assert_eq!(settings.text(), "{\n  \"options_preflight_bypass\": true\n}\n");
//! # Ok::<_, cors_policy_gateways::Inexpressible>(())
//! ```
//!
//! # Where to include the text
//!
//! The properties belong to the application: merge them into the body of
//! `PUT /accounts/{account_id}/access/apps/{app_id}`, or write them as arguments of the same names in Terraform's
//! `cloudflare_zero_trust_access_application`. An application has one of the two settings, never both.
//!
//! # Verdict
//!
//! The bypass is *exact* if the service, or a [Worker](crate::cloudflare_worker) in front of it, answers with the same policy.
//! `cors_headers` lists whole origins only: no pattern and no `anyone_else`. It knows seven methods.
//!
//! These statements follow Cloudflare's documentation, because no program of it runs elsewhere.
//!
//! # What to switch off upstream
//!
//! Nothing. Without the cookie of Access, a request that is no preflight gets a redirect to a login page without CORS headers,
//! with either setting. The page sees a CORS error, until the user has visited the application and logged in.
//!
//! # Common mistakes
//!
//! | in articles | what happens |
//! | --- | --- |
//! | `allow_all_origins` with `allow_credentials` | Preflights of every website are answered as if it was listed. Only the service still refuses it. |
//! | `allow_all_headers` for a policy without `Authorization` | Access may repeat what is asked for, so a page may send `Authorization` too. |
//! | `cors_headers`, and no CORS headers in the service | Preflights succeed, but the page cannot read any response. |
//! | a policy of Access that lets everyone pass, for the path of the API | Requests that are no preflights need no login either. |

use cors_policy::{IntoPolicyRef, OriginEntry};
use serde_json::{Value, json};

use crate::export::{Export, Verdict};
use crate::inexpressible::{Inexpressible, Missing};
use crate::sheet::{Grant, Names, Readers, Sheet};

/// Exports the setting that lets preflights pass to the service. The verdict is [`Verdict::Exact`].
///
/// # Errors
///
/// Never: the service answers. The type is that of the other targets.
///
/// # Examples
///
/// See the [module](self).
pub fn export(policy: impl IntoPolicyRef) -> Result<Export, Inexpressible> {
    let sheet = Sheet::of(policy);
    let settings = json!({ "options_preflight_bypass": true });
    let export = Export::of(&sheet, Verdict::Exact)
        .with_file(name(&sheet), PLACE, text(&settings))
        .with_note(
            "The service, or a Worker in front of it, must answer with this policy: Access lets preflights pass, and adds no headers.",
        )
        .with_note("The application must not have `cors_headers` too.");
    Ok(export.with_note(LOGIN))
}

/// Exports a policy to `cors_headers`. Access then answers preflights itself. The verdict is [`Verdict::ExactForBrowsers`].
///
/// # Errors
///
/// Access cannot express patterns of origins, `anyone_else`, a policy without origins, `any` together with credentials,
/// `request_headers: any` without `"Authorization"`, and methods other than `DELETE`, `GET`, `HEAD`, `OPTIONS`, `PATCH`,
/// `POST` and `PUT`.
///
/// # Examples
///
/// ```
/// use cors_policy::cors_policy;
/// use cors_policy_gateways::cloudflare_access;
///
/// cors_policy! {
///     static API = { origins: ["https://app.example.com"], methods: [PUT], credentials: true };
///     static WIDER = { origins: ["https://*.example.com"] };
/// }
///
/// let settings = cloudflare_access::cors_headers(&API)?;
/// assert!(settings.files()[0].text().contains(r#""https://app.example.com""#));
/// let error = cloudflare_access::cors_headers(&WIDER).unwrap_err().to_string();
/// assert!(error.contains("`https://*.example.com`: Access compares whole origins"), "{error}");
/// # Ok::<_, cors_policy_gateways::Inexpressible>(())
/// ```
pub fn cors_headers(policy: impl IntoPolicyRef) -> Result<Export, Inexpressible> {
    let sheet = Sheet::of(policy);
    let (settings, missing) = settings(&sheet)?;
    if !missing.is_empty() {
        return Err(Inexpressible::new(TARGET, &sheet.title, missing));
    }
    Ok(answered_by_access(&sheet, &settings))
}

/// Exports to `cors_headers` what Access can express, and lists what is left out.
///
/// # Errors
///
/// Nothing is left: Access can express no origin of the policy.
///
/// # Examples
///
/// ```
/// use cors_policy::cors_policy;
/// use cors_policy_gateways::{Verdict, cloudflare_access};
///
/// cors_policy! {
///     static API = { origins: ["https://app.example.com", "https://*.preview.example.com"] };
/// }
///
/// let settings = cloudflare_access::narrower(&API)?;
/// assert_eq!(settings.verdict(), Verdict::Narrower);
/// assert!(settings.left_out()[0].starts_with("`https://*.preview.example.com`: "));
/// # Ok::<_, cors_policy_gateways::Inexpressible>(())
/// ```
pub fn narrower(policy: impl IntoPolicyRef) -> Result<Export, Inexpressible> {
    let sheet = Sheet::of(policy);
    let (settings, missing) = settings(&sheet)?;
    let left_out = missing.iter().map(ToString::to_string).collect();
    Ok(answered_by_access(&sheet, &settings).without(left_out))
}

fn answered_by_access(sheet: &Sheet, settings: &Value) -> Export {
    let export = Export::of(sheet, Verdict::ExactForBrowsers)
        .with_file(name(sheet), PLACE, text(settings))
        .with_note(
            "Access answers only preflights. The service must add the CORS headers of this policy to all other responses.",
        )
        .with_note("The application must not have `options_preflight_bypass` too.");
    let export = if sheet.grant.max_age.is_none() { export.with_note(AGE) } else { export };
    export.with_note(LOGIN)
}

/// The property `cors_headers`, and what it lacks. It is an error if no origin is left.
fn settings(sheet: &Sheet) -> Result<(Value, Vec<Missing>), Inexpressible> {
    let mut missing = sheet.repeats();
    let (exact, patterns) = sheet.entries().iter().partition::<Vec<_>, _>(|e| e.is_exact());
    missing.extend(
        patterns.iter().map(|entry| Missing::new(entry.to_string(), WHOLE_ORIGINS, BYPASS)),
    );
    if sheet.anyone_else.is_some() {
        missing.push(Missing::new("anyone_else", ONE_TIER, BYPASS));
    }
    let is_public = matches!(sheet.readers, Readers::Anyone);
    if exact.is_empty() && !is_public {
        let part = if let Readers::Nobody = sheet.readers { "origins: none" } else { "origins" };
        missing.push(Missing::new(part, NO_ORIGIN, NO_SETTINGS));
        return Err(Inexpressible::new(TARGET, &sheet.title, missing));
    }
    let Grant { credentials, methods, request_headers, max_age, .. } = sheet.grant;
    let (any_method, methods) = methods_of(methods, &mut missing);
    let (any_header, headers) = headers_of(request_headers, &mut missing);
    let mut settings = json!({
        "allow_all_headers": any_header,
        "allow_all_methods": any_method,
        "allow_all_origins": is_public,
        "allow_credentials": credentials,
        "max_age": max_age.unwrap_or(DEFAULT_AGE),
    });
    // A list together with `allow_all_…` is not documented.
    let lists = [
        ("allowed_headers", any_header, headers),
        ("allowed_methods", any_method, methods),
        ("allowed_origins", is_public, exact.into_iter().map(OriginEntry::to_string).collect()),
    ];
    for (property, is_all, list) in lists {
        if !is_all {
            settings[property] = json!(list);
        }
    }
    Ok((json!({ "cors_headers": settings }), missing))
}

/// Whether all methods are allowed, and the list. An empty list could mean a default, so it has the methods that need no
/// preflight.
fn methods_of(names: Names, missing: &mut Vec<Missing>) -> (bool, Vec<String>) {
    let Names::Listed(names) = names else { return (false, owned(&SAFE_METHODS)) };
    if names.contains(&"*") {
        return (true, Vec::new());
    }
    let (known, unknown) =
        names.iter().copied().partition::<Vec<&str>, _>(|name| METHODS.contains(name));
    missing.extend(unknown.into_iter().map(|name| Missing::new(name, SEVEN_METHODS, BYPASS)));
    let list = if known.is_empty() { owned(&SAFE_METHODS) } else { owned(&known) };
    (false, list)
}

/// The same for headers. Every page may send `Accept`.
fn headers_of(names: Names, missing: &mut Vec<Missing>) -> (bool, Vec<String>) {
    match names {
        Names::Asked | Names::Listed([]) => (false, owned(&SAFE_HEADERS)),
        Names::Listed(["*", name]) if name.eq_ignore_ascii_case("Authorization") => {
            (true, Vec::new())
        }
        Names::Listed(["*", ..]) => {
            missing.push(Missing::new("request_headers: any", ANY_HEADER, LIST_THEM));
            (false, owned(&SAFE_HEADERS))
        }
        Names::Listed(names) => (false, owned(names)),
    }
}

fn owned(names: &[impl ToString]) -> Vec<String> {
    names.iter().map(ToString::to_string).collect()
}

fn name(sheet: &Sheet) -> String {
    format!("cors-{}.access.json", sheet.slug.replace('_', "-"))
}

fn text(settings: &Value) -> String {
    format!("{settings:#}\n")
}

const TARGET: &str = "Cloudflare Access";
const PLACE: &str = "the application of Access: the body of the request to the API";
const METHODS: [&str; 7] = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];
const SAFE_METHODS: [&str; 3] = ["GET", "HEAD", "POST"];
const SAFE_HEADERS: [&str; 1] = ["Accept"];

/// In seconds: what browsers do without `Access-Control-Max-Age`,
/// [Fetch, CORS-preflight fetch](https://fetch.spec.whatwg.org/#cors-preflight-fetch).
const DEFAULT_AGE: u64 = 5;

const WHOLE_ORIGINS: &str = "Access compares whole origins";
const ONE_TIER: &str = "Access has one list of origins";
const NO_ORIGIN: &str =
    "Access would have an empty list of origins, whose meaning is not documented";
const SEVEN_METHODS: &str = "Access does not know this method";
const ANY_HEADER: &str =
    "Access may repeat what is asked for, and then it covers `Authorization` too";
const BYPASS: &str = "let the service answer, with `cloudflare_access::export`";
const LIST_THEM: &str = "list the names, or add `\"Authorization\"`";
const NO_SETTINGS: &str = "leave out `cors_headers`: without it, Access refuses preflights";

const AGE: &str = "The policy has no `max_age`. The setting is 5 seconds, which is what browsers do without the header.";
const LOGIN: &str = "Without the cookie of Access, other requests than preflights get a redirect to a login page without CORS headers. The page \
     must send credentials, or the headers of a service token, which the policy must list in `request_headers`.";

#[cfg(test)]
mod tests {
    use cors_policy::cors_policy;

    use super::{cors_headers, narrower};

    cors_policy! {
        static ALL = {
            origins: ["https://app.example.com", "http://localhost:*", "chrome-extension://*"],
            methods: [PUT, PURGE],
            request_headers: any,
            max_age: 10m,
            anyone_else: {},
        };
        static PUBLIC = { origins: any, methods: any, request_headers: [any, "Authorization"] };
        static BARE = { origins: ["http://[::1]:8080"] };
        static CLOSED = { origins: none };
        static REPEATING = { origins: ["https://app.example.com"], methods: any, credentials: true };
    }

    #[test]
    fn what_is_missing_is_left_out() {
        let export = narrower(&ALL).unwrap();
        assert_eq!(
            export.files()[0].text(),
            r#"{
  "cors_headers": {
    "allow_all_headers": false,
    "allow_all_methods": false,
    "allow_all_origins": false,
    "allow_credentials": false,
    "allowed_headers": [
      "Accept"
    ],
    "allowed_methods": [
      "PUT"
    ],
    "allowed_origins": [
      "https://app.example.com"
    ],
    "max_age": 600
  }
}
"#
        );
        let parts = cors_headers(&ALL).unwrap_err();
        let parts = parts.missing().iter().map(|missing| missing.part().to_owned());
        let mut parts = parts.collect::<Vec<_>>();
        parts.sort();
        assert_eq!(
            parts,
            [
                "PURGE",
                "anyone_else",
                "chrome-extension://*",
                "http://localhost:*",
                "request_headers: any"
            ]
        );
        assert_eq!(export.left_out().len(), parts.len());
    }

    #[test]
    fn a_public_policy_allows_all() {
        let export = cors_headers(&PUBLIC).unwrap();
        let text = export.files()[0].text();
        for property in ["allow_all_headers", "allow_all_methods", "allow_all_origins"] {
            assert!(text.contains(&format!("\"{property}\": true")), "{text}");
        }
        assert!(!text.contains("allowed_"), "{text}");
    }

    #[test]
    fn an_empty_list_is_no_default() {
        let export = cors_headers(&BARE).unwrap();
        let text = export.files()[0].text();
        assert!(text.contains("\"allowed_headers\": [\n      \"Accept\"\n"), "{text}");
        assert!(text.contains("\"GET\",\n      \"HEAD\",\n      \"POST\"\n"), "{text}");
        assert!(text.contains("\"max_age\": 5\n"), "{text}");
    }

    #[test]
    fn without_an_origin_there_are_no_settings() {
        assert_eq!(
            narrower(&CLOSED).unwrap_err().to_string(),
            "Cloudflare Access cannot express the policy `CLOSED` (cors-policy-gateways/src/targets/cloudflare_access.rs):\n\
             - `origins: none`: Access would have an empty list of origins, whose meaning is not documented; leave out \
             `cors_headers`: without it, Access refuses preflights"
        );
    }

    #[test]
    fn an_answer_that_repeats_is_an_error() {
        let error = cors_headers(&REPEATING).unwrap_err();
        assert_eq!(error.missing()[0].part(), "methods: any");
        assert!(narrower(&REPEATING).unwrap().files()[0].text().contains("\"POST\""));
    }
}
