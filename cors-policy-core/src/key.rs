//! Which option a key names, and which option or keyword an unknown word was meant to name.

use crate::distance::{distance, is_slip};
use crate::option::{ConfiguredKeyword, OptionName};
use crate::problem::{CratePathProblem, OptionProblem, Problem};

impl OptionName {
    /// The option that `key` names.
    ///
    /// # Errors
    ///
    /// No option has this name. The problem names the option that was probably meant.
    pub fn parse(key: &str) -> Result<Self, Problem> {
        Self::ALL.into_iter().find(|option| option.as_str() == key).ok_or_else(|| {
            if key.contains("private_network") {
                Problem::Option(OptionProblem::PrivateNetwork)
            } else if key == "crate" {
                Problem::CratePath(CratePathProblem::InPolicy)
            } else {
                Problem::Option(OptionProblem::Unknown { key: key.to_owned(), meant: meant(key) })
            }
        })
    }
}

impl ConfiguredKeyword {
    /// The keyword that the author of `word` probably meant: the keyword itself, a slip of it, or another name for it.
    #[must_use]
    pub fn meant(word: &str) -> Option<Self> {
        let plain = to_snake_case(word);
        let is_static = !word.contains(|c: char| c.is_lowercase());
        Self::ALL.into_iter().find(|keyword| {
            let (keyword, names) = (keyword.as_str(), keyword.other_names());
            plain == keyword
                || is_slip(&plain, keyword)
                // `ENV` is more likely the name of a set.
                || !is_static && names.contains(&plain.as_str())
        })
    }

    /// What people write in its place.
    const fn other_names(self) -> &'static [&'static str] {
        match self {
            Self::Configured => &[
                "config",
                "configurable",
                "configuration",
                "configure",
                "dynamic",
                "env",
                "environment",
                "from_config",
                "from_env",
                "runtime",
            ],
            Self::ConfiguredOrAny => &["any_or_configured", "configured_any"],
        }
    }
}

/// The option that the author of `key` probably meant: the one that other libraries call by this name, or the one with
/// the nearest name.
fn meant(key: &str) -> Option<OptionName> {
    let plain = to_snake_case(key);
    let plain = plain.strip_prefix("access_control_").unwrap_or(&plain);
    OTHER_NAMES.iter().find(|(_, names)| names.contains(&plain)).map(|&(option, _)| option).or_else(
        || {
            OptionName::ALL
                .into_iter()
                .map(|option| (distance(plain, option.as_str()), option))
                .filter(|&(distance, option)| distance <= option.as_str().len() / 3)
                .min_by_key(|&(distance, _)| distance)
                .map(|(_, option)| option)
        },
    )
}

/// Writes `allowedOrigins` and `Allowed-Origins` as `allowed_origins`.
fn to_snake_case(key: &str) -> String {
    let mut plain = String::with_capacity(key.len());
    for c in key.chars() {
        let begins_word =
            c.is_ascii_uppercase() && plain.ends_with(|c: char| c.is_ascii_lowercase());
        if begins_word {
            plain.push('_');
        }
        plain.push(if c == '-' { '_' } else { c.to_ascii_lowercase() });
    }
    plain
}

/// The names of the options in `tower-http`, `actix-cors`, `rs/cors`, `jub0bs/cors`, Express and Spring, and other words for
/// `anyone_else`, which none of them has.
const OTHER_NAMES: [(OptionName, &[&str]); 7] = [
    (
        OptionName::Origins,
        &[
            "allow_origin",
            "allow_origins",
            "allowed_origin",
            "allowed_origins",
            "origin_patterns",
            "allowed_origin_patterns",
            "allow_any_origin",
            "origin_regex",
        ],
    ),
    (OptionName::Methods, &["allow_method", "allow_methods", "allowed_method", "allowed_methods"]),
    (
        OptionName::RequestHeaders,
        &["allow_header", "allow_headers", "allowed_header", "allowed_headers", "headers"],
    ),
    (
        OptionName::ExposedHeaders,
        &["expose", "expose_header", "expose_headers", "exposed_header", "response_headers"],
    ),
    (
        OptionName::Credentials,
        &[
            "allow_credentials",
            "allowed_credentials",
            "supports_credentials",
            "with_credentials",
            "credentialed",
        ],
    ),
    (
        OptionName::MaxAge,
        &["max_age_in_seconds", "max_age_seconds", "max_age_secs", "preflight_max_age", "age"],
    ),
    (
        OptionName::AnyoneElse,
        &[
            "anonymous",
            "any_other",
            "anyone",
            "everyone",
            "everyone_else",
            "fallback",
            "other_origins",
            "others",
            "strangers",
        ],
    ),
];

