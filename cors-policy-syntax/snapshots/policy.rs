// The expansion of:
//
// /// What our app may do.
// pub static API = {
//     origins: ["https://app.example.com", "https://*.preview.example.com", "http://localhost:*"],
//     methods: [GET, PUT],
//     credentials: true,
//     max_age: 2h,
// };

/// What our app may do.
pub static API: ::cors_policy::__private::Policy = {
    const CORS_POLICY_SETS: &[&::cors_policy::__private::OriginSet] = &[
        &::cors_policy::__private::CheckedSet {
            exact: ::cors_policy::__private::ExactSet {
                lengths: (23, 23),
                seed: 0,
                pilots: &[0],
                slots: &["https://app.example.com"],
            },
            any_port: ::cors_policy::__private::ExactSet {
                lengths: (16, 16),
                seed: 0,
                pilots: &[0],
                slots: &["http://localhost"],
            },
            subdomains: ::cors_policy::__private::SubdomainSet {
                longest: 261,
                seed: 0,
                pilots: &[0],
                slots: &[
                    ::cors_policy::__private::Subdomains {
                        scheme: "https",
                        suffix: ".preview.example.com",
                    },
                ],
                suffix_lengths: &[20],
            },
            ..::cors_policy::__private::CheckedSet::EMPTY
        }
            .set(),
    ];
    ::cors_policy::__private::CheckedPolicy {
        origins: ::cors_policy::__private::OriginRule::Listed(CORS_POLICY_SETS),
        methods: ::cors_policy::__private::Names {
            list: &["GET", "PUT"],
            value: "GET, PUT",
        },
        credentials: true,
        max_age: ::cors_policy::__private::Some((7200, "7200")),
        ..::cors_policy::__private::CheckedPolicy::CLOSED
    }
        .named("API")
        .policy()
};
