//! Entries that change no answer: legal, and listed on request.

use crate::{API, OR_ANY};

fn redundant(entries: &[&str]) -> Vec<String> {
    let api = API.configure(entries).expect("they are legal");
    api.redundant().iter().map(ToString::to_string).collect()
}

#[test]
fn duplicates_and_covered_entries_are_listed_in_order() {
    assert_eq!(
        redundant(&[
            "https://app.example.com",
            "https://a.example",
            "https://*.example.com",
            "https://a.example",
            "http://localhost:3000",
            "http://localhost:*",
            "app://a",
            "app://*",
        ]),
        [
            "entry 1: `https://app.example.com` is redundant, because `https://*.example.com` already covers it",
            "entry 4: `https://a.example` appears twice",
            "entry 5: `http://localhost:3000` is redundant, because `http://localhost:*` already covers it",
            "entry 7: `app://a` is redundant, because `app://*` already covers it",
        ]
    );
    assert!(redundant(&["https://a.example", "https://b.example"]).is_empty());
    assert!(redundant(&[]).is_empty());
}

#[test]
fn entries_of_the_declaration_count() {
    let api = API.configure(["https://a.example", "tauri://localhost"]).expect("they are legal");
    let found = api.redundant();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].position(), 2);
    assert_eq!((found[0].entry(), found[0].by()), ("tauri://localhost", "tauri://localhost"));
}

/// Nobody who configures can change the declaration, so only their entries are listed.
#[test]
fn entries_of_the_declaration_are_not_listed() {
    assert!(redundant(&["tauri://localhost:*"]).is_empty());
    assert!(OR_ANY.configure(["*"]).expect("it is legal").redundant().is_empty());
}
