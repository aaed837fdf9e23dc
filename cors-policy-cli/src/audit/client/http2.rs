//! Sends requests over HTTP/2, on a connection that stays open.

use bytes::Bytes;
use h2::RecvStream;
use h2::client::{Builder, ResponseFuture, SendRequest};
use http::header::{CONNECTION, HOST, TE, TRANSFER_ENCODING, UPGRADE};
use http::uri::Authority;
use http::{HeaderMap, Method, Request as HttpRequest, Uri};
use tokio::task::JoinSet;

use super::deadline::Deadline;
use super::head::is_too_long;
use super::stream::{Beginning, Stream};
use super::target::Target;
use super::{Failure, Request, Response, failures};
use crate::audit::limits::{MAX_BODY, MAX_BODY_TIME};

/// A connection. It ends if this is dropped.
#[derive(Debug)]
pub(super) struct Connection {
    sender: SendRequest<Bytes>,
    beginning: Beginning,
    is_secure: bool,
    _task: JoinSet<Result<(), h2::Error>>,
}

/// A response.
#[derive(Debug)]
pub(super) struct Received {
    pub(super) response: Response,
    /// Whether the body ended by itself. If not, the connection is not fit for another request.
    pub(super) is_whole: bool,
}

/// Why there is no response.
#[derive(Debug)]
pub(super) enum Stopped {
    BeforeSending(h2::Error),
    AfterSending(h2::Error),
    ByLimit(Failure),
}

impl Connection {
    pub(super) async fn open(stream: Stream, deadline: Deadline) -> Result<Self, Failure> {
        let (beginning, is_secure) = (stream.beginning(), stream.is_secure());
        let handshake = async {
            Builder::new()
                .enable_push(false)
                .max_header_list_size(MAX_HEAD_OF_H2)
                .handshake(stream)
                .await
                .map_err(|error| failures::of_http2(&error, &beginning, is_secure))
        };
        let (sender, connection) = deadline.of(handshake).await?;
        let mut task = JoinSet::new();
        task.spawn(connection);
        Ok(Self { sender, beginning, is_secure, _task: task })
    }

    pub(super) async fn send(
        &mut self,
        request: &Request,
        target: &Target,
        deadline: Deadline,
    ) -> Result<Received, Stopped> {
        let receive = async { Ok(self.receive(request, target).await) };
        let (head, body) = deadline.of(receive).await.map_err(Stopped::ByLimit)??;
        if is_too_long(&head.headers) {
            return Err(Stopped::ByLimit(Failure::HeadTooLong));
        }
        let (body, is_whole) = read(body, deadline.at_most(MAX_BODY_TIME)).await;
        let response = Response { status: head.status, headers: head.headers, body };
        Ok(Received { response, is_whole })
    }

    async fn receive(
        &self,
        request: &Request,
        target: &Target,
    ) -> Result<(http::response::Parts, RecvStream), Stopped> {
        let response =
            self.start(to_http(request, target)).await.map_err(Stopped::BeforeSending)?;
        Ok(response.await.map_err(Stopped::AfterSending)?.into_parts())
    }

    async fn start(&self, request: HttpRequest<()>) -> Result<ResponseFuture, h2::Error> {
        let mut sender = self.sender.clone().ready().await?;
        Ok(sender.send_request(request, true)?.0)
    }

    pub(super) fn failure(&self, stopped: Stopped) -> Failure {
        match stopped {
            Stopped::BeforeSending(error) | Stopped::AfterSending(error) => {
                failures::of_http2(&error, &self.beginning, self.is_secure)
            }
            Stopped::ByLimit(failure) => failure,
        }
    }
}

impl Stopped {
    /// Whether the server has not read the request, or may read it twice.
    pub(super) fn may_send_again(&self, method: &Method) -> bool {
        match self {
            Self::BeforeSending(error) => error.is_io() || error.is_go_away(),
            Self::AfterSending(error) if error.reason() == Some(h2::Reason::REFUSED_STREAM) => true,
            Self::AfterSending(error) => {
                method.is_safe() && (error.is_io() || error.is_go_away() && error.is_remote())
            }
            Self::ByLimit(_) => false,
        }
    }
}

fn to_http(request: &Request, target: &Target) -> HttpRequest<()> {
    let mut headers = request.headers.clone();
    let authority = take_host(&mut headers).unwrap_or_else(|| target.authority.clone());
    remove_connection_headers(&mut headers);
    let mut parts = http::uri::Parts::default();
    parts.scheme = Some(target.scheme());
    parts.authority = Some(authority);
    parts.path_and_query = Some(target.path_and_query.clone());
    let mut http = HttpRequest::new(());
    *http.method_mut() = request.method.clone();
    // A URI with all these parts is always valid.
    *http.uri_mut() = Uri::from_parts(parts).unwrap_or_default();
    *http.headers_mut() = headers;
    http
}

/// The value of `Host`, which HTTP/2 sends as `:authority`.
fn take_host(headers: &mut HeaderMap) -> Option<Authority> {
    let host = headers.get(HOST)?.to_str().ok()?.parse().ok()?;
    headers.remove(HOST);
    Some(host)
}

/// HTTP/2 has no headers about the connection: <https://www.rfc-editor.org/rfc/rfc9113#section-8.2.2>.
fn remove_connection_headers(headers: &mut HeaderMap) {
    for name in [CONNECTION, TRANSFER_ENCODING, UPGRADE] {
        headers.remove(name);
    }
    for name in ["keep-alive", "proxy-connection"] {
        headers.remove(name);
    }
    if headers.get(TE).is_some_and(|te| te != "trailers") {
        headers.remove(TE);
    }
}

/// The part of the body that arrives in time, at most [`MAX_BODY`] bytes, and whether it is the whole body.
async fn read(mut body: RecvStream, deadline: Deadline) -> (Vec<u8>, bool) {
    let mut bytes = Vec::new();
    loop {
        match deadline.in_time(body.data()).await {
            Some(Some(Ok(data))) if data.len() <= MAX_BODY - bytes.len() => {
                bytes.extend_from_slice(&data);
                // An error means that the stream has ended. The next step finds that out.
                let _ = body.flow_control().release_capacity(data.len());
            }
            Some(Some(Ok(data))) => {
                bytes.extend_from_slice(&data[..MAX_BODY - bytes.len()]);
                return (bytes, false);
            }
            Some(None) => return (bytes, true),
            Some(Some(Err(_))) | None => return (bytes, false),
        }
    }
}

/// How long a head is that h2 discards. Its error is then that of a head with mistakes. So this is more than the limit that
/// [`is_too_long`] knows.
const MAX_HEAD_OF_H2: u32 = 4 * 1024 * 1024;
