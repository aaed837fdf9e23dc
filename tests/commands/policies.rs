//! A command line with policies: declared ones, two of the same name, and one whose origins are configured.

use std::process::ExitCode;

use cors_policy::{PolicyRef, cors_policy};

cors_policy! {
    pub(crate) static API = {
        origins: ["https://app.example.com", "https://*.preview.example.com"],
        methods: [GET, PUT],
        request_headers: ["Content-Type"],
        credentials: true,
        max_age: 2h,
    };
    pub(crate) static CATALOGUE = {
        origins: ["https://app.example.com"],
        methods: [DELETE],
        credentials: true,
        anyone_else: { exposed_headers: ["ETag"] },
    };
    pub(crate) static OPEN = { origins: any };
    /// What `audit/right.rs` allows.
    pub(crate) static RIGHT = {
        origins: ["https://app.example.com", "https://admin.example.com:8443"],
        methods: [DELETE, PUT],
        request_headers: ["Authorization", "X-Tenant"],
        exposed_headers: ["X-Total"],
        credentials: true,
        max_age: 2h,
    };
    static TENANTS = { origins: configured };
}

mod other {
    cors_policy::cors_policy! {
        pub(super) static OPEN = { origins: none };
    }
}

fn main() -> ExitCode {
    let tenants = TENANTS.configure(["https://one.example", "https://two.example"]);
    let tenants = tenants.expect("the origins are valid");
    let policies: [PolicyRef; 6] = [
        (&API).into(),
        (&CATALOGUE).into(),
        (&OPEN).into(),
        (&other::OPEN).into(),
        tenants.into(),
        (&RIGHT).into(),
    ];
    cors_policy_cli::main(policies)
}
