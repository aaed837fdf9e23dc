//! What a server can take as its policy, and what it can select.

#![deny(warnings)]

use std::collections::HashMap;

use cors_policy::tower::{Cors, CorsLayer};
use cors_policy::{Configured, CorsPolicy, CorsTemplate, Policy, PolicyRef, cors_policy};

cors_policy! {
    static API = { origins: [configured] };

    static FIXED = { origins: ["https://app.example.com"] };
}

#[derive(CorsPolicy)]
#[cors(origins = configured_or_any)]
struct Api;

#[derive(CorsPolicy)]
#[cors(origins = any)]
struct Public;

fn main() {
    let configured: Configured = API.configure(["https://app.example.com"]).unwrap();
    let policy = PolicyRef::from(&configured);
    let _ = CorsLayer::new(&FIXED);
    let _ = CorsLayer::new(&Policy::CLOSED);
    let _ = CorsLayer::new(Public::policy());
    let _ = [&FIXED].iter().map(CorsLayer::new).count();
    let _ = CorsLayer::new(&configured);
    let _ = CorsLayer::new(configured.clone());
    let _ = CorsLayer::new(&policy);
    let _ = CorsLayer::new(policy.clone());
    let _ = CorsLayer::new(Api::template().configure(["*"]).unwrap());
    let _ = Cors::new(&configured, ());

    let by_tenant = HashMap::from([("one.example.com", configured)]);
    let _ = CorsLayer::select(move |request| by_tenant.get(request.host()?).cloned());
    let _ = CorsLayer::select(|_| Some(&FIXED));
    let _ = CorsLayer::select(move |request| match request.path() {
        "/fixed" => Some(PolicyRef::from(&FIXED)),
        _ => Some(policy.clone()),
    });
    let _ = Cors::select(|request| request.extension::<PolicyRef>(), ());
}
