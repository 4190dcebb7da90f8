//! One agent at a time: adding and changing by hand, finding in the list, and the names they go by. What ends
//! somebody's time on the roster is in [`super::agent_acts`]; whole lists are [`super::roster`]'s.

use super::agent_acts::Actor;
use super::{look_again, members, roster as list};
use crate::analysis::fold;
use crate::domain::calendar;
use crate::domain::ids::{AgentId, OrganisationId};
use crate::domain::roster_file::{self, RosterRow};
use crate::error::{Error, Result};
use crate::store::columns::moment;
use crate::store::roster::{self, AgentRow};
use crate::store::{AnyConnection, organisations};
use jiff::Timestamp;

/// What was typed of somebody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// The organisation's own id; one is made when it is empty.
    pub id: String,
    /// Full name.
    pub name: String,
    /// Nicknames, parted by semicolons; only when somebody is added.
    pub nicknames: String,
    /// Employee code or extension.
    pub code: String,
    /// Where they sign in from.
    pub email: String,
    /// Team; a new one is made.
    pub team: String,
    /// Where they work.
    pub location: String,
    /// The day they start, as 2026-12-01; empty for always.
    pub starts: String,
}

impl Typed {
    fn row(&self, id: &str) -> Result<RosterRow> {
        let cells = [
            ("id", id),
            ("name", self.name.as_str()),
            ("nicknames", &self.nicknames),
            ("code", &self.code),
            ("email", &self.email),
            ("team", &self.team),
            ("location", &self.location),
            (roster_file::STARTS, &self.starts),
        ];
        roster_file::one(&cells).map_err(|problems| {
            let said: Vec<String> = problems
                .0
                .iter()
                .map(|one| match one.column {
                    Some("name") if self.name.trim().is_empty() => "Write the name.".to_owned(),
                    Some(column) => format!("{}: {}.", label(column), one.message),
                    None => one.message.clone(),
                })
                .collect();
            Error::invalid(said.join(" "))
        })
    }
}

fn label(column: &str) -> &'static str {
    match column {
        "id" => "Id",
        "name" => "Name",
        "nicknames" => "Nicknames",
        "code" => "Code",
        "email" => "Email",
        "team" => "Team",
        "location" => "Place",
        _ => "First day",
    }
}

/// What is known of somebody, as it would be typed.
///
/// # Errors
/// Those of the database.
pub fn typed(connection: &mut AnyConnection, row: &AgentRow) -> Result<Typed> {
    let organisation = organisations::by_id(connection, row.organisation_id)?;
    let teams = roster::teams_of(connection, row.organisation_id)?;
    let starts = match row.active_from {
        Some(at) => moment(at)?.to_zoned(calendar::zone(&organisation.zone)?).date().to_string(),
        None => String::new(),
    };
    Ok(Typed {
        id: row.external_id.clone(),
        name: row.name.clone(),
        nicknames: String::new(),
        code: row.code.clone().unwrap_or_default(),
        email: row.email.clone().unwrap_or_default(),
        team: teams.into_iter().find(|team| Some(team.id) == row.team_id).map(|team| team.name).unwrap_or_default(),
        location: row.location.clone().unwrap_or_default(),
        starts,
    })
}

/// Adds somebody. The next card can be about them.
///
/// # Errors
/// `Invalid` for what can't be, or is somebody else's already.
pub fn add(connection: &mut AnyConnection, actor: Actor, typed: &Typed, now: Timestamp) -> Result<AgentRow> {
    let everybody = roster::agents_of(connection, actor.organisation)?;
    let id = match typed.id.trim() {
        "" => free_id(&everybody, &typed.name),
        id => id.to_owned(),
    };
    let row = typed.row(&id)?;
    unique(&everybody, None, &row)?;
    organisations::bump_roster_version(connection, actor.organisation)?;
    let agent = list::put(connection, actor.organisation, &row, None, now)?;
    list::follow_nicknames(connection, &agent, &row, &[], now)?;
    settle(connection, (&agent, None), now)?;
    Ok(agent)
}

/// Changes somebody, archived or not.
///
/// # Errors
/// `NotFound`; `Invalid` for what can't be, or is somebody else's already.
pub fn change(
    connection: &mut AnyConnection,
    actor: Actor,
    agent: AgentId,
    typed: &Typed,
    now: Timestamp,
) -> Result<AgentRow> {
    let known = one(connection, actor.organisation, agent)?;
    let id = if typed.id.trim().is_empty() { known.external_id.as_str() } else { typed.id.trim() };
    let row = typed.row(id)?;
    unique(&roster::agents_of(connection, actor.organisation)?, Some(agent), &row)?;
    organisations::bump_roster_version(connection, actor.organisation)?;
    let changed = list::put(connection, actor.organisation, &row, Some(&known), now)?;
    let changed = AgentRow { archived_at: known.archived_at, ..changed };
    roster::update_agent(connection, &changed)?;
    settle(connection, (&changed, Some(&known)), now)?;
    Ok(changed)
}

/// Somebody of the roster who is not merged away, not a stand-in.
///
/// # Errors
/// `NotFound`.
pub fn one(connection: &mut AnyConnection, organisation: OrganisationId, agent: AgentId) -> Result<AgentRow> {
    let row = roster::agent(connection, organisation, agent)?;
    if row.can_be_meant() { Ok(row) } else { Err(Error::not_found("There is nobody under this address.")) }
}

