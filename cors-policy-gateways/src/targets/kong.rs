//! [Kong](https://developer.konghq.com/gateway/) 3.10 or later: its plugins `cors` and `pre-function`.
//!
//! # How to use it
//!
//! Print the file, and put its `plugins` into the service, or into the route, that has this policy:
//!
//! ```
//! use cors_policy::cors_policy;
//! use cors_policy_gateways::{Verdict, kong};
//!
//! cors_policy! {
//!     static API = {
//!         origins: ["https://app.example.com", "https://*.preview.example.com"],
//!         methods: [PUT],
//!         credentials: true,
//!     };
//! }
//!
//! let export = kong::export(&API)?;
//! assert_eq!(export.verdict(), Verdict::ExactForBrowsers);
//! for file in export.files() {
//!     println!("{}", file.text());
//! }
//! # Ok::<_, cors_policy_gateways::Inexpressible>(())
//! ```
//!
//! ```yaml
//! _format_version: "3.0"
//! services:
//!   - name: api
//!     url: http://api.internal
//!     routes: …
//!     # cors-api.kong.yaml
//!     plugins: …
//! ```
//!
//! `pre-function` removes the CORS headers of the service, which `cors` leaves as they are. It is Lua in the configuration:
//! Kong runs it in its sandbox by default, and refuses it with `untrusted_lua = off`. Without this plugin, remove the CORS
//! headers in the service.
//!
//! # Verdict
//!
//! *Exact for browsers*: a page can read and send the same as with the library. But `cors` answers a refused preflight with 200
//! and the lists of the policy, and adds `Access-Control-Allow-Credentials` and `Access-Control-Expose-Headers` to every response.
//! None of these has `Access-Control-Allow-Origin`, so browsers refuse them. With one origin and no pattern, every response names
//! that origin.
//!
//! [`narrower`] leaves out what Kong cannot express: methods other than nine, IPv6 addresses, and `anyone_else`.
//!
//! # What to change in the rest of the configuration
//!
//! - A route with `methods` needs `OPTIONS` among them. Otherwise a preflight matches no route, and Kong answers 404.
//! - Kong runs one plugin of each name for a request: a `cors` of the route replaces that of the service. If there already is a
//!   `pre-function`, add the functions of the export to it.
//! - Kong answers a request that matches no route without CORS headers, unless both plugins are global.
//! - `response-transformer` runs after `cors`, and can remove its headers or add others.
//!
//! # Mistakes in other configurations
//!
//! | configuration | what it lets in |
//! | --- | --- |
//! | no `origins`, or an empty list | Every origin. |
//! | `origins: ["*"]` with `credentials: true` | Every origin, with cookies: Kong repeats the origin. |
//! | `origins: [.*\.example\.com]` | `http://app.example.com` and every port: a pattern without `:` is compared with the host only. |
//! | `origins: ['https://a\.example\.com\|https://b\.example\.com']` | `https://a.example.com.evil.example`: Kong adds `$`, which belongs to the last branch only. |
//! | `origins: ['https://.*example\.com']` | `https://evil-example.com` |
//! | no `headers` | Every header: Kong repeats what the preflight asks for. |
//! | no `methods` | Nine methods. |
//! | `preflight_continue: true` | Nothing, but the service must answer preflights, and its answer is the policy. |

use cors_policy::{EntryHost, IntoPolicyRef, OriginEntry};
use serde_json::{Value, json};

use crate::entries::{Dialect, regex};
use crate::export::{Export, Verdict};
use crate::inexpressible::{Inexpressible, Missing};
use crate::sheet::{Names, RESPONSE_HEADERS, Readers, Sheet};
use crate::yaml::yaml;

/// Exports a policy to Kong. The verdict is [`Verdict::ExactForBrowsers`].
///
/// # Errors
///
/// The policy has a method that Kong does not know, `methods: any`, an IPv6 address or `anyone_else`. Or it has
/// `request_headers: any` together with credentials. [`narrower`] leaves these out.
///
/// # Examples
///
/// ```
/// use cors_policy::cors_policy;
/// use cors_policy_gateways::kong;
///
/// cors_policy! {
///     static API = { origins: ["https://app.example.com", "http://[::1]:8080"], methods: [PUT] };
/// }
///
/// let error = kong::export(&API).unwrap_err();
/// assert_eq!(error.missing()[0].part(), "http://[::1]:8080");
///
/// let export = kong::narrower(&API)?;
/// assert_eq!(export.left_out().len(), 1);
/// assert!(export.files()[0].text().contains(r#"- "https://app.example.com""#));
/// # Ok::<_, cors_policy_gateways::Inexpressible>(())
/// ```
pub fn export(policy: impl IntoPolicyRef) -> Result<Export, Inexpressible> {
    let sheet = Sheet::of(policy);
    let (options, left_out) = options(&sheet);
    if left_out.is_empty() {
        return Ok(exported(&sheet, &options));
    }
    Err(Inexpressible::new("Kong", &sheet.title, left_out))
}

