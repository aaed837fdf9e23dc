//! [Spring Cloud Gateway](https://docs.spring.io/spring-cloud-gateway/reference/) with WebFlux, 4.3 or later: its global CORS
//! configuration.
//!
//! # How to use it
//!
//! Print the file, and save it in the folder of `application.yml`:
//!
//! ```
//! use cors_policy::cors_policy;
//! use cors_policy_gateways::{Verdict, spring_cloud_gateway};
//!
//! cors_policy! {
//!     static API = {
//!         origins: ["https://app.example.com", "https://*.preview.example.com"],
//!         methods: [PUT],
//!         credentials: true,
//!     };
//! }
//!
//! let export = spring_cloud_gateway::export(&API)?;
//! assert_eq!(export.verdict(), Verdict::Narrower);
//! for file in export.files() {
//!     println!("{}", file.text());
//! }
//! # Ok::<_, cors_policy_gateways::Inexpressible>(())
//! ```
//!
//! ```yaml
//! # application.yml
//! spring:
//!   config:
//!     import: "classpath:cors-api.yml"
//! ```
//!
//! The options apply to all paths, `[/**]`. If several routes have different policies, replace this key by the paths of the
//! routes. Before version 4.3, the prefix of the properties is `spring.cloud.gateway` instead of
//! `spring.cloud.gateway.server.webflux`.
//!
//! # Verdict
//!
//! *Narrower*: Spring also refuses requests that are no preflights. A form or a `no-cors` request of an origin that is not listed
//! gets 403, and does not reach the service. For the library, this is the task of a guard and not of CORS.
//!
//! - A request of the gateway's own pages counts as one of another origin if the gateway does not know its own scheme, host and
//!   port, because a proxy in front of it hides them. Then list this origin too, or let the gateway read the `Forwarded` headers.
//! - `*` in a pattern is any text. All origins that a browser can send and that a pattern covers are below the same domain.
//! - Spring compares origins without regard to case, and without a final slash. Browsers send neither.
//!
//! [`narrower`] also leaves out what Spring cannot express: `anyone_else`, patterns for any host, and `request_headers: any`.
//!
//! # What to switch off
//!
//! Switch the CORS layer of the service off. Spring sends the CORS headers of the service together with its own: two lines of
//! `Access-Control-Allow-Origin`, which browsers refuse, or an `Access-Control-Allow-Credentials` that the policy does not grant.
//! The filter `DedupeResponseHeader` removes a second line, and keeps headers that the gateway did not set. The filter
//! `RemoveResponseHeader` removes those of the gateway too.
//!
//! # Mistakes in other configurations
//!
//! | configuration | what it lets in |
//! | --- | --- |
//! | `allowedOriginPatterns: "*"` with `allowCredentials: true` | Every origin, with cookies. |
//! | `allowedOriginPatterns: "https://*example.com"` | `https://evil-example.com` |
//! | `allowedOriginPatterns: "https://example.*"` | `https://example.evil` |
//! | `allowedHeaders: "*"` without credentials | `Authorization` too: Spring repeats what the preflight asks for, and `*` itself does not cover this header. |
//! | no `add-to-simple-url-handler-mapping` | Nothing, but a preflight that matches no route gets 404 without CORS headers. |
//! | the key `/**` without brackets | Nothing: Spring drops `/` and `*` of the key, so the options apply to no path. |

use cors_policy::{EntryHost, EntryPort, IntoPolicyRef};
use serde_json::{Value, json};

use crate::export::{Export, Verdict};
use crate::inexpressible::{Inexpressible, Missing};
use crate::sheet::{Names, Readers, Sheet};
use crate::yaml::yaml;

/// Exports a policy to Spring Cloud Gateway. The verdict is [`Verdict::Narrower`], although nothing of the policy is left out:
/// the gateway also refuses requests that are no preflights.
///
/// # Errors
///
/// The policy has `anyone_else`, a pattern for any host, or `request_headers: any` without `Authorization`. Or it has
/// `methods: any` or `request_headers: any` together with credentials. [`narrower`] leaves these out.
///
/// # Examples
///
/// ```
/// use cors_policy::cors_policy;
/// use cors_policy_gateways::spring_cloud_gateway;
///
/// cors_policy! {
///     static API = { origins: ["http://localhost:*", "chrome-extension://*"], methods: [PUT] };
/// }
///
/// let error = spring_cloud_gateway::export(&API).unwrap_err();
/// assert_eq!(error.missing()[0].part(), "chrome-extension://*");
///
/// let export = spring_cloud_gateway::narrower(&API)?;
/// assert_eq!(export.left_out().len(), 1);
/// assert!(export.files()[0].text().contains(r#"- "http://localhost:[*]""#));
/// # Ok::<_, cors_policy_gateways::Inexpressible>(())
/// ```
pub fn export(policy: impl IntoPolicyRef) -> Result<Export, Inexpressible> {
    let sheet = Sheet::of(policy);
    let (options, left_out) = options(&sheet);
    if left_out.is_empty() {
        return Ok(exported(&sheet, &options));
    }
    Err(Inexpressible::new("Spring Cloud Gateway", &sheet.title, left_out))
}

