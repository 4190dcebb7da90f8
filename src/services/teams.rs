//! Teams as an admin sets them up: who is in one, who leads it, what it is called.

use super::access::may_set_up;
use super::{look_again, organisations::team_named};
use crate::domain::ids::TeamId;
use crate::domain::{Viewer, names};
use crate::error::{Error, Result};
use crate::store::{AnyConnection, members, organisations, roster};
use jiff::Timestamp;

/// A team as its list shows it.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Key.
    pub id: TeamId,
    /// Its name.
    pub name: String,
    /// Names of its managers.
    pub managers: Vec<String>,
    /// How many agents are in it.
    pub agents: usize,
}

/// Every team, in order of name.
///
/// # Errors
/// `NotFound` for whoever is no admin.
pub fn list(connection: &mut AnyConnection, viewer: &Viewer) -> Result<Vec<Listed>> {
    may_set_up(viewer)?;
    let agents = roster::agents_of(connection, viewer.organisation)?;
    let members = members::of_organisation(connection, viewer.organisation)?;
    let mut listed = Vec::new();
    for team in roster::teams_of(connection, viewer.organisation)? {
        let leaders = roster::leaders_of(connection, viewer.organisation, team.id)?;
        let of_team = |member: &&members::MemberRow| leaders.contains(&member.id) && member.disabled_at.is_none();
        listed.push(Listed {
            id: team.id,
            managers: members.iter().filter(of_team).map(|member| member.name.clone()).collect(),
            agents: agents.iter().filter(|row| row.team_id == Some(team.id) && row.archived_at.is_none()).count(),
            name: team.name,
        });
    }
    Ok(listed)
}

/// Adds a team.
///
/// # Errors
/// `NotFound` for whoever is no admin; `Invalid` without a name, or with one that is taken.
pub fn add(connection: &mut AnyConnection, viewer: &Viewer, name: &str, now: Timestamp) -> Result<TeamId> {
    may_set_up(viewer)?;
    let name = free_name(connection, viewer, name, None)?;
    team_named(connection, viewer.organisation, &name, now)
}

/// Gives a team another name. The staff list names teams, too: the next import must use the new one.
///
/// # Errors
/// As [`add`]; `NotFound` for a team that isn't there.
pub fn rename(connection: &mut AnyConnection, viewer: &Viewer, team: TeamId, name: &str, now: Timestamp) -> Result<()> {
    may_set_up(viewer)?;
    let name = free_name(connection, viewer, name, Some(team))?;
    if !roster::rename_team(connection, viewer.organisation, team, &name)? {
        return Err(Error::not_found("There is nothing under this address."));
    }
    organisations::bump_roster_version(connection, viewer.organisation)?;
    look_again::enqueue(connection, viewer.organisation, now)
}

fn free_name(connection: &mut AnyConnection, viewer: &Viewer, name: &str, own: Option<TeamId>) -> Result<String> {
    let name = names::one_line(name, 80);
    if name.is_empty() {
        return Err(Error::invalid("Give the team a name."));
    }
    let teams = roster::teams_of(connection, viewer.organisation)?;
    let lower = name.to_lowercase();
    if teams.iter().any(|team| Some(team.id) != own && team.name.to_lowercase() == lower) {
        return Err(Error::invalid(format!("There is a team “{name}” already.")));
    }
    Ok(name)
}
