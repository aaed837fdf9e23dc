//! PostgreSQL: the tables and their triggers, and how an instance is notified of a change.

use std::io::{self, ErrorKind};
use std::time::Duration;

use sqlx::Error;
use sqlx::postgres::{PgListener, PgPoolOptions};
use tokio::join;
use tokio::time::sleep;

use crate::instance::Instance;

/// The tables, and the triggers that notify all instances.
///
/// Two instances that start at the same moment would both try to create the tables, in spite of `IF NOT EXISTS`. The lock
/// makes the second one wait. It is released at the end of the script, which is one transaction.
pub(crate) const SCHEMA: &str = concat!(
    "SELECT pg_advisory_xact_lock(7103);",
    include_str!("tables.sql"),
    include_str!("triggers.sql")
);

/// Reads each tenant again when it changes.
pub(crate) async fn follow(instance: &Instance, url: &str) {
    join!(listen(instance, url), read_regularly(instance));
}

/// Listens for notifications. If the connection is lost, it connects again, with longer and longer pauses.
async fn listen(instance: &Instance, url: &str) {
    let mut pause = SHORTEST;
    loop {
        let error = match connect(instance, url).await {
            Ok(listener) => {
                pause = SHORTEST;
                receive(instance, listener).await
            }
            Err(error) => error,
        };
        eprintln!("cannot listen for changes: {error}; next attempt in {} ms", pause.as_millis());
        sleep(pause).await;
        pause = (pause * 2).min(LONGEST);
    }
}

/// Listens first and then reads all tenants, so that no change is missed: earlier notifications are lost.
async fn connect(instance: &Instance, url: &str) -> sqlx::Result<PgListener> {
    let pool =
        PgPoolOptions::new().max_connections(1).acquire_timeout(LONGEST).connect(url).await?;
    let mut listener = PgListener::connect_with(&pool).await?;
    // After a reconnection all tenants must be read again, so `listen` reconnects itself.
    listener.eager_reconnect(false);
    listener.listen("tenants").await?;
    instance.reload_all().await?;
    eprintln!("listening for changes in the database");
    Ok(listener)
}

/// Reads each tenant that a notification names, until the connection or a query fails.
async fn receive(instance: &Instance, mut listener: PgListener) -> Error {
    loop {
        let read = match listener.try_recv().await {
            Ok(Some(notification)) => instance.reload(notification.payload()).await,
            Ok(None) => return io::Error::from(ErrorKind::ConnectionAborted).into(),
            Err(error) => return error,
        };
        if let Err(error) = read {
            return error;
        }
    }
}

/// Reads all tenants once a minute, because a connection that a firewall drops silently neither notifies nor fails.
async fn read_regularly(instance: &Instance) {
    loop {
        sleep(A_MINUTE).await;
        if let Err(error) = instance.reload_all().await {
            eprintln!("cannot read the database: {error}");
        }
    }
}

const SHORTEST: Duration = Duration::from_millis(100);
const LONGEST: Duration = Duration::from_secs(5);
const A_MINUTE: Duration = Duration::from_mins(1);
