//! The one door to the database. [`Database::read`] and [`Database::write`] are the only ways in; `write` owns the
//! transaction, nobody else opens one. On SQLite writes go through the group commit of `writer.rs`; on PostgreSQL
//! a write is a pooled connection and a transaction.

use super::connection::{AnyConnection, Manager, POOL_WAIT, Purpose, open};
use super::migrations;
use super::statements::Statements;
use super::writer::{Change, Writer};
use crate::config::DatabaseUrl;
use crate::error::{Error, Result};
use diesel::connection::SimpleConnection;
use diesel::r2d2::Pool;
use std::sync::Arc;
use tokio::sync::oneshot;

/// Sizes that a configuration may choose.
#[derive(Clone, Copy, Debug)]
pub struct Sizes {
    /// Connections that read (and on PostgreSQL also write).
    pub pool: u32,
    /// Changes that may wait for the writing thread before the next one hears "busy".
    pub queue: usize,
}

impl Default for Sizes {
    fn default() -> Self {
        Self { pool: 8, queue: 1024 }
    }
}

/// A handle on the database; cloning it is cheap.
#[derive(Clone)]
pub struct Database(Arc<Inner>);

struct Inner {
    url: DatabaseUrl,
    pool: Pool<Manager>,
    /// SQLite only.
    writer: Option<Writer>,
    statements: Statements,
}

impl Database {
    /// Opens the database, brings its tables up to date and checks its safety settings.
    ///
    /// # Errors
    /// `Unavailable` when it can't be reached (that one `serve` alone uses a SQLite file is `cli::serve`'s affair);
    /// `Internal` when a safety setting is refused or a migration fails.
    pub fn open(url: &DatabaseUrl, sizes: Sizes) -> Result<Self> {
        let statements = Statements::default();
        let mut writing = open(url, Purpose::Write, &statements)?;
        migrations::run(&mut writing, url)?;
        let writer = match url {
            DatabaseUrl::Sqlite(_) => Some(Writer::start(writing, sizes.queue)?),
            DatabaseUrl::Postgres(_) => None,
        };
        let pool = Pool::builder()
            .max_size(sizes.pool.max(1))
            .min_idle(Some(1))
            .connection_timeout(POOL_WAIT)
            .test_on_check_out(matches!(url, DatabaseUrl::Postgres(_)))
            .error_handler(Box::new(diesel::r2d2::NopErrorHandler))
            .build(Manager { url: url.clone(), purpose: Purpose::Read, statements: statements.clone() })
            .map_err(|cause| Error::unavailable("The database can't be opened.").with_source(cause))?;
        Ok(Self(Arc::new(Inner { url: url.clone(), pool, writer, statements })))
    }

    /// Where it lives.
    pub fn url(&self) -> &DatabaseUrl {
        &self.0.url
    }

    /// Whether all writing is one thread's, and its changes share commits: on SQLite.
    pub fn commits_in_groups(&self) -> bool {
        self.0.writer.is_some()
    }

    /// How many statements it was asked since it was opened.
    pub fn statements(&self) -> u64 {
        self.0.statements.count()
    }

    /// Runs a query that changes nothing.
    ///
    /// # Errors
    /// Those of `query`; `Unavailable` when no connection comes free.
    pub fn read<T>(&self, query: impl FnOnce(&mut AnyConnection) -> Result<T>) -> Result<T> {
        query(&mut *self.connection()?)
    }