/// Exports the part of a policy that Spring Cloud Gateway can express. [`Export::left_out`] lists the rest.
///
/// # Errors
///
/// The policy lists origins, and the gateway can express none of them.
pub fn narrower(policy: impl IntoPolicyRef) -> Result<Export, Inexpressible> {
    let sheet = Sheet::of(policy);
    let (options, left_out) = options(&sheet);
    let has_origin =
        ["allowedOrigins", "allowedOriginPatterns"].iter().any(|key| options[key] != Value::Null);
    if !has_origin && !sheet.entries().is_empty() {
        return Err(Inexpressible::new("Spring Cloud Gateway", &sheet.title, left_out));
    }
    let left_out = left_out.iter().map(Missing::to_string).collect();
    Ok(exported(&sheet, &options).without(left_out))
}

fn exported(sheet: &Sheet, options: &Value) -> Export {
    let cors = json!({
        "add-to-simple-url-handler-mapping": true,
        "cors-configurations": { "[/**]": options },
    });
    let gateway = json!({ "server": { "webflux": { "globalcors": cors } } });
    let value = json!({ "spring": { "cloud": { "gateway": gateway } } });
    let name = format!("cors-{}.yml", sheet.slug.replace('_', "-"));
    let text = yaml(sheet, "Spring Cloud Gateway", &[PLACE], &value);
    let mut export = Export::of(sheet, Verdict::Narrower).with_file(
        name,
        "the class path, and imported by `application.yml`",
        text,
    );
    for note in NOTES {
        export = export.with_note(*note);
    }
    export
}

/// The properties of `CorsConfiguration`, and what they leave out. One that is missing allows nothing.
fn options(sheet: &Sheet) -> (Value, Vec<Missing>) {
    let mut left_out = sheet.repeats();
    let mut options = json!({ "allowCredentials": sheet.grant.credentials });
    let (origins, patterns) = origins(sheet, &mut left_out);
    if sheet.anyone_else.is_some() {
        left_out.push(Missing::new("anyone_else", ONE_GRANT, NO_TIERS));
    }
    let headers = request_headers(sheet.grant.request_headers, &mut left_out);
    let exposed = sheet.grant.exposed_headers.iter().map(|&name| name.to_owned()).collect();
    for (option, list) in [
        ("allowedOrigins", origins),
        ("allowedOriginPatterns", patterns),
        ("allowedMethods", methods(sheet.grant.methods)),
        ("allowedHeaders", headers),
        ("exposedHeaders", exposed),
    ] {
        if !list.is_empty() {
            options[option] = list.into();
        }
    }
    if let Some(seconds) = sheet.grant.max_age {
        options["maxAge"] = seconds.into();
    }
    (options, left_out)
}

/// The origins, and the patterns.
fn origins(sheet: &Sheet, left_out: &mut Vec<Missing>) -> (Vec<String>, Vec<String>) {
    let (mut origins, mut patterns) = (Vec::new(), Vec::new());
    if matches!(sheet.readers, Readers::Anyone) {
        origins.push("*".to_owned());
    }
    for entry in sheet.entries() {
        let text = entry.to_string();
        match (entry.host(), entry.port()) {
            (EntryHost::Any, _) => {
                left_out.push(Missing::new(text, ANY_HOST, LIST_HOSTS));
            }
            (_, EntryPort::Any) => {
                // It covers the default port too.
                patterns.push(text.strip_suffix(":*").unwrap_or(&text).to_owned() + ":[*]");
            }
            (EntryHost::SubdomainsOf(_), _) => patterns.push(text),
            (EntryHost::Exact(_), _) => origins.push(text),
        }
    }
    (origins, patterns)
}

/// The methods. Spring compares them with those of all requests, so the methods that need no preflight are among them.
fn methods(names: Names) -> Vec<String> {
    let names = match names {
        // `sheet.repeats` names them.
        Names::Asked => &[],
        Names::Listed(names) if names.contains(&"*") => return vec!["*".to_owned()],
        Names::Listed(names) => names,
    };
    let others = names.iter().filter(|name| !WITHOUT_PREFLIGHT.contains(name));
    WITHOUT_PREFLIGHT.iter().chain(others).map(|&name| name.to_owned()).collect()
}

