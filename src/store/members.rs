//! Those who sign in and their one-time links, which are kept only as hashes.

use super::connection::{AnyConnection, each_backend};
use super::schema::{members, sign_in_tokens};
use crate::domain::Role;
use crate::domain::ids::{AgentId, MemberId, OrganisationId};
use crate::error::Result;
use diesel::prelude::*;

/// Somebody who signs in.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = members)]
pub struct MemberRow {
    /// Tenant.
    pub organisation_id: OrganisationId,
    /// Key.
    pub id: MemberId,
    /// Address, lower case.
    pub email: String,
    /// Name for people.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// IANA time zone.
    pub zone: String,
    /// The agent that they are, if they are one.
    pub agent_id: Option<AgentId>,
    /// UTC microseconds.
    pub created_at: i64,
    /// Since when they may not sign in, UTC microseconds.
    pub disabled_at: Option<i64>,
}

/// Stores a new member.
///
/// # Errors
/// `Conflict` when the address is taken in this tenant.
pub fn insert(connection: &mut AnyConnection, row: &MemberRow) -> Result<()> {
    diesel::insert_into(members::table).values(row).execute(connection)?;
    Ok(())
}

/// One member.
///
/// # Errors
/// `NotFound`.
pub fn by_id(connection: &mut AnyConnection, organisation: OrganisationId, id: MemberId) -> Result<MemberRow> {
    Ok(members::table.find((organisation, id)).select(MemberRow::as_select()).first(connection)?)
}

/// Every member of the tenant, in order of name.
///
/// # Errors
/// Those of the database.
pub fn of_organisation(connection: &mut AnyConnection, organisation: OrganisationId) -> Result<Vec<MemberRow>> {
    Ok(members::table
        .filter(members::organisation_id.eq(organisation))
        .order((members::name.asc(), members::id.asc()))
        .select(MemberRow::as_select())
        .load(connection)?)
}

/// Those who look after cards and may sign in: managers and admins, in order of name.
///
/// # Errors
/// Those of the database.
pub fn who_act(connection: &mut AnyConnection, organisation: OrganisationId) -> Result<Vec<MemberRow>> {
    Ok(members::table
        .filter(members::organisation_id.eq(organisation).and(members::disabled_at.is_null()))
        .filter(members::role.eq(Role::Admin).or(members::role.eq(Role::Manager)))
        .order((members::name.asc(), members::id.asc()))
        .select(MemberRow::as_select())
        .load(connection)?)
}

/// The members with these ids.
///
/// # Errors
/// Those of the database.
pub fn by_ids(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    ids: &[MemberId],
) -> Result<Vec<MemberRow>> {
    each_backend!(connection, |inner| {
        Ok(members::table
            .filter(members::organisation_id.eq(organisation).and(members::id.eq_any(ids)))
            .select(MemberRow::as_select())
            .load(inner)?)
    })
}

/// Those who may sign in from this address, in every tenant: signing in starts before a tenant is known.
///
/// # Errors
/// Those of the database.
pub fn active_by_email(connection: &mut AnyConnection, email: &str) -> Result<Vec<MemberRow>> {
    Ok(members::table
        .filter(members::email.eq(email).and(members::disabled_at.is_null()))
        .order(members::id.asc())
        .select(MemberRow::as_select())
        .load(connection)?)
}

/// The member of this tenant with this address.
///
/// # Errors
/// Those of the database.
pub fn by_email(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    email: &str,
) -> Result<Option<MemberRow>> {
    Ok(members::table
        .filter(members::organisation_id.eq(organisation).and(members::email.eq(email)))
        .select(MemberRow::as_select())
        .first(connection)
        .optional()?)
}

/// The member who is this agent.
///
/// # Errors
/// Those of the database.
pub fn by_agent(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    agent: AgentId,
) -> Result<Option<MemberRow>> {
    Ok(members::table
        .filter(members::organisation_id.eq(organisation).and(members::agent_id.eq(agent)))
        .select(MemberRow::as_select())
        .first(connection)
        .optional()?)
}

