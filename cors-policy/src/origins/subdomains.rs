//! Patterns whose host begins with `*.`, in a perfect hash over the scheme and the text after the star.

use cors_policy_core::label::{self, MAX_HOST, MAX_HOST_AND_DOT};
use cors_policy_core::perfect;

/// One pattern: `https://*.example.com:8443`.
#[derive(Clone, Copy, Debug)]
pub struct Subdomains {
    /// The scheme, without a colon: `https`.
    pub scheme: &'static str,
    /// The text after the star: `.example.com:8443`.
    pub suffix: &'static str,
}

/// A set of patterns. A lookup tries each length of a suffix once. A policy has few different lengths.
#[derive(Clone, Copy, Debug)]
pub struct SubdomainSet {
    /// The length of the longest origin that a pattern here covers, in bytes.
    pub longest: usize,
    /// The seed of the hash.
    pub seed: u64,
    /// See [`perfect::slot`].
    pub pilots: &'static [u16],
    /// Each pattern in its slot. A free slot contains empty texts.
    pub slots: &'static [Subdomains],
    /// The lengths of the suffixes, each once.
    pub suffix_lengths: &'static [usize],
}

impl SubdomainSet {
    /// A set without patterns.
    pub const EMPTY: Self =
        Self { longest: 0, seed: 0, pilots: &[], slots: &[], suffix_lengths: &[] };

    /// Whether a pattern covers `origin`.
    #[inline]
    pub(crate) fn contains(&self, origin: &[u8]) -> bool {
        origin.len() <= self.longest && self.covers(origin)
    }

    fn covers(&self, origin: &[u8]) -> bool {
        covers(
            origin,
            self.suffix_lengths,
            |scheme| perfect::hash(self.seed, scheme),
            |seed, scheme, suffix| self.has(seed, scheme, suffix),
        )
    }

    fn has(&self, seed: u64, scheme: &[u8], suffix: &[u8]) -> bool {
        let hash = perfect::hash(seed, suffix);
        let pattern = &self.slots[perfect::slot(hash, self.pilots, self.slots.len())];
        pattern.suffix.as_bytes() == suffix && pattern.scheme.as_bytes() == scheme
    }

    /// Returns the length of the longest origin that a pattern here covers, in bytes, or 0 if the set is empty.
    #[inline]
    pub(crate) const fn longest(&self) -> usize {
        self.longest
    }

    pub(crate) fn entries(&self) -> impl Iterator<Item = String> + use<> {
        let patterns = self.slots.iter().filter(|pattern| !pattern.suffix.is_empty());
        patterns.map(|Subdomains { scheme, suffix }| format!("{scheme}://*{suffix}"))
    }
}

/// Whether a pattern covers `origin`, if its suffix has one of these lengths. `hash` hashes the scheme of the origin, and
/// `has` looks for the pattern with that hash, the scheme and a suffix.
#[inline]
pub(super) fn covers(
    origin: &[u8],
    suffix_lengths: &[usize],
    hash: impl FnOnce(&[u8]) -> u64,
    has: impl Fn(u64, &[u8], &[u8]) -> bool,
) -> bool {
    let Some(colon) = origin.iter().position(|&byte| byte == b':') else {
        return false;
    };
    let (scheme, rest) = origin.split_at(colon);
    let Some(authority) = rest.strip_prefix(b"://") else {
        return false;
    };
    let hash = hash(scheme);
    suffix_lengths.iter().any(|&length| {
        let Some(dot) = authority.len().checked_sub(length) else {
            return false;
        };
        let (labels, suffix) = authority.split_at(dot);
        suffix.first() == Some(&b'.')
            && has(hash, scheme, suffix)
            && is_host_length(labels.len(), suffix)
            && label::are_labels(labels)
    })
}

/// The length of the longest origin that a pattern covers, in bytes.
#[cfg(feature = "configured")]
pub(super) fn longest_origin(scheme: &[u8], suffix: &[u8]) -> usize {
    let domain = suffix.iter().position(|&byte| byte == b':').unwrap_or(suffix.len());
    let host = if suffix[..domain].last() == Some(&b'.') { MAX_HOST_AND_DOT } else { MAX_HOST };
    scheme.len() + "://".len() + host + suffix.len() - domain
}

/// Whether the host is not too long: these labels, and the `.example.com` of `.example.com:8443`.
#[inline]
fn is_host_length(labels: usize, suffix: &[u8]) -> bool {
    labels + suffix.len() <= MAX_HOST || is_host_length_without_port(labels, suffix)
}

#[inline(never)]
fn is_host_length_without_port(labels: usize, suffix: &[u8]) -> bool {
    let length = suffix.iter().position(|&byte| byte == b':').unwrap_or(suffix.len());
    let has_dot = suffix[..length].last() == Some(&b'.');
    labels + length <= if has_dot { MAX_HOST_AND_DOT } else { MAX_HOST }
}
