//! Every mistake in a declaration, and similar declarations that are legal.
//!
//! A folder of `ui` is a topic, and each file in it contains policies with one mistake each. The comment above a policy
//! is what its author wrongly believes. The messages of the compiler are in the `.stderr` file with the same name. The
//! similar legal declarations of a topic are in `ui/<topic>_legal.rs`.
//!
//! `TRYBUILD=overwrite cargo test -p cors-policy-tests --test ui` writes the current messages of the compiler to these
//! files. Read the difference as the author of the policy would.

use trybuild::TestCases;

#[test]
fn mistakes_do_not_compile() {
    TestCases::new().compile_fail("ui/*/*.rs");
}

#[test]
fn their_legal_neighbours_do() {
    TestCases::new().pass("ui/*_legal.rs");
}

#[test]
fn the_error_in_the_readme_is_what_the_compiler_says() {
    let read = |path| std::fs::read_to_string(path).expect("the file can be read");
    let shown = read("../README.md");
    let said = read("ui/readme/error.stderr").replace("ui/readme/error.rs", "src/main.rs");
    assert!(shown.contains(said.trim_end()), "the README shows another error than\n{said}");
}
