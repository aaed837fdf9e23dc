//! The types for which a policy is derived.

use cors_policy::CorsPolicy;

// A type is enough.
#[derive(CorsPolicy)]
struct NoAttribute;

// An attribute is enough.
#[derive(CorsPolicy)]
#[cors]
struct NoOptions;

// An attribute has a value, as `#[doc = "…"]` does.
#[derive(CorsPolicy)]
#[cors = "origins = any"]
struct Value;

// An attribute may be empty.
#[derive(CorsPolicy)]
#[cors()]
struct Empty;

// Options are written as in `cors_policy!`.
#[derive(CorsPolicy)]
#[cors(origins: any)]
struct Colon;

// The last attribute counts.
#[derive(CorsPolicy)]
#[cors(origins = any)]
#[cors(origins = none)]
struct Twice;

// Rules hold in one attribute only.
#[derive(CorsPolicy)]
#[cors(origins = any)]
#[cors(credentials = true)]
struct Apart;

// The rules of a derive are others.
#[derive(CorsPolicy)]
#[cors(origins = ["https://app.example.com/"], methods = [put], max_age = 2d)]
enum ThreeMistakes {}

// A union has a policy.
#[derive(CorsPolicy)]
#[cors(origins = any)]
union Union {
    #[allow(dead_code)]
    field: u8,
}

// A variant has a policy of its own.
#[derive(CorsPolicy)]
#[cors(origins = any)]
enum Variant {
    #[cors(credentials = true)]
    #[allow(dead_code)]
    One,
}

fn policy_of<T: CorsPolicy>() {
    T::policy();
}

fn main() {
    policy_of::<NoAttribute>();
    policy_of::<NoOptions>();
    policy_of::<Value>();
    policy_of::<Empty>();
    policy_of::<Colon>();
    policy_of::<Twice>();
    policy_of::<Apart>();
    policy_of::<ThreeMistakes>();
    policy_of::<Union>();
    policy_of::<Variant>();
}
