//! The origins of the moment.

use std::time::SystemTime;

use crate::origins::OriginTable;
use crate::policy::Policy;
use crate::system;

/// What a configured policy answers by, until it is reconfigured.
#[derive(Debug)]
pub(super) struct Current {
    /// The static part of the answer.
    pub(super) policy: &'static Policy,
    /// The origins of the configuration, unless they are `*`.
    pub(super) table: Option<OriginTable>,
    pub(super) since: SystemTime,
}

impl Current {
    pub(super) fn any(policy: &'static Policy) -> Self {
        Self { policy, table: None, since: system::now() }
    }

    pub(super) fn listed(policy: &'static Policy, table: OriginTable) -> Self {
        Self { policy, table: Some(table), since: system::now() }
    }
}
