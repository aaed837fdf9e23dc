//! The rule about public suffixes against a slow and simple reading of the list, for every name on the list and all of
//! its parent domains.

mod list;

use std::collections::BTreeSet;

use cors_policy_core::origin::{Origin, PublicSuffix};
use list::{List, ancestors};

#[test]
fn every_suffix_and_every_ancestor_of_one_is_what_the_list_says() {
    let list = List::read();
    let names = names(&list);
    let mut kinds = [0; 4];
    let mut faults = Vec::new();
    for name in &names {
        let text = format!("https://*.{name}");
        let origin = Origin::parse(&text).expect(&text);
        let (is_right, kind) = match origin.public_suffix() {
            Some(PublicSuffix::Listed(suffix)) => (suffix == name && list.is_listed(name), 0),
            Some(PublicSuffix::Unlisted(suffix)) => (suffix == name && list.is_unlisted(name), 1),
            Some(PublicSuffix::Below(suffix)) => {
                let is_above = !list.is_listed(name) && !list.is_unlisted(name);
                (is_above && list.has_rule_below(name, suffix), 2)
            }
            None => {
                let covers =
                    list.is_listed(name) || list.is_unlisted(name) || list.has_suffix_below(name);
                (!covers, 3)
            }
        };
        kinds[kind] += 1;
        if !is_right {
            faults.push(format!("{text}: {:?}", origin.public_suffix()));
        }
    }
    assert!(faults.is_empty(), "{} of {}:\n{}", faults.len(), names.len(), faults.join("\n"));
    let [listed, unlisted, below, none] = kinds;
    assert!(listed > 9_000 && below > 400 && none > 9_000, "{kinds:?}");
    assert!(unlisted > 0, "{kinds:?}");
}

/// Each name of the list with some label in place of a star, each name above it, and one label below each of them.
fn names(list: &List) -> BTreeSet<String> {
    let mut names = BTreeSet::from(["not-on-the-list".to_owned()]);
    for rule in list.rules() {
        let name = rule.trim_start_matches('!').replace('*', "some-label");
        for name in [name.as_str()].into_iter().chain(ancestors(&name)) {
            names.insert(name.to_owned());
            names.insert(format!("some-label.{name}"));
        }
    }
    names
}
