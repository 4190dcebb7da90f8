//! Addresses from which nothing is read any more.

use super::connection::{AnyConnection, each_backend};
use super::schema::blocked_addresses as blocked;
use crate::domain::ids::{MemberId, OrganisationId};
use crate::error::Result;
use diesel::prelude::*;

/// A blocked address.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = crate::store::schema::blocked_addresses)]
pub struct BlockRow {
    /// Tenant.
    pub organisation_id: OrganisationId,
    /// Lower case.
    pub address: String,
    /// Who said so.
    pub member_id: Option<MemberId>,
    /// UTC microseconds.
    pub created_at: i64,
}

/// Blocks an address; doing it twice is fine.
///
/// # Errors
/// Those of the database.
pub fn insert(connection: &mut AnyConnection, row: &BlockRow) -> Result<()> {
    each_backend!(connection, |inner| {
        diesel::insert_into(blocked::table).values(row).on_conflict_do_nothing().execute(inner)?
    });
    Ok(())
}

/// Whether one of these addresses is blocked.
///
/// # Errors
/// Those of the database.
pub fn any(connection: &mut AnyConnection, organisation: OrganisationId, addresses: &[String]) -> Result<bool> {
    each_backend!(connection, |inner| {
        Ok(blocked::table
            .filter(blocked::organisation_id.eq(organisation).and(blocked::address.eq_any(addresses)))
            .select(blocked::address)
            .first::<String>(inner)
            .optional()?
            .is_some())
    })
}

/// The page of blocked addresses that follows `after`, by address.
///
/// # Errors
/// Those of the database.
pub fn list(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    after: &str,
    limit: i64,
) -> Result<Vec<BlockRow>> {
    Ok(blocked::table
        .filter(blocked::organisation_id.eq(organisation).and(blocked::address.gt(after)))
        .order(blocked::address.asc())
        .limit(limit)
        .select(BlockRow::as_select())
        .load(connection)?)
}

/// Reads from an address again; says whether it was blocked.
///
/// # Errors
/// Those of the database.
pub fn remove(connection: &mut AnyConnection, organisation: OrganisationId, address: &str) -> Result<bool> {
    Ok(diesel::delete(blocked::table.find((organisation, address))).execute(connection)? > 0)
}
