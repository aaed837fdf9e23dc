//! The last requests to the API and its answers, for the page: a browser does not show them to a script.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use serde_json::{Value, json};

use crate::policies::GUARDED;

/// The exchanges, oldest first. A clone is the same log.
#[derive(Clone, Debug, Default)]
pub(crate) struct Log(Arc<Mutex<VecDeque<Exchange>>>);

/// Marks a response that a handler made, not a policy.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Handled;

/// Passes a request on, and logs the exchange.
pub(crate) async fn record(State(log): State<Log>, request: Request, next: Next) -> Response {
    let Some(key) = request.uri().query().map(str::to_owned) else {
        return next.run(request).await;
    };
    let method = request.method().to_string();
    let is_guarded = request.uri().path().starts_with(GUARDED.path);
    let asked =
        shown(request.headers(), if is_guarded { is_for_the_guard } else { is_of_interest });
    let response = next.run(request).await;
    log.push(Exchange {
        key,
        method,
        asked,
        status: response.status().as_u16(),
        answered: shown(response.headers(), |_| true),
        handled: response.extensions().get::<Handled>().is_some(),
    });
    response
}

impl Log {
    /// Returns the exchanges whose URL has this query.
    pub(crate) fn of(&self, key: &str) -> Vec<Value> {
        let exchanges = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        exchanges.iter().filter(|exchange| exchange.key == key).map(Exchange::to_json).collect()
    }

    fn push(&self, exchange: Exchange) {
        let mut exchanges = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if exchanges.len() == LIMIT {
            exchanges.pop_front();
        }
        exchanges.push_back(exchange);
    }
}

#[derive(Debug)]
struct Exchange {
    /// The query of the URL. Each run of each case has a different one.
    key: String,
    method: String,
    asked: Lines,
    status: u16,
    answered: Lines,
    handled: bool,
}

impl Exchange {
    fn to_json(&self) -> Value {
        json!({
            "method": self.method,
            "asked": self.asked,
            "status": self.status,
            "answered": self.answered,
            "handled": self.handled,
        })
    }
}

/// The lines of a head.
type Lines = Vec<(String, String)>;

fn shown(headers: &HeaderMap, is_shown: fn(&HeaderName) -> bool) -> Lines {
    let lines = headers.iter().filter(|(name, _)| is_shown(name));
    lines.filter_map(|(name, value)| Some((name.to_string(), text_of(name, value)?))).collect()
}

/// Leaves out all cookies except ours. Other servers of this machine set cookies too, and these are private.
fn text_of(name: &HeaderName, value: &HeaderValue) -> Option<String> {
    let text = String::from_utf8_lossy(value.as_bytes());
    if name == header::COOKIE {
        text.split("; ").find(|cookie| *cookie == COOKIE).map(str::to_owned)
    } else {
        Some(text.into_owned())
    }
}

/// Whether a request header is about CORS, or a case has set it.
fn is_of_interest(name: &HeaderName) -> bool {
    [header::ORIGIN, header::COOKIE, header::AUTHORIZATION, header::CONTENT_TYPE].contains(name)
        || name.as_str().starts_with("access-control-")
        || name.as_str().starts_with("x-")
}

/// Whether a request header is about CORS, or the guard reads it.
fn is_for_the_guard(name: &HeaderName) -> bool {
    is_of_interest(name)
        || [header::HOST, header::UPGRADE].contains(name)
        || name == "sec-fetch-site"
}

/// The cookie of a user who is logged in.
pub(crate) const COOKIE: &str = "playground=ada";

/// Some runs of the matrix.
const LIMIT: usize = 512;

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue, header};

    use super::{Exchange, LIMIT, Log, shown};

    fn exchange(key: usize) -> Exchange {
        let (method, asked, answered) = ("GET".to_owned(), Vec::new(), Vec::new());
        Exchange { key: key.to_string(), method, asked, status: 200, answered, handled: true }
    }

    #[test]
    fn the_oldest_exchange_is_forgotten() {
        let log = Log::default();
        for key in 0..=LIMIT {
            log.push(exchange(key));
        }
        assert!(log.of("0").is_empty());
        assert_eq!(log.of("1").len(), 1);
        assert_eq!(log.0.lock().unwrap().len(), LIMIT);
    }

    #[test]
    fn cookies_of_others_are_not_shown() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, HeaderValue::from_static("a=1; playground=ada; b=2"));
        headers.append(header::COOKIE, HeaderValue::from_static("c=3"));
        let ours = ("cookie".to_owned(), "playground=ada".to_owned());
        assert_eq!(shown(&headers, |_| true), [ours]);
    }
}
