//! What a complaint is about: somebody of ours, or a rule or a tool that left them no choice. Only what is about a
//! person counts for the agent it names.

use super::access::card_to_change;
use super::trail;
use crate::domain::ids::CardId;
use crate::domain::{About, Step, Viewer};
use crate::error::{Error, Result};
use crate::store::{AnyConnection, card_care};
use jiff::Timestamp;

/// Says what a card is about.
///
/// # Errors
/// `NotFound`, `Forbidden`; `Invalid` for praise, which is about whom it names.
pub fn set(connection: &mut AnyConnection, viewer: &Viewer, card: CardId, about: About, now: Timestamp) -> Result<()> {
    let row = card_to_change(connection, viewer, card)?;
    if !row.kind.wants_an_answer() {
        return Err(Error::invalid("Praise is about whom it names."));
    }
    card_care::set_about(connection, viewer.organisation, card, Some(about))?;
    trail::note(connection, (viewer.organisation, card), Some(viewer.member), Step::About, about.word(), now)
}
