//! What the tests of single rules share: they read a text beside a small roster, and ask about the place of a name in it.
use super::CardText;
use super::reader::Reader;
use super::spot::Spot;
use crate::analysis::roster::{Roster, Settings};
use crate::domain::roster::RosterEntry;

/// The roster of a house without a name, where nobody works.
pub(super) fn nobody() -> Roster {
    Roster::build([], Settings::default())
}

/// The roster of a house of this name.
pub(super) fn house(organisation: &str, people: impl IntoIterator<Item = RosterEntry>) -> Roster {
    Roster::build(people, Settings { organisation: Some(organisation.into()) })
}

/// Kim Fox, who works on this team.
pub(super) fn kim(team: &str) -> RosterEntry {
    RosterEntry { id: "kim".into(), name: "Kim Fox".into(), team: Some(team.into()), ..RosterEntry::default() }
}

/// What `ask` says of the first place of the word; a text without the word would prove nothing, and fails.
pub(super) fn at<T>(roster: &Roster, text: &str, word: &str, ask: impl FnOnce(&Reader, usize) -> T) -> T {
    let card = CardText { text, ..CardText::default() };
    let reader = Reader::new(roster, &card);
    let found = (0..reader.len()).find(|i| reader.word(*i) == word);
    assert!(found.is_some(), "there is no {word:?} in {text:?}");
    ask(&reader, found.unwrap_or_default())
}

/// What a rule says of the first place of the name, which is this one word, in a house where nobody works.
pub(super) fn alone<T>(text: &str, name: &str, rule: impl FnOnce(&Reader, usize, usize) -> T) -> T {
    at(&nobody(), text, name, |reader, i| rule(reader, i, i))
}

/// As `at`, of a spot that is this one word and may name nobody yet.
pub(super) fn spot<T>(roster: &Roster, text: &str, word: &str, ask: impl FnOnce(&Reader, &Spot) -> T) -> T {
    at(roster, text, word, |reader, i| ask(reader, &Spot::new(reader, i, i + 1, vec![])))
}
