//! Many entries as one set, laid out for the server: grouped by kind, each kind in a perfect hash.

use crate::label::{MAX_HOST, MAX_HOST_AND_DOT};
use crate::origin::{Host, Origin, Port};
use crate::perfect::{self, Layout};

/// The entries, grouped by kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OriginSet {
    /// `https://app.example.com`
    pub exact: ExactSet,
    /// `http://localhost:*`, without the `:*`.
    pub any_port: ExactSet,
    /// `https://*.example.com`
    pub subdomains: SubdomainSet,
    /// `https://*.example.com:*`, without the `:*`.
    pub subdomains_any_port: SubdomainSet,
    /// `chrome-extension://*`, only the scheme.
    pub any_host: ExactSet,
}

/// Texts that must match as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExactSet {
    /// The lengths of the shortest and the longest text, in bytes.
    pub lengths: (usize, usize),
    /// Which text is in which slot.
    pub layout: Layout,
    /// The texts, sorted.
    pub texts: Vec<String>,
}

/// Patterns that begin with `*.`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubdomainSet {
    /// The length of the longest origin that a pattern here covers, in bytes.
    pub longest: usize,
    /// Which pattern is in which slot.
    pub layout: Layout,
    /// The patterns, sorted.
    pub patterns: Vec<Subdomains>,
    /// The lengths of the suffixes, each once, sorted.
    pub suffix_lengths: Vec<usize>,
}

/// `https://*.example.com:8443`, split at the star.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Subdomains {
    /// Everything after the star: `.example.com:8443`.
    pub suffix: String,
    /// The scheme, without a colon: `https`.
    pub scheme: String,
}

impl OriginSet {
    /// Lays out entries. No two of them may be equal. The same entries give the same set, in any order.
    #[must_use]
    pub fn of<'a>(origins: impl IntoIterator<Item = &'a Origin>) -> Self {
        let (mut exact, mut any_port) = (Vec::new(), Vec::new());
        let (mut subdomains, mut subdomains_any_port) = (Vec::new(), Vec::new());
        let mut any_host = Vec::new();
        for origin in origins {
            let (scheme, host) = (origin.scheme(), origin.host());
            let is_any_port = origin.port() == Port::Any;
            let port = if is_any_port { String::new() } else { origin.port().to_string() };
            match host {
                Host::SubdomainsOf(domain) => {
                    let list = if is_any_port { &mut subdomains_any_port } else { &mut subdomains };
                    list.push(Subdomains {
                        suffix: format!(".{domain}{port}"),
                        scheme: scheme.to_owned(),
                    });
                }
                Host::Any => any_host.push(scheme.to_owned()),
                Host::Domain(_) | Host::Ipv4(_) | Host::Ipv6(_) => {
                    let list = if is_any_port { &mut any_port } else { &mut exact };
                    list.push(format!("{scheme}://{host}{port}"));
                }
            }
        }
        Self {
            exact: ExactSet::of(exact),
            any_port: ExactSet::of(any_port),
            subdomains: SubdomainSet::of(subdomains),
            subdomains_any_port: SubdomainSet::of(subdomains_any_port),
            any_host: ExactSet::of(any_host),
        }
    }
}

impl ExactSet {
    fn of(mut texts: Vec<String>) -> Self {
        texts.sort();
        let lengths = texts.iter().map(String::len);
        Self {
            lengths: (lengths.clone().min().unwrap_or_default(), lengths.max().unwrap_or_default()),
            layout: Layout::new(texts.len(), |seed, key| {
                perfect::hash(seed, texts[key].as_bytes())
            }),
            texts,
        }
    }
}

impl SubdomainSet {
    fn of(mut patterns: Vec<Subdomains>) -> Self {
        patterns.sort();
        let mut suffix_lengths =
            patterns.iter().map(|pattern| pattern.suffix.len()).collect::<Vec<_>>();
        suffix_lengths.sort_unstable();
        suffix_lengths.dedup();
        Self {
            longest: patterns.iter().map(Subdomains::longest_origin).max().unwrap_or_default(),
            layout: Layout::new(patterns.len(), |seed, key| {
                let Subdomains { suffix, scheme } = &patterns[key];
                // The scheme is the seed: the server hashes the scheme of a request once, and then each suffix that it
                // may have.
                perfect::hash(perfect::hash(seed, scheme.as_bytes()), suffix.as_bytes())
            }),
            patterns,
            suffix_lengths,
        }
    }
}

impl Subdomains {
    fn longest_origin(&self) -> usize {
        let (domain, port) =
            self.suffix.split_at(self.suffix.find(':').unwrap_or(self.suffix.len()));
        let host = if domain.ends_with('.') { MAX_HOST_AND_DOT } else { MAX_HOST };
        self.scheme.len() + "://".len() + host + port.len()
    }
}

#[cfg(test)]
mod tests {
    use super::OriginSet;
    use crate::origin::Origin;

    fn set_of(texts: &[&str]) -> OriginSet {
        let origins = texts.iter().map(|text| Origin::parse(text).expect(text)).collect::<Vec<_>>();
        OriginSet::of(&origins)
    }

    #[test]
    fn each_kind_has_a_set_of_its_own() {
        let set = set_of(&[
            "https://a.example",
            "http://localhost:*",
            "https://*.b.example:1",
            "https://*.c.example:*",
            "tauri://*",
        ]);
        assert_eq!(set.exact.texts, ["https://a.example"]);
        assert_eq!(set.exact.lengths, (17, 17));
        assert_eq!(set.any_port.texts, ["http://localhost"]);
        assert_eq!(set.subdomains.patterns[0].suffix, ".b.example:1");
        assert_eq!(set.subdomains.longest, "https://".len() + 253 + ":1".len());
        assert_eq!(set.subdomains_any_port.patterns[0].suffix, ".c.example");
        assert_eq!(set.any_host.texts, ["tauri"]);
    }

    #[test]
    fn a_final_dot_makes_the_longest_origin_longer_by_one() {
        for (text, longest) in [
            ("https://*.b.example", "https://".len() + 253),
            ("https://*.b.example.", "https://".len() + 254),
            ("https://*.b.example.:8443", "https://".len() + 254 + ":8443".len()),
        ] {
            assert_eq!(set_of(&[text]).subdomains.longest, longest, "{text}");
        }
    }

    #[test]
    fn the_order_of_the_entries_does_not_matter() {
        let texts = [
            "https://a.example",
            "https://bb.example",
            "https://*.c.example",
            "http://*.d.example",
        ];
        let mut reversed = texts;
        reversed.reverse();
        assert_eq!(set_of(&texts), set_of(&reversed));
    }

    #[test]
    fn the_lengths_of_suffixes_are_told_once() {
        let set = set_of(&["https://*.aa.example", "https://*.bb.example", "https://*.c.example"]);
        assert_eq!(set.subdomains.suffix_lengths, [10, 11]);
    }
}
