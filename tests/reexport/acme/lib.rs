//! The crate that all services of a company depend on, in place of the library itself.

/// The library, under the path of the company.
pub use cors_policy as cors;

/// Declares policies as `cors::cors_policy!` does, in crates that do not depend on the library: the path is written here,
/// once.
#[macro_export]
macro_rules! acme_policy {
    ($($declaration:tt)*) => {
        $crate::cors::cors_policy! { crate = $crate::cors; $($declaration)* }
    };
}
