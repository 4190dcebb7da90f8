//! Goes on with what an act changes on cards and letters, step by step: the first few at once, the rest by the worker.

use super::act::{Work, finish};
use super::{forget_steps, merge_steps};
use crate::domain::AgentAct;
use crate::domain::ids::{ActId, OrganisationId};
use crate::error::Result;
use crate::services::jobs::{self, Job};
use crate::store::AnyConnection;
use crate::store::agent_acts;
use jiff::Timestamp;

/// Steps that the act itself makes: all there are for most people, and none that anybody waits for.
const AT_ONCE: usize = 4;

/// Begins the work of an act that was stored, and leaves what is too much for now to the worker.
pub(super) fn set_off(connection: &mut AnyConnection, act: (OrganisationId, ActId), now: Timestamp) -> Result<()> {
    for _ in 0..AT_ONCE {
        if !step(connection, act, now)? {
            return Ok(());
        }
    }
    jobs::enqueue(connection, Some(act.0), &Job::Roster { act: act.1 }, now)
}

/// Makes the next step of an act's work; says whether there is more.
///
/// # Errors
/// Those of the database.
pub fn step(connection: &mut AnyConnection, act: (OrganisationId, ActId), now: Timestamp) -> Result<bool> {
    let row = agent_acts::by_id(connection, act.0, act.1)?;
    let Some(work) = Work::read(&row)? else { return Ok(false) };
    match row.kind {
        AgentAct::Merged if row.undone_at.is_some() => merge_steps::step_back(connection, row, now),
        AgentAct::Merged => merge_steps::step(connection, row, now),
        AgentAct::StandIn | AgentAct::Erased => forget_steps::step(connection, row, work, now),
        AgentAct::Archived | AgentAct::Returned => finish(connection, row, now),
    }
}
