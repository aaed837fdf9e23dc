//! All targets, for a command line.

use std::error::Error;
use std::fmt::{Display, Formatter, Result as FmtResult};
use std::str::FromStr;

use cors_policy::IntoPolicyRef;

use crate::export::Export;
use crate::inexpressible::Inexpressible;
use crate::targets::{
    apache, aws_http_api, aws_rest_api, caddy, cloudflare_access, cloudflare_worker, cloudfront,
    envoy, express, gateway_api, haproxy, kong, nginx, ory, s3, spring_cloud_gateway, traefik,
    varnish,
};

/// Declares the targets: a variant, its name on a command line, and its functions.
macro_rules! targets {
    (@ $export:path) => { $export };
    (@ $export:path, $narrower:path) => { $narrower };
    ($($variant:ident = $name:literal, $export:path $(, $narrower:path)?;)*) => {
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
            $(#[doc = concat!("[`", stringify!($export), "`](crate::", stringify!($export), ")")] $variant,)*
        }

        impl Target {
            /// All of them, in alphabetical order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Its name on a command line: `nginx`.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }

            /// Exports a policy.
            ///
            /// # Errors
            ///
            /// The target cannot express a part of it.
            pub fn export(self, policy: impl IntoPolicyRef) -> Result<Export, Inexpressible> {
                match self {
                    $(Self::$variant => $export(policy),)*
                }
            }

            /// Exports the part of a policy that the target can express. [`Export::left_out`] lists the rest.
            ///
            /// Most targets have no such function. For them it is the same as [`export`](Self::export).
            ///
            /// # Errors
            ///
            /// Nothing is left.
            pub fn narrower(self, policy: impl IntoPolicyRef) -> Result<Export, Inexpressible> {
                match self {
                    $(Self::$variant => targets!(@ $export $(, $narrower)?)(policy),)*
                }
            }
        }
    };
}

targets! {
    Apache = "apache", apache::export;
    AwsHttpApi = "aws-http-api", aws_http_api::export, aws_http_api::narrower;
    AwsRestApi = "aws-rest-api", aws_rest_api::export, aws_rest_api::narrower;
    Caddy = "caddy", caddy::export;
    CloudflareAccess = "cloudflare-access", cloudflare_access::export;
    CloudflareWorker = "cloudflare-worker", cloudflare_worker::export;
    CloudFront = "cloudfront", cloudfront::export, cloudfront::narrower;
    EnvoyFilters = "envoy-filters", envoy::filters;
    EnvoyLua = "envoy-lua", envoy::lua;
    Express = "express", express::export;
    GatewayApi = "gateway-api", gateway_api::export, gateway_api::narrower;
    Haproxy = "haproxy", haproxy::export;
    Kong = "kong", kong::export, kong::narrower;
    Nginx = "nginx", nginx::export;
    Ory = "ory", ory::export, ory::narrower;
    S3 = "s3", s3::export, s3::narrower;
    SpringCloudGateway = "spring-cloud-gateway", spring_cloud_gateway::export, spring_cloud_gateway::narrower;
    Traefik = "traefik", traefik::export;
    TraefikMiddleware = "traefik-middleware", traefik::middleware;
    Varnish = "varnish", varnish::export;
}

/// There is no target with this name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownTarget {
    name: String,
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

#[cfg(test)]
mod tests {
    use super::Target;

    #[test]
    fn the_targets_are_in_order() {
        let names = Target::ALL.iter().map(|target| target.name());
        assert!(names.is_sorted());
        assert!(Target::ALL.iter().all(|target| target.to_string().parse() == Ok(*target)));
    }

    #[test]
    fn a_target_leaves_out_what_it_cannot_express() {
        use cors_policy::cors_policy;

        cors_policy! {
            static API = { origins: ["https://app.example.com", "https://*.preview.example.com"] };
        }
        assert!(Target::AwsHttpApi.export(&API).is_err());
        assert_eq!(Target::AwsHttpApi.narrower(&API).unwrap().left_out().len(), 1);
        assert_eq!(Target::Nginx.narrower(&API), Target::Nginx.export(&API));
    }

    #[test]
    fn an_unknown_target_lists_the_known_ones() {
        let error = "ngnix".parse::<Target>().unwrap_err().to_string();
        assert!(error.starts_with("unknown target \"ngnix\"; write one of: "), "{error}");
    }
}
