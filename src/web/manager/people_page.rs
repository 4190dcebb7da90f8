//! Choosing somebody of the roster for a card: a field to search in, and a press on a name.

use super::card_list::Candidate;
use crate::domain::wording::Words;
use crate::web::shell::{Link, Shell};
use serde::Serialize;

/// `templates/web/manager/people.html`
#[derive(Debug, Clone, Serialize)]
pub struct PeoplePage {
    /// The frame.
    pub shell: Shell,
    /// "Who is “Kathryn”?"
    pub heading: String,
    /// The card's words, with the name in question marked.
    pub words: Words,
    /// Back to the card.
    pub back: Link,
    /// Where the search is sent to.
    pub search: String,
    /// What the choice is for, carried along by the search.
    pub purpose: String,
    /// The list it was opened from, carried along, too.
    pub from: Option<String>,
    /// What was searched for.
    pub wanted: String,
    /// Where the choice is posted to.
    pub action: String,
    /// Whom it may be.
    pub people: Vec<Candidate>,
    /// What is said when nobody fits, or more than are shown.
    pub said: Option<String>,
    /// Whether the words that name them are asked for.
    pub asks_words: bool,
    /// "Your note to Derrick", where one can be left.
    pub note_label: Option<String>,
}
