//! Wakes sleeping workers when something was enqueued, and tells them when to stop. Only ever a hint: who misses it
//! finds the work at the next look.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

/// A bell; cloning it shares it.
#[derive(Clone, Debug, Default)]
pub struct Wake(Arc<(Mutex<Rung>, Condvar)>);

#[derive(Debug, Default)]
struct Rung {
    times: u64,
    stopped: bool,
}

impl Wake {
    /// There is work.
    pub fn ring(&self) {
        self.change(|rung| rung.times = rung.times.wrapping_add(1));
    }

    /// It is time to stop.
    pub(super) fn stop(&self) {
        self.change(|rung| rung.stopped = true);
    }

    /// Whether it is time to stop.
    pub(super) fn stopped(&self) -> bool {
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner).stopped
    }

    /// Waits until the bell rings again after `heard`, it is time to stop, or `most` has passed.
    pub(super) fn wait(&self, heard: &mut u64, most: Duration) {
        let (rung, bell) = &*self.0;
        let held = rung.lock().unwrap_or_else(PoisonError::into_inner);
        let (held, _) = bell
            .wait_timeout_while(held, most, |rung| rung.times == *heard && !rung.stopped)
            .unwrap_or_else(PoisonError::into_inner);
        *heard = held.times;
    }

    /// Waits for `most`, or less if it is time to stop.
    pub(super) fn pause(&self, most: Duration) {
        let (rung, bell) = &*self.0;
        let held = rung.lock().unwrap_or_else(PoisonError::into_inner);
        drop(bell.wait_timeout_while(held, most, |rung| !rung.stopped));
    }

    fn change(&self, change: impl FnOnce(&mut Rung)) {
        change(&mut self.0.0.lock().unwrap_or_else(PoisonError::into_inner));
        self.0.1.notify_all();
    }
}
