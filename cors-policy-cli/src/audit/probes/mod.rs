//! The requests of an audit: what browsers send, and what attackers send.

mod request;
mod strangers;

use http::{HeaderName, Method};

use super::exchange::Protocol;
use super::question::Question;

pub(crate) use self::request::request;
pub(crate) use self::strangers::{Stranger, Trick};

/// A request of the audit, and why it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Probe {
    pub(crate) sender: Sender,
    pub(crate) asks: Asks,
    pub(crate) place: Place,
    pub(crate) protocol: Protocol,
}

/// Whose page sends a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Sender {
    /// No page: the request has no `Origin`.
    Nobody,
    /// A page of an origin that the server should allow.
    Friend(String),
    /// A page of an origin about which nothing is known, or that the server should refuse.
    Stranger(Stranger),
}

/// What a request asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Asks {
    /// `GET`
    Read,
    /// `GET` without the cookies or the token of the user.
    ReadAsNobody,
    /// A preflight for this method and these headers.
    Preflight(Wanted),
    /// A preflight for what the policy does not allow.
    Overreach(Wanted),
    /// `OPTIONS` that is no preflight.
    Options,
    /// The method itself.
    Send(Method),
}

/// What a preflight asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wanted {
    pub(crate) method: Method,
    pub(crate) headers: Vec<HeaderName>,
}

/// Where a request goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// The audited URL.
    Url,
    /// A path that does not exist.
    Missing,
    /// A URL that redirects to the audited one.
    Before,
}

impl Sender {
    pub(crate) fn origin(&self) -> Option<&str> {
        match self {
            Self::Nobody => None,
            Self::Friend(origin) => Some(origin),
            Self::Stranger(stranger) => Some(&stranger.origin),
        }
    }

    pub(crate) const fn is_friend(&self) -> bool {
        matches!(self, Self::Friend(_))
    }
}

impl Asks {
    pub(crate) const fn is_preflight(&self) -> bool {
        self.wanted().is_some()
    }

    /// What a preflight asks for.
    pub(crate) const fn wanted(&self) -> Option<&Wanted> {
        match self {
            Self::Preflight(wanted) | Self::Overreach(wanted) => Some(wanted),
            Self::Read | Self::ReadAsNobody | Self::Options | Self::Send(_) => None,
        }
    }
}

/// What is sent first: without an answer to it, there is nothing to audit.
pub(crate) fn first(protocol: Protocol) -> Probe {
    Probe { sender: Sender::Nobody, asks: Asks::Read, place: Place::Url, protocol }
}

/// The preflight for a URL that redirects. Browsers do not follow the redirect of a preflight.
pub(crate) fn redirected(question: &Question, protocol: Protocol) -> Option<Probe> {
    let friend = question.origins.first()?;
    Some(Probe {
        sender: Sender::Friend(friend.clone()),
        asks: preflight_of_everything(question),
        place: Place::Before,
        protocol,
    })
}

/// All other requests, in order. The answers to the first ones matter most, if a limit ends the audit.
pub(crate) fn all(question: &Question, protocol: Protocol, other: Option<Protocol>) -> Vec<Probe> {
    let friends = question.origins.iter().take(MAX_FRIENDS).cloned().map(Sender::Friend);
    let friends = friends.collect::<Vec<_>>();
    let strangers = strangers::of(question).into_iter().map(Sender::Stranger).collect::<Vec<_>>();
    let unrelated = strangers.first().cloned().unwrap_or(Sender::Nobody);
    let somebody = friends.first().unwrap_or(&unrelated);
    let probe = |sender: &Sender, asks: Asks| Probe {
        sender: sender.clone(),
        asks,
        place: Place::Url,
        protocol,
    };

    let mut probes = Vec::new();
    probes.extend(friends.iter().map(|friend| probe(friend, Asks::Read)));
    probes.push(probe(&unrelated, Asks::Read));
    // A cache that mixes answers up has seen all three by now.
    for sender in [&Sender::Nobody, somebody, &Sender::Nobody] {
        probes.push(probe(sender, Asks::Read));
    }
    for asks in preflights(question) {
        probes.push(probe(somebody, asks));
    }
    for friend in friends.iter().skip(1) {
        probes.push(probe(friend, preflight_of_everything(question)));
    }
    if !friends.is_empty() {
        probes.push(probe(&unrelated, preflight_of_everything(question)));
    }
    probes.push(probe(somebody, Asks::Options));
    // Whether the policy of the server covers a path that does not exist, and then whether its 404 has the headers.
    for asks in [preflight_of_everything(question), Asks::Read] {
        probes.push(Probe { place: Place::Missing, ..probe(somebody, asks) });
    }
    if !question.user_headers.is_empty() {
        probes.push(probe(somebody, Asks::ReadAsNobody));
    }
    probes.extend(strangers.iter().skip(1).map(|stranger| probe(stranger, Asks::Read)));
    if question.unsafe_methods {
        // A page may send `POST` whatever the server allows.
        for method in question.methods.iter().chain([&Method::POST]) {
            probes.push(probe(somebody, Asks::Send(method.clone())));
        }
    }
    if let Some(other) = other {
        for (sender, asks) in [
            (&Sender::Nobody, Asks::Read),
            (somebody, Asks::Read),
            (&unrelated, Asks::Read),
            (somebody, preflight_of_everything(question)),
        ] {
            probes.push(Probe { protocol: other, ..probe(sender, asks) });
        }
    }
    probes
}

/// A preflight for each method and for each header, and one for all headers.
fn preflights(question: &Question) -> Vec<Asks> {
    let methods = question.methods.iter().cloned();
    let each_method = methods.map(|method| Wanted { method, headers: Vec::new() });
    let headers = question.request_headers.iter().cloned();
    let each_header = headers.map(|header| Wanted { method: Method::GET, headers: vec![header] });
    let mut found = each_method.chain(each_header).map(Asks::Preflight).collect::<Vec<_>>();
    let everything = preflight_of_everything(question);
    if !found.contains(&everything) {
        found.push(everything);
    }
    found.extend(overreaches(question).into_iter().map(Asks::Overreach));
    found
}

/// A method and a header that the policy does not allow.
fn overreaches(question: &Question) -> Vec<Wanted> {
    let Some(policy) = &question.policy else { return Vec::new() };
    let is_other =
        |name: &&str| !policy.methods().contains(name) && !policy.methods().contains(&"*");
    let method = ["DELETE", "PATCH", "PUT", "REPORT"].into_iter().find(is_other);
    let method = method.and_then(|name| Method::from_bytes(name.as_bytes()).ok());
    let method = method.map(|method| Wanted { method, headers: Vec::new() });
    let any_header = policy.request_headers().contains(&"*");
    let header = HeaderName::from_static("x-cors-policy-audit");
    let header = (!any_header).then(|| Wanted { method: Method::GET, headers: vec![header] });
    method.into_iter().chain(header).collect()
}

/// The preflight for the first method with all headers.
fn preflight_of_everything(question: &Question) -> Asks {
    let method = question.methods.first().cloned().unwrap_or(Method::GET);
    let mut headers = question.request_headers.clone();
    headers.sort_by(|a, b| a.as_str().cmp(b.as_str()));
    headers.dedup();
    Asks::Preflight(Wanted { method, headers })
}

/// How many of the allowed origins are asked about.
const MAX_FRIENDS: usize = 50;
