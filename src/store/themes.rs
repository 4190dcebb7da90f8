//! What cards are about, in an organisation's own words.

use super::connection::{AnyConnection, each_backend};
use super::schema::themes;
use crate::domain::ids::OrganisationId;
use crate::error::Result;
use diesel::prelude::*;

/// A theme and its words.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = themes, treat_none_as_null = true)]
pub struct ThemeRow {
    /// Tenant.
    pub organisation_id: OrganisationId,
    /// Its place in the list, and its name in addresses.
    pub number: i32,
    /// "Being rung back"
    pub name: String,
    /// "call back, rang back"
    pub words: String,
    /// Since when it is no longer looked for, UTC microseconds.
    pub removed_at: Option<i64>,
}

/// All of an organisation's, also those that were taken away; none when it never changed the starting set.
///
/// # Errors
/// Those of the database.
pub fn of(connection: &mut AnyConnection, organisation: OrganisationId) -> Result<Vec<ThemeRow>> {
    Ok(themes::table
        .filter(themes::organisation_id.eq(organisation))
        .order(themes::number.asc())
        .select(ThemeRow::as_select())
        .load(connection)?)
}

/// Keeps a theme, over the one with its number.
///
/// # Errors
/// Those of the database.
pub fn keep(connection: &mut AnyConnection, row: &ThemeRow) -> Result<()> {
    each_backend!(connection, |inner| {
        diesel::insert_into(themes::table)
            .values(row)
            .on_conflict((themes::organisation_id, themes::number))
            .do_update()
            .set(row)
            .execute(inner)?
    });
    Ok(())
}

/// Forgets all of an organisation's: the starting set holds again.
///
/// # Errors
/// Those of the database.
pub fn clear(connection: &mut AnyConnection, organisation: OrganisationId) -> Result<()> {
    diesel::delete(themes::table.filter(themes::organisation_id.eq(organisation))).execute(connection)?;
    Ok(())
}
