//! Why a policy cannot be a guard.

use std::error::Error;
use std::fmt::{Display, Formatter, Result};

use crate::policy::Location;
use crate::reference::PolicyRef;

/// The policy allows every origin, so it cannot guard anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicPolicy {
    /// The name of the policy, and where it is declared.
    declared: Option<(&'static str, Location)>,
}

impl PublicPolicy {
    pub(super) fn of(policy: &PolicyRef) -> Self {
        Self { declared: policy.name().zip(policy.location()) }
    }
}

impl Display for PublicPolicy {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match &self.declared {
            Some((name, location)) => write!(f, "`{name}` ({location})")?,
            None => f.write_str("the policy")?,
        }
        f.write_str(
            " allows every origin, so it cannot guard requests; declare another policy for the guard, with `origins: none` if \
             only pages of the server itself may send them",
        )
    }
}

impl Error for PublicPolicy {}
