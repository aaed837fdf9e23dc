//! What a policy allows that is nearly the same as what it refuses.

use std::fmt::{Display, Formatter, Result};

use cors_policy_core::distance::is_one_letter_away;

use super::page::{LOOPBACK, Page};
use crate::policy::{Origins, Policy};
use crate::reference::PolicyRef;

/// What a policy allows that is nearly the same as what it refuses, and what differs:
/// [`Refusal::nearest`](crate::Refusal::nearest).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nearest {
    entry: String,
    difference: Difference,
}

/// What differs from what a policy allows. `Display` prints it: "the scheme differs".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Difference {
    /// `http` and `https`.
    Scheme,
    /// The port.
    Port,
    /// `localhost`, `127.0.0.1` and `[::1]`, which browsers treat as different hosts.
    Loopback,
    /// A dot at the end of the host.
    FinalDot,
    /// Upper and lower case.
    Case,
    /// The refused origin lacks a subdomain: `https://*.example.com` does not cover `https://example.com`.
    SubdomainMissing,
    /// The refused origin has a subdomain that the entry lacks.
    SubdomainAdded,
    /// One letter, or two neighbours that are swapped.
    Letter,
}

impl Nearest {
    /// Returns what the policy allows: an entry of one of its lists, or an origin that a pattern covers.
    #[must_use]
    pub fn entry(&self) -> &str {
        &self.entry
    }

    /// Returns what differs.
    #[must_use]
    pub const fn difference(&self) -> Difference {
        self.difference
    }
}

impl Difference {
    /// Returns the difference as one word, for a structured log.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Scheme => "scheme",
            Self::Port => "port",
            Self::Loopback => "loopback",
            Self::FinalDot => "final_dot",
            Self::Case => "case",
            Self::SubdomainMissing => "subdomain_missing",
            Self::SubdomainAdded => "subdomain_added",
            Self::Letter => "letter",
        }
    }
}

impl Display for Difference {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(match self {
            Self::Scheme => "the scheme differs",
            Self::Port => "the port differs",
            Self::Loopback => "the names of this machine are different hosts",
            Self::FinalDot => "the final dot of the host differs",
            Self::Case => "upper and lower case differ",
            Self::SubdomainMissing => "the subdomain is missing",
            Self::SubdomainAdded => "the host has a subdomain",
            Self::Letter => "one letter differs",
        })
    }
}

/// Looks for an allowed origin that is nearly this one: first among variations of it, and then, if there are few entries,
/// among these.
pub(crate) fn nearest_origin(policy: &PolicyRef, origin: &[u8]) -> Option<Nearest> {
    let origin = std::str::from_utf8(origin).ok()?;
    let page = Page::parse(origin)?;
    let near = |entry, difference| Some(Nearest { entry, difference });
    for (entry, difference) in variations(origin, page) {
        if policy.allows(&entry) {
            return near(entry, difference);
        }
    }
    // No entry without a star has this name, so if it is allowed, a pattern of exactly this domain covers it.
    let below = |label: &str| {
        let host = format!("{label}.{}", page.host);
        Page { host: &host, ..page }.text()
    };
    if policy.allows(below(UNUSED)) {
        return near(below("*"), Difference::SubdomainMissing);
    }
    if policy.allows(below("www")) {
        return near(below("www"), Difference::SubdomainMissing);
    }
    if policy.entry_count() > MOST_COMPARED {
        return None;
    }
    let Origins::Listed(entries) = policy.origins() else { return None };
    let find =
        |differs: &dyn Fn(&str) -> bool| entries.iter().find(|entry| differs(entry)).cloned();
    let has_other_port = |entry: &str| {
        Page::parse(entry).is_some_and(|it| (it.scheme, it.host) == (page.scheme, page.host))
    };
    if let Some(entry) = find(&has_other_port) {
        return near(entry, Difference::Port);
    }
    let has_other_letter = |entry: &str| {
        is_one_letter_away(entry, origin)
            || entry.strip_suffix(":*").is_some_and(|base| {
                let without_port = Page { port: "", ..page }.text();
                is_one_letter_away(base, &without_port)
            })
    };
    find(&has_other_letter).and_then(|entry| near(entry, Difference::Letter))
}

/// Origins that the author of a policy, or of a page, may have meant. There are few of them, whatever the origin is.
fn variations<'a>(
    origin: &'a str,
    page: Page<'a>,
) -> impl Iterator<Item = (String, Difference)> + use<'a> {
    use Difference as D;
    let lower = origin.to_ascii_lowercase();
    let case = (lower != origin).then_some((lower, D::Case)).into_iter();
    let other_scheme = match page.scheme {
        "http" => Some("https"),
        "https" => Some("http"),
        _ => None,
    };
    let scheme =
        other_scheme.into_iter().map(move |scheme| (Page { scheme, ..page }.text(), D::Scheme));
    let dotted = match page.host.strip_suffix('.') {
        Some(host) => host.to_owned(),
        None => format!("{}.", page.host),
    };
    let dot = [(Page { host: &dotted, ..page }.text(), D::FinalDot)];
    let loopback = LOOPBACK.into_iter().filter(move |_| page.is_loopback());
    let loopback = loopback.map(move |host| (Page { host, ..page }.text(), D::Loopback));
    let ports = PORTS.into_iter().map(move |port| (Page { port, ..page }.text(), D::Port));
    let parents = page.host.match_indices('.').take(MOST_LABELS);
    let parents = parents.map(move |(dot, _)| {
        (Page { host: &page.host[dot + 1..], ..page }.text(), D::SubdomainAdded)
    });
    case.chain(dot).chain(scheme).chain(loopback).chain(ports).chain(parents)
}

/// Looks for the same method in another case.
pub(crate) fn nearest_method(policy: &Policy, method: &[u8]) -> Option<Nearest> {
    let listed = policy.methods().iter();
    let mut listed = listed.chain(&["GET", "HEAD", "POST"]);
    let entry = listed.find(|listed| listed.as_bytes().eq_ignore_ascii_case(method))?;
    Some(Nearest { entry: (*entry).to_owned(), difference: Difference::Case })
}

/// Looks for a header whose name differs in one letter. Case does not matter.
pub(crate) fn nearest_header(policy: &Policy, header: &[u8]) -> Option<Nearest> {
    let header = std::str::from_utf8(header).ok()?.to_ascii_lowercase();
    let mut listed = policy.request_headers().iter().take(MOST_COMPARED);
    let entry = listed.find(|listed| is_one_letter_away(&listed.to_ascii_lowercase(), &header))?;
    Some(Nearest { entry: (*entry).to_owned(), difference: Difference::Letter })
}

/// A label that nobody lists.
const UNUSED: &str = "cors-policy-asks-for-a-pattern";

/// The ports of development servers. The default port is none.
const PORTS: [&str; 11] =
    ["", ":3000", ":3001", ":4200", ":5000", ":5173", ":8000", ":8080", ":8081", ":8443", ":8888"];

/// The most entries with which an origin is compared one by one.
const MOST_COMPARED: usize = 256;

/// How many labels are taken off a host.
const MOST_LABELS: usize = 4;
