//! A template as a type.

use super::template::PolicyTemplate;

/// A type that stands for a policy whose origins come from configuration.
///
/// `#[derive(CorsPolicy)]` implements this trait in place of [`CorsPolicy`](crate::CorsPolicy) if the `origins` of the
/// type contain `configured`, or are `configured_or_any`.
///
/// # Examples
///
/// ```
/// use cors_policy::{CorsPolicy, CorsTemplate};
///
/// #[derive(CorsPolicy)]
/// #[cors(origins = [configured, "tauri://localhost"], methods = [GET])]
/// pub struct Api;
///
/// assert_eq!(Api::template().declared_origins(), ["tauri://localhost"]);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no CORS policy with configured origins",
    label = "this type does not declare a policy with configured origins",
    note = "to declare one, add `#[derive(CorsPolicy)]` and `#[cors(origins = [configured])]`"
)]
pub trait CorsTemplate {
    /// The template that was declared for the type.
    #[must_use]
    fn template() -> &'static PolicyTemplate;
}