/// Writes a member's address and name, and whether they may sign in.
///
/// # Errors
/// `Conflict` when the address is taken in this tenant.
pub fn update(connection: &mut AnyConnection, row: &MemberRow) -> Result<()> {
    diesel::update(members::table.find((row.organisation_id, row.id)))
        .set((
            members::email.eq(&row.email),
            members::name.eq(&row.name),
            members::agent_id.eq(row.agent_id),
            members::disabled_at.eq(row.disabled_at),
        ))
        .execute(connection)?;
    Ok(())
}

/// Changes what a member may do.
///
/// # Errors
/// Those of the database.
pub fn set_role(connection: &mut AnyConnection, organisation: OrganisationId, id: MemberId, role: Role) -> Result<()> {
    diesel::update(members::table.find((organisation, id))).set(members::role.eq(role)).execute(connection)?;
    Ok(())
}

/// How many active members of this role there are.
///
/// # Errors
/// Those of the database.
pub fn count_active(connection: &mut AnyConnection, organisation: OrganisationId, role: Role) -> Result<i64> {
    let of_role = members::organisation_id.eq(organisation).and(members::role.eq(role));
    Ok(members::table.filter(of_role.and(members::disabled_at.is_null())).count().get_result(connection)?)
}

/// Keeps the hash of a one-time link.
///
/// # Errors
/// Those of the database.
pub fn insert_sign_in_token(
    connection: &mut AnyConnection,
    member: (OrganisationId, MemberId),
    hash: &[u8],
    now: i64,
    expires: i64,
) -> Result<()> {
    diesel::insert_into(sign_in_tokens::table)
        .values((
            sign_in_tokens::organisation_id.eq(member.0),
            sign_in_tokens::member_id.eq(member.1),
            sign_in_tokens::token_hash.eq(hash),
            sign_in_tokens::created_at.eq(now),
            sign_in_tokens::expires_at.eq(expires),
        ))
        .execute(connection)?;
    Ok(())
}

/// Uses up every link of a member that could still be used.
///
/// # Errors
/// Those of the database.
pub fn spend_sign_in_tokens(
    connection: &mut AnyConnection,
    member: (OrganisationId, MemberId),
    now: i64,
) -> Result<()> {
    let theirs = sign_in_tokens::organisation_id.eq(member.0).and(sign_in_tokens::member_id.eq(member.1));
    diesel::update(sign_in_tokens::table.filter(theirs.and(sign_in_tokens::used_at.is_null())))
        .set(sign_in_tokens::used_at.eq(now))
        .execute(connection)?;
    Ok(())
}

/// How many links this member asked for since then.
///
/// # Errors
/// Those of the database.
pub fn sign_in_tokens_since(
    connection: &mut AnyConnection,
    member: (OrganisationId, MemberId),
    since: i64,
) -> Result<i64> {
    Ok(sign_in_tokens::table
        .filter(
            sign_in_tokens::organisation_id
                .eq(member.0)
                .and(sign_in_tokens::member_id.eq(member.1))
                .and(sign_in_tokens::created_at.ge(since)),
        )
        .count()
        .get_result(connection)?)
}

/// Whether this link could still be used.
///
/// # Errors
/// Those of the database.
pub fn sign_in_token_is_good(connection: &mut AnyConnection, hash: &[u8], now: i64) -> Result<bool> {
    let found: Option<i64> = sign_in_tokens::table
        .find(hash)
        .filter(sign_in_tokens::used_at.is_null().and(sign_in_tokens::expires_at.gt(now)))
        .select(sign_in_tokens::expires_at)
        .first(connection)
        .optional()?;
    Ok(found.is_some())
}

/// Uses a link up; the second of two who try at once finds nothing.
///
/// # Errors
/// Those of the database.
pub fn use_sign_in_token(
    connection: &mut AnyConnection,
    hash: &[u8],
    now: i64,
) -> Result<Option<(OrganisationId, MemberId)>> {
    let used = diesel::update(
        sign_in_tokens::table
            .find(hash)
            .filter(sign_in_tokens::used_at.is_null().and(sign_in_tokens::expires_at.gt(now))),
    )
    .set(sign_in_tokens::used_at.eq(now))
    .execute(connection)?;
    if used == 0 {
        return Ok(None);
    }
    Ok(sign_in_tokens::table
        .find(hash)
        .select((sign_in_tokens::organisation_id, sign_in_tokens::member_id))
        .first(connection)
        .optional()?)
}