#[cfg(test)]
mod tests {
    use crate::option::{ConfiguredKeyword, OptionName};
    use crate::problem::{OptionProblem, Problem};

    #[test]
    fn every_option_is_found_by_its_name() {
        for option in OptionName::ALL {
            assert_eq!(OptionName::parse(option.as_str()), Ok(option));
        }
    }

    #[test]
    fn an_unknown_name_is_guessed_or_left_alone() {
        let table = [
            ("origin", Some(OptionName::Origins)),
            ("orgins", Some(OptionName::Origins)),
            ("Origins", Some(OptionName::Origins)),
            ("allowed_origins", Some(OptionName::Origins)),
            ("method", Some(OptionName::Methods)),
            ("headers", Some(OptionName::RequestHeaders)),
            ("request_header", Some(OptionName::RequestHeaders)),
            ("expose_headers", Some(OptionName::ExposedHeaders)),
            ("supports_credentials", Some(OptionName::Credentials)),
            ("maxage", Some(OptionName::MaxAge)),
            ("access_control_max_age", Some(OptionName::MaxAge)),
            ("Access_Control_Allow_Origin", Some(OptionName::Origins)),
            ("allow_insecure_origins", None),
            ("allowCredentials", Some(OptionName::Credentials)),
            ("allowedOriginPatterns", Some(OptionName::Origins)),
            ("max-age", Some(OptionName::MaxAge)),
            ("anyone_els", Some(OptionName::AnyoneElse)),
            ("anyoneElse", Some(OptionName::AnyoneElse)),
            ("everyone_else", Some(OptionName::AnyoneElse)),
            ("vary", None),
            ("x", None),
        ];
        for (key, meant) in table {
            let problem = Problem::Option(OptionProblem::Unknown { key: key.to_owned(), meant });
            assert_eq!(OptionName::parse(key), Err(problem), "{key}");
        }
        assert_eq!(
            OptionName::parse("allow_private_network"),
            Err(Problem::Option(OptionProblem::PrivateNetwork))
        );
    }
    #[test]
    fn a_keyword_is_guessed_or_left_alone() {
        let (list, or_any) =
            (Some(ConfiguredKeyword::Configured), Some(ConfiguredKeyword::ConfiguredOrAny));
        let table = [
            ("configured", list),
            ("configured_or_any", or_any),
            ("configurd", list),
            ("configred", list),
            ("Configured", list),
            ("CONFIGURED", list),
            ("from_env", list),
            ("fromEnv", list),
            ("env", list),
            ("dynamic", list),
            ("ConfiguredOrAny", or_any),
            ("CONFIGURED_OR_ANY", or_any),
            ("configured_or_anny", or_any),
            ("any_or_configured", or_any),
            ("any", None),
            ("none", None),
            ("ENV", None),
            ("CONFIG", None),
            ("FRONTENDS", None),
            ("conf", None),
            ("", None),
        ];
        for (word, meant) in table {
            assert_eq!(ConfiguredKeyword::meant(word), meant, "{word}");
        }
        for keyword in ConfiguredKeyword::ALL {
            assert_eq!(ConfiguredKeyword::parse(keyword.as_str()), Some(keyword));
        }
        assert_eq!(ConfiguredKeyword::parse("Configured"), None);
    }
}
