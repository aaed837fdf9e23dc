//! `diff`

use std::fs;

use serde_json::json;
use tempfile::TempDir;

use crate::ran::{Ran, command, run};

/// Compares two texts.
fn diff(old: &str, new: &str, more: &[&str]) -> Ran {
    let folder = folder(old, new);
    let words = [&["diff", "old.policy", "new.policy"], more].concat();
    let output = command().args(words).current_dir(&folder).output();
    Ran::of(output.expect("the program runs"))
}

fn folder(old: &str, new: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("old.policy"), old).expect("it is written");
    fs::write(folder.path().join("new.policy"), new).expect("it is written");
    folder
}

/// The lines of the changes, without the summary.
#[track_caller]
fn assert_changes(old: &str, new: &str, expected: &[&str]) {
    let is_granted = expected.iter().any(|line| line.starts_with('+'));
    let ran = diff(old, new, &[]);
    let lines = ran.prints(i32::from(is_granted)).lines().collect::<Vec<_>>();
    assert_eq!(lines[..lines.len() - 1], *expected, "{ran:?}");
}

#[test]
fn grants_come_first_then_revocations_then_the_rest() {
    let old = r#"{
        origins: ["https://old.example", "https://app.example"],
        methods: [DELETE],
        exposed_headers: ["ETag"],
        max_age: 10m,
    }"#;
    let new = r#"{
        origins: ["https://new.example", "https://app.example"],
        methods: [PUT],
        request_headers: ["Content-Type", "X-Tenant"],
        max_age: 2h,
    }"#;
    let expected = "\
+ origin `https://new.example`: pages of this origin can now read responses, send `PUT` requests and send the headers \
`Content-Type` and `X-Tenant`
+ method `PUT`: pages of the origins that both policies list can now send `PUT` requests
+ request header `Content-Type`: pages of the origins that both policies list can now send the header `Content-Type`
+ request header `X-Tenant`: pages of the origins that both policies list can now send the header `X-Tenant`
- origin `https://old.example`: pages of this origin can no longer read responses, send `DELETE` requests or read the \
header `ETag` of responses
- method `DELETE`: pages of the origins that both policies list can no longer send `DELETE` requests
- exposed header `ETag`: pages of the origins that both policies list can no longer read the header `ETag` of responses
~ `max_age`: browsers cache preflights for 2 hours, and not for 10 minutes
4 granted, 3 revoked, 1 other
";
    assert_eq!(diff(old, new, &[]).prints(1), expected);
}

#[test]
fn texts_that_mean_the_same_grant_nothing() {
    let old = r#"{ origins: ["https://x.a.example", "https://*.b.example"], methods: [GET], request_headers: ["X-A"] }"#;
    assert_eq!(diff(old, old, &[]).prints(0), "0 granted, 0 revoked, 0 other\n");
    let new =
        r#"{ origins: ["https://x.a.example", "https://*.b.example"], request_headers: ["x-a"] }"#;
    assert_changes(
        old,
        new,
        &["~ text: the texts differ, but every page can do the same with both"],
    );
}

#[test]
fn an_origin_under_a_pattern_of_the_old_policy_is_nothing_new() {
    let wide = r#"{ origins: ["https://*.a.example"] }"#;
    let narrow = r#"{ origins: ["https://x.a.example"] }"#;
    let partial = "read responses";
    assert_changes(
        wide,
        narrow,
        &[&format!(
            "- origin `https://*.a.example`: pages of the origins that this pattern matches and the new policy does not list can no longer {partial}"
        )],
    );
    assert_changes(
        narrow,
        wide,
        &[&format!(
            "+ origin `https://*.a.example`: pages of the origins that this pattern matches and the old policy does not list can now {partial}"
        )],
    );
}

