//! The nearest entry, in small and in large policies, declared and configured.

use cors_policy::{Difference as D, PolicyRef, RequestView, cors_policy};

use crate::get;

cors_policy! {
    static API = {
        origins: [
            "https://app.example.com",
            "https://*.example.org:8443",
            "https://*.example.net:*",
            "http://[::1]:3000",
            "http://localhost:4999",
            "tauri://localhost",
        ],
    };
    static TEMPLATE = { origins: [configured] };
}

fn nearest(policy: impl Into<PolicyRef>, origin: &str) -> Option<(String, D)> {
    let (policy, request) = (policy.into(), get(origin));
    let view = RequestView::from(&request);
    let near = policy.refusal(&view).expect("a refusal").nearest();
    near.map(|near| (near.entry().to_owned(), near.difference()))
}

#[test]
fn each_difference_is_found() {
    let declared = PolicyRef::from(&API);
    let entries = [
        "https://app.example.com",
        "https://*.example.org:8443",
        "https://*.example.net:*",
        "http://[::1]:3000",
        "http://localhost:4999",
        "tauri://localhost",
    ];
    let configured = TEMPLATE.configure(entries).expect("legal origins").into();
    for policy in [declared, configured] {
        for (origin, entry, difference) in [
            ("http://app.example.com", "https://app.example.com", D::Scheme),
            ("https://APP.example.com", "https://app.example.com", D::Case),
            ("https://app.example.com.", "https://app.example.com", D::FinalDot),
            ("https://app.example.com:3000", "https://app.example.com", D::Port),
            ("https://app.example.com:17", "https://app.example.com", D::Port),
            ("https://a.example.org", "https://a.example.org:8443", D::Port),
            ("http://a.example.org:8443", "https://a.example.org:8443", D::Scheme),
            ("https://example.org:8443", "https://*.example.org:8443", D::SubdomainMissing),
            ("https://example.net", "https://*.example.net", D::SubdomainMissing),
            ("https://example.net:7", "https://*.example.net:7", D::SubdomainMissing),
            ("http://localhost:3000", "http://[::1]:3000", D::Loopback),
            ("http://127.0.0.1:3000", "http://[::1]:3000", D::Loopback),
            ("http://[::1]:4999", "http://localhost:4999", D::Loopback),
            ("http://localhost:1234", "http://localhost:4999", D::Port),
            ("https://www.app.example.com", "https://app.example.com", D::SubdomainAdded),
            ("https://a.b.c.app.example.com", "https://app.example.com", D::SubdomainAdded),
            ("https://ap.example.com", "https://app.example.com", D::Letter),
            ("https://app.example.co", "https://app.example.com", D::Letter),
            ("taur://localhost", "tauri://localhost", D::Letter),
        ] {
            let found = nearest(policy.clone(), origin);
            assert_eq!(found, Some((entry.to_owned(), difference)), "{origin}");
        }
        for origin in [
            "https://evil.example",
            "https://app.example.com.evil.example",
            "https://evilapp.example.com.",
            "https://xyapp.example.com",
            "https://com",
            "https://a.b.c.d.e.app.example.com",
            "a",
            "://",
            "https://",
            "https://[",
            "https://]:",
            "https://:",
        ] {
            assert_eq!(nearest(policy.clone(), origin), None, "{origin}");
        }
    }
}

/// In a large list only the variations are looked up, and the answer is as quick.
#[test]
fn many_entries_are_not_read() {
    let entries = (0..200_000).map(|n| format!("https://tenant-{n}.example.com"));
    let policy = TEMPLATE.configure(entries).expect("legal origins");
    let scheme = nearest(&policy, "http://tenant-199999.example.com");
    assert_eq!(scheme, Some(("https://tenant-199999.example.com".to_owned(), D::Scheme)));
    assert_eq!(nearest(&policy, "https://tenant-199999.example.con"), None);
    let start = std::time::Instant::now();
    for _ in 0..1_000 {
        assert_eq!(nearest(&policy, "https://evil.example"), None);
    }
    assert!(start.elapsed().as_secs() < 5, "{:?}", start.elapsed());
}

#[test]
fn a_difference_is_one_word_or_a_few() {
    for (difference, word, words) in [
        (D::Scheme, "scheme", "the scheme differs"),
        (D::Port, "port", "the port differs"),
        (D::Loopback, "loopback", "the names of this machine are different hosts"),
        (D::FinalDot, "final_dot", "the final dot of the host differs"),
        (D::Case, "case", "upper and lower case differ"),
        (D::SubdomainMissing, "subdomain_missing", "the subdomain is missing"),
        (D::SubdomainAdded, "subdomain_added", "the host has a subdomain"),
        (D::Letter, "letter", "one letter differs"),
    ] {
        assert_eq!((difference.as_str(), difference.to_string().as_str()), (word, words));
    }
}
