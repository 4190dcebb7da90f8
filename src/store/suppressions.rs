//! Addresses that letters of ours came back from. One that is suppressed gets no more letters until somebody lifts it.

use super::connection::{AnyConnection, each_backend};
use super::schema::suppressions;
use crate::domain::ids::{LetterId, OrganisationId};
use crate::error::Result;
use diesel::prelude::*;

/// An address with its history.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = suppressions, treat_none_as_null = true)]
pub struct SuppressionRow {
    /// Tenant.
    pub organisation_id: OrganisationId,
    /// Lower case.
    pub address: String,
    /// `hard`, `soft` or `complaint`.
    pub cause: String,
    /// What was said: a status code, if there was one.
    pub detail: String,
    /// The letter that came back last.
    pub letter_id: LetterId,
    /// How many letters came back for the time being since `first_at`.
    pub score: i32,
    /// UTC microseconds.
    pub first_at: i64,
    /// UTC microseconds.
    pub last_at: i64,
    /// Since when nothing is sent, UTC microseconds.
    pub suppressed_at: Option<i64>,
}

/// Keeps an address's history, over the earlier one.
///
/// # Errors
/// Those of the database.
pub fn keep(connection: &mut AnyConnection, row: &SuppressionRow) -> Result<()> {
    each_backend!(connection, |inner| {
        diesel::insert_into(suppressions::table)
            .values(row)
            .on_conflict((suppressions::organisation_id, suppressions::address))
            .do_update()
            .set(row)
            .execute(inner)?
    });
    Ok(())
}

/// An address's history.
///
/// # Errors
/// Those of the database.
pub fn find(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    address: &str,
) -> Result<Option<SuppressionRow>> {
    Ok(suppressions::table
        .find((organisation, address))
        .select(SuppressionRow::as_select())
        .first(connection)
        .optional()?)
}

/// The addresses to which nothing is sent, by address, at most `limit`.
///
/// # Errors
/// Those of the database.
pub fn list(connection: &mut AnyConnection, organisation: OrganisationId, limit: i64) -> Result<Vec<SuppressionRow>> {
    Ok(suppressions::table
        .filter(suppressions::organisation_id.eq(organisation).and(suppressions::suppressed_at.is_not_null()))
        .order(suppressions::address.asc())
        .limit(limit)
        .select(SuppressionRow::as_select())
        .load(connection)?)
}

/// Forgets an address's history; says whether there was one.
///
/// # Errors
/// Those of the database.
pub fn remove(connection: &mut AnyConnection, organisation: OrganisationId, address: &str) -> Result<bool> {
    Ok(diesel::delete(suppressions::table.find((organisation, address))).execute(connection)? > 0)
}
