//! An example as a process, for as long as it is scanned.

use std::env::{self, consts::EXE_SUFFIX};
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use crate::Outcome;

/// A running example, which ends with this.
pub(crate) struct Running {
    process: Child,
    address: String,
}

impl Running {
    /// Starts an example that is built, on a free port.
    pub(crate) fn start(example: &str) -> Outcome<Self> {
        // They are built where this program is.
        let examples = env::current_exe()?.with_file_name("examples");
        let process = Command::new(examples.join(format!("{example}{EXE_SUFFIX}")))
            .arg("127.0.0.1:0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut running = Self { process, address: String::new() };
        let output = running.process.stdout.take().ok_or("an example has no output")?;
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line)?;
        let address = line.trim().strip_prefix("listening on http://");
        address.ok_or("an example does not say where it listens")?.clone_into(&mut running.address);
        Ok(running)
    }

    /// Where it listens.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It has ended already if this fails, and then there is nothing left to do.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
