//! What waits for a look before it is a card.

use super::card_list::{Tab, Undo};
use crate::domain::wording::Words;
use crate::domain::wording::dates::Moment;
use crate::web::shell::{Link, Mark, Shell};
use serde::Serialize;

/// `templates/web/manager/looks.html`
#[derive(Debug, Clone, Serialize)]
pub struct LooksPage {
    /// The frame.
    pub shell: Shell,
    /// The lists of the inbox, with this one.
    pub tabs: Vec<Tab>,
    /// What this list is, in a sentence.
    pub lead: String,
    /// What was just done.
    pub done: Option<String>,
    /// The way back from it.
    pub undo: Option<Undo>,
    /// What waits, or was called spam.
    pub rows: Vec<LookRow>,
    /// What an empty list says.
    pub empty: Option<String>,
    /// Whether this is the list of spam.
    pub spam: bool,
    /// The other list.
    pub other: Option<Link>,
    /// Where the list goes on.
    pub older: Option<Link>,
    /// Whether the reader may decide.
    pub may_act: bool,
}

/// One of them.
#[derive(Debug, Clone, Serialize)]
pub struct LookRow {
    /// Unique on the page.
    pub id: String,
    /// Which mark.
    pub mark: Mark,
    /// "A complaint", "Praise".
    pub title: String,
    /// "2 days"
    pub age: Moment,
    /// Why somebody should look, and where it was left.
    pub reason: String,
    /// The words.
    pub words: Words,
    /// Its own address, in front of what is done with it.
    pub path: String,
}
