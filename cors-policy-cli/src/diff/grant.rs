//! What one tier of a policy lets pages do, and what another tier lets them do in addition.

use cors_policy::{Policy, PolicyRef};

/// What a page may do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Permission {
    /// Read responses. Without it there is no other permission.
    Read,
    /// Send requests with this method. `None` means any method.
    Method(Option<String>),
    /// Send this header, with any value. `None` means any header, except `Authorization`.
    RequestHeader(Option<String>),
    /// Read this header of responses. `None` means any header.
    ExposedHeader(Option<String>),
    /// Do all this with cookies and other credentials.
    Credentials,
}

/// What pages get.
pub(super) struct Grant {
    methods: &'static [&'static str],
    request_headers: &'static [&'static str],
    exposed_headers: &'static [&'static str],
    credentials: bool,
}

impl Grant {
    pub(super) fn of(policy: &PolicyRef) -> Self {
        Self {
            methods: policy.methods(),
            request_headers: policy.request_headers(),
            exposed_headers: policy.exposed_headers(),
            credentials: policy.credentials(),
        }
    }

    pub(super) fn of_policy(policy: &Policy) -> Self {
        Self {
            methods: policy.methods(),
            request_headers: policy.request_headers(),
            exposed_headers: policy.exposed_headers(),
            credentials: policy.credentials(),
        }
    }

    /// Methods are compared byte for byte. These need no listing:
    /// [CORS-safelisted method](https://fetch.spec.whatwg.org/#cors-safelisted-method).
    fn has_method(&self, name: &str) -> bool {
        ["GET", "HEAD", "POST"].contains(&name)
            || self.methods.iter().any(|&method| method == ANY || method == name)
    }

    /// A listed header can have any value, also if [some values need no
    /// listing](https://fetch.spec.whatwg.org/#cors-safelisted-request-header).
    ///
    /// `any` covers [`Authorization`](https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name) only together
    /// with credentials, because then the answer repeats the names that the preflight asks for.
    fn has_request_header(&self, name: &str) -> bool {
        let is_covered = self.credentials || !name.eq_ignore_ascii_case(AUTHORIZATION);
        has(self.request_headers, name) || is_covered && self.request_headers.contains(&ANY)
    }

    /// With `any` there are no credentials, so `*` covers every header.
    fn has_exposed_header(&self, name: &str) -> bool {
        has(self.exposed_headers, name) || self.exposed_headers.contains(&ANY)
    }
}

/// What pages can do if they get `after`, but not if they get `before`.
pub(super) fn gained(before: Option<&Grant>, after: Option<&Grant>) -> Vec<Permission> {
    let Some(after) = after else { return Vec::new() };
    let nothing =
        Grant { methods: &[], request_headers: &[], exposed_headers: &[], credentials: false };
    let mut gained = Vec::new();
    if before.is_none() {
        gained.push(Permission::Read);
    }
    let before = before.unwrap_or(&nothing);

    if after.methods.contains(&ANY) && !before.methods.contains(&ANY) {
        gained.push(Permission::Method(None));
    } else {
        let methods = named(after.methods).filter(|method| !before.has_method(method));
        gained.extend(methods.map(|method| Permission::Method(Some(method.to_owned()))));
    }

    let is_any = after.request_headers.contains(&ANY);
    if is_any && !before.request_headers.contains(&ANY) {
        gained.push(Permission::RequestHeader(None));
    }
    // With credentials, `any` covers this name although the list does not have it.
    let is_implied = is_any && after.credentials;
    let headers = named(after.request_headers).chain(is_implied.then_some(AUTHORIZATION));
    let headers = headers.filter(|header| !before.has_request_header(header));
    gained.extend(headers.map(|header| Permission::RequestHeader(Some(header.to_owned()))));

    if after.exposed_headers.contains(&ANY) && !before.exposed_headers.contains(&ANY) {
        gained.push(Permission::ExposedHeader(None));
    } else {
        let headers = named(after.exposed_headers);
        let headers = headers.filter(|header| !before.has_exposed_header(header));
        gained.extend(headers.map(|header| Permission::ExposedHeader(Some(header.to_owned()))));
    }

    if after.credentials && !before.credentials {
        gained.push(Permission::Credentials);
    }
    gained
}

/// The names of a list, without `any`.
fn named(names: &'static [&'static str]) -> impl Iterator<Item = &'static str> {
    names.iter().copied().filter(|&name| name != ANY)
}

/// Names of headers are compared without case.
fn has(names: &[&str], name: &str) -> bool {
    names.iter().any(|listed| listed.eq_ignore_ascii_case(name))
}

/// `any`, as an accessor of a policy returns it.
const ANY: &str = "*";
const AUTHORIZATION: &str = "Authorization";
