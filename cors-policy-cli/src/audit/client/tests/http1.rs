//! Servers that break the rules of HTTP/1, or use all of them.

use std::iter;
use std::net::{SocketAddr, TcpStream};
use std::sync::mpsc::channel;
use std::thread::sleep;
use std::time::Duration;

use http::{HeaderValue, Method, StatusCode};

use super::server::{answer, finish, read_head, send, send_without_end, serve, wait_for_the_end};
use super::{BRIEF, client, get_http1, get_http2, impatient, text_of};
use crate::audit::limits::{MAX_BODY, MAX_HEAD};
use crate::audit::{Failure, Protocol, Request, Response};

const OK: &str = "HTTP/1.1 200 OK\r\n";

fn sent(response: impl Into<Vec<u8>>) -> Result<Response, Failure> {
    client().send(&get_http1(answer(response)))
}

fn head_with(header: &str) -> Vec<u8> {
    format!("{OK}{header}\r\nContent-Length: 2\r\n\r\nok").into_bytes()
}

/// A server that continues after the head of the request.
fn after_head(respond: impl Fn(&mut TcpStream) + Clone + Send + 'static) -> SocketAddr {
    serve(move |mut stream| {
        read_head(&mut stream);
        respond(&mut stream);
    })
}

#[test]
fn what_is_not_http() {
    let responses: &[&[u8]] = &[
        b"<html>HTTP/0.9</html>",
        b"220 mail.example ESMTP\r\n",
        b"SSH-2.0-OpenSSH_9.9\r\n",
        b"\x15\x03\x03\x00\x02\x02\x46",
        b"HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nBad Name: 1\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nSpace : 1\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n: 1\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nN\x00l: 1\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX: \x001\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX: \x1b[2J\x1b]0;owned\x07\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX: a\rb\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX: folded\r\n line\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999999\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: \x1b[2J\r\n\r\n",
        b"HTTP/1.1 99 Low\r\n\r\n",
        b"HTTP/1.1 20 Short\r\n\r\n",
        b"HTTP/1.1 2000 Long\r\n\r\n",
        b"HTTP/1.1 \x1b[2J OK\r\n\r\n",
        b"HTTP/1.1 200 \x1b[2J\r\n\r\n",
        b"HTTP/3.7 200 OK\r\n\r\n",
        b"HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    ];
    for response in responses {
        let result = sent(*response);
        let shown = String::from_utf8_lossy(response);
        assert!(matches!(result, Err(Failure::NotHttp(_))), "{shown:?}: {result:?}");
        let text = text_of(result);
        assert!(!text.contains("owned") && !text.contains("[2J"), "{text}");
    }
}

#[test]
fn what_browsers_accept_too() {
    let responses: &[&[u8]] = &[
        b"HTTP/1.1 200 OK\nContent-Length: 2\n\nok",
        b"HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nok",
        b"HTTP/1.0 200 OK\r\n\r\nok",
        b"\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
        b"HTTP/1.1 200 OK\r\nContent-Length: 2, 2\r\n\r\nok",
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok and what nobody asked for",
        b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;a=b\r\nok\r\n0\r\nTrailer: 1\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\nok",
    ];
    for response in responses {
        let result = sent(*response);
        let shown = String::from_utf8_lossy(response);
        let response = result.unwrap_or_else(|failure| panic!("{shown:?}: {failure}"));
        assert_eq!((response.status, &*response.body), (StatusCode::OK, &b"ok"[..]), "{shown:?}");
    }
}

#[test]
fn header_values_are_kept_as_bytes() {
    let response = sent(b"HTTP/1.1 200 OK\r\nX: \x9b2J\xff\xc3\xa4\t.\r\nX:\r\nX:  b  \r\n\r\n");
    let headers = response.unwrap().headers;
    let values = headers.get_all("x").iter().map(HeaderValue::as_bytes).collect::<Vec<_>>();
    assert_eq!(values, [&b"\x9b2J\xff\xc3\xa4\t."[..], b"", b"b"]);
}

#[test]
fn the_head_has_limits() {
    let long = |length: usize| head_with(&format!("X: {}", "a".repeat(length)));
    sent(long(MAX_HEAD - 1000)).unwrap();
    assert_eq!(sent(long(MAX_HEAD)).unwrap_err(), Failure::HeadTooLong);
    assert_eq!(sent(long(1 << 20)).unwrap_err(), Failure::HeadTooLong);

    let many = |count: usize| head_with(&vec!["A: b"; count - 1].join("\r\n"));
    assert_eq!(sent(many(100)).unwrap().headers.len(), 100);
    assert_eq!(sent(many(101)).unwrap_err(), Failure::HeadTooLong);
}

#[test]
fn endless_headers_end() {
    for endless in ["X: y\r\n", "X", "\r\n", " "] {
        let server = after_head(|stream| {
            send(stream, OK.as_bytes());
            send(stream, b"X: ");
            send_without_end(stream, endless.repeat(1000).as_bytes());
        });
        let result = client().send(&get_http1(server));
        // Empty lines end the head. What follows is a body without an end.
        match result {
            Ok(response) => assert_eq!(response.body.len(), MAX_BODY),
            Err(failure) => assert_eq!(failure, Failure::HeadTooLong, "{endless:?}"),
        }
    }
    let server = after_head(|stream| send_without_end(stream, b"\r\n\r\n\r\n\r\n"));
    text_of(impatient().send(&get_http1(server)));
}

#[test]
fn a_byte_now_and_then_takes_the_time_of_one_request() {
    let server = after_head(|stream| {
        for byte in iter::repeat(b"HTTP/1.1 200 OK\r\nX: ").flatten() {
            send(stream, &[*byte]);
            sleep(Duration::from_millis(50));
        }
    });
    let result = impatient().send(&get_http1(server));
    assert_eq!(result.unwrap_err(), Failure::TimedOut(BRIEF));
}

#[test]
fn a_server_that_says_nothing() {
    let server = after_head(wait_for_the_end);
    for request in [get_http1(server), get_http2(server)] {
        assert_eq!(impatient().send(&request).unwrap_err(), Failure::TimedOut(BRIEF));
    }
}

#[test]
fn the_client_closes_the_connection_of_a_failed_request() {
    let (seen, ends) = channel();
    let server = after_head(move |stream| {
        wait_for_the_end(stream);
        seen.send(()).unwrap();
    });
    let mut client = impatient();
    client.send(&get_http1(server)).unwrap_err();
    // The connection ends while the next request waits.
    client.send(&get_http1(server)).unwrap_err();
    ends.recv_timeout(Duration::from_secs(30)).unwrap();
}

#[test]
fn a_connection_that_closes_too_early() {
    let at_once = serve(drop);
    assert_eq!(client().send(&get_http1(at_once)).unwrap_err(), Failure::Closed);
    for start in
        ["", "H", "HTTP/1.1", OK, "HTTP/1.1 200 OK\r\nX: y", "HTTP/1.1 100 Continue\r\n\r\n"]
    {
        assert_eq!(sent(start).unwrap_err(), Failure::Closed, "{start:?}");
    }
}

#[test]
fn a_body_that_is_cut_off_or_broken_is_kept_up_to_there() {
    for (rest, body) in [
        ("Content-Length: 9\r\n\r\npart", "part"),
        ("Content-Length: 2\r\n\r\npart", "pa"),
        ("Transfer-Encoding: chunked\r\n\r\n4\r\npart", "part"),
        ("Transfer-Encoding: chunked\r\n\r\n9\r\npart", "part"),
        ("Transfer-Encoding: chunked\r\n\r\n4\r\npart\r\nxyz\r\n", "part"),
        ("Transfer-Encoding: chunked\r\n\r\nffffffffffffffff1\r\npart", ""),
        ("Transfer-Encoding: chunked\r\n\r\n-4\r\npart", ""),
    ] {
        let response = sent(format!("{OK}{rest}")).unwrap();
        assert_eq!(String::from_utf8(response.body).unwrap(), body, "{rest:?}");
    }
}

#[test]
fn a_slow_body_is_kept_up_to_there() {
    for head in ["Content-Length: 99", "Transfer-Encoding: chunked", "X: until it is closed"] {
        let server = after_head(move |stream| {
            send(stream, format!("{OK}{head}\r\n\r\n4\r\n").as_bytes());
            send(stream, b"slow");
            wait_for_the_end(stream);
        });
        let response = impatient().send(&get_http1(server)).unwrap();
        assert!(response.body.ends_with(b"slow"), "{head}: {:?}", response.body);
    }
}

#[test]
fn an_endless_body_is_kept_up_to_the_limit() {
    for (head, part) in [
        ("Content-Length: 18446744073709551613", "a".repeat(10_000)),
        ("Transfer-Encoding: chunked", format!("3e8\r\n{}\r\n", "a".repeat(1000))),
        ("X: y", "a".repeat(10_000)),
    ] {
        let server = after_head(move |stream| {
            send(stream, format!("{OK}{head}\r\n\r\n").as_bytes());
            send_without_end(stream, part.as_bytes());
        });
        let response = client().send(&get_http1(server)).unwrap();
        assert_eq!(response.body, vec![b'a'; MAX_BODY], "{head}");
    }
}

#[test]
fn a_compressed_body_stays_compressed() {
    let bomb = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff\xed\xc1\x01\x0d";
    let head = format!("{OK}Content-Encoding: gzip\r\nContent-Length: {}\r\n\r\n", bomb.len());
    let response = sent([head.as_bytes(), bomb].concat()).unwrap();
    assert_eq!(response.body, bomb);
    assert_eq!(response.headers["content-encoding"], "gzip");
}

#[test]
fn endless_trailers_end() {
    let server = after_head(|stream| {
        send(stream, format!("{OK}Transfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n").as_bytes());
        send_without_end(stream, "X: y\r\n".repeat(1000).as_bytes());
    });
    assert_eq!(client().send(&get_http1(server)).unwrap().body, b"ok");
}

#[test]
fn informational_responses_are_skipped() {
    let early = "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n".repeat(2000);
    let response =
        sent(format!("HTTP/1.1 100 Continue\r\n\r\n{early}{OK}Content-Length: 2\r\n\r\nok"));
    let response = response.unwrap();
    assert_eq!((response.status, &*response.body), (StatusCode::OK, &b"ok"[..]));
    assert!(!response.headers.contains_key("link"));

    let server = after_head(move |stream| send_without_end(stream, early.as_bytes()));
    let result = impatient().send(&get_http1(server));
    assert_eq!(result.unwrap_err(), Failure::TimedOut(BRIEF));
}

#[test]
fn a_response_that_switches_protocols() {
    let head = "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\nbytes";
    let response = sent(head).unwrap();
    assert_eq!((response.status, &*response.body), (StatusCode::SWITCHING_PROTOCOLS, &b""[..]));
    assert_eq!(response.headers["upgrade"], "x");
}

#[test]
fn responses_without_a_body() {
    let server = answer(format!("{OK}Content-Length: 5\r\n\r\n"));
    let head = Request { method: Method::HEAD, ..get_http1(server) };
    let response = client().send(&head).unwrap();
    assert_eq!((response.headers["content-length"].as_bytes(), response.body), (&b"5"[..], vec![]));

    for status in ["204 No Content", "304 Not Modified"] {
        let server = after_head(move |stream| {
            send(stream, format!("HTTP/1.1 {status}\r\nContent-Length: 5\r\n\r\n").as_bytes());
            wait_for_the_end(stream);
        });
        assert_eq!(client().send(&get_http1(server)).unwrap().body, b"");
    }
}

#[test]
fn every_status_is_a_response() {
    for status in [200, 299, 401, 405, 418, 500, 599, 600, 999] {
        let response = sent(format!("HTTP/1.1 {status} \r\nContent-Length: 0\r\n\r\n")).unwrap();
        assert_eq!(response.status.as_u16(), status);
    }
}

#[test]
fn a_server_that_speaks_before_it_is_asked() {
    let server = serve(|mut stream| {
        send(&mut stream, b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n");
        finish(&stream);
    });
    // Whether the request is sent before depends on the network.
    match client().send(&get_http1(server)) {
        Ok(response) => assert_eq!(response.status, StatusCode::SERVICE_UNAVAILABLE),
        Err(failure) => assert_eq!(failure, Failure::Closed),
    }
}

#[test]
fn a_server_of_http2_does_not_speak_http1() {
    let settings = b"\0\0\x06\x04\0\0\0\0\0\0\x03\0\0\0\x64";
    assert_eq!(sent(settings).unwrap_err(), Failure::NotSpoken(Protocol::Http1));
}
