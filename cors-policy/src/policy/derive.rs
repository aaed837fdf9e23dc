//! A policy as a type.

use super::compiled::Policy;

/// A type that has a policy.
///
/// Derive it for a struct or an enum. The attribute `#[cors(…)]` takes the same options as
/// [`cors_policy!`](crate::cors_policy), with `=` instead of the colon. You can split the options
/// over several attributes.
///
/// # Examples
///
/// ```
/// use cors_policy::CorsPolicy;
///
/// #[derive(CorsPolicy)]
/// #[cors(origins = any, methods = [GET])]
/// #[cors(exposed_headers = ["ETag", "Link"], max_age = 1d)]
/// pub struct PublicCatalogue;
///
/// assert!(PublicCatalogue::policy().allows("https://example.com"));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no CORS policy",
    label = "this type does not declare a policy",
    note = "to declare one, add `#[derive(CorsPolicy)]` and `#[cors(origins = [\"https://app.example.com\"])]`"
)]
pub trait CorsPolicy {
    /// Returns the policy of the type.
    #[must_use]
    fn policy() -> &'static Policy;
}
