//! The trail of a card: what happened to it, when, and who did it. Lines are only ever added.

use super::connection::AnyConnection;
use super::schema::events;
use crate::domain::Step;
use crate::domain::ids::{CardId, EventId, MemberId, OrganisationId};
use crate::error::Result;
use diesel::prelude::*;

/// One line of the trail.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = events, treat_none_as_default_value = false)] // as in cards.rs
pub struct EventRow {
    /// Tenant.
    pub organisation_id: OrganisationId,
    /// Which card.
    pub card_id: CardId,
    /// Key; sorts by time.
    pub id: EventId,
    /// UTC microseconds.
    pub at: i64,
    /// Who did it; none for the service itself.
    pub member_id: Option<MemberId>,
    /// What happened.
    pub kind: Step,
    /// What else there is to say.
    pub detail: String,
}

/// Adds a line.
///
/// # Errors
/// Those of the database.
pub fn insert(connection: &mut AnyConnection, row: &EventRow) -> Result<()> {
    diesel::insert_into(events::table).values(row).execute(connection)?;
    Ok(())
}

/// The whole trail of one card, oldest first.
///
/// # Errors
/// Those of the database.
pub fn of_card(connection: &mut AnyConnection, organisation: OrganisationId, card: CardId) -> Result<Vec<EventRow>> {
    Ok(events::table
        .filter(events::organisation_id.eq(organisation).and(events::card_id.eq(card)))
        .order(events::id.asc())
        .select(EventRow::as_select())
        .load(connection)?)
}
