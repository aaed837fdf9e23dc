//! SQLite: the tables, and how an instance notices that another process has changed them.

use std::time::Duration;

use sqlx::sqlite::SqliteConnection;
use sqlx::{Connection, query_scalar};
use tokio::time::sleep;

use crate::instance::Instance;

/// The tables.
pub(crate) const SCHEMA: &str = include_str!("tables.sql");

/// Whether this is the URL of an SQLite database.
pub(crate) fn is_meant(url: &str) -> bool {
    url.starts_with("sqlite:")
}

/// Reads all tenants again whenever another connection has changed the file.
pub(crate) async fn follow(instance: &Instance, url: &str) {
    loop {
        if let Err(error) = watch(instance, url).await {
            eprintln!("cannot read the database: {error}");
        }
        sleep(PAUSE).await;
    }
}

async fn watch(instance: &Instance, url: &str) -> sqlx::Result<()> {
    let mut connection = SqliteConnection::connect(url).await?;
    let mut seen = None;
    loop {
        // The number changes if another connection commits a change. It is only comparable within one connection.
        let version: i64 = query_scalar("PRAGMA data_version").fetch_one(&mut connection).await?;
        if seen != Some(version) {
            instance.reload_all().await?;
            seen = Some(version);
        }
        sleep(PAUSE).await;
    }
}

/// The time between two looks at the file.
const PAUSE: Duration = Duration::from_millis(200);
