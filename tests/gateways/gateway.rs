//! A gateway that runs here.

use std::net::SocketAddr;

use cors_policy_gateways::{Export, Inexpressible};

use cors_policy::PolicyRef;

/// A running program, with a policy at each of its addresses.
pub(crate) trait Gateway: Sized {
    /// The name of its folder, and of its tests.
    const NAME: &'static str;

    /// What it answers differently from the table.
    const DIFFERENCES: &'static [Difference] = &[];

    /// The export under test.
    fn export(policy: PolicyRef) -> Result<Export, Inexpressible>;

    /// Starts the program in front of `upstream`, with each export at an address of its own. Before that, it runs the
    /// program's own test of the configuration, and its linter if there is one.
    fn start(exports: &[Export], upstream: SocketAddr) -> Self;

    /// What a browser reads of the lines of an answer. They are all lines, unless the target is only exact for browsers.
    fn seen(lines: Vec<String>, _is_preflight: bool) -> Vec<String> {
        lines
    }

    /// The address of each export, in their order.
    fn addresses(&self) -> &[SocketAddr];
}

/// A scenario of the table that the gateway answers differently.
pub(crate) struct Difference {
    /// The name of the scenario, or the start of several names with a `*` after it.
    pub(crate) scenario: &'static str,
    pub(crate) reason: &'static str,
    pub(crate) instead: Instead,
}

/// What the gateway answers.
pub(crate) enum Instead {
    /// This status, no CORS headers, and the service is not called: the program refuses the request itself.
    Rejected(&'static [u16]),
    /// The origin of the request is allowed, because the target cannot exclude one that no browser can send.
    Allowed,
    /// These lines: the status, the CORS headers and `Vary`.
    Lines(&'static [&'static str]),
}

/// Finds the program of a gateway: the value of this variable, or the name of the program.
pub(crate) fn program(variable: &str, name: &str) -> std::ffi::OsString {
    std::env::var_os(variable).unwrap_or_else(|| name.into())
}
