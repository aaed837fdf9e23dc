//! Strangers that the server allows.

use http::header::ACCESS_CONTROL_ALLOW_ORIGIN;

use super::evidence::{Evidence, Seen, finding, line, who};
use crate::audit::finding::{Finding, Rule, Severity};
use crate::audit::probes::{Sender, Trick};

/// A response with `*` allows everyone on purpose, so it allows no stranger by mistake.
pub(super) fn check(evidence: &Evidence<'_>) -> Vec<Finding> {
    let mut allowed = Allowed(evidence.seen().filter(is_named).collect());
    let mut findings = Vec::new();
    // What follows from a mistake is no mistake of its own, so each rule takes that too.
    let mut find =
        |rule, trick: Trick, seen: Vec<Seen<'_>>| findings.extend(report(rule, trick, &seen));

    if allowed.has(Trick::Unrelated) {
        find(&REFLECTS, Trick::Unrelated, allowed.take(Trick::Unrelated, |_| true));
    }
    let by_prefix = [Trick::Port, Trick::UserInfo, Trick::FinalDot];
    let by_suffix = [Trick::Scheme, Trick::UserInfo, Trick::Case, Trick::SuffixOfHost];
    let is_by_suffix = |seen: &Seen<'_>| {
        trick_of(seen).is_some_and(|trick| by_suffix.contains(&trick))
            || trick_of(seen) == Some(Trick::Dot) && ends_like_its_model(seen)
    };
    let is_by_prefix =
        |seen: &Seen<'_>| trick_of(seen).is_some_and(|trick| by_prefix.contains(&trick));
    if allowed.has(Trick::Substring) {
        let is_end =
            |seen: &Seen<'_>| matches!(trick_of(seen), Some(Trick::Prefix | Trick::Suffix));
        let implied = |seen: &Seen<'_>| is_end(seen) || is_by_prefix(seen) || is_by_suffix(seen);
        find(&SUBSTRING, Trick::Substring, allowed.take(Trick::Substring, implied));
    }
    if allowed.has(Trick::Prefix) {
        find(&PREFIX, Trick::Prefix, allowed.take(Trick::Prefix, is_by_prefix));
    }
    if allowed.has(Trick::Suffix) {
        find(&SUFFIX, Trick::Suffix, allowed.take(Trick::Suffix, is_by_suffix));
    }
    // If every host with this parent is allowed, so is one whose name ends like the host.
    if allowed.has(Trick::SuffixOfHost) && !allowed.has(Trick::Sibling) {
        find(&END_OF_HOST, Trick::SuffixOfHost, allowed.take(Trick::SuffixOfHost, is_by_suffix));
    }
    for (rule, trick) in SINGLE {
        find(rule, trick, allowed.take(trick, |_| false));
    }
    findings
}

/// The strangers that are allowed, and that no rule has taken yet.
struct Allowed<'a>(Vec<Seen<'a>>);

impl<'a> Allowed<'a> {
    fn has(&self, trick: Trick) -> bool {
        self.0.iter().any(|seen| trick_of(seen) == Some(trick))
    }

