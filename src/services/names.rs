//! The names that agents go by beside their own: which their customers use, as managers confirmed it, is put to the
//! agent it concerns; what they accept, and what a manager adds by hand, is an alias with its source.

use super::access::may_act;
use super::corrections::form_of;
use super::directory::House;
use super::{learnt, look_again};
use crate::analysis::fold;
use crate::domain::ids::{AgentId, OrganisationId};
use crate::domain::{Viewer, names};
use crate::error::{Error, Result};
use crate::store::aliases::{self, AnswerRow};
use crate::store::columns::micros;
use crate::store::{AnyConnection, organisations, roster};
use jiff::Timestamp;

/// The source of an alias that its agent accepted.
pub const ACCEPTED: &str = "learnt";

/// The source of an alias that a manager added.
pub const BY_HAND: &str = "manager";

/// The source of an alias that its agent added.
pub const OWN: &str = "agent";

/// Names that an agent may add themselves.
const MOST_OWN: usize = 5;

/// The longest name that is kept, in characters.
const LONGEST: usize = 60;

/// A name that customers use for an agent, and that the agent is asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The key.
    pub form: String,
    /// The name as a card had it.
    pub alias: String,
    /// How often managers confirmed it.
    pub times: u32,
}

/// What an agent is asked: names that were confirmed at least twice and without conflict, that are not theirs yet and
/// that they have not been asked about.
///
/// # Errors
/// Those of the database.
pub fn proposals(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    agent: AgentId,
    house: &House,
) -> Result<Vec<Proposal>> {
    let confirmed = learnt::confirmed_names(connection, organisation, agent, house)?;
    if confirmed.is_empty() {
        return Ok(Vec::new());
    }
    let row = roster::agent(connection, organisation, agent)?;
    let mut known: Vec<String> = row.name.split_whitespace().map(fold::key).chain([fold::key(&row.name)]).collect();
    known.extend(aliases::of_agent(connection, organisation, agent)?.iter().map(|(alias, _)| fold::key(alias)));
    known.extend(aliases::answers_of(connection, organisation, agent)?.into_iter().map(|answer| answer.form));
    let id = agent.to_string();
    let proposal = |form: crate::analysis::mentions::learnt::Form| {
        let key = fold::key(&form.surface);
        (!known.contains(&key)).then(|| Proposal {
            form: key,
            times: form.agents.get(&id).copied().unwrap_or(0),
            alias: names::one_line(&form.surface, LONGEST),
        })
    };
    Ok(confirmed.into_iter().filter_map(proposal).collect())
}

/// Keeps an agent's answer. A yes makes the name an alias; a no is final: they are not asked again.
///
/// # Errors
/// `NotFound` when they were not asked about this name.
pub fn answer(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    agent: AgentId,
    (form, accepted): (&str, bool),
    house: &House,
    now: Timestamp,
) -> Result<()> {
    let asked = proposals(connection, organisation, agent, house)?;
    let Some(proposal) = asked.into_iter().find(|proposal| proposal.form == form) else {
        return Err(Error::not_found("There is no such name to answer for."));
    };
    let row = AnswerRow {
        organisation_id: organisation,
        agent_id: agent,
        form: proposal.form,
        alias: proposal.alias,
        accepted,
        answered_at: micros(now),
    };
    aliases::insert_answer(connection, &row)?;
    if accepted {
        roster::add_alias(connection, organisation, agent, &row.alias, ACCEPTED, micros(now))?;
        roster_changed(connection, organisation, now)?;
    }
    Ok(())
}

/// Takes an answer back: the alias goes, and the agent is asked again.
///
/// # Errors
/// `NotFound` when there was no answer.
pub fn take_answer_back(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    agent: AgentId,
    form: &str,
    now: Timestamp,
) -> Result<()> {
    let answer = aliases::remove_answer(connection, organisation, agent, form)?
        .ok_or_else(|| Error::not_found("There is no such answer."))?;
    if answer.accepted {
        roster::remove_alias(connection, organisation, agent, &answer.alias)?;
        roster_changed(connection, organisation, now)?;
    }
    Ok(())
}

/// An alias that did not come with the roster's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    /// Whose.
    pub agent: AgentId,
    /// Their name.
    pub name: String,
    /// The alias.
    pub alias: String,
    /// Whether its agent accepted it; else a manager added it.
    pub accepted: bool,
}

/// Aliases that agents accepted or managers added, in order of agent.
///
/// # Errors
/// Those of the database.
pub fn aliases_of(connection: &mut AnyConnection, organisation: OrganisationId) -> Result<Vec<Alias>> {
    let rows = aliases::not_from(connection, organisation, super::roster::FROM_LIST)?;
    let mut ids: Vec<AgentId> = rows.iter().map(|row| row.0).collect();
    ids.dedup();
    let agents = roster::agents_by_id(connection, organisation, &ids)?;
    let name = |id: AgentId| agents.iter().find(|agent| agent.id == id).map(|agent| agent.name.clone());
    let mut all: Vec<Alias> = rows
        .into_iter()
        .map(|(agent, alias, source)| Alias {
            agent,
            name: name(agent).unwrap_or_default(),
            alias,
            accepted: source == ACCEPTED,
        })
        .collect();
    all.sort_by(|one, other| (&one.name, &one.alias).cmp(&(&other.name, &other.alias)));
    Ok(all)
}

