//! The threads that do the work. The first also runs the schedule; all of them do jobs and send letters, then wait
//! for the bell or the next look. A fault costs one round, never the thread.

use super::sweep::Sweep;
use super::wake::Wake;
use super::{Tools, jobs, kept, letters, schedule};
use crate::error::{Error, Result};
use crate::services::search as words;
use crate::store::{AnyConnection, search};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread::JoinHandle;
use std::time::Duration;

/// For how long background work gives way to a rush.
const MOST_GIVEN: Duration = Duration::from_secs(10);
/// Between two looks whether the rush is over.
const A_LITTLE: Duration = Duration::from_millis(20);

/// Running threads; dropping it stops them after what they have in hand.
#[derive(Debug)]
pub struct Worker {
    wake: Wake,
    threads: Vec<JoinHandle<()>>,
}

impl Worker {
    /// Starts the threads.
    ///
    /// # Errors
    /// `Unavailable` when the operating system gives none.
    pub fn start(tools: &Tools) -> Result<Self> {
        let mut worker = Self { wake: Wake::default(), threads: Vec::new() };
        for number in 0..tools.pace.concurrency.max(1) {
            let (tools, wake) = (tools.clone(), worker.wake.clone());
            let thread = std::thread::Builder::new()
                .name(format!("worker-{number}"))
                .spawn(move || work(&tools, &wake, number == 0))
                .map_err(|cause| Error::unavailable("A worker can't be started.").with_source(cause))?;
            worker.threads.push(thread);
        }
        Ok(worker)
    }

    /// The bell to ring when something was enqueued.
    pub fn bell(&self) -> Wake {
        self.wake.clone()
    }

    /// Stops after what is in hand; what was claimed and not begun is given back.
    pub fn stop(mut self) {
        self.end();
    }

    fn end(&mut self) {
        self.wake.stop();
        for thread in self.threads.drain(..) {
            // A thread that panicked has told so already.
            let _ = thread.join();
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.end();
    }
}

fn work(tools: &Tools, wake: &Wake, scheduling: bool) {
    let mut heard = 0;
    let mut sweep = Sweep::default();
    while !wake.stopped() {
        let late = give_way(tools, wake);
        let busy = catch_unwind(AssertUnwindSafe(|| round(tools, wake, scheduling.then_some(&mut sweep), late)))
            .unwrap_or_else(|_| {
                tracing::error!("a round of the worker panicked");
                false
            });
        if !busy {
            wake.wait(&mut heard, tools.pace.poll);
        }
    }
}

/// Lets those go first who wait for an answer, for a while; says whether they still wait after it.
fn give_way(tools: &Tools, wake: &Wake) -> bool {
    let mut given = Duration::ZERO;
    while tools.rush.is_near() && !wake.stopped() {
        if given >= MOST_GIVEN {
            return true;
        }
        wake.pause(A_LITTLE);
        given += A_LITTLE;
    }
    false
}

/// One look at everything; says whether there was something to do. `late`: a rush has lasted.
fn round(tools: &Tools, wake: &Wake, scheduling: Option<&mut Sweep>, late: bool) -> bool {
    let mut busy = false;
    if let Some(sweep) = scheduling {
        busy |= told(kept::read_waiting(tools, wake, late)) > 0;
        let now = tools.clock.now();
        let run = schedule::run(&tools.database, &tools.templates, &tools.public_url, now);
        busy |= told(run.map(|run| run.issued)) > 0;
        if busy {
            wake.ring();
        }
        told(sweep.run(tools, wake));
        busy |= told(tools.database.read(words_wait).and_then(|some| index(tools, some))) > 0;
    }
    busy |= told(jobs::do_waiting(tools)) > 0;
    busy |= told(letters::send_waiting(tools, wake).map(|batch| batch.tried())) > 0;
    busy
}

/// Whether cards wait to be found by their words. Looking is cheaper than writing.
fn words_wait(connection: &mut AnyConnection) -> Result<bool> {
    Ok(!search::waiting(connection, 1)?.is_empty())
}

fn index(tools: &Tools, some: bool) -> Result<usize> {
    if some { tools.database.write(words::index_waiting) } else { Ok(0) }
}

fn told(outcome: Result<usize>) -> usize {
    outcome.unwrap_or_else(|error| {
        tracing::warn!(%error, causes = error.causes(), "the worker could not work");
        0
    })
}
