//! [Traefik](https://traefik.io/traefik), as a file of TOML for its file provider: with routers, for Traefik 3.6 or later, or with a
//! middleware only, for Traefik 3.0 or later.
//!
//! The `headers` middleware of Traefik alone neither refuses preflights nor keeps its headers from origins that are not listed.
//! [`export`] writes routers that give each kind of request its own middleware. [`middleware`] writes the middleware.
//!
//! # What to run
//!
//! Write the file from a program that has the policy, for example from an example or a test of your crate:
//!
//! ```
//! use cors_policy::cors_policy;
//! use cors_policy_gateways::traefik;
//!
//! cors_policy! {
//!     static API = { origins: ["https://app.example.com"], methods: [PUT] };
//! }
//!
//! # let written = {
//! let export = traefik::export(&API)?;
//! for file in export.files() {
//!     println!("{}", file.text());
//! }
//! # export.files().len() };
//! # assert_eq!(written, 1);
//! # Ok::<_, cors_policy_gateways::Inexpressible>(())
//! ```
//!
//! # Where to include the text
//!
//! Save it as `cors-api.toml` in the directory of the file provider (`providers.file.directory`). The routers of the policy are a
//! layer in the middle of [multi-layer routing](https://doc.traefik.io/traefik/reference/routing-configuration/http/routing/multi-layer-routing/).
//! Name the router of your entry point `cors-api`, without a service. Give the parents `cors-api-listed` and `cors-api-others` to
//! each router that has a service:
//!
//! ```yaml
//! http:
//!   routers:
//!     cors-api:
//!       rule: Host(`api.example.com`)
//!       entryPoints: [websecure]
//!       tls: {}
//!     api:
//!       rule: PathPrefix(`/`)
//!       parentRefs: [cors-api-listed, cors-api-others]
//!       middlewares: [auth]
//!       service: api
//! ```
//!
//! Files of YAML and of TOML can be in the same directory. Middlewares of `cors-api` run before the answers to preflights, which
//! have no credentials, so put authentication on the inner routers. If a policy lists no origins, only `cors-api-others` exists.
//!
//! The file of [`middleware`] defines one middleware, `cors-api`. Refer to it as `cors-api@file`, also from labels of Docker and from
//! Kubernetes, and put it before every other middleware of the router.
//!
//! # Verdict
//!
//! [Exact for browsers](Verdict::ExactForBrowsers), because Traefik has no other way to answer preflights than its middleware:
//!
//! | | routers | middleware only |
//! | --- | --- | --- |
//! | allowed preflight | 200 instead of 204 | 200 instead of 204, and without `Vary` |
//! | refused preflight | 403, by an allow list of addresses that no client has | 200 with all headers except `Access-Control-Allow-Origin` |
//! | refused request | no CORS headers | `Access-Control-Allow-Credentials` and `Access-Control-Expose-Headers`, which browsers ignore without `Access-Control-Allow-Origin` |
//!
//! If the service sends several lines of `Vary`, Traefik keeps only the first one. Send one line, or a cache may mix up
//! answers that differ by the others.
//!
//! # What to switch off
//!
//! Nothing in the service: Traefik removes its CORS headers. Remove every other middleware with `accessControl…` or
//! `addVaryHeader` from these routers, because Traefik answers preflights in the first of them.
//!
//! Traefik has no test of its configuration. After a mistake in a file, it starts, writes a line with `ERR` to its log, and
//! answers 404. Search the log after each change.
//!
//! # Common mistakes
//!
//! | found in articles | what it lets in |
//! | --- | --- |
//! | `accessControlAllowOriginListRegex: ['https://app\.example\.com']` | `https://app.example.com.evil.example`: the expressions are not anchored |
//! | `accessControlAllowOriginListRegex: ['^https://.*.example.com$']` | `https://evilxexample.com`: a dot is any character |
//! | `accessControlAllowOriginList: ['*']` with `accessControlAllowCredentials: true` | in recent versions every origin, with credentials |
//! | `accessControlAllowOriginList: ['https://*.example.com']` | nothing: a `*` inside of an entry is a character |
//! | `customResponseHeaders: {Access-Control-Allow-Origin: https://app.example.com}` | nothing: preflights still go to the service |
//! | no `addVaryHeader` | a cache gives the answer for one origin to another one |
//! | no `customResponseHeaders` that removes the headers of the service | every origin that the service allows, because Traefik changes only the headers of its own list |
//! | `$` in labels of Docker Compose | an expression without its anchor, because Compose reads `$` as a variable; write `$$` |

