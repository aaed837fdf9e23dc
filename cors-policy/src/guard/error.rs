//! Why a policy cannot be a guard.

use std::error::Error;
use std::fmt::{Display, Formatter, Result};

/// The policy allows every origin, so it cannot guard anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PublicPolicy;

impl Display for PublicPolicy {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(
            "a policy with `origins: any` cannot guard requests, because it trusts every page; declare another policy for the \
             guard, with `origins: none` if only pages of the server itself may send them",
        )
    }
}

impl Error for PublicPolicy {}
