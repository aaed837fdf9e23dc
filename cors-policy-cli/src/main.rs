//! The program for those who have no policies in Rust: they have a URL, or files with the text of policies.

use std::process::ExitCode;

use cors_policy::PolicyRef;

fn main() -> ExitCode {
    cors_policy_cli::main::<PolicyRef>([])
}
