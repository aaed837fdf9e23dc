//! `PolicyTemplate`: a policy that lacks its origins.

use std::fmt::{Debug, Display, Formatter, Result};
use std::time::Duration;

use crate::origins::OriginRule;
use crate::policy::{
    CheckedPolicy, Location, Origins, Policy, TwoTiers, write_declaration, write_entries,
    write_name,
};

/// A policy whose origins come from configuration: what [`cors_policy!`](crate::cors_policy) declares if `origins`
/// contains `configured`, or is `configured_or_any`.
///
/// Everything else is declared in source and checked by the compiler, and so are the origins that the list has besides
/// `configured`. `Display` prints the declaration, in the syntax of [`cors_policy!`](crate::cors_policy). `Debug` also prints
/// the name and the location:
///
/// ```
/// cors_policy::cors_policy! {
///     static API = {
///         origins: [configured, "tauri://localhost"],
///         methods: [GET, POST],
///         credentials: true,
///     };
/// }
///
/// assert_eq!(API.declared_origins(), ["tauri://localhost"]);
/// assert_eq!(API.to_string(), r#"{
///     origins: [
///         configured,
///         "tauri://localhost",
///     ],
///     methods: [GET, POST],
///     credentials: true,
/// }"#);
/// ```
///
/// A template is not a policy, because it lacks its origins. No adapter accepts one, so a server that forgets to configure
/// its origins does not compile:
///
/// ```compile_fail
/// # #[cfg(not(feature = "tower"))]
/// # compile_error!("there is no adapter");
/// cors_policy::cors_policy! {
///     static API = { origins: [configured] };
/// }
///
/// let layer = cors_policy::tower::CorsLayer::new(&API);
/// ```
pub struct PolicyTemplate {
    /// The policy with a list of origins. Those of the declaration are in it.
    listed: Policy,
    /// The policy with `*` as its list, if the declaration allows that.
    public: Option<Policy>,
}

impl PolicyTemplate {
    /// A template that allows nothing, whatever its list. The macros write it after an error.
    #[doc(hidden)]
    pub const CLOSED: Self = Self { listed: Policy::CLOSED, public: None };

    /// The name of the static or of the type: see [`Policy::name`].
    #[must_use]
    pub const fn name(&self) -> Option<&'static str> {
        self.listed().name()
    }

    /// Where the template is declared: see [`Policy::location`].
    #[must_use]
    pub const fn location(&self) -> Option<Location> {
        self.listed().location()
    }

    /// The origins that are declared in source, sorted. Configuration adds others to them.
    #[must_use]
    pub fn declared_origins(&self) -> Vec<String> {
        match self.listed().origins() {
            Origins::Listed(entries) => entries,
            Origins::Any | Origins::None => Vec::new(),
        }
    }

    /// The methods that may be sent: see [`Policy::methods`].
    #[must_use]
    pub const fn methods(&self) -> &'static [&'static str] {
        self.listed().methods()
    }

    /// The request headers that may be sent: see [`Policy::request_headers`].
    #[must_use]
    pub const fn request_headers(&self) -> &'static [&'static str] {
        self.listed().request_headers()
    }

    /// The response headers that a script may read: see [`Policy::exposed_headers`].
    #[must_use]
    pub const fn exposed_headers(&self) -> &'static [&'static str] {
        self.listed().exposed_headers()
    }

    /// Whether a browser may send cookies and the like: see [`Policy::credentials`].
    #[must_use]
    pub const fn credentials(&self) -> bool {
        self.listed().credentials()
    }

    /// How long a browser may keep the answer to a preflight: see [`Policy::max_age`].
    #[must_use]
    pub const fn max_age(&self) -> Option<Duration> {
        self.listed().max_age()
    }

    /// What all origins may do that are neither declared nor configured: see [`Policy::anyone_else`].
    #[must_use]
    pub const fn anyone_else(&self) -> Option<&'static Policy> {
        self.listed().anyone_else()
    }

    /// The policy with a list of origins.
    pub(crate) const fn listed(&self) -> &Policy {
        &self.listed
    }

    /// The policy with `*` as its list, if the declaration allows that.
    pub(crate) const fn public(&self) -> Option<&Policy> {
        self.public.as_ref()
    }
}

impl CheckedPolicy {
    /// The template of `origins: [configured, …]`.
    #[must_use]
    pub const fn template(self) -> PolicyTemplate {
        PolicyTemplate { listed: self.policy(), public: None }
    }

    /// The template of `origins: configured_or_any`.
    #[must_use]
    pub const fn template_or_any(self) -> PolicyTemplate {
        let public = Self { origins: OriginRule::Any, ..self };
        PolicyTemplate { listed: self.policy(), public: Some(public.policy()) }
    }
}

impl TwoTiers {
    /// The template of `origins: [configured, …]` with `anyone_else`.
    #[must_use]
    pub const fn template(self) -> PolicyTemplate {
        PolicyTemplate { listed: self.policy(), public: None }
    }
}

/// Prints the declaration: what stands between `static NAME =` and `;` in [`cors_policy!`](crate::cors_policy).
impl Display for PolicyTemplate {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        write_declaration(f, self.listed(), |f| match self.public() {
            Some(_) => writeln!(f, "    origins: configured_or_any,"),
            None => write_entries(f, &["configured"], &self.declared_origins()),
        })
    }
}

/// Prints the name and the place of the declaration, and then the same as `Display`.
impl Debug for PolicyTemplate {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        write_name(f, self.listed())?;
        Display::fmt(self, f)
    }
}

/// Two templates are equal if they were declared with the same options, in whatever order. Their names do not matter.
impl PartialEq for PolicyTemplate {
    fn eq(&self, other: &Self) -> bool {
        self.to_string() == other.to_string()
    }
}

impl Eq for PolicyTemplate {}

#[cfg(test)]
mod tests {
    use super::PolicyTemplate;
    use crate::origins::OriginRule;
    use crate::policy::{CheckedPolicy, Names};

    const CHECKED: CheckedPolicy = CheckedPolicy {
        origins: OriginRule::Listed(&[]),
        methods: Names { list: &["GET"], value: "GET" },
        ..CheckedPolicy::CLOSED
    };

    #[test]
    fn only_configured_or_any_can_become_public() {
        static LIST: PolicyTemplate = CHECKED.template();
        static OR_ANY: PolicyTemplate = CHECKED.template_or_any();

        assert!(LIST.public().is_none() && PolicyTemplate::CLOSED.public().is_none());
        let public = OR_ANY.public().expect("it can become public");
        assert!(public.allows("https://app.example.com") && public.is_public());
        assert_eq!(public.methods(), ["GET"]);
        for template in [&LIST, &OR_ANY] {
            assert!(!template.listed().allows("https://app.example.com"));
            assert!(template.listed().varies());
            assert_eq!(template.methods(), ["GET"]);
        }
    }
}