/// Adds an alias by hand. `who` is the agent's name as the roster has it, or their id or code.
///
/// # Errors
/// `Forbidden`; `Invalid` when nobody or more than one is called so, or the alias can't be one.
pub fn add(connection: &mut AnyConnection, viewer: &Viewer, (who, alias): (&str, &str), now: Timestamp) -> Result<()> {
    may_act(viewer)?;
    let alias = checked(alias)?;
    let agent = named(connection, viewer.organisation, who)?;
    add_to(connection, viewer.organisation, (agent, &alias), now)
}

/// Adds an alias to an agent. The caller has checked who asks.
///
/// # Errors
/// `Invalid` when the alias can't be one.
pub fn add_to(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    (agent, alias): (AgentId, &str),
    now: Timestamp,
) -> Result<()> {
    let alias = checked(alias)?;
    roster::add_alias(connection, organisation, agent, &alias, BY_HAND, micros(now))?;
    roster_changed(connection, organisation, now)
}

/// Takes an alias away that did not come with the roster's file. The caller has checked who asks.
///
/// # Errors
/// `NotFound`.
pub fn remove_of(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    (agent, alias): (AgentId, &str),
    now: Timestamp,
) -> Result<()> {
    drop_alias(connection, organisation, agent, alias, now)
}

fn checked(alias: &str) -> Result<String> {
    let alias = names::one_line(alias, LONGEST + 1);
    if alias.chars().count() > LONGEST || form_of(&alias).chars().count() < 2 {
        return Err(Error::invalid("Write the other name: 2 to 60 characters."));
    }
    Ok(alias)
}

/// The names that an agent added themselves.
///
/// # Errors
/// Those of the database.
pub fn own_of(connection: &mut AnyConnection, organisation: OrganisationId, agent: AgentId) -> Result<Vec<String>> {
    let all = aliases::of_agent(connection, organisation, agent)?;
    Ok(all.into_iter().filter(|(_, source)| source == OWN).map(|(alias, _)| alias).collect())
}

/// Adds a name that an agent goes by, at their own word. Managers see it under "Learnt" and can take it away.
///
/// # Errors
/// `Invalid` when it can't be a name, is a colleague's, or there are five already.
pub fn add_own(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    agent: AgentId,
    alias: &str,
    now: Timestamp,
) -> Result<()> {
    let alias = names::one_line(alias, LONGEST + 1);
    let form = form_of(&alias);
    if alias.chars().count() > LONGEST || form.chars().count() < 2 {
        return Err(Error::invalid("Write the name: 2 to 60 characters."));
    }
    if own_of(connection, organisation, agent)?.len() >= MOST_OWN {
        return Err(Error::invalid("Five names are enough. Take one away first."));
    }
    let colleague = roster::agents_of(connection, organisation)?.into_iter().any(|other| {
        let first = names::first_name(&other.name);
        other.id != agent && other.archived_at.is_none() && (fold::key(&other.name) == form || fold::key(first) == form)
    });
    let taken = roster::aliases_of(connection, organisation)?
        .into_iter()
        .any(|(other, known, _)| other != agent && fold::key(&known) == form);
    if colleague || taken {
        return Err(Error::invalid("A colleague goes by that name: cards with it are asked about one by one."));
    }
    roster::add_alias(connection, organisation, agent, &alias, OWN, micros(now))?;
    roster_changed(connection, organisation, now)
}

/// Takes away a name that an agent added themselves.
///
/// # Errors
/// `NotFound`.
pub fn remove_own(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    agent: AgentId,
    alias: &str,
    now: Timestamp,
) -> Result<()> {
    if !own_of(connection, organisation, agent)?.iter().any(|own| own == alias) {
        return Err(Error::not_found("There is no such name."));
    }
    drop_alias(connection, organisation, agent, alias, now)
}

/// Removes an alias that an agent accepted or a manager added; the agent is not asked about it again.
///
/// # Errors
/// `Forbidden`; `NotFound`.
pub fn remove(
    connection: &mut AnyConnection,
    viewer: &Viewer,
    (agent, alias): (AgentId, &str),
    now: Timestamp,
) -> Result<()> {
    may_act(viewer)?;
    drop_alias(connection, viewer.organisation, agent, alias, now)
}

fn drop_alias(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    agent: AgentId,
    alias: &str,
    now: Timestamp,
) -> Result<()> {
    let known = aliases::of_agent(connection, organisation, agent)?;
    if !known.iter().any(|(name, source)| name == alias && source != super::roster::FROM_LIST) {
        return Err(Error::not_found("There is no such name."));
    }
    roster::remove_alias(connection, organisation, agent, alias)?;
    roster_changed(connection, organisation, now)
}

/// The one agent who is meant by a name, an id or a code.
fn named(connection: &mut AnyConnection, organisation: OrganisationId, who: &str) -> Result<AgentId> {
    let who = who.trim();
    let wanted = fold::key(who);
    let agents = roster::agents_of(connection, organisation)?;
    let called: Vec<AgentId> = agents
        .iter()
        .filter(|agent| agent.archived_at.is_none())
        .filter(|agent| {
            let code = agent.code.as_deref() == Some(who);
            !wanted.is_empty() && (fold::key(&agent.name) == wanted || agent.external_id == who || code)
        })
        .map(|agent| agent.id)
        .collect();
    match called[..] {
        [one] => Ok(one),
        [] => Err(Error::invalid(format!("Nobody here is called “{who}”. Write their full name, or their code."))),
        _ => Err(Error::invalid(format!("More than one person is called “{who}”. Write their code instead."))),
    }
}

/// Tells every instance, and has recent cards looked at again.
fn roster_changed(connection: &mut AnyConnection, organisation: OrganisationId, now: Timestamp) -> Result<()> {
    organisations::bump_roster_version(connection, organisation)?;
    look_again::enqueue(connection, organisation, now)
}
