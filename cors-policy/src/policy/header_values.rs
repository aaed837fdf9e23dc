//! The header values that a policy has ready before the first request.

use std::mem;

use bytes::Bytes;
use http::HeaderValue;

use super::checked::{CheckedPolicy, Names};
use crate::origins::{Entry, OriginSet, SHORT_LIST, ShortList};

/// A header value of version 0.2 or 1 of the `http` crate.
pub(crate) trait StaticValue: AsRef<[u8]> + Clone {
    const STAR: Self;
    const TRUE: Self;

    /// Makes a value from visible ASCII. All values of a policy are visible ASCII.
    fn of(text: &'static str) -> Self;
}

/// The header values that exist once for each policy.
#[derive(Clone, Debug)]
pub(crate) struct HeaderValues<V> {
    /// The origins of the short list, each at its place in it.
    pub(crate) origins: Option<[V; SHORT_LIST]>,
    pub(crate) allow_methods: Option<V>,
    pub(crate) allow_headers: Option<V>,
    pub(crate) expose_headers: Option<V>,
    pub(crate) max_age: Option<V>,
}

impl HeaderValues<HeaderValue> {
    pub(super) const fn of(policy: &CheckedPolicy, origins: Option<&ShortList>) -> Self {
        Self {
            origins: match origins {
                Some(origins) => Some(values(origins.texts())),
                None => None,
            },
            allow_methods: list(&policy.static_methods()),
            allow_headers: list(&policy.static_request_headers()),
            expose_headers: list(&policy.exposed_headers),
            max_age: match policy.max_age {
                Some((_, text)) => Some(HeaderValue::from_static(text)),
                None => None,
            },
        }
    }
}

impl<V: StaticValue> HeaderValues<V> {
    /// Returns the value of `Access-Control-Allow-Origin` for this entry of these sets.
    #[inline]
    pub(crate) fn origin(&self, sets: &'static [&'static OriginSet], entry: Entry) -> V {
        match &self.origins {
            Some(origins) => origins[entry.place()].clone(),
            None => V::of(entry.text(sets)),
        }
    }
}

impl StaticValue for HeaderValue {
    const STAR: Self = Self::from_static("*");
    const TRUE: Self = Self::from_static("true");

    #[inline]
    fn of(text: &'static str) -> Self {
        // This checks many bytes at once; `from_static` checks one after the other.
        Self::from_maybe_shared(Bytes::from_static(text.as_bytes()))
            .unwrap_or_else(|_| Self::from_static(text))
    }
}

const fn list(names: &Names) -> Option<HeaderValue> {
    if names.list.is_empty() { None } else { Some(HeaderValue::from_static(names.value)) }
}

const fn values(texts: [&'static str; SHORT_LIST]) -> [HeaderValue; SHORT_LIST] {
    let mut values = [EMPTY; SHORT_LIST];
    let mut place = 0;
    while place < SHORT_LIST {
        let value = HeaderValue::from_static(texts[place]);
        // A constant cannot drop the old value. It is empty, so nothing leaks.
        mem::forget(mem::replace(&mut values[place], value));
        place += 1;
    }
    values
}

const EMPTY: HeaderValue = HeaderValue::from_static("");
