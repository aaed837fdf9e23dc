//! The rules of a list, slow and obvious.

use cors_policy::Configured;

use crate::origins::covers;

/// The entries of a text, without the white space around them.
pub(super) fn split(text: &str) -> Vec<&str> {
    text.split(',').map(|entry| entry.trim_matches([' ', '\t', '\r', '\n', '\x0c'])).collect()
}

/// Checks which entries are told to be redundant. The first `own` ones are those of the declaration.
pub(super) fn check_redundant(all: &[&str], own: usize, configured: &Configured) {
    let found = configured.redundant();
    let mut told = found.iter();
    for (index, entry) in all.iter().enumerate().skip(own) {
        let is_duplicate = all[..index].contains(entry);
        let is_redundant = is_duplicate || all.iter().any(|other| covers(other, entry));
        if !is_redundant {
            continue;
        }
        let redundant = told.next().unwrap_or_else(|| panic!("{entry} of {all:?}: {found:?}"));
        assert_eq!((redundant.position(), redundant.entry()), (index - own + 1, *entry));
        let by = redundant.by();
        assert!(all.contains(&by), "{by} is in no list");
        assert!(if is_duplicate { by == *entry } else { covers(by, entry) }, "{redundant}");
        assert!(redundant.to_string().starts_with(&format!("entry {}: `", redundant.position())));
    }
    assert_eq!(told.next(), None, "{all:?}");
}

/// Origins that the entries allow, or almost allow.
pub(super) fn origins_near(entries: &[&str]) -> Vec<String> {
    let mut origins = vec![String::new(), "null".to_owned(), "https://a.example".to_owned()];
    for entry in entries {
        for labels in ["", "a.", "a.b-_9.", "a..", "A."] {
            for port in ["", ":1", ":65535", ":65536", ":443"] {
                let origin = entry.replacen("//*.", &format!("//{labels}"), 1);
                // Any host of a scheme is one label.
                let label = labels.strip_suffix('.').unwrap_or(labels);
                let origin = origin.replacen("//*", &format!("//{label}"), 1);
                origins.push(match origin.strip_suffix(":*") {
                    Some(base) => format!("{base}{port}"),
                    None => format!("{origin}{port}"),
                });
            }
        }
        origins.push(format!("{entry}."));
        origins.push(entry.replacen("https", "http", 1));
        origins.push(entry[..entry.len() - 1].to_owned());
    }
    origins.truncate(600);
    origins
}
