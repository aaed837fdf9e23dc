//! What `cargo xtask test` does, in this order: first what is quick, last what takes long.

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Step {
    pub(crate) name: &'static str,
    pub(crate) scope: Scope,
    /// A command line, in which [`plan`](crate::plan) fills in the words in braces.
    pub(crate) command: &'static str,
}

/// How often a step is run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    /// Once.
    Workspace,
    /// Once, and with `--no-browser` not at all: it needs more than Rust.
    Browser,
    /// Once for each package that may be published. `{package}` is its name, `{library}` the root of its source, and
    /// `{siblings}` are the options that tell Cargo where the others are, which it would look for on crates.io.
    Packages,
    /// For each package that may be published, once without features and once with each of them alone. `{package}` is
    /// its name, and `{features}` are the options that say which.
    Features,
}

pub(crate) const STEPS: &[Step] = &[
    once("format", "cargo fmt --all --check"),
    // `let` chains are younger than the MSRV, and an up-to-date compiler accepts them. They exist in edition 2024 only,
    // and it is the only syntax of that edition that is used, so a library that can be read as 2021 has none.
    each_package("no let chains", "rustfmt --edition 2021 --check {library}"),
    once("rooms", "cargo xtask rooms"),
    once("manifests", "cargo xtask manifests"),
    once("licences", "cargo xtask licences"),
    once("suffixes", "cargo xtask suffixes"),
    // Clippy also finds what came into the standard library after the MSRV: `incompatible_msrv`.
    once("lint", "cargo clippy --workspace --all-targets --all-features --locked -- -D warnings"),
    // `--all-targets` leaves out what `cargo test` does not run.
    once(
        "lint of cache",
        "cargo clippy -p cors-policy-server-tests --test cache --locked -- -D warnings",
    ),
    once("docs", "RUSTDOCFLAGS=-Dwarnings cargo doc --workspace --no-deps --all-features --locked"),
    once("test", "cargo test --workspace --all-features --locked"),
    // What a release build allows is compared with a snapshot of its own.
    once("test of release", "cargo test -p acme-cors --release --locked"),
    // A workspace of its own. Its tests play what fuzzing has found worth keeping, without a fuzzer.
    once("format of fuzz", "cargo fmt --manifest-path fuzz/Cargo.toml --all --check"),
    once(
        "lint of fuzz",
        "cargo clippy --manifest-path fuzz/Cargo.toml --lib --bins --tests --locked -- -D warnings",
    ),
    once("test of fuzz", "cargo test --manifest-path fuzz/Cargo.toml --locked"),
    each_feature(
        "lint by feature",
        "cargo clippy -p {package} --no-default-features {features} --all-targets --locked -- -D warnings",
    ),
    each_feature(
        "test by feature",
        "cargo test -p {package} --no-default-features {features} --locked",
    ),
    // Builds each package from nothing but the files that would be published. Its siblings are not packed with it,
    // because Cargo keeps what it has once unpacked of those, and would go on to build on that.
    each_package(
        "package",
        "cargo package -p {package} --all-features --locked --allow-dirty {siblings}",
    ),
    // Finds what rustfmt and clippy cannot know of Rust 1.85.
    Step { name: "msrv", scope: Scope::Browser, command: "cargo xtask msrv" },
    Step { name: "cache", scope: Scope::Browser, command: "cargo xtask cache" },
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
