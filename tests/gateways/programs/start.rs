//! The program of each target that runs here.

use std::net::SocketAddr;

use cors_policy_gateways::{Export, Target};

use crate::program::Running;
use crate::{apache, caddy, cloudflare_worker, envoy, express, haproxy, nginx, traefik, varnish};

/// Starts a program in front of the service at this address, with each export at an address of its own. The program passes
/// WebSockets on. The function panics if the program is missing, or refuses its configuration.
pub type Start = fn(&[Export], SocketAddr) -> Running;

/// Returns how to start the program of a target, if it runs here.
#[must_use]
pub fn program_of(target: Target) -> Option<Start> {
    Some(match target {
        Target::Apache => apache::start,
        Target::Caddy => caddy::start,
        Target::CloudflareWorker => {
            |exports, service| cloudflare_worker::start(exports, service, None)
        }
        Target::EnvoyFilters => envoy::filters,
        Target::EnvoyLua => envoy::lua,
        Target::Express => express::start,
        Target::Haproxy => haproxy::start,
        Target::Nginx => nginx::start,
        Target::Traefik => traefik::routers,
        Target::TraefikMiddleware => traefik::middleware,
        Target::Varnish => varnish::start,
        _ => return None,
    })
}
