//! Who is signed in where. A session is kept only as the hash of its token; ending one marks it, so that what was is
//! still known.

use super::connection::{AnyConnection, each_backend};
use super::schema::sessions;
use crate::domain::ids::{MemberId, OrganisationId};
use crate::error::Result;
use diesel::prelude::*;

/// A session as it is stored.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = sessions, treat_none_as_default_value = false)] // as in cards.rs
pub struct SessionRow {
    /// Tenant.
    pub organisation_id: OrganisationId,
    /// SHA-256 of the token.
    pub token_hash: Vec<u8>,
    /// Whose.
    pub member_id: MemberId,
    /// UTC microseconds.
    pub created_at: i64,
    /// When it was last used, to a few minutes; UTC microseconds.
    pub seen_at: i64,
    /// When it ends in any case, UTC microseconds.
    pub expires_at: i64,
    /// When it was ended, UTC microseconds.
    pub revoked_at: Option<i64>,
    /// When signing in was complete, UTC microseconds; none while the second step is waited for.
    pub complete_at: Option<i64>,
    /// "Firefox on Linux"
    pub device: String,
    /// The network it was begun from.
    pub network: String,
}

/// Starts a session.
///
/// # Errors
/// Those of the database.
pub fn insert(connection: &mut AnyConnection, row: &SessionRow) -> Result<()> {
    diesel::insert_into(sessions::table).values(row).execute(connection)?;
    Ok(())
}

/// The live session of this hash: not ended, not too old, seen after `idle_since`.
///
/// # Errors
/// Those of the database.
pub fn live(connection: &mut AnyConnection, hash: &[u8], now: i64, idle_since: i64) -> Result<Option<SessionRow>> {
    Ok(sessions::table
        .find(hash)
        .filter(sessions::revoked_at.is_null().and(sessions::expires_at.gt(now)).and(sessions::seen_at.gt(idle_since)))
        .select(SessionRow::as_select())
        .first(connection)
        .optional()?)
}

/// The live sessions of a member, the one used last first.
///
/// # Errors
/// Those of the database.
pub fn of_member(
    connection: &mut AnyConnection,
    member: (OrganisationId, MemberId),
    now: i64,
    idle_since: i64,
) -> Result<Vec<SessionRow>> {
    Ok(sessions::table
        .filter(sessions::organisation_id.eq(member.0).and(sessions::member_id.eq(member.1)))
        .filter(sessions::revoked_at.is_null().and(sessions::expires_at.gt(now)).and(sessions::seen_at.gt(idle_since)))
        .order((sessions::seen_at.desc(), sessions::token_hash.asc()))
        .select(SessionRow::as_select())
        .load(connection)?)
}

/// Notes that a session was used.
///
/// # Errors
/// Those of the database.
pub fn touch(connection: &mut AnyConnection, hash: &[u8], now: i64) -> Result<()> {
    diesel::update(sessions::table.find(hash)).set(sessions::seen_at.eq(now)).execute(connection)?;
    Ok(())
}

/// Ends a session.
///
/// # Errors
/// Those of the database.
pub fn revoke(connection: &mut AnyConnection, hash: &[u8], now: i64) -> Result<()> {
    diesel::update(sessions::table.find(hash).filter(sessions::revoked_at.is_null()))
        .set(sessions::revoked_at.eq(now))
        .execute(connection)?;
    Ok(())
}

/// Ends every session of a member, but for the one of the hash `keep`; says how many those were.
///
/// # Errors
/// Those of the database.
pub fn revoke_all(
    connection: &mut AnyConnection,
    member: (OrganisationId, MemberId),
    keep: Option<&[u8]>,
    now: i64,
) -> Result<usize> {
    let keep = keep.unwrap_or_default();
    let theirs = sessions::organisation_id.eq(member.0).and(sessions::member_id.eq(member.1));
    let others = theirs.and(sessions::revoked_at.is_null()).and(sessions::token_hash.ne(keep));
    Ok(diesel::update(sessions::table.filter(others)).set(sessions::revoked_at.eq(now)).execute(connection)?)
}

/// Deletes up to `limit` sessions that ended before a moment; says how many those were.
///
/// # Errors
/// Those of the database.
pub fn delete_before(connection: &mut AnyConnection, before: i64, limit: i64) -> Result<usize> {
    let old: Vec<Vec<u8>> = sessions::table
        .filter(sessions::expires_at.lt(before))
        .limit(limit)
        .select(sessions::token_hash)
        .load(connection)?;
    each_backend!(connection, |inner| {
        Ok(diesel::delete(sessions::table.filter(sessions::token_hash.eq_any(old))).execute(inner)?)
    })
}
