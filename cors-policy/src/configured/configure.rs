//! From a template to a policy: its origins are read and checked.

use std::env;
use std::ffi::OsStr;

use cors_policy_core::configured::Danger;
use cors_policy_core::problem::ConfiguredProblem;

use super::current::Current;
use super::error::ConfigureError;
use super::handle::Configured;
use super::limit::MAX_ENTRIES;
use super::list::{is_any, read, split};
use super::template::PolicyTemplate;
use crate::origins::OriginTable;

impl PolicyTemplate {
    /// Completes the policy with origins from a configuration file, a command line, a database: from any iterator of
    /// strings.
    ///
    /// The entries are checked by the rules of a declaration, those for `credentials: true` too. An empty list is legal: the
    /// policy then allows only the origins of its declaration. Entries that are redundant, because they appear twice or a
    /// pattern covers them, are legal too ([`Configured::redundant`] finds them). Nothing is trimmed, and nothing is left
    /// out: a policy has all entries, or there is an error.
    ///
    /// # Errors
    ///
    /// An entry is invalid, or there are more than 1,000,000. The error describes the first 100 invalid entries, each with
    /// its position, the reason and the remedy.
    ///
    /// # Examples
    ///
    /// ```
    /// use cors_policy::cors_policy;
    ///
    /// cors_policy! {
    ///     static API = { origins: [configured], credentials: true };
    /// }
    ///
    /// let api = API.configure(["https://app.example.com", "https://admin.example.com"])?;
    /// assert!(api.allows("https://admin.example.com"));
    ///
    /// let error = API.configure(["http://app.example.com"]).unwrap_err();
    /// assert!(error.to_string().contains("`http://app.example.com` is not encrypted"));
    /// # Ok::<_, cors_policy::ConfigureError>(())
    /// ```
    pub fn configure(
        &'static self,
        origins: impl IntoIterator<Item: AsRef<str>>,
    ) -> Result<Configured, ConfigureError> {
        self.configure_at_most(MAX_ENTRIES, origins)
    }

    /// Completes the policy with at most `limit` entries, which somebody else may have chosen: a tenant, a customer.
    ///
    /// [`Configured::reconfigure`] keeps the limit. No more than `limit + 1` entries are taken from the iterator.
    ///
    /// # Errors
    ///
    /// As [`configure`](Self::configure), and if there are more than `limit` entries.
    ///
    /// # Examples
    ///
    /// ```
    /// use cors_policy::cors_policy;
    ///
    /// cors_policy! {
    ///     static TENANT = { origins: [configured], credentials: true };
    /// }
    ///
    /// let error = TENANT.configure_at_most(1, ["https://a.example", "https://b.example"]).unwrap_err();
    /// assert_eq!(error.to_string(), "invalid origins: more than 1 entries; remove some");
    /// ```
    pub fn configure_at_most(
        &'static self,
        limit: usize,
        origins: impl IntoIterator<Item: AsRef<str>>,
    ) -> Result<Configured, ConfigureError> {
        let current = self.read(limit.min(MAX_ENTRIES), origins)?;
        Ok(Configured::new(self, limit.min(MAX_ENTRIES), current))
    }

    /// Completes the policy with the origins in an environment variable, which are separated by commas.
    ///
    /// A Cloudflare Worker has [variables of its own](crate::guide::edge), and none in the environment.
    ///
    /// White space and line breaks around an entry are ignored. `None` means that the variable is unset or blank: use a
    /// policy that the compiler has checked, or end with an error. There is no default.
    ///
    /// # Errors
    ///
    /// An entry is invalid or empty, there are more than 1,000,000, or the variable is not valid Unicode. The error names
    /// the variable.
    ///
    /// # Examples
    ///
    /// ```
    /// use cors_policy::{PolicyRef, cors_policy};
    ///
    /// cors_policy! {
    ///     static API = { origins: [configured], methods: [GET, PUT], credentials: true };
    ///     static DEV = { origins: ["http://localhost:*"], methods: [GET, PUT], credentials: true };
    /// }
    ///
    /// let policy: PolicyRef = match API.from_env("CORS_ORIGINS")? {
    ///     Some(configured) => configured.into(),
    ///     None => (&DEV).into(),
    /// };
    /// # Ok::<_, cors_policy::ConfigureError>(())
    /// ```
    pub fn from_env(
        &'static self,
        variable: impl AsRef<OsStr>,
    ) -> Result<Option<Configured>, ConfigureError> {
        let variable = variable.as_ref();
        let Some(value) = env::var_os(variable) else {
            return Ok(None);
        };
        let configured = match value.to_str() {
            Some(text) if text.trim_ascii().is_empty() => return Ok(None),
            Some(text) => split(text).and_then(|entries| self.configure(entries)),
            None => Err(ConfigureError::not_unicode()),
        };
        let name = || format!("the environment variable `{}`", variable.to_string_lossy());
        configured.map(Some).map_err(|error| error.of(self).named(name()))
    }

    /// Checks a list by the rules of this policy.
    pub(super) fn read(
        &'static self,
        limit: usize,
        origins: impl IntoIterator<Item: AsRef<str>>,
    ) -> Result<Current, ConfigureError> {
        let checked = self.listed().checked();
        let danger = Danger {
            credentials: checked.credentials,
            insecure_origins: checked.insecure_origins,
            public_suffix_subdomains: checked.public_suffix_subdomains,
        };
        let refused_star = match self.public() {
            Some(_) => None,
            None if checked.credentials => Some(&ConfiguredProblem::StarWithCredentials),
            None => Some(&ConfiguredProblem::Star),
        };
        let texts = read(origins, limit, refused_star, |origin| danger.problems(origin))
            .map_err(|error| error.of(self))?;
        Ok(match self.public() {
            Some(public) if is_any(&texts) => Current::any(public),
            _ => Current::listed(self.listed(), OriginTable::of(texts)),
        })
    }
}

#[cfg(test)]
mod tests {
    use cors_policy_core::origin::HAS_PUBLIC_SUFFIX_LIST;

    use crate::configured::PolicyTemplate;
    use crate::policy::CheckedPolicy;

    static CREDENTIALS: PolicyTemplate =
        CheckedPolicy { credentials: true, ..CheckedPolicy::CLOSED }.template();
    static RELAXED: PolicyTemplate = CheckedPolicy {
        credentials: true,
        public_suffix_subdomains: true,
        ..CheckedPolicy::CLOSED
    }
    .template();

    /// `cargo test --no-default-features --features configured` is the build without the list.
    #[test]
    fn a_pattern_with_credentials_needs_the_list_of_public_suffixes() {
        let pattern = "https://*.preview.example.com";
        assert!(RELAXED.configure([pattern]).is_ok());
        let result = CREDENTIALS.configure([pattern]);
        assert_eq!(result.is_ok(), HAS_PUBLIC_SUFFIX_LIST);
        if let Err(error) = result {
            let expected =
                "build the program with the feature `public-suffix-at-run-time` of `cors-policy`";
            assert!(error.to_string().ends_with(expected), "{error}");
        }
        for refused in ["https://*.github.io", "https://*.com"] {
            assert!(CREDENTIALS.configure([refused]).is_err(), "{refused}");
        }
        for entry in ["https://a.example", "http://*.localhost:*", "https://*.localhost"] {
            assert!(CREDENTIALS.configure([entry]).is_ok(), "{entry}");
        }
    }
}
