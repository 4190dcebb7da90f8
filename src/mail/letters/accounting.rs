//! The line of a digest that proves it complete: what came in is what is told of.

use crate::domain::wording::counts::{counted, grouped, plural};
use serde::Serialize;

/// Where every card of the period went.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Accounting {
    /// Counted in this letter's figures and table.
    pub shown: u64,
    /// Waiting for somebody to say who is meant.
    pub waiting: u64,
    /// Held back for a look.
    pub held: u64,
    /// Spam.
    pub spam: u64,
    /// Refused: too large, unreadable.
    pub not_accepted: u64,
}

impl Accounting {
    /// Everything that came in.
    pub fn received(&self) -> u64 {
        self.shown + self.waiting + self.held + self.spam + self.not_accepted
    }

    /// Says it: "37 cards came in: 35 tagged, 2 waiting for a name, 0 held, 0 spam, 0 not accepted."
    pub fn sentence(&self) -> String {
        format!(
            "{} came in: {} tagged or read, {} waiting for a name, {} held back, {} spam, {} not \
             accepted. That is every one.",
            counted(self.received(), "card", "cards"),
            grouped(self.shown),
            grouped(self.waiting),
            grouped(self.held),
            grouped(self.spam),
            grouped(self.not_accepted),
        )
        .replace("That is every one.", plural(self.received(), "That is all.", "That is every one."))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_make_the_whole() {
        let all = Accounting { shown: 33, waiting: 2, held: 1, spam: 4, not_accepted: 1 };
        assert_eq!(all.received(), 41);
        assert_eq!(
            all.sentence(),
            "41 cards came in: 33 tagged or read, 2 waiting for a name, 1 held back, 4 spam, 1 not \
             accepted. That is every one."
        );
    }

    #[test]
    fn a_quiet_week_is_accounted_for_too() {
        assert!(Accounting::default().sentence().starts_with("0 cards came in: 0 tagged"));
    }
}
