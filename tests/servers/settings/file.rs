//! Lists of origins that `serde` reads.

use cors_policy::OriginList;
use serde::Deserialize;
use serde_json::json;

#[derive(Debug, Deserialize)]
struct Settings {
    cors: Cors,
}

#[derive(Debug, Deserialize)]
struct Cors {
    origins: OriginList,
    more: Option<OriginList>,
}

fn toml(origins: &str) -> Result<Cors, String> {
    let settings = toml::from_str::<Settings>(&format!("[cors]\norigins = {origins}\n"));
    settings.map(|settings| settings.cors).map_err(|error| error.to_string())
}

fn json(origins: &serde_json::Value) -> Result<Cors, String> {
    let settings = json!({ "cors": { "origins": origins } });
    // From a value and from text: the first one owns its strings, the second one lends them.
    let from_value = serde_json::from_value::<Settings>(settings.clone());
    let from_text = serde_json::from_str::<Settings>(&settings.to_string());
    assert_eq!(from_value.is_ok(), from_text.is_ok());
    from_text.map(|settings| settings.cors).map_err(|error| error.to_string())
}

fn entries(cors: &Cors) -> Vec<&str> {
    cors.origins.iter().collect()
}

#[test]
fn a_sequence_is_a_list() {
    let toml =
        toml(r#"["https://app.example.com", "https://*.preview.example.com"]"#).expect("valid");
    assert_eq!(entries(&toml), ["https://app.example.com", "https://*.preview.example.com"]);
    assert!(toml.more.is_none());
    let json = json(&json!(["https://app.example.com", "http://localhost:*"])).expect("valid");
    assert_eq!(entries(&json), ["https://app.example.com", "http://localhost:*"]);
}

#[test]
fn a_text_is_a_list() {
    let text = "https://app.example.com,\n  https://admin.example.com";
    let json = json(&json!(text)).expect("valid");
    assert_eq!(entries(&json), ["https://app.example.com", "https://admin.example.com"]);
    let toml = toml(&format!("'''\n{text}\n'''")).expect("valid");
    assert_eq!(entries(&toml), ["https://app.example.com", "https://admin.example.com"]);
}

#[test]
fn a_star_is_a_list_of_every_origin() {
    for origins in [json!("*"), json!(["*"])] {
        assert!(json(&origins).expect("valid").origins.is_any(), "{origins}");
    }
    assert!(!json(&json!([])).expect("valid").origins.is_any());
}

#[test]
fn an_empty_sequence_is_an_empty_list_and_a_blank_text_is_an_error() {
    assert!(json(&json!([])).expect("valid").origins.is_empty());
    assert!(toml("[]").expect("valid").origins.is_empty());
    for text in ["", " ", "\n"] {
        let error = json(&json!(text)).expect_err("it is blank");
        assert!(error.starts_with("invalid origins: the text is blank; "), "{error}");
    }
}

#[test]
fn the_error_lists_every_mistake() {
    let expected = "invalid origins:
  entry 1: `https://app.example.com/`: an origin has no trailing slash; write `https://app.example.com`
  entry 3: the entry is empty; remove it and its comma";
    let list = ["https://app.example.com/", "https://admin.example.com", ""];
    for origins in [json!(list), json!(list.join(","))] {
        let error = json(&origins).expect_err("two entries are invalid");
        assert!(error.starts_with(expected), "{error}");
        let error = toml(&origins.to_string()).expect_err("two entries are invalid");
        assert!(error.contains(expected), "{error}");
    }
}

/// White space in a text separates entries. In an entry of a sequence it is a mistake.
#[test]
fn entries_of_a_sequence_are_not_trimmed() {
    let error =
        json(&json!([" https://app.example.com"])).expect_err("the entry begins with a space");
    assert!(
        error.starts_with("invalid origins:\n  entry 1: ` https://app.example.com`: "),
        "{error}"
    );
}

#[test]
fn a_value_that_is_no_list_is_an_error() {
    for origins in [json!(7), json!(true), json!(null), json!({ "a": "https://a.example" })] {
        let error = json(&origins).expect_err("it is no list");
        let expected = "expected a list of origins, or a text of origins with commas between them";
        assert!(error.contains(expected), "{origins}: {error}");
    }
    assert!(json(&json!([7])).expect_err("a number").contains("expected a string"));
}
