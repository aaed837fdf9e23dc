//! Runs an example as a process.

use std::env::{self, consts::EXE_SUFFIX};
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use crate::Outcome;

/// A running example. It ends when this is dropped.
pub(crate) struct Running {
    process: Child,
    address: String,
}

impl Running {
    /// Starts an example on a free port. The example is built already.
    pub(crate) fn start(example: &str) -> Outcome<Self> {
        // The examples are in the folder of this program.
        let examples = env::current_exe()?.with_file_name("examples");
        let process = Command::new(examples.join(format!("{example}{EXE_SUFFIX}")))
            .arg("127.0.0.1:0")
            // Only `tenants` uses it.
            .env("DATABASE_URL", "sqlite:target/scanner/tenants.sqlite?mode=rwc")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut running = Self { process, address: String::new() };
        let output = running.process.stdout.take().ok_or("an example has no output")?;
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line)?;
        let address = line.trim().strip_prefix("listening on http://");
        address.ok_or("an example does not print its address")?.clone_into(&mut running.address);
        Ok(running)
    }

    /// The address at which the example listens.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // If this fails, the process has ended already, and nothing is left to do.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
