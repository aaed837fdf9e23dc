//! A type without a policy, where a policy is required.

use cors_policy::CorsPolicy;

struct Plain;

fn policy_of<T: CorsPolicy>() {
    T::policy();
}

fn main() {
    policy_of::<Plain>();
}
