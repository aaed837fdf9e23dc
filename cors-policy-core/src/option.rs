//! The options of a policy: what they are called, and what values they take.

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
