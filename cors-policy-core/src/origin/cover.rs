//! How the entries of one list relate: which appear twice, and which a pattern covers.

use std::collections::HashMap;

use super::entry::Origin;
use super::host::Host;
use super::port::Port;
use super::scheme;

/// An entry that has no effect together with another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conflict {
    /// The entry with this index is the same.
    Duplicate(usize),
    /// The entry with this index is a pattern that covers it.
    Covered(usize),
}

/// The conflicts of a list. Each has the index of its entry, and they are in the order of the list. Takes time in
/// proportion to the length of the list.
#[must_use]
pub fn conflicts(origins: &[Origin]) -> Vec<(usize, Conflict)> {
    Relations::of(origins).conflicts(&(0..origins.len()).collect::<Vec<_>>())
}

/// How all entries of a list relate. It is computed once; then the conflicts within any part of the list are found
/// without comparing entries again.
#[derive(Clone, Debug)]
pub struct Relations {
    /// For each entry, the first one that is the same.
    first: Vec<usize>,
    /// For each of these first entries, the patterns that cover it, from the narrowest to the widest.
    wider: Vec<Vec<usize>>,
}

impl Relations {
    /// Compares all entries. Takes time in proportion to their number.
    #[must_use]
    pub fn of<'a>(origins: impl IntoIterator<Item = &'a Origin>) -> Self {
        let origins = origins.into_iter().collect::<Vec<_>>();
        let mut by_origin = HashMap::with_capacity(origins.len());
        let first = origins.iter().enumerate();
        let first =
            first.map(|(index, &origin)| *by_origin.entry(origin).or_insert(index)).collect();
        let wider = origins.iter().enumerate().map(|(index, &origin)| {
            let is_first = by_origin[origin] == index;
            let wider = is_first.then(|| origin.wider()).into_iter().flatten();
            wider.filter_map(|wider| by_origin.get(&wider).copied()).collect()
        });
        Self { wider: wider.collect(), first }
    }

    /// The conflicts within a part of the list. `part` has the indices of its entries, and the result has indices into
    /// `part`.
    #[must_use]
    pub fn conflicts(&self, part: &[usize]) -> Vec<(usize, Conflict)> {
        let mut present = vec![None; self.first.len()];
        for (index, &entry) in part.iter().enumerate() {
            present[self.first[entry]].get_or_insert(index);
        }
        let conflict_of = |index: usize, first: usize| match present[first] {
            Some(earlier) if earlier < index => Some(Conflict::Duplicate(earlier)),
            _ => self.wider[first].iter().find_map(|&wider| present[wider]).map(Conflict::Covered),
        };
        part.iter()
            .enumerate()
            .filter_map(|(index, &entry)| {
                conflict_of(index, self.first[entry]).map(|conflict| (index, conflict))
            })
            .collect()
    }
}

impl Origin {
    /// Every other pattern that covers this entry, from the narrowest to the widest.
    pub fn wider(&self) -> impl Iterator<Item = Self> + '_ {
        let hosts = std::iter::once(self.host.clone()).chain(parents(&self.host));
        let any_host = self.is_of_any_host().then_some((Host::Any, Port::Default));
        let any = (self.port != Port::Any).then_some(Port::Any);
        hosts
            .flat_map(move |host| {
                std::iter::once(self.port).chain(any).map(move |port| (host.clone(), port))
            })
            .skip(1)
            .chain(any_host)
            .map(|(host, port)| Self { scheme: self.scheme.clone(), host, port })
    }

    /// Whether the pattern for any host of the scheme covers this entry: its host is one label, and it has no port.
    fn is_of_any_host(&self) -> bool {
        matches!(&self.host, Host::Domain(domain) if !domain.contains('.'))
            && self.port == Port::Default
            && !scheme::is_web(&self.scheme)
    }
}

/// The `*.` patterns that cover `host`, one for each dot in it.
fn parents(host: &Host) -> impl Iterator<Item = Host> + '_ {
    let domain = match host {
        Host::Domain(domain) | Host::SubdomainsOf(domain) => domain.as_str(),
        Host::Any | Host::Ipv4(_) | Host::Ipv6(_) => "",
    };
    domain.match_indices('.').map(|(dot, _)| Host::SubdomainsOf(domain[dot + 1..].to_owned()))
}

#[cfg(test)]
mod tests {
    use super::{Conflict, Relations, conflicts};
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
            ("tauri://localhost", "tauri://*"),
            ("chrome-extension://abcdefghijklmnopabcdefghijklmnop", "chrome-extension://*"),
            ("app://-", "app://*"),
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
    fn a_part_of_a_list_has_the_conflicts_that_it_has_alone() {
        let list = [
            "https://a.example.com",
            "https://*.example.com",
            "https://a.example.com",
            "https://*.com",
            "https://a.example.com:8443",
            "https://*.example.com:*",
            "https://*.com",
        ];
        let origins = list.map(|text| Origin::parse(text).expect(text));
        let relations = Relations::of(&origins);
        for bits in 0..1 << list.len() {
            let part = (0..list.len()).filter(|index| bits >> index & 1 == 1).collect::<Vec<_>>();
            let alone = part.iter().map(|&index| list[index]).collect::<Vec<_>>();
            assert_eq!(relations.conflicts(&part), conflicts_of(&alone), "{alone:?}");
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
            ("app://.", "app://*"),
            ("tauri://localhost.", "tauri://*"),
            ("tauri://localhost:1420", "tauri://*"),
            ("tauri://localhost:*", "tauri://*"),
            ("tauri://a.example", "tauri://*"),
            ("tauri://*.example", "tauri://*"),
            ("tauri://127.0.0.1", "tauri://*"),
            ("tauri://[::1]", "tauri://*"),
            ("tauri://localhost", "taur://*"),
            ("http://localhost", "tauri://*"),
        ] {
            assert_eq!(conflicts_of(&[a, b]), [], "{a} {b}");
        }
    }
}
