//! A checked declaration, in the form that the macro generates.

use std::panic::Location as Caller;

use super::location::Location;
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
    /// The name of the static or of the derived type, and where the author wrote it. [`named`](Self::named) sets it.
    pub declared: Option<Declared>,
}

/// What a policy is called, and where.
#[derive(Clone, Copy, Debug)]
pub struct Declared {
    pub(crate) name: &'static str,
    pub(crate) location: Location,
}

/// A list of names, sorted, and the header value that contains them all.
#[derive(Clone, Copy, Debug)]
pub struct Names {
    /// The names. `*` means `any`.
    pub list: &'static [&'static str],
    /// The names, with a comma and a space between them.
    pub value: &'static str,
}

/// Which headers of a preflight the answer repeats: those whose option is `any` together with credentials, because in
/// credentialed requests browsers treat `*` as a literal name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Repeated {
    /// `Access-Control-Request-Method`
    pub(crate) method: bool,
    /// `Access-Control-Request-Headers`
    pub(crate) headers: bool,
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
        declared: None,
    };

    /// Adds the name of the declaration, and as its place the one where this is called.
    #[must_use]
    #[track_caller]
    pub const fn named(self, name: &'static str) -> Self {
        let location = Location::of(Caller::caller());
        Self { declared: Some(Declared { name, location }), ..self }
    }

    /// Adds the name and the place of a declaration that the compiler has not read: the text of a policy in a file.
    #[must_use]
    pub const fn named_at(self, name: &'static str, file: &'static str, line: u32) -> Self {
        let location = Location::new(file, line);
        Self { declared: Some(Declared { name, location }), ..self }
    }

    /// Which headers of a preflight the answer repeats, if it repeats one.
    pub(crate) const fn repeated(&self) -> Option<Repeated> {
        let repeated = Repeated {
            method: self.credentials && self.methods.is_any(),
            headers: self.credentials && self.request_headers.is_any(),
        };
        if repeated.method || repeated.headers { Some(repeated) } else { None }
    }

    /// The methods in `Access-Control-Allow-Methods`, if they are the same in every answer.
    pub(crate) const fn static_methods(&self) -> Names {
        if self.credentials && self.methods.is_any() { Names::NONE } else { self.methods }
    }

    /// The headers in `Access-Control-Allow-Headers`, if they are the same in every answer.
    pub(crate) const fn static_request_headers(&self) -> Names {
        if self.credentials && self.request_headers.is_any() {
            Names::NONE
        } else {
            self.request_headers
        }
    }
}

impl Names {
    /// No names: the declaration does not have the option, and the header is not sent.
    pub const NONE: Self = Self { list: &[], value: "" };

    /// Whether the declaration has `any`, and nothing else.
    const fn is_any(&self) -> bool {
        matches!(self.value.as_bytes(), b"*")
    }
}
