//! Patterns that begin with `*.`, in a perfect hash over what follows the star.

use cors_policy_core::label::{self, MAX_HOST, MAX_HOST_AND_DOT};
use cors_policy_core::perfect;

/// One pattern: `https://*.example.com:8443`.
#[derive(Clone, Copy, Debug)]
pub struct Subdomains {
    /// The scheme, without a colon: `https`.
    pub scheme: &'static str,
    /// All that follows the star: `.example.com:8443`.
    pub suffix: &'static str,
}

/// A set of patterns. It is asked once for each length that a suffix in it has, and a policy has few of those.
#[derive(Clone, Copy, Debug)]
pub struct SubdomainSet {
    /// The length of the longest origin that a pattern here covers, in bytes.
    pub longest: usize,
    /// What the hash is seeded with.
    pub seed: u64,
    /// See [`perfect::slot`].
    pub pilots: &'static [u16],
    /// Each pattern in its slot. A free slot holds empty texts.
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
        let Some(colon) = origin.iter().position(|&byte| byte == b':') else {
            return false;
        };
        let (scheme, rest) = origin.split_at(colon);
        let Some(authority) = rest.strip_prefix(b"://") else {
            return false;
        };
        let seed = perfect::hash(self.seed, scheme);
        self.suffix_lengths.iter().any(|&length| {
            let Some(dot) = authority.len().checked_sub(length) else {
                return false;
            };
            let (labels, suffix) = authority.split_at(dot);
            suffix.first() == Some(&b'.')
                && self.has(seed, scheme, suffix)
                && is_host_length(labels.len(), suffix)
                && label::are_labels(labels)
        })
    }

    fn has(&self, seed: u64, scheme: &[u8], suffix: &[u8]) -> bool {
        let hash = perfect::hash(seed, suffix);
        let pattern = &self.slots[perfect::slot(hash, self.pilots, self.slots.len())];
        pattern.suffix.as_bytes() == suffix && pattern.scheme.as_bytes() == scheme
    }

    /// The length of the longest origin that a pattern here covers, or 0 if there is none.
    #[inline]
    pub(crate) const fn longest(&self) -> usize {
        self.longest
    }

    pub(crate) fn entries(&self) -> impl Iterator<Item = String> + use<> {
        let patterns = self.slots.iter().filter(|pattern| !pattern.suffix.is_empty());
        patterns.map(|Subdomains { scheme, suffix }| format!("{scheme}://*{suffix}"))
    }
}

/// Whether a host may be as long as these labels and the `.example.com` of `.example.com:8443`.
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
