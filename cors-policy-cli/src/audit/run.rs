//! Sends the requests of an audit, one after the other.

use std::error::Error;
use std::fmt::{Display, Formatter, Result as FmtResult};
use std::thread;
use std::time::{Instant, SystemTime};

use cors_policy::PolicyRef;
use http::header::LOCATION;
use http::{HeaderMap, HeaderValue};
use url::Url;

use super::exchange::{Exchange, Failure, Protocol, Request, Response};
use super::finding::Audit;
use super::limits::Limits;
use super::probes::{self, Place, Probe};
use super::question::Question;
use super::rules;
use crate::policies::title;

/// An audit that could not begin: there is no response to the first request.
#[derive(Debug)]
pub(crate) struct Unaudited(Failure);

/// Audits a server. `ask` sends a request. `progress` gets the number of requests that were sent, and the number of all
/// requests.
pub(crate) fn run(
    question: Question,
    limits: &Limits,
    ask: impl FnMut(&Request) -> Result<Response, Failure>,
    progress: impl FnMut(usize, usize),
) -> Result<Audit, Unaudited> {
    let started = SystemTime::now();
    let mut question = question.completed();
    let mut sender = Sender {
        question: &question,
        limits,
        ask,
        start: Instant::now(),
        url: question.url.clone(),
        probes: Vec::new(),
        exchanges: Vec::new(),
        progress,
    };
    let protocol = sender.begin()?;
    sender.follow(protocol);
    let other = sender.speaks_other(protocol);

    let redirected = probes::redirected(&question, protocol).filter(|_| sender.url != question.url);
    let probes = probes::all(&question, protocol, other);
    let probes = redirected.into_iter().chain(probes).collect::<Vec<_>>();
    let total = sender.probes.len() + probes.len();
    let mut stopped = None;
    for probe in probes {
        stopped = sender.limit(total);
        if stopped.is_some() {
            break;
        }
        sender.send(probe);
        (sender.progress)(sender.probes.len(), total);
    }

    let Sender { url, probes, exchanges, start, .. } = sender;
    question.url = url;
    Ok(Audit {
        findings: rules::findings(&question, &probes, &exchanges),
        policy: question.policy.as_ref().map(title).map(str::to_owned),
        declared: question.policy.as_ref().and_then(declared),
        started,
        took: start.elapsed(),
        rules: rules::all().collect(),
        url: question.url,
        exchanges,
        stopped,
    })
}

/// The file and the line of the declaration of a policy.
fn declared(policy: &PolicyRef) -> Option<(String, u32)> {
    policy.location().map(|location| (location.file().to_owned(), location.line()))
}

/// Sends probes, and remembers what came back.
struct Sender<'a, A, P> {
    question: &'a Question,
    limits: &'a Limits,
    ask: A,
    start: Instant,
    /// The audited URL, after redirects of the same server.
    url: Url,
    probes: Vec<Probe>,
    exchanges: Vec<Exchange>,
    progress: P,
}

impl<A, P> Sender<'_, A, P>
where
    A: FnMut(&Request) -> Result<Response, Failure>,
    P: FnMut(usize, usize),
{
    /// Sends the first request, over the version of HTTP that the server speaks.
    fn begin(&mut self) -> Result<Protocol, Unaudited> {
        let failure = match self.try_first(Protocol::Http1) {
            Ok(()) => return Ok(Protocol::Http1),
            Err(failure) => failure,
        };
        let may_speak_other =
            matches!(failure, Failure::NotSpoken(_) | Failure::NotHttp(_) | Failure::Closed);
        if may_speak_other && self.try_first(Protocol::Http2).is_ok() {
            return Ok(Protocol::Http2);
        }
        Err(Unaudited(failure))
    }

    /// Sends the first request over this version of HTTP. Keeps only a response.
    fn try_first(&mut self, protocol: Protocol) -> Result<(), Failure> {
        let exchange = self.exchange(&probes::first(protocol));
        if let Err(failure) = &exchange.answer {
            return Err(failure.clone());
        }
        self.keep(probes::first(protocol), exchange);
        Ok(())
    }

    /// Follows redirects that stay at the server.
    fn follow(&mut self, protocol: Protocol) {
        for _ in 0..MAX_REDIRECTS {
            let Some(next) = self.redirect().filter(|next| next.origin() == self.url.origin())
            else {
                return;
            };
            if let Some(probe) = self.probes.last_mut() {
                probe.place = Place::Before;
            }
            self.url = next;
            self.send(probes::first(protocol));
        }
    }

    /// Where the last response redirects to.
    fn redirect(&self) -> Option<Url> {
        let response = self.exchanges.last()?.answer.as_ref().ok()?;
        let location = response.headers.get(LOCATION)?.to_str().ok();
        let location = location.filter(|location| *location != REPEATED)?;
        let is_redirect = matches!(response.status.as_u16(), 301 | 302 | 303 | 307 | 308);
        self.url.join(location).ok().filter(|_| is_redirect)
    }

    /// The other version of HTTP, if the server speaks it too.
    fn speaks_other(&mut self, protocol: Protocol) -> Option<Protocol> {
        let other = match protocol {
            Protocol::Http1 => Protocol::Http2,
            Protocol::Http2 => Protocol::Http1,
        };
        self.try_first(other).ok().map(|()| other)
    }

    /// Why no further request may be sent.
    fn limit(&self, total: usize) -> Option<String> {
        let sent = self.probes.len();
        if sent >= self.limits.requests {
            let limit = self.limits.requests;
            return Some(format!(
                "the limit of {limit} requests was reached; {total} were planned"
            ));
        }
        if self.start.elapsed() >= self.limits.total {
            let limit = self.limits.total.as_secs();
            return Some(format!("{limit} seconds were over after {sent} of {total} requests"));
        }
        None
    }

    fn send(&mut self, probe: Probe) {
        thread::sleep(self.limits.delay);
        let exchange = self.exchange(&probe);
        self.keep(probe, exchange);
    }

    fn exchange(&mut self, probe: &Probe) -> Exchange {
        let url = if probe.place == Place::Before { &self.question.url } else { &self.url };
        let request = probes::request(probe, self.question, url);
        let answer = (self.ask)(&request)
            .map(|response| without_secrets(response, &self.question.user_headers));
        Exchange { request, answer }
    }

    fn keep(&mut self, probe: Probe, exchange: Exchange) {
        self.probes.push(probe);
        self.exchanges.push(exchange);
    }
}

impl Error for Unaudited {}

impl Display for Unaudited {
    fn fmt(&self, f: &mut Formatter<'_>) -> FmtResult {
        write!(f, "the server does not answer: {}", self.0)
    }
}

/// Replaces header values that contain a secret of the user, so that no report shows it.
fn without_secrets(mut response: Response, user_headers: &HeaderMap) -> Response {
    let secrets = user_headers.values().map(HeaderValue::as_bytes);
    let secrets = secrets.filter(|secret| secret.len() >= MIN_SECRET).collect::<Vec<_>>();
    let repeats = |value: &HeaderValue| {
        let has =
            |secret: &&[u8]| value.as_bytes().windows(secret.len()).any(|part| part == *secret);
        secrets.iter().any(has)
    };
    for value in response.headers.values_mut().filter(|value| repeats(value)) {
        *value = HeaderValue::from_static(REPEATED);
    }
    response
}

/// What the reports show in place of a header value with a secret.
const REPEATED: &str = "(repeats a secret header of the request)";

/// A shorter value is no secret, and could be in any header by chance.
const MIN_SECRET: usize = 4;

/// How many redirects of the same server are followed.
const MAX_REDIRECTS: usize = 5;
