//! Origins that are known only at run time: the same five kinds of entries as in a set of source, in tables that a stranger
//! may have filled.

use std::mem;

use cors_policy_core::label;
use cors_policy_core::perfect::{self, Key, Layout};

use super::set::{LONGEST_ONE_LABEL, LONGEST_PORT};
use super::short_list::SHORT_LIST;
use super::subdomains::{covers, longest_origin};
use super::texts::Texts;
use crate::system::random;

/// Entries, laid out for the server.
///
/// Each kind is in a perfect hash, as in a set of source, so a lookup takes one hash and one comparison whatever the
/// entries are. The key of the hash is random: nobody can choose entries that collide, which would make the table take
/// long to build.
#[derive(Debug)]
pub(crate) struct OriginTable {
    texts: Texts,
    exact: Slots,
    any_port: Slots,
    subdomains: Patterns,
    subdomains_any_port: Patterns,
    /// Only the schemes.
    any_host: Slots,
    /// The length of the longest origin that a pattern for any host covers, or 0 if there is no such pattern.
    longest_of_any_host: usize,
}

/// A perfect hash of texts that are elsewhere.
#[derive(Debug)]
struct Slots {
    key: Key,
    pilots: Vec<u16>,
    /// Which entry is in which slot. A free slot holds an empty one.
    entries: Vec<Entry>,
    /// The lengths of the shortest and the longest entry.
    lengths: (usize, usize),
}

/// Patterns that begin with `*.`
#[derive(Debug)]
struct Patterns {
    slots: Slots,
    /// The length of the longest origin that a pattern covers.
    longest: usize,
    /// The lengths of the suffixes, each once.
    suffix_lengths: Vec<usize>,
}

/// Where an entry is in the texts, without a `:*`. Of `tauri://*`, only the scheme.
#[derive(Clone, Copy, Debug, Default)]
struct Entry {
    start: u32,
    length: u32,
    /// The length of the scheme of a pattern, and 0 for an entry without `*.`.
    scheme: u32,
}

impl OriginTable {
    /// Lays out entries that are legal. Duplicates are laid out once.
    pub(crate) fn of(texts: Texts) -> Self {
        let mut kinds = [const { Vec::new() }; 4];
        let mut any_host = Vec::new();
        for (index, text) in texts.iter().enumerate() {
            if let Some(scheme) = text.strip_suffix("://*") {
                any_host.push(Entry::new(texts.start(index), scheme.len(), 0));
                continue;
            }
            let (base, is_any_port) = match text.strip_suffix(":*") {
                Some(base) => (base, true),
                None => (text, false),
            };
            let scheme = base.find("://*.").unwrap_or_default();
            let kind = usize::from(is_any_port) + 2 * usize::from(scheme > 0);
            kinds[kind].push(Entry::new(texts.start(index), base.len(), scheme));
        }
        let [exact, any_port, subdomains, subdomains_any_port] = kinds;
        let bytes = texts.bytes();
        let any_host = Slots::of(bytes, any_host);
        let longest_of_any_host = match any_host.lengths.1 {
            0 => 0,
            scheme => scheme + LONGEST_ONE_LABEL,
        };
        Self {
            exact: Slots::of(bytes, exact),
            any_port: Slots::of(bytes, any_port),
            subdomains: Patterns::of(bytes, subdomains),
            subdomains_any_port: Patterns::of(bytes, subdomains_any_port),
            any_host,
            longest_of_any_host,
            texts,
        }
    }

    /// The entries, in the order in which they were given.
    pub(crate) const fn texts(&self) -> &Texts {
        &self.texts
    }

    /// Looks for the bytes of a request's `Origin`, as they are.
    ///
    /// The work does not grow with the request: each table looks at the length first, and then at no more bytes than its
    /// longest entry can cover.
    #[inline]
    pub(crate) fn contains(&self, origin: &[u8]) -> bool {
        let bytes = self.texts.bytes();
        self.exact.contains(bytes, origin)
            || self.subdomains.covers(bytes, origin)
            || self.may_match_on_any_port(origin) && self.matches_on_any_port(origin)
            || origin.len() <= self.longest_of_any_host && self.matches_any_host(origin)
    }

