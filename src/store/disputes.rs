//! "Not me": what agents say of cards that were tagged to them, and what a manager decided.

use super::connection::{AnyConnection, each_backend};
use super::schema::disputes;
use crate::domain::Settled;
use crate::domain::ids::{ActId, AgentId, CardId, DisputeId, MemberId, OrganisationId};
use crate::error::Result;
use diesel::prelude::*;

/// One agent's word about one card. Moments are UTC microseconds.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = disputes, treat_none_as_default_value = false)] // as in cards.rs
pub struct DisputeRow {
    /// Tenant.
    pub organisation_id: OrganisationId,
    /// Key; sorts by time.
    pub id: DisputeId,
    /// Which card.
    pub card_id: CardId,
    /// Whose word.
    pub agent_id: AgentId,
    /// When.
    pub at: i64,
    /// Why they think so.
    pub reason: String,
    /// What was decided.
    pub decision: Option<Settled>,
    /// When.
    pub decided_at: Option<i64>,
    /// By whom.
    pub decided_by: Option<MemberId>,
    /// With which corrections.
    pub decided_act: Option<ActId>,
    /// With which words to the agent.
    pub note: Option<String>,
}

/// What a manager decided.
#[derive(Clone, Debug)]
pub struct Decision {
    /// What.
    pub settled: Settled,
    /// When, UTC microseconds.
    pub at: i64,
    /// By whom.
    pub by: MemberId,
    /// With which corrections.
    pub act: ActId,
    /// With which words to the agent.
    pub note: Option<String>,
}

/// Keeps an agent's word.
///
/// # Errors
/// Those of the database.
pub fn insert(connection: &mut AnyConnection, row: &DisputeRow) -> Result<()> {
    each_backend!(connection, |inner| diesel::insert_into(disputes::table).values(row).execute(inner)?);
    Ok(())
}

/// What was said of these cards, oldest first.
///
/// # Errors
/// Those of the database.
pub fn of_cards(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    cards: &[CardId],
) -> Result<Vec<DisputeRow>> {
    each_backend!(connection, |inner| {
        Ok(disputes::table
            .filter(disputes::organisation_id.eq(organisation).and(disputes::card_id.eq_any(cards)))
            .order(disputes::id.asc())
            .select(DisputeRow::as_select())
            .load(inner)?)
    })
}

/// What an agent said last, newest first.
///
/// # Errors
/// Those of the database.
pub fn of_agent(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    agent: AgentId,
    limit: i64,
) -> Result<Vec<DisputeRow>> {
    Ok(disputes::table
        .filter(disputes::organisation_id.eq(organisation).and(disputes::agent_id.eq(agent)))
        .order(disputes::at.desc())
        .limit(limit)
        .select(DisputeRow::as_select())
        .load(connection)?)
}

/// Writes what was decided.
///
/// # Errors
/// Those of the database.
pub fn settle(connection: &mut AnyConnection, key: (OrganisationId, DisputeId), decision: &Decision) -> Result<()> {
    diesel::update(disputes::table.find(key))
        .set((
            disputes::decision.eq(decision.settled),
            disputes::decided_at.eq(decision.at),
            disputes::decided_by.eq(decision.by),
            disputes::decided_act.eq(decision.act),
            disputes::note.eq(decision.note.as_deref()),
        ))
        .execute(connection)?;
    Ok(())
}

/// Opens again what was settled with `act`.
///
/// # Errors
/// Those of the database.
pub fn reopen(connection: &mut AnyConnection, organisation: OrganisationId, act: ActId) -> Result<usize> {
    let settled = disputes::table.filter(disputes::organisation_id.eq(organisation).and(disputes::decided_act.eq(act)));
    Ok(diesel::update(settled)
        .set((
            disputes::decision.eq(None::<Settled>),
            disputes::decided_at.eq(None::<i64>),
            disputes::decided_by.eq(None::<MemberId>),
            disputes::decided_act.eq(None::<ActId>),
            disputes::note.eq(None::<String>),
        ))
        .execute(connection)?)
}
