//! Teams, agents and the names they go by.

use super::connection::{AnyConnection, each_backend};
use super::schema::{agent_aliases, agents, organisations, team_managers, teams};
use crate::domain::ids::{AgentId, MemberId, OrganisationId, TeamId};
use crate::error::Result;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

/// A team as it is stored.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = teams)]
pub struct TeamRow {
    /// Tenant.
    pub organisation_id: OrganisationId,
    /// Key.
    pub id: TeamId,
    /// Its name for people.
    pub name: String,
    /// UTC microseconds.
    pub created_at: i64,
}

/// An employee whom a card can mention.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset, Serialize, Deserialize)]
#[diesel(table_name = agents, treat_none_as_null = true)]
pub struct AgentRow {
    /// Tenant.
    pub organisation_id: OrganisationId,
    /// Key.
    pub id: AgentId,
    /// The id that the organisation's own list gives.
    pub external_id: String,
    /// Full name.
    pub name: String,
    /// Employee code, extension or badge.
    pub code: Option<String>,
    /// Where the agent signs in from.
    pub email: Option<String>,
    /// Team.
    pub team_id: Option<TeamId>,
    /// Where they work.
    pub location: Option<String>,
    /// The unguessable part of the agent's own form link; replaced to rotate it.
    pub link_token: String,
    /// UTC microseconds.
    pub created_at: i64,
    /// Since when nothing new is tagged to them, UTC microseconds.
    pub archived_at: Option<i64>,
    /// Before when nothing is tagged to them, UTC microseconds; none for always.
    pub active_from: Option<i64>,
    /// The entry of the same person that took this one's place.
    pub merged_into: Option<AgentId>,
    /// Whether this is a stand-in for somebody whose name is gone for good.
    pub stand_in: bool,
}

impl AgentRow {
    /// Whether a card can name them: no entry that was merged away, and nobody whose name is gone.
    pub fn can_be_meant(&self) -> bool {
        self.merged_into.is_none() && !self.stand_in
    }
}

/// Every team of the tenant, in order of name.
///
/// # Errors
/// Those of the database.
pub fn teams_of(connection: &mut AnyConnection, organisation: OrganisationId) -> Result<Vec<TeamRow>> {
    Ok(teams::table
        .filter(teams::organisation_id.eq(organisation))
        .order(teams::name.asc())
        .select(TeamRow::as_select())
        .load(connection)?)
}

/// Stores a new team.
///
/// # Errors
/// `Conflict` when the name is taken.
pub fn insert_team(connection: &mut AnyConnection, row: &TeamRow) -> Result<()> {
    diesel::insert_into(teams::table).values(row).execute(connection)?;
    Ok(())
}

/// Gives a team another name; says whether there is such a team.
///
/// # Errors
/// `Conflict` when the name is taken.
pub fn rename_team(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    team: TeamId,
    name: &str,
) -> Result<bool> {
    let themselves = teams::table.find((organisation, team));
    Ok(diesel::update(themselves).set(teams::name.eq(name)).execute(connection)? > 0)
}

/// The teams that a member leads.
///
/// # Errors
/// Those of the database.
pub fn teams_led_by(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    member: MemberId,
) -> Result<Vec<TeamId>> {
    Ok(team_managers::table
        .filter(team_managers::organisation_id.eq(organisation).and(team_managers::member_id.eq(member)))
        .select(team_managers::team_id)
        .load(connection)?)
}

/// The members who lead a team.
///
/// # Errors
/// Those of the database.
pub fn leaders_of(connection: &mut AnyConnection, organisation: OrganisationId, team: TeamId) -> Result<Vec<MemberId>> {
    Ok(team_managers::table
        .filter(team_managers::organisation_id.eq(organisation).and(team_managers::team_id.eq(team)))
        .order(team_managers::member_id.asc())
        .select(team_managers::member_id)
        .load(connection)?)
}

/// Lets a member lead a team; once is enough.
///
/// # Errors
/// Those of the database.
pub fn let_lead(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    team: TeamId,
    member: MemberId,
) -> Result<()> {
    each_backend!(connection, |inner| {
        diesel::insert_into(team_managers::table)
            .values((
                team_managers::organisation_id.eq(organisation),
                team_managers::team_id.eq(team),
                team_managers::member_id.eq(member),
            ))
            .on_conflict_do_nothing()
            .execute(inner)?
    });
    Ok(())
}

