// What the macro makes of this:
//
// static API = {
//     origins: [..acme_cors::FRONTENDS, #[cfg(debug_assertions)] "http://localhost:*"],
//     credentials: true,
// };

#[cfg(all(not(debug_assertions)))]
static API: ::cors_policy::__private::Policy = {
    const _: () = ::cors_policy::__private::forbid_insecure(
        &acme_cors::FRONTENDS,
        "`acme_cors::FRONTENDS`",
    );
    const _: () = ::cors_policy::__private::forbid_public_suffix(
        &acme_cors::FRONTENDS,
        "`acme_cors::FRONTENDS`",
    );
    ::cors_policy::__private::Declared {
        origins: ::cors_policy::__private::OriginRule::Listed(&[&acme_cors::FRONTENDS]),
        credentials: true,
        ..::cors_policy::__private::Declared::CLOSED
    }
        .policy()
};
#[cfg(all(debug_assertions))]
static API: ::cors_policy::__private::Policy = {
    static CORS_POLICY_OWN_ORIGINS: ::cors_policy::__private::OriginSet = ::cors_policy::__private::OriginSet {
        any_port: ::cors_policy::__private::ExactSet {
            lengths: (16, 16),
            seed: 0,
            pilots: &[0],
            slots: &["http://localhost"],
        },
        ..::cors_policy::__private::OriginSet::EMPTY
    };
    const _: () = ::cors_policy::__private::forbid_insecure(
        &acme_cors::FRONTENDS,
        "`acme_cors::FRONTENDS`",
    );
    const _: () = ::cors_policy::__private::forbid_public_suffix(
        &acme_cors::FRONTENDS,
        "`acme_cors::FRONTENDS`",
    );
    #[allow(long_running_const_eval)]
    const _: () = ::cors_policy::__private::check_disjoint(
        &acme_cors::FRONTENDS,
        "`acme_cors::FRONTENDS`",
        &CORS_POLICY_OWN_ORIGINS,
        "the list itself",
    );
    ::cors_policy::__private::Declared {
        origins: ::cors_policy::__private::OriginRule::Listed(
            &[&acme_cors::FRONTENDS, &CORS_POLICY_OWN_ORIGINS],
        ),
        credentials: true,
        ..::cors_policy::__private::Declared::CLOSED
    }
        .policy()
};
