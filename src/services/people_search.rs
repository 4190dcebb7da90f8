//! Finding a colleague by a part of their name: for "someone else", where nobody wants to scroll through a roster.

use crate::analysis::fold;
use crate::domain::ids::{AgentId, OrganisationId, TeamId};
use crate::error::Result;
use crate::store::roster::AgentRow;
use crate::store::{AnyConnection, roster};
use std::collections::HashMap;

/// People that one answer names: more than that is not read, but narrowed by another letter.
const SHOWN: usize = 24;

/// Rosters up to this size are searched whole, with accents and aliases; reading them takes a few milliseconds.
const SMALL: usize = 2_000;

/// Somebody who was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Who.
    pub agent: AgentId,
    /// Their full name.
    pub name: String,
    /// Their team.
    pub team: Option<String>,
}

/// Who was found, in order of name, and whether there are more.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The people.
    pub people: Vec<Person>,
    /// Whether more would fit.
    pub more: bool,
}

/// Everybody at work whose name, alias or code holds `wanted`; everybody, when it is empty.
///
/// # Errors
/// Those of the database.
pub fn find(connection: &mut AnyConnection, organisation: OrganisationId, wanted: &str) -> Result<Found> {
    let wanted = wanted.trim();
    let limit = i64::try_from(SMALL + 1).unwrap_or(i64::MAX);
    let mut rows = roster::at_work(connection, organisation, None, limit)?;
    if rows.len() > SMALL && !wanted.is_empty() {
        rows = roster::at_work(connection, organisation, Some(wanted), limit)?;
    } else if !wanted.is_empty() {
        let fits = fitting(connection, organisation, wanted)?;
        rows.retain(|row| fits(row));
    }
    let teams: HashMap<TeamId, String> =
        roster::teams_of(connection, organisation)?.into_iter().map(|team| (team.id, team.name)).collect();
    let more = rows.len() > SHOWN;
    let person = |row: AgentRow| Person {
        agent: row.id,
        team: row.team_id.and_then(|team| teams.get(&team).cloned()),
        name: row.name,
    };
    Ok(Found { people: rows.into_iter().take(SHOWN).map(person).collect(), more })
}

/// Whether a row fits what is wanted, whatever the case and the accents.
fn fitting(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    wanted: &str,
) -> Result<impl Fn(&AgentRow) -> bool> {
    let mut aliases: HashMap<AgentId, Vec<String>> = HashMap::new();
    for (agent, alias, _) in roster::aliases_of(connection, organisation)? {
        aliases.entry(agent).or_default().push(fold::key(&alias));
    }
    let (key, code) = (fold::key(wanted), wanted.to_lowercase());
    Ok(move |row: &AgentRow| {
        let name = !key.is_empty() && fold::key(&row.name).contains(&key);
        let alias = !key.is_empty() && aliases.get(&row.id).is_some_and(|all| all.iter().any(|one| one.contains(&key)));
        name || alias || row.code.as_deref().is_some_and(|own| own.to_lowercase() == code)
    })
}
