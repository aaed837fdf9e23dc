//! The tokens around the options.

use cors_policy::cors_policy;

// There is a default policy.
cors_policy! {}

// The options alone are a policy.
cors_policy! {
    origins: any,
    methods: [GET],
}

// Braces around the options are a policy.
cors_policy! {
    { origins: any }
}

// A name is enough.
cors_policy! {
    BARE = { origins: any };
}

// A policy is a constant.
cors_policy! {
    const CONSTANT = { origins: any };
}

// A policy is a variable.
cors_policy! {
    let variable = { origins: any };
}

// A policy is a struct.
cors_policy! {
    pub struct Struct { origins: any }
}

// A policy is a function.
cors_policy! {
    pub fn function() -> Policy { origins: any }
}

// A policy can be changed.
cors_policy! {
    static mut MUTABLE = { origins: any };
}

// A policy needs no name.
cors_policy! {
    static = { origins: any };
}

// A policy that is not used is called `_`.
cors_policy! {
    static _ = { origins: any };
}

// A static has a type.
cors_policy! {
    static TYPED: Policy = { origins: any };
}

// A static has a type, and it may have a path.
cors_policy! {
    static TYPED_WITH_PATH: cors_policy::Policy = { origins: any };
}

// A colon is as good as `=`.
cors_policy! {
    static COLON: { origins: any };
}

// Nothing is needed between the name and the options.
cors_policy! {
    static NO_EQUALS { origins: any };
}

// The options are in brackets.
cors_policy! {
    static BRACKETS = [origins: any];
}

// A name alone takes the defaults.
cors_policy! {
    static NO_BODY;
}

// `=` alone takes the defaults.
cors_policy! {
    static NO_BODY_AFTER_EQUALS = ;
}

// A name is the end of it.
cors_policy! {
    static ENDS
}

// A brace ends a policy.
cors_policy! {
    static NO_SEMICOLON = { origins: any }
}

// A brace ends a policy before another one too.
cors_policy! {
    static NO_SEMICOLON_BETWEEN = { origins: any }
    static NEXT = { origins: any };
}

// A comma ends a policy.
cors_policy! {
    static COMMA = { origins: any },
    static AFTER_COMMA = { origins: any };
}

// Two semicolons are as good as one.
cors_policy! {
    static TWO_SEMICOLONS = { origins: any };;
}

// The tokens after a policy do not matter.
cors_policy! {
    static RUBBISH = { origins: any } as Policy;
}

// An attribute can apply to the whole macro.
cors_policy! {
    #![allow(unused)]
    static INNER_ATTRIBUTE = { origins: any };
}

fn main() {
    let _ = [&BARE, &CONSTANT, &variable, &MUTABLE, &TYPED, &TYPED_WITH_PATH, &COLON, &NO_EQUALS];
    let _ = [&BRACKETS, &NO_BODY, &NO_BODY_AFTER_EQUALS, &ENDS, &NO_SEMICOLON, &NO_SEMICOLON_BETWEEN];
    let _ = [&NEXT, &COMMA, &AFTER_COMMA, &TWO_SEMICOLONS, &RUBBISH, &INNER_ATTRIBUTE];
}
