//! What [`OriginGuard`] stops in real browsers: a page of another origin opens a WebSocket, posts a form, and fetches with
//! `no-cors`. The handler must run only for pages of the server itself and of origins that the policy lists.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use axum::extract::Path;
use axum::extract::ws::{WebSocket, WebSocketUpgrade};
use axum::response::Response;
use axum::routing::{any, post};
use cors_policy::cors_policy;
use cors_policy::guard::OriginGuard;
use cors_policy::tower::CorsLayer;
use http::Request;
use hyper::body::Incoming;
use serde_json::json;
use tower::ServiceExt;

use crate::webdriver::{self, Session};

cors_policy! {
    static GUARDED = {
        origins: ["https://app.example.test", "https://*.preview.example.test"],
        credentials: true,
    };
}

/// A page, the scheme of the API, and whether its requests may run.
struct Page {
    url: &'static str,
    api: &'static str,
    is_welcome: bool,
    /// A sandboxed page without `allow-forms` cannot post a form.
    has_forms: bool,
}

const PAGES: [Page; 8] = [
    Page::new("https://api.example.test/", "https", true),
    Page::new("https://app.example.test/", "https", true),
    Page::new("https://pr-7.preview.example.test/", "https", true),
    Page::new("https://evil.other.test/", "https", false),
    // The same site, but another origin.
    Page::new("https://evil.example.test/", "https", false),
    Page { has_forms: false, ..Page::new("https://app.example.test/sandboxed", "https", false) },
    // Browsers send no `Sec-Fetch-Site` to `http://`, so `Origin` decides.
    Page::new("http://api.example.test/", "http", true),
    Page::new("http://evil.other.test/", "http", false),
];

impl Page {
    const fn new(url: &'static str, api: &'static str, is_welcome: bool) -> Self {
        Self { url, api, is_welcome, has_forms: true }
    }

    fn kinds(&self) -> impl Iterator<Item = &'static str> {
        KINDS.into_iter().filter(|&kind| self.has_forms || kind != "form")
    }
}

/// What each page tries. The last segment of the path.
const KINDS: [&str; 3] = ["form", "no-cors", "socket"];

/// A page and a kind.
type Attempt = (usize, String);

/// The server behind the guard.
pub(crate) struct Guarded {
    router: Router,
    /// What has arrived in front of the guard.
    arrived: Arc<Mutex<BTreeSet<Attempt>>>,
    /// For what the handler has run.
    run: Arc<Mutex<BTreeSet<Attempt>>>,
}

impl Guarded {
    pub(crate) fn new() -> Self {
        let run = Arc::default();
        let router = Router::new()
            .route("/guarded/{page}/socket", any(socket))
            .route("/guarded/{page}/{kind}", post(async || "done"))
            .layer(axum::middleware::from_fn_with_state(Arc::clone(&run), note))
            .layer(OriginGuard::new(&GUARDED).expect("the policy lists origins"))
            .layer(CorsLayer::new(&GUARDED));
        Self { router, arrived: Arc::default(), run }
    }

    /// The answer to a request below `/guarded`, and `None` to any other.
    pub(crate) async fn answer(
        &self,
        request: Request<Incoming>,
    ) -> Result<Response, Request<Incoming>> {
        let Some(attempt) = attempt(request.uri().path()) else { return Err(request) };
        self.arrived.lock().expect("no thread panics").insert(attempt);
        let answer = self.router.clone().oneshot(request.map(Body::new)).await;
        Ok(answer.unwrap_or_else(|error| match error {}))
    }

    /// Opens each page, and returns how many attempts there were.
    pub(crate) fn play(&self, session: &Session) -> webdriver::Result<usize> {
        let (mut count, mut failures) = (0, Vec::new());
        for (number, page) in PAGES.iter().enumerate() {
            session.open(page.url)?;
            let kinds = page.kinds().collect::<Vec<_>>();
            let target = format!("{}://api.example.test/guarded/{number}/", page.api);
            let seen = session.run(SCRIPT, &json!({ "target": target, "kinds": kinds }))?;
            for kind in kinds {
                let attempt = (number, kind.to_owned());
                self.wait_for(&attempt)?;
                let has_run = self.run.lock().expect("no thread panics").contains(&attempt);
                let is_open = kind != "socket" || seen["socket"] == page.is_welcome;
                if has_run != page.is_welcome || !is_open {
                    failures.push(format!("{} {kind}: run {has_run}, {seen}", page.url));
                }
                count += 1;
            }
        }
        if failures.is_empty() { Ok(count) } else { Err(failures.join("\n").into()) }
    }

    /// A form is posted some time after the script has ended.
    fn wait_for(&self, attempt: &Attempt) -> webdriver::Result<()> {
        let start = Instant::now();
        while !self.arrived.lock().expect("no thread panics").contains(attempt) {
            if start.elapsed() > Duration::from_secs(20) {
                return Err(format!("{} {} never arrives", PAGES[attempt.0].url, attempt.1).into());
            }
            thread::sleep(Duration::from_millis(20));
        }
        // The handler runs at once if the guard lets it.
        thread::sleep(Duration::from_millis(100));
        Ok(())
    }
}

fn attempt(path: &str) -> Option<Attempt> {
    let (page, kind) = path.strip_prefix("/guarded/")?.split_once('/')?;
    Some((page.parse().ok()?, kind.to_owned()))
}

/// Notes that a request has passed the guard.
async fn note(
    axum::extract::State(run): axum::extract::State<Arc<Mutex<BTreeSet<Attempt>>>>,
    request: axum::extract::Request,
    next: axum::middleware::Next,
) -> Response {
    run.lock().expect("no thread panics").extend(attempt(request.uri().path()));
    next.run(request).await
}

async fn socket(Path(_): Path<usize>, upgrade: WebSocketUpgrade) -> Response {
    upgrade.on_upgrade(async |socket: WebSocket| drop(socket))
}

/// Makes all attempts of a page, and tells whether the WebSocket was opened.
const SCRIPT: &str = "
    const [{ target, kinds }, done] = arguments;
    const open = new Promise((resolve) => {
        const socket = new WebSocket(target.replace('http', 'ws') + 'socket');
        socket.onopen = () => resolve(true);
        socket.onerror = () => resolve(false);
    });
    const fetched = fetch(target + 'no-cors', {
        method: 'POST', mode: 'no-cors', credentials: 'include', body: 'amount=1',
    }).catch(() => undefined);
    if (kinds.includes('form')) {
        const frame = document.createElement('iframe');
        frame.name = 'sink';
        const form = document.createElement('form');
        Object.assign(form, { method: 'POST', action: target + 'form', target: 'sink' });
        document.body.append(frame, form);
        form.submit();
    }
    Promise.all([open, fetched]).then(([socket]) => done({ socket }));
";