    /// Takes those with this trick, and then those that are implied.
    fn take(&mut self, trick: Trick, is_implied: impl Fn(&Seen<'_>) -> bool) -> Vec<Seen<'a>> {
        let is_own = |seen: &Seen<'_>| trick_of(seen) == Some(trick);
        let (mut taken, rest): (Vec<_>, Vec<_>) = self.0.drain(..).partition(is_own);
        let (implied, rest): (Vec<_>, Vec<_>) = rest.into_iter().partition(is_implied);
        taken.extend(implied);
        self.0 = rest;
        taken
    }
}

/// Mistakes from which no other one follows.
static SINGLE: [(&Rule, Trick); 9] = [
    (&DOT, Trick::Dot),
    (&NULL, Trick::Null),
    (&HOSTING_SITE, Trick::Hosting),
    (&SCHEME, Trick::Scheme),
    (&PORT, Trick::Port),
    (&LOCALHOST, Trick::Localhost),
    (&CASE, Trick::Case),
    (&USER_INFO, Trick::UserInfo),
    (&FINAL_DOT, Trick::FinalDot),
];

/// Whether the response names the stranger who asked.
fn is_named(seen: &Seen<'_>) -> bool {
    trick_of(seen).is_some() && seen.origin().is_some_and(|origin| seen.answer.echoes(origin))
}

fn trick_of(seen: &Seen<'_>) -> Option<Trick> {
    match &seen.probe.sender {
        Sender::Stranger(stranger) => Some(stranger.trick),
        Sender::Nobody | Sender::Friend(_) => None,
    }
}

/// Whether the domain of the stranger ends like that of the origin that it looks like.
fn ends_like_its_model(seen: &Seen<'_>) -> bool {
    let Sender::Stranger(stranger) = &seen.probe.sender else { return false };
    let domain = stranger.like.split_once("://").and_then(|(_, host)| psl::domain_str(host));
    domain.is_some_and(|domain| stranger.origin.ends_with(domain))
}

fn report(rule: &'static Rule, trick: Trick, seen: &[Seen<'_>]) -> Option<Finding> {
    let has_credentials = seen.iter().any(|seen| seen.answer.has_credentials());
    let severity = severity(trick, has_credentials);
    finding(rule, severity, seen, |first| {
        let with = if has_credentials { ", and with credentials" } else { "" };
        format!("{} gets {}{with}", who(first), line(first, &ACCESS_CONTROL_ALLOW_ORIGIN))
    })
}

const fn severity(trick: Trick, has_credentials: bool) -> Severity {
    match (trick, has_credentials) {
        (Trick::Case | Trick::UserInfo | Trick::FinalDot, _)
        | (Trick::Scheme | Trick::Port | Trick::Localhost | Trick::SuffixOfHost, false) => {
            Severity::Low
        }
        (Trick::Scheme | Trick::Port | Trick::Localhost | Trick::SuffixOfHost, true) => {
            Severity::High
        }
        (_, false) => Severity::Medium,
        (_, true) => Severity::Critical,
    }
}

/// The rules of this file.
pub(super) static RULES: &[&Rule] = &[
    &REFLECTS,
    &SUBSTRING,
    &PREFIX,
    &SUFFIX,
    &END_OF_HOST,
    &DOT,
    &NULL,
    &HOSTING_SITE,
    &SCHEME,
    &PORT,
    &LOCALHOST,
    &CASE,
    &USER_INFO,
    &FINAL_DOT,
];

static REFLECTS: Rule = Rule {
    id: "reflects-any-origin",
    title: "every origin is allowed by name",
    why: "The server repeats any `Origin` in `Access-Control-Allow-Origin`. With credentials, every page that a user opens \
          can read what only this user may see, and act in the name of the user. Without credentials, `*` allows the same \
          pages, and caches need no copy for each origin.",
    remedy: "Compare `Origin` with a list of origins, byte by byte. For a public API, send `Access-Control-Allow-Origin: *` \
             and no credentials.",
    link: "https://fetch.spec.whatwg.org/#cors-protocol-and-credentials",
};

static SUBSTRING: Rule = Rule {
    id: "matches-substring",
    title: "an origin that contains an allowed host is allowed",
    why: "The server only looks for the host somewhere in `Origin`. Anyone can register a domain whose name contains it.",
    remedy: "Compare the whole origin. In a regular expression, write `^` and `$`, and escape each dot.",
    link: "https://fetch.spec.whatwg.org/#concept-cors-check",
};

static PREFIX: Rule = Rule {
    id: "matches-prefix",
    title: "an origin that begins like an allowed one is allowed",
    why: "The server does not compare the end of `Origin`. Anyone can register a domain for which the allowed origin is a \
          beginning: `https://app.example.com.attacker.example`.",
    remedy: "Compare the whole origin. In a regular expression, write `$` at the end.",
    link: "https://fetch.spec.whatwg.org/#concept-cors-check",
};

static SUFFIX: Rule = Rule {
    id: "matches-suffix",
    title: "an origin that ends like an allowed one is allowed",
    why: "The server compares only the end of `Origin`, without a dot in front of it. Anyone can register a domain that ends \
          in the same way: `https://attackerexample.com`.",
    remedy: "Compare the whole origin. For all subdomains, compare with a dot in front: `.example.com`.",
    link: "https://fetch.spec.whatwg.org/#concept-cors-check",
};

static END_OF_HOST: Rule = Rule {
    id: "matches-end-of-host",
    title: "a host that ends like an allowed one is allowed",
    why: "The server compares only the end of the host, without a dot in front of it. `strangerapp.example.com` ends like \
          `app.example.com`. Whoever may choose names of the same domain, or takes over a forgotten one, is allowed.",
    remedy: "Compare the whole origin.",
    link: "https://fetch.spec.whatwg.org/#concept-cors-check",
};

static DOT: Rule = Rule {
    id: "unescaped-dot",
    title: "a dot in an allowed origin matches any character",
    why: "In a regular expression, `.` matches any character. `https://appxexample.com` is a domain that anyone can register.",
    remedy: "Escape each dot: `\\.`. Better, compare the whole origin without a regular expression.",
    link: "https://fetch.spec.whatwg.org/#concept-cors-check",
};

static NULL: Rule = Rule {
    id: "allows-null",
    title: "the origin `null` is allowed",
    why: "Every page can send `Origin: null`, from a sandboxed frame. So every page is allowed.",
    remedy: "Remove `null` from the allowed origins. Pages of files (`file://`) need a local server instead.",
    link: "https://fetch.spec.whatwg.org/#origin-header",
};

static HOSTING_SITE: Rule = Rule {
    id: "allows-hosting-site",
    title: "a site on which anyone can publish pages is allowed",
    why: "Anyone can open an account there, and publish a page that uses the permission.",
    remedy: "Allow only the names of your own pages there, or a domain of your own.",
    link: "https://publicsuffix.org/learn/",
};

static SCHEME: Rule = Rule {
    id: "allows-http",
    title: "the `http://` origin of an `https://` origin is allowed",
    why: "Whoever controls the network of a user (a Wi-Fi access point, for example) can write the page of an `http://` origin, \
          and use its permission. So HTTPS no longer protects the responses.",
    remedy: "Compare the scheme too, and allow `https://` origins only.",
    link: "https://fetch.spec.whatwg.org/#origin-header",
};

static PORT: Rule = Rule {
    id: "allows-any-port",
    title: "an allowed origin is allowed with every port",
    why: "Another port of the same host is another origin. Its server may be another program, of someone else.",
    remedy: "Compare the port too.",
    link: "https://www.rfc-editor.org/rfc/rfc6454#section-5",
};

static LOCALHOST: Rule = Rule {
    id: "allows-localhost",
    title: "pages of `localhost` are allowed",
    why: "Any program on the machine of a user can serve pages there. The origin of a developer's server is often left in \
          production.",
    remedy: "Allow `localhost` only in the configuration for development.",
    link: "https://w3c.github.io/webappsec-secure-contexts/#localhost",
};

static CASE: Rule = Rule {
    id: "ignores-case",
    title: "an allowed origin in upper case is allowed",
    why: "Browsers send schemes and hosts in lower case, so no page gains anything. But the comparison is not the one that the \
          standard describes, and a cache can keep copies for many spellings.",
    remedy: "Compare `Origin` byte by byte.",
    link: "https://fetch.spec.whatwg.org/#concept-cors-check",
};

static USER_INFO: Rule = Rule {
    id: "accepts-user-info",
    title: "an origin with a user name is allowed",
    why: "An origin has no user name, so no browser sends this. The server takes `Origin` for a URL, and compares only parts \
          of it.",
    remedy: "Compare `Origin` byte by byte, without a parser.",
    link: "https://www.rfc-editor.org/rfc/rfc6454#section-7.1",
};

static FINAL_DOT: Rule = Rule {
    id: "accepts-final-dot",
    title: "an allowed origin with a final dot is allowed",
    why: "A host with a final dot is another origin, with cookies of its own.",
    remedy: "Compare `Origin` byte by byte.",
    link: "https://url.spec.whatwg.org/#host-equivalence",
};
