//! Builds a set from a list that is known only at run time, in the same steps as the macro.

use cors_policy::__private::{CheckedSet, ExactSet, OriginSet, SubdomainSet, Subdomains};
use cors_policy_core::origin::Origin;
use cors_policy_core::set;

/// A set of these entries. Its memory is never freed.
pub(crate) fn set(entries: &[&str]) -> &'static OriginSet {
    let origins =
        entries.iter().map(|entry| Origin::parse(entry).expect(entry)).collect::<Vec<_>>();
    let set = set::OriginSet::of(&origins);
    let declared = CheckedSet {
        exact: exact(set.exact),
        any_port: exact(set.any_port),
        subdomains: subdomains(set.subdomains),
        subdomains_any_port: subdomains(set.subdomains_any_port),
        any_host: exact(set.any_host),
        ..CheckedSet::EMPTY
    };
    leak(declared.set())
}

fn exact(set: set::ExactSet) -> ExactSet {
    if set.texts.is_empty() {
        return ExactSet::EMPTY;
    }
    let text = |slot: &Option<usize>| slot.map_or("", |key| set.texts[key].clone().leak());
    ExactSet {
        lengths: set.lengths,
        seed: set.layout.seed,
        pilots: set.layout.pilots.leak(),
        slots: set.layout.slots.iter().map(text).collect::<Vec<_>>().leak(),
    }
}

fn subdomains(set: set::SubdomainSet) -> SubdomainSet {
    let pattern = |slot: &Option<usize>| match slot {
        None => Subdomains { scheme: "", suffix: "" },
        Some(key) => Subdomains {
            scheme: set.patterns[*key].scheme.clone().leak(),
            suffix: set.patterns[*key].suffix.clone().leak(),
        },
    };
    SubdomainSet {
        longest: set.longest,
        seed: set.layout.seed,
        slots: set.layout.slots.iter().map(pattern).collect::<Vec<_>>().leak(),
        pilots: set.layout.pilots.leak(),
        suffix_lengths: set.suffix_lengths.leak(),
    }
}

fn leak<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}