mod middleware;
mod routers;
mod toml;

use cors_policy::IntoPolicyRef;

use crate::export::{Export, Verdict};
use crate::inexpressible::{Inexpressible, Missing};
use crate::sheet::Sheet;

/// Exports a policy to routers of Traefik 3.6 or later. The verdict is [`Verdict::ExactForBrowsers`].
///
/// # Errors
///
/// The policy has `methods: any` or `request_headers: any` together with credentials. The answer would have to repeat what a
/// preflight asks for.
///
/// # Examples
///
/// ```
/// use cors_policy::cors_policy;
/// use cors_policy_gateways::traefik;
///
/// cors_policy! {
///     static API = { origins: ["https://app.example.com"], methods: [PUT] };
/// }
///
/// let export = traefik::export(&API)?;
/// let [file] = export.files() else { panic!("one file") };
/// assert_eq!(file.name(), "cors-api.toml");
/// assert!(file.text().contains("[http.routers.cors-api-listed]"));
/// assert!(file.text().contains("parentRefs = ['cors-api']"));
/// # Ok::<_, cors_policy_gateways::Inexpressible>(())
/// ```
pub fn export(policy: impl IntoPolicyRef) -> Result<Export, Inexpressible> {
    let sheet = Sheet::of(policy);
    let missing = sheet.repeats();
    refuse_if_any(&sheet, missing)?;
    let export = written(&sheet, routers::file(&sheet));
    Ok(export.with_note(MULTI_LAYER).with_note(ROUTERS_DIFFER))
}

/// Exports a policy to a middleware of Traefik 3.0 or later. The verdict is [`Verdict::ExactForBrowsers`].
///
/// # Errors
///
/// The policy has `anyone_else`, or `methods: any` or `request_headers: any` together with credentials.
///
/// # Examples
///
/// ```
/// use cors_policy::cors_policy;
/// use cors_policy_gateways::traefik;
///
/// cors_policy! {
///     static API = { origins: ["https://*.preview.example.com"], methods: [PUT] };
/// }
///
/// let export = traefik::middleware(&API)?;
/// let text = export.files()[0].text();
/// assert!(text.contains("[http.middlewares.cors-api.headers]"));
/// assert!(text.contains(r"'^https://(?:[a-z0-9_-]{1,63}\.)+preview\.example\.com$'"));
/// # Ok::<_, cors_policy_gateways::Inexpressible>(())
/// ```
pub fn middleware(policy: impl IntoPolicyRef) -> Result<Export, Inexpressible> {
    let sheet = Sheet::of(policy);
    let mut missing = sheet.repeats();
    if sheet.anyone_else.is_some() {
        missing.push(Missing::new("anyone_else", ONE_GRANT, "use `traefik::export`"));
    }
    refuse_if_any(&sheet, missing)?;
    let export = written(&sheet, middleware::file(&sheet));
    Ok(export.with_note(ANSWERS_ALL).with_note(LONG_HOSTS))
}

fn refuse_if_any(sheet: &Sheet, missing: Vec<Missing>) -> Result<(), Inexpressible> {
    if missing.is_empty() {
        return Ok(());
    }
    Err(Inexpressible::new("Traefik", &sheet.title, missing))
}

