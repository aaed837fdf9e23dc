//! How the entries of one list relate: which stands twice, and which a pattern covers.

use std::collections::HashMap;

use super::entry::Origin;
use super::host::Host;
use super::port::Port;

/// An entry that says nothing beside another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conflict {
    /// The entry with this index is the same.
    Duplicate(usize),
    /// The entry with this index is a pattern that covers it.
    Covered(usize),
}

/// The conflict of each entry that has one, in the order of the list. Takes time in proportion to its length.
#[must_use]
pub fn conflicts(origins: &[Origin]) -> Vec<(usize, Conflict)> {
    let mut first = HashMap::with_capacity(origins.len());
    for (index, origin) in origins.iter().enumerate() {
        first.entry(origin).or_insert(index);
    }
    let conflict_of = |index: usize, origin: &Origin| match first[origin] {
        earlier if earlier < index => Some(Conflict::Duplicate(earlier)),
        _ => origin.wider().find_map(|wider| first.get(&wider)).map(|&by| Conflict::Covered(by)),
    };
    origins
        .iter()
        .enumerate()
        .filter_map(|(index, origin)| conflict_of(index, origin).map(|conflict| (index, conflict)))
        .collect()
}

impl Origin {
    /// Every pattern that covers this entry, from the narrowest to the widest, but for the entry itself.
    pub(super) fn wider(&self) -> impl Iterator<Item = Self> + '_ {
        let hosts = std::iter::once(self.host.clone()).chain(parents(&self.host));
        let any = (self.port != Port::Any).then_some(Port::Any);
        hosts
            .flat_map(move |host| {
                std::iter::once(self.port).chain(any).map(move |port| (host.clone(), port))
            })
            .skip(1)
            .map(|(host, port)| Self { scheme: self.scheme.clone(), host, port })
    }
}

/// The `*.` patterns that cover `host`: one for each dot in it.
fn parents(host: &Host) -> impl Iterator<Item = Host> + '_ {
    let domain = match host {
        Host::Domain(domain) | Host::SubdomainsOf(domain) => domain.as_str(),
        Host::Ipv4(_) | Host::Ipv6(_) => "",
    };
    domain.match_indices('.').map(|(dot, _)| Host::SubdomainsOf(domain[dot + 1..].to_owned()))
}

#[cfg(test)]
mod tests {
    use super::{Conflict, conflicts};
    use crate::origin::Origin;

    fn conflicts_of(list: &[&str]) -> Vec<(usize, Conflict)> {
        let origins = list.iter().map(|text| Origin::parse(text).expect(text)).collect::<Vec<_>>();
        conflicts(&origins)
    }

    #[test]
    fn an_entry_twice() {
        let list =
            ["https://a.example", "https://b.example", "https://a.example", "https://a.example"];
        assert_eq!(conflicts_of(&list), [(2, Conflict::Duplicate(0)), (3, Conflict::Duplicate(0))]);
        assert_eq!(
            conflicts_of(&["http://localhost:*", "http://localhost:*"]),
            [(1, Conflict::Duplicate(0))]
        );
    }

    #[test]
    fn an_entry_that_a_pattern_covers() {
        for (narrow, wide) in [
            ("https://a.example.com", "https://*.example.com"),
            ("https://a.b.example.com", "https://*.example.com"),
            ("https://*.a.example.com", "https://*.example.com"),
            ("http://localhost", "http://localhost:*"),
            ("http://localhost:3000", "http://localhost:*"),
            ("https://*.example.com:8443", "https://*.example.com:*"),
            ("https://a.example.com:8443", "https://*.example.com:*"),
            ("https://a.example.com:*", "https://*.example.com:*"),
            ("http://127.0.0.1:1", "http://127.0.0.1:*"),
            ("http://[::1]:1", "http://[::1]:*"),
            ("https://a.example.com.", "https://*.example.com."),
            ("https://*.a.example.com.", "https://*.example.com.:*"),
            ("https://-.a-.example.com", "https://*.example.com"),
            ("https://-.example.com:8443", "https://*.example.com:*"),
            ("app://-", "app://-:*"),
        ] {
            assert_eq!(
                conflicts_of(&[narrow, wide]),
                [(0, Conflict::Covered(1))],
                "{narrow} {wide}"
            );
            assert_eq!(
                conflicts_of(&[wide, narrow]),
                [(1, Conflict::Covered(0))],
                "{wide} {narrow}"
            );
        }
    }

    #[test]
    fn entries_that_only_look_alike() {
        for (a, b) in [
            ("https://example.com", "https://*.example.com"),
            ("http://a.example.com", "https://*.example.com"),
            ("https://a.example.com:8443", "https://*.example.com"),
            ("https://a.example.com:*", "https://*.example.com"),
            ("https://badexample.com", "https://*.example.com"),
            ("http://localhost:3000", "http://localhost:3001"),
            ("http://127.0.0.1", "http://*.localhost"),
            ("https://example.com", "https://example.com."),
            ("https://a.example.com.", "https://*.example.com"),
            ("https://a.example.com", "https://*.example.com."),
            ("https://*.example.com", "https://*.example.com."),
            ("http://localhost.:3000", "http://localhost:*"),
            ("https://foo-.example", "https://foo.example"),
            ("app://.", "app://-"),
        ] {
            assert_eq!(conflicts_of(&[a, b]), [], "{a} {b}");
        }
    }
}
