//! What a policy lets a browser do: the explanation of the library, and what the browser caches. For WebSockets and forms
//! see `guarded`.

use std::time::Duration;

use cors_policy::explain::{Explanation, PageRequest, StepKind, Verdict};

use crate::api::SENT;
use crate::cases::{Case, Mode};
use crate::guarded;

/// The expected result.
#[derive(Debug)]
pub(crate) struct Expected {
    pub(crate) outcome: Outcome,
    /// How many preflights the API gets.
    pub(crate) preflights: usize,
    /// How many requests reach a handler.
    pub(crate) handled: usize,
    /// The steps of the browser.
    pub(crate) why: Vec<Clause>,
}

/// The result for the script.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// A response: its status, and the names of the handler's headers that the script can read.
    Readable { status: u16, headers: Vec<&'static str> },
    /// An opaque response: the script can read nothing of it.
    Opaque,
    /// A `TypeError`.
    Blocked,
    /// An open WebSocket, and the status of the API's answer.
    Opened { status: u16 },
    /// A form that a handler has got, and the status of the API's answer. The script can read nothing of it.
    Posted { status: u16 },
    /// The guard has refused a WebSocket or a form, with this status.
    Refused { status: u16 },
}

/// A step of a browser in plain words, with backticks around code.
#[derive(Debug)]
pub(crate) struct Clause {
    pub(crate) kind: StepKind,
    pub(crate) text: String,
    /// Its place in Fetch.
    pub(crate) link: String,
}

pub(crate) fn expected(case: &Case) -> Expected {
    match case.mode {
        Mode::Cors | Mode::NoCors => fetched(case),
        Mode::WebSocket | Mode::Navigate => guarded::expected(case),
    }
}

fn fetched(case: &Case) -> Expected {
    let explanation = request(case).explain(case.part.policy);
    let mut why = explanation.steps().iter().map(clause).collect::<Vec<_>>();
    let verdict = explanation.verdict();
    let handled = if verdict.reaches_handler() { case.times } else { 0 };
    let preflights = preflights(case, &explanation);
    let outcome = match verdict {
        Verdict::Readable => {
            if case.times > 1 {
                why.push(about_the_cache(preflights));
            }
            let headers = SENT.into_iter().filter(|name| explanation.is_readable(name));
            Outcome::Readable { status: case.status, headers: headers.collect() }
        }
        Verdict::Opaque => Outcome::Opaque,
        _ => Outcome::Blocked,
    };
    why.push(end(&outcome, verdict));
    Expected { outcome, preflights, handled, why }
}

fn request(case: &Case) -> PageRequest {
    let request = PageRequest::new(case.site.origin()).method(case.method);
    let request =
        case.headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
    let request = if case.credentials { request.credentials() } else { request };
    if case.mode == Mode::NoCors { request.no_cors() } else { request }
}

fn preflights(case: &Case, explanation: &Explanation) -> usize {
    let is_kept = case.part.policy.max_age() != Some(Duration::ZERO);
    match explanation.verdict() {
        _ if !explanation.sends_preflight() => 0,
        Verdict::Readable if is_kept => 1,
        _ => case.times,
    }
}

fn about_the_cache(preflights: usize) -> Clause {
    let text = if preflights == 1 {
        "The browser keeps the answer to the preflight, as long as `max_age` says, and does not ask again."
    } else {
        "`max_age: 0`: the browser keeps no answer to a preflight, and asks again."
    };
    note(text, "concept-cache")
}

/// The last clause: what the script gets.
fn end(outcome: &Outcome, verdict: Verdict) -> Clause {
    match outcome {
        Outcome::Readable { headers, .. } => {
            let names = headers.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>();
            let text = format!(
                "The script reads the status, the body, and these headers of the handler: {}.",
                names.join(", ")
            );
            note(text, "concept-filtered-response-cors")
        }
        _ => note(sentence(&verdict.to_string()), "concept-http-fetch"),
    }
}

fn clause(step: &cors_policy::explain::Step) -> Clause {
    Clause { kind: step.kind(), text: sentence(step.text()), link: step.link() }
}

fn note(text: impl Into<String>, place: &str) -> Clause {
    let link = format!("https://fetch.spec.whatwg.org/#{place}");
    Clause { kind: StepKind::Note, text: text.into(), link }
}

/// A clause with a capital letter and a full stop.
fn sentence(clause: &str) -> String {
    let mut letters = clause.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).chain(['.']).collect()
}
