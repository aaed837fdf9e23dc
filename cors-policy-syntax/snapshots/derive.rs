// The expansion of:
//
// #[cors(origins = any, exposed_headers = ["ETag", "Content-Type"])]
// pub struct Catalogue<T: Clone>(T);

#[automatically_derived]
impl<T: Clone> ::cors_policy::__private::CorsPolicy for Catalogue<T> {
    fn policy() -> &'static ::cors_policy::__private::Policy {
        static CORS_POLICY_OF_THIS_TYPE: ::cors_policy::__private::Policy = {
            const _: () = {
                #[deprecated(
                    note = "`Content-Type` is left out, because every script can read it anyway; remove it"
                )]
                const CORS_POLICY_WARNING: () = ();
                CORS_POLICY_WARNING
            };
            ::cors_policy::__private::CheckedPolicy {
                origins: ::cors_policy::__private::OriginRule::Any,
                exposed_headers: ::cors_policy::__private::Names {
                    list: &["ETag"],
                    value: "ETag",
                },
                ..::cors_policy::__private::CheckedPolicy::CLOSED
            }
                .named("Catalogue")
                .policy()
        };
        &CORS_POLICY_OF_THIS_TYPE
    }
}
