//! The picture of an organisation, as it is shown on pages for customers.

use super::connection::{AnyConnection, each_backend};
use super::schema::organisation_logos as logos;
use crate::domain::ids::OrganisationId;
use crate::error::Result;
use diesel::prelude::*;

/// A picture as it is stored. Moments are UTC microseconds.
#[derive(Clone, Debug, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = logos, treat_none_as_null = true)]
pub struct LogoRow {
    /// Tenant.
    pub organisation_id: OrganisationId,
    /// SHA-256 of the bytes in hexadecimal: its address.
    pub hash: String,
    /// A PNG that we drew.
    pub bytes: Vec<u8>,
    /// In pixels.
    pub width: i32,
    /// In pixels.
    pub height: i32,
    /// Whether the organisation's name can be read in it.
    pub named: bool,
    /// When it was last chosen.
    pub set_at: i64,
    /// When it was removed, or another took its place.
    pub removed_at: Option<i64>,
}

/// As much of a picture as a page needs that shows it.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct LogoFacts {
    /// Its address.
    pub hash: String,
    /// In pixels.
    pub width: i32,
    /// In pixels.
    pub height: i32,
    /// Whether the organisation's name can be read in it.
    pub named: bool,
}

/// The picture in use, without its bytes.
///
/// # Errors
/// Those of the database.
pub fn current(connection: &mut AnyConnection, organisation: OrganisationId) -> Result<Option<LogoFacts>> {
    Ok(logos::table
        .filter(logos::organisation_id.eq(organisation).and(logos::removed_at.is_null()))
        .order(logos::set_at.desc())
        .select((logos::hash, logos::width, logos::height, logos::named))
        .first(connection)
        .optional()?)
}

/// The bytes of a picture that some organisation uses: its address is all that a reader has.
///
/// # Errors
/// Those of the database.
pub fn bytes(connection: &mut AnyConnection, hash: &str) -> Result<Option<Vec<u8>>> {
    Ok(logos::table
        .filter(logos::hash.eq(hash).and(logos::removed_at.is_null()))
        .select(logos::bytes)
        .first(connection)
        .optional()?)
}

/// Puts a picture into use, in the place of the one before.
///
/// # Errors
/// Those of the database.
pub fn put(connection: &mut AnyConnection, row: &LogoRow) -> Result<()> {
    remove(connection, row.organisation_id, row.set_at)?;
    each_backend!(connection, |inner| {
        diesel::insert_into(logos::table)
            .values(row)
            .on_conflict((logos::organisation_id, logos::hash))
            .do_update()
            .set(row)
            .execute(inner)?
    });
    Ok(())
}

/// Takes the picture out of use; says whether there was one.
///
/// # Errors
/// Those of the database.
pub fn remove(connection: &mut AnyConnection, organisation: OrganisationId, at: i64) -> Result<bool> {
    let used = logos::organisation_id.eq(organisation).and(logos::removed_at.is_null());
    Ok(diesel::update(logos::table.filter(used)).set(logos::removed_at.eq(at)).execute(connection)? > 0)
}

/// Puts a picture that was removed back into use; says whether it is still there.
///
/// # Errors
/// Those of the database.
pub fn put_back(connection: &mut AnyConnection, organisation: OrganisationId, hash: &str, at: i64) -> Result<bool> {
    let there: Option<i64> =
        logos::table.find((organisation, hash)).select(logos::set_at).first(connection).optional()?;
    if there.is_none() {
        return Ok(false);
    }
    remove(connection, organisation, at)?;
    diesel::update(logos::table.find((organisation, hash)))
        .set((logos::removed_at.eq(None::<i64>), logos::set_at.eq(at)))
        .execute(connection)?;
    Ok(true)
}

/// Deletes what was removed before a moment.
///
/// # Errors
/// Those of the database.
pub fn delete_removed(connection: &mut AnyConnection, organisation: OrganisationId, before: i64) -> Result<()> {
    let gone = logos::organisation_id.eq(organisation).and(logos::removed_at.lt(before));
    diesel::delete(logos::table.filter(gone)).execute(connection)?;
    Ok(())
}