/// Takes a team from a member who led it.
///
/// # Errors
/// Those of the database.
pub fn stop_leading(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    team: TeamId,
    member: MemberId,
) -> Result<()> {
    diesel::delete(team_managers::table.find((organisation, team, member))).execute(connection)?;
    Ok(())
}

/// Lets a member lead no team any more.
///
/// # Errors
/// Those of the database.
pub fn stop_leading_all(connection: &mut AnyConnection, organisation: OrganisationId, member: MemberId) -> Result<()> {
    let theirs = team_managers::organisation_id.eq(organisation).and(team_managers::member_id.eq(member));
    diesel::delete(team_managers::table.filter(theirs)).execute(connection)?;
    Ok(())
}

/// Every agent of the tenant, archived ones too, in order of name.
///
/// # Errors
/// Those of the database.
pub fn agents_of(connection: &mut AnyConnection, organisation: OrganisationId) -> Result<Vec<AgentRow>> {
    Ok(agents::table
        .filter(agents::organisation_id.eq(organisation))
        .order((agents::name.asc(), agents::id.asc()))
        .select(AgentRow::as_select())
        .load(connection)?)
}

diesel::define_sql_function! {
    /// Small letters, as the database has them.
    fn lower(text: diesel::sql_types::Text) -> diesel::sql_types::Text;
}

/// Agents who work here, in order of name; `part` of their name, if it is given, in any case of letters.
///
/// # Errors
/// Those of the database.
pub fn at_work(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    part: Option<&str>,
    limit: i64,
) -> Result<Vec<AgentRow>> {
    let mut query = agents::table
        .filter(agents::organisation_id.eq(organisation).and(agents::archived_at.is_null()))
        .order((agents::name.asc(), agents::id.asc()))
        .limit(limit)
        .select(AgentRow::as_select())
        .into_boxed();
    if let Some(part) = part {
        // What would be a wildcard is a letter like any other.
        let part: String =
            part.to_lowercase().chars().map(|c| if matches!(c, '%' | '_' | '\\') { ' ' } else { c }).collect();
        query = query.filter(lower(agents::name).like(format!("%{part}%")));
    }
    Ok(query.load(connection)?)
}

/// The agents who changed, or whose aliases did, after this version of the roster; at most `limit`, in order of id.
///
/// # Errors
/// Those of the database.
pub fn changed_since(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    version: i64,
    limit: i64,
) -> Result<Vec<AgentRow>> {
    Ok(agents::table
        .filter(agents::organisation_id.eq(organisation).and(agents::changed_version.gt(version)))
        .order(agents::id.asc())
        .limit(limit)
        .select(AgentRow::as_select())
        .load(connection)?)
}

/// Notes that an agent belongs to the newest version of the roster. Whoever changes agents raises the version first,
/// in the same transaction (`organisations::bump_roster_version`): that row's lock puts the changes of several
/// instances in the order of their versions.
fn mark(connection: &mut AnyConnection, organisation: OrganisationId, agent: AgentId) -> Result<()> {
    let version: i64 =
        organisations::table.find(organisation).select(organisations::roster_version).first(connection)?;
    diesel::update(agents::table.find((organisation, agent)))
        .set(agents::changed_version.eq(version))
        .execute(connection)?;
    Ok(())
}

/// Raises the version and marks the agent with it: one name more or less.
fn raise(connection: &mut AnyConnection, organisation: OrganisationId, agent: AgentId) -> Result<()> {
    diesel::update(organisations::table.find(organisation))
        .set(organisations::roster_version.eq(organisations::roster_version + 1))
        .execute(connection)?;
    mark(connection, organisation, agent)
}

/// One agent.
///
/// # Errors
/// `NotFound`.
pub fn agent(connection: &mut AnyConnection, organisation: OrganisationId, id: AgentId) -> Result<AgentRow> {
    Ok(agents::table.find((organisation, id)).select(AgentRow::as_select()).first(connection)?)
}

