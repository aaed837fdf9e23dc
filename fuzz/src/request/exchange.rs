//! Generates a request and the handler's response from bytes. Most contain what the engine reads, and some contain
//! anything.

use arbitrary::{Result, Unstructured};
use http::{HeaderName, HeaderValue, Method};

use super::policies::{Rule, SUBJECTS, Subject};
use crate::adapters::{Exchange, Line};

/// One of the policies, and an exchange with a handler behind it.
pub(super) fn arbitrary(data: &mut Unstructured<'_>) -> Result<(&'static Subject, Exchange)> {
    let subject = data.choose(&SUBJECTS)?;
    let method = method(data)?;
    let (is_error, status) = (data.ratio(1, 8)?, data.int_in_range(200..=599)?);
    let mut request = Vec::new();
    for _ in 0..data.int_in_range(0..=2)? {
        request.push((http::header::ORIGIN, origin(data, subject)?));
    }
    lines(data, &REQUEST_NAMES, &mut request)?;
    let mut response = Vec::new();
    lines(data, &RESPONSE_NAMES, &mut response)?;
    let exchange = Exchange { policy: subject.policy, method, request, status, response, is_error };
    Ok((subject, exchange))
}

impl Exchange {
    pub(super) fn lines_of_origin(&self) -> Vec<&HeaderValue> {
        let is_origin = |line: &&Line| line.0 == "origin";
        self.request.iter().filter(is_origin).map(|(_, value)| value).collect()
    }
}

fn method(data: &mut Unstructured<'_>) -> Result<Method> {
    const METHODS: [&str; 7] = ["OPTIONS", "GET", "PUT", "HEAD", "options", "Options", "M-SEARCH"];
    if data.ratio(1, 8)? {
        // The version of `http` that actix-web uses accepts fewer tokens.
        let token = data.arbitrary::<&[u8]>()?;
        let is_known = actix_web::http::Method::from_bytes(token).is_ok();
        return Ok(Method::from_bytes(token).ok().filter(|_| is_known).unwrap_or_default());
    }
    Ok(data.choose(&METHODS)?.parse().expect("it is a method"))
}

/// An entry of the policy or a part of one, with a few changes. Bytes that a header value cannot contain are removed.
fn origin(data: &mut Unstructured<'_>, subject: &Subject) -> Result<HeaderValue> {
    let entries = match subject.origins {
        Rule::Listed(entries) => entries,
        Rule::Any | Rule::None => &["https://app.example.com"],
    };
    let entry = data.choose(entries)?;
    let labels = data.choose(&LABELS)?;
    let port = data.choose(&PORTS)?;
    let mut origin = entry.replacen('*', labels, usize::from(entry.contains("//*")));
    if let Some(base) = origin.strip_suffix(":*") {
        origin = format!("{base}{port}");
    }
    let mut origin = origin.into_bytes();
    for _ in 0..data.int_in_range(0..=3)? {
        let at = data.int_in_range(0..=origin.len())?;
        match data.int_in_range(0..=3)? {
            0 => origin.insert(at, data.arbitrary()?),
            1 => origin.truncate(at),
            2 => drop(origin.splice(at..at, data.choose(&PIECES)?.bytes())),
            _ if at < origin.len() => drop(origin.remove(at)),
            _ => origin = data.arbitrary()?,
        }
    }
    Ok(value(origin))
}

/// Lines that mostly have these names.
fn lines(data: &mut Unstructured<'_>, names: &[&str], lines: &mut Vec<Line>) -> Result<()> {
    for _ in 0..data.int_in_range(0..=8)? {
        let name = if data.ratio(1, 8)? {
            HeaderName::from_bytes(data.arbitrary()?).ok()
        } else {
            data.choose(names)?.parse().ok()
        };
        let value = if data.ratio(1, 4)? {
            value(data.arbitrary()?)
        } else {
            HeaderValue::from_static(data.choose(&VALUES)?)
        };
        lines.extend(name.map(|name| (name, value)));
    }
    Ok(())
}

fn value(mut bytes: Vec<u8>) -> HeaderValue {
    bytes.retain(|&byte| HeaderValue::from_bytes(&[byte]).is_ok());
    HeaderValue::from_bytes(&bytes).expect("each byte of it is legal")
}

const LABELS: [&str; 8] = [
    "a",
    "pr-7.b_c",
    "xn--bcher-kva",
    "",
    "a.",
    "A",
    "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffggg",
    "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffgggh",
];
const PORTS: [&str; 8] = ["", ":1", ":8443", ":65535", ":65536", ":0", ":080", ":"];
const PIECES: [&str; 8] =
    [".example.com", "https://", "null", "*", "aaaaaaaaaaaaaaaa.", "\u{e9}", "/", ":443"];

const REQUEST_NAMES: [&str; 6] = [
    "Access-Control-Request-Method",
    "Access-Control-Request-Headers",
    "Access-Control-Request-Private-Network",
    "Origin",
    "Host",
    "Access-Control-Allow-Origin",
];
const RESPONSE_NAMES: [&str; 13] = [
    "Vary",
    "Access-Control-Allow-Origin",
    "Access-Control-Allow-Credentials",
    "Access-Control-Allow-Methods",
    "Access-Control-Allow-Headers",
    "Access-Control-Max-Age",
    "Access-Control-Expose-Headers",
    "Access-Control-Allow-Private-Network",
    "Access-Control-Request-Method",
    "access-control-",
    "Origin",
    "ETag",
    "Set-Cookie",
];
const VALUES: [&str; 13] = [
    "*",
    "Origin",
    "Accept, origin\t,X",
    "Accept-Encoding",
    "",
    "true",
    "PUT",
    "https://evil.example",
    "https://app.example.com",
    "null",
    // Headers that a preflight asks for.
    "authorization,content-type",
    "x-a\t, ,X-B,",
    "x-a,x b",
];
