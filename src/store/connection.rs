//! One connection type over both databases, and how each is set up. Everything that is asked of a database goes
//! through [`super::Database`]; this file only opens connections and asserts that they are safe.

use super::statements::Statements;
use crate::config::DatabaseUrl;
use crate::error::{Error, Result};
use diesel::connection::SimpleConnection;
use diesel::{Connection as _, PgConnection, QueryableByName, RunQueryDsl, SqliteConnection};
use std::path::Path;
use std::time::Duration;

/// A connection to either database; queries that both understand are written once against it.
#[derive(diesel::MultiConnection)]
pub enum AnyConnection {
    /// The embedded default.
    Sqlite(SqliteConnection),
    /// For when one machine isn't enough.
    Postgres(PgConnection),
}

/// Expands one query body per backend, for what the common connection can't compile (`ON CONFLICT`, batch insert).
macro_rules! each_backend {
    ($connection:expr, |$inner:ident| $body:expr) => {
        match $connection {
            $crate::store::AnyConnection::Sqlite($inner) => $body,
            $crate::store::AnyConnection::Postgres($inner) => $body,
        }
    };
}
pub(crate) use each_backend;

/// What a connection will be used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    Read,
    Write,
}

/// Opens one connection and sets it up; on SQLite the safety settings are read back and compared.
pub(super) fn open(url: &DatabaseUrl, purpose: Purpose, statements: &Statements) -> Result<AnyConnection> {
    let mut connection = match url {
        DatabaseUrl::Sqlite(path) => AnyConnection::Sqlite(open_sqlite(path, purpose)?),
        DatabaseUrl::Postgres(url) => AnyConnection::Postgres(open_postgres(url.expose())?),
    };
    connection.set_instrumentation(statements.clone());
    Ok(connection)
}

/// An acknowledged card must survive a power cut: WAL with `synchronous=FULL` lost none in four cuts, where
/// `NORMAL` lost 292 of 7,772. `busy_timeout` because diesel's own is 0, which refuses 94 % of 16 visitors at once.
const SAFETY: [(&str, &str, i64); 5] = [
    ("synchronous", "FULL", 2),
    ("busy_timeout", "5000", 5000),
    ("foreign_keys", "ON", 1),
    ("secure_delete", "ON", 1),
    ("trusted_schema", "OFF", 0),
];

fn open_sqlite(path: &Path, purpose: Purpose) -> Result<SqliteConnection> {
    let unopened = || Error::unavailable(format!("The database file {} can't be opened.", path.display()));
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(|cause| unopened().with_source(cause))?;
    }
    private_file(path).map_err(|cause| unopened().with_source(cause))?;
    let mut connection =
        SqliteConnection::establish(&path.to_string_lossy()).map_err(|cause| unopened().with_source(cause))?;
    // The time-out comes first: switching to WAL already needs a lock.
    connection.batch_execute("PRAGMA busy_timeout = 5000")?;
    let mode = pragma_text(&mut connection, "journal_mode = WAL")?;
    if mode != "wal" {
        return Err(unsafe_setting("journal_mode", &mode));
    }
    for (name, value, expected) in SAFETY {
        connection.batch_execute(&format!("PRAGMA {name} = {value}"))?;
        let found = pragma_number(&mut connection, name)?;
        if found != expected {
            return Err(unsafe_setting(name, &found.to_string()));
        }
    }
    // Pages in memory, and memory for sorts: figures of a small machine. The one connection that writes has room for the way
    // to a row in each table and index many times over; what it doesn't hold, the operating system does.
    connection.batch_execute("PRAGMA cache_size = -6000; PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 0;")?;
    if purpose == Purpose::Write {
        // SQLite moves the log into the file every 1,000 pages, which a busy form fills with eight commits; 8,000 are
        // 32 MB of log at most, and a restart after a crash still reads them in well under a second.
        connection.batch_execute("PRAGMA wal_autocheckpoint = 8000")?;
    }
    if purpose == Purpose::Read {
        connection.batch_execute("PRAGMA query_only = ON; PRAGMA cache_size = -4000;")?;
    }
    Ok(connection)
}

