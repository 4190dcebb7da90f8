//! What came by mail and is no card, and the addresses from which nothing is read.

use super::card_list::{Tab, Undo};
use crate::domain::wording::dates::Moment;
use crate::web::shell::{Link, Shell};
use serde::Serialize;

/// `templates/web/manager/not_accepted.html`
#[derive(Debug, Clone, Serialize)]
pub struct NotAcceptedPage {
    /// The frame.
    pub shell: Shell,
    /// The reasons.
    pub tabs: Vec<Tab>,
    /// The letters, newest first.
    pub letters: Vec<RefusedLetter>,
    /// What is said when there are none.
    pub empty: Option<String>,
    /// What was just done.
    pub done: Option<String>,
    /// And how to undo it.
    pub undo: Option<Undo>,
    /// The next letters.
    pub older: Option<Link>,
    /// Addresses that our own letters came back from.
    pub suppressed: Vec<Suppressed>,
}

/// An address to which nothing is sent.
#[derive(Debug, Clone, Serialize)]
pub struct Suppressed {
    /// The address.
    pub address: String,
    /// "a letter came back for good (5.1.1)"
    pub why: String,
}

/// A letter that is no card.
#[derive(Debug, Clone, Serialize)]
pub struct RefusedLetter {
    /// Unique on the page.
    pub id: String,
    /// Its subject.
    pub title: String,
    /// Who sent it.
    pub from: String,
    /// When it came.
    pub at: Moment,
    /// Why it is no card.
    pub reason: String,
    /// How it begins.
    pub preview: String,
    /// Where it is as it came in.
    pub raw: String,
    /// The card that says it could not be read.
    pub card: Option<Link>,
    /// Where "Make it a card" is posted to.
    pub make: Option<String>,
    /// Where "Never from this address" is posted to.
    pub block: Option<String>,
    /// True if nothing is read from its sender.
    pub blocked: bool,
}

/// `templates/web/manager/blocked.html`
#[derive(Debug, Clone, Serialize)]
pub struct BlockedPage {
    /// The frame.
    pub shell: Shell,
    /// Whether the reader may change the list.
    pub may_act: bool,
    /// The addresses.
    pub addresses: Vec<BlockedAddress>,
    /// The next addresses.
    pub more: Option<Link>,
    /// What was just done.
    pub done: Option<String>,
}

/// An address from which nothing is read.
#[derive(Debug, Clone, Serialize)]
pub struct BlockedAddress {
    /// The address.
    pub address: String,
    /// Since when.
    pub since: Moment,
}
