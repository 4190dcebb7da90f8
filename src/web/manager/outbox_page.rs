//! The letters that could not be sent, and those that still wait.

use super::card_list::{Tab, Undo};
use crate::domain::wording::dates::Moment;
use crate::web::shell::{Link, Shell};
use serde::Serialize;

/// `templates/web/manager/outbox.html`
#[derive(Debug, Clone, Serialize)]
pub struct OutboxPage {
    /// The frame.
    pub shell: Shell,
    /// Could not be sent, waiting.
    pub tabs: Vec<Tab>,
    /// The letters, newest first.
    pub letters: Vec<StuckLetter>,
    /// What is said when there are none.
    pub empty: Option<String>,
    /// What was just done.
    pub done: Option<String>,
    /// And how to undo it.
    pub undo: Option<Undo>,
    /// The next letters.
    pub older: Option<Link>,
}

/// A letter that could not be sent, or waits.
#[derive(Debug, Clone, Serialize)]
pub struct StuckLetter {
    /// Unique on the page.
    pub id: String,
    /// "Weekly letter"
    pub kind: String,
    /// Its subject.
    pub subject: String,
    /// Its reader's address.
    pub to: String,
    /// When it was written.
    pub written: Moment,
    /// "Tried 3 times. The relay said:"
    pub story: String,
    /// What the relay said.
    pub said: Option<String>,
    /// The card that it is an answer to.
    pub card: Option<Link>,
    /// Where "Send it again" is posted to.
    pub again: Option<String>,
    /// Where "Don't send it" is posted to.
    pub drop: Option<String>,
}
