//! Extra tokens in an attribute or a visibility are reported, and nothing else is lost.

use cors_policy::{cors_origins, cors_policy};

cors_policy! {
    #[allow(dead_code)/x]
    static API = { origins: any };

    static OTHER = { origins: any, credentials: true };
}

cors_origins! {
    pub(in crate crate) static SET = ["https://app.example.com"];
}

fn main() {
    println!("{API} {OTHER} {SET:?}");
}
