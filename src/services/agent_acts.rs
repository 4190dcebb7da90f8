//! What an admin does to somebody on the roster, each act with its line in a trail of who and when: archive and bring
//! back, merge two entries of one person and take that back, put a stand-in in the place of a name, erase. The roster
//! follows at once, in one transaction; what hangs on cards follows batch by batch, for there may be 100,000 of them.

mod forget;
mod merge;
mod texts;

pub use forget::{erase, next_stand_in, replace_by_stand_in};
pub use merge::{UNDO, merge, undo_merge};

use super::jobs::{self as work, Job};
use super::{look_again, members};
use crate::domain::AgentAct;
use crate::domain::ids::{ActId, AgentId, CardId, MemberId, OrganisationId};
use crate::error::{Error, Result};
use crate::store::agent_acts::{self, ActRow};
use crate::store::columns::micros;
use crate::store::roster::AgentRow;
use crate::store::{AnyConnection, organisations, roster};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Cards of one step: a few milliseconds in one transaction.
const BATCH: i64 = 100;

/// Steps that the act itself makes: all there are for most people, and none that anybody waits for.
const AT_ONCE: usize = 4;

/// Who acts.
#[derive(Clone, Copy, Debug)]
pub struct Actor {
    /// In which house.
    pub organisation: OrganisationId,
    /// Which member; none from the command line.
    pub member: Option<MemberId>,
}

/// What the work on cards and letters still needs.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Work {
    /// Where it is.
    phase: Phase,
    /// Cards that are not tied to them any more, but tell of them.
    extra: Vec<CardId>,
    /// Every name of theirs.
    names: Vec<String>,
    /// Those that nobody else has.
    only: Vec<String>,
    /// What stands in for them.
    stand_in: String,
    /// Where letters to them went.
    addresses: Vec<String>,
    /// The last digest or letter that was looked at.
    after: Option<Uuid>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
enum Phase {
    #[default]
    Cards,
    Digests,
    Sent,
}

impl Work {
    fn read(row: &ActRow) -> Result<Option<Self>> {
        let read = row.work.as_deref().map(serde_json::from_str).transpose();
        read.map_err(|cause| Error::internal("This work can't be read.").with_source(cause))
    }
}

fn written(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|cause| Error::internal("This can't be written down.").with_source(cause))
}

/// An act as it begins: the roster's version is raised first, so that whoever is changed carries it.
fn begun(
    connection: &mut AnyConnection,
    actor: Actor,
    kind: AgentAct,
    agent: &AgentRow,
    now: Timestamp,
) -> Result<ActRow> {
    organisations::bump_roster_version(connection, actor.organisation)?;
    Ok(ActRow {
        organisation_id: actor.organisation,
        id: ActId::at(now),
        kind,
        agent_id: agent.id,
        into_id: None,
        member_id: actor.member,
        at: micros(now),
        version: organisations::roster_version(connection, actor.organisation)?,
        shown: agent.name.clone(),
        work: None,
        was: None,
        total: 0,
        done: 0,
        cursor: None,
        finished_at: None,
        undone_at: None,
        undone_by: None,
    })
}

/// Somebody to be acted upon.
fn somebody(connection: &mut AnyConnection, actor: Actor, agent: AgentId) -> Result<AgentRow> {
    let row = roster::agent(connection, actor.organisation, agent)?;
    if row.stand_in || row.merged_into.is_some() {
        return Err(Error::not_found("There is nobody under this address."));
    }
    let at_work = agent_acts::about(connection, actor.organisation, &[agent])?;
    if at_work.iter().any(|act| act.work.is_some()) {
        return Err(Error::invalid("The last change of their cards is still being made. Try again in a minute."));
    }
    Ok(row)
}

/// Nothing new is tagged to them, and they can't sign in as an agent; all that is there stays.
///
/// # Errors
/// `NotFound`; `Invalid` when they are archived.
pub fn archive(connection: &mut AnyConnection, actor: Actor, agent: AgentId, now: Timestamp) -> Result<()> {
    let row = somebody(connection, actor, agent)?;
    if row.archived_at.is_some() {
        return Err(Error::invalid(format!("{} is archived already.", row.name)));
    }
    set_archived(connection, actor, (AgentAct::Archived, Some(micros(now))), row, now)
}

