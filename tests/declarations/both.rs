//! Writes a declaration in both front ends.

/// For each `name { option = value, … }`: a module with a `DSL` and a `Derived`. Options in `+ anyone_else { … }` are those of
/// `anyone_else`. Also a function that lists them all: what both declare has this type, and a derived type returns it from
/// this function.
macro_rules! both {
    (fn $table:ident() -> $type:ident = $derived:ident; $(
        $name:ident { $($option:ident = $value:tt),* $(,)? }
            $(+ anyone_else { $($other_option:ident = $other_value:tt),* })?
    )*) => {
        $(
            pub(crate) mod $name {
                use cors_policy::{CorsPolicy, cors_policy};

                #[allow(unused_imports)]
                use super::*;

                cors_policy! {
                    pub(crate) static DSL = {
                        $($option: $value,)*
                        $(anyone_else: { $($other_option: $other_value),* })?
                    };
                }

                #[derive(CorsPolicy)]
                #[cors($($option = $value,)* $(anyone_else = { $($other_option = $other_value),* })?)]
                pub(super) struct Derived;
            }
        )*

        /// The name of each declaration, and what it declares in both front ends.
        pub(crate) fn $table() -> Vec<(&'static str, &'static $type, &'static $type)> {
            vec![$((stringify!($name), &$name::DSL, $derived::<$name::Derived>())),*]
        }
    };
}
