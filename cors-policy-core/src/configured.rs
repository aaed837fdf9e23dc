//! The rules for an origin that comes from configuration: those of a declaration, checked at run time.

use crate::origin::{HAS_PUBLIC_SUFFIX_LIST, Host, Origin};
use crate::problem::{ConfiguredProblem, Flaw, beginning};

/// Reads one entry of a list that comes from configuration.
///
/// # Errors
///
/// The text is not an origin or a pattern that a declaration could list.
pub fn parse(text: &str) -> Result<Origin, ConfiguredProblem> {
    match text {
        "" => Err(ConfiguredProblem::Empty),
        STAR => Err(ConfiguredProblem::Star),
        "any" | "none" | "configured" | "configured_or_any" => {
            Err(ConfiguredProblem::Keyword { text: text.to_owned() })
        }
        _ => Origin::read(text).map_err(|(flaw, _, meant)| explain(text, flaw, meant)),
    }
}

/// Says what is wrong with an entry. A string literal has no quotes in its value, but an entry of a configuration may.
fn explain(text: &str, flaw: Flaw, meant: Option<String>) -> ConfiguredProblem {
    let without_quotes = text.trim_matches(['"', '\'']);
    let without_brackets = text.trim_matches(['"', '\'', '[', ']']);
    let mut candidates = [without_quotes, without_brackets].into_iter();
    // An entry without quotes and brackets is flawed, so it is not found here.
    let quoted = candidates.find(|candidate| Origin::read(candidate).is_ok());
    let text = beginning(text);
    match (quoted, flaw) {
        (Some(meant), _) => ConfiguredProblem::Quoted { text, meant: meant.to_owned() },
        (None, Flaw::Several) => ConfiguredProblem::Several { text },
        (None, flaw) => ConfiguredProblem::Origin { flaw, meant, text },
    }
}

/// What stands for every origin, if the declaration allows that.
pub const STAR: &str = "*";

/// Which origins are too dangerous for a policy.
#[derive(Clone, Copy, Debug)]
pub struct Danger {
    /// Whether the policy has `credentials: true`. Without it, no origin is dangerous.
    pub credentials: bool,
    /// Whether the policy allows `http://` origins of other machines nevertheless.
    pub insecure_origins: bool,
    /// Whether the policy allows patterns over public suffixes nevertheless.
    pub public_suffix_subdomains: bool,
}

impl Danger {
    /// Why the policy must not allow an origin. Empty, if it may.
    #[must_use]
    pub fn problems(self, origin: &Origin) -> Vec<ConfiguredProblem> {
        if !self.credentials {
            return Vec::new();
        }
        let insecure = origin.insecure_problem().filter(|_| !self.insecure_origins);
        let suffix = origin.public_suffix_problem().filter(|_| !self.public_suffix_subdomains);
        let any_host = origin.any_host_problem();
        let found = insecure.into_iter().chain(suffix).chain(any_host);
        let dangerous = |problem| ConfiguredProblem::Dangerous { problem };
        let mut problems = found.map(dangerous).collect::<Vec<_>>();
        let is_unknown = !HAS_PUBLIC_SUFFIX_LIST
            && !self.public_suffix_subdomains
            && matches!(origin.host(), Host::SubdomainsOf(_))
            && !origin.is_loopback();
        if is_unknown {
            problems
                .push(ConfiguredProblem::SuffixUnknown { text: beginning(&origin.to_string()) });
        }
        problems
    }
}

#[cfg(test)]
mod tests {
    use super::{Danger, parse};
    use crate::origin::{HAS_PUBLIC_SUFFIX_LIST, Origin};
    use crate::problem::ConfiguredProblem;

    const NONE: Danger =
        Danger { credentials: true, insecure_origins: false, public_suffix_subdomains: false };

