//! A crate that is written, built and measured.

use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::Outcome;

/// A crate in its own folder, below the folder in which Cargo builds.
#[derive(Debug)]
pub(crate) struct Scratch {
    name: String,
    directory: PathBuf,
}

/// The cost of a build.
#[derive(Debug)]
pub(crate) struct Built {
    pub(crate) time: Duration,
    /// How many crates were compiled.
    pub(crate) crates: usize,
}

impl Scratch {
    /// Writes a program with these dependencies, each a line of its `Cargo.toml`. It uses the `Cargo.lock` of this
    /// workspace.
    pub(crate) fn new(name: &str, dependencies: &str, source: &str) -> Outcome<Self> {
        let directory = folder()?.join(name);
        fs::create_dir_all(directory.join("src"))?;
        let manifest = format!(
            "[package]\nname = \"{name}\"\nedition = \"2024\"\n[profile.release]\nstrip = true\n\
             [workspace]\n[dependencies]\n{dependencies}"
        );
        fs::write(directory.join("Cargo.toml"), manifest)?;
        fs::write(directory.join("src/main.rs"), source)?;
        fs::copy("Cargo.lock", directory.join("Cargo.lock"))?;
        Ok(Self { name: name.to_owned(), directory })
    }

    /// Runs `cargo` with these arguments. Cargo reuses earlier builds.
    pub(crate) fn cargo(&self, arguments: &[&str]) -> Outcome<Built> {
        let start = Instant::now();
        let output = Command::new("cargo")
            .args(arguments)
            .current_dir(&self.directory)
            .env("CARGO_TARGET_DIR", self.target()?)
            .stdin(Stdio::null())
            .output()?;
        let time = start.elapsed();
        let text = String::from_utf8_lossy(&output.stderr);
        if !output.status.success() {
            return Err(format!("`cargo {}` of {}:\n{text}", arguments.join(" "), self.name).into());
        }
        let is_crate = |line: &&str| line.trim_start().starts_with("Compiling ");
        Ok(Built { time, crates: text.lines().filter(is_crate).count() })
    }

    /// Runs `cargo` after a change of the program itself, and returns the fastest of three runs.
    pub(crate) fn cargo_again(&self, arguments: &[&str]) -> Outcome<Duration> {
        self.cargo(arguments)?;
        let main = self.directory.join("src/main.rs");
        let mut quickest = Duration::MAX;
        for _ in 0..3 {
            fs::write(&main, fs::read(&main)?)?;
            quickest = quickest.min(self.cargo(arguments)?.time);
        }
        Ok(quickest)
    }

    /// Runs `cargo` without earlier builds.
    pub(crate) fn cargo_afresh(&self, arguments: &[&str]) -> Outcome<Built> {
        let target = self.target()?;
        if target.exists() {
            fs::remove_dir_all(target)?;
        }
        self.cargo(arguments)
    }

    /// The size of the program in bytes, built for release.
    pub(crate) fn size(&self) -> Outcome<u64> {
        self.cargo(&["build", "--release"])?;
        Ok(fs::metadata(self.target()?.join("release").join(&self.name))?.len())
    }

    /// The target folder. Crates of the same kind share it, because they have the same dependencies.
    fn target(&self) -> Outcome<PathBuf> {
        let kind = self.name.split('-').next().unwrap_or_default();
        Ok(folder()?.join("target").join(kind))
    }
}

/// The folder of the crates.
fn folder() -> Outcome<PathBuf> {
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| "target".into(), PathBuf::from);
    let folder = target.join("scratch");
    fs::create_dir_all(&folder)?;
    Ok(fs::canonicalize(folder)?)
}

/// A line of `Cargo.toml`: this library with a feature.
pub(crate) fn ours(features: &str) -> Outcome<String> {
    let path = fs::canonicalize("cors-policy")?;
    let path = path.display();
    Ok(format!("cors-policy = {{ path = '{path}', features = [{features}] }}\n"))
}
