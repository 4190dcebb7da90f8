//! When an address last got a letter that no person wrote: at most one a day, whatever headers say (R41).

use super::connection::{AnyConnection, each_backend};
use super::schema::automatic_letters;
use crate::domain::ids::OrganisationId;
use crate::error::Result;
use diesel::prelude::*;

/// When the address of this hash got one last, UTC microseconds.
///
/// # Errors
/// Those of the database.
pub fn last(connection: &mut AnyConnection, organisation: OrganisationId, hash: &[u8]) -> Result<Option<i64>> {
    Ok(automatic_letters::table
        .find((organisation, hash))
        .select(automatic_letters::sent_at)
        .first(connection)
        .optional()?)
}

/// Notes that it got one now, and forgets what is older than `before`.
///
/// # Errors
/// Those of the database.
pub fn note(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    hash: &[u8],
    now: i64,
    before: i64,
) -> Result<()> {
    each_backend!(connection, |inner| {
        diesel::delete(
            automatic_letters::table
                .filter(automatic_letters::organisation_id.eq(organisation).and(automatic_letters::sent_at.lt(before))),
        )
        .execute(inner)?;
        diesel::insert_into(automatic_letters::table)
            .values((
                automatic_letters::organisation_id.eq(organisation),
                automatic_letters::address_hash.eq(hash),
                automatic_letters::sent_at.eq(now),
            ))
            .on_conflict((automatic_letters::organisation_id, automatic_letters::address_hash))
            .do_update()
            .set(automatic_letters::sent_at.eq(now))
            .execute(inner)?
    });
    Ok(())
}
