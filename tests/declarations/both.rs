//! Writes a declaration in both front ends.

/// For each `name { option = value, … }`: a module with a `DSL` and a `Derived`. Also a function that lists them all.
macro_rules! both {
    ($($name:ident { $($option:ident = $value:tt),* $(,)? })*) => {
        $(
            pub(crate) mod $name {
                use cors_policy::{CorsPolicy, cors_policy};

                #[allow(unused_imports)]
                use super::*;

                cors_policy! {
                    pub(crate) static DSL = { $($option: $value),* };
                }

                #[derive(CorsPolicy)]
                #[cors($($option = $value),*)]
                pub(super) struct Derived;
            }
        )*

        /// The name of each declaration, and its policy from both front ends.
        pub(crate) fn policies() -> Vec<(&'static str, &'static Policy, &'static Policy)> {
            vec![$((stringify!($name), &$name::DSL, <$name::Derived as CorsPolicy>::policy())),*]
        }
    };
}
