//! Runs all cases in one browser. Each page is opened once, and runs all fetches of its cases.

use serde_json::{Value, json};

use crate::adapter::Adapter;
use crate::arrival::SESSION;
use crate::case::{Case, Credentials, Fetch, Page};
use crate::cases::extensions::MOZ_EXTENSION;
use crate::engine::Engine;
use crate::outcome::{FAILED, Outcome, seen};
use crate::site::Site;
use crate::webdriver::{self, Session};

/// One case behind one adapter.
pub(crate) struct Run {
    pub(crate) adapter: Adapter,
    pub(crate) case: usize,
    pub(crate) outcome: Outcome,
}

/// Runs each case that the engine can run, behind each adapter.
pub(crate) fn play(
    engine: Engine,
    session: &Session,
    site: &Site,
    cases: &[Case],
) -> webdriver::Result<Vec<Run>> {
    set_cookie(session)?;
    let mut runs = Vec::new();
    // Cases that depend on the cache run before the others, while it has room: Chromium caches the answers to some 1,000
    // preflights, and then forgets any of them.
    for fills_the_cache in [false, true] {
        for page in pages(cases).into_iter().filter(|page| engine.has(*page)) {
            let is_meant =
                |run: &(Adapter, usize)| (cases[run.1].fetches.len() == 1) == fills_the_cache;
            let group = of_page(cases, page).filter(is_meant).collect::<Vec<_>>();
            if group.is_empty() {
                continue;
            }
            open(session, page)?;
            if fills_the_cache {
                runs.extend(play_group(session, site, cases, page, &group)?);
                continue;
            }
            // Each adapter has a group of its own, because Firefox caches the answers to at most 100 preflights.
            for adapter in Adapter::ALL {
                let group =
                    group.iter().copied().filter(|run| run.0 == adapter).collect::<Vec<_>>();
                if !group.is_empty() {
                    runs.extend(play_group(session, site, cases, page, &group)?);
                }
            }
        }
    }
    Ok(runs)
}

fn pages(cases: &[Case]) -> Vec<Page> {
    let mut pages = Vec::new();
    for case in cases {
        if !pages.contains(&case.page) {
            pages.push(case.page);
        }
    }
    pages
}

/// The numbers of the cases of a page, for each adapter.
fn of_page(cases: &[Case], page: Page) -> impl Iterator<Item = (Adapter, usize)> {
    let numbers = (0..cases.len()).filter(move |number| cases[*number].page == page);
    let runs = Adapter::ALL
        .into_iter()
        .flat_map(move |adapter| numbers.clone().map(move |number| (adapter, number)));
    runs.filter(|(adapter, number)| adapter.takes(&cases[*number]))
}

/// Sets a cookie for the site of the API.
fn set_cookie(session: &Session) -> webdriver::Result<()> {
    session.open("https://app.example.test/")?;
    let cookie = format!("{SESSION}; Domain=example.test; Path=/; SameSite=Strict");
    let kept = session.run(
        "const [cookie, done] = arguments; document.cookie = cookie; done(document.cookie);",
        &json!(cookie),
    )?;
    if kept == SESSION { Ok(()) } else { Err(format!("the page has the cookies {kept}").into()) }
}

fn open(session: &Session, page: Page) -> webdriver::Result<()> {
    match page {
        Page::At { url, .. } => session.open(&format!("{url}/")),
        Page::Sandboxed => session.open("https://app.example.test/sandboxed"),
        Page::Data => session.open("data:text/html,<p>a page"),
        Page::Frame => {
            session.open("https://app.example.test/")?;
            session.enter_frame()
        }
        Page::Extension(MOZ_EXTENSION) => session.enter_window(MOZ_EXTENSION),
        Page::Extension(origin) => session.open(&format!("{origin}/page.html")),
    }
}

/// Runs these cases at the same time. The page is open already.
fn play_group(
    session: &Session,
    site: &Site,
    cases: &[Case],
    page: Page,
    group: &[(Adapter, usize)],
) -> webdriver::Result<Vec<Run>> {
    let described = group.iter().map(|&(adapter, number)| {
        let case = &cases[number];
        let url = format!("{}/{}/{number}", case.api.origin(), adapter.path());
        json!({ "url": url, "fetches": case.fetches.iter().map(describe).collect::<Value>() })
    });
    let answer = session.run(include_str!("fetch.js"), &described.collect())?;
    if answer["origin"] != page.origin() {
        return Err(format!("{page} has the origin {}", answer["origin"]).into());
    }
    let runs = group.iter().enumerate().map(|(index, &(adapter, number))| {
        let results = answer["results"][index].as_array().ok_or("a case has no results")?;
        let script = results.iter().map(|result| line(&cases[number], result)).collect();
        let outcome = Outcome { script, server: site.arrivals(adapter, number) };
        Ok(Run { adapter, case: number, outcome })
    });
    runs.collect()
}

/// The arguments of `fetch.js` for one fetch.
fn describe(fetch: &Fetch) -> Value {
    let headers = fetch.headers.iter().map(|header| json!([header.name, header.value]));
    let credentials = match fetch.credentials {
        Credentials::Omit => "omit",
        Credentials::SameOrigin => "same-origin",
        Credentials::Include => "include",
    };
    json!({
        "method": fetch.method,
        "headers": headers.collect::<Value>(),
        "credentials": credentials,
        "body": format!("{:?}", fetch.body),
        "query": fetch.query,
        "pause": fetch.pause.as_secs_f64() * 1_000.0,
    })
}

/// The line that shows what `fetch.js` returned for one fetch.
fn line(case: &Case, result: &Value) -> String {
    match result["error"].as_str() {
        Some(FAILED) => FAILED.to_owned(),
        Some(error) => format!("not a {FAILED} but {error}"),
        None => {
            let status = result["status"].as_u64().unwrap_or_default();
            let body = result["body"].as_str().unwrap_or_default();
            seen(&case.reply, status, body, |(name, value)| {
                result["headers"][name.to_lowercase()] == *value
            })
        }
    }
}
