//! `[worker]`: how the background work is done.

use std::time::Duration;

use super::section::section;

section! {
    /// How letters, digests and other background work are done.
    "worker" => WorkerSettings {
        /// Milliseconds between two looks for work.
        poll_ms: u64 = "1000", 50..=60000;
        /// Seconds that a job belongs to the worker that claimed it; then another may take it. At least twice
        /// `smtp.timeout_s` and `smtp.letter_timeout_s`, so that a letter isn't handed to the relay by two.
        lease_s: u64 = "300", 10..=3600;
        /// Jobs done at the same time.
        concurrency: usize = "2", 1..=64;
        /// So many who wait for the answer to their card or letter at the same moment are a rush. With SQLite its cards
        /// are stored as they were sent, to be read and tagged after it, or after ten seconds; 0 does that with every
        /// card. From a quarter of a rush on, and for a moment after each letter, background work gives way, for ten
        /// seconds at most.
        rush_from: usize = "16", 0..=1000000;
    }
}

impl WorkerSettings {
    pub fn poll(&self) -> Duration {
        Duration::from_millis(self.poll_ms)
    }

    pub fn lease(&self) -> Duration {
        Duration::from_secs(self.lease_s)
    }
}
