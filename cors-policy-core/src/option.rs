//! The options of a policy: their names, and the values that they accept.

/// One option of a declaration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OptionName {
    /// `origins`: which sites may use the resource.
    Origins,
    /// `methods`: which methods they may send.
    Methods,
    /// `request_headers`: which headers they may send.
    RequestHeaders,
    /// `exposed_headers`: which response headers their scripts can read.
    ExposedHeaders,
    /// `credentials`: whether requests may carry cookies.
    Credentials,
    /// `max_age`: how long browsers may cache a preflight.
    MaxAge,
    /// `dangerously_allow_insecure_origins`: allows `http://` origins with credentials.
    InsecureOrigins,
    /// `dangerously_allow_public_suffix_subdomains`: allows patterns like `https://*.github.io` with
    /// credentials.
    PublicSuffixSubdomains,
    /// `anyone_else`: what all other origins may do, without credentials.
    AnyoneElse,
}

/// A keyword of `origins` that leaves origins to the configuration of the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConfiguredKeyword {
    /// `configured`: an entry of the list. More origins come from configuration at run time.
    Configured,
    /// `configured_or_any`: in place of the list. All origins come from configuration, and a lone `*` means `any`.
    ConfiguredOrAny,
}

impl OptionName {
    /// All options, in the usual order of a declaration.
    pub const ALL: [Self; 9] = [
        Self::Origins,
        Self::Methods,
        Self::RequestHeaders,
        Self::ExposedHeaders,
        Self::Credentials,
        Self::MaxAge,
        Self::InsecureOrigins,
        Self::PublicSuffixSubdomains,
        Self::AnyoneElse,
    ];

    /// The options that [`AnyoneElse`](Self::AnyoneElse) can contain, in the usual order.
    pub const OF_ANYONE_ELSE: [Self; 4] =
        [Self::Methods, Self::RequestHeaders, Self::ExposedHeaders, Self::MaxAge];

    /// The name of the option.
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
            Self::AnyoneElse => "anyone_else",
        }
    }

    /// The values that the option accepts, as part of a sentence.
    #[must_use]
    pub const fn takes(self) -> &'static str {
        match self {
            Self::Origins => {
                "`any`, `none`, `configured` (origins from the environment or a file) or a list of strings, like \
                 `[\"https://app.example.com\"]`"
            }
            Self::Methods => "`any` or a list of methods, like `[GET, PUT, \"M-SEARCH\"]`",
            Self::RequestHeaders => "`any` or a list of strings, like `[\"Content-Type\"]`",
            Self::ExposedHeaders => "`any` or a list of strings, like `[\"ETag\"]`",
            Self::Credentials | Self::InsecureOrigins | Self::PublicSuffixSubdomains => {
                "`true` or `false`"
            }
            Self::MaxAge => {
                "a number with or without a unit, like `600`, `600s`, `10m`, `2h` or `1d`"
            }
            Self::AnyoneElse => {
                "options in braces: `methods`, `request_headers`, `exposed_headers` and `max_age`"
            }
        }
    }
}

impl ConfiguredKeyword {
    /// Both keywords.
    pub const ALL: [Self; 2] = [Self::Configured, Self::ConfiguredOrAny];

    /// The keyword as it is written.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Configured => "configured",
            Self::ConfiguredOrAny => "configured_or_any",
        }
    }

    /// The keyword that `word` is.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|keyword| keyword.as_str() == word)
    }
}