/// Makes a new database file readable for its owner alone: it holds customers' addresses. SQLite gives the files that
/// it puts beside it the same permissions.
fn private_file(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::OpenOptionsExt;
    if path.exists() {
        return Ok(());
    }
    match std::fs::File::options().write(true).create_new(true).mode(0o600).open(path) {
        Err(cause) if cause.kind() != std::io::ErrorKind::AlreadyExists => Err(cause),
        _ => Ok(()),
    }
}

fn unsafe_setting(name: &str, found: &str) -> Error {
    Error::internal(format!(
        "SQLite refuses the setting {name} that keeps acknowledged cards safe (it says {found}). \
         Put the database on a local disk."
    ))
}

#[derive(QueryableByName)]
struct PragmaNumber {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    value: i64,
}

#[derive(QueryableByName)]
struct PragmaText {
    #[diesel(sql_type = diesel::sql_types::Text, column_name = "journal_mode")]
    value: String,
}

/// The pragma's column is named after it, but for `busy_timeout`; the table-valued form names them all alike.
fn pragma_number(connection: &mut SqliteConnection, name: &str) -> Result<i64> {
    let column = if name == "busy_timeout" { "timeout" } else { name };
    let query = format!("SELECT \"{column}\" AS value FROM pragma_{name}");
    Ok(diesel::sql_query(query).get_result::<PragmaNumber>(connection)?.value)
}

fn pragma_text(connection: &mut SqliteConnection, setting: &str) -> Result<String> {
    Ok(diesel::sql_query(format!("PRAGMA {setting}")).get_result::<PragmaText>(connection)?.value)
}

fn open_postgres(url: &str) -> Result<PgConnection> {
    let mut connection = PgConnection::establish(url).map_err(|cause| {
        // libpq's own words may repeat the URL with its password: they go to the log's cause, not to the message.
        Error::unavailable("The PostgreSQL server can't be reached.").with_source(cause)
    })?;
    // Compiling a plan pays where a statement runs for seconds. A page of a list takes some milliseconds; PostgreSQL takes it
    // for dear, since it doesn't know how soon the page is full, and compiled it for 50 ms and more each time.
    connection.batch_execute(
        "SET TIME ZONE 'UTC'; SET synchronous_commit = on; SET statement_timeout = '30s'; SET lock_timeout = '10s'; \
         SET idle_in_transaction_session_timeout = '60s'; SET client_min_messages = warning; SET jit = off",
    )?;
    Ok(connection)
}

/// Makes and checks pooled connections.
#[derive(Debug)]
pub(super) struct Manager {
    pub(super) url: DatabaseUrl,
    pub(super) purpose: Purpose,
    pub(super) statements: Statements,
}

impl diesel::r2d2::ManageConnection for Manager {
    type Connection = AnyConnection;
    type Error = Error;

    fn connect(&self) -> Result<AnyConnection> {
        open(&self.url, self.purpose, &self.statements)
    }

    fn is_valid(&self, connection: &mut AnyConnection) -> Result<()> {
        match connection {
            AnyConnection::Sqlite(_) => Ok(()),
            AnyConnection::Postgres(inner) => Ok(inner.batch_execute("SELECT 1")?),
        }
    }

    fn has_broken(&self, connection: &mut AnyConnection) -> bool {
        std::thread::panicking()
            || match connection {
                AnyConnection::Sqlite(_) => false,
                // A transaction that somebody left open would leak into the next caller's.
                AnyConnection::Postgres(inner) => {
                    use diesel::connection::TransactionManager;
                    diesel::connection::AnsiTransactionManager::is_broken_transaction_manager(inner)
                }
            }
    }
}

/// How long a caller waits for a pooled connection before it hears "busy".
pub(super) const POOL_WAIT: Duration = Duration::from_secs(5);
