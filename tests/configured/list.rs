//! `OriginList`: a list as a value of a configuration.

use cors_policy::OriginList;
use serde_json::json;

use crate::{API, OR_ANY};

fn parse(text: &str) -> OriginList {
    text.parse().expect("it is legal")
}

#[test]
fn white_space_around_entries_is_ignored() {
    let list = parse(" https://a.example,\thttps://b.example \r\n,\n\x0chttps://*.c.example\n");
    let entries = ["https://a.example", "https://b.example", "https://*.c.example"];
    assert_eq!(list.iter().collect::<Vec<_>>(), entries);
    assert_eq!((&list).into_iter().collect::<Vec<_>>(), entries);
    assert_eq!((list.len(), list.is_empty(), list.is_any()), (3, false, false));
    assert_eq!(list.to_string(), "https://a.example, https://b.example, https://*.c.example");
    assert_eq!(format!("{list:?}"), format!("{entries:?}"));
    assert_eq!(parse(&list.to_string()).iter().collect::<Vec<_>>(), entries);
}

#[test]
fn blank_text_and_empty_entries_are_errors() {
    for text in ["", " ", "\r\n\t"] {
        let error = text.parse::<OriginList>().expect_err("it is blank");
        assert_eq!(error.mistakes().count(), 0);
        let expected = "invalid origins: the text is blank; write at least one origin, like `https://app.example.com`";
        assert_eq!(error.to_string(), expected);
    }
    for text in
        ["https://a.example,", ",https://a.example", "https://a.example, ,https://b.example"]
    {
        let error = text.parse::<OriginList>().expect_err("an entry is empty").to_string();
        assert!(error.ends_with(": the entry is empty; remove it and its comma"), "{error}");
    }
}

#[test]
fn a_list_of_nothing_is_empty() {
    let list = OriginList::new([""; 0]).expect("it is legal");
    assert_eq!((list.len(), list.is_empty(), list.is_any()), (0, true, false));
    assert_eq!((list.iter().count(), list.to_string()), (0, String::new()));
    assert!(API.configure(&list).is_ok());
}

#[test]
fn a_star_is_any_and_the_policy_decides_whether_it_may_be() {
    let list = parse(" * ");
    assert!(list.is_any() && list.len() == 1);
    assert!(API.configure(&list).is_err());
    assert!(OR_ANY.configure(&list).expect("it is legal").allows("https://a.example"));
    assert!(!parse("https://a.example").is_any());
}

#[test]
fn it_is_read_from_a_sequence_or_a_text() {
    let read = |value| serde_json::from_value::<OriginList>(value);
    let expected = ["https://a.example", "https://b.example"];
    for value in [
        json!(["https://a.example", "https://b.example"]),
        json!("https://a.example, https://b.example"),
    ] {
        assert_eq!(read(value).expect("it is legal").iter().collect::<Vec<_>>(), expected);
    }
    assert!(read(json!([])).expect("it is legal").is_empty());
    for (value, message) in [
        (json!(["https://a.example", "x"]), "entry 2: `x`: "),
        (json!([" https://a.example"]), "an origin has no whitespace"),
        (json!(""), "the text is blank"),
        (json!(7), "expected a list of origins, or a text of origins with commas between them"),
        (json!([7]), "expected a string"),
    ] {
        let error = read(value).expect_err(message).to_string();
        assert!(error.contains(message), "{error}");
    }
}
