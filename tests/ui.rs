//! Every mistake in a declaration, and its legal neighbour.
//!
//! A folder of `ui` is a topic, and each file in it holds policies with one mistake each. What the compiler says about
//! them stands beside the file. The legal neighbours of a topic stand in one file, `ui/<topic>_legal.rs`.
//!
//! `TRYBUILD=overwrite cargo test -p cors-policy-tests --test ui` writes down what the compiler says now. Read the
//! difference as the author of such a policy would.

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