    fn may_match_on_any_port(&self, origin: &[u8]) -> bool {
        let longest = self.any_port.lengths.1.max(self.subdomains_any_port.longest);
        longest > 0 && origin.len() <= longest + LONGEST_PORT
    }

    fn matches_on_any_port(&self, origin: &[u8]) -> bool {
        let bytes = self.texts.bytes();
        label::without_port(origin).is_some_and(|base| {
            self.any_port.contains(bytes, base) || self.subdomains_any_port.covers(bytes, base)
        })
    }

    #[inline(never)]
    fn matches_any_host(&self, origin: &[u8]) -> bool {
        label::scheme_of_one_label(origin)
            .is_some_and(|scheme| self.any_host.contains(self.texts.bytes(), scheme))
    }
}

impl Slots {
    /// Lays out entries whose texts are in `bytes`.
    fn of(bytes: &[u8], mut entries: Vec<Entry>) -> Self {
        let lengths = entries.iter().map(|entry| entry.length as usize);
        let lengths =
            (lengths.clone().min().unwrap_or(usize::MAX), lengths.max().unwrap_or_default());
        loop {
            let key = random_key();
            let keyed = entries.iter().map(|&entry| (entry.hash(key, bytes), entry)).collect();
            // This list is freed before the layout is made, which needs the most memory.
            drop(mem::take(&mut entries));
            let hashes;
            (hashes, entries) =
                without_duplicates(keyed, bytes).into_iter().unzip::<_, _, Vec<_>, Vec<_>>();
            // Keys that differ have different hashes but once in some millions of keys, so this is one turn or two.
            if let Some(layout) = Layout::with_hashes(key.seed, &hashes) {
                let slots = layout.slots.into_iter();
                let entry_of = |index: Option<usize>| index.map(|index| entries[index]);
                return Self {
                    key,
                    pilots: layout.pilots,
                    entries: slots.map(|index| entry_of(index).unwrap_or_default()).collect(),
                    lengths,
                };
            }
        }
    }

    #[inline]
    fn contains(&self, bytes: &[u8], text: &[u8]) -> bool {
        let (shortest, longest) = self.lengths;
        if text.len() < shortest || text.len() > longest {
            return false;
        }
        // Comparing with each of a few is faster than a hash: 8 ns of a request.
        if self.entries.len() <= SHORT_LIST {
            return self.entries.iter().any(|entry| entry.text(bytes) == text);
        }
        self.entry(perfect::hash_with(self.key, text)).text(bytes) == text
    }

    /// The only entry that may have this hash.
    #[inline]
    fn entry(&self, hash: u64) -> Entry {
        self.entries[perfect::slot(hash, &self.pilots, self.entries.len())]
    }
}

impl Patterns {
    fn of(bytes: &[u8], entries: Vec<Entry>) -> Self {
        let mut suffix_lengths =
            entries.iter().map(|entry| entry.suffix(bytes).len()).collect::<Vec<_>>();
        suffix_lengths.sort_unstable();
        suffix_lengths.dedup();
        suffix_lengths.shrink_to_fit();
        let longest =
            entries.iter().map(|entry| longest_origin(entry.scheme(bytes), entry.suffix(bytes)));
        Self {
            longest: longest.max().unwrap_or_default(),
            suffix_lengths,
            slots: Slots::of(bytes, entries),
        }
    }

    #[inline]
    fn covers(&self, bytes: &[u8], origin: &[u8]) -> bool {
        origin.len() <= self.longest
            && covers(
                origin,
                &self.suffix_lengths,
                |scheme| perfect::hash_with(self.slots.key, scheme),
                |seed, scheme, suffix| {
                    let hash = perfect::hash_with(Key { seed, ..self.slots.key }, suffix);
                    let entry = self.slots.entry(hash);
                    entry.suffix(bytes) == suffix && entry.scheme(bytes) == scheme
                },
            )
    }
}

