//! The rules of the guard.

use http::HeaderName;
use http::header::{ORIGIN, SEC_WEBSOCKET_KEY, UPGRADE};

use super::origin_guard::OriginGuard;
use crate::observe::{Intrusion, intruding};
use crate::request::{Line, RequestView};

impl OriginGuard {
    /// Decides about one request, for a server without an adapter: answer it with 403 if this returns an error.
    ///
    /// # Errors
    ///
    /// The request comes from a page of an origin that is neither the server's own nor listed.
    ///
    /// # Examples
    ///
    /// ```
    /// use cors_policy::guard::{Intrusion, OriginGuard};
    /// use cors_policy::{RequestView, cors_policy};
    /// use http::Request;
    ///
    /// cors_policy! {
    ///     static API = { origins: ["https://app.example.com"], credentials: true };
    /// }
    ///
    /// let guard = OriginGuard::new(&API)?;
    /// let request = Request::post("/transfer")
    ///     .header("Host", "api.example.com")
    ///     .header("Origin", "https://evil.example")
    ///     .body(())?;
    /// assert_eq!(guard.check(&RequestView::from(&request)), Err(Intrusion::UnsafeMethod));
    /// # Ok::<_, Box<dyn std::error::Error>>(())
    /// ```
    pub fn check(&self, request: &RequestView<'_>) -> Result<(), Intrusion> {
        let Some(intrusion) = possible(request) else { return Ok(()) };
        let policy = self.selection.policy(request);
        let (origin, own) = (request.line(&ORIGIN), self.listeners.own_origin());
        if matches!(origin, Line::Text(origin) if policy.lists(origin)) {
            return Ok(());
        }
        let is_own = || matches!(origin, Line::Text(origin) if own.is(origin, request));
        // No browser sends a request of these kinds without `Origin` and without `Sec-Fetch-Site`:
        // <https://fetch.spec.whatwg.org/#append-a-request-origin-header>.
        if is_same_origin(request, own.is_told(), || matches!(origin, Line::None) || is_own()) {
            return Ok(());
        }
        if self.listeners.has_listeners() {
            self.listeners.tell(&intruding(&policy, intrusion, is_own(), request));
        }
        Err(intrusion)
    }
}

/// What the request is, if a page of another origin must not send it.
#[inline]
fn possible(request: &RequestView<'_>) -> Option<Intrusion> {
    let is_safe = matches!(request.method(), "GET" | "HEAD" | "OPTIONS");
    // A browser sends `Upgrade` only to open a WebSocket. Frameworks differ in how exactly they read its value, so the
    // guard does not read it: <https://www.rfc-editor.org/rfc/rfc6455#section-4.1>.
    if request.has(&UPGRADE) || request.has(&SEC_WEBSOCKET_KEY) {
        return Some(Intrusion::WebSocket);
    }
    // Over HTTP/2 a WebSocket is opened with `CONNECT`: <https://www.rfc-editor.org/rfc/rfc8441#section-4>.
    match request.method() {
        "CONNECT" => Some(Intrusion::WebSocket),
        _ if is_safe => None,
        _ => Some(Intrusion::UnsafeMethod),
    }
}

/// Whether the request comes from no page of another origin. `is_own` decides if the browser does not say it, or if it says
/// `same-origin` and the server's own origin `is_told`.
fn is_same_origin(request: &RequestView<'_>, is_told: bool, is_own: impl FnOnce() -> bool) -> bool {
    // <https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header>
    match request.line(&SEC_FETCH_SITE) {
        // After DNS rebinding the browser takes a page of another site for one of the server's own. Its `Origin` still has the
        // name of that site.
        Line::Text("same-origin" | "none") => !is_told || is_own(),
        Line::None | Line::Text("") => is_own(),
        Line::Text(_) | Line::Other => false,
    }
}

static SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
