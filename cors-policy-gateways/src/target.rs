//! All targets, for a command line.

use std::error::Error;
use std::fmt::{Display, Formatter, Result as FmtResult};
use std::str::FromStr;

use cors_policy::IntoPolicyRef;

use crate::export::Export;
use crate::inexpressible::Inexpressible;
use crate::targets::apache;
use crate::targets::haproxy;
use crate::targets::nginx;
use crate::targets::varnish;

/// A program whose configuration this crate writes.
///
/// `Display` and `FromStr` use its [name](Self::name).
///
/// # Examples
///
/// ```
/// use cors_policy_gateways::Target;
///
/// let target: Target = "nginx".parse()?;
/// assert_eq!(target, Target::Nginx);
/// # Ok::<_, cors_policy_gateways::UnknownTarget>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Target {
    /// [`apache::export`]
    Apache,
    /// [`haproxy::export`]
    Haproxy,
    /// [`nginx::export`]
    Nginx,
    /// [`varnish::export`]
    Varnish,
}

/// There is no target with this name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownTarget {
    name: String,
}

impl Target {
    /// All of them, in alphabetical order.
    pub const ALL: &'static [Self] = &[Self::Apache, Self::Haproxy, Self::Nginx, Self::Varnish];

    /// Its name on a command line: `nginx`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Apache => "apache",
            Self::Haproxy => "haproxy",
            Self::Nginx => "nginx",
            Self::Varnish => "varnish",
        }
    }

    /// Exports a policy.
    ///
    /// # Errors
    ///
    /// The target cannot express a part of it.
    pub fn export(self, policy: impl IntoPolicyRef) -> Result<Export, Inexpressible> {
        match self {
            Self::Apache => apache::export(policy),
            Self::Haproxy => haproxy::export(policy),
            Self::Nginx => nginx::export(policy),
            Self::Varnish => varnish::export(policy),
        }
    }
}

impl FromStr for Target {
    type Err = UnknownTarget;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let target = Self::ALL.iter().find(|target| target.name() == name);
        target.copied().ok_or_else(|| UnknownTarget { name: name.to_owned() })
    }
}

impl Display for Target {
    fn fmt(&self, f: &mut Formatter<'_>) -> FmtResult {
        f.write_str(self.name())
    }
}

impl Error for UnknownTarget {}

impl Display for UnknownTarget {
    fn fmt(&self, f: &mut Formatter<'_>) -> FmtResult {
        let names = Target::ALL.iter().map(|target| target.name()).collect::<Vec<_>>();
        write!(f, "unknown target {:?}; write one of: {}", self.name, names.join(", "))
    }
}
