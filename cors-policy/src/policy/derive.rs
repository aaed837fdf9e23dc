//! A policy as a type.

use super::compiled::Policy;

/// A type that stands for a policy.
///
/// It is derived, for structs and enums, from the same options that [`cors_policy!`](crate::cors_policy) takes, with
/// `=` in place of the colon. The options may be split over several attributes.
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
    /// The policy that was declared for the type.
    #[must_use]
    fn policy() -> &'static Policy;
}
