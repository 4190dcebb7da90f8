//! Names for ids: whoever a page mentions, looked up once for the whole page.

use crate::domain::Viewer;
use crate::domain::ids::{AgentId, MemberId};
use crate::error::Result;
use crate::store::roster::AgentRow;
use crate::store::{AnyConnection, members, roster};
use std::collections::{BTreeSet, HashMap};

/// The people of one page.
#[derive(Debug, Default)]
pub struct People {
    agents: HashMap<AgentId, AgentRow>,
    members: HashMap<MemberId, String>,
    teams: HashMap<crate::domain::ids::TeamId, String>,
}

impl People {
    /// Looks up whoever is asked for.
    ///
    /// # Errors
    /// Those of the database.
    pub fn read(
        connection: &mut AnyConnection,
        viewer: &Viewer,
        agents: BTreeSet<AgentId>,
        members: BTreeSet<MemberId>,
    ) -> Result<Self> {
        let mut people = Self::default();
        if !agents.is_empty() {
            let ids: Vec<AgentId> = agents.into_iter().collect();
            let rows = roster::agents_by_id(connection, viewer.organisation, &ids)?;
            people.agents = rows.into_iter().map(|row| (row.id, row)).collect();
            let teams = roster::teams_of(connection, viewer.organisation)?;
            people.teams = teams.into_iter().map(|row| (row.id, row.name)).collect();
        }
        if !members.is_empty() {
            let ids: Vec<MemberId> = members.into_iter().collect();
            let rows = members::by_ids(connection, viewer.organisation, &ids)?;
            people.members = rows.into_iter().map(|row| (row.id, row.name)).collect();
        }
        Ok(people)
    }

    /// An agent's full name.
    pub fn agent(&self, id: AgentId) -> &str {
        self.agents.get(&id).map_or("somebody who has left", |row| row.name.as_str())
    }

    /// The name of an agent's team.
    pub fn team_of(&self, id: AgentId) -> Option<&str> {
        let team = self.agents.get(&id)?.team_id?;
        self.teams.get(&team).map(String::as_str)
    }

    /// A member's full name.
    pub fn member(&self, id: MemberId) -> &str {
        self.members.get(&id).map_or("Somebody who has left", String::as_str)
    }
}
