//! What a server received, as one line: `preflight for PUT, x-a`, or `PUT with a cookie`.

use std::fmt::Write;

use http::header::{ACCESS_CONTROL_REQUEST_HEADERS, ACCESS_CONTROL_REQUEST_METHOD, COOKIE};
use http::{HeaderMap, HeaderName, Request};

/// The cookie of the API's site.
pub(crate) const SESSION: &str = "session=1";

pub(crate) fn describe<B>(request: &Request<B>) -> String {
    let headers = request.headers();
    let line = match text(headers, &ACCESS_CONTROL_REQUEST_METHOD) {
        Some(method) if request.method() == "OPTIONS" => {
            let names = text(headers, &ACCESS_CONTROL_REQUEST_HEADERS).unwrap_or_default();
            preflight(method, names.split(',').map(str::trim).filter(|name| !name.is_empty()))
        }
        _ => request.method().to_string(),
    };
    match text(headers, &COOKIE) {
        Some(cookie) if cookie != SESSION => format!("{line} with the cookie {cookie}"),
        cookie => with_cookie(line, cookie.is_some()),
    }
}

/// The line of a preflight that asks for these names. The line has them in order.
pub(crate) fn preflight<'a>(method: &str, names: impl Iterator<Item = &'a str>) -> String {
    let mut names = names.collect::<Vec<_>>();
    names.sort_unstable();
    let mut line = format!("preflight for {method}");
    for name in names {
        write!(line, ", {name}").expect("a string takes it");
    }
    line
}

/// The line of a request, with or without the cookie of the site.
pub(crate) fn with_cookie(line: String, has_cookie: bool) -> String {
    if has_cookie { line + " with a cookie" } else { line }
}

fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name).map(|value| value.to_str().expect("browsers send text"))
}