impl Entry {
    /// Offsets into [`Texts`] are below 4 GiB.
    fn new(start: usize, length: usize, scheme: usize) -> Self {
        let offset = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { start: offset(start), length: offset(length), scheme: offset(scheme) }
    }

    fn hash(self, key: Key, bytes: &[u8]) -> u64 {
        if self.scheme == 0 {
            return perfect::hash_with(key, self.text(bytes));
        }
        let seed = perfect::hash_with(key, self.scheme(bytes));
        perfect::hash_with(Key { seed, ..key }, self.suffix(bytes))
    }

    #[inline]
    fn text(self, bytes: &[u8]) -> &[u8] {
        let start = self.start as usize;
        &bytes[start..start + self.length as usize]
    }

    #[inline]
    fn scheme(self, bytes: &[u8]) -> &[u8] {
        &self.text(bytes)[..self.scheme as usize]
    }

    /// All that follows the star.
    #[inline]
    fn suffix(self, bytes: &[u8]) -> &[u8] {
        self.text(bytes).get(self.scheme as usize + "://*".len()..).unwrap_or_default()
    }
}

/// One entry of each text.
fn without_duplicates(mut keyed: Vec<(u64, Entry)>, bytes: &[u8]) -> Vec<(u64, Entry)> {
    keyed.sort_unstable_by_key(|&(hash, entry)| (hash, entry.start));
    keyed.dedup_by(|(a, later), (b, earlier)| a == b && later.text(bytes) == earlier.text(bytes));
    keyed
}

fn random_key() -> Key {
    Key { seed: random(), length: random(), word: random(), last: random() }
}

#[cfg(test)]
mod tests {
    use cors_policy_core::perfect;

    use super::{OriginTable, Slots, Texts, random_key};

    fn table(entries: impl IntoIterator<Item = String>) -> OriginTable {
        let mut texts = Texts::default();
        for entry in entries {
            texts.push(&entry).expect("the texts are short");
        }
        OriginTable::of(texts)
    }

    fn strings(entries: &[&str]) -> Vec<String> {
        entries.iter().map(|&entry| entry.to_owned()).collect()
    }

    /// Under seed 0 of the hash of sets in source, all these entries collide.
    #[test]
    fn entries_that_collide_under_a_known_seed_are_laid_out() {
        let text = |n: u64| format!("https://caaawak2i4t56rg7{n:08}");
        assert!((0..20_000).all(|n| perfect::hash(0, text(n).as_bytes()) == 0));
        let table = table((0..20_000).map(text));
        assert!((0..20_000).all(|n| table.contains(text(n).as_bytes())));
        assert!((20_000..40_000).all(|n| !table.contains(text(n).as_bytes())));
    }

    #[test]
    fn patterns_that_collide_under_a_known_seed_are_laid_out() {
        let suffix = |n: u64| format!(".tenant-we2zbaaasf5uc2fd{n:08}");
        let seed = perfect::hash(0, b"https");
        assert!((0..20_000).all(|n| perfect::hash(seed, suffix(n).as_bytes()) == 0));
        let table = table((0..20_000).map(|n| format!("https://*{}", suffix(n))));
        let origin = |n| format!("https://app{}", suffix(n));
        assert!((0..20_000).all(|n| table.contains(origin(n).as_bytes())));
        assert!((20_000..40_000).all(|n| !table.contains(origin(n).as_bytes())));
    }

    /// Under every seed of the hash of sets in source, these entries collide.
    #[test]
    fn entries_that_collide_under_every_seed_are_laid_out() {
        let text = |start: &str, end: usize| {
            format!("{start}{}://{}", "a".repeat(1_896_795), "a".repeat(end))
        };
        let (a, b) = (text("adfdaadi", 30), text("z98996z+", 33));
        for seed in 0..3 {
            assert_eq!(perfect::hash(seed, a.as_bytes()), perfect::hash(seed, b.as_bytes()));
        }
        let table = table([a.clone(), b.clone()]);
        assert!(table.contains(a.as_bytes()) && table.contains(b.as_bytes()));
        assert!(!table.contains(a.replacen('a', "b", 1).as_bytes()));
    }

