//! The tenants in the database, in SQL that SQLite and PostgreSQL both understand.

use std::collections::BTreeMap;
use std::time::Duration;

use sqlx::any::{AnyPoolOptions, install_default_drivers};
use sqlx::{Any, AnyPool, Transaction};

use crate::{postgres, sqlite};

/// The tables of tenants and their origins.
pub(crate) struct Database {
    pool: AnyPool,
}

/// The origins of each tenant, by its host. They are not checked yet.
pub(crate) type Stored = BTreeMap<String, Vec<String>>;

impl Database {
    /// Connects, and creates the tables. If there are no tenants, it creates two.
    pub(crate) async fn open(url: &str) -> sqlx::Result<Self> {
        install_default_drivers();
        let pool = AnyPoolOptions::new().acquire_timeout(PATIENCE).connect(url).await?;
        let schema = if sqlite::is_meant(url) { sqlite::SCHEMA } else { postgres::SCHEMA };
        sqlx::raw_sql(schema).execute(&pool).await?;
        create_tenants(&pool).await?;
        Ok(Self { pool })
    }

    /// The origins of all tenants.
    pub(crate) async fn all(&self) -> sqlx::Result<Stored> {
        let rows = sqlx::query_as(
            "SELECT tenants.host, origin FROM tenants LEFT JOIN origins ON origins.host = tenants.host
             ORDER BY tenants.host, origin",
        );
        Ok(by_host(rows.fetch_all(&self.pool).await?))
    }

    /// The origins of one tenant. `None` if there is no such tenant.
    pub(crate) async fn of(&self, host: &str) -> sqlx::Result<Option<Vec<String>>> {
        if !is_text(host) {
            return Ok(None);
        }
        let rows = sqlx::query_as(
            "SELECT tenants.host, origin FROM tenants LEFT JOIN origins ON origins.host = tenants.host
             WHERE tenants.host = $1 ORDER BY origin",
        );
        Ok(by_host(rows.bind(host).fetch_all(&self.pool).await?).remove(host))
    }

    /// Begins to change one tenant. Other changes of the same tenant wait. `None` if there is no such tenant.
    pub(crate) async fn change(&self, host: &str) -> sqlx::Result<Option<Change>> {
        if !is_text(host) {
            return Ok(None);
        }
        let mut transaction = self.pool.begin().await?;
        let tenant = sqlx::query("UPDATE tenants SET revision = revision + 1 WHERE host = $1");
        let is_there = tenant.bind(host).execute(&mut *transaction).await?.rows_affected() > 0;
        Ok(is_there.then(|| Change { transaction, host: host.to_owned() }))
    }
}

/// A transaction that changes one tenant. If it is dropped without `commit`, nothing changes.
pub(crate) struct Change {
    transaction: Transaction<'static, Any>,
    host: String,
}

impl Change {
    /// The origins of the tenant.
    pub(crate) async fn origins(&mut self) -> sqlx::Result<Vec<String>> {
        sqlx::query_scalar("SELECT origin FROM origins WHERE host = $1 ORDER BY origin")
            .bind(&self.host)
            .fetch_all(&mut *self.transaction)
            .await
    }

    /// Adds an origin.
    pub(crate) async fn add(&mut self, origin: &str) -> sqlx::Result<()> {
        self.execute("INSERT INTO origins (host, origin) VALUES ($1, $2)", origin).await
    }

    /// Removes an origin.
    pub(crate) async fn remove(&mut self, origin: &str) -> sqlx::Result<()> {
        self.execute("DELETE FROM origins WHERE host = $1 AND origin = $2", origin).await
    }

    /// Stores the change. PostgreSQL notifies all instances now.
    pub(crate) async fn commit(self) -> sqlx::Result<()> {
        self.transaction.commit().await
    }

    async fn execute(&mut self, sql: &'static str, origin: &str) -> sqlx::Result<()> {
        sqlx::query(sql).bind(&self.host).bind(origin).execute(&mut *self.transaction).await?;
        Ok(())
    }
}

/// Creates two tenants at the first start.
async fn create_tenants(pool: &AnyPool) -> sqlx::Result<()> {
    let mut transaction = pool.begin().await?;
    let tenants = sqlx::query(
        "INSERT INTO tenants (host) SELECT 'acme.localhost' WHERE NOT EXISTS (SELECT * FROM tenants)
         ON CONFLICT DO NOTHING",
    );
    if tenants.execute(&mut *transaction).await?.rows_affected() > 0 {
        sqlx::raw_sql(
            "INSERT INTO tenants (host) VALUES ('globex.localhost');
             INSERT INTO origins (host, origin) VALUES
                ('acme.localhost', 'https://app.acme.example'),
                ('globex.localhost', 'https://shop.globex.example')",
        )
        .execute(&mut *transaction)
        .await?;
    }
    transaction.commit().await
}

/// Groups rows of host and origin. A tenant without origins has one row without an origin.
fn by_host(rows: Vec<(String, Option<String>)>) -> Stored {
    let mut stored = Stored::new();
    for (host, origin) in rows {
        stored.entry(host).or_default().extend(origin);
    }
    stored
}

/// Whether a host can be in the database: PostgreSQL rejects text with NUL.
fn is_text(host: &str) -> bool {
    !host.contains('\0')
}

/// How long the admin route waits for a connection.
const PATIENCE: Duration = Duration::from_secs(3);
