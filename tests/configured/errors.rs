//! What is reported about a list: each invalid entry, its position, the reason and the remedy.

use cors_policy::{ConfigureError, Mistake, OriginList, PolicyTemplate};

use crate::{API, CREDENTIALS, INSECURE, OR_ANY, SUFFIXES};

fn error(template: &'static PolicyTemplate, entries: &[&str]) -> ConfigureError {
    template.configure(entries).expect_err("an entry is invalid")
}

fn positions(error: &ConfigureError) -> Vec<usize> {
    error.mistakes().map(Mistake::position).collect()
}

#[test]
fn every_mistake_is_reported_at_its_position() {
    let error = error(
        &API,
        &["https://a.example", "https://a.example/", "https://b.example", "", "nonsense"],
    );
    assert_eq!(positions(&error), [2, 4, 5]);
    assert_eq!(
        error.to_string(),
        "invalid origins:\n  \
         entry 2: `https://a.example/`: an origin has no trailing slash; write `https://a.example`\n  \
         entry 4: the entry is empty; remove it and its comma\n  \
         entry 5: `nonsense`: an origin starts with a scheme; write a scheme and a host, like \
         `https://app.example.com`"
    );
    assert_eq!(format!("{error:?}"), error.to_string());
    let sentences = error.mistakes().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(sentences[1], "the entry is empty; remove it and its comma");
}

#[test]
fn a_named_source_is_in_the_first_line() {
    let named = error(&API, &["nonsense"]).named("`cors.origins` in `settings.toml`");
    let first = "invalid origins in `cors.origins` in `settings.toml`:\n  entry 1: ";
    assert!(named.to_string().starts_with(first), "{named}");
    let named = named.named("another");
    assert!(named.to_string().starts_with("invalid origins in another:\n  entry 1: "), "{named}");
}

#[test]
fn a_hundred_mistakes_are_described_and_the_others_counted() {
    for (count, more) in [(99, 0), (100, 0), (101, 1), (250, 150)] {
        let error = API.configure(vec!["nonsense"; count]).expect_err("each is invalid");
        assert_eq!(positions(&error), (1..=count - more).collect::<Vec<_>>());
        let report = error.to_string();
        assert_eq!(report.lines().count(), 1 + (count - more) + usize::from(more > 0));
        assert_eq!(report.ends_with(&format!("\n  and {more} more")), more > 0, "{report}");
        assert_eq!(report.contains(" more"), more > 0, "{report}");
    }
}

#[test]
fn an_entry_may_have_two_mistakes() {
    let error = error(&CREDENTIALS, &["https://a.example", "http://*.github.io"]);
    assert_eq!(positions(&error), [2, 2]);
    let sentences = error.mistakes().map(ToString::to_string).collect::<Vec<_>>();
    assert!(sentences[0].starts_with("`http://*.github.io` is not encrypted, "), "{error}");
    assert!(sentences[1].contains(" below the public suffix `github.io`, "), "{error}");
}

#[test]
fn credentials_forbid_what_they_forbid_in_source() {
    for (entry, insecure, suffix) in [
        ("https://a.example", false, false),
        ("http://localhost:*", false, false),
        ("https://*.a.example", false, false),
        ("http://*.localhost", false, false),
        ("http://a.example", true, false),
        ("https://*.github.io", false, true),
        ("https://*.com", false, true),
        ("https://*.internal", false, true),
        ("http://*.com", true, true),
    ] {
        assert!(API.configure([entry]).is_ok(), "{entry}");
        assert_eq!(CREDENTIALS.configure([entry]).is_err(), insecure || suffix, "{entry}");
        assert_eq!(INSECURE.configure([entry]).is_err(), suffix, "{entry}");
        assert_eq!(SUFFIXES.configure([entry]).is_err(), insecure, "{entry}");
    }
}

/// No option permits it again.
#[test]
fn credentials_forbid_any_host_of_a_scheme() {
    for entry in ["chrome-extension://*", "tauri://*"] {
        assert!(API.configure([entry]).is_ok(), "{entry}");
        for template in [&CREDENTIALS, &INSECURE, &SUFFIXES] {
            let found = error(template, &["https://a.example", entry]);
            assert_eq!(positions(&found), [2]);
            let start =
                format!("`{entry}` covers every extension or application with this scheme, ");
            assert!(
                found.mistakes().all(|mistake| mistake.to_string().starts_with(&start)),
                "{found}"
            );
        }
    }
}

