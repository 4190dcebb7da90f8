//! Everybody whom a card of an organisation can mention, as the analysis wants them: read whole, or only what changed.

use crate::analysis::roster::{Change, Roster, Settings};
use crate::domain::ids::{AgentId, OrganisationId, TeamId};
use crate::domain::roster::RosterEntry;
use crate::error::Result;
use crate::store::columns::moment;
use crate::store::organisations::OrganisationRow;
use crate::store::roster::{AgentRow, TeamRow};
use crate::store::{AnyConnection, agent_acts, roster};
use std::collections::HashMap;

/// More changes than this are read as a whole new roster: an import has been through.
const AT_MOST: i64 = 500;

/// Builds the index of everybody whom a card of this organisation can mention.
///
/// # Errors
/// Those of the database.
pub fn build(connection: &mut AnyConnection, organisation: &OrganisationRow, teams: &[TeamRow]) -> Result<Roster> {
    let aliases = roster::aliases_of(connection, organisation.id)?.into_iter().map(|(agent, alias, _)| (agent, alias));
    let mut agents = roster::agents_of(connection, organisation.id)?;
    agents.retain(AgentRow::can_be_meant);
    let entries = entries(agents, aliases, teams)?;
    Ok(Roster::build(entries, Settings { organisation: Some(organisation.name.clone()) }))
}

/// The roster with what changed after `version`, sharing all that did not; none when so much changed that a new one
/// is the shorter way.
///
/// # Errors
/// Those of the database.
pub fn refresh(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    known: &Roster,
    version: i64,
    teams: &[TeamRow],
) -> Result<Option<Roster>> {
    let changed = roster::changed_since(connection, organisation, version, AT_MOST + 1)?;
    if changed.len() as i64 > AT_MOST {
        return Ok(None);
    }
    let ids: Vec<AgentId> = changed.iter().map(|agent| agent.id).collect();
    let aliases = roster::aliases_by_agent(connection, organisation, &ids)?;
    let here: Vec<AgentRow> = changed.into_iter().filter(AgentRow::can_be_meant).collect();
    let mut gone: Vec<AgentId> = agent_acts::gone_since(connection, organisation, version)?;
    gone.extend(ids);
    gone.retain(|id| here.iter().all(|row| row.id != *id));
    let entries = entries(here, aliases.into_iter(), teams)?;
    let gone = gone.into_iter().map(|id| Change::Gone(id.to_string()));
    Ok(Some(known.with_changes(gone.chain(entries.into_iter().map(Change::Put)))))
}

fn entries(
    agents: Vec<AgentRow>,
    all: impl Iterator<Item = (AgentId, String)>,
    teams: &[TeamRow],
) -> Result<Vec<RosterEntry>> {
    let mut aliases: HashMap<AgentId, Vec<String>> = HashMap::new();
    for (agent, alias) in all {
        aliases.entry(agent).or_default().push(alias);
    }
    let team_names: HashMap<TeamId, &str> = teams.iter().map(|team| (team.id, team.name.as_str())).collect();
    agents
        .into_iter()
        .map(|agent| {
            Ok(RosterEntry {
                id: agent.id.to_string(),
                name: agent.name,
                nicknames: aliases.remove(&agent.id).unwrap_or_default(),
                code: agent.code,
                email: agent.email,
                team: agent.team_id.and_then(|team| team_names.get(&team).map(|name| (*name).to_owned())),
                location: agent.location,
                active_from: agent.active_from.map(moment).transpose()?,
                active_until: agent.archived_at.map(moment).transpose()?,
            })
        })
        .collect()
}