    #[test]
    fn no_number_of_a_key_is_known() {
        let (a, b) = (random_key(), random_key());
        let numbers = |key: perfect::Key| [key.seed, key.length, key.word, key.last];
        let all = [numbers(a), numbers(b)].concat();
        assert!(all.iter().enumerate().all(|(index, number)| !all[..index].contains(number)));
    }

    #[test]
    fn a_duplicate_is_laid_out_once() {
        let entries = ["https://a.example", "https://b.example", "https://a.example"];
        let table = table(strings(&entries));
        assert_eq!(table.texts().iter().collect::<Vec<_>>(), entries);
        assert_eq!(table.exact.entries.iter().filter(|entry| entry.length > 0).count(), 2);
    }

    #[test]
    fn each_kind_of_entry_has_its_own_table() {
        let table = table(strings(&[
            "https://a.example",
            "http://localhost:*",
            "https://*.b.example",
            "https://*.c.example:*",
            "tauri://*",
        ]));
        let texts = |slots: &Slots| {
            let entries = slots.entries.iter().filter(|entry| entry.length > 0);
            entries.map(|entry| entry.text(table.texts.bytes())).collect::<Vec<_>>()
        };
        assert_eq!(texts(&table.exact), [b"https://a.example"]);
        assert_eq!(texts(&table.any_port), [b"http://localhost"]);
        assert_eq!(texts(&table.subdomains.slots), [b"https://*.b.example"]);
        assert_eq!(texts(&table.subdomains_any_port.slots), [b"https://*.c.example"]);
        assert_eq!(texts(&table.any_host), [b"tauri"]);
    }

    #[test]
    fn the_lengths_of_a_table_are_those_of_its_entries() {
        let table = table(strings(&[
            "https://a.example",
            "https://abc.example",
            "https://*.b.example.:8443",
            "https://*.c.example.:8443",
            "tauri://*.b.example",
        ]));
        assert_eq!(table.exact.lengths, (17, 19));
        assert_eq!(table.subdomains.suffix_lengths, [10, 16]);
        // `https://`, a host of 253 bytes and its dot, and `:8443`.
        assert_eq!(table.subdomains.longest, 8 + 254 + 5);
        assert_eq!(table.any_port.lengths, (usize::MAX, 0));
    }

    #[test]
    fn a_table_without_entries_allows_nothing() {
        let table = table([]);
        for origin in ["", "null", "https://a.example", "https://a.example:1"] {
            assert!(!table.contains(origin.as_bytes()), "{origin}");
        }
    }

    #[test]
    fn the_longest_host_of_a_scheme_is_covered() {
        let table = table(strings(&["app://*", "vscode-webview://*", "vscode-webview://*"]));
        for scheme in ["app", "vscode-webview"] {
            let origin = format!("{scheme}://{}", "a".repeat(63));
            assert!(table.contains(origin.as_bytes()), "{origin}");
            assert!(!table.contains(format!("{origin}a").as_bytes()), "{origin}a");
        }
        assert!(
            !table.contains(b"tauri://localhost")
                && !table.contains(b"app://")
                && !table.contains(b"app://*")
        );
    }

    #[test]
    fn the_longest_host_of_the_shortest_scheme_is_covered() {
        let table = table(strings(&["a://*"]));
        let origin = format!("a://{}", "a".repeat(63));
        assert!(table.contains(origin.as_bytes()));
        assert!(!table.contains(format!("{origin}a").as_bytes()));
    }

    /// The longest origin of a pattern on any port has a port that the pattern lacks.
    #[test]
    fn the_longest_origins_on_any_port_are_covered() {
        let host = format!("{}.{}", ["a".repeat(63).as_str(); 3].join("."), "a".repeat(51));
        let table = table(strings(&["https://*.b.example:*", "http://localhost:*"]));
        let origin = format!("https://{host}.b.example:65535");
        assert_eq!(origin.len(), 8 + 253 + 6);
        assert!(table.contains(origin.as_bytes()));
        assert!(table.contains(b"http://localhost:65535"));
        assert!(!table.contains(b"http://localhost:65536"));
    }
}