#[test]
fn a_star_is_refused_unless_the_declaration_allows_it_alone() {
    let refused = |template, remedy: &str| {
        let error = error(template, &["*"]).to_string();
        assert!(error.ends_with(remedy), "{error}");
    };
    refused(
        &API,
        "declare the policy with `origins: configured_or_any` if the resource may be public",
    );
    // `configured_or_any` does not compile together with credentials.
    refused(&CREDENTIALS, "it would let every site act as the user; list the origins");
    let host = error(&API, &["https://*"]).to_string();
    assert!(
        host.ends_with("; write a domain after the star, like `https://*.example.com`"),
        "{host}"
    );
    assert!(OR_ANY.configure(["*"]).is_ok());
    let alone = "`*` allows every origin, so it must be the only entry; ";
    for (entries, expected) in [
        (&["*", "https://a.example"][..], &[1][..]),
        (&["https://a.example", "*"], &[2]),
        (&["https://a.example", "*", "https://b.example"], &[2]),
        (&["*", "*"], &[1, 2]),
        (&["*", "nonsense", "*"], &[1, 2, 3]),
    ] {
        let error = error(&OR_ANY, entries);
        assert_eq!(positions(&error), expected, "{error}");
        assert_eq!(
            error.to_string().matches(alone).count(),
            entries.iter().filter(|entry| **entry == "*").count()
        );
        assert!(OriginList::new(entries).is_err());
    }
}

/// The star in front is reported before a hundred others.
#[test]
fn a_star_before_many_mistakes_is_reported() {
    let entries = std::iter::once("*").chain(vec!["nonsense"; 100]);
    let error = OR_ANY.configure(entries).expect_err("they are invalid");
    assert_eq!(positions(&error), (1..=100).collect::<Vec<_>>());
    assert!(error.to_string().ends_with("\n  and 1 more"));
}

#[test]
fn a_keyword_of_a_declaration_is_told_apart() {
    for keyword in ["any", "none", "configured", "configured_or_any"] {
        let error = error(&API, &[keyword]).to_string();
        let expected =
            format!("entry 1: `{keyword}` is a keyword of a declaration, not an origin; ");
        assert!(error.contains(&expected), "{error}");
    }
}

#[test]
fn nothing_is_trimmed_in_an_iterator() {
    for entry in
        [" https://a.example", "https://a.example\n", "https://a.example,https://b.example", " "]
    {
        assert_eq!(positions(&error(&API, &["https://a.example", entry])), [2], "{entry:?}");
    }
}

#[test]
fn more_entries_than_the_limit_are_refused_whatever_they_are() {
    let entries = ["https://a.example", "nonsense", "https://b.example"];
    for limit in 0..3 {
        let error = API.configure_at_most(limit, entries).expect_err("they are too many");
        let expected = format!("invalid origins: more than {limit} entries; remove some");
        assert_eq!(error.to_string(), expected);
        assert_eq!(error.mistakes().count(), 0);
    }
    assert_eq!(positions(&API.configure_at_most(3, entries).expect_err("one is invalid")), [2]);
    assert!(API.configure_at_most(2, ["https://a.example"; 2]).is_ok());
}

/// A tenant cannot make the server read a list without end.
#[test]
fn no_more_entries_are_taken_than_one_above_the_limit() {
    let mut taken = 0;
    let entries = std::iter::from_fn(|| {
        taken += 1;
        Some("https://a.example")
    });
    assert!(API.configure_at_most(10, entries).is_err());
    assert_eq!(taken, 11);
    let mut taken = 0;
    let entries = (0..11).map(|_| {
        taken += 1;
        "https://a.example"
    });
    assert!(API.configure_at_most(10, entries).is_err());
    assert_eq!(taken, 0, "this list tells its length");
}

#[test]
fn the_limit_remains_if_origins_are_replaced() {
    let api = API.configure_at_most(1, ["https://a.example"]).expect("one is legal");
    let error = api.reconfigure(["https://b.example", "https://c.example"]).expect_err("two");
    assert_eq!(error.to_string(), "invalid origins: more than 1 entries; remove some");
    assert!(api.allows("https://a.example") && !api.allows("https://b.example"));
}
