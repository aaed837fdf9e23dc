//! The library in a Worker: the example `edge` and the Worker of its tests are built for `wasm32-unknown-unknown`, and answer
//! requests in workerd.
//!
//! The standard library of that target comes from rustup if it has it. Otherwise Debian's compiler builds it from its source. Its
//! packages are unpacked below the target folder, and not installed.

use std::path::{Path, PathBuf};
use std::process::{self, Stdio};
use std::{env, fs};

use crate::command::Command;
use crate::metadata::{self, Package};
use crate::{Outcome, debian, gateways};

/// Builds and lints the Workers, and runs their tests.
pub(crate) fn run() -> Outcome {
    let rust = match Rust::installed()? {
        Some(rust) => rust,
        None => Rust::of_debian()?,
    };
    let published = metadata::published()?;
    let library = published.iter().find(|package| package.name == "cors-policy");
    let features = features(library.ok_or("there is no library")?);
    run_words([rust.variables, words(BUILD), rust.options, vec![features]].concat())?;
    for worker in WORKERS {
        let module = format!("{FOLDER}/build/{TARGET}/debug/{worker}.wasm");
        let bindings = format!("{FOLDER}/workers/{worker}");
        // A module whose name has changed would stay there.
        if Path::new(&bindings).exists() {
            fs::remove_dir_all(&bindings)?;
        }
        run_words([words(BINDGEN), vec![module, bindings.clone()]].concat())?;
        // It is for programs that join modules.
        fs::remove_file(format!("{bindings}/index.js"))?;
    }
    let workers = env::current_dir()?.join(FOLDER).join("workers");
    let workers = format!("EDGE_WORKERS={}", workers.display());
    run_words([gateways::node::variables()?, vec![workers], words(TESTS)].concat())
}

/// The option that turns on all features of the library but those of frameworks with sockets, which this target does not have.
fn features(library: &Package) -> String {
    let features = library.features.iter().filter(|name| !WITH_SOCKETS.contains(&name.as_str()));
    let features = features.map(|name| format!("cors-policy/{name}")).collect::<Vec<_>>();
    format!("--features={}", features.join(","))
}

/// A compiler that can build for the target.
struct Rust {
    /// The variables that make Cargo use it.
    variables: Vec<String>,
    /// The options that make Cargo build what it lacks.
    options: Vec<String>,
}

impl Rust {
    /// The installed one, if it has the standard library of the target.
    fn installed() -> Outcome<Option<Self>> {
        let mut rustc = process::Command::new("rustc");
        rustc.args(["--print", "target-libdir", "--target", TARGET]).stderr(Stdio::inherit());
        let folder = String::from_utf8(rustc.output()?.stdout)?;
        let rust =
            Self { variables: words("RUSTC_WORKSPACE_WRAPPER=clippy-driver"), options: Vec::new() };
        Ok(Path::new(folder.trim_end()).is_dir().then_some(rust))
    }

    fn of_debian() -> Outcome<Self> {
        let folder = env::current_dir()?.join(FOLDER).join("rust");
        if !folder.is_dir() {
            debian::unpack(&PACKAGES, &folder, REMEDY)?;
        }
        let program = |name: &str| folder.join("usr/bin").join(name);
        let libraries = env::join_paths(debian::libraries(&folder)?)?;
        let libraries = format!("LD_LIBRARY_PATH={}", libraries.to_string_lossy());
        // A library may be missing, so check that they run.
        for name in ["rustc", "clippy-driver", "wasm-ld-22"] {
            let program = program(name).display().to_string();
            if !debian::succeeds("env", &[&libraries, &program, "--version"]) {
                return Err(
                    format!("{program} does not run; remove `{FOLDER}/rust`, or {REMEDY}").into()
                );
            }
        }
        let set = |variable: &str, program: PathBuf| format!("{variable}={}", program.display());
        let variables = vec![
            libraries,
            set("RUSTC", program("rustc")),
            set("RUSTC_WORKSPACE_WRAPPER", program("clippy-driver")),
            set("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", program("wasm-ld-22")),
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS=-Clinker-flavor=wasm-ld".to_owned(),
            // A stable compiler accepts `-Z` then.
            "RUSTC_BOOTSTRAP=1".to_owned(),
        ];
        Ok(Self { variables, options: words("-Zbuild-std=std,panic_abort -Zbuild-std-features=") })
    }
}

fn run_words(words: Vec<String>) -> Outcome {
    let command = Command::new(words);
    println!("$ {command}");
    command.run()?;
    Ok(())
}

fn words(line: &str) -> Vec<String> {
    line.split(' ').map(str::to_owned).collect()
}

const TARGET: &str = "wasm32-unknown-unknown";
const FOLDER: &str = "target/edge";

/// The compiler with its linter, the source of its standard library, and a linker for the target.
const PACKAGES: [&str; 4] = ["rustc-web", "rust-web-clippy", "rust-web-src", "lld-22"];

/// The example, and the Worker with the policies of the table of scenarios.
const WORKERS: [&str; 2] = ["cors_policy_edge", "cors_policy_edge_worker"];

/// tokio has no sockets on this target, and these features need them.
const WITH_SOCKETS: [&str; 4] = ["actix-web", "poem", "rocket", "salvo"];

/// With Clippy in place of the compiler for the Workers: `Cargo.toml` denies warnings.
const BUILD: &str = "cargo build --locked --manifest-path examples/edge/Cargo.toml --target-dir target/edge/build --target wasm32-unknown-unknown --package cors-policy-edge --package cors-policy-edge-worker";
/// A program for this machine, so the current compiler builds it, which is faster than Debian's.
const BINDGEN: &str = "cargo run --locked --manifest-path examples/edge/Cargo.toml --target-dir target/edge/build --package cors-policy-edge-bindgen --";
const TESTS: &str = "cargo test --locked --workspace --all-features --test gateways -- edge::";
const REMEDY: &str = "\
install the target with `rustup target add wasm32-unknown-unknown`. Only Debian 12 has packages that need no rustup. `cargo xtask test
--no-browser` leaves the tests of Workers out";

#[cfg(test)]
mod tests {
    use super::features;
    use crate::metadata;

    #[test]
    fn the_library_is_built_with_all_features_but_those_with_sockets() {
        let packages = metadata::published().unwrap();
        let library = packages.iter().find(|package| package.name == "cors-policy").unwrap();
        assert_eq!(
            features(library),
            "--features=cors-policy/axum,cors-policy/configured,cors-policy/default,cors-policy/hyper,\
             cors-policy/public-suffix,cors-policy/public-suffix-at-run-time,cors-policy/serde,\
             cors-policy/testing,cors-policy/tower,cors-policy/tracing"
        );
    }
}
