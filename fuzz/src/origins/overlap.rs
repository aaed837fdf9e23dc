//! Which of two entries covers the other, found by comparing their texts.

use cors_policy_core::origin::Conflict;

/// Compares the reported conflict of an entry with all other entries.
pub(super) fn check(texts: &[String], index: usize, conflict: Option<Conflict>) {
    let text = &texts[index];
    let first = texts.iter().position(|other| other == text).expect("it is there itself");
    match conflict {
        Some(Conflict::Duplicate(earlier)) => {
            assert_eq!(earlier, first, "{text} in {texts:?}");
            assert!(earlier < index, "{text} in {texts:?}");
        }
        Some(Conflict::Covered(by)) => {
            assert_eq!(first, index, "{text} stands twice in {texts:?}");
            assert!(covers(&texts[by], text), "{} does not cover {text}", texts[by]);
        }
        None => {
            assert_eq!(first, index, "{text} stands twice in {texts:?}");
            let wider = texts.iter().find(|other| covers(other, text));
            assert_eq!(wider, None, "covers {text}");
        }
    }
}

/// Whether `pattern` allows everything that `entry` allows, and more.
pub(crate) fn covers(pattern: &str, entry: &str) -> bool {
    let (wide, narrow) = (split(pattern), split(entry));
    let is_below = |host: &str| {
        let suffix = wide.host.strip_prefix('*').filter(|suffix| suffix.starts_with('.'));
        suffix.is_some_and(|suffix| host.ends_with(suffix))
    };
    let is_one_label = !narrow.host.contains(['.', '[', '*']) && narrow.port.is_empty();
    pattern != entry
        && wide.scheme == narrow.scheme
        && (wide.host == narrow.host || is_below(narrow.host) || wide.host == "*" && is_one_label)
        && (wide.port == narrow.port || wide.port == ":*")
}

struct Parts<'a> {
    scheme: &'a str,
    host: &'a str,
    port: &'a str,
}

/// The parts of a legal entry.
fn split(entry: &str) -> Parts<'_> {
    let (scheme, rest) = entry.split_once("://").expect("it is legal");
    let bracket = rest.find(']').unwrap_or(0);
    let colon = rest[bracket..].find(':').map_or(rest.len(), |at| bracket + at);
    Parts { scheme, host: &rest[..colon], port: &rest[colon..] }
}
