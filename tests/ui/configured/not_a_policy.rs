//! A template is not a policy.

use cors_policy::{CorsPolicy, CorsTemplate, Policy, cors_policy};

cors_policy! {
    static API = { origins: [configured] };

    static FIXED = { origins: ["https://app.example.com"] };
}

#[derive(CorsPolicy)]
#[cors(origins = [configured])]
struct Api;

#[derive(CorsPolicy)]
#[cors(origins = ["https://app.example.com"])]
struct Fixed;

fn policy_of<T: CorsPolicy>() -> &'static Policy {
    T::policy()
}

fn main() {
    let _: &'static Policy = &API;
    let _ = policy_of::<Api>();
    fn template_of<T: CorsTemplate>() {}
    template_of::<Fixed>();
}
