//! The words about a change.

use super::entries::Entry;
use super::grant::Permission;
use super::pages::{Kind, Pages};

/// What changes: an entry, or an option.
pub(super) fn title(pages: &Pages, permissions: &[Permission]) -> String {
    match (pages, permissions) {
        (Pages::Entered(entry) | Pages::Left(entry), _) => {
            format!("origin `{}`", entry.text)
        }
        (Pages::Any, [Permission::Read, ..]) => "any origin".to_owned(),
        (_, [Permission::Read, ..]) => "any other origin".to_owned(),
        (_, [Permission::Method(name), ..]) => named("method", name.as_deref()),
        (_, [Permission::RequestHeader(name), ..]) => named("request header", name.as_deref()),
        (_, [Permission::ExposedHeader(name), ..]) => named("exposed header", name.as_deref()),
        (_, [Permission::Credentials, ..] | []) => "credentials".to_owned(),
    }
}

fn named(what: &str, name: Option<&str>) -> String {
    name.map_or_else(|| format!("any {what}"), |name| format!("{what} `{name}`"))
}

/// What pages can do now, or no longer.
pub(super) fn sentence(kind: Kind, pages: &Pages, permissions: &[Permission]) -> String {
    let (can, conjunction) = match kind {
        Kind::Grant | Kind::Other => ("can now", " and "),
        Kind::Revocation => ("can no longer", " or "),
    };
    format!("{} {can} {}", subject(pages), actions(permissions, conjunction))
}

fn subject(pages: &Pages) -> &'static str {
    match pages {
        Pages::Entered(Entry { is_partial: true, .. }) => {
            "pages of the origins that this pattern matches and the old policy does not list"
        }
        Pages::Left(Entry { is_partial: true, .. }) => {
            "pages of the origins that this pattern matches and the new policy does not list"
        }
        Pages::Entered(entry) | Pages::Left(entry) if entry.text.contains('*') => {
            "pages of the origins that this pattern matches"
        }
        Pages::Entered(_) | Pages::Left(_) => "pages of this origin",
        Pages::Both => "pages of the origins that both policies list",
        Pages::Neither => "pages of all origins that neither policy lists",
        Pages::Any => "pages of all origins",
    }
}

/// What these permissions let pages do: "read responses and send `PUT` requests". `conjunction` is between the last two parts.
fn actions(permissions: &[Permission], conjunction: &str) -> String {
    let names = |pick: fn(&Permission) -> Option<&Option<String>>| {
        permissions.iter().filter_map(pick).map(Option::as_deref).collect::<Vec<_>>()
    };
    let methods = names(|permission| match permission {
        Permission::Method(name) => Some(name),
        _ => None,
    });
    let request_headers = names(|permission| match permission {
        Permission::RequestHeader(name) => Some(name),
        _ => None,
    });
    let exposed_headers = names(|permission| match permission {
        Permission::ExposedHeader(name) => Some(name),
        _ => None,
    });
    let list = |names: &[Option<&str>]| {
        join(
            &names.iter().flatten().map(|name| format!("`{name}`")).collect::<Vec<_>>(),
            conjunction,
        )
    };
    let mut actions = Vec::new();
    if permissions.contains(&Permission::Read) {
        actions.push("read responses".to_owned());
    }
    if methods.contains(&None) {
        actions.push("send requests with any method".to_owned());
    } else if !methods.is_empty() {
        actions.push(format!("send {} requests", list(&methods)));
    }
    if request_headers.contains(&None) {
        let has_authorization = request_headers.len() > 1;
        let word = if has_authorization { "also" } else { "except" };
        actions.push(format!("send any header ({word} `Authorization`)"));
    } else if !request_headers.is_empty() {
        actions.push(format!("send the {} {}", header(&request_headers), list(&request_headers)));
    }
    if exposed_headers.contains(&None) {
        actions.push("read any header of responses".to_owned());
    } else if !exposed_headers.is_empty() {
        let headers = header(&exposed_headers);
        actions.push(format!("read the {headers} {} of responses", list(&exposed_headers)));
    }
    if permissions.contains(&Permission::Credentials) {
        actions.push("use cookies and other credentials".to_owned());
    }
    join(&actions, conjunction)
}

fn header(names: &[Option<&str>]) -> &'static str {
    if names.len() == 1 { "header" } else { "headers" }
}

/// `a`, `a and b`, `a, b and c`
fn join(parts: &[String], conjunction: &str) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [others @ .., end] => format!("{}{conjunction}{end}", others.join(", ")),
    }
}
