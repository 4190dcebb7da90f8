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
