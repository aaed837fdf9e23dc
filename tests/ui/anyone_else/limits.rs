//! Conditions in `anyone_else` count like those outside of it.

use cors_policy::cors_policy;

cors_policy! {
    static CONDITIONS = {
        origins: [
            "https://app.example.com",
            #[cfg(feature = "a")] "https://a.example.com",
            #[cfg(feature = "b")] "https://b.example.com",
            #[cfg(feature = "c")] "https://c.example.com",
            #[cfg(feature = "d")] "https://d.example.com",
        ],
        #[cfg(feature = "e")]
        anyone_else: {
            methods: [GET, #[cfg(feature = "f")] PUT],
            #[cfg(feature = "g")]
            max_age: 1h,
        },
    };
}

fn main() {}
