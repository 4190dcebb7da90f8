//! Whom a provider knows a member as.

use super::connection::AnyConnection;
use super::schema::member_identities;
use crate::domain::ids::{MemberId, OrganisationId};
use crate::error::Result;
use diesel::prelude::*;

/// Whom the provider's own name means, once that was noted.
///
/// # Errors
/// Those of the database.
pub fn member(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    (issuer, subject): (&str, &str),
) -> Result<Option<MemberId>> {
    Ok(member_identities::table
        .find((organisation, issuer, subject))
        .select(member_identities::member_id)
        .first(connection)
        .optional()?)
}

/// What the provider calls a member, once that was noted.
///
/// # Errors
/// Those of the database.
pub fn subject(
    connection: &mut AnyConnection,
    member: (OrganisationId, MemberId),
    issuer: &str,
) -> Result<Option<String>> {
    Ok(member_identities::table
        .filter(member_identities::organisation_id.eq(member.0).and(member_identities::member_id.eq(member.1)))
        .filter(member_identities::issuer.eq(issuer))
        .select(member_identities::subject)
        .first(connection)
        .optional()?)
}

/// Notes whom the provider knows a member as.
///
/// # Errors
/// `Conflict` when it is noted of somebody else.
pub fn insert(
    connection: &mut AnyConnection,
    member: (OrganisationId, MemberId),
    (issuer, subject): (&str, &str),
    now: i64,
) -> Result<()> {
    diesel::insert_into(member_identities::table)
        .values((
            member_identities::organisation_id.eq(member.0),
            member_identities::issuer.eq(issuer),
            member_identities::subject.eq(subject),
            member_identities::member_id.eq(member.1),
            member_identities::created_at.eq(now),
        ))
        .execute(connection)?;
    Ok(())
}

/// Forgets what providers call a member; says of how many.
///
/// # Errors
/// Those of the database.
pub fn forget(connection: &mut AnyConnection, member: (OrganisationId, MemberId)) -> Result<usize> {
    let theirs = member_identities::organisation_id.eq(member.0).and(member_identities::member_id.eq(member.1));
    Ok(diesel::delete(member_identities::table.filter(theirs)).execute(connection)?)
}
