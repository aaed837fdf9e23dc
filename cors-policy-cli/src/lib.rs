//! The command line of [`cors_policy`]: it prints, explains, compares and exports policies.
//!
//! # A command line for the policies of a company
//!
//! A crate of policies becomes a program with one line:
//!
//! ```
//! use std::process::ExitCode;
//!
//! use cors_policy::cors_policy;
//!
//! cors_policy! {
//!     /// What our frontends may do with any of our APIs.
//!     pub static API = { origins: ["https://app.acme.example"], methods: [PUT], credentials: true };
//!     /// What every page may read.
//!     pub static CATALOGUE = { origins: any };
//! }
//!
//! fn main() -> ExitCode {
//! # if false {
//!     cors_policy_cli::main([&API, &CATALOGUE])
//! # } else { ExitCode::SUCCESS }
//! }
//! ```
//!
//! ```console
//! $ cargo run -p acme-cors -- list
//! $ cargo run -p acme-cors -- explain API --origin https://app.acme.example --method PUT
//! $ cargo run -p acme-cors -- export API --to nginx
//! ```
//!
//! # The program `cors-policy`
//!
//! `cargo install cors-policy-cli` installs the same without policies of its own.
//!
//! # Policies in files
//!
//! In place of the name of a policy, every command takes the path of a file with its text, and `-` for the standard input.
//! The text is what `show` prints, or what is in `cors_policy! { … }`:
//!
//! ```console
//! $ cors-policy explain policies/api.policy --origin https://app.example.com
//! $ cors-policy export policies/all.policy:API --to nginx
//! ```
//!
//! The text obeys the rules of the macro, and mistakes are reported as the compiler reports them. What only the compiler
//! knows is an error: `#[cfg(…)]`, sets of origins (`..FRONTENDS`) and configured origins. Print the compiled policy with
//! `show` instead. A policy without a name is named after its file.
//!
//! # Exit status
//!
//! | status | meaning |
//! | --- | --- |
//! | 0 | fine |
//! | 1 | there are findings: the browser blocks the explained request, or a file differs from its export |
//! | 2 | the command could not run, or an argument is wrong |

mod commands;
mod policies;
mod terminal;
mod text;

use std::process::ExitCode;

use cors_policy::IntoPolicyRef;

use crate::policies::Policies;

/// For the tests of this library. Not public API: anything here may change in any release.
#[doc(hidden)]
pub mod __private {
    pub use crate::text::parse;
}

/// Runs the command line of this process with these policies, and returns its [exit status](crate#exit-status).
///
/// # Examples
///
/// ```
/// use std::process::ExitCode;
///
/// cors_policy::cors_policy! {
///     static API = { origins: ["https://app.example.com"] };
/// }
///
/// fn main() -> ExitCode {
/// # if false {
///     cors_policy_cli::main([&API])
/// # } else { ExitCode::SUCCESS }
/// }
/// ```
#[must_use = "return it from `main`"]
pub fn main<P: IntoPolicyRef>(policies: impl IntoIterator<Item = P>) -> ExitCode {
    commands::main(&Policies::of(policies))
}
