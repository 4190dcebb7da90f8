//! Names that agents go by beside those of the roster's file, and what they answered when they were asked about one.

use super::connection::AnyConnection;
use super::schema::{agent_aliases, alias_answers};
use crate::domain::ids::{AgentId, OrganisationId};
use crate::error::Result;
use diesel::prelude::*;

/// An agent's answer about one name.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = alias_answers)]
pub struct AnswerRow {
    /// Tenant.
    pub organisation_id: OrganisationId,
    /// Who answered.
    pub agent_id: AgentId,
    /// The name without case, accents and spaces.
    pub form: String,
    /// The name.
    pub alias: String,
    /// Whether it is theirs.
    pub accepted: bool,
    /// UTC microseconds.
    pub answered_at: i64,
}

/// The aliases of one agent, with their sources.
///
/// # Errors
/// Those of the database.
pub fn of_agent(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    agent: AgentId,
) -> Result<Vec<(String, String)>> {
    Ok(agent_aliases::table
        .filter(agent_aliases::organisation_id.eq(organisation).and(agent_aliases::agent_id.eq(agent)))
        .order(agent_aliases::alias.asc())
        .select((agent_aliases::alias, agent_aliases::source))
        .load(connection)?)
}

/// The aliases of a tenant that come from elsewhere than `source`: agent, alias, source.
///
/// # Errors
/// Those of the database.
pub fn not_from(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    source: &str,
) -> Result<Vec<(AgentId, String, String)>> {
    Ok(agent_aliases::table
        .filter(agent_aliases::organisation_id.eq(organisation).and(agent_aliases::source.ne(source)))
        .order((agent_aliases::agent_id.asc(), agent_aliases::alias.asc()))
        .select((agent_aliases::agent_id, agent_aliases::alias, agent_aliases::source))
        .load(connection)?)
}

/// What an agent has answered.
///
/// # Errors
/// Those of the database.
pub fn answers_of(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    agent: AgentId,
) -> Result<Vec<AnswerRow>> {
    Ok(alias_answers::table
        .filter(alias_answers::organisation_id.eq(organisation).and(alias_answers::agent_id.eq(agent)))
        .order(alias_answers::form.asc())
        .select(AnswerRow::as_select())
        .load(connection)?)
}

/// Keeps an answer.
///
/// # Errors
/// `Conflict` when there is one already.
pub fn insert_answer(connection: &mut AnyConnection, row: &AnswerRow) -> Result<()> {
    diesel::insert_into(alias_answers::table).values(row).execute(connection)?;
    Ok(())
}

/// Forgets an answer and returns it.
///
/// # Errors
/// Those of the database.
pub fn remove_answer(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    agent: AgentId,
    form: &str,
) -> Result<Option<AnswerRow>> {
    let key = alias_answers::table.find((organisation, agent, form));
    let row = key.select(AnswerRow::as_select()).first(connection).optional()?;
    diesel::delete(key).execute(connection)?;
    Ok(row)
}
