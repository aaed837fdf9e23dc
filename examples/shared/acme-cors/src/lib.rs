//! The CORS policies of a company, for all of its services.

use cors_policy::{cors_origins, cors_policy};

cors_origins! {
    /// All sites that our users open in a browser.
    pub static FRONTENDS = [
        "https://app.acme.example",
        "https://*.preview.acme.example",
        // A developer's machine. Release builds do not allow it.
        #[cfg(debug_assertions)]
        "http://localhost:*",
    ];
}

cors_policy! {
    /// What our frontends may do with any of our APIs.
    pub static API = {
        origins: [..FRONTENDS],
        methods: [GET, PUT, DELETE],
        request_headers: ["Content-Type", "X-Request-Id"],
        exposed_headers: ["X-Total"],
        credentials: true,
        max_age: 2h,
    };
}

#[cfg(test)]
mod tests {
    use cors_policy::testing::assert_snapshot;

    /// Run it with `--release` too, to compare the policy of production.
    #[test]
    fn each_change_of_a_policy_is_reviewed() {
        assert_snapshot!(super::API, "policies/api.policy");
    }
}
