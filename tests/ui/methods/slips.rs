//! A method that is nearly a registered one compiles with a warning, which is an error here so that it can be seen.

#![deny(deprecated)]

use cors_policy::cors_policy;

cors_policy! {
    // The function of scripts is a method.
    static FETCH = { origins: any, methods: [FETCH] };

    // The key beside the right one was hit.
    static NEIGHBOUR = { origins: any, methods: [GRT, POST] };

    // Two letters are swapped.
    static SWAPPED = { origins: any, methods: ["PATHC"] };
}

// A derived policy is warned of too.
#[derive(cors_policy::CorsPolicy)]
#[cors(origins = any, methods = [DELET])]
pub struct Derived;

fn main() {}