/// They are here again, as they were.
///
/// # Errors
/// `NotFound`; `Invalid` when they are not archived.
pub fn bring_back(connection: &mut AnyConnection, actor: Actor, agent: AgentId, now: Timestamp) -> Result<()> {
    let row = somebody(connection, actor, agent)?;
    if row.archived_at.is_none() {
        return Err(Error::invalid(format!("{} is here.", row.name)));
    }
    set_archived(connection, actor, (AgentAct::Returned, None), row, now)
}

fn set_archived(
    connection: &mut AnyConnection,
    actor: Actor,
    (kind, archived_at): (AgentAct, Option<i64>),
    before: AgentRow,
    now: Timestamp,
) -> Result<()> {
    let act = begun(connection, actor, kind, &before, now)?;
    let row = AgentRow { archived_at, ..before.clone() };
    roster::update_agent(connection, &row)?;
    let zone = organisations::by_id(connection, actor.organisation)?.zone;
    members::follow_agent(connection, (&row, Some(&before)), &zone, now)?;
    agent_acts::insert(connection, &ActRow { finished_at: Some(micros(now)), ..act })?;
    look_again::enqueue(connection, actor.organisation, now)
}

/// Begins the work of an act that was stored, and leaves what is too much for now to the worker.
fn set_off(connection: &mut AnyConnection, act: (OrganisationId, ActId), now: Timestamp) -> Result<()> {
    for _ in 0..AT_ONCE {
        if !step(connection, act, now)? {
            return Ok(());
        }
    }
    work::enqueue(connection, Some(act.0), &Job::Roster { act: act.1 }, now)
}

/// Makes the next step of an act's work; says whether there is more.
///
/// # Errors
/// Those of the database.
pub fn step(connection: &mut AnyConnection, act: (OrganisationId, ActId), now: Timestamp) -> Result<bool> {
    let row = agent_acts::by_id(connection, act.0, act.1)?;
    let Some(work) = Work::read(&row)? else { return Ok(false) };
    match row.kind {
        AgentAct::Merged if row.undone_at.is_some() => merge::step_back(connection, row, now),
        AgentAct::Merged => merge::step(connection, row, now),
        AgentAct::StandIn | AgentAct::Erased => forget::step(connection, row, work, now),
        AgentAct::Archived | AgentAct::Returned => finish(connection, row, now),
    }
}

/// The work is done.
fn finish(connection: &mut AnyConnection, row: ActRow, now: Timestamp) -> Result<bool> {
    agent_acts::update(connection, &ActRow { work: None, finished_at: Some(micros(now)), ..row })?;
    Ok(false)
}

/// An act as its list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The act.
    pub row: ActRow,
    /// By whom; none from the command line, or when they are gone.
    pub by: Option<String>,
    /// Whom somebody was merged into.
    pub into: Option<String>,
    /// By whom it was taken back.
    pub undone_by: Option<String>,
}

impl Listed {
    /// Whether it can still be taken back.
    pub fn can_be_undone(&self, now: Timestamp) -> bool {
        let row = &self.row;
        row.kind == AgentAct::Merged
            && row.undone_at.is_none()
            && row.work.is_none()
            && row.was.is_some()
            && merge::within(row.at, now)
    }
}

/// The newest acts, or those about one agent, newest first.
///
/// # Errors
/// Those of the database.
pub fn list(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    of: Option<AgentId>,
    limit: usize,
) -> Result<Vec<Listed>> {
    let mut rows = match of {
        Some(agent) => agent_acts::about(connection, organisation, &[agent])?,
        None => agent_acts::newest(connection, organisation, i64::try_from(limit).unwrap_or(i64::MAX))?,
    };
    rows.truncate(limit);
    let ids: Vec<MemberId> = rows.iter().flat_map(|row| [row.member_id, row.undone_by]).flatten().collect();
    let members = crate::store::members::by_ids(connection, organisation, &ids)?;
    let into: Vec<AgentId> = rows.iter().filter_map(|row| row.into_id).collect();
    let agents = roster::agents_by_id(connection, organisation, &into)?;
    let member = |id: Option<MemberId>| members.iter().find(|one| Some(one.id) == id).map(|one| one.name.clone());
    Ok(rows
        .into_iter()
        .map(|row| Listed {
            by: member(row.member_id),
            undone_by: member(row.undone_by),
            into: agents.iter().find(|one| Some(one.id) == row.into_id).map(|one| one.name.clone()),
            row,
        })
        .collect())
}
