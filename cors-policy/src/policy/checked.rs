//! A checked declaration, as the macro writes it down.

use crate::origins::OriginRule;

/// What [`cors_policy!`](crate::cors_policy) expands to: every option, in a form that needs no work at run time.
///
/// This is not public API. The macro has checked it; nothing here is checked again.
#[derive(Clone, Copy, Debug)]
pub struct CheckedPolicy {
    /// `origins`
    pub origins: OriginRule,
    /// `methods`
    pub methods: Names,
    /// `request_headers`
    pub request_headers: Names,
    /// `exposed_headers`
    pub exposed_headers: Names,
    /// `credentials`
    pub credentials: bool,
    /// `max_age` in seconds, as a number and as text.
    pub max_age: Option<(u32, &'static str)>,
    /// `dangerously_allow_insecure_origins`
    pub insecure_origins: bool,
    /// `dangerously_allow_public_suffix_subdomains`
    pub public_suffix_subdomains: bool,
}

/// A list of names, sorted, and the header value that holds them all.
#[derive(Clone, Copy, Debug)]
pub struct Names {
    /// Each name; `*` stands for `any`.
    pub list: &'static [&'static str],
    /// The names, with a comma and a space between them.
    pub value: &'static str,
}

impl CheckedPolicy {
    /// `{ origins: none }`
    pub const CLOSED: Self = Self {
        origins: OriginRule::None,
        methods: Names::NONE,
        request_headers: Names::NONE,
        exposed_headers: Names::NONE,
        credentials: false,
        max_age: None,
        insecure_origins: false,
        public_suffix_subdomains: false,
    };
}

impl Names {
    /// No names: the option is not given, and the header is not sent.
    pub const NONE: Self = Self { list: &[], value: "" };
}