/// The export with its file, and the notes that are always true.
fn written(sheet: &Sheet, text: String) -> Export {
    let place = "in the directory of the file provider";
    Export::of(sheet, Verdict::ExactForBrowsers)
        .with_file(format!("{}.toml", name(sheet)), place, text)
        .with_note(FIRST_VARY)
        .with_note(FIRST_CORS)
        .with_note(NO_TEST)
}

/// `cors-api`
fn name(sheet: &Sheet) -> String {
    format!("cors-{}", sheet.slug.replace('_', "-"))
}

const FIRST_VARY: &str = "If the service sends several lines of `Vary`, Traefik keeps only the first one: send one line.";
const FIRST_CORS: &str = "Remove every other middleware with `accessControl…` or `addVaryHeader` from these routers: the first \
                          one answers all preflights.";
const NO_TEST: &str =
    "Traefik has no test of its configuration. Search its log for `ERR` after each change.";
const MULTI_LAYER: &str = "This needs multi-layer routing, so Traefik 3.6 or later and its file provider. Middlewares of the \
                           outer router run before preflights: put authentication on the inner routers.";
const ROUTERS_DIFFER: &str = "Traefik answers an allowed preflight with 200 instead of 204. It reads only the first of several \
                              lines of `Origin`, and treats empty headers as if they were missing. No browser sends these.";
const ONE_GRANT: &str = "a middleware has one set of headers for all origins";
const ANSWERS_ALL: &str = "Traefik answers every preflight with 200 and the lists of the policy, and sends \
                           `Access-Control-Allow-Credentials` and `Access-Control-Expose-Headers` to every origin. Only \
                           listed origins get `Access-Control-Allow-Origin`, without which browsers ignore the others.";
const LONG_HOSTS: &str =
    "A pattern also covers hosts of more than 253 bytes. DNS has no such names.";

#[cfg(test)]
mod tests {
    use cors_policy::cors_policy;

    use super::{export, middleware};

    cors_policy! {
        static TWO_TIERS = {
            origins: ["https://app.example.com", "https://*.preview.example.com"],
            request_headers: ["X-'a'"],
            credentials: true,
            anyone_else: {},
        };
        static CLOSED = { origins: none };
        static REPEATING = { origins: ["https://app.example.com"], methods: any, credentials: true };
    }

    #[test]
    fn a_rule_covers_all_entries_and_no_longer_hosts() {
        let export = export(&TWO_TIERS).unwrap();
        let text = export.files()[0].text();
        let rule = r"rule = 'HeaderRegexp(`Origin`, `^(?:https://(?:[a-z0-9_-]{1,63}\.)+preview\.example\.com|https://app\.example\.com)$`) && !HeaderRegexp(`Origin`, `://[^:]{253,}[^:.]`)'";
        assert!(text.contains(rule), "{text}");
        assert!(text.contains(r#"accessControlAllowHeaders = ["X-'a'"]"#), "{text}");
    }

    #[test]
    fn a_closed_policy_has_no_listed_origins() {
        let export = export(&CLOSED).unwrap();
        let text = export.files()[0].text();
        assert!(!text.contains("listed"), "{text}");
        assert!(text.contains("rejectStatusCode = 403"), "{text}");
    }

    #[test]
    fn a_middleware_has_one_tier() {
        assert_eq!(
            middleware(&TWO_TIERS).unwrap_err().to_string(),
            "Traefik cannot express the policy `TWO_TIERS` (cors-policy-gateways/src/targets/traefik/mod.rs):\n\
             - `anyone_else`: a middleware has one set of headers for all origins; use `traefik::export`"
        );
    }

    #[test]
    fn an_answer_that_repeats_is_an_error() {
        let error = export(&REPEATING).unwrap_err();
        assert_eq!(error.missing()[0].part(), "methods: any");
        assert_eq!(middleware(&REPEATING).unwrap_err(), error);
    }
}
