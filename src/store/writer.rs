//! Group commit for SQLite. One thread owns the writing connection: it takes every change that waits, runs each in
//! a savepoint of its own inside one `BEGIN IMMEDIATE … COMMIT`, and answers them only after the commit, so that
//! what was acknowledged is on disk and 64 visitors share one sync. A change that fails or panics undoes only itself.

use super::connection::AnyConnection;
use crate::error::{Error, Result};
use diesel::connection::SimpleConnection;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::thread::JoinHandle;

/// How many changes may share one commit: enough for every visitor of a busy hour, few enough that the first
/// does not wait for the last for more than some 20 ms.
const BATCH: usize = 256;

/// A change that waits: [`run`](Change::run) inside the transaction, then exactly one of the answers.
pub(super) trait Change: Send {
    /// Makes the change and keeps its result. An error undoes it.
    fn run(&mut self, connection: &mut AnyConnection) -> Result<()>;
    /// The commit holds it: hand the result over.
    fn committed(self: Box<Self>);
    /// It is not stored.
    fn failed(self: Box<Self>, error: Error);
}

/// The writing thread's queue.
pub(super) struct Writer {
    queue: Option<SyncSender<Box<dyn Change>>>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    /// Starts the thread. At most `queue_length` changes wait; the next one hears "busy".
    pub(super) fn start(connection: AnyConnection, queue_length: usize) -> Result<Self> {
        let (queue, waiting) = sync_channel(queue_length);
        let thread = std::thread::Builder::new()
            .name("store-writer".to_owned())
            .spawn(move || run(connection, &waiting))
            .map_err(|cause| Error::unavailable("The writing thread can't be started.").with_source(cause))?;
        Ok(Self { queue: Some(queue), thread: Some(thread) })
    }

    /// Queues a change; it will be answered.
    pub(super) fn submit(&self, change: Box<dyn Change>) {
        let busy = || Error::unavailable("Too much is being written at this moment. Please try again in a minute.");
        match self.queue.as_ref().map(|queue| queue.try_send(change)) {
            Some(Ok(())) | None => {}
            Some(Err(TrySendError::Full(change) | TrySendError::Disconnected(change))) => change.failed(busy()),
        }
    }
}

impl Drop for Writer {
    /// Finishes what waits before the file is closed.
    fn drop(&mut self) {
        self.queue = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn run(mut connection: AnyConnection, waiting: &Receiver<Box<dyn Change>>) {
    let mut batch: Vec<Box<dyn Change>> = Vec::with_capacity(BATCH);
    while let Ok(first) = waiting.recv() {
        batch.push(first);
        batch.extend(waiting.try_iter().take(BATCH - 1));
        commit(&mut connection, &mut batch);
    }
}

/// Runs one batch to its commit and answers every change of it.
fn commit(connection: &mut AnyConnection, batch: &mut Vec<Box<dyn Change>>) {
    if let Err(cause) = connection.batch_execute("BEGIN IMMEDIATE") {
        return refuse(batch, &cause.into());
    }
    let mut kept: Vec<Box<dyn Change>> = Vec::with_capacity(batch.len());
    // A change alone needs no savepoint: undoing it is undoing the transaction.
    let alone = batch.len() == 1;
    for mut change in batch.drain(..) {
        let outcome = if alone { run_one(connection, &mut change) } else { in_savepoint(connection, &mut change) };
        match outcome {
            Ok(()) => kept.push(change),
            Err(error) => change.failed(error),
        }
    }
    let end = if kept.is_empty() { "ROLLBACK" } else { "COMMIT" };
    match connection.batch_execute(end) {
        Ok(()) => kept.into_iter().for_each(Change::committed),
        Err(cause) => {
            let _ = connection.batch_execute("ROLLBACK");
            refuse(&mut kept, &cause.into());
        }
    }
}

fn in_savepoint(connection: &mut AnyConnection, change: &mut Box<dyn Change>) -> Result<()> {
    connection.batch_execute("SAVEPOINT change")?;
    let outcome = run_one(connection, change);
    let end = if outcome.is_ok() { "RELEASE change" } else { "ROLLBACK TO change; RELEASE change" };
    connection.batch_execute(end)?;
    outcome
}

fn run_one(connection: &mut AnyConnection, change: &mut Box<dyn Change>) -> Result<()> {
    catch_unwind(AssertUnwindSafe(|| change.run(connection)))
        .unwrap_or_else(|_| Err(Error::internal("Something went wrong on our side. Please try again.")))
}

fn refuse(batch: &mut Vec<Box<dyn Change>>, error: &Error) {
    tracing::warn!(changes = batch.len(), causes = error.causes(), "a batch was not stored");
    for change in batch.drain(..) {
        change.failed(Error::new(error.kind(), error.message()));
    }
}
