//! Mistakes of all kinds in one declaration are reported in one run, and its name is still defined as a policy.

use cors_policy::cors_policy;

cors_policy! {
    /// Everything is wrong with this one.
    pub static API = {
        origins: [
            "https://app.example.com/",
            "https://*.example.com",
            "https://admin.example.com",
            "http://partner.example.net",
            "null",
            FRONTEND,
        ],
        origins: any,
        methods: [get, TRACE, PUT, PUT],
        allow_headers: ["Authorization"],
        request_headers: any
        exposed_headers: ["Set-Cookie" "ETag"],
        credentials: true,
        max_age: 7d,
        dangerously_allow_public_suffix_subdomains: yes,
    };

    // The next one is checked too.
    static NEXT = { methods: any };

    // The declaration after it is still right.
    static RIGHT = { origins: any };
}

fn main() {
    let policies: [&cors_policy::Policy; 3] = [&API, &NEXT, &RIGHT];
    println!("{}", policies[0].credentials());
}
