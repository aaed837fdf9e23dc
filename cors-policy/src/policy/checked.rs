//! A checked declaration, in the form that the macro generates.

use crate::origins::OriginRule;

/// The expansion of [`cors_policy!`](crate::cors_policy): every option, in a form that needs no work at run time.
///
/// This is not public API. The macro has checked the options; nothing checks them again.
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

/// A list of names, sorted, and the header value that contains them all.
#[derive(Clone, Copy, Debug)]
pub struct Names {
    /// The names. `*` means `any`.
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
    /// No names: the declaration does not have the option, and the header is not sent.
    pub const NONE: Self = Self { list: &[], value: "" };
}
