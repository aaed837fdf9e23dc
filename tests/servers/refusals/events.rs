//! The events of the feature `tracing`, as a subscriber writes them.

use std::io::Write;
use std::sync::{Arc, Mutex};

use cors_policy::tracing::{refusals, refusals_at_most};
use cors_policy::{Refusal, RequestView, cors_policy};
use http::Request;
use tracing::Level;
use tracing::subscriber::with_default;

use crate::{get, preflight, request};

cors_policy! {
    static API = { origins: ["https://app.example.com"], methods: [PUT] };
}

/// What a subscriber writes of these requests, from this level on.
fn log(level: Level, listener: impl Fn(&Refusal<'_>), requests: &[Request<()>]) -> Vec<String> {
    let written = Arc::new(Mutex::new(Vec::new()));
    let writer = Arc::clone(&written);
    let subscriber = tracing_subscriber::fmt()
        .without_time()
        .with_ansi(false)
        .with_max_level(level)
        .with_writer(move || Shared(Arc::clone(&writer)))
        .finish();
    with_default(subscriber, || {
        for request in requests {
            if let Some(refusal) = API.refusal(&RequestView::from(request)) {
                listener(&refusal);
            }
        }
    });
    let written = written.lock().expect("no panic").clone();
    let place = API.location().expect("a location").to_string();
    let text = String::from_utf8(written).expect("text").replace(&place, "HERE");
    text.lines().map(str::to_owned).collect()
}

struct Shared(Arc<Mutex<Vec<u8>>>);

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("no panic").write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn an_event_has_a_sentence_and_fields() {
    let app = "https://app.example.com";
    let requests =
        [get("http://app.example.com"), preflight(app, "DELETE", &[]), get("null"), get(app)];
    assert_eq!(
        log(Level::WARN, refusals(), &requests),
        [
            r#" WARN cors_policy: `http://app.example.com` is not in `API` (HERE), but `https://app.example.com` is: the scheme differs. Open the page at `https://app.example.com`. policy="API" location=HERE origin="http://app.example.com" reason="origin_not_listed" nearest="https://app.example.com" difference="scheme" method="GET" path="/users""#,
            r#" WARN cors_policy: `DELETE` is not in `methods` of `API` (HERE), so the browser does not send it for a page of `https://app.example.com`. Add `DELETE` to `methods`. policy="API" location=HERE origin="https://app.example.com" reason="method_not_listed" method="OPTIONS" path="/users" asked="DELETE""#,
            r#" WARN cors_policy: `null` is not in `API` (HERE), and no policy can list it. The page is a local file, or in a sandboxed frame: serve it from a server, like `http://localhost:3000`. policy="API" location=HERE origin="null" reason="opaque_origin" method="GET" path="/users""#,
        ]
    );
}

#[test]
fn a_flood_is_a_few_lines() {
    let flood = (0..1_000).map(|_| get("https://evil.example")).collect::<Vec<_>>();
    // The flood takes less than two seconds, or there would be more.
    let lines = log(Level::WARN, refusals(), &flood);
    assert!(lines.len() <= 30, "{}", lines.len());
    assert_eq!(log(Level::WARN, refusals_at_most(0), &flood), [""; 0]);
    let all = log(Level::WARN, refusals_at_most(u32::MAX), &flood);
    assert_eq!(all.len(), 1_000);
    assert!(all.iter().all(|line| !line.contains("left_out")));
}

#[test]
fn what_was_left_out_is_in_the_next_event() {
    let listener = refusals_at_most(1);
    let first = log(Level::WARN, listener.clone(), &[get("null"), get("null"), get("null")]);
    assert_eq!(first.len(), 1);
    std::thread::sleep(std::time::Duration::from_millis(1_100));
    let next = log(Level::WARN, listener, &[get("null")]);
    assert!(next.len() == 1 && next[0].ends_with(" left_out=2"), "{next:?}");
}

/// If the subscriber does not want the events, they use nothing of the limit.
#[test]
fn nobody_reads_and_nothing_is_counted() {
    let listener = refusals_at_most(1);
    assert_eq!(log(Level::ERROR, listener.clone(), &[get("null"), get("null")]), [""; 0]);
    assert_eq!(log(Level::WARN, listener, &[get("null")]).len(), 1);
}

#[test]
fn no_request_writes_a_line_of_its_own() {
    let values: [&[u8]; 3] =
        [b"https://a.example\t\xc2\x85", "\u{2028} WARN forged".as_bytes(), b"\" policy=\"OTHER\""];
    let requests = values.map(|value| request("GET", &[("Origin", value)]));
    let lines = log(Level::WARN, refusals(), &requests);
    assert_eq!(lines.len(), 3);
    for line in lines {
        assert!(line.bytes().all(|byte| matches!(byte, b' '..=b'~')), "{line:?}");
        assert_eq!(line.matches(" policy=\"").count(), 1, "{line}");
    }
}
