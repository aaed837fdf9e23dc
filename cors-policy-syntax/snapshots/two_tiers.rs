// The expansion of:
//
// static API = {
//     origins: ["https://app.example.com"],
//     methods: [GET, PUT],
//     credentials: true,
//     anyone_else: {
//         methods: [GET],
//         #[cfg(debug_assertions)]
//         exposed_headers: ["ETag", "Content-Type"],
//         max_age: 1h,
//     },
// };
// static BARE = { origins: ["https://app.example.com"], anyone_else: {} };

#[cfg(all(not(debug_assertions)))]
static API: ::cors_policy::__private::Policy = {
    const CORS_POLICY_SETS: &[&::cors_policy::__private::OriginSet] = &[
        &::cors_policy::__private::CheckedSet {
            exact: ::cors_policy::__private::ExactSet {
                lengths: (23, 23),
                seed: 0,
                pilots: &[0],
                slots: &["https://app.example.com"],
            },
            ..::cors_policy::__private::CheckedSet::EMPTY
        }
            .set(),
    ];
    static CORS_POLICY_ANYONE_ELSE: ::cors_policy::__private::Policy = ::cors_policy::__private::CheckedPolicy {
        methods: ::cors_policy::__private::Names {
            list: &["GET"],
            value: "GET",
        },
        max_age: ::cors_policy::__private::Some((3600, "3600")),
        ..::cors_policy::__private::CheckedPolicy::CLOSED
    }
        .for_anyone_else();
    ::cors_policy::__private::TwoTiers {
        listed: ::cors_policy::__private::CheckedPolicy {
            origins: ::cors_policy::__private::OriginRule::Listed(CORS_POLICY_SETS),
            methods: ::cors_policy::__private::Names {
                list: &["GET", "PUT"],
                value: "GET, PUT",
            },
            credentials: true,
            ..::cors_policy::__private::CheckedPolicy::CLOSED
        }
            .named("API"),
        anyone_else: &CORS_POLICY_ANYONE_ELSE,
    }
        .policy()
};
#[cfg(all(debug_assertions))]
static API: ::cors_policy::__private::Policy = {
    const _: () = {
        #[deprecated(
            note = "`Content-Type` is left out, because every script can read it anyway; remove it"
        )]
        const CORS_POLICY_WARNING: () = ();
        CORS_POLICY_WARNING
    };
    const CORS_POLICY_SETS: &[&::cors_policy::__private::OriginSet] = &[
        &::cors_policy::__private::CheckedSet {
            exact: ::cors_policy::__private::ExactSet {
                lengths: (23, 23),
                seed: 0,
                pilots: &[0],
                slots: &["https://app.example.com"],
            },
            ..::cors_policy::__private::CheckedSet::EMPTY
        }
            .set(),
    ];
    static CORS_POLICY_ANYONE_ELSE: ::cors_policy::__private::Policy = ::cors_policy::__private::CheckedPolicy {
        methods: ::cors_policy::__private::Names {
            list: &["GET"],
            value: "GET",
        },
        exposed_headers: ::cors_policy::__private::Names {
            list: &["ETag"],
            value: "ETag",
        },
        max_age: ::cors_policy::__private::Some((3600, "3600")),
        ..::cors_policy::__private::CheckedPolicy::CLOSED
    }
        .for_anyone_else();
    ::cors_policy::__private::TwoTiers {
        listed: ::cors_policy::__private::CheckedPolicy {
            origins: ::cors_policy::__private::OriginRule::Listed(CORS_POLICY_SETS),
            methods: ::cors_policy::__private::Names {
                list: &["GET", "PUT"],
                value: "GET, PUT",
            },
            credentials: true,
            ..::cors_policy::__private::CheckedPolicy::CLOSED
        }
            .named("API"),
        anyone_else: &CORS_POLICY_ANYONE_ELSE,
    }
        .policy()
};
static BARE: ::cors_policy::__private::Policy = {
    const CORS_POLICY_SETS: &[&::cors_policy::__private::OriginSet] = &[
        &::cors_policy::__private::CheckedSet {
            exact: ::cors_policy::__private::ExactSet {
                lengths: (23, 23),
                seed: 0,
                pilots: &[0],
                slots: &["https://app.example.com"],
            },
            ..::cors_policy::__private::CheckedSet::EMPTY
        }
            .set(),
    ];
    static CORS_POLICY_ANYONE_ELSE: ::cors_policy::__private::Policy = ::cors_policy::__private::CheckedPolicy {
        ..::cors_policy::__private::CheckedPolicy::CLOSED
    }
        .for_anyone_else();
    ::cors_policy::__private::TwoTiers {
        listed: ::cors_policy::__private::CheckedPolicy {
            origins: ::cors_policy::__private::OriginRule::Listed(CORS_POLICY_SETS),
            ..::cors_policy::__private::CheckedPolicy::CLOSED
        }
            .named("BARE"),
        anyone_else: &CORS_POLICY_ANYONE_ELSE,
    }
        .policy()
};
