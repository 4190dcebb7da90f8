//! Bringing the roster in line with the organisation's own list. Whoever is missing from the list is archived, never
//! deleted: old cards still name them.

use super::organisations::team_named;
use super::{look_again, members};
use crate::domain::calendar;
use crate::domain::email_address::EmailAddress;
use crate::domain::ids::{AgentId, OrganisationId};
use crate::domain::roster_file::{self, RosterChange, RosterRow, Start};
use crate::domain::token::Token;
use crate::error::Result;
use crate::store::columns::{micros, moment};
use crate::store::roster::{self, AgentRow};
use crate::store::{AnyConnection, organisations};
use jiff::Timestamp;
use std::collections::{HashMap, HashSet};

/// Who of an alias's sources the list may change.
pub(super) const FROM_LIST: &str = "roster";

/// What importing `rows` would change.
///
/// # Errors
/// Those of the database.
pub fn difference(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    rows: &[RosterRow],
) -> Result<RosterChange> {
    let current = current(connection, organisation)?;
    let (merged, rows): (Vec<RosterRow>, Vec<RosterRow>) = {
        let merged = merged_ids(connection, organisation)?;
        rows.iter().cloned().partition(|row| merged.contains(&row.id))
    };
    let mut change = roster_file::diff(&current, &rows);
    // The list still has both entries of somebody whose entries are one here.
    change.unchanged += merged.len();
    Ok(change)
}

/// The list's ids of entries that were merged into others.
fn merged_ids(connection: &mut AnyConnection, organisation: OrganisationId) -> Result<HashSet<String>> {
    let agents = roster::agents_of(connection, organisation)?;
    Ok(agents.into_iter().filter(|row| row.merged_into.is_some()).map(|row| row.external_id).collect())
}

/// Imports `rows` and says what was changed.
///
/// # Errors
/// Those of the database; `Conflict` when another import ran at the same moment.
pub fn import(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    rows: &[RosterRow],
    now: Timestamp,
) -> Result<RosterChange> {
    let change = difference(connection, organisation, rows)?;
    if change.is_empty() {
        return Ok(change);
    }
    // First the version, then the agents that carry it (`store::roster`).
    organisations::bump_roster_version(connection, organisation)?;
    let zone = organisations::by_id(connection, organisation)?.zone;
    let known: HashMap<String, AgentRow> = roster::agents_of(connection, organisation)?
        .into_iter()
        .map(|agent| (agent.external_id.clone(), agent))
        .collect();
    let mut listed: HashMap<AgentId, Vec<String>> = HashMap::new();
    for (agent, alias, source) in roster::aliases_of(connection, organisation)? {
        if source == FROM_LIST {
            listed.entry(agent).or_default().push(alias);
        }
    }
    for row in change.added.iter().chain(change.changed.iter().map(|changed| &changed.row)) {
        let before = known.get(&row.id);
        let agent = put(connection, organisation, row, before, now)?;
        follow_nicknames(connection, &agent, row, listed.get(&agent.id).map_or(&[], Vec::as_slice), now)?;
        members::follow_agent(connection, (&agent, before), &zone, now)?;
    }
    for row in &change.archived {
        if let Some(before) = known.get(&row.id) {
            let agent = AgentRow { archived_at: Some(micros(now)), ..before.clone() };
            roster::update_agent(connection, &agent)?;
            members::follow_agent(connection, (&agent, Some(before)), &zone, now)?;
        }
    }
    look_again::enqueue(connection, organisation, now)?;
    Ok(change)
}

/// Gives an agent a new form link; the old one stops working at once.
///
/// # Errors
/// `NotFound`.
pub fn rotate_link(connection: &mut AnyConnection, organisation: OrganisationId, agent: AgentId) -> Result<String> {
    let agent = AgentRow { link_token: link_token()?, ..roster::agent(connection, organisation, agent)? };
    roster::update_agent(connection, &agent)?;
    Ok(agent.link_token)
}

/// The roster in force, as the list would have it.
///
/// # Errors
/// Those of the database.
pub fn current(connection: &mut AnyConnection, organisation: OrganisationId) -> Result<Vec<RosterRow>> {
    let teams: HashMap<_, _> =
        roster::teams_of(connection, organisation)?.into_iter().map(|team| (team.id, team.name)).collect();
    let mut nicknames: HashMap<AgentId, Vec<String>> = HashMap::new();
    for (agent, alias, source) in roster::aliases_of(connection, organisation)? {
        if source == FROM_LIST {
            nicknames.entry(agent).or_default().push(alias);
        }
    }
    let zone = calendar::zone(&organisations::by_id(connection, organisation)?.zone)?;
    let active = roster::agents_of(connection, organisation)?.into_iter().filter(|agent| agent.archived_at.is_none());
    active
        .map(|agent| {
            Ok(RosterRow {
                starts: match agent.active_from {
                    Some(at) => Start::On(moment(at)?.to_zoned(zone.clone()).date()),
                    None => Start::Always,
                },
                nicknames: nicknames.remove(&agent.id).unwrap_or_default(),
                id: agent.external_id,
                name: agent.name,
                code: agent.code,
                email: agent.email.as_deref().and_then(|email| EmailAddress::parse(email).ok()),
                team: agent.team_id.and_then(|team| teams.get(&team).cloned()),
                location: agent.location,
            })
        })
        .collect()
}

/// Writes one row: a new agent, a changed one, or one who comes back from the archive.
pub(super) fn put(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    row: &RosterRow,
    known: Option<&AgentRow>,
    now: Timestamp,
) -> Result<AgentRow> {
    let team_id = row.team.as_deref().map(|team| team_named(connection, organisation, team, now)).transpose()?;
    let active_from = match row.starts {
        Start::Unsaid => known.and_then(|agent| agent.active_from),
        Start::Always => None,
        Start::On(day) => {
            let zone = calendar::zone(&organisations::by_id(connection, organisation)?.zone)?;
            Some(micros(calendar::start_of_day(day, &zone)?))
        }
    };
    let agent = AgentRow {
        organisation_id: organisation,
        id: known.map_or_else(|| AgentId::at(now), |agent| agent.id),
        external_id: row.id.clone(),
        name: row.name.clone(),
        code: row.code.clone(),
        email: row.email.as_ref().map(EmailAddress::key),
        team_id,
        location: row.location.clone(),
        link_token: known.map_or_else(link_token, |agent| Ok(agent.link_token.clone()))?,
        created_at: known.map_or_else(|| micros(now), |agent| agent.created_at),
        archived_at: None,
        active_from,
        merged_into: None,
        stand_in: false,
    };
    match known {
        Some(_) => roster::update_agent(connection, &agent)?,
        None => roster::insert_agent(connection, &agent)?,
    }
    Ok(agent)
}

/// Adds and removes the nicknames that came with the list; those learnt since stay.
pub(super) fn follow_nicknames(
    connection: &mut AnyConnection,
    agent: &AgentRow,
    row: &RosterRow,
    listed: &[String],
    now: Timestamp,
) -> Result<()> {
    for alias in listed.iter().filter(|alias| !row.nicknames.contains(alias)) {
        roster::remove_alias(connection, agent.organisation_id, agent.id, alias)?;
    }
    for alias in row.nicknames.iter().filter(|alias| !listed.contains(alias)) {
        roster::add_alias(connection, agent.organisation_id, agent.id, alias, FROM_LIST, micros(now))?;
    }
    Ok(())
}

/// 128 bits: nobody comes upon a colleague's link by trying.
fn link_token() -> Result<String> {
    Ok(Token::random()?.reveal().chars().take(22).collect())
}
