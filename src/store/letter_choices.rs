//! Which letters a member wants.

use super::connection::{AnyConnection, each_backend};
use super::schema::letter_choices;
use crate::domain::ids::{MemberId, OrganisationId};
use crate::error::Result;
use diesel::prelude::*;

/// A member's choices as they are stored.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = letter_choices, treat_none_as_null = true)]
pub struct ChoicesRow {
    /// Tenant.
    pub organisation_id: OrganisationId,
    /// Whose they are.
    pub member_id: MemberId,
    /// The language of their letters; none for the organisation's.
    pub language: Option<String>,
    /// `once`, `hourly` or `never`.
    pub alerts: String,
    /// The local hour from which on they want quiet.
    pub quiet_from: Option<i32>,
    /// The local hour until which.
    pub quiet_until: Option<i32>,
    /// Whether praise is written to them at once.
    pub praise: bool,
}

/// A member's choices; none if they never chose.
///
/// # Errors
/// Those of the database.
pub fn of(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    member: MemberId,
) -> Result<Option<ChoicesRow>> {
    Ok(letter_choices::table
        .find((organisation, member))
        .select(ChoicesRow::as_select())
        .first(connection)
        .optional()?)
}

/// Keeps them, over the earlier ones.
///
/// # Errors
/// Those of the database.
pub fn keep(connection: &mut AnyConnection, row: &ChoicesRow) -> Result<()> {
    each_backend!(connection, |inner| {
        diesel::insert_into(letter_choices::table)
            .values(row)
            .on_conflict((letter_choices::organisation_id, letter_choices::member_id))
            .do_update()
            .set(row)
            .execute(inner)?
    });
    Ok(())
}
