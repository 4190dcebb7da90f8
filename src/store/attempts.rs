//! How often something was tried in a stretch of time, by a keyed hash of who tries: budgets that outlive a restart and
//! hold for every instance on one database.

use super::connection::{AnyConnection, each_backend};
use super::schema::attempts;
use crate::error::Result;
use diesel::prelude::*;

/// Counts one more and returns how many there are now.
///
/// # Errors
/// Those of the database.
pub fn add(connection: &mut AnyConnection, purpose: &str, key: &[u8], stretch: i64) -> Result<i64> {
    each_backend!(connection, |inner| {
        let one = (
            attempts::purpose.eq(purpose),
            attempts::key.eq(key),
            attempts::stretch.eq(stretch),
            attempts::count.eq(1_i64),
        );
        diesel::insert_into(attempts::table)
            .values(one)
            .on_conflict((attempts::purpose, attempts::key, attempts::stretch))
            .do_update()
            .set(attempts::count.eq(attempts::count + 1))
            .execute(inner)?
    });
    Ok(attempts::table.find((purpose, key, stretch)).select(attempts::count).first(connection)?)
}

/// How many there are.
///
/// # Errors
/// Those of the database.
pub fn count(connection: &mut AnyConnection, purpose: &str, key: &[u8], stretch: i64) -> Result<i64> {
    let found: Option<i64> =
        attempts::table.find((purpose, key, stretch)).select(attempts::count).first(connection).optional()?;
    Ok(found.unwrap_or(0))
}

/// Forgets what was counted for somebody: they have shown who they are.
///
/// # Errors
/// Those of the database.
pub fn forget(connection: &mut AnyConnection, purpose: &str, key: &[u8]) -> Result<()> {
    let theirs = attempts::purpose.eq(purpose).and(attempts::key.eq(key));
    diesel::delete(attempts::table.filter(theirs)).execute(connection)?;
    Ok(())
}

/// Deletes what was counted in stretches before this one.
///
/// # Errors
/// Those of the database.
pub fn delete_before(connection: &mut AnyConnection, stretch: i64) -> Result<usize> {
    Ok(diesel::delete(attempts::table.filter(attempts::stretch.lt(stretch))).execute(connection)?)
}
