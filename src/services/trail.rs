//! Adds lines to a card's trail, in the transaction of the change that they tell of.

use crate::domain::Step;
use crate::domain::ids::{CardId, EventId, MemberId, OrganisationId};
use crate::error::Result;
use crate::store::columns::micros;
use crate::store::{AnyConnection, events, search};
use jiff::Timestamp;

/// Notes what `member` (or the service itself) did to a card.
///
/// # Errors
/// Those of the database.
pub fn note(
    connection: &mut AnyConnection,
    card: (OrganisationId, CardId),
    member: Option<MemberId>,
    step: Step,
    detail: &str,
    now: Timestamp,
) -> Result<()> {
    if step.changes_names() {
        // The names of those whom a card mentions are among the words that it is found by.
        search::mark(connection, card.0, card.1)?;
    }
    events::insert(
        connection,
        &events::EventRow {
            organisation_id: card.0,
            card_id: card.1,
            id: EventId::at(now),
            at: micros(now),
            member_id: member,
            kind: step,
            detail: detail.to_owned(),
        },
    )
}
