//! Which entries of a list another list covers, and whether two lists have an origin in common.
//!
//! The origins of two entries are disjoint, or the hosts of one contain those of the other, and its ports too or the
//! reverse. So an index of hosts finds everything in time that is proportional to the lists.

use std::collections::{HashMap, HashSet};
use std::iter;

use cors_policy_core::origin::{Host, Origin, Port};

/// The entries of a list.
pub(super) struct Entries {
    list: Vec<Origin>,
    all: HashSet<Origin>,
    /// The ports of each host.
    ports: HashMap<(String, Host), HashSet<Port>>,
    /// The ports of all hosts that a pattern of hosts contains.
    ports_below: HashMap<(String, Host), HashSet<Port>>,
}

/// An entry that another list does not cover.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The entry as it is declared.
    pub text: String,
    /// Whether the other list has some of its origins.
    pub is_partial: bool,
}

impl Entries {
    pub(super) fn of(entries: &[String]) -> Self {
        // Every entry of a policy is valid.
        let entries = entries.iter().filter_map(|entry| Origin::parse(entry).ok());
        let entries = entries.collect::<Vec<_>>();
        let mut ports = HashMap::<_, HashSet<_>>::new();
        let mut ports_below = HashMap::<_, HashSet<_>>::new();
        for entry in &entries {
            let key = |host| (entry.scheme().to_owned(), host);
            ports.entry(key(entry.host().clone())).or_default().insert(entry.port());
            for host in wider_hosts(entry) {
                ports_below.entry(key(host)).or_default().insert(entry.port());
            }
        }
        Self { all: entries.iter().cloned().collect(), list: entries, ports, ports_below }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The entries that `other` does not cover, if they are `wanted`.
    ///
    /// An entry is covered by one entry. Only a list with each of the 65,535 ports could cover `:*` by several.
    pub(super) fn beyond(&self, other: &Self, wanted: bool) -> impl Iterator<Item = Entry> {
        let entries = if wanted { self.list.as_slice() } else { &[] };
        let beyond = entries.iter().filter(|entry| !other.covers(entry));
        beyond.map(|entry| Entry { text: entry.to_string(), is_partial: other.meets(entry) })
    }

    /// Whether the lists have an origin in common.
    pub(super) fn meet(&self, other: &Self) -> bool {
        self.list.iter().any(|entry| other.meets(entry))
    }

    fn covers(&self, entry: &Origin) -> bool {
        self.all.contains(entry) || entry.wider().any(|wider| self.all.contains(&wider))
    }

    /// Whether an entry has an origin in common with this one.
    fn meets(&self, entry: &Origin) -> bool {
        let key = |host| (entry.scheme().to_owned(), host);
        let mut hosts = iter::once(entry.host().clone()).chain(wider_hosts(entry));
        let meets = |ports: &HashSet<Port>| {
            entry.port() == Port::Any || ports.contains(&Port::Any) || ports.contains(&entry.port())
        };
        hosts.any(|host| self.ports.get(&key(host)).is_some_and(meets))
            || self.ports_below.get(&key(entry.host().clone())).is_some_and(meets)
    }
}

/// The patterns of hosts that contain the hosts of this entry.
fn wider_hosts(entry: &Origin) -> impl Iterator<Item = Host> + '_ {
    let is_label = matches!(entry.host(), Host::Domain(domain) if !domain.contains('.'));
    let hosts = entry.wider().map(|wider| wider.host().clone());
    let hosts = hosts.filter(|host| host != entry.host() && *host != Host::Any);
    // Of `app://a:*`, the pattern `app://*` contains the origin without a port.
    hosts.chain(is_label.then_some(Host::Any))
}

#[cfg(test)]
mod tests {
    use super::Entries;

    fn entries(entries: &[&str]) -> Entries {
        Entries::of(&entries.iter().map(|&entry| entry.to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn lists_meet_if_they_have_an_origin_in_common() {
        for (a, b, expected) in [
            ("https://a.example", "https://a.example", true),
            ("https://a.example", "http://a.example", false),
            ("https://a.example", "https://a.example.", false),
            ("https://a.example:*", "https://a.example", true),
            ("https://a.example:*", "https://a.example:8443", true),
            ("https://a.example:1", "https://a.example:2", false),
            ("https://*.example", "https://a.b.example", true),
            ("https://*.a.example", "https://a.example", false),
            ("https://*.a.example", "https://*.b.a.example", true),
            ("https://*.a.example:8443", "https://x.a.example:*", true),
            ("https://*.a.example:8443", "https://x.a.example:8444", false),
            ("https://*.a.example:*", "https://*.b.a.example:1", true),
            ("tauri://*", "tauri://localhost", true),
            ("tauri://*", "tauri://localhost:*", true),
            ("tauri://*", "tauri://localhost:1", false),
            ("tauri://*", "tauri://a.localhost", false),
            ("tauri://*", "tauri://*.localhost", false),
            ("tauri://*", "app://localhost", false),
            ("http://127.0.0.1:*", "http://127.0.0.1:1", true),
        ] {
            let (first, second) = (entries(&[a]), entries(&[b]));
            assert_eq!([first.meet(&second), second.meet(&first)], [expected; 2], "{a} {b}");
        }
    }

    #[test]
    fn an_entry_is_beyond_a_list_that_does_not_cover_it() {
        let list = entries(&["https://*.a.example", "http://localhost:*", "https://b.example:1"]);
        let new = entries(&[
            "https://x.a.example",
            "https://*.x.a.example",
            "http://localhost:3000",
            "https://*.a.example:*",
            "https://a.example",
            "https://b.example:*",
        ]);
        let beyond = new.beyond(&list, true);
        let beyond = beyond.map(|entry| (entry.text, entry.is_partial)).collect::<Vec<_>>();
        let expected = [
            ("https://*.a.example:*", true),
            ("https://a.example", false),
            ("https://b.example:*", true),
        ];
        assert_eq!(beyond, expected.map(|(text, is_partial)| (text.to_owned(), is_partial)));
        assert_eq!(new.beyond(&list, false).count(), 0);
    }

    /// Comparing each two of these entries would take minutes.
    #[test]
    fn long_lists_are_compared_quickly() {
        let list = |start: usize| {
            let entries = (start..start + 5_000).flat_map(|n| {
                [
                    format!("https://*.tenant-{n}.example"),
                    format!("https://a.b.tenant-{n}.example:*"),
                ]
            });
            Entries::of(&entries.collect::<Vec<_>>())
        };
        let (old, new) = (list(0), list(1));
        assert_eq!(new.beyond(&old, true).count(), 2);
        assert!(old.meet(&new));
        assert!(!list(100_000).meet(&old));
    }
}