/// The one agent of this id, code or name; archived ones, too.
///
/// # Errors
/// `NotFound`; `Invalid` when more than one is called so.
pub fn named(connection: &mut AnyConnection, organisation: OrganisationId, who: &str) -> Result<AgentRow> {
    let wanted = fold::key(who);
    let mut found: Vec<AgentRow> =
        roster::agents_of(connection, organisation)?.into_iter().filter(AgentRow::can_be_meant).collect();
    if let Some(at) = found.iter().position(|row| row.external_id == who || row.id.to_string() == who) {
        return Ok(found.swap_remove(at));
    }
    found.retain(|row| row.code.as_deref() == Some(who) || !wanted.is_empty() && fold::key(&row.name) == wanted);
    match (found.pop(), found.is_empty()) {
        (Some(row), true) => Ok(row),
        (None, _) => Err(Error::not_found(format!("The roster has nobody with the id, code or name “{who}”."))),
        (Some(_), false) => Err(Error::invalid(format!("More than one person is called “{who}”. Give the id."))),
    }
}

/// An id of the organisation's own must be one person's, and so must a code and an address.
fn unique(everybody: &[AgentRow], but: Option<AgentId>, row: &RosterRow) -> Result<()> {
    let others = || everybody.iter().filter(|other| Some(other.id) != but && other.can_be_meant());
    let taken = |what: &str, by: &AgentRow| {
        let left = if by.archived_at.is_some() { ", who is archived" } else { "" };
        Err(Error::invalid(format!("{what} is that of {}{left}.", by.name)))
    };
    if let Some(other) = everybody.iter().find(|other| Some(other.id) != but && other.external_id == row.id) {
        return taken(&format!("The id {}", row.id), other);
    }
    let same = |one: &Option<String>, other: &str| one.as_deref().is_some_and(|one| one.eq_ignore_ascii_case(other));
    let here = || others().filter(|other| other.archived_at.is_none());
    if let Some(other) = row.code.as_deref().and_then(|code| here().find(|other| same(&other.code, code))) {
        return taken("This code", other);
    }
    let email = row.email.as_ref().map(crate::domain::email_address::EmailAddress::key);
    if let Some(other) = email.as_deref().and_then(|email| here().find(|other| same(&other.email, email))) {
        return taken("This address", other);
    }
    Ok(())
}

/// "derrick-hale", or with a number behind it when that is taken.
fn free_id(everybody: &[AgentRow], name: &str) -> String {
    let words: Vec<String> = name.split_whitespace().map(fold::key).filter(|word| !word.is_empty()).collect();
    let base = if words.is_empty() { "agent".to_owned() } else { words.join("-").chars().take(60).collect() };
    let free = |id: &String| everybody.iter().all(|row| row.external_id != *id);
    std::iter::once(base.clone()).chain((2_u32..).map(|number| format!("{base}-{number}"))).find(free).unwrap_or(base)
}

fn settle(
    connection: &mut AnyConnection,
    (agent, before): (&AgentRow, Option<&AgentRow>),
    now: Timestamp,
) -> Result<()> {
    let zone = organisations::by_id(connection, agent.organisation_id)?.zone;
    members::follow_agent(connection, (agent, before), &zone, now)?;
    look_again::enqueue(connection, agent.organisation_id, now)
}

/// Which part of the roster a list shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// Who is here.
    #[default]
    Here,
    /// Who is archived.
    Archived,
}

/// A page of the roster.
#[derive(Clone, Debug)]
pub struct Page {
    /// In order of name.
    pub agents: Vec<AgentRow>,
    /// How many fit.
    pub count: usize,
    /// Where the next page begins.
    pub next: Option<usize>,
}

/// The page of `limit` people from place `from` on whose name, nickname, code or id has `wanted` in it.
///
/// # Errors
/// Those of the database.
pub fn page(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    (part, wanted): (Part, &str),
    (from, limit): (usize, usize),
) -> Result<Page> {
    let key = fold::key(wanted);
    let mut called = Vec::new();
    if !key.is_empty() {
        let aliases = roster::aliases_of(connection, organisation)?;
        called.extend(aliases.into_iter().filter(|(_, alias, _)| fold::key(alias).contains(&key)).map(|(id, ..)| id));
        called.sort_unstable();
    }
    let mut fitting: Vec<AgentRow> = roster::agents_of(connection, organisation)?
        .into_iter()
        .filter(|row| row.can_be_meant() && row.archived_at.is_some() == (part == Part::Archived))
        .filter(|row| {
            let coded = |code: &str| code.eq_ignore_ascii_case(wanted.trim());
            key.is_empty()
                || fold::key(&row.name).contains(&key)
                || called.binary_search(&row.id).is_ok()
                || row.code.as_deref().is_some_and(coded)
                || coded(&row.external_id)
        })
        .collect();
    let count = fitting.len();
    let next = (from + limit < count).then_some(from + limit);
    let agents = fitting.drain(from.min(count)..(from + limit).min(count)).collect();
    Ok(Page { agents, count, next })
}
