//! Runs PostgreSQL.

use std::ffi::OsString;
use std::fs::{self, File, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::{self, Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, thread};

/// A running PostgreSQL with its own database. It ends when this is dropped. It listens only on a socket in its folder,
/// which other users cannot enter.
pub(crate) struct Server {
    process: Option<Child>,
    folder: PathBuf,
    is_root: bool,
    url: String,
}

impl Server {
    /// Creates an empty database and starts it.
    pub(crate) fn start(name: &str) -> Self {
        // Not in the target folder: the path of a socket has at most 107 bytes, and `nobody` must be able to enter it.
        let folder = env::temp_dir().join(format!("cors-policy-{name}-{}", process::id()));
        fs::create_dir(&folder).expect("a new folder");
        fs::set_permissions(&folder, Permissions::from_mode(0o700)).expect("a folder of our own");
        let is_root = fs::metadata(&folder).expect("a folder").uid() == 0;
        if is_root {
            chown(&folder, Some(NOBODY), Some(NOBODY)).expect("root may give a folder away");
        }
        let url = format!("postgres:///postgres?host={}&user=postgres", folder.display());
        let mut server = Self { process: None, folder, is_root, url };
        let initialise =
            ["-D", "data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C"];
        let output = server.command("initdb").args(initialise).arg("--no-sync").output();
        let output = output.unwrap_or_else(|error| panic!("cannot run initdb: {error}; {REMEDY}"));
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "initdb fails: {errors}");
        server.process = Some(server.spawn(&server.folder));
        server.until_ready(&server.folder);
        server
    }

    /// The URL of the database.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// Runs statements, and returns the rows that they select.
    pub(crate) fn run(&self, sql: &str) -> String {
        self.run_at(&self.folder, sql)
    }

    /// Ends it immediately, without a checkpoint.
    pub(crate) fn end(&mut self) {
        if let Some(mut process) = self.process.take() {
            let kill = format!("kill -QUIT {}", process.id());
            let status = Command::new("sh").args(["-c", &kill]).status();
            if !status.is_ok_and(|status| status.success()) {
                // If this fails, the process has ended already, and nothing is left to do.
                let _ = process.kill();
            }
            process.wait().expect("a process");
        }
    }

    /// Starts it again, and runs statements before any instance can connect: at first the socket is in another folder.
    pub(crate) fn restart_and_run(&mut self, sql: &str) {
        let hidden = self.folder.join("data");
        self.process = Some(self.spawn(&hidden));
        self.until_ready(&hidden);
        self.run_at(&hidden, sql);
        self.end();
        self.process = Some(self.spawn(&self.folder));
        self.until_ready(&self.folder);
    }

    fn spawn(&self, socket: &Path) -> Child {
        let log = File::create(self.folder.join("log")).expect("a file");
        let mut command = self.command("postgres");
        command.args(["-D", "data", "-c", "listen_addresses=", "-c", "fsync=off", "-c", "jit=off"]);
        command.arg("-k").arg(socket).stderr(log).spawn().expect("PostgreSQL starts")
    }

    fn until_ready(&self, socket: &Path) {
        let start = Instant::now();
        while !self.psql(socket, "SELECT").status().is_ok_and(|status| status.success()) {
            let log = || fs::read_to_string(self.folder.join("log")).unwrap_or_default();
            assert!(
                start.elapsed() < Duration::from_mins(1),
                "PostgreSQL does not start: {}",
                log()
            );
            thread::sleep(Duration::from_millis(20));
        }
    }

    fn run_at(&self, socket: &Path, sql: &str) -> String {
        let output = self.psql(socket, sql).output().expect("psql runs");
        assert!(output.status.success(), "{sql}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("text")
    }

    fn psql(&self, socket: &Path, sql: &str) -> Command {
        let mut psql = self.command("psql");
        psql.arg("-h").arg(socket).args(["-U", "postgres", "-X", "-q", "-A", "-t", "-c", sql]);
        psql.stderr(Stdio::piped()).stdout(Stdio::piped());
        psql
    }

    /// A program of PostgreSQL, in the folder of the database. PostgreSQL refuses to run as root, so root runs it as `nobody`.
    fn command(&self, program: &str) -> Command {
        let program = match env::var_os("POSTGRES_PROGRAMS") {
            Some(folder) => Path::new(&folder).join(program).into_os_string(),
            None => OsString::from(program),
        };
        let mut command = if self.is_root {
            let mut command = Command::new("setpriv");
            command.arg(format!("--reuid={NOBODY}")).arg(format!("--regid={NOBODY}"));
            command.arg("--clear-groups").arg(program);
            command
        } else {
            Command::new(program)
        };
        // Set only here, because cargo must not load libraries that were unpacked for PostgreSQL.
        if let Some(libraries) = env::var_os("POSTGRES_LIBRARIES").filter(|paths| !paths.is_empty())
        {
            command.env("LD_LIBRARY_PATH", libraries);
        }
        command.current_dir(&self.folder).stdin(Stdio::null());
        command
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.end();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// The user and group `nobody` of Debian.
const NOBODY: u32 = 65534;
const REMEDY: &str = "`cargo xtask postgres` gets PostgreSQL from Debian";