/// Exports the part of a policy that Kong can express. [`Export::left_out`] lists the rest.
///
/// # Errors
///
/// The policy lists origins, and Kong can express none of them.
pub fn narrower(policy: impl IntoPolicyRef) -> Result<Export, Inexpressible> {
    let sheet = Sheet::of(policy);
    let (options, left_out) = options(&sheet);
    if options.origins.is_empty() && !sheet.entries().is_empty() {
        return Err(Inexpressible::new("Kong", &sheet.title, left_out));
    }
    let left_out = left_out.iter().map(Missing::to_string).collect();
    Ok(exported(&sheet, &options).without(left_out))
}

/// What the plugin can express of the policy.
struct Options {
    /// `*`, or origins and patterns. Empty if nobody is allowed.
    origins: Vec<String>,
    methods: Vec<&'static str>,
    headers: Vec<&'static str>,
}

/// The options, and what they leave out.
fn options(sheet: &Sheet) -> (Options, Vec<Missing>) {
    let mut left_out = Vec::new();
    let mut origins = Vec::new();
    match &sheet.readers {
        Readers::Anyone => origins.push("*".to_owned()),
        Readers::Nobody => {}
        Readers::Listed(entries) => {
            for entry in entries {
                match entry.host() {
                    EntryHost::Exact(host) if host.starts_with('[') => {
                        left_out.push(Missing::new(entry.to_string(), BRACKETS, NO_IPV6));
                    }
                    _ => origins.push(origin(entry)),
                }
            }
        }
    }
    if sheet.anyone_else.is_some() {
        left_out.push(Missing::new("anyone_else", ONE_GRANT, NO_TIERS));
    }
    let methods = methods(sheet.grant.methods, &mut left_out);
    let headers = match sheet.grant.request_headers {
        // Without a list, the plugin repeats what a preflight asks for. Every page may send this header anyway.
        Names::Listed([]) => vec!["Accept"],
        Names::Listed(names) => names.to_vec(),
        Names::Asked => {
            left_out.push(Missing::new("request_headers: any", UNBOUNDED, LIST_THEM));
            vec!["Accept"]
        }
    };
    (Options { origins, methods, headers }, left_out)
}

/// The methods, of which there is at least one: an empty list means all nine.
fn methods(names: Names, left_out: &mut Vec<Missing>) -> Vec<&'static str> {
    let Names::Listed(names) = names else {
        left_out.push(Missing::new("methods: any", NINE, LIST_THEM));
        return METHODS.to_vec();
    };
    let mut methods = Vec::new();
    for &name in names {
        if name == "*" {
            left_out.push(Missing::new("methods: any", NINE, LIST_THEM));
            return METHODS.to_vec();
        } else if METHODS.contains(&name) {
            methods.push(name);
        } else {
            left_out.push(Missing::new(name, NINE, "use another method"));
        }
    }
    // Every page may use it anyway.
    if methods.is_empty() { vec!["GET"] } else { methods }
}

/// An origin as the plugin compares it: as text if it has only these characters, and as a regular expression otherwise.
///
/// A regular expression contains `:`, so it is compared with the whole origin and not with the host.
fn origin(entry: &OriginEntry) -> String {
    let text = entry.to_string();
    let is_flat = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | ':' | '/' | '-');
    if entry.is_exact() && text.chars().all(is_flat) {
        text
    } else {
        regex(entry, Dialect::Lookahead)
    }
}

fn exported(sheet: &Sheet, options: &Options) -> Export {
    let name = format!("cors-{}", sheet.slug.replace('_', "-"));
    let mut plugins = Vec::new();
    if !options.origins.is_empty() {
        plugins.push(json!({ "name": "cors", "tags": [name], "config": config(sheet, options) }));
    }
    plugins.push(
        json!({ "name": "pre-function", "tags": [name], "config": functions(sheet, options) }),
    );
    let text = yaml(sheet, "Kong", &[PLACE], &json!({ "plugins": plugins }));
    let mut export = Export::of(sheet, Verdict::ExactForBrowsers).with_file(
        format!("{name}.kong.yaml"),
        "a service or a route of the declarative configuration",
        text,
    );
    for note in NOTES {
        export = export.with_note(*note);
    }
    export
}

/// The options of `cors`.
fn config(sheet: &Sheet, options: &Options) -> Value {
    let mut config = json!({
        "origins": options.origins,
        "methods": options.methods,
        "headers": options.headers,
        "exposed_headers": sheet.grant.exposed_headers,
        "credentials": sheet.grant.credentials,
        "preflight_continue": false,
        "private_network": false,
        // Requests without an origin need `Vary` too.
        "allow_origin_absent": true,
    });
    if let Some(seconds) = sheet.grant.max_age {
        config["max_age"] = seconds.into();
    }
    config
}

