//! Passkeys of members: their public halves, and what changes with use.

use super::connection::AnyConnection;
use super::schema::passkeys;
use crate::domain::ids::{MemberId, OrganisationId, PasskeyId};
use crate::error::Result;
use diesel::prelude::*;

/// One of them.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = passkeys, treat_none_as_default_value = false)] // as in cards.rs
pub struct PasskeyRow {
    /// Tenant.
    pub organisation_id: OrganisationId,
    /// Key.
    pub id: PasskeyId,
    /// Whose.
    pub member_id: MemberId,
    /// What its owner calls it.
    pub name: String,
    /// What the authenticator calls it; nobody else's is called the same.
    pub credential: Vec<u8>,
    /// How it is reached, as a set of bits.
    pub transports: i32,
    /// The public key and what was settled when it was made.
    pub fixed: Vec<u8>,
    /// The counter, whether it is copied to other devices, how it is attached.
    pub changing: Vec<u8>,
    /// UTC microseconds.
    pub created_at: i64,
    /// When it was used last, UTC microseconds.
    pub used_at: Option<i64>,
}

/// A member's, the oldest first.
///
/// # Errors
/// Those of the database.
pub fn of_member(connection: &mut AnyConnection, member: (OrganisationId, MemberId)) -> Result<Vec<PasskeyRow>> {
    Ok(passkeys::table
        .filter(passkeys::organisation_id.eq(member.0).and(passkeys::member_id.eq(member.1)))
        .order(passkeys::id.asc())
        .select(PasskeyRow::as_select())
        .load(connection)?)
}

/// How many a member has.
///
/// # Errors
/// Those of the database.
pub fn count(connection: &mut AnyConnection, member: (OrganisationId, MemberId)) -> Result<i64> {
    let theirs = passkeys::organisation_id.eq(member.0).and(passkeys::member_id.eq(member.1));
    Ok(passkeys::table.filter(theirs).count().get_result(connection)?)
}

/// Who of the organisation has any.
///
/// # Errors
/// Those of the database.
pub fn members_with(connection: &mut AnyConnection, organisation: OrganisationId) -> Result<Vec<MemberId>> {
    Ok(passkeys::table
        .filter(passkeys::organisation_id.eq(organisation))
        .select(passkeys::member_id)
        .distinct()
        .load(connection)?)
}

/// The one that an authenticator calls so, whosever it is: signing in begins with it.
///
/// # Errors
/// Those of the database.
pub fn by_credential(connection: &mut AnyConnection, credential: &[u8]) -> Result<Option<PasskeyRow>> {
    Ok(passkeys::table
        .filter(passkeys::credential.eq(credential))
        .select(PasskeyRow::as_select())
        .first(connection)
        .optional()?)
}

/// Keeps a new one.
///
/// # Errors
/// `Conflict` when somebody has it already.
pub fn insert(connection: &mut AnyConnection, row: &PasskeyRow) -> Result<()> {
    diesel::insert_into(passkeys::table).values(row).execute(connection)?;
    Ok(())
}

/// Notes that one was used.
///
/// # Errors
/// Those of the database.
pub fn note_use(
    connection: &mut AnyConnection,
    key: (OrganisationId, PasskeyId),
    changing: &[u8],
    now: i64,
) -> Result<()> {
    diesel::update(passkeys::table.find(key))
        .set((passkeys::changing.eq(changing), passkeys::used_at.eq(now)))
        .execute(connection)?;
    Ok(())
}

/// Gives a member's passkey another name; says whether it is theirs.
///
/// # Errors
/// Those of the database.
pub fn rename(
    connection: &mut AnyConnection,
    member: (OrganisationId, MemberId),
    id: PasskeyId,
    name: &str,
) -> Result<bool> {
    let theirs = passkeys::table.find((member.0, id)).filter(passkeys::member_id.eq(member.1));
    Ok(diesel::update(theirs).set(passkeys::name.eq(name)).execute(connection)? > 0)
}

/// Deletes a member's passkey; says whether it was theirs.
///
/// # Errors
/// Those of the database.
pub fn delete(connection: &mut AnyConnection, member: (OrganisationId, MemberId), id: PasskeyId) -> Result<bool> {
    let theirs = passkeys::table.find((member.0, id)).filter(passkeys::member_id.eq(member.1));
    Ok(diesel::delete(theirs).execute(connection)? > 0)
}

/// Deletes all of a member's; says how many those were.
///
/// # Errors
/// Those of the database.
pub fn delete_all(connection: &mut AnyConnection, member: (OrganisationId, MemberId)) -> Result<usize> {
    let theirs = passkeys::organisation_id.eq(member.0).and(passkeys::member_id.eq(member.1));
    Ok(diesel::delete(passkeys::table.filter(theirs)).execute(connection)?)
}
