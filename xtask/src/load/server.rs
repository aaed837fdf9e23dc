//! The server behind one adapter. It runs while it is tested.

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};

use super::mix::Origins;
use crate::Outcome;

pub(super) struct Server {
    /// The process of Cargo, which the server replaces.
    process: Child,
    address: SocketAddr,
}

impl Server {
    pub(super) fn start(adapter: &str, origins: Origins) -> Outcome<Self> {
        let options =
            "run --quiet --release --locked -p cors-policy-server-tests --example load --";
        let mut process = Command::new("cargo")
            .args(options.split(' '))
            .args([adapter, origins.as_str()])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut line = String::new();
        if let Some(output) = process.stdout.take() {
            BufReader::new(output).read_line(&mut line)?;
        }
        let address = line.trim().strip_prefix("listening on http://").unwrap_or_default();
        let Ok(address) = address.parse() else {
            process.kill()?;
            process.wait()?;
            return Err(format!("the server behind `{adapter}` does not start").into());
        };
        Ok(Self { process, address })
    }

    pub(super) fn address(&self) -> SocketAddr {
        self.address
    }

    /// The memory that the server holds, in KiB, if the system reports it in `/proc`.
    pub(super) fn memory(&self) -> Option<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.id())).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
        line.trim().strip_suffix(" kB")?.parse().ok()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // If this fails, the process has ended already, and nothing is left to do.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
