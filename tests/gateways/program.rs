//! Processes, their folders and their ports.

use std::fs::{self, File};
use std::iter;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{self, Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// A running program with a folder of its own. Both end when this is dropped.
pub(crate) struct Program {
    child: Child,
    folder: Folder,
}

impl Program {
    /// Starts a program, and waits until it listens at all addresses. What it prints is in the file `log` of the folder.
    pub(crate) fn start(mut command: Command, folder: Folder, addresses: &[SocketAddr]) -> Self {
        let log = File::create(folder.path().join("log")).expect("a file");
        let error = log.try_clone().expect("a file");
        let child = command.stdin(Stdio::null()).stdout(log).stderr(error).spawn();
        let child = child.unwrap_or_else(|error| panic!("{command:?}: {error}; {REMEDY}"));
        let mut program = Self { child, folder };
        let start = Instant::now();
        for address in addresses {
            while TcpStream::connect(address).is_err() {
                let ended = program.child.try_wait().expect("a process");
                assert!(ended.is_none(), "{command:?} has ended:\n{}", program.log());
                assert!(start.elapsed() < LONGEST_START, "{command:?}:\n{}", program.log());
                thread::sleep(Duration::from_millis(10));
            }
        }
        program
    }

    /// What the program has printed.
    pub(crate) fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("log")).expect("a file")
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // If this fails, the process has ended already, and nothing is left to do.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An empty folder below the target folder. It is removed when this is dropped.
pub(crate) struct Folder {
    path: PathBuf,
}

impl Folder {
    pub(crate) fn new(name: &str) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let path = path.join(format!("{name}-{}-{count}", process::id()));
        fs::create_dir_all(&path).expect("a folder");
        Self { path }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Writes a file, and returns its path.
    pub(crate) fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path.join(name);
        fs::write(&path, text).expect("a file");
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.path);
    }
}

/// Runs a command that must succeed, and returns what it prints.
pub(crate) fn output(mut command: Command) -> String {
    let output = command.stdin(Stdio::null()).output();
    let output = output.unwrap_or_else(|error| panic!("{command:?}: {error}; {REMEDY}"));
    let printed = [output.stdout, output.stderr].concat();
    let printed = String::from_utf8_lossy(&printed).into_owned();
    assert!(output.status.success(), "{command:?} fails ({}):\n{printed}", output.status);
    printed
}

/// Addresses at which nothing listens. No two calls of a process return the same one.
///
/// Their ports are below those that systems give to connections: a connection of another test could take such a port before
/// the program listens.
pub(crate) fn free_addresses(count: usize) -> Vec<SocketAddr> {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    // Other processes start elsewhere.
    let start = process::id().wrapping_mul(97);
    let ports = iter::repeat_with(|| start.wrapping_add(NEXT.fetch_add(1, Ordering::Relaxed)));
    let ports = ports.map(|number| u16::try_from(10_000 + number % 20_000).expect("a port"));
    let addresses = ports.map(|port| SocketAddr::from((Ipv4Addr::LOCALHOST, port)));
    addresses.filter(|address| TcpListener::bind(address).is_ok()).take(count).collect()
}

const LONGEST_START: Duration = Duration::from_mins(1);
const REMEDY: &str = "`cargo xtask gateways` gets the programs, and runs these tests";
