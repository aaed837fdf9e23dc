//! Servers that break the rules of HTTP/2, or use all of them.

use std::net::{Shutdown, SocketAddr, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use http::{Method, StatusCode};

use super::frames::{
    CONTINUATION, DATA, END, END_HEADERS, END_STREAM, GOAWAY, HEADERS, NO_FLAGS, PING,
    PUSH_PROMISE, REPEATED, RST_STREAM, SETTINGS, STATUS_200, WINDOW_UPDATE, answer, frame,
    headers, literal, remembered, serve, wait_for_request,
};
use super::server::{self, finish, send, send_without_end, wait_for_the_end};
use super::{BRIEF, client, get_http2, impatient, text_of};
use crate::audit::limits::{MAX_BODY, MAX_HEAD};
use crate::audit::{Failure, Protocol, Request, Response};

const NOT_SPOKEN: Failure = Failure::NotSpoken(Protocol::Http2);

const PROTOCOL_ERROR: u8 = 1;
const INTERNAL_ERROR: u8 = 2;
const REFUSED_STREAM: u8 = 7;
const ENHANCE_YOUR_CALM: u8 = 11;
const HTTP_1_1_REQUIRED: u8 = 13;

/// Bytes that would clear a terminal.
const EVIL: &[u8] = b"\x1b[2Jowned";

fn sent(frames: impl Into<Vec<u8>>) -> Result<Response, Failure> {
    client().send(&get_http2(answer(frames)))
}

fn head(block: &[u8]) -> Vec<u8> {
    [&[STATUS_200][..], block].concat()
}

fn reset(stream: u32, reason: u8) -> Vec<u8> {
    frame(RST_STREAM, NO_FLAGS, stream, &[0, 0, 0, reason])
}

fn go_away(last: u8, reason: u8) -> Vec<u8> {
    frame(GOAWAY, NO_FLAGS, 0, &[&[0, 0, 0, last, 0, 0, 0, reason], EVIL].concat())
}

#[test]
fn servers_that_do_not_speak_it() {
    for bytes in [
        "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n",
        "HTTP/1.1 505 HTTP Version Not Supported\r\n\r\n",
        "HTTP/1.0 200 OK\r\n\r\n",
        "",
    ] {
        let server = server::answer(bytes);
        assert_eq!(client().send(&get_http2(server)).unwrap_err(), NOT_SPOKEN, "{bytes:?}");
    }
    let resets = server::serve(drop);
    assert_eq!(client().send(&get_http2(resets)).unwrap_err(), NOT_SPOKEN);
    for frames in [reset(1, HTTP_1_1_REQUIRED), go_away(0, HTTP_1_1_REQUIRED)] {
        assert_eq!(sent(frames).unwrap_err(), NOT_SPOKEN);
    }
}

#[test]
fn servers_that_end_the_stream_or_the_connection() {
    for frames in [
        vec![],
        reset(1, PROTOCOL_ERROR),
        reset(1, INTERNAL_ERROR),
        reset(1, REFUSED_STREAM),
        reset(1, ENHANCE_YOUR_CALM),
        reset(1, 99),
        go_away(0, 0),
        go_away(0, PROTOCOL_ERROR),
        go_away(0, INTERNAL_ERROR),
        go_away(0, ENHANCE_YOUR_CALM),
        go_away(1, 99),
        frame(HEADERS, NO_FLAGS, 1, &head(b"")),
        headers(1, &head(b""))[..8].to_vec(),
    ] {
        let result = sent(frames.clone());
        assert_eq!(*result.as_ref().unwrap_err(), Failure::Closed, "{frames:?}");
        assert!(!text_of(result).contains("owned"));
    }
}

#[test]
fn what_is_not_http() {
    let bad_headers: &[&[u8]] = &[
        &literal(b"x", EVIL),
        &literal(b"x", b"a\r\nb: c"),
        &literal(b"x", b"\0"),
        &literal(b"Upper", b""),
        &literal(b"bad name", b""),
        &literal(b"", b""),
        &literal(EVIL, b""),
        &literal(b"connection", b"close"),
        &literal(b"transfer-encoding", b"chunked"),
        &literal(b":status", b"200"),
        &literal(b":unknown", b""),
    ];
    let bad_blocks: &[&[u8]] = &[
        &literal(b":status", b"abc"),
        &literal(b":status", b"99"),
        &literal(b":status", b"1000"),
        &literal(b":status", EVIL),
        &[0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
        &[0x80],
        &[REPEATED],
        &[0x00, 0x85],
    ];
    let blocks = bad_headers.iter().map(|bad| head(bad));
    let blocks = blocks.chain(bad_blocks.iter().map(|bad| bad.to_vec()));
    let frames = [
        frame(DATA, END_STREAM, 1, b"early"),
        frame(DATA, NO_FLAGS, 0, b""),
        frame(DATA, NO_FLAGS, 7, b""),
        frame(HEADERS, END, 0, &head(b"")),
        frame(HEADERS, END, 2, &head(b"")),
        frame(HEADERS, END, 5, &head(b"")),
        frame(CONTINUATION, END, 1, &head(b"")),
        [frame(HEADERS, NO_FLAGS, 1, &head(b"")), frame(PING, NO_FLAGS, 0, &[0; 8])].concat(),
        frame(PUSH_PROMISE, END_HEADERS, 1, &[0, 0, 0, 2, 0x82, 0x84]),
        frame(SETTINGS, NO_FLAGS, 0, b"odd"),
        frame(SETTINGS, NO_FLAGS, 1, b""),
        frame(SETTINGS, NO_FLAGS, 0, &[0, 5, 0, 0, 0, 1]),
        frame(PING, NO_FLAGS, 0, b"short"),
        frame(WINDOW_UPDATE, NO_FLAGS, 0, &[0x7f, 0xff, 0xff, 0xff]),
        frame(WINDOW_UPDATE, NO_FLAGS, 0, &[0; 4]),
        b"\xff\xff\xff\x01\x04\0\0\0\x01".to_vec(),
    ];
    for frames in blocks.map(|block| headers(1, &block)).chain(frames) {
        let result = sent(frames.clone());
        let is_expected = matches!(result, Err(Failure::NotHttp(_)));
        assert!(is_expected, "{}: {result:?}", String::from_utf8_lossy(&frames));
        assert!(!text_of(result).contains("owned"));
    }
}

#[test]
fn header_values_are_kept_as_bytes() {
    let block = [literal(b"x", b"\x9b2J\xff\t."), literal(b"x", b""), literal(b"x", b" b ")];
    let response = sent(frame(HEADERS, END, 1, &head(&block.concat()))).unwrap();
    let values = response.headers.get_all("x").iter().map(http::HeaderValue::as_bytes);
    assert_eq!(values.collect::<Vec<_>>(), [&b"\x9b2J\xff\t."[..], b"", b" b "]);
}

#[test]
fn the_head_has_limits() {
    let long = |length| {
        let values = vec![b'a'; length];
        let values = values.chunks(100_000).map(|value| literal(b"x", value));
        let block = head(&values.collect::<Vec<_>>().concat());
        [headers(1, &block), frame(DATA, END_STREAM, 1, b"")].concat()
    };
    sent(long(MAX_HEAD - 1000)).unwrap();
    for length in [MAX_HEAD, 1 << 20, 8 << 20] {
        assert_eq!(sent(long(length)).unwrap_err(), Failure::HeadTooLong, "{length}");
    }
    let many = |count: usize| {
        let block = head(&literal(b"a", b"b").repeat(count));
        [headers(1, &block), frame(DATA, END_STREAM, 1, b"")].concat()
    };
    assert_eq!(sent(many(100)).unwrap().headers.len(), 100);
    for count in [101, 100_000] {
        assert_eq!(sent(many(count)).unwrap_err(), Failure::HeadTooLong, "{count}");
    }
    let text = text_of(sent(many(200_000)));
    assert!(text.ends_with("HTTP/2: it breaks a rule, or its headers are much too long"), "{text}");
}

#[test]
fn a_header_that_is_repeated_by_one_byte() {
    for count in [100, 1000, 10_000, 1_000_000] {
        let mut block = head(&remembered(b"x", &[b'a'; 3900]));
        block.extend(vec![REPEATED; count]);
        let result = sent(headers(1, &block));
        assert_eq!(result.unwrap_err(), Failure::HeadTooLong, "{count}");
    }
}

#[test]
fn endless_headers_end() {
    for part in [literal(b"x", b"y").repeat(100), vec![], literal(b"x", &[b'a'; 10_000])] {
        let server = serve(move |stream| {
            send(stream, &frame(HEADERS, NO_FLAGS, 1, &head(b"")));
            send_without_end(stream, &frame(CONTINUATION, NO_FLAGS, 1, &part));
        });
        assert_eq!(client().send(&get_http2(server)).unwrap_err(), Failure::HeadTooLong);
    }
}

#[test]
fn frames_without_end_take_the_time_of_one_request() {
    let informational = frame(HEADERS, END_HEADERS, 1, &literal(b":status", b"103"));
    for frames in [
        frame(SETTINGS, NO_FLAGS, 0, b""),
        frame(SETTINGS, NO_FLAGS, 0, &[0, 4, 0, 0, 255, 255]),
        frame(PING, NO_FLAGS, 0, &[7; 8]),
        frame(99, NO_FLAGS, 0, &[0; 100]),
        informational,
    ] {
        let repeated = frames.repeat(500);
        let server = serve(move |stream| {
            let mut reader = stream.try_clone().unwrap();
            std::thread::spawn(move || wait_for_the_end(&mut reader));
            send_without_end(stream, &repeated);
        });
        let failure = impatient().send(&get_http2(server)).unwrap_err();
        assert_eq!(failure, Failure::TimedOut(BRIEF), "{frames:?}");
    }
}

#[test]
fn a_server_that_does_not_read_takes_the_time_of_one_request() {
    let server = serve(|stream| send_without_end(stream, &frame(PING, NO_FLAGS, 0, &[7; 8])));
    let failure = impatient().send(&get_http2(server)).unwrap_err();
    assert_eq!(failure, Failure::TimedOut(BRIEF));
}

#[test]
fn a_server_that_allows_no_stream_takes_the_time_of_one_request() {
    let server = server::serve(|mut stream| {
        send(&mut stream, &frame(SETTINGS, NO_FLAGS, 0, &[0, 3, 0, 0, 0, 0]));
        wait_for_the_end(&mut stream);
    });
    let failure = impatient().send(&get_http2(server)).unwrap_err();
    assert_eq!(failure, Failure::TimedOut(BRIEF));
}

#[test]
fn informational_responses_are_skipped() {
    let early = [literal(b":status", b"103"), literal(b"link", b"</a>")].concat();
    let early = headers(1, &early).repeat(2000);
    let response = sent([early, frame(HEADERS, END, 1, &head(b""))].concat()).unwrap();
    assert_eq!(response.status, StatusCode::OK);
    assert!(!response.headers.contains_key("link"));
}

#[test]
fn a_body_that_is_cut_off_or_broken_is_kept_up_to_there() {
    let part = frame(DATA, NO_FLAGS, 1, b"part");
    for (block, rest) in [
        (vec![], vec![]),
        (vec![], reset(1, INTERNAL_ERROR)),
        (vec![], go_away(1, INTERNAL_ERROR)),
        (vec![], b"garbage, not a frame".to_vec()),
        (literal(b"content-length", b"9"), frame(DATA, END_STREAM, 1, b"")),
        (literal(b"content-length", b"4"), frame(DATA, END_STREAM, 1, b"more")),
    ] {
        let frames = [headers(1, &head(&block)), part.clone(), rest].concat();
        let response = sent(frames.clone()).unwrap();
        assert_eq!(response.body, b"part", "{}", String::from_utf8_lossy(&frames));
    }
    let lie = headers(1, &head(&literal(b"content-length", b"-1")));
    text_of(sent(lie));
}

#[test]
fn an_endless_body_is_kept_up_to_the_limit() {
    for part in [vec![b'a'; 16_384], vec![b'a'; 1000]] {
        let server = serve(move |stream| {
            send(stream, &headers(1, &head(b"")));
            // This server ignores flow control.
            send_without_end(stream, &frame(DATA, NO_FLAGS, 1, &part));
        });
        let body = client().send(&get_http2(server)).unwrap().body;
        assert!(body.len() <= MAX_BODY && body.iter().all(|byte| *byte == b'a'));
    }
}

#[test]
fn an_endless_body_without_bytes_takes_the_time_of_one_request() {
    for end in [frame(DATA, NO_FLAGS, 1, b""), frame(DATA, 8, 1, &[255; 256])] {
        let server = serve(move |stream| {
            send(stream, &headers(1, &head(b"")));
            send_without_end(stream, &end);
        });
        let response = impatient().send(&get_http2(server)).unwrap();
        assert_eq!((response.status, response.body), (StatusCode::OK, vec![]));
    }
}

#[test]
fn a_slow_body_is_kept_up_to_there() {
    let server = serve(|stream| {
        send(stream, &headers(1, &head(b"")));
        send(stream, &frame(DATA, NO_FLAGS, 1, b"slow"));
        wait_for_the_end(stream);
    });
    assert_eq!(impatient().send(&get_http2(server)).unwrap().body, b"slow");
}

#[test]
fn a_response_to_head_has_no_body() {
    let block = head(&literal(b"content-length", b"5"));
    let server = answer(frame(HEADERS, END, 1, &block));
    let request = Request { method: Method::HEAD, ..get_http2(server) };
    let response = client().send(&request).unwrap();
    assert_eq!((response.headers["content-length"].as_bytes(), response.body), (&b"5"[..], vec![]));
}

#[test]
fn a_response_that_nobody_asked_for_is_not_the_next_one() {
    let teapot = |stream| frame(HEADERS, END, stream, &literal(b":status", b"418"));
    for unasked in [1, 3, 5, 2] {
        let server = serve(move |stream| {
            // With stream 3, the response comes before the request.
            send(stream, &frame(HEADERS, END, 1, &head(b"")));
            if unasked == 3 {
                send(stream, &teapot(3));
            }
            if wait_for_request(stream) {
                if unasked != 3 {
                    send(stream, &teapot(unasked));
                }
                send(stream, &frame(HEADERS, END, 3, &head(b"")));
            }
            finish(stream);
        });
        let mut client = client();
        assert_eq!(client.send(&get_http2(server)).unwrap().status, StatusCode::OK);
        if let Ok(response) = client.send(&get_http2(server)) {
            assert_eq!(response.status, StatusCode::OK, "{unasked}");
        }
    }
}

/// A server that answers the first request, then does this, and counts its connections.
fn then(end: impl Fn(&mut TcpStream) + Clone + Send + 'static) -> (SocketAddr, Arc<AtomicUsize>) {
    let accepted = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&accepted);
    let server = serve(move |stream| {
        accepted.fetch_add(1, Ordering::SeqCst);
        send(stream, &frame(HEADERS, END, 1, &head(b"")));
        end(stream);
    });
    (server, count)
}

#[test]
fn a_connection_that_the_server_has_closed_is_opened_again() {
    for reason in [None, Some(0), Some(INTERNAL_ERROR)] {
        let (server, accepted) = then(move |stream| {
            if let Some(reason) = reason {
                send(stream, &go_away(1, reason));
            }
            let _ = stream.shutdown(Shutdown::Both);
        });
        let mut client = client();
        for _ in 0..3 {
            assert_eq!(client.send(&get_http2(server)).unwrap().status, StatusCode::OK);
        }
        assert_eq!(accepted.load(Ordering::SeqCst), 3, "{reason:?}");
    }
}

#[test]
fn a_connection_that_ends_when_it_is_used_again() {
    // The server has read the second request, but only GET may be sent twice.
    for (method, is_repeated) in [(Method::GET, true), (Method::POST, false)] {
        let (server, accepted) = then(|stream| {
            wait_for_request(stream);
        });
        let mut client = client();
        let request = Request { method, ..get_http2(server) };
        client.send(&request).unwrap();
        let result = client.send(&request);
        assert_eq!(result.is_ok(), is_repeated, "{result:?}");
        assert_eq!(accepted.load(Ordering::SeqCst), if is_repeated { 2 } else { 1 });
    }
    // The server has read the second request, and refuses to answer it.
    let (server, accepted) = then(|stream| {
        wait_for_request(stream);
        send(stream, &reset(3, INTERNAL_ERROR));
        wait_for_the_end(stream);
    });
    let mut client = client();
    client.send(&get_http2(server)).unwrap();
    assert_eq!(client.send(&get_http2(server)).unwrap_err(), Failure::Closed);
    assert_eq!(accepted.load(Ordering::SeqCst), 1);
    // The server says that it has not read it.
    let (server, accepted) = then(|stream| {
        wait_for_request(stream);
        send(stream, &reset(3, REFUSED_STREAM));
        wait_for_the_end(stream);
    });
    let request = Request { method: Method::POST, ..get_http2(server) };
    for _ in 0..2 {
        client.send(&request).unwrap();
    }
    assert_eq!(accepted.load(Ordering::SeqCst), 2);
}

#[test]
fn a_body_that_is_not_read_to_its_end_costs_the_connection() {
    let accepted = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&accepted);
    let server = serve(move |stream| {
        accepted.fetch_add(1, Ordering::SeqCst);
        send(stream, &headers(1, &head(b"")));
        send_without_end(stream, &frame(DATA, NO_FLAGS, 1, &[b'a'; 16_000]));
    });
    let mut client = client();
    for _ in 0..2 {
        client.send(&get_http2(server)).unwrap();
    }
    assert_eq!(count.load(Ordering::SeqCst), 2);
}