/// The entry of an agent that is left after merges; the same id when it was not merged, or is gone.
///
/// # Errors
/// Those of the database.
pub fn today(connection: &mut AnyConnection, organisation: OrganisationId, mut id: AgentId) -> Result<AgentId> {
    for _ in 0..8 {
        let into: Option<Option<AgentId>> =
            agents::table.find((organisation, id)).select(agents::merged_into).first(connection).optional()?;
        match into.flatten() {
            Some(into) => id = into,
            None => break,
        }
    }
    Ok(id)
}

/// The agents with these ids.
///
/// # Errors
/// Those of the database.
pub fn agents_by_id(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    ids: &[AgentId],
) -> Result<Vec<AgentRow>> {
    each_backend!(connection, |inner| {
        Ok(agents::table
            .filter(agents::organisation_id.eq(organisation).and(agents::id.eq_any(ids)))
            .select(AgentRow::as_select())
            .load(inner)?)
    })
}

/// The agent behind an unguessable form link.
///
/// # Errors
/// Those of the database.
pub fn agent_by_link(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    token: &str,
) -> Result<Option<AgentRow>> {
    let found: Option<AgentId> = agents::table
        .filter(agents::organisation_id.eq(organisation).and(agents::link_token.eq(token)))
        .select(agents::id)
        .first(connection)
        .optional()?;
    let Some(found) = found else { return Ok(None) };
    // A code that was printed leads to whoever its entry was merged into.
    let found = today(connection, organisation, found)?;
    Ok(agents::table
        .find((organisation, found))
        .filter(agents::archived_at.is_null())
        .select(AgentRow::as_select())
        .first(connection)
        .optional()?)
}

/// Stores a new agent.
///
/// # Errors
/// `Conflict` when the external id or the link is taken.
pub fn insert_agent(connection: &mut AnyConnection, row: &AgentRow) -> Result<()> {
    diesel::insert_into(agents::table).values(row).execute(connection)?;
    mark(connection, row.organisation_id, row.id)
}

/// Writes an agent's row as it now is.
///
/// # Errors
/// Those of the database.
pub fn update_agent(connection: &mut AnyConnection, row: &AgentRow) -> Result<()> {
    diesel::update(agents::table.find((row.organisation_id, row.id))).set(row).execute(connection)?;
    mark(connection, row.organisation_id, row.id)
}

/// Every alias of the tenant: agent and name.
///
/// # Errors
/// Those of the database.
pub fn aliases_of(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
) -> Result<Vec<(AgentId, String, String)>> {
    Ok(agent_aliases::table
        .filter(agent_aliases::organisation_id.eq(organisation))
        .order((agent_aliases::agent_id.asc(), agent_aliases::alias.asc()))
        .select((agent_aliases::agent_id, agent_aliases::alias, agent_aliases::source))
        .load(connection)?)
}

/// The aliases of some agents.
///
/// # Errors
/// Those of the database.
pub fn aliases_by_agent(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    ids: &[AgentId],
) -> Result<Vec<(AgentId, String)>> {
    each_backend!(connection, |inner| {
        Ok(agent_aliases::table
            .filter(agent_aliases::organisation_id.eq(organisation).and(agent_aliases::agent_id.eq_any(ids)))
            .order((agent_aliases::agent_id.asc(), agent_aliases::alias.asc()))
            .select((agent_aliases::agent_id, agent_aliases::alias))
            .load(inner)?)
    })
}

/// Adds an alias; `source` says who knows of it (`roster`, `learnt`, `self`).
///
/// # Errors
/// Those of the database.
pub fn add_alias(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    agent: AgentId,
    alias: &str,
    source: &str,
    now: i64,
) -> Result<()> {
    each_backend!(connection, |inner| {
        diesel::insert_into(agent_aliases::table)
            .values((
                agent_aliases::organisation_id.eq(organisation),
                agent_aliases::agent_id.eq(agent),
                agent_aliases::alias.eq(alias),
                agent_aliases::source.eq(source),
                agent_aliases::created_at.eq(now),
            ))
            .on_conflict_do_nothing()
            .execute(inner)?
    });
    raise(connection, organisation, agent)
}

/// Removes an alias.
///
/// # Errors
/// Those of the database.
pub fn remove_alias(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    agent: AgentId,
    alias: &str,
) -> Result<()> {
    diesel::delete(agent_aliases::table.find((organisation, agent, alias))).execute(connection)?;
    raise(connection, organisation, agent)
}
