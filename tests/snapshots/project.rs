//! A crate with policies and their snapshots.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The crate, in a folder of its own.
pub(crate) struct Project {
    folder: PathBuf,
}

/// The output of `cargo test`.
pub(crate) struct Run {
    pub(crate) passed: bool,
    pub(crate) output: String,
}

impl Project {
    pub(crate) fn new() -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("snapshots");
        let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        fs::create_dir_all(folder.join("src")).expect("the folder of tests can be written to");
        // Removes the files of an earlier run, but keeps what it built.
        if folder.join("policies").exists() {
            fs::remove_dir_all(folder.join("policies")).expect("the old files can be removed");
        }
        let library = workspace.join("cors-policy");
        let manifest = format!(
            "[package]\nname = \"orders\"\nedition = \"2024\"\n[workspace]\n[dependencies]\n\
             cors-policy = {{ path = '{}', default-features = false, features = [\"configured\", \"testing\"] }}\n",
            library.display()
        );
        fs::write(folder.join("Cargo.toml"), manifest).expect("the manifest can be written");
        fs::write(folder.join("src/lib.rs"), SOURCE).expect("the source can be written");
        fs::copy(workspace.join("Cargo.lock"), folder.join("Cargo.lock"))
            .expect("what is locked here is locked there");
        Self { folder }
    }

    /// Runs the tests, with these variables and options.
    pub(crate) fn test(&self, variables: &[&str], options: &[&str]) -> Run {
        let mut cargo = self.cargo();
        cargo.current_dir(&self.folder).arg("test").args(options);
        for (name, value) in variables.iter().filter_map(|variable| variable.split_once('=')) {
            cargo.env(name, value);
        }
        run(&mut cargo)
    }

    /// Runs the command that a failure prints after `BLESS=1`.
    pub(crate) fn follow(&self, command: &str) -> Run {
        let mut words = command.split(' ');
        assert_eq!(words.next(), Some("cargo"));
        let mut cargo = self.cargo();
        run(cargo.current_dir(&self.folder).args(words).env("BLESS", "1").env("CI", "true"))
    }

    /// Checks that debug and release builds pass, and change nothing.
    pub(crate) fn passes(&self) {
        let contents = || self.files().into_iter().map(|name| self.read(&name)).collect::<Vec<_>>();
        let before = contents();
        for options in [&[][..], &["--release"]] {
            let run = self.test(&[], options);
            assert!(run.passed, "{options:?}: {}", run.output);
        }
        assert_eq!(contents(), before);
    }

    /// The names of the snapshots, sorted.
    pub(crate) fn files(&self) -> Vec<String> {
        let mut names = Vec::new();
        collect(&self.folder.join("policies"), "", &mut names);
        names.sort();
        names
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.folder.join("policies").join(name)).expect("a snapshot")
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        fs::write(self.folder.join("policies").join(name), text).expect("a snapshot is written");
    }

    /// Changes the source.
    pub(crate) fn replace(&self, old: &str, new: &str) {
        let path = self.folder.join("src/lib.rs");
        let source = fs::read_to_string(&path).expect("the source");
        assert!(source.contains(old), "{source}");
        fs::write(path, source.replace(old, new)).expect("the source can be written");
    }

    /// Without the variables with which this test itself was started.
    fn cargo(&self) -> Command {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.env("CARGO_TARGET_DIR", self.folder.join("target")).env("CARGO_NET_OFFLINE", "true");
        cargo.env_remove("BLESS").env_remove("CI").env("CARGO_TERM_COLOR", "never");
        cargo
    }
}

impl Run {
    /// Checks that the output contains a line.
    pub(crate) fn says(&self, line: &str) {
        assert!(self.output.lines().any(|other| other == line), "{line}\n\nin\n\n{}", self.output);
    }
}

fn run(cargo: &mut Command) -> Run {
    let output = cargo.stdin(Stdio::null()).output().expect("cargo runs");
    let text = [output.stdout, output.stderr].concat();
    Run { passed: output.status.success(), output: String::from_utf8_lossy(&text).into_owned() }
}

fn collect(folder: &Path, prefix: &str, names: &mut Vec<String>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{name}/"), names);
        } else {
            names.push(name);
        }
    }
}

/// The last four tests write to a new folder at the same time.
const SOURCE: &str = r#"
#![cfg(test)]

use cors_policy::{CorsPolicy, cors_policy, testing::assert_snapshot};

cors_policy! {
    static TEMPLATE = { origins: [configured, "tauri://localhost"], max_age: 10m };
    static SAME = { origins: ["https://app.example.com"], max_age: 10m };
    static DIFFERS = {
        origins: [
            "https://app.example.com",
            #[cfg(debug_assertions)] "http://localhost:*",
            // release
        ],
    };
}

#[derive(CorsPolicy)]
#[cors(origins = any)]
struct Public;

#[test]
fn same() {
    // The path is relative to the folder of the crate, and does not depend on where its tests run.
    std::env::set_current_dir(std::env::temp_dir()).unwrap();
    assert_snapshot!(SAME, "policies/same.policy");
}

#[test]
fn differs() {
    assert_snapshot!(DIFFERS, "policies/differs.policy");
}

#[test]
fn of_a_type() {
    assert_snapshot!(Public::policy(), String::from("policies/type.policy"),);
    assert_snapshot!(TEMPLATE, "policies/template.policy");
}

#[test]
fn one() {
    assert_snapshot!(SAME, "policies/many/1.policy");
}

#[test]
fn two() {
    assert_snapshot!(SAME, "policies/many/2.policy");
}

#[test]
fn three() {
    assert_snapshot!(SAME, "policies/many/3.policy");
}

#[test]
fn four() {
    assert_snapshot!(SAME, "policies/many/4.policy");
}
"#;
