// The expansion of:
//
// static API = { origins: [configured, "tauri://localhost"], credentials: true };
// static ALONE = { origins: configured };
// static OPEN = { origins: configured_or_any, methods: [GET] };
// static IN_SOME_BUILDS = { origins: ["https://app.example.com", #[cfg(feature = "dev")] configured] };
// static BROKEN = { origins: ["configured"], methods: any };

static API: ::cors_policy::__private::PolicyTemplate = {
    const CORS_POLICY_SETS: &[&::cors_policy::__private::OriginSet] = &[
        &::cors_policy::__private::CheckedSet {
            exact: ::cors_policy::__private::ExactSet {
                lengths: (17, 17),
                seed: 0,
                pilots: &[0],
                slots: &["tauri://localhost"],
            },
            ..::cors_policy::__private::CheckedSet::EMPTY
        }
            .set(),
    ];
    ::cors_policy::__private::CheckedPolicy {
        origins: ::cors_policy::__private::OriginRule::Listed(CORS_POLICY_SETS),
        credentials: true,
        ..::cors_policy::__private::CheckedPolicy::CLOSED
    }
        .named("API")
        .template()
};
static ALONE: ::cors_policy::__private::PolicyTemplate = ::cors_policy::__private::CheckedPolicy {
    origins: ::cors_policy::__private::OriginRule::Listed(&[]),
    ..::cors_policy::__private::CheckedPolicy::CLOSED
}
    .named("ALONE")
    .template();
static OPEN: ::cors_policy::__private::PolicyTemplate = ::cors_policy::__private::CheckedPolicy {
    origins: ::cors_policy::__private::OriginRule::Listed(&[]),
    methods: ::cors_policy::__private::Names {
        list: &["GET"],
        value: "GET",
    },
    ..::cors_policy::__private::CheckedPolicy::CLOSED
}
    .named("OPEN")
    .template_or_any();
#[cfg(all(not(feature = "dev")))]
static IN_SOME_BUILDS: ::cors_policy::__private::Policy = {
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
    ::cors_policy::__private::CheckedPolicy {
        origins: ::cors_policy::__private::OriginRule::Listed(CORS_POLICY_SETS),
        ..::cors_policy::__private::CheckedPolicy::CLOSED
    }
        .named("IN_SOME_BUILDS")
        .policy()
};
#[cfg(all(feature = "dev"))]
static IN_SOME_BUILDS: ::cors_policy::__private::PolicyTemplate = {
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
    ::cors_policy::__private::CheckedPolicy {
        origins: ::cors_policy::__private::OriginRule::Listed(CORS_POLICY_SETS),
        ..::cors_policy::__private::CheckedPolicy::CLOSED
    }
        .named("IN_SOME_BUILDS")
        .template()
};
static BROKEN: ::cors_policy::__private::PolicyTemplate = ::cors_policy::__private::PolicyTemplate::CLOSED;
::core::compile_error! {
    "a keyword must not be in quotes; write it without quotes"
}
