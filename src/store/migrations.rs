//! Brings the tables up to date, once, however many instances start together: PostgreSQL holds an advisory lock
//! while it runs; SQLite takes a lock file beside the database, because two processes must not migrate at once.

use super::connection::AnyConnection;
use crate::config::DatabaseUrl;
use crate::error::{Error, Result};
use diesel::connection::SimpleConnection;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};
use std::fs::File;
use std::path::Path;

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// Any number will do, as long as nobody else on this server uses it: "smilecrd" in bytes.
const LOCK: i64 = 0x736d_696c_6563_7264;

/// Runs what is missing.
pub(super) fn run(connection: &mut AnyConnection, url: &DatabaseUrl) -> Result<()> {
    match (connection, url) {
        (AnyConnection::Sqlite(inner), DatabaseUrl::Sqlite(path)) => {
            let _held = lock_file(path)?;
            inner.run_pending_migrations(SQLITE).map_err(failed)?;
        }
        (AnyConnection::Postgres(inner), _) => {
            // Waiting for the lock is not a slow statement.
            inner.batch_execute(&format!(
                "SET lock_timeout = 0; SET statement_timeout = 0; SELECT pg_advisory_lock({LOCK})"
            ))?;
            let outcome = inner.run_pending_migrations(POSTGRES).map(|_| ()).map_err(failed);
            inner.batch_execute(&format!("SELECT pg_advisory_unlock({LOCK})"))?;
            outcome?;
        }
        (AnyConnection::Sqlite(_), DatabaseUrl::Postgres(_)) => {
            return Err(Error::internal("This connection is not the database's."));
        }
    }
    Ok(())
}

/// Undoes every migration and says how many there were: for the test that walks both trees down and up again.
///
/// # Errors
/// `Internal` when a `down.sql` fails.
pub fn revert_all(connection: &mut AnyConnection) -> Result<usize> {
    match connection {
        AnyConnection::Sqlite(inner) => inner.revert_all_migrations(SQLITE).map(|done| done.len()).map_err(failed),
        AnyConnection::Postgres(inner) => inner.revert_all_migrations(POSTGRES).map(|done| done.len()).map_err(failed),
    }
}

fn failed(cause: Box<dyn std::error::Error + Send + Sync>) -> Error {
    Error::internal(format!("The database could not be brought up to date: {cause}"))
}

/// Waits for the lock file; the operating system frees it when the process ends, however it ends.
fn lock_file(database: &Path) -> Result<File> {
    let mut name = database.as_os_str().to_owned();
    name.push(".lock");
    let unlocked = |cause| Error::unavailable("The database's lock file can't be taken.").with_source(cause);
    let file = File::options().create(true).append(true).open(&name).map_err(unlocked)?;
    file.lock().map_err(unlocked)?;
    Ok(file)
}