#[test]
fn an_origin_that_leaves_the_list_falls_to_anyone_else() {
    let old = r#"{ origins: ["https://a.example", "https://b.example"], methods: [PUT], credentials: true, anyone_else: { methods: [PATCH] } }"#;
    let new = r#"{ origins: ["https://b.example"], methods: [PUT], credentials: true, anyone_else: { methods: [PATCH] } }"#;
    assert_changes(
        old,
        new,
        &[
            "+ origin `https://a.example`: pages of this origin can now send `PATCH` requests",
            "- origin `https://a.example`: pages of this origin can no longer send `PUT` requests or use cookies and other credentials",
        ],
    );
}

#[test]
fn a_public_resource_is_compared_with_a_list() {
    let list = r#"{ origins: ["https://a.example"], credentials: true }"#;
    assert_changes(
        list,
        r#"{ origins: any, request_headers: [any, "Authorization"], exposed_headers: any }"#,
        &[
            "+ origin `https://a.example`: pages of this origin can now send any header (also `Authorization`) and read any header of responses",
            "+ any other origin: pages of all origins that neither policy lists can now read responses, send any header (also `Authorization`) and read any header of responses",
            "- origin `https://a.example`: pages of this origin can no longer use cookies and other credentials",
        ],
    );
    assert_changes(
        "{ origins: none }",
        "{ origins: any, methods: any, request_headers: any }",
        &[
            "+ any origin: pages of all origins can now read responses, send requests with any method and send any header (except `Authorization`)",
        ],
    );
    assert_changes(
        "{ origins: any, methods: any }",
        "{ origins: any, methods: [PUT] }",
        &["- any method: pages of all origins can no longer send requests with any method"],
    );
}

#[test]
fn relaxations_permit_nothing_by_themselves() {
    let old = r#"{ origins: ["https://a.example"], credentials: true }"#;
    let new = r#"{ origins: ["https://a.example", "http://a.example"], credentials: true, dangerously_allow_insecure_origins: true }"#;
    assert_changes(
        old,
        new,
        &[
            "+ origin `http://a.example`: pages of this origin can now read responses and use cookies and other credentials",
            "~ `dangerously_allow_insecure_origins`: the list may now contain `http://` origins of other machines although credentials are allowed",
        ],
    );
}

#[test]
fn the_changes_are_json() {
    let old = r#"{ origins: ["https://a.example"], max_age: 1s }"#;
    let new = r#"{ origins: ["https://a.example", "https://b.example"], methods: any }"#;
    let diff = diff(old, new, &["--json"]).json(1);
    let expected = json!({
        "old": { "name": "old", "location": "old.policy:1" },
        "new": { "name": "new", "location": "new.policy:1" },
        "grants": true,
        "changes": [
            {
                "kind": "grant",
                "title": "origin `https://b.example`",
                "sentence": "pages of this origin can now read responses and send requests with any method",
                "listed_in": "new",
                "entry": "https://b.example",
                "permissions": [{ "what": "read", "name": null }, { "what": "method", "name": "*" }],
            },
            {
                "kind": "grant",
                "title": "any method",
                "sentence": "pages of the origins that both policies list can now send requests with any method",
                "listed_in": "both",
                "entry": null,
                "permissions": [{ "what": "method", "name": "*" }],
            },
            {
                "kind": "other",
                "title": "`max_age`",
                "sentence": "browsers cache preflights for 5 seconds (the default), and not for 1 second",
                "listed_in": null,
                "entry": null,
                "permissions": [],
            },
        ],
    });
    assert_eq!(diff, expected);
}

#[test]
fn policies_of_the_program_are_compared_too() {
    let ran = run(&["diff", "API", "CATALOGUE"]);
    assert!(ran.prints(1).contains("+ any other origin: "), "{ran:?}");
    assert_eq!(run(&["diff", "API", "API"]).status, 0);
}

#[test]
fn what_cannot_be_read_has_a_status_of_its_own() {
    let ran = diff("{ origins: any }", "{ origins: [\"https://a.example/\"] }", &[]);
    assert!(ran.fails().contains(" --> new.policy:1:13\n"), "{ran:?}");
    assert!(run(&["diff", "-", "-"]).fails().contains("both policies"));
    assert!(run(&["diff", "API", "nothing.policy"]).fails().contains("nothing.policy"));
}
