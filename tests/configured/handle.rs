//! `Configured`: what it allows and prints, and when it changes.

use std::thread;
use std::time::{Duration, SystemTime};

use cors_policy::{Origins, PolicyRef, cors_policy};
use http::{HeaderMap, HeaderValue, Method};

use crate::{API, OR_ANY};

cors_policy! {
    static SAME_AS_API = {
        origins: ["https://a.example", "tauri://localhost"],
        methods: [GET, PUT],
    };
    static SAME_AS_ANY = { origins: any, methods: [GET, PUT] };
}

cors_policy! {
    static WHOLE = {
        origins: [configured, "tauri://localhost"],
        methods: [GET, PUT],
        request_headers: ["Content-Type"],
        exposed_headers: ["ETag"],
        credentials: true,
        max_age: 1h,
    };
}

#[test]
fn a_template_tells_its_declaration() {
    assert_eq!(WHOLE.declared_origins(), ["tauri://localhost"]);
    assert_eq!(OR_ANY.declared_origins(), [""; 0]);
    assert_eq!(WHOLE.methods(), ["GET", "PUT"]);
    assert_eq!(WHOLE.request_headers(), ["Content-Type"]);
    assert_eq!(WHOLE.exposed_headers(), ["ETag"]);
    assert!(WHOLE.credentials() && !API.credentials());
    assert_eq!((WHOLE.max_age(), API.max_age()), (Some(Duration::from_hours(1)), None));
    assert!(WHOLE.to_string().starts_with("{\n    origins: [\n        configured,\n"), "{WHOLE}");
    let debug = format!("{WHOLE:?}");
    assert!(debug.starts_with("WHOLE (") && debug.ends_with(&WHOLE.to_string()), "{debug}");
    assert!(WHOLE == WHOLE && WHOLE != API && API != OR_ANY);
}

#[test]
fn it_prints_the_policy_as_it_would_be_declared() {
    let api = API.configure(["https://a.example"]).expect("it is legal");
    assert_eq!(api.to_string(), SAME_AS_API.to_string());
    let debug = format!("{api:?}");
    assert!(debug.starts_with("API (") && debug.ends_with(&api.to_string()), "{debug}");
    let any = OR_ANY.configure(["*"]).expect("it is legal");
    assert_eq!(any.to_string(), SAME_AS_ANY.to_string());
}

#[test]
fn its_origins_are_those_of_the_declaration_and_of_the_configuration() {
    let listed =
        |entries: &[&str]| Origins::Listed(entries.iter().map(|&entry| entry.to_owned()).collect());
    let api = API.configure(["https://b.example", "https://a.example", "https://b.example"]);
    let api = api.expect("they are legal");
    assert_eq!(
        api.origins(),
        listed(&["https://a.example", "https://b.example", "tauri://localhost"])
    );
    for origin in ["https://a.example", "https://b.example", "tauri://localhost"] {
        assert!(api.allows(origin), "{origin}");
    }
    assert!(!api.allows("https://c.example"));
    api.reconfigure([""; 0]).expect("an empty list is legal");
    assert_eq!(api.origins(), listed(&["tauri://localhost"]));
    assert!(api.allows("tauri://localhost") && !api.allows("https://a.example"));
    assert!(std::ptr::eq(api.template(), &raw const API));
}

#[test]
fn a_star_is_any_until_it_is_replaced() {
    let policy = OR_ANY.configure(["*"]).expect("it is legal");
    assert_eq!(policy.origins(), Origins::Any);
    assert!(policy.allows("https://anyone.example") && policy.redundant().is_empty());
    policy.reconfigure(["https://a.example"]).expect("it is legal");
    assert!(policy.allows("https://a.example") && !policy.allows("https://anyone.example"));
    policy.reconfigure(["*"]).expect("it is legal");
    assert!(policy.allows("https://anyone.example"));
}

#[test]
fn it_tells_when_it_was_configured() {
    let before = SystemTime::now();
    let api = API.configure(["https://a.example"]).expect("it is legal");
    let first = api.configured_at();
    assert!(before <= first && first <= SystemTime::now());
    thread::sleep(Duration::from_millis(2));
    api.reconfigure(["nonsense"]).expect_err("it is invalid");
    assert_eq!(api.configured_at(), first);
    api.reconfigure(["https://a.example"]).expect("it is legal");
    assert!(api.configured_at() > first);
    let any = OR_ANY.configure(["*"]).expect("it is legal");
    assert!(before <= any.configured_at());
}

#[test]
fn an_invalid_list_changes_nothing() {
    let api = API.configure(["https://a.example"]).expect("it is legal");
    let error = api.reconfigure(["https://b.example", "nonsense"]).expect_err("one is invalid");
    assert_eq!(error.mistakes().map(cors_policy::Mistake::position).collect::<Vec<_>>(), [2]);
    assert!(api.allows("https://a.example") && !api.allows("https://b.example"));
}

#[test]
fn it_decides_as_the_same_policy_in_source() {
    let api = API.configure(["https://a.example"]).expect("it is legal");
    let any = OR_ANY.configure(["*"]).expect("it is legal");
    for origin in ["https://a.example", "https://b.example", "tauri://localhost", "null"] {
        let mut headers = HeaderMap::new();
        headers.insert("origin", HeaderValue::from_static(origin));
        for method in [Method::GET, Method::OPTIONS] {
            if method == Method::OPTIONS {
                headers.insert("access-control-request-method", HeaderValue::from_static("PUT"));
            }
            for (configured, declared) in [(&api, &SAME_AS_API), (&any, &SAME_AS_ANY)] {
                let (mut found, mut expected) = (HeaderMap::new(), HeaderMap::new());
                let decisions =
                    (configured.decide(&method, &headers), declared.decide(&method, &headers));
                assert_eq!(decisions.0.denial(), decisions.1.denial());
                decisions.0.apply(&mut found);
                decisions.1.apply(&mut expected);
                assert_eq!(found, expected, "{method} from {origin}");
            }
        }
    }
    let _: PolicyRef = api.into();
}

/// A thread that reads sees all of one list or all of the other.
#[test]
fn clones_change_together_while_others_read() {
    let (old, new) = (["https://a.example"], ["https://b.example"]);
    let api = API.configure(old).expect("it is legal");
    thread::scope(|scope| {
        for _ in 0..2 {
            let api = api.clone();
            scope.spawn(move || {
                for _ in 0..2_000 {
                    let Origins::Listed(origins) = api.origins() else { panic!("it is a list") };
                    assert_eq!(origins.len(), 2, "{origins:?}");
                }
            });
        }
        for _ in 0..200 {
            api.reconfigure(new).expect("it is legal");
            api.reconfigure(old).expect("it is legal");
        }
    });
    assert!(api.clone().allows("https://a.example"));
}
