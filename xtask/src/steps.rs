//! The steps of `cargo xtask test`, in order: fast ones first, slow ones last.
//!
//! The steps that build tests or examples use `--workspace --all-features`: with other options Cargo selects other features of the
//! dependencies, and builds them again.

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Step {
    pub(crate) name: &'static str,
    pub(crate) scope: Scope,
    /// A command line. [`plan`](crate::plan) fills in its placeholders in braces.
    pub(crate) command: &'static str,
}

/// How often a step runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    /// Once.
    Workspace,
    /// Once, but not with `--no-browser`: it needs more than Rust.
    Browser,
    /// Once for each package that can be published. `{package}` is its name, and `{library}` is the root of its source.
    /// `{siblings}` are options with the paths of the other packages, so that Cargo does not look for them on
    /// crates.io. `{light}` selects all features but those of large frameworks.
    Packages,
    /// For each package that can be published, once without features and once with each feature alone. `{package}` is
    /// its name, and `{features}` are the options that select the features.
    Features,
}

pub(crate) const STEPS: &[Step] = &[
    once("format", "cargo fmt --all --check"),
    // `let` chains are newer than the MSRV, but an up-to-date compiler accepts them. They exist only in edition 2024,
    // and the libraries use no other syntax of that edition. So a library that can be parsed as edition 2021 has no
    // `let` chains.
    each_package("no let chains", "rustfmt --edition 2021 --check {library}"),
    once("rooms", "cargo xtask rooms"),
    once("manifests", "cargo xtask manifests"),
    once("licences", "cargo xtask licences"),
    once("suffixes", "cargo xtask suffixes"),
    // Clippy also finds functions of the standard library that are newer than the MSRV: `incompatible_msrv`.
    once("lint", "cargo clippy --workspace --all-targets --all-features --locked -- -D warnings"),
    // `--all-targets` leaves out targets that `cargo test` does not run.
    once(
        "lint of servers",
        "cargo clippy --workspace --all-features --test audited_programs --test cache --test gateways --test pingora --test postgres --locked -- -D warnings",
    ),
    once("docs", "RUSTDOCFLAGS=-Dwarnings cargo doc --workspace --no-deps --all-features --locked"),
    once("test", "cargo test --workspace --all-features --locked"),
    // A release build has its own snapshot of a policy. Without the program, nothing large is built for it.
    once("test of release", "cargo test -p acme-cors --no-default-features --release --locked"),
    // Fuzzing is a separate workspace. Its tests run the inputs of the corpus without a fuzzer.
    once("format of fuzz", "cargo fmt --manifest-path fuzz/Cargo.toml --all --check"),
    once(
        "lint of fuzz",
        "cargo clippy --manifest-path fuzz/Cargo.toml --lib --bins --tests --locked -- -D warnings",
    ),
    once("test of fuzz", "cargo test --manifest-path fuzz/Cargo.toml --locked"),
    // The example `pingora` is a separate workspace too.
    once(
        "format of pingora",
        "cargo fmt --manifest-path examples/pingora/Cargo.toml --all --check",
    ),
    // And the example `edge`, to whose workspace the Worker of the tests belongs.
    once("format of edge", "cargo fmt --manifest-path examples/edge/Cargo.toml --all --check"),
    each_feature(
        "lint by feature",
        "cargo clippy -p {package} --no-default-features {features} --all-targets --locked -- -D warnings",
    ),
    each_feature(
        "test by feature",
        "cargo test -p {package} --no-default-features {features} --locked",
    ),
    // Builds each package from only the files that would be published, without large frameworks: no file is for one of them
    // only, except its source. Its siblings are not packed with it, because
    // Cargo keeps an unpacked sibling and would build on that old copy.
    each_package("package", "cargo package -p {package} {light} --locked --allow-dirty {siblings}"),
    // Finds code that Rust 1.85 rejects, but that rustfmt and clippy accept.
    Step { name: "msrv", scope: Scope::Browser, command: "cargo xtask msrv" },
    Step { name: "cache", scope: Scope::Browser, command: "cargo xtask cache" },
    Step { name: "postgres", scope: Scope::Browser, command: "cargo xtask postgres" },
    Step { name: "gateways", scope: Scope::Browser, command: "cargo xtask gateways" },
    Step { name: "edge", scope: Scope::Browser, command: "cargo xtask edge" },
    Step { name: "pingora", scope: Scope::Browser, command: "cargo xtask pingora" },
    Step { name: "scan", scope: Scope::Browser, command: "cargo xtask scan" },
    Step { name: "browsers", scope: Scope::Browser, command: "cargo xtask browsers" },
];

const fn once(name: &'static str, command: &'static str) -> Step {
    Step { name, scope: Scope::Workspace, command }
}

const fn each_package(name: &'static str, command: &'static str) -> Step {
    Step { name, scope: Scope::Packages, command }
}

const fn each_feature(name: &'static str, command: &'static str) -> Step {
    Step { name, scope: Scope::Features, command }
}
