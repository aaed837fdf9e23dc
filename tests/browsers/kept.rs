//! Whether a page of another origin can read from the cache of the browser what the server has answered to its user.
//!
//! A policy with `anyone_else` answers strangers with `Access-Control-Allow-Origin: *`. If a stranger's page fetches with
//! credentials, the browser keeps the response from the page, but may keep it in its cache. The page must not get it by a
//! second fetch without credentials.

use axum::Router;
use axum::body::Body;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use cors_policy::cors_policy;
use cors_policy::tower::CorsLayer;
use http::header::{CACHE_CONTROL, COOKIE};
use http::{HeaderMap, Request};
use hyper::body::Incoming;
use serde_json::json;
use tower::ServiceExt;

use crate::arrival::SESSION;
use crate::webdriver::{self, Session};

cors_policy! {
    static TWO_TIERS = {
        origins: ["https://app.example.test"],
        credentials: true,
        anyone_else: {},
    };
}

/// The server whose answers may be cached.
pub(crate) struct Kept {
    router: Router,
}

impl Kept {
    pub(crate) fn new() -> Self {
        let router = Router::new().route("/kept", get(whoever)).layer(CorsLayer::new(&TWO_TIERS));
        Self { router }
    }

    /// The answer to a request for `/kept`, and `None` to any other.
    pub(crate) async fn answer(
        &self,
        request: Request<Incoming>,
    ) -> Result<Response, Request<Incoming>> {
        if request.uri().path() != "/kept" {
            return Err(request);
        }
        let answer = self.router.clone().oneshot(request.map(Body::new)).await;
        Ok(answer.unwrap_or_else(|error| match error {}))
    }
}

/// The cookie of the user, or `nobody`.
async fn whoever(headers: HeaderMap) -> impl IntoResponse {
    let cookie = headers.get(COOKIE).and_then(|cookie| cookie.to_str().ok());
    ([(CACHE_CONTROL, "max-age=60")], cookie.unwrap_or("nobody").to_owned())
}

/// Lets pages fetch with credentials and then without.
pub(crate) fn play(session: &Session) -> webdriver::Result<()> {
    for (page, first) in [
        // The same site, so that the browser sends the cookie.
        ("https://evil.example.test/", "TypeError"),
        ("https://app.example.test/", SESSION),
    ] {
        session.open(page)?;
        let target = format!("https://api.example.test/kept?{}", page.len());
        let seen = session.run(SCRIPT, &json!(target))?;
        if seen != json!([first, "nobody"]) {
            return Err(format!("{page} sees {seen}").into());
        }
    }
    Ok(())
}

const SCRIPT: &str = "
    const [target, done] = arguments;
    const see = (init) => fetch(target, init).then((response) => response.text(), (error) => error.name);
    see({ credentials: 'include' }).then(async (first) => {
        done([first, await see({ credentials: 'omit', cache: 'force-cache' })]);
    });
";
