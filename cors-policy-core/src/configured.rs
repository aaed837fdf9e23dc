//! The rules for an origin that comes from configuration: those of a declaration, checked at run time.

use crate::origin::{HAS_PUBLIC_SUFFIX_LIST, Host, Origin};
use crate::problem::{ConfiguredProblem, beginning};

/// Reads one entry of a list that comes from configuration.
///
/// # Errors
///
/// The text is not an origin or a pattern that a declaration could list.
pub fn parse(text: &str) -> Result<Origin, ConfiguredProblem> {
    match text {
        "" => Err(ConfiguredProblem::Empty),
        STAR => Err(ConfiguredProblem::Star),
        "any" | "none" | "configured" | "configured_or_any" => {
            Err(ConfiguredProblem::Keyword { text: text.to_owned() })
        }
        _ => Origin::read(text).map_err(|(flaw, _, meant)| ConfiguredProblem::Origin {
            flaw,
            meant,
            text: beginning(text),
        }),
    }
}

/// What stands for every origin, if the declaration allows that.
pub const STAR: &str = "*";

/// Which origins are too dangerous for a policy.
#[derive(Clone, Copy, Debug)]
pub struct Danger {
    /// Whether the policy has `credentials: true`. Without it, no origin is dangerous.
    pub credentials: bool,
    /// Whether the policy allows `http://` origins of other machines nevertheless.
    pub insecure_origins: bool,
    /// Whether the policy allows patterns over public suffixes nevertheless.
    pub public_suffix_subdomains: bool,
}

impl Danger {
    /// Why the policy must not allow an origin. Empty, if it may.
    #[must_use]
    pub fn problems(self, origin: &Origin) -> Vec<ConfiguredProblem> {
        if !self.credentials {
            return Vec::new();
        }
        let insecure = origin.insecure_problem().filter(|_| !self.insecure_origins);
        let suffix = origin.public_suffix_problem().filter(|_| !self.public_suffix_subdomains);
        let dangerous = |problem| ConfiguredProblem::Dangerous { problem };
        let mut problems = insecure.into_iter().chain(suffix).map(dangerous).collect::<Vec<_>>();
        let is_unknown = !HAS_PUBLIC_SUFFIX_LIST
            && !self.public_suffix_subdomains
            && matches!(origin.host(), Host::SubdomainsOf(_))
            && !origin.is_loopback();
        if is_unknown {
            problems
                .push(ConfiguredProblem::SuffixUnknown { text: beginning(&origin.to_string()) });
        }
        problems
    }
}
