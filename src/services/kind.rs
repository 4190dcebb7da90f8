//! Correcting whether a card is praise or a complaint. A complaint gets a day by which to answer; praise needs none.

use super::access::card_to_change;
use super::trail;
use crate::domain::ids::CardId;
use crate::domain::{Kind, Step, Viewer, calendar};
use crate::error::Result;
use crate::store::columns::{micros, moment};
use crate::store::{AnyConnection, cards, organisations};
use jiff::Timestamp;

/// Sets the kind of a card. What it says of each agent stays as it was read.
///
/// # Errors
/// `NotFound`, `Forbidden`.
pub fn set(connection: &mut AnyConnection, viewer: &Viewer, card: CardId, kind: Kind, now: Timestamp) -> Result<()> {
    let row = card_to_change(connection, viewer, card)?;
    let organisation = organisations::by_id(connection, viewer.organisation)?;
    let due = if kind.wants_an_answer() {
        Some(micros(calendar::answer_due(moment(row.received_at)?, &calendar::zone(&organisation.zone)?)))
    } else {
        None
    };
    cards::set_kind(connection, viewer.organisation, card, kind, due)?;
    trail::note(connection, (viewer.organisation, card), Some(viewer.member), Step::KindChanged, kind.word(), now)
}
