//! The same cases in [`testing::Browser`](cors_policy::testing::Browser), with the same service in memory.

use std::sync::{Arc, Mutex};

use axum::body::{Body, to_bytes};
use cors_policy::testing::Browser;
use http::{Method, Request, Response};
use tower::{ServiceExt, service_fn};

use crate::adapter::router;
use crate::arrival::{self, SESSION};
use crate::case::{Case, Credentials, Fetch, Page};
use crate::outcome::{FAILED, Outcome, seen};

/// The outcome of the case in the model, or `None` if the case is beyond its limits.
pub(crate) async fn play(case: &Case) -> Option<Outcome> {
    // The model sends every request to another origin, as its documentation says.
    if case.is_same_origin() {
        return None;
    }
    let log = Arc::new(Mutex::new(Vec::new()));
    let mut service = service_fn(|request: Request<String>| {
        log.lock().expect("no thread panics").push(arrival::describe(&request));
        let router = router(case);
        async move { router.oneshot(request).await }
    });
    let mut browser = match case.page {
        Page::At { origin, .. } | Page::Extension(origin) => Browser::at(origin),
        _ => Browser::sandboxed(),
    };
    let mut script = Vec::new();
    for fetch in &case.fetches {
        let request = request(&mut browser, case, fetch);
        script.push(match request.run(&mut service).await {
            Err(_) => FAILED.to_owned(),
            Ok(answer) => line(case, answer.into_response()).await,
        });
    }
    let server = log.lock().expect("no thread panics").clone();
    Some(Outcome { script, server })
}

fn request<'a>(browser: &'a mut Browser, case: &Case, fetch: &Fetch) -> Sent<'a> {
    browser.wait(fetch.pause);
    let method = fetch.method.parse::<Method>().expect("a method");
    let mut request = browser.fetch(method, format!("/{}", fetch.query));
    for header in &fetch.headers {
        request = request.header(header.name, header.value);
    }
    if let (Some(value), false) = (fetch.body.content_type(), fetch.sets_content_type()) {
        request = request.header("content-type", value);
    }
    if fetch.credentials == Credentials::Include {
        request = request.credentials();
    }
    if case.is_same_site() { request.cookie(SESSION) } else { request }
}

async fn line(case: &Case, response: Response<Body>) -> String {
    let (head, body) = response.into_parts();
    let body = to_bytes(body, usize::MAX).await.expect("a body");
    let body = String::from_utf8_lossy(&body);
    seen(&case.reply, head.status.as_u16().into(), &body, |(name, value)| {
        head.headers.get(*name).is_some_and(|found| found == value)
    })
}

type Sent<'a> = cors_policy::testing::Fetch<'a, String>;

#[cfg(test)]
mod tests {
    use tokio::runtime::Builder;

    use super::play;
    use crate::cases;
    use crate::expected::expected;

    #[test]
    fn the_model_does_what_fetch_says() {
        let runtime = Builder::new_current_thread().build().unwrap();
        let cases = cases::all();
        let failures = cases.iter().filter_map(|case| {
            let (expected, found) = (expected(case, &[]), runtime.block_on(play(case))?);
            (found != expected)
                .then(|| format!("{case}\n  expected {expected}\n  found    {found}"))
        });
        let failures = failures.collect::<Vec<_>>();
        assert!(failures.is_empty(), "{}", failures.join("\n"));
    }
}
