//! A gateway in front of the API: it has the policies of the parts, as its configuration.

use std::net::SocketAddr;

use cors_policy_gateway_tests::program::Running;
use cors_policy_gateway_tests::{Start, program_of};
use cors_policy_gateways::{Export, Inexpressible, Target};
use tokio::task::{JoinError, spawn_blocking};

use crate::policies::{PARTS, Part};

/// A gateway and what it can express.
pub(crate) struct Gateway {
    pub(crate) target: Target,
    start: Start,
    /// In the order of the parts. An export is an error if the gateway cannot express the policy. The API keeps such a policy.
    exports: [Result<Export, Inexpressible>; PARTS.len()],
}

impl Gateway {
    /// Exports the policies, if the program of the target runs here.
    pub(crate) fn new(target: Target) -> Option<Self> {
        let start = program_of(target)?;
        Some(Self { target, start, exports: PARTS.map(|part| target.export(part.policy)) })
    }

    /// What has the policies, for the page.
    pub(crate) fn about(&self) -> String {
        let (target, kept) = (self.target, self.exports.iter().filter(|export| export.is_err()));
        let api = match kept.count() {
            0 => "The API has only the guard".to_owned(),
            1 => format!("The API has the guard, and a policy that `{target}` cannot express"),
            kept => {
                format!("The API has the guard, and {kept} policies that `{target}` cannot express")
            }
        };
        format!(
            "`{target}` runs in front of the API, and the policies are in its configuration. {api}. The listener of the API is \
             not told what `{target}` refuses, so the list of refusals has only those of the API."
        )
    }

    /// Returns the configuration of a part.
    pub(crate) fn export(&self, part: &Part) -> &Result<Export, Inexpressible> {
        let index = PARTS.iter().position(|other| other.path == part.path);
        &self.exports[index.expect("`PARTS` has every part")]
    }

    /// Starts the program in front of the API at this address.
    pub(crate) async fn start(&self, api: SocketAddr) -> Result<Started, JoinError> {
        let (start, exports) = (self.start, self.exports.clone());
        let exports = exports.into_iter().flatten().collect::<Vec<_>>();
        let running = spawn_blocking(move || start(&exports, api)).await?;
        let mut addresses = running.addresses.iter();
        let addresses = self.exports.iter().map(|export| match export {
            Ok(_) => *addresses.next().expect("the program has an address for each export"),
            Err(_) => api,
        });
        Ok(Started { addresses: addresses.collect(), _running: running })
    }

    /// The names of all gateways that run here.
    pub(crate) fn names() -> String {
        let targets = Target::ALL.iter().filter(|target| program_of(**target).is_some());
        targets.map(|target| target.name()).collect::<Vec<_>>().join(", ")
    }
}

/// A running gateway. It ends when this is dropped.
pub(crate) struct Started {
    /// Where to send the requests of each part: to the gateway, or to the API if the gateway cannot express its policy.
    pub(crate) addresses: Vec<SocketAddr>,
    _running: Running,
}

#[cfg(test)]
mod tests {
    use cors_policy_gateways::Target;

    use super::{Gateway, PARTS};

    #[test]
    fn only_the_filters_of_envoy_cannot_express_every_policy() {
        let gateways = Target::ALL.iter().filter_map(|target| Gateway::new(*target));
        let gateways = gateways.collect::<Vec<_>>();
        assert!(gateways.len() > 8);
        for gateway in gateways {
            let missing = PARTS.iter().filter_map(|part| gateway.export(part).as_ref().err());
            let missing = missing.map(ToString::to_string).collect::<Vec<_>>();
            let is_expected = gateway.target == Target::EnvoyFilters;
            assert_eq!(!missing.is_empty(), is_expected, "{}: {missing:?}", gateway.target);
        }
    }

    #[test]
    fn a_target_without_a_program_is_no_gateway() {
        assert!(Gateway::new(Target::AwsHttpApi).is_none());
        assert!(Gateway::names().contains("nginx") && !Gateway::names().contains("aws"));
    }

    #[test]
    fn the_page_is_told_which_policies_the_api_keeps() {
        let about = |target| Gateway::new(target).unwrap().about();
        assert!(about(Target::Nginx).contains("has only the guard"));
        assert!(about(Target::EnvoyFilters).contains("3 policies that `envoy-filters` cannot"));
    }
}
