//! The policy of each tenant.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use cors_policy::{ConfigureError, Configured, cors_policy};

use crate::database::Stored;

cors_policy! {
    /// What the pages of a tenant may do. Only the origins differ between tenants.
    static TENANT = {
        origins: [configured],
        methods: [GET, POST],
        request_headers: ["Content-Type"],
        credentials: true,
    };
}

/// Checks the origins of one tenant.
pub(crate) fn check(host: &str, origins: &[String]) -> Result<Configured, ConfigureError> {
    TENANT.configure_at_most(MOST, origins).map_err(|error| error.named(of_tenant(host)))
}

/// The policies of all tenants, by their hosts.
#[derive(Default)]
pub(crate) struct Policies {
    by_host: RwLock<HashMap<String, Configured>>,
}

impl Policies {
    /// The policy of a tenant. Every request calls this. The lock is never held for long.
    pub(crate) fn of(&self, host: &str) -> Option<Configured> {
        self.by_host.read().unwrap_or_else(PoisonError::into_inner).get(host).cloned()
    }

    /// Replaces the origins of a tenant. If one of them is invalid, the tenant keeps its old origins.
    pub(crate) fn set(&self, host: &str, origins: &[String]) -> Result<(), ConfigureError> {
        if let Some(configured) = self.of(host) {
            return configured.reconfigure(origins).map_err(|error| error.named(of_tenant(host)));
        }
        let configured = check(host, origins)?;
        self.write(|by_host| by_host.insert(host.to_owned(), configured));
        Ok(())
    }

    /// Removes a tenant.
    pub(crate) fn remove(&self, host: &str) {
        self.write(|by_host| by_host.remove(host));
    }

    /// Removes all tenants that are not in the database.
    pub(crate) fn retain(&self, stored: &Stored) {
        self.write(|by_host| by_host.retain(|host, _| stored.contains_key(host)));
    }

    fn write<T>(&self, change: impl FnOnce(&mut HashMap<String, Configured>) -> T) -> T {
        change(&mut self.by_host.write().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The source of the origins, for errors.
fn of_tenant(host: &str) -> String {
    format!("the list of `{host}`")
}

/// The maximum number of origins of a tenant.
const MOST: usize = 50;
