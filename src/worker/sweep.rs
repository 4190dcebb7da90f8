//! Forgets what has been kept for as long as was promised: once an hour, in small transactions, so that no card has to
//! wait for it. Every instance does so; what another has forgotten already is no longer found.

use super::Tools;
use super::wake::Wake;
use crate::error::Result;
use crate::services::retention::{self, Forgotten};
use jiff::{SignedDuration, Timestamp};

/// Between two runs.
const EVERY: SignedDuration = SignedDuration::from_hours(1);

/// Rows of each class in one transaction: some milliseconds of the writing thread.
const AT_ONCE: i64 = 200;

/// Remembers when it ran last.
#[derive(Debug, Default)]
pub struct Sweep {
    last: Option<Timestamp>,
}

impl Sweep {
    /// Whether an hour has passed. A clock that was set back counts as one.
    pub fn is_due(&self, now: Timestamp) -> bool {
        self.last.is_none_or(|last| now < last || now.duration_since(last) >= EVERY)
    }

    /// Forgets everything that is due, if it is time to.
    ///
    /// # Errors
    /// Those of the database; it is tried again in an hour.
    pub fn run(&mut self, tools: &Tools, wake: &Wake) -> Result<usize> {
        let now = tools.clock.now();
        if !self.is_due(now) {
            return Ok(0);
        }
        self.last = Some(now);
        let mut all = 0;
        while !wake.stopped() {
            let done: Forgotten = tools.database.write(move |connection| retention::run(connection, now, AT_ONCE))?;
            if done.sum() == 0 {
                break;
            }
            all += done.sum();
            let Forgotten { contacts, letters, apart, cards, digests, outbox } = done;
            tracing::info!(contacts, letters, apart, cards, digests, outbox, "forgotten as promised");
        }
        Ok(all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_runs_at_the_start_and_then_once_an_hour() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let mut sweep = Sweep::default();
        assert!(sweep.is_due(at("2026-11-17T10:00:00Z")));
        sweep.last = Some(at("2026-11-17T10:00:00Z"));
        assert!(!sweep.is_due(at("2026-11-17T10:59:59Z")));
        assert!(sweep.is_due(at("2026-11-17T11:00:00Z")));
        assert!(sweep.is_due(at("2026-11-17T09:00:00Z")), "the clock was set back");
    }
}
