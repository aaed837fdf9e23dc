//! Which origins a policy allows.

use super::OriginSet;

/// Which origins a policy allows.
#[derive(Clone, Copy, Debug)]
pub enum OriginRule {
    /// Every one: a public resource.
    Any,
    /// None: a closed resource.
    None,
    /// Those of these sets.
    Listed(&'static [&'static OriginSet]),
}
