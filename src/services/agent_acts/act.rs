//! An act on somebody of the roster: how it begins, the work that it leaves behind, and its end. What is done in between
//! is each act's own.

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
pub(super) const BATCH: i64 = 100;

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
pub(super) struct Work {
    /// Where it is.
    pub(super) phase: Phase,
    /// Cards that are not tied to them any more, but tell of them.
    pub(super) extra: Vec<CardId>,
    /// Every name of theirs.
    pub(super) names: Vec<String>,
    /// Those that nobody else has.
    pub(super) only: Vec<String>,
    /// What stands in for them.
    pub(super) stand_in: String,
    /// Where letters to them went.
    pub(super) addresses: Vec<String>,
    /// The last digest or letter that was looked at.
    pub(super) after: Option<Uuid>,
}

/// What the work goes through, one after the other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Phase {
    #[default]
    Cards,
    Digests,
    Sent,
}

impl Work {
    pub(super) fn read(row: &ActRow) -> Result<Option<Self>> {
        let read = row.work.as_deref().map(serde_json::from_str).transpose();
        read.map_err(|cause| Error::internal("This work can't be read.").with_source(cause))
    }
}

pub(super) fn written(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|cause| Error::internal("This can't be written down.").with_source(cause))
}

/// An act as it begins: the roster's version is raised first, so that whoever is changed carries it.
pub(super) fn begun(
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
pub(super) fn somebody(connection: &mut AnyConnection, actor: Actor, agent: AgentId) -> Result<AgentRow> {
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

/// The work is done.
pub(super) fn finish(connection: &mut AnyConnection, row: ActRow, now: Timestamp) -> Result<bool> {
    agent_acts::update(connection, &ActRow { work: None, finished_at: Some(micros(now)), ..row })?;
    Ok(false)
}