/// The options of `pre-function`, which runs before `cors`.
fn functions(sheet: &Sheet, options: &Options) -> Value {
    let names = RESPONSE_HEADERS.map(|name| format!("  \"{name}\",\n")).concat();
    let mut remove = format!(
        "-- Only this policy sets these headers. Responses of other sources have them from the plugin `cors`.\n\
         if kong.response.get_source() ~= \"service\" then\n  return\nend\n\
         for _, name in ipairs({{\n{names}}}) do\n  kong.response.clear_header(name)\nend\n"
    );
    if !options.origins.is_empty() {
        return json!({ "header_filter": [remove] });
    }
    // Without `cors`, nothing else does this.
    if sheet.varies {
        remove = format!("kong.response.add_header(\"Vary\", \"Origin\")\n{remove}");
    }
    json!({ "access": [REFUSE], "header_filter": [remove] })
}

/// What nobody may send.
const REFUSE: &str = "\
-- No origin is allowed.
local request = kong.request
if request.get_method() == \"OPTIONS\"
  and request.get_header(\"Origin\")
  and request.get_header(\"Access-Control-Request-Method\")
then
  return kong.response.exit(403)
end
";

/// All methods that the plugin accepts.
const METHODS: [&str; 9] =
    ["CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE"];

const PLACE: &str = "Put `plugins` into a service or a route of the declarative configuration.";
const BRACKETS: &str = "Kong removes the brackets of an address before it compares origins";
const NO_IPV6: &str = "use a name, or leave the entry out with `narrower`";
const ONE_GRANT: &str = "Kong grants all origins the same";
const NO_TIERS: &str = "leave it out with `narrower`, or let the service answer";
const NINE: &str = "Kong accepts only nine methods";
const UNBOUNDED: &str = "together with credentials, the answer repeats what a preflight asks for, and Kong repeats it without bounds";
const LIST_THEM: &str = "list the names";

const NOTES: &[&str] = &[
    "A refused preflight gets 200 and the lists of the policy, without `Access-Control-Allow-Origin`. Browsers refuse it.",
    "Kong removes the default port, a final slash and a user from an origin before it compares. No browser sends these. Kong \
     before 3.11 closes the connection if `Origin` is empty.",
    "A route with `methods` needs `OPTIONS`, and a `cors` or `pre-function` of a route replaces that of its service.",
    "`pre-function` needs `untrusted_lua = sandbox`, the default, or `on`. Without it, remove the CORS headers in the service.",
];

#[cfg(test)]
mod tests {
    use cors_policy::cors_policy;
    use serde_json::Value;

    use super::{export, narrower};

    cors_policy! {
        static API = {
            origins: [
                "https://app.example.com",
                "https://*.preview.example.com",
                "http://localhost:*",
                "https://a_b.example.com",
            ],
            credentials: true,
        };
        static NOBODY = { origins: none };
        static ONLY_IPV6 = { origins: ["http://[::1]:8080"], credentials: true };
        static NARROW = {
            origins: ["https://app.example.com"],
            methods: [PUT, PURGE],
            request_headers: any,
            credentials: true,
            anyone_else: {},
        };
    }

    fn plugins(text: &str) -> Value {
        yaml_serde::from_str::<Value>(text).unwrap()["plugins"].clone()
    }

    #[test]
    fn patterns_are_whole_and_contain_the_scheme() {
        let export = export(&API).unwrap();
        let config = &plugins(export.files()[0].text())[0]["config"];
        let origins = config["origins"].as_array().unwrap();
        let origins = origins.iter().map(|origin| origin.as_str().unwrap()).collect::<Vec<_>>();
        assert!(origins.contains(&"https://app.example.com"));
        assert!(origins.contains(&r"^https://a_b\.example\.com$"));
        let patterns = origins.iter().filter(|origin| origin.starts_with('^'));
        assert!(patterns.clone().all(|pattern| pattern.contains("://") && pattern.ends_with('$')));
        assert_eq!(patterns.count(), 3);
    }

    #[test]
    fn an_empty_list_is_never_left_to_the_plugin() {
        let export = export(&API).unwrap();
        let config = &plugins(export.files()[0].text())[0]["config"];
        assert_eq!(config["methods"], Value::from(vec!["GET"]));
        assert_eq!(config["headers"], Value::from(vec!["Accept"]));
    }

    #[test]
    fn nobody_is_not_everybody() {
        let export = export(&NOBODY).unwrap();
        let plugins = plugins(export.files()[0].text());
        assert_eq!(plugins.as_array().unwrap().len(), 1);
        assert_eq!(plugins[0]["name"], "pre-function");
        assert!(plugins[0]["config"]["access"][0].as_str().unwrap().contains("exit(403)"));
        assert!(narrower(&ONLY_IPV6).is_err());
    }

    #[test]
    fn what_is_left_out_is_listed() {
        let parts = export(&NARROW).unwrap_err();
        let parts = parts.missing().iter().map(crate::Missing::part).collect::<Vec<_>>();
        assert_eq!(parts, ["anyone_else", "PURGE", "request_headers: any"]);
        let export = narrower(&NARROW).unwrap();
        assert_eq!(export.verdict(), crate::Verdict::Narrower);
        assert_eq!(export.left_out().len(), 3);
        let config = &plugins(export.files()[0].text())[0]["config"];
        assert_eq!(config["methods"], Value::from(vec!["PUT"]));
        assert_eq!(config["headers"], Value::from(vec!["Accept"]));
    }
}
