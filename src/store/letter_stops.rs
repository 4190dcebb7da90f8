//! The secrets of the links that stop letters which come by themselves. (A digest's stands in its subscription.)

use super::connection::AnyConnection;
use super::schema::letter_stops;
use crate::domain::ids::{MemberId, OrganisationId};
use crate::error::Result;
use diesel::prelude::*;

/// What one member's letters of a kind are stopped by.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = letter_stops)]
pub struct StopRow {
    /// Tenant.
    pub organisation_id: OrganisationId,
    /// Whose letters.
    pub member_id: MemberId,
    /// The letter's kind, as in the outbox.
    pub kind: String,
    /// The unguessable part of the link.
    pub token: String,
    /// What was chosen when it was pressed last; none before that.
    pub was: Option<String>,
}

/// What stops one member's letters of a kind; none before the first of them.
///
/// # Errors
/// Those of the database.
pub fn of(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    member: MemberId,
    kind: &str,
) -> Result<Option<StopRow>> {
    Ok(letter_stops::table
        .find((organisation, member, kind))
        .select(StopRow::as_select())
        .first(connection)
        .optional()?)
}

/// What a link stops: it works before any tenant is known.
///
/// # Errors
/// Those of the database.
pub fn by_token(connection: &mut AnyConnection, token: &str) -> Result<Option<StopRow>> {
    Ok(letter_stops::table
        .filter(letter_stops::token.eq(token))
        .select(StopRow::as_select())
        .first(connection)
        .optional()?)
}

/// Keeps a new one.
///
/// # Errors
/// `Conflict` when there is one; those of the database.
pub fn insert(connection: &mut AnyConnection, row: &StopRow) -> Result<()> {
    diesel::insert_into(letter_stops::table).values(row).execute(connection)?;
    Ok(())
}

/// Keeps what was chosen before.
///
/// # Errors
/// Those of the database.
pub fn set_was(connection: &mut AnyConnection, row: &StopRow, was: &str) -> Result<()> {
    diesel::update(letter_stops::table.find((row.organisation_id, row.member_id, row.kind.as_str())))
        .set(letter_stops::was.eq(was))
        .execute(connection)?;
    Ok(())
}
