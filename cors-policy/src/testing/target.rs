//! The targets that a request can have.

use http::Uri;

/// Checks that `target` is a path with or without a query, or a whole URL.
///
/// # Errors
///
/// If it is neither. The text says what is wrong, and what to write.
///
/// [RFC 9112, origin-form and absolute-form](https://www.rfc-editor.org/rfc/rfc9112#section-3.2)
pub(super) fn check(target: &str) -> Result<(), String> {
    if target.is_empty() {
        return Err("it is empty; write `/`".to_owned());
    }
    if let Some((kept, fragment)) = target.split_once('#') {
        let kept = if kept.is_empty() { "/" } else { kept };
        return Err(format!(
            "browsers do not send the fragment `#{}`; write `{}`",
            fragment.escape_debug(),
            kept.escape_debug()
        ));
    }
    if let Some(wrong) = target.chars().find(|&char| !is_allowed(char)) {
        return Err(format!(
            "`{}` cannot appear in it; write it percent-encoded, `{}`",
            wrong.escape_debug(),
            encoded(wrong)
        ));
    }
    let is_url = target.starts_with("http://") || target.starts_with("https://");
    if !target.starts_with('/') && !is_url {
        return Err(if target.contains("://") {
            "a page fetches `http` or `https`; write a path, like `/users`".to_owned()
        } else {
            format!("a path starts with a slash; write `/{target}`")
        });
    }
    match target.parse::<Uri>() {
        Ok(_) => Ok(()),
        Err(error) => Err(format!("{error}; write a path, like `/users`")),
    }
}

fn is_allowed(char: char) -> bool {
    char.is_ascii_graphic() && format!("/{char}").parse::<Uri>().is_ok()
}

/// [Percent-encode](https://url.spec.whatwg.org/#percent-encode) of UTF-8
fn encoded(char: char) -> String {
    let mut buffer = [0; 4];
    char.encode_utf8(&mut buffer)
        .bytes()
        .map(|byte| format!("%{byte:02X}"))
        .collect::<Vec<_>>()
        .concat()
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn paths_and_urls_are_targets() {
        for target in [
            "/",
            "//",
            "/users",
            "/users?page=2&sort=name",
            "/?",
            "/a%20b",
            "/a:b@c",
            "https://api.example.com",
            "http://localhost:3000/users?x",
        ] {
            assert_eq!(check(target), Ok(()), "{target}");
        }
    }

    #[test]
    fn anything_else_is_refused_with_the_remedy() {
        for (target, sentence) in [
            ("", "it is empty; write `/`"),
            ("users", "a path starts with a slash; write `/users`"),
            ("?page=2", "a path starts with a slash; write `/?page=2`"),
            ("/users#top", "browsers do not send the fragment `#top`; write `/users`"),
            ("#top", "browsers do not send the fragment `#top`; write `/`"),
            ("/a b", "` ` cannot appear in it; write it percent-encoded, `%20`"),
            ("/bücher", "`ü` cannot appear in it; write it percent-encoded, `%C3%BC`"),
            ("/a\nb", "`\\n` cannot appear in it; write it percent-encoded, `%0A`"),
            ("ws://localhost/", "a page fetches `http` or `https`; write a path, like `/users`"),
            ("http://", "write a path, like `/users`"),
            (&format!("/{}", "a".repeat(70_000)), "write a path, like `/users`"),
        ] {
            let found = check(target).expect_err(target);
            assert!(found.contains(sentence), "{target}: {found}");
        }
    }
}
