//! A checked policy, as a program outside the compiler needs it.

use cors_policy_core::set::OriginSet;
use proc_macro2::Span;

use crate::lower::{Lowered, LoweredAnyoneElse, LoweredOrigins, LoweredSet, Names};

/// A policy that the checks of the macros accept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyText {
    /// The name of the static. `None` if the text begins with the bracket.
    pub name: Option<String>,
    /// The line of the name, or of the bracket. The first line is 1.
    pub line: usize,
    /// `origins`
    pub origins: OriginsText,
    /// The options that [`anyone_else`](Self::anyone_else) has too.
    pub grant: GrantText,
    /// `credentials`
    pub credentials: bool,
    /// `dangerously_allow_insecure_origins`
    pub insecure_origins: bool,
    /// `dangerously_allow_public_suffix_subdomains`
    pub public_suffix_subdomains: bool,
    /// `anyone_else`
    pub anyone_else: Option<GrantText>,
}

/// What allowed origins may do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrantText {
    /// `methods`, sorted. `*` means `any`, here and in the next two fields.
    pub methods: Vec<String>,
    /// `request_headers`
    pub request_headers: Vec<String>,
    /// `exposed_headers`
    pub exposed_headers: Vec<String>,
    /// `max_age` in seconds.
    pub max_age: Option<u32>,
}

/// Which origins are allowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OriginsText {
    /// `any`
    Any,
    /// `none`
    None,
    /// A list.
    Listed(Box<SetText>),
}

/// The entries of a list, laid out for a lookup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetText {
    /// The entries by kind.
    pub set: OriginSet,
    /// An entry with `http://` that is not on this machine, if there is one.
    pub insecure: Option<String>,
    /// An entry with `*.` over a public suffix, if there is one.
    pub public_suffix: Option<String>,
}

impl PolicyText {
    pub(super) fn of(name: Option<String>, span: Span, lowered: Lowered) -> Self {
        let Names { list: methods, .. } = lowered.methods;
        let Names { list: request_headers, .. } = lowered.request_headers;
        let Names { list: exposed_headers, .. } = lowered.exposed_headers;
        let max_age = lowered.max_age;
        Self {
            name,
            line: span.start().line,
            origins: OriginsText::of(lowered.origins),
            grant: GrantText { methods, request_headers, exposed_headers, max_age },
            credentials: lowered.credentials,
            insecure_origins: lowered.insecure_origins,
            public_suffix_subdomains: lowered.public_suffix_subdomains,
            anyone_else: lowered.anyone_else.map(GrantText::of),
        }
    }
}

impl GrantText {
    fn of(lowered: LoweredAnyoneElse) -> Self {
        Self {
            methods: lowered.methods.list,
            request_headers: lowered.request_headers.list,
            exposed_headers: lowered.exposed_headers.list,
            max_age: lowered.max_age,
        }
    }
}

impl OriginsText {
    fn of(lowered: LoweredOrigins) -> Self {
        match lowered {
            LoweredOrigins::Any => Self::Any,
            // A list without entries of its own spreads a set or is configured. That is reported.
            LoweredOrigins::None | LoweredOrigins::Listed { own: None, .. } => Self::None,
            LoweredOrigins::Listed { own: Some(own), .. } => {
                let LoweredSet { set, insecure, public_suffix, .. } = *own;
                Self::Listed(Box::new(SetText { set, insecure, public_suffix }))
            }
        }
    }
}
