//! All targets, for a command line.

use std::error::Error;
use std::fmt::{Display, Formatter, Result as FmtResult};
use std::str::FromStr;

use cors_policy::IntoPolicyRef;

use crate::export::Export;
use crate::inexpressible::Inexpressible;
use crate::targets::{aws_http_api, aws_rest_api, cloudfront, gateway_api, nginx, ory, s3};

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
    /// [`aws_http_api::export`]
    AwsHttpApi,
    /// [`aws_rest_api::export`]
    AwsRestApi,
    /// [`cloudfront::export`]
    Cloudfront,
    /// [`gateway_api::export`]
    GatewayApi,
    /// [`nginx::export`]
    Nginx,
    /// [`ory::export`]
    Ory,
    /// [`s3::export`]
    S3,
}

/// There is no target with this name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownTarget {
    name: String,
}

impl Target {
    /// All of them, in alphabetical order.
    pub const ALL: &'static [Self] = &[
        Self::AwsHttpApi,
        Self::AwsRestApi,
        Self::Cloudfront,
        Self::GatewayApi,
        Self::Nginx,
        Self::Ory,
        Self::S3,
    ];

    /// Its name on a command line: `nginx`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::AwsHttpApi => "aws-http-api",
            Self::AwsRestApi => "aws-rest-api",
            Self::Cloudfront => "cloudfront",
            Self::GatewayApi => "gateway-api",
            Self::Nginx => "nginx",
            Self::Ory => "ory",
            Self::S3 => "s3",
        }
    }

    /// Exports a policy.
    ///
    /// # Errors
    ///
    /// The target cannot express a part of it.
    pub fn export(self, policy: impl IntoPolicyRef) -> Result<Export, Inexpressible> {
        match self {
            Self::AwsHttpApi => aws_http_api::export(policy),
            Self::AwsRestApi => aws_rest_api::export(policy),
            Self::Cloudfront => cloudfront::export(policy),
            Self::GatewayApi => gateway_api::export(policy),
            Self::Nginx => nginx::export(policy),
            Self::Ory => ory::export(policy),
            Self::S3 => s3::export(policy),
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
