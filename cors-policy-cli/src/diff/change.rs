//! One change, and the changes that concern no page.

use std::time::Duration;

use cors_policy::PolicyRef;

use super::grant::Permission;
use super::pages::{Kind, Pages};
use super::sentence;

/// A difference between two policies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What it does to pages.
    pub kind: Kind,
    /// The pages. `None` if no page can do more or less.
    pub pages: Option<Pages>,
    /// What they can do now, or no longer.
    pub permissions: Vec<Permission>,
    /// The entry, or the option: ``origin `https://app.example.com` ``, ``method `PUT` ``.
    pub title: String,
    /// What it means for pages.
    pub sentence: String,
}

impl Change {
    pub(super) fn grant(pages: Pages, permissions: Vec<Permission>) -> Self {
        Self::of(Kind::Grant, pages, permissions)
    }

    pub(super) fn revocation(pages: Pages, permissions: Vec<Permission>) -> Self {
        Self::of(Kind::Revocation, pages, permissions)
    }

    fn of(kind: Kind, pages: Pages, permissions: Vec<Permission>) -> Self {
        Self {
            kind,
            title: sentence::title(&pages, &permissions),
            sentence: sentence::sentence(kind, &pages, &permissions),
            pages: Some(pages),
            permissions,
        }
    }

    fn other(title: &str, sentence: String) -> Self {
        let title = format!("`{title}`");
        Self { kind: Kind::Other, pages: None, permissions: Vec::new(), title, sentence }
    }

    /// The change of a text that means the same.
    pub(super) fn text() -> Self {
        let sentence = "the texts differ, but every page can do the same with both".to_owned();
        Self {
            kind: Kind::Other,
            pages: None,
            permissions: Vec::new(),
            title: "text".to_owned(),
            sentence,
        }
    }
}

/// The changes that grant and revoke nothing.
pub(super) fn others(old: &PolicyRef, new: &PolicyRef) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut compare_ages = |title: &str, before: Option<Duration>, after: Option<Duration>| {
        if before != after {
            let (before, after) = (age(before), age(after));
            let sentence = format!("browsers cache preflights for {after}, and not for {before}");
            changes.push(Change::other(title, sentence));
        }
    };
    compare_ages("max_age", old.max_age(), new.max_age());
    if let (Some(before), Some(after)) = (old.anyone_else(), new.anyone_else()) {
        compare_ages("max_age of anyone_else", before.max_age(), after.max_age());
    }
    for (option, entries) in RELAXATIONS {
        let has =
            |policy: &PolicyRef| policy.to_string().contains(&format!("\n    {option}: true"));
        let sentence = match (has(old), has(new)) {
            (false, true) => {
                format!("the list may now contain {entries} although credentials are allowed")
            }
            (true, false) => format!("the list may no longer contain {entries}"),
            _ => continue,
        };
        changes.push(Change::other(option, sentence));
    }
    changes
}

/// How long browsers cache a preflight.
fn age(age: Option<Duration>) -> String {
    match age.map(|age| age.as_secs()) {
        // <https://fetch.spec.whatwg.org/#http-access-control-max-age>
        None => "5 seconds (the default)".to_owned(),
        Some(1) => "1 second".to_owned(),
        Some(seconds) => {
            let units = [(86_400, "day"), (3_600, "hour"), (60, "minute")];
            let unit = units.into_iter().find(|(unit, _)| seconds > 0 && seconds % unit == 0);
            match unit {
                Some((unit, name)) if seconds == unit => format!("1 {name}"),
                Some((unit, name)) => format!("{} {name}s", seconds / unit),
                None => format!("{seconds} seconds"),
            }
        }
    }
}

/// The options that permit nothing by themselves, and the entries that need them.
const RELAXATIONS: [(&str, &str); 2] = [
    ("dangerously_allow_insecure_origins", "`http://` origins of other machines"),
    ("dangerously_allow_public_suffix_subdomains", "patterns over public suffixes"),
];
