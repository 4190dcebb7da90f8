//! Everybody whom a card of an organisation can mention, as the analysis wants them.

use crate::analysis::roster::{Roster, Settings};
use crate::domain::ids::AgentId;
use crate::domain::roster::RosterEntry;
use crate::error::Result;
use crate::store::columns::moment;
use crate::store::organisations::OrganisationRow;
use crate::store::roster::TeamRow;
use crate::store::{AnyConnection, roster};
use std::collections::HashMap;

/// Builds the index of everybody whom a card of this organisation can mention.
///
/// # Errors
/// Those of the database.
pub fn build(connection: &mut AnyConnection, organisation: &OrganisationRow, teams: &[TeamRow]) -> Result<Roster> {
    let mut aliases: HashMap<AgentId, Vec<String>> = HashMap::new();
    for (agent, alias, _) in roster::aliases_of(connection, organisation.id)? {
        aliases.entry(agent).or_default().push(alias);
    }
    let team_names: HashMap<_, _> = teams.iter().map(|team| (team.id, team.name.clone())).collect();
    let entries = roster::agents_of(connection, organisation.id)?
        .into_iter()
        .map(|agent| {
            Ok(RosterEntry {
                id: agent.id.to_string(),
                name: agent.name,
                nicknames: aliases.remove(&agent.id).unwrap_or_default(),
                code: agent.code,
                email: agent.email,
                team: agent.team_id.and_then(|team| team_names.get(&team).cloned()),
                location: agent.location,
                active_from: None,
                active_until: agent.archived_at.map(moment).transpose()?,
            })
        })
        .collect::<Result<Vec<_>>>()?;
    Ok(Roster::build(entries, Settings { organisation: Some(organisation.name.clone()) }))
}
