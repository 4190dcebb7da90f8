//! What every keeper of a mailbox works with, and how it hears that it is to stop.

use crate::clock::Clock;
use crate::store::Database;
use std::sync::Arc;
use tokio::sync::watch;

/// What every keeper works with; cloning it is cheap.
#[derive(Clone)]
pub(super) struct Tools {
    pub(super) database: Database,
    pub(super) clock: Clock,
    /// Tells the worker that a letter waits to be read.
    pub(super) ring: Arc<dyn Fn() + Send + Sync>,
    pub(super) stop: Stop,
}

impl Tools {
    /// On SQLite one instance serves, by a lock that ends with it: a lease that is still written down is of a dead one.
    pub(super) fn alone(&self) -> bool {
        self.database.url().sqlite_path().is_some()
    }
}

/// Tells when it is time to stop.
#[derive(Clone)]
pub(super) struct Stop(pub(super) watch::Receiver<bool>);

impl Stop {
    pub(super) fn is_asked(&self) -> bool {
        *self.0.borrow()
    }

    pub(super) async fn asked(&self) {
        // Whoever could ask being gone is asking, too.
        let _ = self.0.clone().wait_for(|asked| *asked).await;
    }

    /// Does `work`, or gives it up (none) when it is time to stop.
    pub(super) async fn or<T>(&self, work: impl Future<Output = T>) -> Option<T> {
        tokio::select! {
            done = work => Some(done),
            () = self.asked() => None,
        }
    }
}
