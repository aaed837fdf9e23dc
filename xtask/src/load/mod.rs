//! `cargo xtask load`: sends requests to each adapter for a minute, on many connections, as fast as it answers. Then once
//! more, while the origins of the policy are replaced a thousand times a second.
//!
//! It needs no other program. A generator like `wrk` is not enough: if a header has several lines, it gives only the
//! last one to a script, and it does not tell to which request a response belongs. This command compares every answer,
//! line by line.

mod connection;
mod mix;
mod server;

use std::iter::Sum;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use crate::Outcome;
use connection::Connection;
use mix::Origins;
use server::Server;

/// Tests one server after the other.
pub(crate) fn run() -> Outcome {
    for adapter in ["axum", "hyper", "actix-web", "poem", "rocket", "salvo"] {
        for origins in [Origins::Declared, Origins::Changing] {
            let server = Server::start(adapter, origins)?;
            let report = attack(&server, origins)?;
            println!("{adapter:<10} {:<9} {report}", origins.as_str());
        }
    }
    Ok(())
}

/// Keeps all connections busy, and returns a summary. The first wrong answer is an error.
fn attack(server: &Server, origins: Origins) -> Outcome<String> {
    let is_over = &AtomicBool::new(false);
    let (answers, memory) = thread::scope(|scope| {
        let workers = (0..CONNECTIONS)
            .map(|number| {
                scope.spawn(move || {
                    // One wrong answer ends the test.
                    keep_asking(server.address(), origins, number, is_over)
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
        let tallies = answers.collect::<Result<Vec<Tally>, String>>();
        tallies.map(|tallies| (tallies.into_iter().sum::<Tally>(), early.zip(late)))
    })?;
    let Tally { answers, others } = answers;
    if matches!(origins, Origins::Changing) && (others == 0 || others == answers) {
        return Err("the origins do not change".into());
    }
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
fn keep_asking(
    address: SocketAddr,
    origins: Origins,
    number: u64,
    is_over: &AtomicBool,
) -> Result<Tally, String> {
    let mut connection = Connection::open(address).map_err(|error| error.to_string())?;
    let mut tally = Tally::default();
    while !is_over.load(Ordering::Relaxed) {
        // Each connection starts at another place in the mix.
        let exchange = mix::exchange(origins, number + tally.answers);
        let answer = connection.ask(&exchange.request);
        let answer = answer.map_err(|error| format!("{error} after {:?}", exchange.request))?;
        let is_right = answer == exchange.answer || Some(&answer) == exchange.or.as_ref();
        if !is_right {
            let request = exchange.request;
            let (expected, or) = (exchange.answer, exchange.or);
            return Err(format!(
                "{request:?}\n  expected {expected:?}\n  or {or:?}\n  found    {answer:?}"
            ));
        }
        tally.answers += 1;
        tally.others += u64::from(answer != exchange.answer);
    }
    Ok(tally)
}

/// How many answers were right.
#[derive(Default)]
struct Tally {
    answers: u64,
    /// Those that were right because the origins had changed.
    others: u64,
}

impl Sum for Tally {
    fn sum<I: Iterator<Item = Self>>(tallies: I) -> Self {
        tallies.fold(Self::default(), |sum, tally| Self {
            answers: sum.answers + tally.answers,
            others: sum.others + tally.others,
        })
    }
}

const CONNECTIONS: u64 = 64;
const SECONDS: u64 = 60;

/// After this time, buffers and pools have grown to the size that they need.
const WARM_UP: u64 = 10;
