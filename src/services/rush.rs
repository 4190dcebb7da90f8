//! A rush: many wait for their answer at the same moment. What they sent is then only kept, which is a fraction of the
//! work of a card, and background work gives way; both are made up for as soon as the rush is over, or has lasted.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// Counts who waits for an answer.
#[derive(Debug)]
pub struct Rush {
    from: usize,
    waiting: AtomicUsize,
    behind: AtomicBool,
}

/// Somebody who waits, until it is dropped.
#[derive(Debug)]
pub struct Waiting<'a>(&'a Rush);

impl Rush {
    /// A rush begins when `from` wait at the same moment. With 0 everything that is sent is only kept at first.
    pub fn new(from: usize) -> Self {
        Self { from, waiting: AtomicUsize::new(0), behind: AtomicBool::new(false) }
    }

    /// Somebody waits from now on.
    pub fn enter(&self) -> Waiting<'_> {
        self.waiting.fetch_add(1, Ordering::Relaxed);
        Waiting(self)
    }

    /// Whether so many wait that other work should give way: a quarter of a rush.
    pub fn is_near(&self) -> bool {
        self.waiting.load(Ordering::Relaxed) >= self.from.div_ceil(4).max(1)
    }

    /// Whether what is sent now should only be kept: in a rush. Not when what was kept before waits for long already: then
    /// everybody waits a little longer, and it grows no further.
    pub fn keeps(&self) -> bool {
        self.waiting.load(Ordering::Relaxed) >= self.from && !self.behind.load(Ordering::Relaxed)
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
        drop((first, second, others));
        assert!(!rush.is_near());
    }

    #[test]
    fn where_everything_is_kept_nobody_gives_way_to_nobody() {
        let rush = Rush::new(0);
        assert!(rush.keeps() && !rush.is_near());
    }
}
