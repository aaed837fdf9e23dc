//! The checks and measurements of the project. `cargo xtask test` runs the checks.
//!
//! | module | its one idea |
//! | --- | --- |
//! | `test` | runs all steps, one after the other, up to the first that fails |
//! | `steps` | the table of steps |
//! | `plan` | turns the table into commands: one for each package, or for each feature |
//! | `command` | one command line: how it is printed, and how it is run |
//! | `browsers` | the tests in real browsers |
//! | `gateways` | the tests of exported policies, with the programs of the gateways |
//! | `playground` | the page of the example `playground`, with its API behind a gateway |
//! | `edge` | the tests of the library in a Worker, which is built for another target |
//! | `cache` | the tests with a cache in front of a policy |
//! | `postgres` | the tests with tenants in a PostgreSQL database |
//! | `pingora` | the tests of the example `pingora`, which needs `cmake` |
//! | `scan` | a scanner for CORS misconfigurations, against every example |
//! | `built` | a program of the workspace: built, and found where Cargo put it |
//! | `debian` | programs that are not crates |
//! | `msrv` | the libraries with the oldest Rust that they support |
//! | `fuzz` | each fuzz target for a while |
//! | `corpus` | what fuzzing starts from, reduced by coverage |
//! | `instructions` | how many instructions each path of a request takes |
//! | `mutants` | changes of the code that no test notices, compared with the list of those that no test can notice |
//! | `compile_cost` | how much compile time a policy costs |
//! | `size` | how much policies add to the size of a program |
//! | `apps` | minimal applications, which `compile_cost` and `size` build |
//! | `scratch` | a crate that is written, built and measured |
//! | `licences` | the licences of all locked packages |
//! | `manifests` | what the manifest of a published package must contain |
//! | `metadata` | the workspace, as Cargo sees it |
//! | `rooms` | which files of the libraries may import which |
//! | `suffixes` | which domains have public suffixes below them |
//! | `load` | sends requests to each adapter for a minute, and compares every answer |

mod apps;
mod browsers;
mod built;
mod cache;
mod command;
mod compile_cost;
mod corpus;
mod debian;
mod edge;
mod fuzz;
mod gateways;
mod instructions;
mod licences;
mod load;
mod manifests;
mod metadata;
mod msrv;
mod mutants;
mod pingora;
mod plan;
mod playground;
mod postgres;
mod rooms;
mod scan;
mod scratch;
mod size;
mod steps;
mod suffixes;
mod test;

use std::env;
use std::error::Error;
use std::ffi::OsStr;
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments = env::args_os().skip(1);
    let run = match (arguments.next(), arguments.next(), arguments.next()) {
        (Some(name), None, _) => command_named(&name),
        (Some(name), Some(option), None) if name == "test" && option == "--no-browser" => {
            Some(test::run_without_browser as fn() -> Outcome)
        }
        (Some(name), Some(_), None) if name == "playground" => {
            Some(playground::run as fn() -> Outcome)
        }
        _ => None,
    };
    let Some(run) = run else {
        eprint!("{USAGE}");
        return ExitCode::from(2);
    };
    match enter_workspace().and_then(|()| run()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn command_named(name: &OsStr) -> Option<fn() -> Outcome> {
    match name.to_str()? {
        "test" => Some(test::run),
        "browsers" => Some(browsers::run),
        "cache" => Some(cache::run),
        "edge" => Some(edge::run),
        "gateways" => Some(gateways::run),
        "load" => Some(load::run),
        "pingora" => Some(pingora::run),
        "postgres" => Some(postgres::run),
        "scan" => Some(scan::run),
        "fuzz" => Some(fuzz::run),
        "corpus" => Some(corpus::run),
        "instructions" => Some(instructions::run),
        "mutants" => Some(mutants::run),
        "compile-cost" => Some(compile_cost::run),
        "size" => Some(size::run),
        "licences" => Some(licences::run),
        "manifests" => Some(manifests::run),
        "msrv" => Some(msrv::run),
        "rooms" => Some(rooms::run),
        "suffixes" => Some(suffixes::run),
        _ => None,
    }
}

/// All commands use paths relative to the top of the repository.
fn enter_workspace() -> Outcome {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    env::set_current_dir(here.parent().unwrap_or(here))?;
    Ok(())
}

/// The result of a command. The error is a sentence about what failed.
type Outcome<T = ()> = Result<T, Box<dyn Error>>;

const USAGE: &str = "\
usage: cargo xtask <command>

  test          run every check of the project, on stable Rust, Rust 1.85, nginx and other gateways, PostgreSQL, cmake,
                Python, Node.js and Chromium, which it installs if it can (--no-browser leaves out the checks that
                need more than stable Rust)
  browsers      run every case in each browser engine that is installed
  cache         send requests to a policy through the cache of nginx, and compare every answer
  gateways      start nginx and other gateways with exported policies, and compare every answer with the library
  playground    serve the page of the example `playground`, with its API behind a gateway, for example
                `cargo xtask playground nginx`
  edge          build Workers in Rust, and compare every answer in workerd with the library
  postgres      change the origins of tenants at one of two instances that share a PostgreSQL database, and end the database
  pingora       compare every answer of the example `pingora`, a reverse proxy, with its policy
  load          send requests to each adapter for a minute, on 64 connections, and compare every answer
  msrv          build and test the libraries with Rust 1.85, from rustup or from Debian's packages
  scan          scan every example with CORScanner, and compare its report with what the policies grant
  fuzz          run each fuzz target for a minute, or for FUZZ_SECONDS, with cargo-fuzz on a nightly toolchain
  corpus        remove the files of `fuzz/corpus` that add no coverage, with the same tools (at most 60 remain for a target)
  instructions  count the instructions of each path of a request with valgrind, and compare them with
                `benches/instructions.toml` (BLESS=1 writes the counts)
  mutants       make every small change to the libraries, and report the changes that no test notices and that
                `tests/mutants.toml` does not explain
  compile-cost  measure how much compile time a policy costs
  size          measure how much policies add to the size of a program
  licences      check the licence of each locked package against `deny.toml`
  manifests     check the manifests of the packages that can be published
  rooms         check that no module of the libraries imports one above it, and that there is no circle of modules
  suffixes      check the table of domains above public suffixes against the rules of `psl` (BLESS=1 writes the table)
";
