//! The command line of [`cors_policy`]: it prints, explains, compares and exports policies, and audits live servers.
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
//! $ cargo run -p acme-cors -- audit http://127.0.0.1:3000/list --policy API
//! ```
//!
//! The features and the dependencies of a library and of its program are the same, so let the program be a feature of that crate,
//! and let services switch it off: `acme-cors = { version = "1", default-features = false }`.
//!
//! # The program `cors-policy`
//!
//! `cargo install cors-policy-cli` installs the same without policies of its own.
//!
//! # Audits
//!
//! `audit URL` sends what browsers and attackers send to a live server, in any language, and reports what is wrong in its answers: each
//! finding has the request as a curl command, what came back, why it matters and the remedy. With `--policy`, every difference from
//! the policy is a finding. The report is for people, or `--json` ([schema]), `--sarif` or `--html FILE`. The [chapter of the
//! guide][guide] lists all rules.
//!
//! ```console
//! $ cors-policy audit https://api.example.com/users --origin https://app.example.com
//! ```
//!
//! The audit sends only `GET` and `OPTIONS` requests unless it gets `--unsafe-methods`, and follows redirects of the same server only.
//! The program opens no connection without the feature `audit` (default).
//!
//! [schema]: https://github.com/cors-policy/cors-policy/blob/main/cors-policy-cli/schema/audit.schema.json
//! [guide]: https://docs.rs/cors-policy/latest/cors_policy/guide/audit/index.html
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
//! # What a change grants
//!
//! `diff OLD NEW` compares two policies by what pages can do, and not by their texts. Lines with `+` grant, lines with `-` revoke,
//! and lines with `~` change no permission. The exit status is 1 if some page can do something new, so a job of CI fails until
//! somebody has approved it:
//!
//! ```console
//! $ git show main:policies/api.policy | cors-policy diff - policies/api.policy
//! + method `PUT`: pages of the origins that both policies list can now send `PUT` requests
//! - origin `https://old.example`: pages of this origin can no longer read responses
//! 1 granted, 1 revoked, 0 other
//! ```
//!
//! With `--json`, the object has `old` and `new` (`name` and `location` of the policies), `grants` (whether something new is
//! granted) and `changes`. Each change has
//!
//! | field | value |
//! | --- | --- |
//! | `kind` | `grant`, `revocation` or `other` |
//! | `title`, `sentence` | the parts of the printed line |
//! | `listed_in` | which policies list the origins of the pages: `new`, `old`, `both` or `neither`; `null` for `other` |
//! | `entry` | the entry of the list, if `listed_in` is `new` or `old` |
//! | `permissions` | objects with `what` (`read`, `method`, `request_header`, `exposed_header` or `credentials`) and `name`, which is `*` for any |
//!
//! # JSON
//!
//! A release can add fields, and never removes one.
//!
//! | command | value |
//! | --- | --- |
//! | `list --json` | a list of policies |
//! | `show --json` | a policy: `name` and `location` (`null` if it has none), `origins` (`"any"`, `"none"` or a list), `methods`, `request_headers` and `exposed_headers` (`["*"]` for `any`), `credentials`, `max_age_seconds` (or `null`), `anyone_else` (an object with the same options, or `null`), and `text`, the declaration |
//! | `explain --json` | `verdict` (`readable`, `opaque`, `unreadable`, `not-sent` or `impossible`), `sends_preflight`, and `steps` with `kind` (`note`, `ok` or `stop`), `text` and `link` |
//! | `export --json` | `policy`, `target`, `verdict` (`exact`, `exact for browsers` or `narrower`), `files` with `name`, `place` and `text`, and the lists `notes` and `left_out` |
//! | `diff --json` | see [above](#what-a-change-grants) |
//! | `audit --json` | a report with its own [schema] |
//!
//! # Exit status
//!
//! | status | meaning |
//! | --- | --- |
//! | 0 | fine |
//! | 1 | there are findings: the browser blocks the explained request, a file differs from its export, a change grants something, or an audit finds a mistake |
//! | 2 | the command could not run, or an argument is wrong |

#[cfg(feature = "audit")]
mod audit;
mod commands;
mod diff;
mod policies;
#[cfg(feature = "audit")]
mod report;
mod terminal;
mod text;

use std::process::ExitCode;

use cors_policy::IntoPolicyRef;

use crate::policies::Policies;

/// For the tests of this library. Not public API: anything here may change in any release.
#[doc(hidden)]
pub mod __private {
    #[cfg(feature = "audit")]
    pub use crate::audit::Given;
    pub use crate::diff::{Change, Entry, Kind, Pages, Permission, diff};
    pub use crate::text::parse;

    /// The reports on a server that gives these responses: for people, in JSON, in SARIF and in HTML.
    #[cfg(feature = "audit")]
    pub fn reports(given: impl FnMut() -> Option<Given>) -> Option<[String; 4]> {
        let audit = crate::audit::replay(given)?;
        let (json, sarif) = (crate::report::json(&audit).ok()?, crate::report::sarif(&audit).ok()?);
        Some([crate::report::people(&audit, 100), json, sarif, crate::report::html(&audit)])
    }
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
