//! A server whose origins were forgotten.

use cors_policy::tower::{Cors, CorsLayer};
use cors_policy::{CorsPolicy, CorsTemplate, cors_policy};

cors_policy! {
    static API = { origins: [configured] };

    static OR_ANY = { origins: configured_or_any };

    static FIXED = { origins: ["https://app.example.com"] };
}

#[derive(CorsPolicy)]
#[cors(origins = [configured])]
struct Api;

fn main() {
    // The policy is declared, so this looks complete.
    let _ = CorsLayer::new(&API);
    let _ = CorsLayer::new(&OR_ANY);
    let _ = CorsLayer::new(Api::template());
    let _ = Cors::new(&API, ());

    // It may fail, and the error tells why.
    let _ = CorsLayer::new(API.configure(["https://app.example.com"]));

    // The variable may be unset.
    let _ = CorsLayer::new(API.from_env("CORS_ORIGINS").unwrap());

    // A policy is passed as a reference.
    let _ = CorsLayer::new(FIXED);
}
