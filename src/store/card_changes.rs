//! How far cards had come before each press, so that the press can be undone.

use super::connection::{AnyConnection, each_backend};
use super::schema::card_changes;
use crate::domain::ids::{ActId, CardId, MemberId, OrganisationId};
use crate::error::Result;
use diesel::prelude::*;

/// What one press did to one card. `was` and `became` are JSON.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = card_changes)]
pub struct ChangeRow {
    /// Tenant.
    pub organisation_id: OrganisationId,
    /// The press.
    pub act_id: ActId,
    /// The card.
    pub card_id: CardId,
    /// Who pressed.
    pub member_id: MemberId,
    /// UTC microseconds.
    pub at: i64,
    /// How far it had come.
    pub was: String,
    /// How far it has come by this.
    pub became: String,
    /// When it was undone, UTC microseconds.
    pub undone_at: Option<i64>,
}

/// Adds a line.
///
/// # Errors
/// Those of the database.
pub fn insert(connection: &mut AnyConnection, row: &ChangeRow) -> Result<()> {
    diesel::insert_into(card_changes::table).values(row).execute(connection)?;
    Ok(())
}

/// What a press did, as far as it is in force.
///
/// # Errors
/// Those of the database.
pub fn of_act(connection: &mut AnyConnection, organisation: OrganisationId, act: ActId) -> Result<Vec<ChangeRow>> {
    Ok(card_changes::table
        .filter(card_changes::organisation_id.eq(organisation).and(card_changes::act_id.eq(act)))
        .filter(card_changes::undone_at.is_null())
        .order(card_changes::card_id.asc())
        .select(ChangeRow::as_select())
        .load(connection)?)
}

/// Marks a line as undone.
///
/// # Errors
/// Those of the database.
pub fn set_undone(connection: &mut AnyConnection, row: &ChangeRow, at: i64) -> Result<()> {
    diesel::update(card_changes::table.find((row.organisation_id, row.act_id, row.card_id)))
        .set(card_changes::undone_at.eq(at))
        .execute(connection)?;
    Ok(())
}

/// Deletes the lines of these cards, which go themselves.
///
/// # Errors
/// Those of the database.
pub fn delete_of(connection: &mut AnyConnection, organisation: OrganisationId, ids: &[CardId]) -> Result<()> {
    each_backend!(connection, |inner| {
        let of_cards = card_changes::organisation_id.eq(organisation).and(card_changes::card_id.eq_any(ids));
        diesel::delete(card_changes::table.filter(of_cards)).execute(inner)?
    });
    Ok(())
}