    fn problems(danger: Danger, text: &str) -> Vec<String> {
        let origin = Origin::parse(text).expect(text);
        danger.problems(&origin).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn an_entry_is_read_as_in_source() {
        assert_eq!(parse("https://a.example"), Ok(Origin::parse("https://a.example").unwrap()));
        for (text, start) in [
            ("", "the entry is empty; "),
            ("*", "`*` is not an origin; list the origins, or declare "),
            ("any", "`any` is a keyword of a declaration, "),
            ("none", "`none` is a keyword of a declaration, "),
            ("configured", "`configured` is a keyword of a declaration, "),
            ("configured_or_any", "`configured_or_any` is a keyword of a declaration, "),
            ("null", "`null`: `null` does not identify a site"),
            (
                "https://a.example/",
                "`https://a.example/`: an origin has no trailing slash; write `",
            ),
            ("https://a..b", "`https://a..b`: a host cannot have an empty label; remove a dot"),
        ] {
            let sentence = parse(text).expect_err(text).to_string();
            assert!(sentence.starts_with(start), "{sentence}");
            assert_eq!(sentence.lines().count(), 1, "{sentence}");
        }
        let star = ConfiguredProblem::StarWithOthers.to_string();
        assert!(star.starts_with("`*` allows every origin, so it must be the only entry; "));
    }

    #[test]
    fn the_beginning_of_a_long_entry_is_kept() {
        let text = format!("https://{}", "a".repeat(100_000));
        let Err(ConfiguredProblem::Origin { text, meant: None, .. }) = parse(&text) else {
            panic!("a label is too long")
        };
        assert_eq!(text.len(), 81);
    }

    #[test]
    fn without_credentials_no_origin_is_dangerous() {
        let danger = Danger { credentials: false, ..NONE };
        for text in ["http://a.example", "https://*.com", "http://*.github.io"] {
            assert_eq!(problems(danger, text), [""; 0], "{text}");
        }
    }

    #[test]
    fn an_unencrypted_origin_is_dangerous_unless_that_is_relaxed() {
        let found = problems(NONE, "http://a.example");
        assert_eq!(found.len(), 1);
        assert!(found[0].starts_with("`http://a.example` is not encrypted, "), "{found:?}");
        let relaxed = Danger { insecure_origins: true, ..NONE };
        assert_eq!(problems(relaxed, "http://a.example"), [""; 0]);
        for text in ["https://a.example", "http://localhost:*", "http://*.localhost", "app://a"] {
            assert_eq!(problems(NONE, text), [""; 0], "{text}");
        }
    }

    /// Without the list, every pattern of another machine may be over a public suffix.
    #[test]
    fn a_pattern_over_a_public_suffix_is_dangerous_unless_that_is_relaxed() {
        let relaxed = Danger { public_suffix_subdomains: true, ..NONE };
        for (text, is_suffix) in [
            ("https://*.github.io", true),
            ("https://*.com:8443", true),
            ("https://*.a.example", false),
            ("https://*.localhost", false),
            ("https://a.example", false),
            ("https://github.io", false),
        ] {
            let found = problems(NONE, text);
            let may_be_suffix = text.contains('*') && text != "https://*.localhost";
            let is_unknown = !HAS_PUBLIC_SUFFIX_LIST && may_be_suffix;
            assert_eq!(found.len(), usize::from(is_suffix || is_unknown), "{found:?}");
            if is_unknown {
                assert!(
                    found[0]
                        .starts_with(&format!("`{text}` cannot be checked, because the program "))
                );
                assert!(found[0].contains("the feature `public-suffix-at-run-time`"), "{found:?}");
            }
            assert_eq!(problems(relaxed, text), [""; 0], "{text}");
        }
    }

    #[test]
    fn any_host_of_a_scheme_is_dangerous_and_nothing_relaxes_that() {
        let relaxed = Danger { insecure_origins: true, public_suffix_subdomains: true, ..NONE };
        for danger in [NONE, relaxed] {
            let found = problems(danger, "chrome-extension://*");
            assert_eq!(found.len(), 1, "{found:?}");
            let start =
                "`chrome-extension://*` covers every extension or application with this scheme, ";
            assert!(found[0].starts_with(start), "{found:?}");
        }
        let without = Danger { credentials: false, ..NONE };
        assert_eq!(problems(without, "chrome-extension://*"), [""; 0]);
        let long = format!("{}://*", "a".repeat(100_000));
        assert!(problems(NONE, &long)[0].len() < 500);
    }

    #[test]
    fn a_mistake_that_only_configurations_have_has_its_own_sentence() {
        let table = [
            ("", "the entry is empty; remove it and its comma"),
            (
                "https://a.example;https://b.example",
                "`https://a.example;https://b.example`: an entry is exactly one origin; write a comma between the origins",
            ),
            (
                "\"https://a.example\"",
                "`\"https://a.example\"`: an entry has no quotes and no brackets; write `https://a.example`",
            ),
            (
                "'http://[::1]'",
                "`'http://[::1]'`: an entry has no quotes and no brackets; write `http://[::1]`",
            ),
            (
                "[\"https://a.example\"",
                "`[\"https://a.example\"`: an entry has no quotes and no brackets; write `https://a.example`",
            ),
            (
                "https://a.example/",
                "`https://a.example/`: an origin has no trailing slash; write `https://a.example`",
            ),
        ];
        for (text, expected) in table {
            assert_eq!(parse(text).expect_err("invalid").to_string(), expected);
        }
        assert!(parse("http://[::1]").is_ok());
        assert!(
            parse("\"\"").is_err()
                && parse("[]").is_err()
                && parse("'https://a.example/'").is_err()
        );
    }
}