/// The headers. `*` repeats what a preflight asks for, which may be `Authorization`.
fn request_headers(names: Names, left_out: &mut Vec<Missing>) -> Vec<String> {
    let Names::Listed(names) = names else { return Vec::new() };
    let has_authorization = names.iter().any(|name| name.eq_ignore_ascii_case("Authorization"));
    if names.contains(&"*") && has_authorization {
        return vec!["*".to_owned()];
    }
    if names.contains(&"*") {
        left_out.push(Missing::new("request_headers: any", REPEATED, AUTHORIZE));
    }
    names.iter().filter(|&&name| name != "*").map(|&name| name.to_owned()).collect()
}

/// Browsers send these without asking: <https://fetch.spec.whatwg.org/#cors-safelisted-method>.
const WITHOUT_PREFLIGHT: [&str; 3] = ["GET", "HEAD", "POST"];

const PLACE: &str =
    "Save it to the class path, and add it to `spring.config.import` of `application.yml`.";
const ANY_HOST: &str = "`*` of the gateway also covers hosts with dots, and ports";
const LIST_HOSTS: &str = "list the hosts, or leave the entry out with `narrower`";
const ONE_GRANT: &str = "the gateway grants all origins the same";
const NO_TIERS: &str = "leave it out with `narrower`, or let the service answer";
const REPEATED: &str = "the gateway answers with the names that a preflight asks for, which allows `Authorization` too";
const AUTHORIZE: &str = "list the names, or write `[any, \"Authorization\"]`";

const NOTES: &[&str] = &[
    "The gateway refuses every request of another origin that is not listed, with 403, and also those of its own pages if a \
     proxy hides its scheme, host or port.",
    "Switch the CORS layer of the service off. The gateway sends the service's CORS headers together with its own, and these may \
     grant more than the policy.",
    "`*` of a pattern is any text. What a browser can send is below the same domain.",
    "Before Spring Cloud Gateway 4.3, the prefix is `spring.cloud.gateway` instead of `spring.cloud.gateway.server.webflux`.",
    "If several routes have different policies, replace the key `[/**]` by the paths of the routes.",
];

#[cfg(test)]
mod tests {
    use cors_policy::cors_policy;
    use serde_json::{Value, json};

    use super::{export, narrower};
    use crate::{Export, Verdict};

    cors_policy! {
        static API = {
            origins: [
                "https://app.example.com",
                "https://*.preview.example.com",
                "https://*.tenant.example.com:*",
                "http://[::1]:*",
                "http://[::2]:8080",
            ],
            methods: [PUT, POST],
            max_age: 10m,
        };
        static ANY_HEADER = { origins: any, methods: any, request_headers: any };
        static AUTHORIZED = { origins: any, request_headers: [any, "Authorization"] };
        static NOBODY = { origins: none };
        static EXTENSIONS = { origins: ["chrome-extension://*"] };
    }

    fn options(export: &Export) -> Value {
        let value = yaml_serde::from_str::<Value>(export.files()[0].text()).unwrap();
        let gateway = &value["spring"]["cloud"]["gateway"]["server"]["webflux"];
        gateway["globalcors"]["cors-configurations"]["[/**]"].clone()
    }

    #[test]
    fn entries_are_origins_or_patterns() {
        let export = export(&API).unwrap();
        assert_eq!(export.verdict(), Verdict::Narrower);
        assert_eq!(
            options(&export),
            json!({
                "allowedOrigins": ["http://[::2]:8080", "https://app.example.com"],
                "allowedOriginPatterns": [
                    "http://[::1]:[*]",
                    "https://*.preview.example.com",
                    "https://*.tenant.example.com:[*]",
                ],
                "allowedMethods": ["GET", "HEAD", "POST", "PUT"],
                "allowCredentials": false,
                "maxAge": 600,
            })
        );
    }

    #[test]
    fn any_header_does_not_become_authorization() {
        assert_eq!(export(&ANY_HEADER).unwrap_err().missing()[0].part(), "request_headers: any");
        let narrower = options(&narrower(&ANY_HEADER).unwrap());
        assert_eq!(narrower.get("allowedHeaders"), None);
        assert_eq!(narrower["allowedMethods"], json!(["*"]));
        assert_eq!(options(&export(&AUTHORIZED).unwrap())["allowedHeaders"], json!(["*"]));
    }

    #[test]
    fn nobody_has_no_origins() {
        let options = options(&export(&NOBODY).unwrap());
        assert_eq!(options.get("allowedOrigins"), None);
        assert_eq!(options.get("allowedOriginPatterns"), None);
        assert!(narrower(&EXTENSIONS).is_err());
    }
}
