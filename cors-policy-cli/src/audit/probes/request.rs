//! A probe as a request: with the headers that a browser adds.

use http::{HeaderMap, HeaderValue, Method, header};
use url::Url;

use super::{Asks, Place, Probe, Wanted};
use crate::audit::exchange::Request;
use crate::audit::question::Question;

/// The request of a probe to `url`.
pub(crate) fn request(probe: &Probe, question: &Question, url: &Url) -> Request {
    let mut headers = HeaderMap::new();
    headers.insert(header::USER_AGENT, HeaderValue::from_static(USER_AGENT));
    headers.insert(header::ACCEPT, HeaderValue::from_static("*/*"));
    // `Origin` of a probe has no byte that a header cannot have.
    if let Some(origin) = probe.sender.origin().and_then(|origin| origin.parse().ok()) {
        headers.insert(header::ORIGIN, origin);
        headers.insert("sec-fetch-dest", HeaderValue::from_static("empty"));
        headers.insert("sec-fetch-mode", HeaderValue::from_static("cors"));
        headers.insert("sec-fetch-site", HeaderValue::from_static("cross-site"));
    }
    let method = match &probe.asks {
        Asks::Read | Asks::ReadAsNobody => Method::GET,
        Asks::Preflight(_) | Asks::Overreach(_) | Asks::Options => Method::OPTIONS,
        Asks::Send(method) => method.clone(),
    };
    if let Some(Wanted { method, headers: asked }) = probe.asks.wanted() {
        let value = HeaderValue::from_str(method.as_str());
        headers.extend(value.map(|value| (header::ACCESS_CONTROL_REQUEST_METHOD, value)));
        let names = asked.iter().map(header::HeaderName::as_str).collect::<Vec<_>>().join(",");
        if !names.is_empty() {
            let value = HeaderValue::from_str(&names);
            headers.extend(value.map(|value| (header::ACCESS_CONTROL_REQUEST_HEADERS, value)));
        }
    }
    // Browsers send no credentials with a preflight: https://fetch.spec.whatwg.org/#cors-preflight-fetch-0.
    if matches!(probe.asks, Asks::Read | Asks::Send(_)) {
        for (name, value) in &question.user_headers {
            let mut value = value.clone();
            value.set_sensitive(true);
            headers.append(name, value);
        }
    }
    Request { protocol: probe.protocol, method, url: place(probe.place, url), headers }
}

fn place(place: Place, url: &Url) -> Url {
    match place {
        Place::Url | Place::Before => url.clone(),
        Place::Missing => {
            let mut missing = url.clone();
            missing.set_query(None);
            if let Ok(mut segments) = missing.path_segments_mut() {
                segments.pop().push("cors-policy-audit-of-a-missing-path");
            }
            missing
        }
    }
}

const USER_AGENT: &str =
    concat!("cors-policy-cli/", env!("CARGO_PKG_VERSION"), " (audit of CORS headers)");
