//! The sealed secrets that members' apps make codes of, their recovery codes, and whether an organisation asks for either.

use super::connection::AnyConnection;
use super::schema::{organisations, recovery_codes, second_factors};
use crate::domain::SecondFactor;
use crate::domain::ids::{MemberId, OrganisationId};
use crate::error::Result;
use diesel::prelude::*;

/// What a member has set up.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = second_factors)]
pub struct SecondFactorRow {
    /// Tenant.
    pub organisation_id: OrganisationId,
    /// Whose.
    pub member_id: MemberId,
    /// Sealed with the service's key.
    pub secret: Vec<u8>,
    /// The step of the code that was taken last.
    pub last_step: i64,
    /// UTC microseconds.
    pub created_at: i64,
}

/// What the organisation asks for.
///
/// # Errors
/// `NotFound`.
pub fn policy(connection: &mut AnyConnection, organisation: OrganisationId) -> Result<SecondFactor> {
    Ok(organisations::table.find(organisation).select(organisations::second_factor).first(connection)?)
}

/// Changes what the organisation asks for.
///
/// # Errors
/// Those of the database.
pub fn set_policy(connection: &mut AnyConnection, organisation: OrganisationId, policy: SecondFactor) -> Result<()> {
    diesel::update(organisations::table.find(organisation))
        .set(organisations::second_factor.eq(policy))
        .execute(connection)?;
    Ok(())
}

/// What a member has set up.
///
/// # Errors
/// Those of the database.
pub fn of_member(
    connection: &mut AnyConnection,
    member: (OrganisationId, MemberId),
) -> Result<Option<SecondFactorRow>> {
    Ok(second_factors::table.find(member).select(SecondFactorRow::as_select()).first(connection).optional()?)
}

/// Who of the organisation has set an app up.
///
/// # Errors
/// Those of the database.
pub fn members_with(connection: &mut AnyConnection, organisation: OrganisationId) -> Result<Vec<MemberId>> {
    Ok(second_factors::table
        .filter(second_factors::organisation_id.eq(organisation))
        .select(second_factors::member_id)
        .load(connection)?)
}

/// Keeps what a member has set up.
///
/// # Errors
/// `Conflict` when they have one already.
pub fn insert(connection: &mut AnyConnection, row: &SecondFactorRow) -> Result<()> {
    diesel::insert_into(second_factors::table).values(row).execute(connection)?;
    Ok(())
}

/// Uses a code up; the second of two who try the same at once hears no.
///
/// # Errors
/// Those of the database.
pub fn use_step(connection: &mut AnyConnection, member: (OrganisationId, MemberId), step: i64) -> Result<bool> {
    let earlier = second_factors::table.find(member).filter(second_factors::last_step.lt(step));
    Ok(diesel::update(earlier).set(second_factors::last_step.eq(step)).execute(connection)? > 0)
}

/// Forgets what a member has set up, but for recovery codes; says whether there was anything.
///
/// # Errors
/// Those of the database.
pub fn delete(connection: &mut AnyConnection, member: (OrganisationId, MemberId)) -> Result<bool> {
    Ok(diesel::delete(second_factors::table.find(member)).execute(connection)? > 0)
}

/// Puts these recovery codes in the place of the old ones.
///
/// # Errors
/// Those of the database.
pub fn replace_recovery_codes(
    connection: &mut AnyConnection,
    member: (OrganisationId, MemberId),
    hashes: &[[u8; 32]],
) -> Result<()> {
    let theirs = recovery_codes::organisation_id.eq(member.0).and(recovery_codes::member_id.eq(member.1));
    diesel::delete(recovery_codes::table.filter(theirs)).execute(connection)?;
    for hash in hashes {
        diesel::insert_into(recovery_codes::table)
            .values((
                recovery_codes::organisation_id.eq(member.0),
                recovery_codes::member_id.eq(member.1),
                recovery_codes::code_hash.eq(&hash[..]),
                recovery_codes::used_at.eq(None::<i64>),
            ))
            .execute(connection)?;
    }
    Ok(())
}

/// Uses a recovery code up; says whether there was one.
///
/// # Errors
/// Those of the database.
pub fn use_recovery_code(
    connection: &mut AnyConnection,
    member: (OrganisationId, MemberId),
    hash: &[u8; 32],
    now: i64,
) -> Result<bool> {
    let unused = recovery_codes::table.find((member.0, member.1, &hash[..])).filter(recovery_codes::used_at.is_null());
    Ok(diesel::update(unused).set(recovery_codes::used_at.eq(now)).execute(connection)? > 0)
}

/// How many recovery codes a member has left.
///
/// # Errors
/// Those of the database.
pub fn recovery_codes_left(connection: &mut AnyConnection, member: (OrganisationId, MemberId)) -> Result<i64> {
    let theirs = recovery_codes::organisation_id.eq(member.0).and(recovery_codes::member_id.eq(member.1));
    Ok(recovery_codes::table.filter(theirs.and(recovery_codes::used_at.is_null())).count().get_result(connection)?)
}
