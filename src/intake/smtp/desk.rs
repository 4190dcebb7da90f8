//! What stands behind a conversation: who is known here, and where letters are kept. A trait, so that a conversation can be
//! tried with bytes alone.

use crate::clock::Clock;
use crate::domain::ids::InboundId;
use crate::error::Result;
use crate::services::arrivals::{self, Arrival, Standing};
use crate::services::rush::Rush;
use crate::store::{Database, RawWriter};
use jiff::Timestamp;
use std::collections::HashMap;
use std::future::Future;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Semaphore;
use tokio::time::{Duration, Instant};

/// From here on a letter is large.
const LARGE: u64 = 1024 * 1024;

/// Large letters that may be on their way into the database at once: they share no commit with all the others then.
const LARGE_AT_ONCE: usize = 2;

/// So long a recipient who was found is taken as found. The letter's own transaction looks again.
const FOUND_FOR: Duration = Duration::from_secs(5);

/// So many are remembered.
const MOST_FOUND: usize = 1024;

/// Where letters go.
pub trait Desk: Send + Sync {
    /// Whether somebody reads mail to this address here.
    fn standing(&self, recipient: &str) -> impl Future<Output = Result<Standing>> + Send;

    /// Stores one letter for each of its recipients and says what became of each; `together` stores all or none.
    fn take(&self, letters: Vec<Arrival>, together: bool) -> impl Future<Output = Vec<Result<()>>> + Send;

    /// An empty place for a letter's bytes.
    fn paper(&self) -> RawWriter;

    /// The present moment.
    fn now(&self) -> Timestamp;
}

/// The real one.
#[derive(Clone)]
pub struct House {
    database: Database,
    clock: Clock,
    folder: PathBuf,
    large: Arc<Semaphore>,
    found: Arc<Mutex<HashMap<String, Instant>>>,
    rush: Arc<Rush>,
}

impl House {
    /// Letters go into this database; large ones lie in `folder` on the way. Background work gives way to them.
    pub fn new(database: Database, clock: Clock, folder: PathBuf, rush: Arc<Rush>) -> Self {
        Self { database, clock, folder, large: Arc::new(Semaphore::new(LARGE_AT_ONCE)), found: Arc::default(), rush }
    }

    fn was_found(&self, recipient: &str) -> bool {
        let found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        found.get(recipient).is_some_and(|at| at.elapsed() < FOUND_FOR)
    }

    fn remember(&self, recipient: &str) {
        let mut found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        if found.len() >= MOST_FOUND {
            found.clear();
        }
        found.insert(recipient.to_owned(), Instant::now());
    }
}

impl Desk for House {
    async fn standing(&self, recipient: &str) -> Result<Standing> {
        if self.was_found(recipient) {
            return Ok(Standing::Known);
        }
        let asked = recipient.to_owned();
        let standing = self.database.read_async(move |connection| arrivals::standing(connection, &asked)).await?;
        if standing == Standing::Known {
            self.remember(recipient);
        }
        Ok(standing)
    }

    async fn take(&self, letters: Vec<Arrival>, together: bool) -> Vec<Result<()>> {
        let large = letters.first().is_some_and(|letter| letter.raw.size() > LARGE);
        // Closed never: it lives as long as the house.
        let _turn = if large { self.large.acquire().await.ok() } else { None };
        let _waiting = self.rush.enter_letter();
        let now = self.clock.now();
        if together {
            let count = letters.len();
            let change = move |connection: &mut _| {
                letters.iter().try_for_each(|letter| arrivals::receive(connection, letter, now).map(|_: InboundId| ()))
            };
            let outcome = self.database.write_async(change).await;
            return std::iter::repeat_with(|| copy(&outcome)).take(count).collect();
        }
        // Queued all at once, so that they share a commit.
        let changes = letters.into_iter().map(|letter| async move {
            let change = move |connection: &mut _| arrivals::receive(connection, &letter, now).map(|_: InboundId| ());
            // A savepoint costs more than a small letter; a large one is not to be written twice for another's fault.
            if large {
                self.database.write_async(change).await
            } else {
                self.database.write_repeatable_async(change).await
            }
        });
        futures_util::future::join_all(changes).await
    }

    fn paper(&self) -> RawWriter {
        RawWriter::new(self.folder.clone())
    }

    fn now(&self) -> Timestamp {
        self.clock.now()
    }
}

fn copy(outcome: &Result<()>) -> Result<()> {
    outcome.as_ref().copied().map_err(|error| {
        let causes = error.causes();
        let copied = crate::error::Error::new(error.kind(), error.message());
        if causes.is_empty() { copied } else { copied.with_source(std::io::Error::other(causes)) }
    })
}
