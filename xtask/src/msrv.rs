//! Builds and tests the libraries with the oldest Rust that they support.
//!
//! The current Cargo runs the old compiler and the old rustdoc. They come from rustup if it has them. Otherwise they
//! come from Debian's packages, which are unpacked below the target folder and not installed.

use std::env;
use std::path::PathBuf;
use std::process::{self, Stdio};

use crate::command::Command;
use crate::metadata::{self, Package};
use crate::{Outcome, debian};

/// Builds and tests each package that can be published.
pub(crate) fn run() -> Outcome {
    let packages = metadata::published()?;
    check_promises(&packages)?;
    let rust = match Rust::of_rustup() {
        Some(rust) => rust,
        None => Rust::of_debian()?,
    };
    println!("{}", rust.version()?);
    for line in packages.iter().flat_map(lines) {
        let command = Command::new([rust.variables(), words(&line)].concat());
        println!("\n$ {command}");
        command.run().map_err(|error| format!("failed with Rust {VERSION} ({error}): {line}"))?;
    }
    Ok(())
}

fn check_promises(packages: &[Package]) -> Outcome {
    let other = packages.iter().find(|package| package.rust_version.as_deref() != Some(VERSION));
    let Some(Package { name, rust_version, .. }) = other else {
        return Ok(());
    };
    let promised = rust_version.as_deref().unwrap_or("missing");
    let here = "change `VERSION` and `PACKAGES` in `xtask/src/msrv.rs`";
    Err(format!("{name}: `rust-version` is {promised}, but this tests {VERSION}; {here}").into())
}

/// The commands for a package: it is built without features, and then tested with all features that this Rust supports.
fn lines(package: &Package) -> [String; 2] {
    let name = &package.name;
    let features = package.features.iter().map(String::as_str);
    let features = features.filter(|feature| !YOUNGER.contains(feature)).collect::<Vec<_>>();
    let mut with_features = String::new();
    if !features.is_empty() {
        with_features = format!(" --features {}", features.join(","));
    }
    [
        format!("cargo build --locked --package {name} --no-default-features"),
        format!("cargo test --locked --package {name}{with_features}"),
    ]
}

/// The compiler and the rustdoc of this version.
#[derive(Debug)]
struct Rust {
    programs: PathBuf,
    /// The folders of their libraries, if they are not installed.
    libraries: Vec<PathBuf>,
}

impl Rust {
    fn of_rustup() -> Option<Self> {
        let mut rustup = process::Command::new("rustup");
        rustup.args(["which", "--toolchain", VERSION, "rustc"]).stderr(Stdio::null());
        let output = rustup.output().ok().filter(|output| output.status.success())?;
        let rustc = PathBuf::from(String::from_utf8(output.stdout).ok()?.trim_end());
        Some(Self { programs: rustc.parent()?.to_owned(), libraries: Vec::new() })
    }

    fn of_debian() -> Outcome<Self> {
        let folder = env::current_dir()?.join(FOLDER);
        if !folder.is_dir() {
            debian::unpack(&PACKAGES, &folder, REMEDY)?;
        }
        let libraries = debian::libraries(&folder)?;
        Ok(Self { programs: folder.join("usr/bin"), libraries })
    }

    /// The version that the compiler prints.
    fn version(&self) -> Outcome<String> {
        let rustc = self.programs.join("rustc");
        let mut command = process::Command::new(&rustc);
        command.arg("--version").stderr(Stdio::inherit());
        if !self.libraries.is_empty() {
            command.env("LD_LIBRARY_PATH", env::join_paths(&self.libraries)?);
        }
        let output = command.output().map_err(|error| format!("{}: {error}", rustc.display()))?;
        let version = String::from_utf8(output.stdout)?.trim_end().to_owned();
        if output.status.success() && version.starts_with(&format!("rustc {VERSION}.")) {
            return Ok(version);
        }
        let says = format!("`{} --version` says {version:?} ({})", rustc.display(), output.status);
        Err(format!("{says}; remove `{FOLDER}` and try again, or {REMEDY}").into())
    }

    /// The variables that make Cargo use this Rust, and build in a separate folder.
    fn variables(&self) -> Vec<String> {
        let program = |name| self.programs.join(name).display().to_string();
        let mut variables = vec![
            format!("CARGO_TARGET_DIR={FOLDER}-build"),
            format!("RUSTC={}", program("rustc")),
            format!("RUSTDOC={}", program("rustdoc")),
        ];
        if !self.libraries.is_empty() {
            let paths = self.libraries.iter().map(|path| path.display().to_string());
            variables.push(format!("LD_LIBRARY_PATH={}", paths.collect::<Vec<_>>().join(":")));
        }
        variables
    }
}

fn words(line: &str) -> Vec<String> {
    line.split(' ').map(str::to_owned).collect()
}

/// The `rust-version` of the libraries.
const VERSION: &str = "1.85";

/// Features that need a newer Rust, because the crate in their name does: actix-web 4.18 and Rocket 0.5.2 need 1.89, and salvo
/// 1.1 needs 1.95.
const YOUNGER: [&str; 3] = ["actix-web", "rocket", "salvo"];

/// The folder to which Debian's packages are unpacked. Cargo builds in `target/rust-1.85-build`.
const FOLDER: &str = "target/rust-1.85";

/// The packages of Debian 12. A later version of `rustc-web` may be available too.
const PACKAGES: [&str; 4] = [
    "rustc-web=1.85.*",
    "libstd-rust-web-dev=1.85.*",
    "libstd-rust-web-1.85=1.85.*",
    // The code generator of the compiler.
    "libllvm19",
];

const REMEDY: &str = "\
install Rust 1.85 with `rustup toolchain install 1.85 --profile minimal`. Only Debian 12 has it as packages that need no
rustup. `cargo xtask test --no-browser` leaves the tests with Rust 1.85 out";

#[cfg(test)]
mod tests {
    use super::{check_promises, lines};
    use crate::metadata;

    #[test]
    fn each_library_is_built_and_tested_with_all_features_but_those_of_younger_frameworks() {
        let lines = metadata::published().unwrap().iter().flat_map(lines).collect::<Vec<_>>();
        for line in [
            "cargo build --locked --package cors-policy --no-default-features",
            "cargo test --locked --package cors-policy \
             --features axum,configured,default,hyper,poem,public-suffix,public-suffix-at-run-time,serde,testing,tower,tracing",
            "cargo test --locked --package cors-policy-core --features default,public-suffix",
            "cargo test --locked --package cors-policy-macros --features configured,public-suffix",
            "cargo test --locked --package cors-policy-syntax --features configured,public-suffix,text",
        ] {
            assert!(lines.iter().any(|other| other == line), "{line} in {lines:?}");
        }
    }

    #[test]
    fn the_version_is_the_promised_one() {
        let mut packages = metadata::published().unwrap();
        assert!(check_promises(&packages).is_ok());
        for rust_version in [Some("1.86"), None] {
            packages[0].rust_version = rust_version.map(str::to_owned);
            let error = check_promises(&packages).unwrap_err().to_string();
            assert!(error.contains(rust_version.unwrap_or("missing")), "{error}");
        }
    }
}
