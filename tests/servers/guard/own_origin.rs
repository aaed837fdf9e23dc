//! Policies that cannot be guards, policies of the moment, and servers behind a proxy.

use cors_policy::guard::{Intrusion, OriginGuard};
use cors_policy::{Policy, RequestView, cors_policy};
use http::Request;

use super::API;

cors_policy! {
    static PUBLIC = { origins: any };
    static LIST = { origins: [configured] };
    static LIST_OR_ANY = { origins: configured_or_any };
}

fn check(guard: &OriginGuard, lines: &[(&str, &str)]) -> Result<(), Intrusion> {
    let request = Request::post("/transfer");
    let request = lines.iter().fold(request, |request, line| request.header(line.0, line.1));
    guard.check(&RequestView::from(&request.body(()).expect("a request")))
}

const HOST: (&str, &str) = ("host", "api.example.com");

#[test]
fn a_public_policy_is_no_guard() {
    let any = LIST_OR_ANY.configure(["*"]).expect("any origin");
    for (name, guard) in
        [("PUBLIC", OriginGuard::new(&PUBLIC)), ("LIST_OR_ANY", OriginGuard::new(&any))]
    {
        let error = guard.expect_err("every page is trusted").to_string();
        assert!(error.starts_with(&format!("`{name}` (")), "{error}");
        assert!(error.ends_with("if only pages of the server itself may send them"), "{error}");
    }
}

#[test]
fn a_policy_that_becomes_public_lets_no_page_pass_but_the_own_one() {
    let policy = LIST_OR_ANY.configure(["https://a.example"]).expect("an origin");
    let guard = OriginGuard::new(&policy).expect("a list");
    let from = |origin| check(&guard, &[HOST, ("origin", origin)]);
    assert_eq!(from("https://a.example"), Ok(()));
    policy.reconfigure(["*"]).expect("any origin");
    assert_eq!(from("https://a.example"), Err(Intrusion::UnsafeMethod));
    assert_eq!(from("https://api.example.com"), Ok(()));
}

#[test]
fn a_guard_follows_its_configuration() {
    let policy = LIST.configure(["https://a.example"]).expect("an origin");
    let guard = OriginGuard::new(&policy).expect("a list");
    let from = |origin| check(&guard, &[HOST, ("origin", origin)]);
    assert_eq!(from("https://b.example"), Err(Intrusion::UnsafeMethod));
    policy.reconfigure(["https://b.example"]).expect("an origin");
    assert_eq!(from("https://b.example"), Ok(()));
    assert_eq!(from("https://a.example"), Err(Intrusion::UnsafeMethod));
}

#[test]
fn each_request_can_have_its_own_policy() {
    let guard = OriginGuard::select(|request| match request.header("x-tenant")? {
        "api" => Some(&API),
        "public" => Some(&PUBLIC),
        _ => None,
    });
    let from = |tenant, origin| check(&guard, &[HOST, ("x-tenant", tenant), ("origin", origin)]);
    assert_eq!(from("api", "https://app.example.com"), Ok(()));
    for tenant in ["public", "other"] {
        assert!(from(tenant, "https://app.example.com").is_err(), "{tenant}");
        assert_eq!(from(tenant, "https://api.example.com"), Ok(()), "{tenant}");
    }
}

#[test]
fn behind_a_proxy_the_program_knows_its_origin() {
    let origin = |request: &RequestView<'_>| {
        Some(format!("https://{}", request.header("x-forwarded-host")?))
    };
    let guard = OriginGuard::new(&Policy::CLOSED).expect("no origin").own_origin(origin);
    let proxied = [("host", "10.0.0.1:3000"), ("x-forwarded-host", "app.example.com")];
    let from = |origin| check(&guard, &[&proxied[..], &[("origin", origin)]].concat());
    assert_eq!(from("https://app.example.com"), Ok(()));
    for origin in ["http://app.example.com", "http://10.0.0.1:3000", "https://evil.example"] {
        assert_eq!(from(origin), Err(Intrusion::UnsafeMethod), "{origin}");
    }
    // A page that reaches the server by DNS rebinding: the browser takes its name for that of the server.
    let rebound = [
        ("x-forwarded-host", "app.example.com"),
        ("sec-fetch-site", "same-origin"),
        ("origin", "http://rebound.example"),
    ];
    assert_eq!(check(&guard, &rebound), Err(Intrusion::UnsafeMethod));
    assert_eq!(check(&guard, &rebound[..2]), Ok(()));
    let direct = check(&guard, &[HOST, ("origin", "https://api.example.com")]);
    assert_eq!(direct, Err(Intrusion::UnsafeMethod));
}
