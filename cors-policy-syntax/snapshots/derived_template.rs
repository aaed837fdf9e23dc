// The expansion of:
//
// #[cors(origins = ["https://app.example.com", #[cfg(unix)] configured])]
// pub struct Catalogue;

#[cfg(any(all(not(unix))))]
#[automatically_derived]
impl ::cors_policy::__private::CorsPolicy for Catalogue {
    fn policy() -> &'static ::cors_policy::__private::Policy {
        #[cfg(all(not(unix)))]
        static CORS_POLICY_OF_THIS_TYPE: ::cors_policy::__private::Policy = {
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
                .named("Catalogue")
                .policy()
        };
        &CORS_POLICY_OF_THIS_TYPE
    }
}
#[cfg(any(all(unix)))]
#[automatically_derived]
impl ::cors_policy::__private::CorsTemplate for Catalogue {
    fn template() -> &'static ::cors_policy::__private::PolicyTemplate {
        #[cfg(all(unix))]
        static CORS_POLICY_OF_THIS_TYPE: ::cors_policy::__private::PolicyTemplate = {
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
                .named("Catalogue")
                .template()
        };
        &CORS_POLICY_OF_THIS_TYPE
    }
}
