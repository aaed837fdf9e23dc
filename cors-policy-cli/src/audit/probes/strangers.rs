//! Origins that careless servers allow.

use std::net::IpAddr;

use super::super::question::Question;

/// An origin that the server should not allow, and the mistake that would allow it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stranger {
    pub(crate) origin: String,
    pub(crate) trick: Trick,
    /// The allowed origin, or the origin of the server, that the origin looks like.
    pub(crate) like: String,
}

/// A mistake in the comparison of origins, and what it allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Trick {
    /// No comparison at all.
    Unrelated,
    /// `null`: sandboxed frames of any page.
    Null,
    /// Only the start is compared: `https://app.example.com.stranger.example`.
    Prefix,
    /// Only the end is compared: `https://strangerexample.com`.
    Suffix,
    /// Only the end of the host is compared, without a dot: `https://strangerapp.example.com`.
    SuffixOfHost,
    /// Another host with the same parent: `https://cors-policy-audit.example.com`. It is no mistake by itself.
    Sibling,
    /// The host may be anywhere: `https://stranger.app.example.com.example`.
    Substring,
    /// A dot matches any byte: `https://appxexample.com`.
    Dot,
    /// Upper case.
    Case,
    /// `http` instead of `https`.
    Scheme,
    /// Another port.
    Port,
    /// A host behind a user name: `https://app.example.com@stranger.example`.
    UserInfo,
    /// `https://app.example.com.`
    FinalDot,
    /// A site on which anybody can publish pages.
    Hosting,
    /// A program on the machine of the user.
    Localhost,
}

/// The strangers for a server. The first one is unrelated to anything.
pub(crate) fn of(question: &Question) -> Vec<Stranger> {
    let own = question.url.origin().ascii_serialization();
    let models = question.origins.iter().take(MAX_MODELS).chain([&own]);
    let mut strangers = vec![
        stranger("https://cors-policy-audit.example", Trick::Unrelated, &own),
        stranger("null", Trick::Null, &own),
    ];
    for model in models {
        strangers.extend(like(model));
    }
    let hosting = HOSTING.iter().map(|origin| stranger(origin, Trick::Hosting, &own));
    strangers.extend(hosting);
    if !is_local(&question.url) {
        let local = LOCAL.iter().map(|origin| stranger(origin, Trick::Localhost, &own));
        strangers.extend(local);
    }
    let mut seen = Vec::new();
    strangers.retain(|stranger| {
        let is_new = !seen.contains(&stranger.origin);
        seen.push(stranger.origin.clone());
        is_new
            && stranger.origin != own
            && !question.origins.contains(&stranger.origin)
            && !question.lists(&stranger.origin)
    });
    strangers
}

/// Strangers that look like `model`.
fn like(model: &str) -> Vec<Stranger> {
    let Some((scheme, authority)) = model.split_once("://") else { return Vec::new() };
    let (host, port) = split_port(authority);
    let mut strangers = Vec::new();
    let mut add = |origin: String, trick| strangers.push(stranger(&origin, trick, model));

    for separator in [".", "_.", "-.", "!.", "`.", "}.", "%60.", "%0d.", ", https://", " https://"]
    {
        add(format!("{scheme}://{host}{separator}cors-policy-audit.example{port}"), Trick::Prefix);
    }
    add(format!("{model}@cors-policy-audit.example"), Trick::UserInfo);
    add(format!("{scheme}://cors-policy-audit.{host}.example{port}"), Trick::Substring);
    if scheme == "https" {
        add(format!("http://{authority}"), Trick::Scheme);
    }
    let other_port = if port == ":1337" { ":1338" } else { ":1337" };
    add(format!("{scheme}://{host}{other_port}"), Trick::Port);
    if model != model.to_uppercase() {
        add(format!("{scheme}://{}{port}", host.to_uppercase()), Trick::Case);
        add(format!("{}://{authority}", scheme.to_uppercase()), Trick::Case);
    }
    if is_address(host) {
        return strangers;
    }
    add(format!("{scheme}://{host}.{port}"), Trick::FinalDot);
    for (at, _) in host.match_indices('.').take(MAX_DOTS) {
        let (before, after) = (&host[..at], &host[at + 1..]);
        add(format!("{scheme}://{before}x{after}{port}"), Trick::Dot);
    }
    let domain = psl::domain_str(host).unwrap_or(host);
    add(format!("{scheme}://stranger{domain}{port}"), Trick::Suffix);
    if let Some((_, parent)) = host.split_once('.').filter(|_| domain != host) {
        add(format!("{scheme}://stranger{host}{port}"), Trick::SuffixOfHost);
        add(format!("{scheme}://cors-policy-audit.{parent}{port}"), Trick::Sibling);
    }
    strangers
}

fn stranger(origin: &str, trick: Trick, like: &str) -> Stranger {
    Stranger { origin: origin.to_owned(), trick, like: like.to_owned() }
}

/// A host, and a port with its colon.
fn split_port(authority: &str) -> (&str, &str) {
    match authority.rfind(':') {
        Some(at) if !authority[at..].contains(']') => authority.split_at(at),
        _ => (authority, ""),
    }
}

fn is_address(host: &str) -> bool {
    host.trim_matches(['[', ']']).parse::<IpAddr>().is_ok()
}

/// Whether the server runs on the machine of a developer, where pages of that machine may be allowed.
fn is_local(url: &url::Url) -> bool {
    match url.host() {
        Some(url::Host::Domain(domain)) => {
            domain == "localhost" || domain.ends_with(".localhost") || !domain.contains('.')
        }
        Some(url::Host::Ipv4(address)) => address.is_loopback() || address.is_private(),
        Some(url::Host::Ipv6(address)) => address.is_loopback() || address.is_unique_local(),
        None => false,
    }
}

/// Sites on which anybody can publish pages, as other scanners try them.
const HOSTING: [&str; 5] = [
    "https://cors-policy-audit.github.io",
    "https://cors-policy-audit.netlify.app",
    "https://cors-policy-audit.s3.amazonaws.com",
    "https://codepen.io",
    "https://jsfiddle.net",
];

const LOCAL: [&str; 3] = ["http://localhost", "http://localhost:3000", "http://127.0.0.1:8080"];

/// How many allowed origins have strangers that look like them.
const MAX_MODELS: usize = 4;

/// How many dots of a host are replaced.
const MAX_DOTS: usize = 3;
