//! The tests with tenants in a PostgreSQL database. PostgreSQL is unpacked first if it is missing.

use std::path::{Path, PathBuf};
use std::process::{self, Stdio};
use std::{env, fs};

use crate::Outcome;
use crate::command::Command;
use crate::debian::{libraries, succeeds, unpack};

/// Runs the tests.
pub(crate) fn run() -> Outcome {
    let postgres = match Postgres::installed() {
        Some(postgres) => postgres,
        None => Postgres::unpacked()?,
    };
    let words = TESTS.split(' ').map(str::to_owned);
    let tests = Command::new(postgres.variables().into_iter().chain(words).collect());
    println!("$ {tests}");
    tests.run()?;
    Ok(())
}

/// The programs of PostgreSQL.
struct Postgres {
    /// Their folder. If it is empty, they are found in `PATH`.
    programs: PathBuf,
    /// The folders of their libraries, separated by colons. Empty if the libraries are installed.
    libraries: String,
}

impl Postgres {
    /// An installed PostgreSQL. Debian installs it in a folder that is not in `PATH`.
    fn installed() -> Option<Self> {
        let folders = newest(Path::new("/")).into_iter().chain([PathBuf::new()]);
        let mut found = folders.map(|programs| Self { programs, libraries: String::new() });
        found.find(Self::runs)
    }

    /// A PostgreSQL that is unpacked below the target folder. It is not installed, because Debian starts an installed
    /// PostgreSQL as a server.
    fn unpacked() -> Outcome<Self> {
        let folder = env::current_dir()?.join(FOLDER);
        if !folder.is_dir() {
            unpack(&["postgresql"], &folder, REMEDY)?;
        }
        let programs = newest(&folder).ok_or_else(|| format!("{FOLDER} {INCOMPLETE}; {REMEDY}"))?;
        let libraries = env::join_paths(libraries(&folder)?)?.to_string_lossy().into_owned();
        let postgres = Self { programs, libraries };
        if postgres.runs() {
            Ok(postgres)
        } else {
            Err(format!("{FOLDER} {REFUSED}; {REMEDY}").into())
        }
    }

    /// Whether it runs as the user that the tests use.
    fn runs(&self) -> bool {
        let is_root = succeeds("sh", &["-c", "test \"$(id -u)\" = 0"]);
        let words = if is_root { AS_NOBODY } else { "env" };
        let mut words = words.split(' ');
        let mut command = process::Command::new(words.next().unwrap_or_default());
        command.args(words).arg(self.programs.join("postgres")).arg("--version");
        if !self.libraries.is_empty() {
            command.env("LD_LIBRARY_PATH", &self.libraries);
        }
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    }

    /// The variables for the tests.
    fn variables(&self) -> [String; 2] {
        [
            format!("POSTGRES_PROGRAMS={}", self.programs.display()),
            format!("POSTGRES_LIBRARIES={}", self.libraries),
        ]
    }
}

/// The programs of the newest version below `root`. Debian has a folder for each version.
fn newest(root: &Path) -> Option<PathBuf> {
    let folder = root.join("usr/lib/postgresql");
    let names =
        fs::read_dir(&folder).ok()?.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let version = names.filter_map(|name| name.parse::<u32>().ok()).max()?;
    Some(folder.join(version.to_string()).join("bin"))
}

const FOLDER: &str = "target/postgres";
const TESTS: &str = "cargo test --locked --workspace --all-features --test postgres";
/// PostgreSQL refuses to run as root, so the tests run it as `nobody` then: `tests/servers/postgres/server.rs`.
const AS_NOBODY: &str = "setpriv --reuid=65534 --regid=65534 --clear-groups";
const INCOMPLETE: &str = "is incomplete: remove it and try again";
const REFUSED: &str = "does not run, or the user `nobody` may not enter it";
const REMEDY: &str = "\
the tests with a database need PostgreSQL: install `postgresql`, or what your system calls it; `cargo xtask test
--no-browser` leaves these tests out";
