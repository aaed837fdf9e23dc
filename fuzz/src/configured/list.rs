//! A text as an `OriginList`.

use cors_policy_core::origin::Origin;

use super::{MAX_MISTAKES, OriginList, check_error};

/// Checks what is read from a text with these entries.
pub(super) fn check(text: &str, entries: &[&str]) {
    let parsed = text.parse::<OriginList>();
    if entries == [""] {
        let error = parsed.expect_err("it is blank").to_string();
        assert!(error.starts_with("invalid origins: the text is blank; "), "{error}");
        return;
    }
    let is_any = entries == ["*"];
    let refused = entries.iter().enumerate();
    let refused = refused.filter(|(_, entry)| !is_any && Origin::parse(entry).is_err());
    let refused = refused.map(|(index, _)| index + 1).collect::<Vec<_>>();
    match parsed {
        Ok(list) => {
            assert_eq!(refused, [0; 0], "{entries:?}");
            check_list(&list, entries);
            assert_eq!(list.is_any(), is_any);
        }
        Err(error) => {
            check_error(&error, &refused, entries);
            if refused.len() > MAX_MISTAKES {
                let more = format!("\n  and {} more", refused.len() - MAX_MISTAKES);
                assert!(error.to_string().ends_with(&more), "{error}");
            }
            let named = error.named("`origins`").to_string();
            assert!(named.starts_with("invalid origins in `origins`:"), "{named}");
        }
    }
}

fn check_list(list: &OriginList, entries: &[&str]) {
    assert_eq!(list.iter().collect::<Vec<_>>(), entries);
    assert_eq!(list.into_iter().collect::<Vec<_>>(), entries);
    assert_eq!((list.len(), list.is_empty()), (entries.len(), false));
    assert_eq!(format!("{list:?}"), format!("{entries:?}"));
    let again = list.to_string().parse::<OriginList>().expect("it was accepted before");
    assert_eq!(again.iter().collect::<Vec<_>>(), entries);
    let again = OriginList::new(list).expect("it was accepted before");
    assert_eq!(again.iter().collect::<Vec<_>>(), entries);
}
