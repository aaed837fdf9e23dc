//! Sets of 1 to 10,000 entries, compiled by the macro.

use cors_policy::{Policy, cors_origins, cors_policy};

include!(concat!(env!("OUT_DIR"), "/sets.rs"));

#[test]
fn exact_sets_of_every_size_allow_their_entries_and_nothing_near() {
    let sets: [(usize, &Policy); 7] = [
        (1, &EXACT_1),
        (2, &EXACT_2),
        (8, &EXACT_8),
        (9, &EXACT_9),
        (64, &EXACT_64),
        (1_000, &EXACT_1000),
        (10_000, &EXACT_10000),
    ];
    for (size, policy) in sets {
        // A set contains the origins with the lowest numbers, so comparing numbers is the naive matcher here.
        for n in 0..size + 100 {
            let origin = format!("https://tenant-{n}.example.com");
            assert_eq!(policy.allows(&origin), n < size, "{origin} of {size}");
            for near in near(&origin) {
                assert!(!policy.allows(&near), "{near} of {size}");
            }
        }
    }
}

#[test]
fn large_sets_are_spread() {
    for origin in ["https://tenant-9999.example.com", "https://tenant-9999.example.org:8443"] {
        assert!(SPREAD.allows(origin), "{origin}");
    }
    assert!(!SPREAD.allows("https://tenant-10000.example.com"));
}

#[test]
fn pattern_sets_of_every_size_allow_subdomains_and_nothing_near() {
    let sets: [(usize, &Policy); 7] = [
        (1, &SUBDOMAINS_1),
        (2, &SUBDOMAINS_2),
        (8, &SUBDOMAINS_8),
        (9, &SUBDOMAINS_9),
        (64, &SUBDOMAINS_64),
        (1_000, &SUBDOMAINS_1000),
        (10_000, &SUBDOMAINS_10000),
    ];
    for (size, policy) in sets {
        for n in 0..size + 100 {
            for labels in ["a", "a.b", "xn--a_-.9"] {
                let origin = format!("https://{labels}.tenant-{n}.example.com");
                assert_eq!(policy.allows(&origin), n < size, "{origin} of {size}");
            }
            let bare = format!("https://tenant-{n}.example.com");
            assert!(!policy.allows(&bare), "{bare} of {size}");
            for near in near(&format!("https://a.tenant-{n}.example.com")) {
                assert!(!policy.allows(&near), "{near} of {size}");
            }
        }
    }
}

#[test]
fn a_set_without_entries_allows_nothing() {
    for origin in ["", "null", "https://tenant-0.example.com"] {
        assert!(!Policy::CLOSED.allows(origin), "{origin}");
    }
}

/// Origins that differ a little from `origin`, and that no set contains.
fn near(origin: &str) -> [String; 6] {
    [
        format!("{origin}."),
        format!("{origin}:443"),
        format!("{origin}/"),
        origin.replacen("https", "http", 1),
        origin.to_uppercase(),
        origin.replacen(".com", ".co", 1),
    ]
}
