//! The options of a policy: their names, what each takes, and which one an unknown name was meant to be.

use crate::distance::distance;
use crate::problem::Problem;

/// One option of a declaration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OptionName {
    /// `origins`: who may read.
    Origins,
    /// `methods`: what may be sent.
    Methods,
    /// `request_headers`: with which headers.
    RequestHeaders,
    /// `exposed_headers`: which headers of the response a script sees.
    ExposedHeaders,
    /// `credentials`: whether cookies go along.
    Credentials,
    /// `max_age`: how long the answer to a preflight may be kept.
    MaxAge,
    /// `dangerously_allow_insecure_origins`: `http://` beside credentials.
    InsecureOrigins,
    /// `dangerously_allow_public_suffix_subdomains`: `https://*.github.io` beside credentials.
    PublicSuffixSubdomains,
}

impl OptionName {
    /// All options, in the order of a well-written declaration.
    pub const ALL: [Self; 8] = [
        Self::Origins,
        Self::Methods,
        Self::RequestHeaders,
        Self::ExposedHeaders,
        Self::Credentials,
        Self::MaxAge,
        Self::InsecureOrigins,
        Self::PublicSuffixSubdomains,
    ];

    /// The option that `key` names.
    ///
    /// # Errors
    ///
    /// None is called so. The problem names the option that was probably meant.
    pub fn parse(key: &str) -> Result<Self, Problem> {
        Self::ALL.into_iter().find(|option| option.as_str() == key).ok_or_else(|| {
            if key.contains("private_network") {
                Problem::PrivateNetworkOption
            } else if key == "crate" {
                Problem::CrateInPolicy
            } else {
                Problem::UnknownOption { key: key.to_owned(), meant: meant(key) }
            }
        })
    }

    /// The option as it is written.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Origins => "origins",
            Self::Methods => "methods",
            Self::RequestHeaders => "request_headers",
            Self::ExposedHeaders => "exposed_headers",
            Self::Credentials => "credentials",
            Self::MaxAge => "max_age",
            Self::InsecureOrigins => "dangerously_allow_insecure_origins",
            Self::PublicSuffixSubdomains => "dangerously_allow_public_suffix_subdomains",
        }
    }

    /// The values that the option takes, for a sentence.
    #[must_use]
    pub const fn takes(self) -> &'static str {
        match self {
            Self::Origins => {
                "`any`, `none`, or a list of strings, like `[\"https://app.example.com\"]`"
            }
            Self::Methods => "`any`, or a list of methods, like `[GET, PUT, \"M-SEARCH\"]`",
            Self::RequestHeaders => "`any`, or a list of strings, like `[\"Content-Type\"]`",
            Self::ExposedHeaders => "`any`, or a list of strings, like `[\"ETag\"]`",
            Self::Credentials | Self::InsecureOrigins | Self::PublicSuffixSubdomains => {
                "`true` or `false`"
            }
            Self::MaxAge => {
                "a number with or without a unit, like `600`, `600s`, `10m`, `2h` or `1d`"
            }
        }
    }
}

/// What the author of `key` probably meant: what other libraries call an option, or the nearest name.
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

/// `allowedOrigins`, `Allowed-Origins` and `allowed_origins` as the last of them.
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

/// What the options are called in `tower-http`, `actix-cors`, `rs/cors`, `jub0bs/cors`, Express and Spring.
const OTHER_NAMES: [(OptionName, &[&str]); 6] = [
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
];

#[cfg(test)]
mod tests {
    use super::OptionName;
    use crate::problem::Problem;

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
            ("vary", None),
            ("x", None),
        ];
        for (key, meant) in table {
            let problem = Problem::UnknownOption { key: key.to_owned(), meant };
            assert_eq!(OptionName::parse(key), Err(problem), "{key}");
        }
        assert_eq!(OptionName::parse("allow_private_network"), Err(Problem::PrivateNetworkOption));
    }
}