    /// Runs `change` in a transaction and returns once its commit is durable. Blocks the thread.
    ///
    /// # Errors
    /// Those of `change`, after which nothing of it is stored; `Unavailable` when the queue is full or the commit fails.
    pub fn write<T: Send + 'static>(
        &self,
        change: impl FnOnce(&mut AnyConnection) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        match &self.0.writer {
            None => self.write_pooled(change),
            Some(writer) => submit(writer, once(change), false).blocking_recv().unwrap_or_else(|_| Err(closed())),
        }
    }

    /// The same for async callers: no thread is held while the commit is awaited on SQLite.
    ///
    /// # Errors
    /// As [`Database::write`].
    pub async fn write_async<T: Send + 'static>(
        &self,
        change: impl FnOnce(&mut AnyConnection) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let Some(writer) = &self.0.writer else {
            let this = self.clone();
            return tokio::task::spawn_blocking(move || this.write_pooled(change))
                .await
                .unwrap_or_else(|_| Err(closed()));
        };
        submit(writer, once(change), false).await.unwrap_or_else(|_| Err(closed()))
    }

    /// [`Database::write_async`] for a change that may be made again after it was undone, such as a new card. On SQLite
    /// it is cheaper: it needs no savepoint of its own.
    ///
    /// # Errors
    /// As [`Database::write`].
    pub async fn write_repeatable_async<T: Send + 'static>(
        &self,
        change: impl FnMut(&mut AnyConnection) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        match &self.0.writer {
            None => self.write_async(change).await,
            Some(writer) => submit(writer, change, true).await.unwrap_or_else(|_| Err(closed())),
        }
    }

    /// [`Database::read`] for async callers, on a thread that may block.
    ///
    /// # Errors
    /// As [`Database::read`].
    pub async fn read_async<T: Send + 'static>(
        &self,
        query: impl FnOnce(&mut AnyConnection) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let this = self.clone();
        tokio::task::spawn_blocking(move || this.read(query)).await.unwrap_or_else(|_| Err(closed()))
    }

    fn write_pooled<T>(&self, change: impl FnOnce(&mut AnyConnection) -> Result<T>) -> Result<T> {
        let mut connection = self.connection()?;
        connection.batch_execute("BEGIN")?;
        // A panic must not hand an open transaction to the next caller.
        let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| change(&mut connection)))
            .unwrap_or_else(|_| Err(Error::internal("Something went wrong on our side. Please try again.")));
        match outcome {
            Ok(value) => {
                connection.batch_execute("COMMIT")?;
                Ok(value)
            }
            Err(error) => {
                let _ = connection.batch_execute("ROLLBACK");
                Err(error)
            }
        }
    }

    fn connection(&self) -> Result<diesel::r2d2::PooledConnection<Manager>> {
        self.0.pool.get().map_err(|cause| {
            Error::unavailable("The database is busy or out of reach. Please try again in a minute.").with_source(cause)
        })
    }
}

fn closed() -> Error {
    Error::unavailable("The service is stopping. Please try again in a minute.")
}

/// A change that must not be made twice, as one that nobody will make twice.
fn once<T>(change: impl FnOnce(&mut AnyConnection) -> Result<T>) -> impl FnMut(&mut AnyConnection) -> Result<T> {
    let mut change = Some(change);
    move |connection| change.take().map_or_else(|| Err(closed()), |change| change(connection))
}

fn submit<T: Send + 'static>(
    writer: &Writer,
    change: impl FnMut(&mut AnyConnection) -> Result<T> + Send + 'static,
    repeatable: bool,
) -> oneshot::Receiver<Result<T>> {
    let (answer, waiting) = oneshot::channel();
    writer.submit(Box::new(Waiting { change, repeatable, result: None, answer }));
    waiting
}

/// A change together with the caller who waits for it.
struct Waiting<T, F> {
    change: F,
    repeatable: bool,
    result: Option<T>,
    answer: oneshot::Sender<Result<T>>,
}

impl<T: Send, F: FnMut(&mut AnyConnection) -> Result<T> + Send> Change for Waiting<T, F> {
    fn run(&mut self, connection: &mut AnyConnection) -> Result<()> {
        self.result = Some((self.change)(connection)?);
        Ok(())
    }

    fn repeatable(&self) -> bool {
        self.repeatable
    }

    fn committed(self: Box<Self>) {
        // A caller who has gone away doesn't mind.
        let _ = self.answer.send(self.result.ok_or_else(closed));
    }

    fn failed(self: Box<Self>, error: Error) {
        let _ = self.answer.send(Err(error));
    }
}
