//! The rules for an origin that comes from configuration: those of a declaration, checked at run time.

use crate::origin::{HAS_PUBLIC_SUFFIX_LIST, Host, Origin};
use crate::problem::{ConfiguredProblem, Flaw, Problem};

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
        _ => Origin::parse(text).map_err(|problem| explain(problem, text.to_owned())),
    }
}

/// Says what is wrong with an entry that is no string literal: it may have quotes of its own.
fn explain(problem: Problem, text: String) -> ConfiguredProblem {
    let without_quotes = text.trim_matches(['"', '\'']);
    let without_brackets = text.trim_matches(['"', '\'', '[', ']']);
    let meant =
        [without_quotes, without_brackets].into_iter().find(|meant| Origin::parse(meant).is_ok());
    match (problem, meant.map(str::to_owned)) {
        (_, Some(meant)) => ConfiguredProblem::Quoted { text, meant },
        (Problem::Origin { flaw: Flaw::Several, .. }, None) => ConfiguredProblem::Several { text },
        (problem, None) => ConfiguredProblem::Origin { problem, text },
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
        let dangerous =
            |problem| ConfiguredProblem::Dangerous { problem: Problem::Credentials(problem) };
        let mut problems = insecure.into_iter().chain(suffix).map(dangerous).collect::<Vec<_>>();
        let is_unknown = !HAS_PUBLIC_SUFFIX_LIST
            && !self.public_suffix_subdomains
            && matches!(origin.host(), Host::SubdomainsOf(_))
            && !origin.is_loopback();
        if is_unknown {
            problems.push(ConfiguredProblem::SuffixUnknown { text: origin.to_string() });
        }
        problems
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

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
