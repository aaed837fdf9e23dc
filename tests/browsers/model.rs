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

    use cors_policy::explain::{PageRequest, Verdict};

    use super::play;
    use crate::case::{Case, Credentials, Fetch};
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

    #[test]
    fn an_explanation_is_what_the_model_does() {
        let runtime = Builder::new_current_thread().build().unwrap();
        let mut count = 0;
        for case in cases::all().iter().filter(|case| case.fetches.len() == 1) {
            let Some(outcome) = runtime.block_on(play(case)) else { continue };
            let explanation = request(case, &case.fetches[0]).explain(case.policy.policy);
            let arrived = match explanation.verdict() {
                Verdict::Impossible => vec![],
                Verdict::NotSent => vec![true],
                _ if explanation.sends_preflight() => vec![true, false],
                _ => vec![false],
            };
            let is_preflight = |line: &String| line.starts_with("preflight");
            let found = outcome.server.iter().map(is_preflight).collect::<Vec<_>>();
            let is_readable = outcome.script[0] != crate::outcome::FAILED;
            assert_eq!(found, arrived, "{case}\n{explanation}");
            assert_eq!(
                explanation.verdict() == Verdict::Readable,
                is_readable,
                "{case}\n{explanation}"
            );
            count += 1;
        }
        assert!(count > 1_000, "{count}");
    }

    fn request(case: &Case, fetch: &Fetch) -> PageRequest {
        let request = PageRequest::new(case.page.origin()).method(fetch.method);
        let request = fetch
            .headers
            .iter()
            .fold(request, |request, header| request.header(header.name, header.value));
        let request = match fetch.body.content_type() {
            Some(value) if !fetch.sets_content_type() => request.header("content-type", value),
            _ => request,
        };
        if fetch.credentials == Credentials::Include { request.credentials() } else { request }
    }
}
