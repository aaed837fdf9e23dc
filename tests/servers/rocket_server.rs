//! Rocket servers for the tests.

use std::net::SocketAddr;
use std::sync::mpsc;
use std::thread;

use rocket::config::Shutdown;
use rocket::fairing::AdHoc;
use rocket::log::private::{Log, Metadata, Record};
use rocket::{Build, Config, Rocket};
use tokio::runtime::Runtime;

/// A server without routes, which tells nothing.
pub(crate) fn silent() -> Rocket<Build> {
    // Each server sets the level of the whole program, so no level keeps them silent.
    _ = rocket::log::private::set_boxed_logger(Box::new(Silent));
    rocket::custom(Config {
        port: 0,
        shutdown: Shutdown { ctrlc: false, ..Shutdown::default() },
        ..Config::debug_default()
    })
}

/// Serves until the tests end.
#[allow(
    dead_code,
    reason = "each test binary has its own copy of this file, and not all need a socket"
)]
pub(crate) fn serve(rocket: Rocket<Build>) -> SocketAddr {
    let (sender, receiver) = mpsc::channel();
    let rocket = rocket.attach(AdHoc::on_liftoff("address", move |rocket| {
        let config = rocket.config();
        sender.send(SocketAddr::new(config.address, config.port)).expect("somebody waits");
        Box::pin(async {})
    }));
    thread::spawn(move || {
        let stopped = Runtime::new().expect("a runtime").block_on(rocket.launch());
        // If the server does not start, nobody gets its address.
        stopped.err().map(|error| eprintln!("{error:?}"))
    });
    receiver.recv().expect("the server starts")
}

/// A logger that no message reaches.
struct Silent;

impl Log for Silent {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        false
    }

    fn log(&self, _: &Record<'_>) {}

    fn flush(&self) {}
}
