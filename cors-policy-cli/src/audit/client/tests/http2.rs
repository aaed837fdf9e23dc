//! Servers of HTTP/2 that behave well.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use bytes::Bytes;
use h2::RecvStream;
use h2::server::{SendResponse, handshake};
use http::header::{CONNECTION, HOST, ORIGIN, TE};
use http::{HeaderMap, HeaderValue, Method, Request as HttpRequest, Response as HttpResponse};
use http::{StatusCode, Version};
use tokio::net::TcpListener;
use tokio::runtime::Builder;

use super::{client, get, get_http2};
use crate::audit::limits::MAX_BODY;
use crate::audit::{Protocol, Request};

/// A server of HTTP/2 without TLS, and how many connections it has accepted.
fn serve(
    respond: impl Fn(HttpRequest<RecvStream>, SendResponse<Bytes>) + Send + 'static,
) -> (SocketAddr, Arc<AtomicUsize>) {
    let (started, address) = channel();
    let accepted = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&accepted);
    thread::spawn(move || {
        Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            started.send(listener.local_addr().unwrap()).unwrap();
            let respond = Arc::new(std::sync::Mutex::new(respond));
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                accepted.fetch_add(1, Ordering::SeqCst);
                let respond = Arc::clone(&respond);
                tokio::spawn(async move {
                    let Ok(mut connection) = handshake(stream).await else { return };
                    while let Some(Ok((request, send))) = connection.accept().await {
                        respond.lock().unwrap()(request, send);
                    }
                });
            }
        });
    });
    (address.recv().unwrap(), count)
}

fn reply(mut send: SendResponse<Bytes>, response: HttpResponse<()>, body: &'static [u8]) {
    let mut stream = send.send_response(response, false).unwrap();
    stream.send_data(Bytes::from_static(body), true).unwrap();
}

/// The requests that a server of HTTP/2 receives.
fn serve_and_show() -> (SocketAddr, Receiver<HttpRequest<()>>) {
    let (seen, requests) = channel();
    let (server, _) = serve(move |request, send| {
        seen.send(request.map(|_| ())).unwrap();
        reply(send, HttpResponse::default(), b"ok");
    });
    (server, requests)
}

#[test]
fn requests_to_one_server_share_a_connection() {
    let (server, accepted) = serve(|_, send| reply(send, HttpResponse::default(), b"ok"));
    let mut client = client();
    for _ in 0..5 {
        let response = client.send(&get_http2(server)).unwrap();
        assert_eq!((response.status, &*response.body), (StatusCode::OK, &b"ok"[..]));
    }
    assert_eq!(accepted.load(Ordering::SeqCst), 1);
}

#[test]
fn headers_are_sent_as_they_are_given() {
    let (server, requests) = serve_and_show();
    let mut headers = HeaderMap::new();
    headers.append(ORIGIN, HeaderValue::from_static("null"));
    headers.append(ORIGIN, HeaderValue::from_static("https://a.example"));
    headers.append("x-bytes", HeaderValue::from_bytes(b"\x80\xff").unwrap());
    let url = format!("http://user:secret@{server}/a?b#c");
    let request =
        Request { method: Method::OPTIONS, headers: headers.clone(), ..get(Protocol::Http2, &url) };
    client().send(&request).unwrap();
    let seen = requests.recv().unwrap();
    assert_eq!((seen.version(), seen.method()), (Version::HTTP_2, &Method::OPTIONS));
    assert_eq!(seen.uri().to_string(), format!("http://{server}/a?b"));
    assert_eq!(seen.headers(), &headers);
}

#[test]
fn a_given_host_becomes_the_authority_and_headers_of_connections_are_left_out() {
    let (server, requests) = serve_and_show();
    let mut headers = HeaderMap::new();
    headers.insert(HOST, HeaderValue::from_static("other.example:1"));
    headers.insert(CONNECTION, HeaderValue::from_static("close"));
    headers.insert("keep-alive", HeaderValue::from_static("1"));
    headers.insert(TE, HeaderValue::from_static("gzip"));
    client().send(&Request { headers, ..get_http2(server) }).unwrap();
    let seen = requests.recv().unwrap();
    assert_eq!(seen.uri().authority().unwrap(), "other.example:1");
    assert_eq!(seen.headers(), &HeaderMap::new());

    let mut headers = HeaderMap::new();
    headers.insert(TE, HeaderValue::from_static("trailers"));
    client().send(&Request { headers: headers.clone(), ..get_http2(server) }).unwrap();
    assert_eq!(requests.recv().unwrap().headers(), &headers);
}

#[test]
fn a_long_body_is_kept_up_to_the_limit() {
    for (length, connections) in [(MAX_BODY - 1, 1), (MAX_BODY, 1), (MAX_BODY + 1, 2)] {
        let body: &[u8] = Box::leak(vec![b'a'; length].into());
        let (server, accepted) = serve(move |_, send| reply(send, HttpResponse::default(), body));
        let mut client = client();
        for _ in 0..2 {
            let response = client.send(&get_http2(server)).unwrap();
            assert_eq!(response.body, body[..length.min(MAX_BODY)]);
        }
        // The rest of a body is in the way of the next response.
        assert_eq!(accepted.load(Ordering::SeqCst), connections, "{length}");
    }
}
