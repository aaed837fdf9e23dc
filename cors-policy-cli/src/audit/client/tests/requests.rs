//! What goes over the wire.

use std::io::Read;
use std::net::SocketAddr;
use std::sync::mpsc::channel;
use std::time::Duration;

use http::header::{HOST, ORIGIN};
use http::{HeaderMap, HeaderValue, Method, StatusCode};
use url::Url;

use super::server::{answer, answer_and_show, read_head, send, serve};
use super::{client, get, get_http1, limits, text_of};
use crate::audit::client::Client;
use crate::audit::client::target::Target;
use crate::audit::{Failure, Protocol, Request};

const EMPTY: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

fn head_of(request: impl FnOnce(SocketAddr) -> Request) -> (SocketAddr, Vec<u8>) {
    let (server, heads) = answer_and_show(EMPTY);
    client().send(&request(server)).unwrap();
    (server, heads.recv().unwrap())
}

#[test]
fn a_get_without_headers_has_only_a_host() {
    let (server, head) = head_of(get_http1);
    assert_eq!(head, format!("GET / HTTP/1.1\r\nHost: {server}\r\n\r\n").as_bytes());
}

#[test]
fn methods_without_a_body_get_no_length() {
    for method in ["OPTIONS", "HEAD", "DELETE", "POST", "PUT", "PATCH", "QUERY", "x!"] {
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        let (server, head) =
            head_of(|server| Request { method: method.clone(), ..get_http1(server) });
        let expected = format!("{method} / HTTP/1.1\r\nHost: {server}\r\n\r\n");
        assert_eq!(String::from_utf8(head).unwrap(), expected);
    }
}

#[test]
fn headers_are_sent_as_they_are_given() {
    let mut headers = HeaderMap::new();
    headers.append(ORIGIN, HeaderValue::from_static("null"));
    headers.append(ORIGIN, HeaderValue::from_static(" https://a.example "));
    headers.append("x-bytes", HeaderValue::from_bytes(b"\x80\xff\t\"").unwrap());
    headers.append("accept-encoding", HeaderValue::from_static(""));
    let (server, head) = head_of(|server| Request { headers, ..get_http1(server) });
    let mut expected = format!(
        "GET / HTTP/1.1\r\nHost: {server}\r\nOrigin: null\r\nOrigin:  https://a.example \r\nX-Bytes: "
    )
    .into_bytes();
    expected.extend_from_slice(b"\x80\xff\t\"\r\nAccept-Encoding: \r\n\r\n");
    assert_eq!(head, expected);
}

#[test]
fn a_given_host_replaces_that_of_the_url() {
    let mut headers = HeaderMap::new();
    headers.append(HOST, HeaderValue::from_static("other.example:1"));
    let (_, head) = head_of(|server| Request { headers, ..get_http1(server) });
    assert_eq!(head, b"GET / HTTP/1.1\r\nHost: other.example:1\r\n\r\n");
}

#[test]
fn the_path_and_the_query_are_sent_and_nothing_else_of_the_url() {
    let (server, head) = head_of(|server| {
        get(Protocol::Http1, &format!("http://user:secret@{server}/a%20b/;x?q='`{{|}}^&=#part"))
    });
    let expected = format!("GET /a%20b/;x?q=%27`{{|}}^&= HTTP/1.1\r\nHost: {server}\r\n\r\n");
    assert_eq!(String::from_utf8(head).unwrap(), expected);
}

#[test]
fn a_url_of_any_printable_characters_can_be_requested() {
    let odd = (' '..='~').chain("ä€😀".chars()).collect::<String>();
    for part in ["/", "/?", "/#"] {
        Target::of(&format!("http://host.example{part}{odd}").parse().unwrap()).unwrap();
    }
    for host in ["a_b", "-a", "a~b", "ä.example", "[::1]", "1", "a!$&'()*+,;=b"] {
        Target::of(&format!("https://{host}/").parse().unwrap()).unwrap();
    }
}

#[test]
fn a_url_that_nobody_can_request_is_refused() {
    let long = format!("http://host.example/{}", "a".repeat(70_000));
    for url in ["data:,x", "file:///etc/passwd", "ftp://host.example/", &long] {
        let failure = Target::of(&url.parse::<Url>().unwrap()).unwrap_err();
        assert!(matches!(failure, Failure::NoConnection(_)), "{failure}");
    }
}

#[test]
fn each_request_over_http1_has_its_own_connection() {
    // The server answers twice, as an attacker who splits responses can do.
    let server = answer([EMPTY, b"HTTP/1.1 418 Unasked\r\n\r\n"].concat());
    let mut client = client();
    for _ in 0..3 {
        assert_eq!(client.send(&get_http1(server)).unwrap().status, StatusCode::OK);
    }
}

#[test]
fn a_redirect_is_returned_and_not_followed() {
    let (target, heads) = answer_and_show(EMPTY);
    let head = format!("HTTP/1.1 302 Found\r\nLocation: http://{target}/\r\n\r\n");
    let response = client().send(&get_http1(answer(head))).unwrap();
    assert_eq!(response.status, StatusCode::FOUND);
    assert_eq!(response.headers["location"], format!("http://{target}/"));
    assert!(heads.try_recv().is_err());
}

#[test]
fn a_cookie_is_not_stored() {
    let (server, heads) =
        answer_and_show(b"HTTP/1.1 200 OK\r\nSet-Cookie: a=b\r\nContent-Length: 0\r\n\r\n");
    let mut client = client();
    for _ in 0..2 {
        client.send(&get_http1(server)).unwrap();
        assert!(!String::from_utf8(heads.recv().unwrap()).unwrap().contains("a=b"));
    }
}

#[test]
fn the_request_ends_with_its_head() {
    let (seen, rest) = channel();
    let server = serve(move |mut stream| {
        read_head(&mut stream);
        send(&mut stream, EMPTY);
        let mut rest = Vec::new();
        stream.read_to_end(&mut rest).unwrap();
        seen.send(rest).unwrap();
    });
    client().send(&get_http1(server)).unwrap();
    assert_eq!(rest.recv().unwrap(), b"");
}

#[test]
fn a_limit_can_be_longer_than_the_clock_counts() {
    let mut client = Client::new(&limits(Duration::MAX)).unwrap();
    client.send(&get_http1(answer(EMPTY))).unwrap();
}

#[test]
fn an_asynchronous_program_can_use_it() {
    let server = answer(EMPTY);
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        let mut client = client();
        assert_eq!(client.send(&get_http1(server)).unwrap().status, StatusCode::OK);
    });
}

#[test]
fn connect_is_refused_or_answered() {
    let request = |protocol, server| Request {
        method: Method::CONNECT,
        ..get(protocol, &format!("http://{server}/"))
    };
    let server = answer(b"HTTP/1.1 200 OK\r\n\r\n");
    client().send(&request(Protocol::Http1, server)).unwrap();
    text_of(client().send(&request(Protocol::Http2, server)));
}
