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
    let varies = matches!(subject.origins, Rule::Listed(_));
    let subject = tier(subject, &origins);
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

    // `any` together with credentials repeats what was asked for.
    let repeats = |list: Option<&str>| subject.credentials && list == Some("*");
    let (repeats_method, repeats_headers) =
        (repeats(subject.methods), repeats(subject.request_headers));
    let is_repeating = is_preflight && allowed.is_some() && (repeats_method || repeats_headers);

    // `Vary` is merged.
    if is_repeating {
        headers.insert("vary".to_owned(), vec![REPEATING.to_vec()]);
    } else if varies {
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
            set("access-control-allow-methods", subject.methods.filter(|_| !repeats_method));
            set(
                "access-control-allow-headers",
                subject.request_headers.filter(|_| !repeats_headers),
            );
            set("access-control-max-age", subject.max_age);
        } else {
            set("access-control-expose-headers", subject.exposed_headers);
        }
        if is_preflight && repeats_method {
            let lines = asked(exchange, "access-control-request-method");
            let is_one = matches!(&lines[..], [line] if line.len() <= 4_096 && is_token(line));
            if is_one {
                headers.insert("access-control-allow-methods".to_owned(), lines);
            }
        }
        if is_preflight && repeats_headers {
            let lines = asked(exchange, "access-control-request-headers");
            if may_repeat(&lines) {
                headers.insert("access-control-allow-headers".to_owned(), lines);
            }
        }
    }
    Answer { status, headers, is_called: !is_preflight }
}

/// The lines of a header of the request.
fn asked(exchange: &Exchange, name: &str) -> Vec<Vec<u8>> {
    let lines = exchange.request.iter().filter(|line| line.0 == name);
    lines.map(|(_, value)| value.as_bytes().to_vec()).collect()
}

/// Whether these lines of names are repeated.
fn may_repeat(lines: &[Vec<u8>]) -> bool {
    let members = |line: &[u8]| {
        let members = line
            .split(|&byte| byte == b',')
            .map(|member| member.iter().map(|&byte| char::from(byte)).collect::<String>());
        let members = members.map(|member| member.trim_matches([' ', '\t']).to_owned());
        members.filter(|member| !member.is_empty()).collect::<Vec<_>>()
    };
    let all = lines.iter().flat_map(|line| members(line)).collect::<Vec<_>>();
    let empty_lines = lines.iter().filter(|line| members(line).is_empty()).count();
    !all.is_empty()
        && all.len() + empty_lines <= 64
        && lines.concat().len() <= 4_096
        && all.iter().all(|member| is_token(member.as_bytes()))
}

/// [RFC 9110, section 5.6.2](https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2)
fn is_token(text: &[u8]) -> bool {
    let is_separator = |byte: &u8| b"\"(),/:;<=>?@[\\]{}".contains(byte);
    !text.is_empty() && text.iter().all(|byte| byte.is_ascii_graphic() && !is_separator(byte))
}

/// A line of `Vary`, or a member of it, in lower case and without white space around it.
fn plain(text: &[u8]) -> String {
    let text = text.iter().copied().map(char::from).collect::<String>().to_ascii_lowercase();
    text.trim_matches([' ', '\t']).to_owned()
}

/// What applies to the request: `anyone_else`, if there is one and its origin is not listed.
fn tier<'a>(subject: &'a Subject, origins: &[&HeaderValue]) -> &'a Subject {
    match (subject.anyone_else, allowed_origin(subject, origins)) {
        (Some(anyone_else), None) => anyone_else,
        _ => subject,
    }
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
    if allowed_origin(tier(subject, origins), origins).is_some() {
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

const REPEATING: &[u8] = b"Origin, Access-Control-Request-Method, Access-Control-Request-Headers";

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
