//! A crate that is written, built, and looked at.

use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::Outcome;

/// A crate in a folder of its own, below the one where Cargo builds.
#[derive(Debug)]
pub(crate) struct Scratch {
    name: String,
    directory: PathBuf,
}

/// What a build took.
#[derive(Debug)]
pub(crate) struct Built {
    pub(crate) time: Duration,
    /// How many crates were compiled.
    pub(crate) crates: usize,
}

impl Scratch {
    /// Writes a program with these dependencies, each a line of its `Cargo.toml`. What is locked here is locked there.
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

    /// Runs `cargo` with these arguments, with what it built before.
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

    /// Does so after nothing but the program itself was changed, and takes the quickest of three.
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

    /// Does so when nothing was built before.
    pub(crate) fn cargo_afresh(&self, arguments: &[&str]) -> Outcome<Built> {
        let target = self.target()?;
        if target.exists() {
            fs::remove_dir_all(target)?;
        }
        self.cargo(arguments)
    }

    /// How many bytes the program has, built for release.
    pub(crate) fn size(&self) -> Outcome<u64> {
        self.cargo(&["build", "--release"])?;
        Ok(fs::metadata(self.target()?.join("release").join(&self.name))?.len())
    }

    /// Where it is built: together with those of the same kind, which have the same dependencies.
    fn target(&self) -> Outcome<PathBuf> {
        let kind = self.name.split('-').next().unwrap_or_default();
        Ok(folder()?.join("target").join(kind))
    }
}

/// Where the crates are.
fn folder() -> Outcome<PathBuf> {
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| "target".into(), PathBuf::from);
    let folder = target.join("scratch");
    fs::create_dir_all(&folder)?;
    Ok(fs::canonicalize(folder)?)
}

/// A line of `Cargo.toml`: this library, with a feature.
pub(crate) fn ours(features: &str) -> Outcome<String> {
    let path = fs::canonicalize("cors-policy")?;
    let path = path.display();
    Ok(format!("cors-policy = {{ path = '{path}', features = [{features}] }}\n"))
}
