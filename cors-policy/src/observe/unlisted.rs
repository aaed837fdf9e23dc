//! What a preflight of an allowed origin asks for that its answer does not allow.
//!
//! The answer has the full lists, and the browser compares: [CORS-preflight
//! fetch](https://fetch.spec.whatwg.org/#cors-preflight-fetch). This is the same comparison, for a listener.

use http::header::{ACCESS_CONTROL_REQUEST_HEADERS, ACCESS_CONTROL_REQUEST_METHOD};

use super::reason::RefusalReason;
use crate::engine::{read_headers, read_method};
use crate::policy::Policy;
use crate::request::RequestView;

/// Why the browser refuses, and the method or the header, if it is known.
pub(super) type Unlisted<'a> = (RefusalReason, &'a [u8]);

/// Returns the first thing that a browser would refuse, or `None` if the answer allows everything that the preflight asks
/// for. It reads at most [`MAX_NAMES`] names and [`MAX_BYTES`] bytes.
pub(super) fn unlisted<'a>(policy: &Policy, request: &RequestView<'a>) -> Option<Unlisted<'a>> {
    unlisted_method(policy, request).or_else(|| unlisted_header(policy, request))
}

fn unlisted_method<'a>(policy: &Policy, request: &RequestView<'a>) -> Option<Unlisted<'a>> {
    // Any more lines are too many, too.
    let lines = request.lines(&ACCESS_CONTROL_REQUEST_METHOD).take(MAX_NAMES);
    if policy.repeated().is_some_and(|repeated| repeated.method) {
        let lines = lines.collect::<Vec<_>>();
        let first = lines.first().copied().unwrap_or_default();
        return read_method(lines.iter()).err().map(|not_repeated| (not_repeated.into(), first));
    }
    let mut lines = lines;
    let method = lines.find(|method| !policy.allows_method(method))?;
    Some((RefusalReason::MethodNotListed, method))
}

fn unlisted_header<'a>(policy: &Policy, request: &RequestView<'a>) -> Option<Unlisted<'a>> {
    let lines = request.lines(&ACCESS_CONTROL_REQUEST_HEADERS);
    if policy.repeated().is_some_and(|repeated| repeated.headers) {
        // One line more than may be repeated.
        let lines = lines.take(MAX_NAMES + 1).collect::<Vec<_>>();
        return read_headers(|| lines.iter()).err().map(|reason| (reason.into(), &b""[..]));
    }
    let (mut names, mut bytes) = (0, 0);
    for line in lines {
        // An empty line counts too, so that there are not many of them.
        bytes += line.len() + 1;
        if bytes > MAX_BYTES {
            return Some((RefusalReason::TooLong, b""));
        }
        let members = line.split(|&byte| byte == b',').map(<[u8]>::trim_ascii);
        for name in members.filter(|member| !member.is_empty()) {
            names += 1;
            if names > MAX_NAMES {
                return Some((RefusalReason::TooManyNames, b""));
            }
            if !policy.allows_header(name) {
                return Some((RefusalReason::HeaderNotListed, name));
            }
        }
    }
    None
}

/// The most names that are compared.
const MAX_NAMES: usize = 64;

/// The most bytes of `Access-Control-Request-Headers` that are read. Each line counts as one byte more than it has.
const MAX_BYTES: usize = 8 * 1024;
