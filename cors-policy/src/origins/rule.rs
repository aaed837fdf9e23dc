//! Which origins a policy allows.

use super::OriginSet;

/// Which origins a policy allows.
#[derive(Clone, Copy, Debug)]
pub enum OriginRule {
    /// Any origin: a public resource.
    Any,
    /// No origin: a closed resource.
    None,
    /// The origins of these sets.
    Listed(&'static [&'static OriginSet]),
}
