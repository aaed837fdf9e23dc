//! `diff`

use std::fmt::Write as _;

use clap::Args;
use cors_policy::PolicyRef;
use serde::Serialize;

use crate::diff::{Change, Kind, Pages, Permission, diff};
use crate::policies::{Policies, place};
use crate::terminal::{GOOD, NOTE, Outcome, Result, STRONG, WARNING, print, print_json};
use crate::text::INPUT;

/// Tell what a change of a policy grants to pages, and what it revokes
///
/// Lines with `+` grant, lines with `-` revoke, and lines with `~` change no permission.
///
/// Exit status: 0 if nothing new is granted, 1 if something is.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Diff {
    /// The policy before the change: a name, or the path of a file with its text. `-` is the standard input
    old: String,
    /// The policy after the change
    new: String,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Diff {
    pub(super) fn run(&self, policies: &Policies) -> Result {
        if self.old == INPUT && self.new == INPUT {
            return Err("both policies cannot be the standard input; write the path of one".into());
        }
        let (old, new) = (policies.find(&self.old)?, policies.find(&self.new)?);
        let changes = diff(&old, &new);
        let count = |kind| changes.iter().filter(|change| change.kind == kind).count();
        if self.json {
            print_json(&WrittenDiff::of(&old, &new, &changes))?;
        } else {
            print(&text(&changes, count(Kind::Grant), count(Kind::Revocation)))?;
        }
        Ok(if count(Kind::Grant) == 0 { Outcome::Fine } else { Outcome::Findings })
    }
}

fn text(changes: &[Change], grants: usize, revocations: usize) -> String {
    let mut text = String::new();
    for Change { kind, title, sentence, .. } in changes {
        let (style, mark) = match kind {
            Kind::Grant => (WARNING, '+'),
            Kind::Revocation => (GOOD, '-'),
            Kind::Other => (NOTE, '~'),
        };
        // Writing to a `String` cannot fail.
        let _ = writeln!(text, "{style}{mark} {title}{style:#}: {sentence}");
    }
    let others = changes.len() - grants - revocations;
    let summary = format!("{grants} granted, {revocations} revoked, {others} other");
    let _ = writeln!(text, "{STRONG}{summary}{STRONG:#}");
    text
}

#[derive(Serialize)]
struct WrittenDiff<'a> {
    old: WrittenPolicy,
    new: WrittenPolicy,
    /// Whether a page can do something that it could not do before.
    grants: bool,
    changes: Vec<WrittenChange<'a>>,
}

#[derive(Serialize)]
struct WrittenPolicy {
    name: Option<&'static str>,
    location: Option<String>,
}

#[derive(Serialize)]
struct WrittenChange<'a> {
    /// `grant`, `revocation` or `other`.
    kind: &'static str,
    title: &'a str,
    sentence: &'a str,
    /// Which policies list the origins: `new`, `old`, `both` or `neither`. `null` for other changes.
    listed_in: Option<&'static str>,
    /// The entry of the list, if the change concerns one.
    entry: Option<&'a str>,
    permissions: Vec<WrittenPermission<'a>>,
}

#[derive(Serialize)]
struct WrittenPermission<'a> {
    /// `read`, `method`, `request_header`, `exposed_header` or `credentials`.
    what: &'static str,
    /// `*` for any. `null` for `read` and `credentials`.
    name: Option<&'a str>,
}

impl<'a> WrittenDiff<'a> {
    fn of(old: &PolicyRef, new: &PolicyRef, changes: &'a [Change]) -> Self {
        let policy =
            |policy| WrittenPolicy { name: PolicyRef::name(policy), location: place(policy) };
        Self {
            old: policy(old),
            new: policy(new),
            grants: changes.iter().any(|change| change.kind == Kind::Grant),
            changes: changes.iter().map(WrittenChange::of).collect(),
        }
    }
}

impl<'a> WrittenChange<'a> {
    fn of(change: &'a Change) -> Self {
        let (listed_in, entry) = match &change.pages {
            None => (None, None),
            Some(Pages::Entered(entry)) => (Some("new"), Some(entry.text.as_str())),
            Some(Pages::Left(entry)) => (Some("old"), Some(entry.text.as_str())),
            Some(Pages::Both) => (Some("both"), None),
            Some(Pages::Neither | Pages::Any) => (Some("neither"), None),
        };
        Self {
            kind: match change.kind {
                Kind::Grant => "grant",
                Kind::Revocation => "revocation",
                Kind::Other => "other",
            },
            title: &change.title,
            sentence: &change.sentence,
            listed_in,
            entry,
            permissions: change.permissions.iter().map(WrittenPermission::of).collect(),
        }
    }
}

impl<'a> WrittenPermission<'a> {
    fn of(permission: &'a Permission) -> Self {
        let or_any = |name: &'a Option<String>| Some(name.as_deref().unwrap_or("*"));
        let (what, name) = match permission {
            Permission::Read => ("read", None),
            Permission::Method(name) => ("method", or_any(name)),
            Permission::RequestHeader(name) => ("request_header", or_any(name)),
            Permission::ExposedHeader(name) => ("exposed_header", or_any(name)),
            Permission::Credentials => ("credentials", None),
        };
        Self { what, name }
    }
}

const EXAMPLES: &str = "\
Examples:
  cors-policy diff API CATALOGUE
  cors-policy diff api.policy API
  cors-policy diff api.policy API --json
In CI, with the policy of the main branch:
  git show main:policies/api.policy | cors-policy diff - policies/api.policy";
