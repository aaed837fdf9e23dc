//! Values of TOML.

/// A string: <https://toml.io/en/v1.1.0#string>. Our strings have no control characters.
pub(super) fn string(text: &str) -> String {
    if text.contains('\'') {
        format!("\"{}\"", text.replace('\\', r"\\").replace('"', "\\\""))
    } else {
        format!("'{text}'")
    }
}

/// An array of strings.
pub(super) fn strings(texts: &[String]) -> String {
    let strings = texts.iter().map(|text| string(text)).collect::<Vec<_>>();
    match strings.as_slice() {
        [] | [_] => format!("[{}]", strings.concat()),
        _ => format!("[\n    {},\n]", strings.join(",\n    ")),
    }
}

#[cfg(test)]
mod tests {
    use super::{string, strings};

    #[test]
    fn a_string_has_the_quotes_that_it_does_not_contain() {
        assert_eq!(string(r"a\."), r"'a\.'");
        assert_eq!(string(r#"'a\"'"#), r#""'a\\\"'""#);
    }

    #[test]
    fn several_strings_have_a_line_each() {
        assert_eq!(strings(&["a".to_owned()]), "['a']");
        assert_eq!(strings(&["a".to_owned(), "b".to_owned()]), "[\n    'a',\n    'b',\n]");
    }
}
