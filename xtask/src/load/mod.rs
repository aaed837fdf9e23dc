//! `cargo xtask load`: sends requests to each adapter for a minute, on many connections, as fast as it answers.
//!
//! It needs no other program. A generator like `wrk` is not enough: if a header has several lines, it gives only the
//! last one to a script, and it does not tell to which request a response belongs. This command compares every answer,
//! line by line.

mod connection;
mod mix;
mod server;

use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use crate::Outcome;
use connection::Connection;
use server::Server;

/// Tests one server after the other.
pub(crate) fn run() -> Outcome {
    for adapter in ["axum", "hyper", "actix-web"] {
        let server = Server::start(adapter)?;
        let report = attack(&server)?;
        println!("{adapter:<10} {report}");
    }
    Ok(())
}

/// Keeps all connections busy, and returns a summary. The first wrong answer is an error.
fn attack(server: &Server) -> Outcome<String> {
    let is_over = &AtomicBool::new(false);
    let (answers, memory) = thread::scope(|scope| {
        let workers = (0..CONNECTIONS)
            .map(|number| {
                scope.spawn(move || {
                    // One wrong answer ends the test.
                    keep_asking(server.address(), number, is_over)
                        .inspect_err(|_| is_over.store(true, Ordering::Relaxed))
                })
            })
            .collect::<Vec<_>>();
        wait(WARM_UP, is_over);
        let early = server.memory();
        wait(SECONDS - WARM_UP, is_over);
        let late = server.memory();
        is_over.store(true, Ordering::Relaxed);
        let answers = workers.into_iter().map(|worker| worker.join().expect("it does not panic"));
        answers.sum::<Result<u64, String>>().map(|answers| (answers, early.zip(late)))
    })?;
    let report = format!("{answers} right answers in {SECONDS} s on {CONNECTIONS} connections");
    match memory {
        Some((early, late)) if late > early + early / 10 + 1024 => {
            Err(format!("memory grew from {early} KiB to {late} KiB; {report}").into())
        }
        Some((early, late)) => {
            Ok(format!("{report}; {early} KiB after {WARM_UP} s, {late} KiB at the end"))
        }
        None => Ok(format!("{report}; this system does not report the memory")),
    }
}

fn wait(seconds: u64, is_over: &AtomicBool) {
    for _ in 0..seconds {
        if is_over.load(Ordering::Relaxed) {
            break;
        }
        thread::sleep(Duration::from_secs(1));
    }
}

/// Sends requests on one connection until the time is over, and counts the answers.
fn keep_asking(address: SocketAddr, number: u64, is_over: &AtomicBool) -> Result<u64, String> {
    let mut connection = Connection::open(address).map_err(|error| error.to_string())?;
    let mut answers = 0;
    while !is_over.load(Ordering::Relaxed) {
        // Each connection starts at another place in the mix.
        let exchange = mix::exchange(number + answers);
        let answer = connection.ask(&exchange.request);
        let answer = answer.map_err(|error| format!("{error} after {:?}", exchange.request))?;
        if answer != exchange.answer {
            let request = exchange.request;
            let expected = exchange.answer;
            return Err(format!("{request:?}\n  expected {expected:?}\n  found    {answer:?}"));
        }
        answers += 1;
    }
    Ok(answers)
}

const CONNECTIONS: u64 = 64;
const SECONDS: u64 = 60;

/// After this time, buffers and pools have grown to the size that they need.
const WARM_UP: u64 = 10;
