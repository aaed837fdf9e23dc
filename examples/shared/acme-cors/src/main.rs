//! The command line of the company: prints its policies, explains, compares and exports them, and audits its servers.
//!
//! ```console
//! $ cargo run -p acme-cors -- list
//! ```

use std::process::ExitCode;

fn main() -> ExitCode {
    cors_policy_cli::main([&acme_cors::API])
}
