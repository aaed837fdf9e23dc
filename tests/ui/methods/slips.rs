//! A method that is almost a registered one compiles with a warning. Here it is an error, so that it is visible.

#![deny(deprecated)]

use cors_policy::cors_policy;

cors_policy! {
    // The function of scripts is a method.
    static FETCH = { origins: any, methods: [FETCH] };

    // The author hit the key next to the right one.
    static NEIGHBOUR = { origins: any, methods: [GRT, POST] };

    // Two letters are swapped.
    static SWAPPED = { origins: any, methods: ["PATHC"] };
}

// A derived policy is warned of too.
#[derive(cors_policy::CorsPolicy)]
#[cors(origins = any, methods = [DELET])]
pub struct Derived;

fn main() {}
