//! Group commit for SQLite. One thread owns the writing connection: it takes every change that waits, runs all of them
//! inside one `BEGIN IMMEDIATE … COMMIT`, and answers them only after the commit, so that what was acknowledged is on
//! disk and 64 visitors share one sync. A change that fails or panics undoes only itself. Those that can be made again
//! (new cards) come first and share the transaction as it is; only when one of them fails is it begun anew, each in a
//! savepoint. All others have a savepoint from the start: it costs a copy of every page that they touch.

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
    /// Whether it can be run once more after it was undone.
    fn repeatable(&self) -> bool;
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
    while let Ok(first) = waiting.recv() {
        let mut batch = Vec::with_capacity(BATCH);
        batch.push(first);
        batch.extend(waiting.try_iter().take(BATCH - 1));
        commit(&mut connection, batch);
    }
}

/// Runs one batch to its commit and answers every change of it.
fn commit(connection: &mut AnyConnection, mut batch: Vec<Box<dyn Change>>) {
    // None of them knows of another yet, so their order is free: first those that share the transaction as it is.
    batch.sort_by_key(|change| !change.repeatable());
    let repeatable = batch.iter().take_while(|change| change.repeatable()).count();
    // A change alone needs no savepoint either: undoing it is undoing the transaction.
    let mut singly = batch.split_off(if batch.len() == 1 { 1 } else { repeatable });
    let mut kept = batch;
    if let Err(error) = begin(connection) {
        kept.append(&mut singly);
        return refuse(kept, &error);
    }
    if let Err(error) = kept.iter_mut().try_for_each(|change| run_one(connection, change)) {
        // Where the whole transaction is broken (a full disk), SQLite has undone it already and this is refused.
        let _ = connection.batch_execute("ROLLBACK");
        if repeatable == 0 {
            if let Some(alone) = kept.pop() {
                alone.failed(error);
            }
            return;
        }
        kept.append(&mut singly);
        singly = std::mem::take(&mut kept);
        if let Err(error) = begin(connection) {
            return refuse(singly, &error);
        }
    }
    for mut change in singly {
        match in_savepoint(connection, &mut change) {
            Ok(()) => kept.push(change),
            Err(error) => change.failed(error),
        }
    }
    let end = if kept.is_empty() { "ROLLBACK" } else { "COMMIT" };
    match connection.batch_execute(end) {
        Ok(()) => kept.into_iter().for_each(Change::committed),
        Err(cause) => {
            let _ = connection.batch_execute("ROLLBACK");
            refuse(kept, &cause.into());
        }
    }
}

fn begin(connection: &mut AnyConnection) -> Result<()> {
    Ok(connection.batch_execute("BEGIN IMMEDIATE")?)
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

fn refuse(batch: Vec<Box<dyn Change>>, error: &Error) {
    tracing::warn!(changes = batch.len(), causes = error.causes(), "a batch was not stored");
    for change in batch {
        change.failed(Error::new(error.kind(), error.message()));
    }
}
