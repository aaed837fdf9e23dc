//! A type without a policy, where one is asked for.

use cors_policy::CorsPolicy;

struct Plain;

fn policy_of<T: CorsPolicy>() {
    T::policy();
}

fn main() {
    policy_of::<Plain>();
}
