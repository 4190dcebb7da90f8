//! The line of a digest that proves it complete: what came in is what is told of.

use super::voice::Voice;
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

    /// Says it: "37 cards came in: 35 tagged or read, 2 waiting for a name, 0 held back, …"
    pub fn sentence(&self, voice: &Voice<'_>) -> String {
        let parts = [self.shown, self.waiting, self.held, self.spam, self.not_accepted].map(|part| voice.number(part));
        let [shown, waiting, held, spam, refused] = &parts;
        let given = [("shown", shown), ("waiting", waiting), ("held", held), ("spam", spam), ("refused", refused)];
        voice.count("account", self.received(), &given.map(|(name, said)| (name, said.as_str())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::messages::Messages;

    #[test]
    fn the_parts_make_the_whole() {
        let messages = Messages::load().unwrap();
        let all = Accounting { shown: 33, waiting: 2, held: 1, spam: 4, not_accepted: 1 };
        assert_eq!(all.received(), 41);
        assert_eq!(
            all.sentence(&Voice::new(&messages, "en")),
            "41 cards came in: 33 tagged or read, 2 waiting for a name, 1 held back, 4 spam, 1 not \
             accepted. That is every one."
        );
        assert_eq!(
            all.sentence(&Voice::new(&messages, "de")),
            "41 Karten kamen an: 33 zugeordnet oder gelesen, 2 noch ohne Namen, 1 zurückgehalten, 4 Spam, 1 \
             nicht angenommen. Das sind alle."
        );
    }

    #[test]
    fn a_quiet_week_is_accounted_for_too() {
        let messages = Messages::load().unwrap();
        let said = Accounting::default().sentence(&Voice::new(&messages, "en"));
        assert!(said.starts_with("0 cards came in: 0 tagged"));
    }
}
