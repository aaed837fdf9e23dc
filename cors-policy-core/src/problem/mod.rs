//! Every mistake that a declaration can hold, and the sentence that says so.
//!
//! A sentence is *problem; remedy*: lower case, no full stop, code in backticks. It is read by somebody who believes
//! something that is not so, and it says what is.

mod flaw;
mod picture;
mod quoted;
mod remark;
mod shape;

use std::fmt::{Display, Formatter, Result};
use std::ops::Range;

pub use flaw::Flaw;
pub use remark::Remark;
pub use shape::Shape;

use crate::max_age::MAX_SECONDS;
use crate::option::OptionName;
use crate::token::MAX_NAME;
use quoted::Quoted;

/// A mistake in a declaration.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each sentence below says it better")]
pub enum Problem {
    // One origin.
    Origin { flaw: Flaw, text: String, at: Range<usize>, meant: Option<String> },

    // Origins together.
    OriginsMissing,
    OriginsEmpty,
    OriginsEmptied,
    SetEmpty,
    SetEmptied,
    OriginCovered { text: String, by: String },

    // Any list.
    Duplicate { text: String, first: String },
    KeywordInList { option: OptionName, keyword: &'static str },
    KeywordInSet { keyword: &'static str },
    KeywordAsName { text: String },
    NameLong { length: usize },
    CoveredByAny { text: String },

    // Methods.
    MethodStar,
    NotAMethod { text: String },
    ForbiddenMethod { text: String },
    MethodCase { text: String, registered: &'static str },

    // Header names.
    HeaderStar { option: &'static str },
    NotAHeader { text: String },
    ForbiddenRequestHeader { text: String },
    ResponseHeaderInRequest { text: String },
    ForbiddenResponseHeader { text: String },
    RequestHeaderExposed { text: String },
    PreflightHeaderExposed { text: String },
    PrivateNetworkHeader { text: String },

    // The age.
    MaxAgeTooLong { text: String },
    MaxAgeUnit { unit: String },
    MaxAgeNegative,
    MaxAgeNotAnInteger { text: String },

    // Credentials.
    AnyOriginWithCredentials,
    AnyWithCredentials { option: OptionName },
    InsecureWithCredentials { text: String },
    PublicSuffixWithCredentials { text: String, suffix: String },
    UnlistedSuffixWithCredentials { text: String, suffix: String },
    SuffixBelowWithCredentials { text: String, suffix: String },
    NeedlessRelaxation { option: OptionName },

    // Options.
    UnknownOption { key: String, meant: Option<OptionName> },
    PrivateNetworkOption,
    CratePath,
    CrateTwice,
    CrateCondition,
    CrateInPolicy,
    OptionTwice { option: OptionName },
    WrongValue { option: OptionName },
    WrongEntry { option: OptionName },

    // Grammar.
    CommaMissing,
    CommaTwice,
    NotAnOption,
    Semicolon,
    SeparatorMissing { key: String, separator: char },
    ValueMissing { key: String },
    AfterValue,
    AfterEntry,
    AttributeHere,
    InnerAttribute,
    NothingDeclared { shape: Shape },
    StaticMissing { shape: Shape },
    StaticMut { shape: Shape },
    NameMissing { shape: Shape },
    TypeGiven { shape: Shape },
    BodyMissing { shape: Shape, name: String },
    SemicolonMissing { shape: Shape, name: String },
    NestedTooDeep,
    UnionDerive,
    AttributeWithoutOptions,

    // Conditions.
    ConditionSyntax,
    NothingBehindCondition,
    MemberAttribute,
    TooManyConditions,
    TooManyCombinations,
    TooManyEntries { combinations: usize, entries: usize },

    // Sets of origins.
    SpreadOfWhat,
    SpreadWithoutDots { path: String },
    SpreadWithoutList { path: String },
    SpreadInSet,
    SpreadTwice { path: String },
}

impl Display for Problem {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Origin { flaw, text, at, meant } => {
                match meant {
                    Some(meant) => write!(f, "{flaw}; write `{meant}`")?,
                    None => write!(f, "{flaw}; {}", flaw.remedy())?,
                }
                picture::draw(f, text, at.clone(), flaw.label())
            }

            Self::OriginsMissing => f.write_str(
                "a policy says whose pages it is for; add `origins` with a list, `any` (a public resource) or `none` (a \
                 closed one)",
            ),
            Self::OriginsEmpty => {
                f.write_str("an empty list allows no page; if that is meant, write `none` instead of `[]`")
            }
            Self::OriginsEmptied => f.write_str(
                "some builds have no entry of this list, and would allow no page; add one for those, or write \
                 `#[cfg(…)] origins: none` beside `#[cfg(…)] origins: […]`",
            ),
            Self::SetEmpty => {
                f.write_str("an empty set of origins has no use; add an origin, or remove the set")
            }
            Self::SetEmptied => f.write_str(
                "in some builds this set has no entry; add one for those, or write `#[cfg(…)]` in front of the whole \
                 static",
            ),
            Self::OriginCovered { text, by } => {
                write!(f, "`{by}` already covers `{text}`; remove one of the two")
            }

            Self::Duplicate { text, first } if text == first => {
                write!(f, "`{text}` stands in the list twice; remove one")
            }
            Self::Duplicate { text, first } => write!(
                f,
                "`{text}` is `{first}` again, since the case of a header name does not matter; remove one"
            ),
            Self::KeywordInList { option, keyword } => {
                write!(f, "`{keyword}` stands for the whole list; write `{keyword}` in place of `[…]` after `{}`", option.as_str())
            }
            Self::KeywordInSet { keyword } => write!(
                f,
                "a set of origins is always a list; remove `{keyword}`, and write `origins: {keyword}` in the policy"
            ),
            Self::KeywordAsName { text } => write!(
                f,
                "`{text}` is not a name here; write `any`, without quotes, in place of the whole list, or remove it"
            ),
            Self::NameLong { length } => {
                write!(f, "a name is at most {MAX_NAME} bytes long, and this one has {length}; look for a slip")
            }
            Self::CoveredByAny { text } => write!(
                f,
                "`any` already covers `{text}`; remove it (only `Authorization` must be named beside `any`)"
            ),

            Self::MethodStar => f.write_str("`*` is not a method; for every method write `any` in place of the list"),
            Self::NotAMethod { text } => write!(
                f,
                "{} is not a method; write one method for each entry, in letters, digits and `-`, like `GET`",
                Quoted(text)
            ),
            Self::ForbiddenMethod { text } => write!(
                f,
                "no script can send `{text}`, because Fetch forbids it; remove it"
            ),
            Self::MethodCase { text, registered } if NORMALIZED.contains(registered) => write!(
                f,
                "methods are compared byte for byte, and a browser sends `{text}` as `{registered}`; write `{registered}`"
            ),
            Self::MethodCase { text, registered } => write!(
                f,
                "methods are compared byte for byte, and a browser does not turn `{text}` into `{registered}`, neither \
                 here nor in `fetch`; write `{registered}`"
            ),

            Self::HeaderStar { option } => {
                write!(f, "`*` is not a header name; for every header write `any` after `{option}`, in place of the list")
            }
            Self::NotAHeader { text } if text.contains('*') => write!(
                f,
                "{} would be a name with a star in it, since there are no patterns of header names; list each name",
                Quoted(text)
            ),
            Self::NotAHeader { text } => write!(
                f,
                "{} is not a header name; write one name for each entry, without a value, like `\"X-Request-Id\"`",
                Quoted(text)
            ),
            Self::ForbiddenRequestHeader { text } if text.eq_ignore_ascii_case("cookie") => f.write_str(
                "no script can set `Cookie`: the browser does, if the policy says `credentials: true`; remove it",
            ),
            Self::ForbiddenRequestHeader { text } if text.eq_ignore_ascii_case("origin") => f.write_str(
                "no script can set `Origin`: the browser does, on every CORS request; remove it",
            ),
            Self::ForbiddenRequestHeader { text } => {
                write!(f, "no script can set `{text}`, because Fetch forbids it; remove it")
            }
            Self::ResponseHeaderInRequest { text } => write!(
                f,
                "`{text}` is a header of the response, which this policy sets itself; remove it"
            ),
            Self::ForbiddenResponseHeader { text } => write!(
                f,
                "no script can read `{text}`, because Fetch forbids it; remove it (cookies need `credentials: true` only)"
            ),
            Self::RequestHeaderExposed { text } => {
                write!(f, "`{text}` is a header of the request, so there is nothing to expose; remove it")
            }
            Self::PreflightHeaderExposed { text } => write!(
                f,
                "`{text}` answers a preflight, which no script sees, so there is nothing to expose; remove it"
            ),
            Self::PrivateNetworkHeader { text } => write!(
                f,
                "`{text}` belongs to Private Network Access, which browsers have abandoned; remove it"
            ),

            Self::MaxAgeTooLong { text } => write!(
                f,
                "`{text}` is longer than any browser keeps an answer; write at most `{MAX_SECONDS}` seconds, which is `1d`"
            ),
            Self::MaxAgeUnit { unit } => write!(
                f,
                "`{unit}` is not a unit of time here; write seconds, minutes, hours or a day, like `600s`, `10m`, `2h` or `1d`"
            ),
            Self::MaxAgeNegative => f.write_str(
                "an age is not negative; write `0` if browsers shall not keep the answer to a preflight",
            ),
            Self::MaxAgeNotAnInteger { text } => write!(
                f,
                "`{text}` is not a whole number in decimal digits; write one, in a smaller unit if need be, like `90m` for \
                 an hour and a half"
            ),

            Self::AnyOriginWithCredentials => f.write_str(
                "`any` beside `credentials: true` would let every site on the web act as the user; list the origins, or \
                 remove `credentials` (a bearer token in `Authorization` does not need it)",
            ),
            Self::AnyWithCredentials { option } => write!(
                f,
                "browsers take `*` for a name, not for a wildcard, when credentials go along; list the {}, or remove \
                 `credentials: true`",
                match option {
                    OptionName::Methods => "methods",
                    _ => "headers",
                }
            ),
            Self::InsecureWithCredentials { text } => write!(
                f,
                "with `credentials: true`, whoever controls a network on the way could act as the user through `{text}`; \
                 write `https://`, or add `{}: true`",
                OptionName::InsecureOrigins.as_str()
            ),
            Self::PublicSuffixWithCredentials { text, suffix } => write!(
                f,
                "anyone can get a name below the public suffix `{suffix}`, and with `credentials: true` act as the user \
                 through `{text}`; name a domain of your own, or add `{}: true`",
                OptionName::PublicSuffixSubdomains.as_str()
            ),
            Self::UnlistedSuffixWithCredentials { text, suffix } => write!(
                f,
                "`{suffix}` is nobody's domain, and with `credentials: true` whoever gets a name below it can act as the \
                 user through `{text}`; name a domain of your own, or add `{}: true`",
                OptionName::PublicSuffixSubdomains.as_str()
            ),
            Self::SuffixBelowWithCredentials { text, suffix } => write!(
                f,
                "`{text}` covers the names below the public suffix `{suffix}` too, where anyone can get one, and with \
                 `credentials: true` act as the user; name a domain of your own, or add `{}: true`",
                OptionName::PublicSuffixSubdomains.as_str()
            ),
            Self::NeedlessRelaxation { option: OptionName::InsecureOrigins } => f.write_str(
                "nothing here needs this: no `http://` origin of another machine stands beside `credentials: true`; remove it",
            ),
            Self::NeedlessRelaxation { .. } => f.write_str(
                "nothing here needs this: no `*.` over a public suffix stands beside `credentials: true`; remove it",
            ),

            Self::UnknownOption { key, meant: Some(meant) } => {
                write!(f, "there is no option `{key}`; did you mean `{}`?", meant.as_str())
            }
            Self::UnknownOption { key, meant: None } => {
                write!(f, "there is no option `{key}`; the options are ")?;
                list_options(f)
            }
            Self::PrivateNetworkOption => f.write_str(
                "Private Network Access is not part of a policy, because browsers have abandoned it; remove this",
            ),
            Self::CratePath => f.write_str(
                "`crate` takes the path of the library; write it without quotes, like `crate = acme::cors`",
            ),
            Self::CrateTwice => f.write_str("`crate` appears twice; remove one"),
            Self::CrateCondition => {
                f.write_str("`crate` cannot depend on a condition; remove the attribute")
            }
            Self::CrateInPolicy => f.write_str(
                "`crate` is an option of the whole macro; write `crate = acme::cors;` before the first `static`",
            ),
            Self::OptionTwice { option } => {
                write!(f, "`{}` is given twice; join the two, or remove one", option.as_str())
            }
            Self::WrongValue { option } => {
                write!(f, "this is not a value of `{}`; write {}", option.as_str(), option.takes())
            }
            Self::WrongEntry { option: OptionName::Origins } => f.write_str(
                "origins must be string literals, because they are checked at compile time; write it out, like \
                 `\"https://app.example.com\"`, or, to use a set, write `..FRONTENDS`",
            ),
            Self::WrongEntry { option: OptionName::Methods } => f.write_str(
                "an entry of `methods` is a bare word or a string; write `GET` or `\"M-SEARCH\"`",
            ),
            Self::WrongEntry { option } => write!(
                f,
                "an entry of `{}` is a string literal; write it in quotes, like `\"X-Request-Id\"`",
                option.as_str()
            ),

            Self::CommaMissing => f.write_str("a comma is missing before this; add it"),
            Self::CommaTwice => f.write_str("there is nothing before this comma; remove it"),
            Self::Semicolon => f.write_str("what ends an option or an entry is a comma; write `,`"),
            Self::NotAnOption => {
                f.write_str("an option starts with its name, without quotes; the options are ")?;
                list_options(f)
            }
            Self::SeparatorMissing { key, separator: ':' } => {
                write!(f, "an option and its value are joined by a colon; write `{key}: …`")
            }
            Self::SeparatorMissing { key, separator } => {
                write!(f, "an option and its value are joined by `{separator}` here; write `{key} {separator} …`")
            }
            Self::ValueMissing { key } => write!(f, "`{key}` has no value; add one"),
            Self::AfterValue => f.write_str("this does not belong to the value before it; remove it, or add a comma"),
            Self::AfterEntry => f.write_str("this does not belong to the entry before it; remove it, or add a comma"),
            Self::AttributeHere => f.write_str(
                "only `#[cfg(…)]` can stand in front of an option or an entry; write a comment as `// …`, and other \
                 attributes in front of the whole policy",
            ),
            Self::InnerAttribute => f.write_str(
                "an attribute stands for the policy behind it, not for the whole macro; remove the `!`",
            ),
            Self::NothingDeclared { shape } => {
                write!(f, "no {} is declared; write `static NAME = {};`", shape.noun(), shape.example())
            }
            Self::StaticMissing { shape } => {
                write!(f, "a {} is a static; write `static NAME = {};`", shape.noun(), shape.body())
            }
            Self::StaticMut { shape } => write!(f, "a {} never changes; remove `mut`", shape.noun()),
            Self::NameMissing { shape } => {
                write!(f, "a {} has a name; write `static NAME = {};`", shape.noun(), shape.body())
            }
            Self::TypeGiven { shape } => write!(
                f,
                "a {} is always of type `{}`; remove the type",
                shape.noun(),
                shape.type_name()
            ),
            Self::BodyMissing { shape, name } => write!(
                f,
                "a {} is a name, `=`, and {}; write `static {name} = {};`",
                shape.noun(),
                shape.content(),
                shape.body()
            ),
            Self::SemicolonMissing { shape, name } => write!(
                f,
                "a {} ends with a semicolon; write `static {name} = {};`",
                shape.noun(),
                shape.body()
            ),
            Self::NestedTooDeep => write!(
                f,
                "brackets are nested more than {MAX_NESTING} deep here; remove those that are not needed"
            ),
            Self::UnionDerive => {
                f.write_str("a policy is derived for a struct or an enum; write `struct` in place of `union`")
            }
            Self::AttributeWithoutOptions => {
                f.write_str("the options of a policy stand in this attribute; write `#[cors(origins = […])]`")
            }

            Self::ConditionSyntax => f.write_str(
                "this is not a condition; write one as elsewhere, like `#[cfg(debug_assertions)]` or \
                 `#[cfg(not(feature = \"dev\"))]`",
            ),
            Self::NothingBehindCondition => {
                f.write_str("nothing stands behind this condition; remove it, or write what it is for")
            }
            Self::MemberAttribute => f.write_str(
                "a policy is declared for the whole type; write this attribute in front of the type",
            ),
            Self::TooManyConditions => write!(
                f,
                "a declaration may depend on at most {MAX_CONDITIONS} conditions, and this one depends on more; write \
                 one declaration for each case, with `#[cfg(…)]` in front of it"
            ),
            Self::TooManyCombinations => write!(
                f,
                "conditions may combine in at most {MAX_COMBINATIONS} ways, because each combination is checked, and \
                 these combine in more; write one declaration for each case, with `#[cfg(…)]` in front of it"
            ),
            Self::TooManyEntries { combinations, entries } => write!(
                f,
                "these conditions combine in {combinations} ways, and the {entries} entries are checked in each of them, \
                 which is more than {MAX_CHECKED_ENTRIES} checks; declare the origins without a condition with \
                 `cors_origins!`, and spread them"
            ),

            Self::SpreadOfWhat => f.write_str(
                "behind `..` stands the path of a set of origins, which `cors_origins!` declares; write it, like \
                 `..acme_cors::FRONTENDS`",
            ),
            Self::SpreadWithoutDots { path } => write!(
                f,
                "origins must be string literals, because they are checked at compile time; to use the set `{path}`, \
                 write `..{path}`"
            ),
            Self::SpreadWithoutList { path } => write!(
                f,
                "`origins` takes `any`, `none`, or a list; to use the set `{path}`, write `[..{path}]`"
            ),
            Self::SpreadInSet => f.write_str(
                "a set of origins holds origins only; spread both sets where the policy is declared",
            ),
            Self::SpreadTwice { path } => write!(f, "`..{path}` stands in the list twice; remove one"),
        }
    }
}

impl std::error::Error for Problem {}

fn list_options(f: &mut Formatter<'_>) -> Result {
    for (index, option) in OptionName::ALL.into_iter().enumerate() {
        let separator = if index == 0 { "" } else { ", " };
        write!(f, "{separator}`{}`", option.as_str())?;
    }
    Ok(())
}

/// Six conditions that have nothing to do with one another: each doubles the time that the compiler takes.
pub const MAX_COMBINATIONS: usize = 64;

/// More conditions than can combine in [`MAX_COMBINATIONS`] ways, unless some of them are never true.
pub const MAX_CONDITIONS: usize = 2 * MAX_COMBINATIONS;

/// How many entries a declaration with conditions may have, if each counts in each combination of them. That many take
/// the compiler some seconds.
pub const MAX_CHECKED_ENTRIES: usize = 250_000;

/// How deep brackets may be nested: as deep as the compiler lets macros call each other, unless it is told otherwise.
pub const MAX_NESTING: usize = 128;

/// What a browser writes in upper case itself: [Fetch, normalize](https://fetch.spec.whatwg.org/#concept-method-normalize)
const NORMALIZED: [&str; 6] = ["DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT"];

#[cfg(test)]
mod tests {
    use super::Problem;
    use crate::option::OptionName;

    #[test]
    fn what_an_author_wrote_is_quoted_in_one_short_line() {
        let text = "X\n\u{202e}\"".repeat(1_000);
        for problem in [Problem::NotAMethod { text: text.clone() }, Problem::NotAHeader { text }] {
            let sentence = problem.to_string();
            assert!(sentence.len() < 1_000 && !sentence.contains(['\n', '\u{202e}']), "{sentence}");
        }
    }

    #[test]
    fn nothing_is_quoted_as_an_empty_string() {
        let sentence = Problem::NotAMethod { text: String::new() }.to_string();
        assert!(sentence.starts_with("an empty string is not a method; "), "{sentence}");
    }

    #[test]
    fn an_unknown_option_is_told_all_options() {
        let sentence = Problem::UnknownOption { key: "vary".to_owned(), meant: None }.to_string();
        for option in OptionName::ALL {
            assert!(sentence.contains(option.as_str()), "{sentence}");
        }
        assert!(sentence.contains("the options are `origins`, `methods`, "), "{sentence}");
    }

    #[test]
    fn a_wrong_value_is_told_what_its_option_takes() {
        let table = [
            (OptionName::Origins, "[\"https://app.example.com\"]"),
            (OptionName::Methods, "[GET, PUT, \"M-SEARCH\"]"),
            (OptionName::RequestHeaders, "[\"Content-Type\"]"),
            (OptionName::ExposedHeaders, "[\"ETag\"]"),
            (OptionName::Credentials, "`true` or `false`"),
            (OptionName::MaxAge, "`2h`"),
            (OptionName::InsecureOrigins, "`true` or `false`"),
            (OptionName::PublicSuffixSubdomains, "`true` or `false`"),
        ];
        for (option, takes) in table {
            let sentence = Problem::WrongValue { option }.to_string();
            assert!(sentence.contains(takes), "{sentence}");
        }
    }

    #[test]
    fn a_sentence_speaks_of_the_name_that_was_written() {
        let text = |text: &str| text.to_owned();
        let method =
            |text: &str, registered| Problem::MethodCase { text: text.to_owned(), registered };
        let table = [
            (
                Problem::Duplicate { text: text("ETag"), first: text("ETag") },
                "stands in the list twice",
            ),
            (
                Problem::Duplicate { text: text("ETag"), first: text("etag") },
                "the case of a header name",
            ),
            (method("put", "PUT"), "a browser sends `put` as `PUT`"),
            (method("patch", "PATCH"), "a browser does not turn `patch` into `PATCH`"),
            (Problem::NotAHeader { text: text("X-*") }, "there are no patterns of header names"),
            (Problem::NotAHeader { text: text("X Y") }, "write one name for each entry"),
            (Problem::ForbiddenRequestHeader { text: text("cookie") }, "`credentials: true`"),
            (Problem::ForbiddenRequestHeader { text: text("ORIGIN") }, "on every CORS request"),
            (Problem::ForbiddenRequestHeader { text: text("Host") }, "no script can set `Host`"),
        ];
        for (problem, part) in table {
            let sentence = problem.to_string();
            assert!(sentence.contains(part), "{sentence}");
        }
    }
}
