//! What the user asks about a server.

use cors_policy::{EntryHost, EntryPort, Origins, PolicyRef};
use http::{HeaderMap, HeaderName, Method};
use url::Url;

/// What an audit checks.
#[derive(Debug)]
pub(crate) struct Question {
    pub(crate) url: Url,
    /// Origins that the server should allow, as browsers send them.
    pub(crate) origins: Vec<String>,
    /// Methods that pages of these origins should be allowed to send.
    pub(crate) methods: Vec<Method>,
    /// Request headers that pages of these origins should be allowed to send.
    pub(crate) request_headers: Vec<HeaderName>,
    /// Whether pages of these origins should be allowed to send cookies. `None`: nothing is known.
    pub(crate) credentials: Option<bool>,
    /// What each request carries besides: cookies or a token of a test user. Preflights do not.
    pub(crate) user_headers: HeaderMap,
    /// The policy that the server should have.
    pub(crate) policy: Option<PolicyRef>,
    /// Whether the methods may be sent, and not only be asked about.
    pub(crate) unsafe_methods: bool,
}

impl Question {
    /// Takes what is not given from the policy, if there is one.
    pub(crate) fn completed(mut self) -> Self {
        let Some(policy) = &self.policy else { return self };
        for origin in origins_of(policy) {
            if !self.origins.contains(&origin) {
                self.origins.push(origin);
            }
        }
        if self.methods.is_empty() {
            self.methods = policy.methods().iter().filter_map(|name| name.parse().ok()).collect();
            // `any` is asked about with a method that no form can send.
            if let Some(star) = self.methods.iter_mut().find(|method| method.as_str() == "*") {
                *star = Method::PUT;
            }
        }
        if self.request_headers.is_empty() {
            let names = policy.request_headers().iter();
            let name = |name: &&str| match *name {
                "*" => "x-cors-policy-audit".parse().ok(),
                name => name.parse().ok(),
            };
            self.request_headers = names.filter_map(name).collect();
        }
        self.credentials.get_or_insert(policy.credentials());
        self
    }

    /// Whether the server should name `origin` in its responses.
    pub(crate) fn lists(&self, origin: &str) -> bool {
        let policy_lists = self.policy.as_ref().is_some_and(|policy| policy.allows(origin));
        policy_lists || self.origins.iter().any(|allowed| allowed == origin)
    }
}

/// One origin for each entry of a policy. A pattern is asked about with an origin that it matches.
fn origins_of(policy: &PolicyRef) -> Vec<String> {
    if policy.origins() == Origins::Any {
        return vec!["https://page.example".to_owned()];
    }
    let entries = policy.origins().entries();
    let origin = |entry: &cors_policy::OriginEntry| {
        let host = match entry.host() {
            EntryHost::Exact(host) => host.to_owned(),
            EntryHost::SubdomainsOf(domain) => format!("cors-policy-audit.{domain}"),
            EntryHost::Any => "abcdefghijklmnopabcdefghijklmnop".to_owned(),
        };
        let port = match entry.port() {
            EntryPort::Default => String::new(),
            EntryPort::Number(port) => format!(":{port}"),
            EntryPort::Any => ":3210".to_owned(),
        };
        format!("{}://{host}{port}", entry.scheme())
    };
    entries.iter().map(origin).collect()
}
