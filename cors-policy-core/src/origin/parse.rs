//! Reads one entry. The result is an origin, or a flaw and what was probably meant.

use std::ops::Range;

use super::entry::Origin;
use super::repair::repair;
use super::scan::scan;
use crate::limits::MAX_MENDED;
use crate::problem::{Flaw, Problem};

impl Origin {
    /// Reads one entry.
    ///
    /// # Errors
    ///
    /// The text is neither an origin as browsers send it nor a pattern of origins. The problem contains the bytes that
    /// are wrong and the text that was probably meant.
    ///
    /// # Examples
    ///
    /// ```
    /// use cors_policy_core::origin::Origin;
    ///
    /// assert!(Origin::parse("https://app.example.com").is_ok());
    /// let problem = Origin::parse("https://app.example.com/").unwrap_err();
    /// assert!(problem.to_string().contains("write `https://app.example.com`"));
    /// ```
    pub fn parse(text: &str) -> Result<Self, Problem> {
        Self::read(text).map_err(|(flaw, at, meant)| Problem::Origin {
            flaw,
            text: text.to_owned(),
            at,
            meant,
        })
    }

    /// Reads one entry. A flaw comes with the bytes that are wrong and the text that was probably meant.
    pub(crate) fn read(text: &str) -> Result<Self, (Flaw, Range<usize>, Option<String>)> {
        scan(text).map_err(|(flaw, at)| {
            let meant = meant(text, &flaw);
            (flaw, at, meant)
        })
    }
}

/// The entry that the author of `text` probably meant.
fn meant(text: &str, flaw: &Flaw) -> Option<String> {
    // A repair would keep one origin and lose the others, which no author wants.
    if *flaw == Flaw::Several || text.len() > MAX_MENDED {
        return None;
    }
    repair(text).filter(|meant| scan(meant).is_ok())
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::Origin;
    use crate::limits::MAX_MENDED;

    #[test]
    fn for_a_long_text_nothing_is_proposed() {
        let entry = |length: usize| format!("https://a.example/{}", "b".repeat(length - 18));
        let sentence = |length| Origin::parse(&entry(length)).expect_err("a path").to_string();
        assert!(sentence(MAX_MENDED).contains("; write `https://a.example`"));
        assert!(sentence(MAX_MENDED + 1).contains("; write a scheme and a host"));
    }

    /// Ten of each take milliseconds. If the time grew with the square of the length, they would take an hour.
    #[test]
    fn the_time_grows_with_the_length_and_not_with_its_square() {
        let start = Instant::now();
        for part in [
            "a", "A", ".", "a.", "*.", "/", "\\", ":", "://", "https://", "[", "]", "::", "[:",
            "@", "%", "%61", "0", "0x", "0.", " ", ",", ", ", "a.b, ", "|", "{", "\n", "\0",
            "xn--", "ü", "\u{202e}", "^", "$", "-",
        ] {
            for before in [
                "",
                "https://",
                "http://[",
                "https://a.",
                "https://*.",
                "app",
                "https://a.example:",
            ] {
                let text = format!("{before}{}", part.repeat((64 << 10) / part.len()));
                drop(Origin::parse(&text));
            }
        }
        assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
    }

    #[test]
    fn where_nothing_can_be_proposed_the_remedy_is_about_the_flaw() {
        let table = [
            ("*", "write `any` in place of the list"),
            (
                "https://*",
                "write `any` in place of the list (a public resource), list each origin, or ",
            ),
            ("https://*/", "write a scheme and a host"),
            ("any", "write it without quotes in place of the whole list"),
            ("configured_or_any", "write it without quotes in place of the whole list"),
            ("configured", "write it without quotes"),
            ("htps://a..b", "write `https`"),
            ("https://a.example, https://b.example", "write one string for each"),
            ("null", "remove it"),
            ("https://a .example", "remove it"),
            ("https://me@a..b", "remove it"),
            ("ftp://a.example", "remove it"),
            ("https://A..b", "write it in lower case"),
            ("1x://a.example", "write a scheme like `https`"),
            ("https://bücher.example", "copy what `new URL("),
            ("file:///x", "serve the page from a server on your machine"),
            ("data:text/html,x", "write the origin of the page that opens it"),
            ("*://a.example", "write one entry with `https://`"),
            (&format!("https://{}", "a".repeat(64)), "check it for a typo"),
            (&format!("https://{}", "a.".repeat(127) + "b"), "check it for a typo"),
            ("https://xn--a.example", "copy what `new URL("),
            ("https://a..b", "remove a dot"),
            ("https://a.*.example", "list each origin"),
            ("https://*.127.0.0.1", "list each address"),
            ("https://{a,b}.example", "use letters, digits"),
            ("https://a.example:x", "write a port from 1 to 65535"),
            ("https://a.example:0", "write a port from 1 to 65535"),
            ("https://a.example:65536", "write a port from 1 to 65535"),
            ("http://256.0.0.1", "write it like `192.0.2.1`"),
            ("http://[1:2]", "write it like `[2001:db8::1]`"),
            ("frontend", "write a scheme and a host"),
        ];
        for (text, remedy) in table {
            let sentence = Origin::parse(text).expect_err(text).to_string();
            let first = sentence.lines().next().unwrap_or_default();
            let (_, found) = first.split_once("; ").expect(text);
            assert!(found.contains(remedy), "{text}: {found}");
        }
    }

    fn lines_of(text: &str) -> Vec<String> {
        let problem = Origin::parse(text).expect_err(text).to_string();
        problem.lines().map(str::to_owned).collect()
    }

    #[test]
    fn the_wrong_part_is_underlined() {
        assert_eq!(
            lines_of("https://app.example.com/login"),
            [
                "an origin has no path; write `https://app.example.com`",
                "    https://app.example.com/login",
                "                           ^^^^^^ remove this",
            ]
        );
        assert_eq!(lines_of("https://bücher.example")[2], "             ^ here");
    }

    #[test]
    fn what_does_not_print_is_not_drawn() {
        for text in
            ["null", "https://a\u{202e}b", "https://a\nb", &format!("https://{}", "a".repeat(200))]
        {
            assert_eq!(lines_of(text).len(), 1, "{text:?}");
        }
    }
}
