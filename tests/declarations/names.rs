//! The name and the place of each declaration: which static, which file, which line.

use cors_policy::{
    CorsPolicy, CorsTemplate, Location, OriginList, Policy, PolicyRef, PolicyTemplate, cors_policy,
};

const FIRST: u32 = line!() + 4;

cors_policy! {
    /// Documentation, and an attribute above.
    pub(crate) static FIRST_POLICY = { origins: none };

    static SECOND_POLICY = {
        origins: any,
        methods: [PUT],
    };
    #[rustfmt::skip]
    pub(crate)
    static
        SPLIT
        = { origins: ["https://app.example.com", #[cfg(not(debug_assertions))] "https://b.example"] };
    static r#TEMPLATE = { origins: [configured] };
    static OPEN = { origins: configured_or_any };
}

const DERIVED: u32 = line!() + 4;

#[derive(CorsPolicy)]
#[cors(origins = any)]
struct Derived;

#[derive(CorsPolicy)]
#[cors(origins = [configured])]
enum r#Type {}

macro_rules! declare {
    ($($name:ident)*) => {
        cors_policy! { $(static $name = { origins: none };)* }
    };
}

const IN_MACRO: u32 = line!() + 3;

declare! {
    ONE
    TWO
}

macro_rules! declare_whole {
    () => {
        cors_policy! { static WHOLE = { origins: none }; }
    };
}

const WHOLE_MACRO: u32 = line!() + 2;

declare_whole! {}

#[test]
fn a_policy_knows_its_name_and_its_line() {
    for (policy, name, line) in [
        (&FIRST_POLICY, "FIRST_POLICY", FIRST),
        (&SECOND_POLICY, "SECOND_POLICY", FIRST + 2),
        (&SPLIT, "SPLIT", FIRST + 9),
        (Derived::policy(), "Derived", DERIVED),
        // The name was written where the macro is called.
        (&ONE, "ONE", IN_MACRO),
        (&TWO, "TWO", IN_MACRO + 1),
        // The name is in the macro, and the call is what its author sees.
        (&WHOLE, "WHOLE", WHOLE_MACRO),
    ] {
        assert_eq!(policy.name(), Some(name));
        assert_place(policy.location(), line, name);
        assert_eq!(PolicyRef::from(policy).name(), Some(name));
        assert_eq!(PolicyRef::from(policy).location(), policy.location());
    }
}

#[test]
fn so_does_a_template_and_what_completes_it() {
    for (template, name, line) in [
        (&TEMPLATE, "TEMPLATE", FIRST + 11),
        (&OPEN, "OPEN", FIRST + 12),
        (r#Type::template(), "Type", DERIVED + 4),
    ] {
        assert_eq!(template.name(), Some(name));
        assert_place(template.location(), line, name);
        for origins in [&["https://app.example.com"][..], &[]] {
            let configured = template.configure(origins).expect("legal origins");
            assert_eq!(configured.name(), Some(name));
            assert_eq!(configured.location(), template.location());
            let policy = PolicyRef::from(configured);
            assert_eq!((policy.name(), policy.location()), (Some(name), template.location()));
        }
    }
    let any = OPEN.configure(["*"]).expect("`*` is legal here");
    assert_eq!(any.name(), Some("OPEN"));
}

#[test]
fn so_does_an_error_about_its_origins() {
    let configured = TEMPLATE.configure(["https://app.example.com"]).expect("an origin");
    for error in [
        TEMPLATE.configure(["*"]).expect_err("a star"),
        TEMPLATE.configure_at_most(0, ["https://a.example"]).expect_err("too many"),
        configured.reconfigure([""]).expect_err("no origin"),
    ] {
        assert_eq!(error.template().and_then(PolicyTemplate::name), Some("TEMPLATE"), "{error}");
        assert!(!error.to_string().contains("TEMPLATE"), "{error}");
    }
    let list = "".parse::<OriginList>().expect_err("blank");
    assert!(list.template().is_none());
}

#[test]
fn only_debug_prints_them() {
    let location = FIRST_POLICY.location().expect("a location");
    let expected = format!("FIRST_POLICY ({location}) {FIRST_POLICY}");
    assert_eq!(format!("{FIRST_POLICY:?}"), expected);
    assert_eq!(format!("{:?}", PolicyRef::from(&FIRST_POLICY)), expected);
    assert_eq!(FIRST_POLICY.to_string(), "{\n    origins: none,\n}");
    let configured = TEMPLATE.configure(["https://app.example.com"]).expect("an origin");
    let location = TEMPLATE.location().expect("a location");
    assert_eq!(format!("{TEMPLATE:?}"), format!("TEMPLATE ({location}) {TEMPLATE}"));
    assert_eq!(format!("{configured:?}"), format!("TEMPLATE ({location}) {configured}"));
}

#[test]
fn they_do_not_matter_for_equality() {
    assert_eq!(ONE, TWO);
    assert_eq!(ONE, Policy::CLOSED);
    assert_ne!(ONE, SECOND_POLICY);
}

#[test]
fn a_policy_that_nobody_declared_has_none() {
    assert_eq!((Policy::CLOSED.name(), Policy::CLOSED.location()), (None, None));
    assert_eq!(format!("{:?}", Policy::CLOSED), Policy::CLOSED.to_string());
}

fn assert_place(location: Option<Location>, line: u32, name: &str) {
    let location = location.expect("a declared policy has a location");
    assert_eq!((location.file(), location.line()), (file!(), line), "{name}");
    assert_eq!(location.to_string(), format!("{}:{line}", file!()), "{name}");
}
