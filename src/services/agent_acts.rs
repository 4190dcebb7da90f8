//! What an admin does to somebody on the roster, each act with its line in a trail of who and when: archive and bring
//! back, merge two entries of one person and take that back, put a stand-in in the place of a name, erase. The roster
//! follows at once, in one transaction; what hangs on cards follows batch by batch, for there may be 100,000 of them.

mod act;
mod forget;
mod forget_steps;
mod merge;
mod merge_steps;
mod steps;
mod texts;

pub use act::Actor;
pub use forget::{erase, next_stand_in, replace_by_stand_in};
pub use merge::{UNDO, merge, undo_merge};
pub use steps::step;

use super::{look_again, members};
use crate::domain::AgentAct;
use crate::domain::ids::{AgentId, MemberId, OrganisationId};
use crate::error::{Error, Result};
use crate::store::agent_acts::{self, ActRow};
use crate::store::columns::micros;
use crate::store::roster::AgentRow;
use crate::store::{AnyConnection, organisations, roster};
use act::{begun, somebody};
use jiff::Timestamp;

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
