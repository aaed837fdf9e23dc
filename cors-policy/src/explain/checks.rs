//! What the browser compares with the policy, in its order: the origin, the credentials, the method and the headers.

use http::Method;

use super::explanation::Step;
use super::words::{code, listed};
use crate::fetch::is_safelisted_method;
use crate::observe::{nearest_header, nearest_method, nearest_origin};
use crate::policy::{Origins, Policy};
use crate::reference::PolicyRef;

/// [CORS check](https://fetch.spec.whatwg.org/#concept-cors-check), the part about the origin.
pub(super) fn origin_check(policy: &PolicyRef, origin: &str) -> Step {
    let allows = policy.allows(origin);
    let shown = code(origin);
    if !allows && policy.declared().anyone_else().is_some() {
        return Step::check(
            true,
            format!("{shown} is not listed, so `anyone_else` applies"),
            "concept-cors-check",
        );
    }
    let text = match policy.origins() {
        Origins::Any => format!("`origins: any` allows every page, also {shown}"),
        Origins::None => "`origins: none` allows no page".to_owned(),
        Origins::Listed(_) if origin == "null" => {
            "`null` cannot be listed, because a sandboxed frame of any site has it".to_owned()
        }
        Origins::Listed(entries) if entries.iter().any(|entry| entry == origin) => {
            format!("{shown} is listed")
        }
        Origins::Listed(entries) if allows => {
            let patterns = entries.iter().filter(|entry| entry.contains('*')).collect::<Vec<_>>();
            format!("{shown} is covered by a pattern: {}", listed(&patterns))
        }
        Origins::Listed(entries) => match nearest_origin(policy, origin.as_bytes()) {
            Some(nearest) => format!(
                "{shown} is not listed, but {} is: {}",
                code(nearest.entry()),
                nearest.difference()
            ),
            None => format!("{shown} is not among {}", listed(&entries)),
        },
    };
    Step::check(allows, text, "concept-cors-check")
}

/// [CORS check](https://fetch.spec.whatwg.org/#concept-cors-check), the part about credentials.
pub(super) fn credentials_check(policy: &Policy, has_credentials: bool) -> Step {
    let (passes, text) = match (has_credentials, policy.credentials()) {
        (false, _) => (true, "the request has no credentials"),
        (true, true) => {
            (true, "the request has credentials, and the policy has `credentials: true`")
        }
        (true, false) => {
            (false, "the request has credentials, and the policy does not have `credentials: true`")
        }
    };
    Step::check(passes, text, "cors-protocol-and-credentials")
}

/// [CORS-preflight fetch](https://fetch.spec.whatwg.org/#cors-preflight-fetch), the part about the method.
pub(super) fn method_check(policy: &Policy, method: &Method) -> Option<Step> {
    let name = method.as_str();
    let is_listed = policy.methods().contains(&name);
    if !is_listed && is_safelisted_method(method) {
        return None;
    }
    let (passes, shown) = (policy.allows_method(name.as_bytes()), code(name));
    let text = if is_listed {
        format!("`methods` has {shown}")
    } else if passes {
        format!("`methods: any` covers {shown}")
    } else if let Some(nearest) = nearest_method(policy, name.as_bytes()) {
        let entry = code(nearest.entry());
        format!(
            "`methods` has {entry}, but browsers send {shown} as it is written, and compare bytes; write {entry} in the script"
        )
    } else {
        format!("`methods` does not have {shown}")
    };
    Some(Step::check(passes, text, "cors-preflight-fetch"))
}

/// [CORS-preflight fetch](https://fetch.spec.whatwg.org/#cors-preflight-fetch), the part about one header.
pub(super) fn header_check(
    policy: &Policy,
    name: &str,
    written: Option<&(String, String)>,
) -> Step {
    let names = policy.request_headers();
    let shown = code(written.map_or(name, |header| &header.0));
    let is_listed = names.iter().any(|listed| listed.eq_ignore_ascii_case(name));
    let passes = policy.allows_header(name.as_bytes());
    let text = match (passes, is_listed, names.contains(&"*")) {
        (_, true, true) => {
            format!("`request_headers` has {shown}, which `any` alone does not cover")
        }
        (_, true, false) => format!("`request_headers` has {shown}"),
        (true, false, _) => format!("`request_headers: any` covers {shown}"),
        (false, false, true) => format!(
            "`request_headers: any` does not cover {shown} without credentials; write `[any, \"Authorization\"]`"
        ),
        (false, false, false) => match nearest_header(policy, name.as_bytes()) {
            Some(nearest) => {
                let (entry, difference) = (code(nearest.entry()), nearest.difference());
                format!("`request_headers` does not have {shown}, but {entry}: {difference}")
            }
            None => format!("`request_headers` does not have {shown}"),
        },
    };
    let clause = if name == "authorization" {
        "cors-non-wildcard-request-header-name"
    } else {
        "cors-preflight-fetch"
    };
    Step::check(passes, text, clause)
}
