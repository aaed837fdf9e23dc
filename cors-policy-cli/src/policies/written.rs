//! A policy as JSON.

use cors_policy::{Origins, Policy, PolicyRef};
use serde::Serialize;

use super::place;

/// A policy as `--json` prints it.
#[derive(Debug, Serialize)]
pub(crate) struct Written {
    name: Option<&'static str>,
    /// The file and the line of the declaration.
    location: Option<String>,
    /// `"any"`, `"none"`, or a list.
    origins: WrittenOrigins,
    #[serde(flatten)]
    grant: Grant,
    /// What the origins may do that are not listed.
    anyone_else: Option<Grant>,
    /// The whole policy as it is declared.
    text: String,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum WrittenOrigins {
    Keyword(&'static str),
    Listed(Vec<String>),
}

#[derive(Debug, Serialize)]
struct Grant {
    /// `["*"]` for `any`.
    methods: &'static [&'static str],
    request_headers: &'static [&'static str],
    exposed_headers: &'static [&'static str],
    credentials: bool,
    max_age_seconds: Option<u64>,
}

impl Written {
    pub(crate) fn of(policy: &PolicyRef) -> Self {
        Self {
            name: policy.name(),
            location: place(policy),
            origins: match policy.origins() {
                Origins::Any => WrittenOrigins::Keyword("any"),
                Origins::None => WrittenOrigins::Keyword("none"),
                Origins::Listed(entries) => WrittenOrigins::Listed(entries),
            },
            grant: Grant {
                methods: policy.methods(),
                request_headers: policy.request_headers(),
                exposed_headers: policy.exposed_headers(),
                credentials: policy.credentials(),
                max_age_seconds: policy.max_age().map(|age| age.as_secs()),
            },
            anyone_else: policy.anyone_else().map(Grant::of),
            text: policy.to_string(),
        }
    }
}

impl Grant {
    fn of(policy: &Policy) -> Self {
        Self {
            methods: policy.methods(),
            request_headers: policy.request_headers(),
            exposed_headers: policy.exposed_headers(),
            credentials: policy.credentials(),
            max_age_seconds: policy.max_age().map(|age| age.as_secs()),
        }
    }
}
