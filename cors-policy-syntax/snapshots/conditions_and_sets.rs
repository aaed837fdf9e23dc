// The expansion of:
//
// static API = {
//     origins: [..acme_cors::FRONTENDS, #[cfg(debug_assertions)] "http://localhost:*"],
//     credentials: true,
// };

#[cfg(all(not(debug_assertions)))]
static API: ::cors_policy::__private::Policy = {
    const CORS_POLICY_SETS: &[&::cors_policy::__private::OriginSet] = &[
        &acme_cors::FRONTENDS,
    ];
    const _: () = ::cors_policy::__private::forbid_insecure(
        CORS_POLICY_SETS[0],
        "`acme_cors::FRONTENDS`",
    );
    const _: () = ::cors_policy::__private::forbid_public_suffix(
        CORS_POLICY_SETS[0],
        "`acme_cors::FRONTENDS`",
    );
    const _: () = ::cors_policy::__private::forbid_any_host(
        CORS_POLICY_SETS[0],
        "`acme_cors::FRONTENDS`",
    );
    ::cors_policy::__private::CheckedPolicy {
        origins: ::cors_policy::__private::OriginRule::Listed(CORS_POLICY_SETS),
        credentials: true,
        ..::cors_policy::__private::CheckedPolicy::CLOSED
    }
        .named("API")
        .policy()
};
#[cfg(all(debug_assertions))]
static API: ::cors_policy::__private::Policy = {
    const CORS_POLICY_SETS: &[&::cors_policy::__private::OriginSet] = &[
        &acme_cors::FRONTENDS,
        &::cors_policy::__private::CheckedSet {
            any_port: ::cors_policy::__private::ExactSet {
                lengths: (16, 16),
                seed: 0,
                pilots: &[0],
                slots: &["http://localhost"],
            },
            ..::cors_policy::__private::CheckedSet::EMPTY
        }
            .set(),
    ];
    const _: () = ::cors_policy::__private::forbid_insecure(
        CORS_POLICY_SETS[0],
        "`acme_cors::FRONTENDS`",
    );
    const _: () = ::cors_policy::__private::forbid_public_suffix(
        CORS_POLICY_SETS[0],
        "`acme_cors::FRONTENDS`",
    );
    const _: () = ::cors_policy::__private::forbid_any_host(
        CORS_POLICY_SETS[0],
        "`acme_cors::FRONTENDS`",
    );
    const _: () = ::cors_policy::__private::forbid_shared(
        CORS_POLICY_SETS[0],
        "`acme_cors::FRONTENDS`",
        CORS_POLICY_SETS[1],
        "this list",
    );
    const _: () = ::cors_policy::__private::forbid_covered(
        CORS_POLICY_SETS[0],
        "`acme_cors::FRONTENDS`",
        CORS_POLICY_SETS[1],
        "this list",
    );
    const _: () = ::cors_policy::__private::forbid_covered(
        CORS_POLICY_SETS[1],
        "this list",
        CORS_POLICY_SETS[0],
        "`acme_cors::FRONTENDS`",
    );
    ::cors_policy::__private::CheckedPolicy {
        origins: ::cors_policy::__private::OriginRule::Listed(CORS_POLICY_SETS),
        credentials: true,
        ..::cors_policy::__private::CheckedPolicy::CLOSED
    }
        .named("API")
        .policy()
};
