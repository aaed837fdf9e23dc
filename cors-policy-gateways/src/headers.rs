//! The headers of a grant whose values are always the same: all except `Access-Control-Allow-Origin` and `Vary`.

use crate::sheet::Grant;

/// A header of some answers.
pub(crate) struct Header {
    pub(crate) name: &'static str,
    pub(crate) value: String,
    pub(crate) answers: Answers,
}

/// Which answers have a header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answers {
    All,
    /// Those to preflights.
    Preflights,
    /// All others.
    Others,
}

/// What a grant adds to answers.
pub(crate) fn of(grant: &Grant) -> Vec<Header> {
    let exposed = grant.exposed_headers;
    let headers = [
        (
            "Access-Control-Allow-Credentials",
            grant.credentials.then(|| "true".to_owned()),
            Answers::All,
        ),
        ("Access-Control-Allow-Methods", grant.methods.value(), Answers::Preflights),
        ("Access-Control-Allow-Headers", grant.request_headers.value(), Answers::Preflights),
        (
            "Access-Control-Max-Age",
            grant.max_age.map(|seconds| seconds.to_string()),
            Answers::Preflights,
        ),
        (
            "Access-Control-Expose-Headers",
            (!exposed.is_empty()).then(|| exposed.join(", ")),
            Answers::Others,
        ),
    ];
    let headers = headers.into_iter();
    headers
        .filter_map(|(name, value, answers)| Some(Header { name, value: value?, answers }))
        .collect()
}
