//! Processes, their folders and their ports.

use std::env;
use std::ffi::OsString;
use std::fs::{self, File};
use std::iter;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{self, Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// A gateway, with each policy at an address of its own. It ends when this is dropped.
#[derive(Debug)]
pub struct Running {
    /// The addresses, in the order of the policies.
    pub addresses: Vec<SocketAddr>,
    /// The process.
    pub program: Program,
}

/// A running program with a folder of its own. Both end when this is dropped.
#[derive(Debug)]
pub struct Program {
    child: Child,
    folder: Folder,
}

impl Program {
    /// Starts a program, and waits until it listens at all addresses. What it prints is in the file `log` of the folder.
    ///
    /// # Panics
    ///
    /// If it does not start, or does not listen within a minute.
    #[must_use]
    pub fn start(mut command: Command, folder: Folder, addresses: &[SocketAddr]) -> Self {
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

    /// Its folder.
    #[must_use]
    pub fn folder(&self) -> &Folder {
        &self.folder
    }

    /// What the program has printed.
    ///
    /// # Panics
    ///
    /// If its file is lost.
    #[must_use]
    pub fn log(&self) -> String {
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

/// An empty folder for temporary files. It is removed when this is dropped.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
}

impl Folder {
    /// Makes the folder. `name` is a part of its name.
    ///
    /// # Panics
    ///
    /// If that is impossible.
    #[must_use]
    pub fn new(name: &str) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = env::temp_dir().join(format!("cors-policy-{name}-{}-{count}", process::id()));
        fs::create_dir_all(&path).expect("a folder");
        Self { path }
    }

    /// Its path.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Writes a file, and returns its path.
    ///
    /// # Panics
    ///
    /// If that is impossible.
    #[expect(clippy::must_use_candidate, reason = "few need the path")]
    pub fn write(&self, name: &str, text: &str) -> PathBuf {
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

/// Runs a command, and returns what it prints.
///
/// # Panics
///
/// If it fails.
#[expect(clippy::must_use_candidate, reason = "few need what it prints")]
pub fn output(mut command: Command) -> String {
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
///
/// # Panics
///
/// Never: there are enough ports.
#[must_use]
pub fn free_addresses(count: usize) -> Vec<SocketAddr> {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    // Other processes start elsewhere.
    let start = process::id().wrapping_mul(97);
    let ports = iter::repeat_with(|| start.wrapping_add(NEXT.fetch_add(1, Ordering::Relaxed)));
    let ports = ports.map(|number| u16::try_from(10_000 + number % 20_000).expect("a port"));
    let addresses = ports.map(|port| SocketAddr::from((Ipv4Addr::LOCALHOST, port)));
    addresses.filter(|address| TcpListener::bind(address).is_ok()).take(count).collect()
}

/// Finds the program of a gateway: the value of this variable, or the name of the program.
#[must_use]
pub fn find(variable: &str, name: &str) -> OsString {
    env::var_os(variable).unwrap_or_else(|| name.into())
}

/// The same for a program of Debian that is unpacked and not installed: it finds its libraries by a variable.
#[must_use]
pub fn debian_program(variable: &str, name: &str) -> Command {
    let mut command = Command::new(find(variable, name));
    if let Some(libraries) = env::var_os("GATEWAY_LIBRARIES") {
        command.env("LD_LIBRARY_PATH", libraries);
    }
    command
}

const LONGEST_START: Duration = Duration::from_mins(1);
const REMEDY: &str = "`cargo xtask gateways` gets the programs and runs the tests, and `cargo xtask playground NAME` gets them too";
