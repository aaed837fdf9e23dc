//! `cargo xtask load`: each adapter, asked for a minute by as many connections as it can answer.
//!
//! Nothing else is needed for it than this. A generator like `wrk` shows a script the last of several lines with one name,
//! and does not say which request a response belongs to. Here every answer is compared, line by line.

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

/// Asks one server after the other.
pub(crate) fn run() -> Outcome {
    for adapter in ["axum", "hyper", "actix-web"] {
        let server = Server::start(adapter)?;
        let report = attack(&server)?;
        println!("{adapter:<10} {report}");
    }
    Ok(())
}

/// Keeps all connections busy, and tells how it went. The first wrong answer is an `Err`.
fn attack(server: &Server) -> Outcome<String> {
    let is_over = &AtomicBool::new(false);
    let (answers, memory) = thread::scope(|scope| {
        let workers = (0..CONNECTIONS)
            .map(|number| {
                scope.spawn(move || {
                    // What is wrong once is not asked again.
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
        None => Ok(format!("{report}; memory cannot be told here")),
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

/// Asks on one connection until it is over, and counts the answers.
fn keep_asking(address: SocketAddr, number: u64, is_over: &AtomicBool) -> Result<u64, String> {
    let mut connection = Connection::open(address).map_err(|error| error.to_string())?;
    let mut answers = 0;
    while !is_over.load(Ordering::Relaxed) {
        // Each connection is at another place in the mix.
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

/// When buffers and pools have grown to what they need.
const WARM_UP: u64 = 10;
