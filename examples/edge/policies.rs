//! The policies: one is complete in source, and the origins of the other one are in a variable of the Worker.

use std::sync::OnceLock;

use cors_policy::{Configured, OriginList, cors_policy};
use worker::{Env, Result};

cors_policy! {
    /// What our single-page app may do with the service behind the Worker.
    pub(crate) static API = {
        origins: ["https://app.example.com", "https://*.preview.example.com"],
        methods: [PUT, DELETE],
        request_headers: ["Content-Type"],
        exposed_headers: ["X-Total"],
        credentials: true,
        max_age: 2h,
    };

    /// What pages of partners may read.
    static PARTNERS = { origins: [configured], max_age: 1h };
}

/// The policy for partners. The first request completes it, because the variables of a Worker come with a request.
pub(crate) fn of_partners(env: &Env) -> Result<Configured> {
    static COMPLETED: OnceLock<Configured> = OnceLock::new();
    if let Some(policy) = COMPLETED.get() {
        return Ok(policy.clone());
    }
    let origins = env.var("PARTNERS")?.to_string().parse::<OriginList>();
    let policy = origins.and_then(|origins| PARTNERS.configure(&origins));
    let policy = policy.map_err(|error| error.named("the variable `PARTNERS`").to_string())?;
    Ok(COMPLETED.get_or_init(|| policy).clone())
}
