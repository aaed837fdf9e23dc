//! Sends a request over HTTP/1, on a connection of its own.

use bytes::Bytes;
use http::Request as HttpRequest;
use http_body_util::{BodyExt, Empty};
use hyper::body::Incoming;
use hyper::client::conn::http1::Builder;
use hyper_util::rt::TokioIo;
use tokio::task::JoinSet;

use super::deadline::Deadline;
use super::head::{MAX_HEADERS, is_too_long};
use super::stream::Stream;
use super::target::Target;
use super::{Failure, Request, Response, failures};
use crate::audit::limits::{MAX_BODY, MAX_BODY_TIME, MAX_HEAD};

pub(super) async fn send(
    stream: Stream,
    request: &Request,
    target: &Target,
    deadline: Deadline,
) -> Result<Response, Failure> {
    let beginning = stream.beginning();
    let response = async {
        let (mut sender, connection) = Builder::new()
            // As browsers write the names. Not every server knows that case does not matter.
            .title_case_headers(true)
            .max_headers(MAX_HEADERS)
            .max_buf_size(MAX_HEAD)
            .handshake(TokioIo::new(stream))
            .await?;
        let response = sender.send_request(to_http(request, target));
        // The connection ends if this is dropped.
        let mut connections = JoinSet::new();
        connections.spawn(connection);
        Ok::<_, hyper::Error>((response.await?, connections))
    };
    let response = async { response.await.map_err(|error| failures::of_http1(&error, &beginning)) };
    let (response, _connections) = deadline.of(response).await?;
    let (head, body) = response.into_parts();
    if is_too_long(&head.headers) {
        return Err(Failure::HeadTooLong);
    }
    let body = read(body, deadline.at_most(MAX_BODY_TIME)).await;
    Ok(Response { status: head.status, headers: head.headers, body })
}

fn to_http(request: &Request, target: &Target) -> HttpRequest<Empty<Bytes>> {
    let mut http = HttpRequest::new(Empty::new());
    *http.method_mut() = request.method.clone();
    *http.uri_mut() = target.path_and_query.clone().into();
    *http.headers_mut() = target.headers_with_host(&request.headers);
    http
}

/// The part of the body that arrives in time, at most [`MAX_BODY`] bytes.
async fn read(mut body: Incoming, deadline: Deadline) -> Vec<u8> {
    let mut bytes = Vec::new();
    while bytes.len() < MAX_BODY {
        let Some(Some(Ok(frame))) = deadline.in_time(body.frame()).await else { break };
        let data = frame.into_data().unwrap_or_default();
        bytes.extend_from_slice(&data[..data.len().min(MAX_BODY - bytes.len())]);
    }
    bytes
}
