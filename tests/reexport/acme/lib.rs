//! A crate of a company. All of its services depend on it instead of the library itself.

/// The library, at the path that the company chose.
pub use cors_policy as cors;

/// Declares policies as `cors::cors_policy!` does, in crates that do not depend on the library. The path of the library
/// is written only here.
#[macro_export]
macro_rules! acme_policy {
    ($($declaration:tt)*) => {
        $crate::cors::cors_policy! { crate = $crate::cors; $($declaration)* }
    };
}
