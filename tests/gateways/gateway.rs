//! A gateway that runs here.

use std::collections::BTreeSet;
use std::net::SocketAddr;

use cors_policy_gateways::{Export, Inexpressible};

use cors_policy::PolicyRef;

use crate::checks;

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

    /// The address of each export, in their order.
    fn addresses(&self) -> &[SocketAddr];

    /// The lines of an answer, or of the library's answer, in the form in which the two are compared.
    fn comparable(lines: &[String], _is_preflight: bool) -> BTreeSet<String> {
        checks::comparable(lines)
    }
}

/// A scenario of the table that the gateway answers differently.
#[derive(Clone, Copy)]
pub(crate) struct Difference {
    /// The name of the scenario, or the start of several names with a `*` after it.
    pub(crate) scenario: &'static str,
    pub(crate) reason: &'static str,
    pub(crate) instead: Instead,
}

/// What the gateway answers.
#[derive(Clone, Copy)]
pub(crate) enum Instead {
    /// This status, no CORS headers, and the service is not called: the program refuses the request itself.
    Rejected(&'static [u16]),
    /// The origin of the request is allowed, because the target cannot exclude one that no browser can send.
    Allowed,
    /// These lines: the status, the CORS headers and `Vary`. A line that ends with `…` is the start of a longer one.
    Lines(&'static [&'static str]),
}

pub(crate) use cors_policy_gateway_tests::program::find as program;
