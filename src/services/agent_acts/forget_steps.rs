//! What is left of somebody whose name goes, step by step: on cards, in digests, in letters of ours. How the words are
//! written again is left to `texts`.

use super::act::{BATCH, Phase, Work, finish, written};
use super::texts;
use crate::domain::AgentAct;
use crate::domain::ids::{AgentId, CardId, DigestId, LetterId, OrganisationId};
use crate::domain::stand_in::StandIn;
use crate::error::Result;
use crate::store::agent_acts::{self, ActRow};
use crate::store::roster::{self, AgentRow};
use crate::store::{AnyConnection, agent_ties as ties};
use jiff::Timestamp;

/// An entry and all that were merged into it, or into one of those: they are the same person.
pub(super) fn same_person(everybody: &[AgentRow], agent: AgentId) -> Vec<&AgentRow> {
    let mut same: Vec<&AgentRow> = everybody.iter().filter(|row| row.id == agent).collect();
    let mut looked_at = 0;
    while let Some(into) = same.get(looked_at).map(|row| row.id) {
        same.extend(everybody.iter().filter(|row| row.merged_into == Some(into)));
        looked_at += 1;
    }
    same
}

/// One batch of cards, of digests, or of letters of ours; says whether there is more.
pub(super) fn step(connection: &mut AnyConnection, row: ActRow, mut work: Work, now: Timestamp) -> Result<bool> {
    let mut row = row;
    let house = row.organisation_id;
    match work.phase {
        Phase::Cards => {
            let (batch, tied) = next_cards(connection, &row, &mut work)?;
            if batch.is_empty() {
                work.phase = Phase::Digests;
            } else if row.kind == AgentAct::Erased {
                texts::erase(connection, &row, &work, &batch)?;
            } else {
                texts::replace(connection, &row, &work, &batch)?;
            }
            if tied {
                row.cursor = batch.last().copied();
                row.done += i64::try_from(batch.len()).unwrap_or(0);
                row.total = row.total.max(row.done);
            }
        }
        Phase::Digests => {
            let names = StandIn::new(work.only.iter().map(String::as_str), &work.stand_in);
            let after = work.after.map(DigestId::from_uuid);
            work.after = texts::digests(connection, house, &names, after)?.map(DigestId::uuid);
            if work.after.is_none() {
                work.phase = Phase::Sent;
            }
        }
        Phase::Sent => {
            let names = StandIn::new(work.only.iter().map(String::as_str), &work.stand_in);
            let after = work.after.map(LetterId::from_uuid);
            work.after = texts::sent(connection, house, (&names, &work.addresses), after)?.map(LetterId::uuid);
            if work.after.is_none() {
                return done(connection, row, now);
            }
        }
    }
    row.work = Some(written(&work)?);
    agent_acts::update(connection, &row)?;
    Ok(true)
}

/// The next cards, and whether they are counted: those that are tied to them are, the others only tell of them.
fn next_cards(connection: &mut AnyConnection, row: &ActRow, work: &mut Work) -> Result<(Vec<CardId>, bool)> {
    if !work.extra.is_empty() {
        let most = usize::try_from(BATCH).unwrap_or(usize::MAX).min(work.extra.len());
        return Ok((work.extra.drain(..most).collect(), false));
    }
    let batch = agent_acts::cards_of(connection, row.organisation_id, row.agent_id, row.cursor, BATCH)?;
    Ok((batch, true))
}

/// Somebody erased is gone when nothing names them any more.
fn done(connection: &mut AnyConnection, mut row: ActRow, now: Timestamp) -> Result<bool> {
    let house = row.organisation_id;
    if row.kind == AgentAct::Erased {
        if !agent_acts::cards_of(connection, house, row.agent_id, None, 1)?.is_empty() {
            // Tagged by another instance with its last second's roster.
            row.cursor = None;
            let work = Work { phase: Phase::Cards, after: None, ..Work::read(&row)?.unwrap_or_default() };
            agent_acts::update(connection, &ActRow { work: Some(written(&work)?), ..row })?;
            return Ok(true);
        }
        remove(connection, house, row.agent_id)?;
    }
    finish(connection, row, now)
}

fn remove(connection: &mut AnyConnection, house: OrganisationId, agent: AgentId) -> Result<()> {
    let everybody = roster::agents_of(connection, house)?;
    for row in same_person(&everybody, agent) {
        ties::delete_agent(connection, house, row.id)?;
    }
    Ok(())
}
