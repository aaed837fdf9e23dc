//! An instance: the database, and the policies that are made from it.

use cors_policy::{ConfigureError, Configured};
use tokio::sync::Mutex;

use crate::database::Database;
use crate::policies::{Policies, check};

/// One of the servers that share a database.
pub(crate) struct Instance {
    policies: Policies,
    database: Database,
    /// Held from a read of the database until the policies are replaced. Without it, an older list could replace a newer.
    order: Mutex<()>,
}

/// Why a tenant was not changed.
pub(crate) enum Refused {
    NoTenant,
    NoOrigin,
    Invalid(ConfigureError),
    /// The origin was removed from the database, but another one there is invalid, so the policy has not changed.
    RemovedOnly(ConfigureError),
    Database(sqlx::Error),
}

impl Instance {
    /// Connects to the database and reads all tenants.
    pub(crate) async fn start(url: &str) -> sqlx::Result<Self> {
        let database = Database::open(url).await?;
        let instance = Self { policies: Policies::default(), database, order: Mutex::default() };
        instance.reload_all().await?;
        Ok(instance)
    }

    /// The policy of a tenant. This does not use the database.
    pub(crate) fn policy(&self, host: &str) -> Option<Configured> {
        self.policies.of(host)
    }

    /// The stored origins of a tenant.
    pub(crate) async fn origins(&self, host: &str) -> Result<Vec<String>, Refused> {
        self.database.of(host).await?.ok_or(Refused::NoTenant)
    }

    /// Adds an origin, if the list with it is valid.
    pub(crate) async fn add(&self, host: &str, origin: &str) -> Result<Vec<String>, Refused> {
        let _order = self.order.lock().await;
        let mut change = self.database.change(host).await?.ok_or(Refused::NoTenant)?;
        let mut origins = change.origins().await?;
        if !origins.iter().any(|other| other == origin) {
            origins.push(origin.to_owned());
            origins.sort_unstable();
            check(host, &origins).map_err(Refused::Invalid)?;
            change.add(origin).await?;
            change.commit().await?;
        }
        self.policies.set(host, &origins).map_err(Refused::Invalid)?;
        Ok(origins)
    }

    /// Removes an origin.
    pub(crate) async fn remove(&self, host: &str, origin: &str) -> Result<Vec<String>, Refused> {
        let _order = self.order.lock().await;
        let mut change = self.database.change(host).await?.ok_or(Refused::NoTenant)?;
        let mut origins = change.origins().await?;
        let position = origins.iter().position(|other| other == origin);
        origins.remove(position.ok_or(Refused::NoOrigin)?);
        change.remove(origin).await?;
        change.commit().await?;
        self.policies.set(host, &origins).map_err(Refused::RemovedOnly)?;
        Ok(origins)
    }

    /// Reads one tenant again.
    pub(crate) async fn reload(&self, host: &str) -> sqlx::Result<()> {
        let _order = self.order.lock().await;
        match self.database.of(host).await? {
            Some(origins) => self.apply(host, &origins),
            None => self.policies.remove(host),
        }
        Ok(())
    }

    /// Reads all tenants again.
    pub(crate) async fn reload_all(&self) -> sqlx::Result<()> {
        let _order = self.order.lock().await;
        let stored = self.database.all().await?;
        self.policies.retain(&stored);
        for (host, origins) in &stored {
            self.apply(host, origins);
        }
        Ok(())
    }

    /// Replaces the origins of a tenant. If another program has stored an invalid origin, this tenant keeps its policy,
    /// and the other tenants are not affected.
    fn apply(&self, host: &str, origins: &[String]) {
        if let Err(error) = self.policies.set(host, origins) {
            eprintln!("{error}\n  so `{host}` keeps its policy");
        }
    }
}

impl From<sqlx::Error> for Refused {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(error)
    }
}
