//! The answer that a server must give. It follows the rules in the README literally, and is not optimised.

use cors_policy::Denial;
use http::HeaderValue;

use super::policies::{Rule, Subject};
use crate::adapters::{Answer, Exchange, Headers, headers_of};
use crate::naive;

/// The answer of a handler behind a policy. If the handler returns an error, it has become the response already.
pub(super) fn answer(subject: &Subject, exchange: &Exchange) -> Answer {
    let origins = exchange.lines_of_origin();
    let is_preflight = !origins.is_empty()
        && exchange.method == "OPTIONS"
        && exchange.request.iter().any(|(name, _)| name == "access-control-request-method");
    let allowed = allowed_origin(subject, &origins);

    // A preflight does not reach the handler.
    let (status, mut headers) = if is_preflight {
        (if allowed.is_some() { 204 } else { 403 }, Headers::new())
    } else {
        let lines = exchange.response.iter();
        (exchange.status, headers_of(lines.map(|(name, value)| (name.as_str(), value.as_bytes()))))
    };

    // One layer owns CORS.
    for name in OWNED {
        headers.remove(name);
    }

    // `Vary` is merged.
    if let Rule::Listed(_) = subject.origins {
        let lines = headers.entry("vary".to_owned()).or_default();
        let members = lines.iter().flat_map(|line| line.split(|&byte| byte == b','));
        let names_origin = members.map(plain).any(|member| member == "origin");
        let is_star = lines.iter().map(|line| plain(line)).eq(["*"]);
        if !names_origin && !is_star {
            lines.push(b"Origin".to_vec());
        }
    }

    if let Some(origin) = allowed {
        let mut set = |name: &str, value: Option<&str>| {
            if let Some(value) = value {
                headers.insert(name.to_owned(), vec![value.as_bytes().to_owned()]);
            }
        };
        set("access-control-allow-origin", Some(&origin));
        set("access-control-allow-credentials", subject.credentials.then_some("true"));
        if is_preflight {
            set("access-control-allow-methods", subject.methods);
            set("access-control-allow-headers", subject.request_headers);
            set("access-control-max-age", subject.max_age);
        } else {
            set("access-control-expose-headers", subject.exposed_headers);
        }
    }
    Answer { status, headers, is_called: !is_preflight }
}

/// A line of `Vary`, or a member of it, in lower case and without white space around it.
fn plain(text: &[u8]) -> String {
    let text = text.iter().copied().map(char::from).collect::<String>().to_ascii_lowercase();
    text.trim_matches([' ', '\t']).to_owned()
}

/// The value of `Access-Control-Allow-Origin`, if the answer has it.
fn allowed_origin(subject: &Subject, origins: &[&HeaderValue]) -> Option<String> {
    match (subject.origins, origins) {
        (Rule::Any, _) => Some("*".to_owned()),
        (Rule::Listed(entries), [origin])
            if entries.iter().any(|entry| naive::covers(entry, origin.as_bytes())) =>
        {
            origin.to_str().ok().map(str::to_owned)
        }
        _ => None,
    }
}

/// Why the origin is refused.
pub(super) fn denial(subject: &Subject, origins: &[&HeaderValue]) -> Option<Denial> {
    let origin = origins.first()?.as_bytes();
    if allowed_origin(subject, origins).is_some() {
        return None;
    }
    Some(match subject.origins {
        Rule::None => Denial::Closed,
        _ if origins.len() > 1 => Denial::SeveralOrigins,
        _ if origin == b"null" => Denial::Opaque,
        _ if origin.is_empty() || !origin.iter().all(|byte| (b'!'..=b'~').contains(byte)) => {
            Denial::Malformed
        }
        // A scheme of 64 bytes, `://`, a host of 253, and `:65535`.
        _ if origin.len() > 64 + 3 + 253 + 6 => Denial::Malformed,
        _ => Denial::NotListed,
    })
}

/// The headers that a handler cannot set.
const OWNED: [&str; 7] = [
    "access-control-allow-origin",
    "access-control-allow-credentials",
    "access-control-allow-methods",
    "access-control-allow-headers",
    "access-control-max-age",
    "access-control-expose-headers",
    "access-control-allow-private-network",
];
