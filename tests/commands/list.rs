//! `list` and `show`

use serde_json::json;

use crate::ran::run;

#[test]
fn the_list_has_the_name_and_the_place_of_each_policy() {
    let list = run(&["list"]);
    let lines = list.prints(0).lines().collect::<Vec<_>>();
    assert_eq!(lines.len(), 6);
    assert_eq!(lines[0], "API        tests/commands/policies.rs:8");
    assert!(lines[4].starts_with("TENANTS    tests/commands/policies.rs:"), "{lines:?}");
}

#[test]
fn the_list_as_json_has_every_option() {
    let policies = run(&["list", "--json"]).json(0);
    assert_eq!(policies.as_array().map(Vec::len), Some(6));
    let api = &policies[0];
    assert_eq!(api["name"], "API");
    assert_eq!(api["location"], "tests/commands/policies.rs:8");
    assert_eq!(api["origins"], json!(["https://*.preview.example.com", "https://app.example.com"]));
    assert_eq!(api["methods"], json!(["GET", "PUT"]));
    assert_eq!(api["request_headers"], json!(["Content-Type"]));
    assert_eq!(api["exposed_headers"], json!([]));
    assert_eq!((&api["credentials"], &api["max_age_seconds"]), (&json!(true), &json!(7200)));
    assert_eq!(api["anyone_else"], json!(null));
    assert_eq!(policies[1]["anyone_else"]["exposed_headers"], json!(["ETag"]));
    assert_eq!((&policies[2]["origins"], &policies[3]["origins"]), (&json!("any"), &json!("none")));
    assert_eq!(policies[4]["origins"], json!(["https://one.example", "https://two.example"]));
}

#[test]
fn a_policy_is_shown_as_it_is_declared() {
    let show = run(&["show", "CATALOGUE"]);
    let expected = r#"{
    origins: [
        "https://app.example.com",
    ],
    methods: [DELETE],
    credentials: true,
    anyone_else: {
        exposed_headers: ["ETag"],
    },
}
"#;
    assert_eq!(show.prints(0), expected);
    assert_eq!(run(&["show", "CATALOGUE", "--json"]).json(0)["text"], expected.trim_end());
}

#[test]
fn an_unknown_name_is_an_error_with_all_names() {
    for command in [
        &["show", "api"][..],
        &["explain", "api", "--origin", "https://a.example"],
        &["export", "api", "--to", "nginx"],
    ] {
        let expected = "error: no policy and no file \"api\"; write the path of a file, or one of: API, CATALOGUE, OPEN, OPEN, TENANTS, RIGHT\n";
        assert_eq!(run(command).fails(), expected);
    }
}

#[test]
fn one_of_two_policies_with_a_name_is_named_by_its_place() {
    let show = run(&["show", "OPEN"]);
    let places = show
        .fails()
        .trim_end()
        .strip_prefix("error: several policies are called \"OPEN\"; write the place of one: ");
    let places = places.expect("the error lists places").split(", ").collect::<Vec<_>>();
    let texts = places.iter().map(|place| run(&["show", place]).prints(0).to_owned());
    assert_eq!(
        texts.collect::<Vec<_>>(),
        ["{\n    origins: any,\n}\n", "{\n    origins: none,\n}\n"]
    );
}
