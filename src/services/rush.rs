//! A rush: many wait for their answer at the same moment. What they sent is then only kept, which is a fraction of the
//! work of a card, and background work gives way; both are made up for as soon as the rush is over, or has lasted.

use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// A rush lasts for so long after the last moment at which many waited: after a commit nobody waits until the next have
/// sent theirs, and whoever did the whole of the work for the first of them would hold up the others.
const LULL: Duration = Duration::from_millis(100);

/// How long other work stands still after a letter was taken in: somebody who hands over many does so one after the
/// other, and nobody waits for what a letter becomes.
const PAUSE: Duration = Duration::from_millis(25);

/// Counts who waits for an answer.
#[derive(Debug)]
pub struct Rush {
    from: usize,
    waiting: AtomicUsize,
    behind: AtomicBool,
    began: Instant,
    /// Milliseconds from `began` to the end of the lull after what was kept last.
    lull_ends: AtomicU64,
    /// The same, to the end of the pause after the last letter.
    pause_ends: AtomicU64,
}

/// Somebody who waits, until it is dropped.
#[derive(Debug)]
pub struct Waiting<'a>(&'a Rush);

impl Rush {
    /// A rush begins when `from` wait at the same moment. With 0 everything that is sent is only kept at first.
    pub fn new(from: usize) -> Self {
        Self {
            from,
            waiting: AtomicUsize::new(0),
            behind: AtomicBool::new(false),
            began: Instant::now(),
            lull_ends: AtomicU64::new(0),
            pause_ends: AtomicU64::new(0),
        }
    }

    /// Somebody waits from now on.
    pub fn enter(&self) -> Waiting<'_> {
        self.waiting.fetch_add(1, Ordering::Relaxed);
        Waiting(self)
    }

    /// A letter waits from now on; other work gives way even for one.
    pub fn enter_letter(&self) -> Waiting<'_> {
        self.pause_ends.store(self.since_began(PAUSE), Ordering::Relaxed);
        self.enter()
    }

    /// Whether other work should give way: a quarter of a rush waits, or a rush or a letter came a moment ago.
    pub fn is_near(&self) -> bool {
        let so_many = self.waiting.load(Ordering::Relaxed) >= self.from.div_ceil(4).max(1);
        so_many || self.is_lull() || self.since_began(Duration::ZERO) < self.pause_ends.load(Ordering::Relaxed)
    }

    /// Whether what is sent now should only be kept: in a rush. Not when what was kept before waits for long already: then
    /// everybody waits a little longer, and it grows no further.
    pub fn keeps(&self) -> bool {
        if self.behind.load(Ordering::Relaxed) {
            return false;
        }
        let many = self.waiting.load(Ordering::Relaxed) >= self.from;
        if many && self.from > 0 {
            self.lull_ends.store(self.since_began(LULL), Ordering::Relaxed);
        }
        many || self.is_lull()
    }

    fn is_lull(&self) -> bool {
        self.since_began(Duration::ZERO) < self.lull_ends.load(Ordering::Relaxed)
    }

    fn since_began(&self, more: Duration) -> u64 {
        u64::try_from((self.began.elapsed() + more).as_millis()).unwrap_or(u64::MAX)
    }

    /// Says whether what was kept waits for long.
    pub fn set_behind(&self, behind: bool) {
        self.behind.store(behind, Ordering::Relaxed);
    }
}

impl Default for Rush {
    fn default() -> Self {
        Self::new(16)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.waiting.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn others_give_way_to_a_few_and_many_are_only_kept_until_that_is_behind() {
        let rush = Rush::new(8);
        let first = rush.enter();
        assert!(!rush.is_near());
        let second = rush.enter();
        assert!(rush.is_near() && !rush.keeps());
        let others: Vec<_> = (0..6).map(|_| rush.enter()).collect();
        assert!(rush.is_near() && rush.keeps());
        rush.set_behind(true);
        assert!(rush.is_near() && !rush.keeps());
        drop(others);
        let lull_ends = rush.lull_ends.swap(u64::MAX, Ordering::Relaxed);
        assert!(Duration::from_millis(lull_ends) >= LULL);
        assert!(!rush.keeps(), "while that is behind");
        rush.set_behind(false);
        assert!(rush.keeps(), "a moment after a rush");
        drop((first, second));
        assert!(rush.is_near());
        rush.lull_ends.store(0, Ordering::Relaxed);
        assert!(!rush.is_near() && !rush.keeps());
    }

    #[test]
    fn others_give_way_to_a_single_letter_for_a_moment() {
        let rush = Rush::new(8);
        drop(rush.enter_letter());
        let pause_ends = rush.pause_ends.swap(u64::MAX, Ordering::Relaxed);
        assert!(Duration::from_millis(pause_ends) >= PAUSE);
        assert!(rush.is_near() && !rush.keeps());
        rush.pause_ends.store(0, Ordering::Relaxed);
        assert!(!rush.is_near());
    }

    #[test]
    fn where_everything_is_kept_nobody_gives_way_to_nobody() {
        let rush = Rush::new(0);
        assert!(rush.keeps() && !rush.is_near());
    }
}
