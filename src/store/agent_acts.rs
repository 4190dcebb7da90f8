//! What was done to people on the roster: merged, replaced by a stand-in, erased. Each act's row says who did it and
//! when, and how far its work on their cards has come; a merging also keeps what taking it back restores.

use super::connection::{AnyConnection, each_backend};
use super::schema::{agent_act_cards, agent_acts, candidates, mentions};
use crate::domain::AgentAct;
use crate::domain::ids::{ActId, AgentId, CardId, MemberId, OrganisationId};
use crate::error::Result;
use diesel::prelude::*;

/// One act. Moments are UTC microseconds.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = agent_acts, treat_none_as_default_value = false)] // as in cards.rs
pub struct ActRow {
    /// Tenant.
    pub organisation_id: OrganisationId,
    /// Key; sorts by time.
    pub id: ActId,
    /// What.
    pub kind: AgentAct,
    /// To whom.
    pub agent_id: AgentId,
    /// Into whom they were merged.
    pub into_id: Option<AgentId>,
    /// By whom; none from the command line.
    pub member_id: Option<MemberId>,
    /// When.
    pub at: i64,
    /// The version of the roster that has it.
    pub version: i64,
    /// Under which name the act is listed.
    pub shown: String,
    /// What the work on the cards needs, as JSON; none when it is done.
    pub work: Option<String>,
    /// What a merging changed beside the cards, as JSON; none when it can't be taken back any more.
    pub was: Option<String>,
    /// Cards to be worked on, as counted at the beginning.
    pub total: i64,
    /// Cards that were worked on.
    pub done: i64,
    /// The last of them.
    pub cursor: Option<CardId>,
    /// When all was done.
    pub finished_at: Option<i64>,
    /// When it was taken back.
    pub undone_at: Option<i64>,
    /// By whom.
    pub undone_by: Option<MemberId>,
}

/// Stores a new act.
///
/// # Errors
/// Those of the database.
pub fn insert(connection: &mut AnyConnection, row: &ActRow) -> Result<()> {
    each_backend!(connection, |inner| diesel::insert_into(agent_acts::table).values(row).execute(inner)?);
    Ok(())
}

/// One act.
///
/// # Errors
/// `NotFound`.
pub fn by_id(connection: &mut AnyConnection, organisation: OrganisationId, id: ActId) -> Result<ActRow> {
    Ok(agent_acts::table.find((organisation, id)).select(ActRow::as_select()).first(connection)?)
}

/// Writes how far an act has come, and what it still needs.
///
/// # Errors
/// Those of the database.
pub fn update(connection: &mut AnyConnection, row: &ActRow) -> Result<()> {
    diesel::update(agent_acts::table.find((row.organisation_id, row.id)))
        .set((
            agent_acts::version.eq(row.version),
            agent_acts::shown.eq(&row.shown),
            agent_acts::work.eq(row.work.as_deref()),
            agent_acts::was.eq(row.was.as_deref()),
            agent_acts::total.eq(row.total),
            agent_acts::done.eq(row.done),
            agent_acts::cursor.eq(row.cursor),
            agent_acts::finished_at.eq(row.finished_at),
            agent_acts::undone_at.eq(row.undone_at),
            agent_acts::undone_by.eq(row.undone_by),
        ))
        .execute(connection)?;
    Ok(())
}

/// The newest acts, newest first.
///
/// # Errors
/// Those of the database.
pub fn newest(connection: &mut AnyConnection, organisation: OrganisationId, limit: i64) -> Result<Vec<ActRow>> {
    Ok(agent_acts::table
        .filter(agent_acts::organisation_id.eq(organisation))
        .order(agent_acts::id.desc())
        .limit(limit)
        .select(ActRow::as_select())
        .load(connection)?)
}

/// How many acts of a kind there were.
///
/// # Errors
/// Those of the database.
pub fn count_of(connection: &mut AnyConnection, organisation: OrganisationId, kind: AgentAct) -> Result<i64> {
    let these = agent_acts::organisation_id.eq(organisation).and(agent_acts::kind.eq(kind));
    Ok(agent_acts::table.filter(these).count().get_result(connection)?)
}

/// Every act on one of these, or that merged somebody into one of them; newest first. Acts are few.
///
/// # Errors
/// Those of the database.
pub fn about(connection: &mut AnyConnection, organisation: OrganisationId, agents: &[AgentId]) -> Result<Vec<ActRow>> {
    each_backend!(connection, |inner| {
        Ok(agent_acts::table
            .filter(agent_acts::organisation_id.eq(organisation))
            .filter(agent_acts::agent_id.eq_any(agents).or(agent_acts::into_id.eq_any(agents)))
            .order(agent_acts::id.desc())
            .select(ActRow::as_select())
            .load(inner)?)
    })
}

/// Those whom acts of a later version of the roster than this took off it.
///
/// # Errors
/// Those of the database.
pub fn gone_since(connection: &mut AnyConnection, organisation: OrganisationId, version: i64) -> Result<Vec<AgentId>> {
    Ok(agent_acts::table
        .filter(agent_acts::organisation_id.eq(organisation).and(agent_acts::version.gt(version)))
        .select(agent_acts::agent_id)
        .load(connection)?)
}

/// How many cards an agent is tied to.
///
/// # Errors
/// Those of the database.
pub fn count_ties(connection: &mut AnyConnection, organisation: OrganisationId, agent: AgentId) -> Result<i64> {
    let theirs = mentions::organisation_id.eq(organisation).and(mentions::agent_id.eq(agent));
    Ok(mentions::table.filter(theirs).count().get_result(connection)?)
}

/// Up to `limit` cards after `after` that are tied to an agent, or ask whether it is them, in order.
///
/// # Errors
/// Those of the database.
pub fn cards_of(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    agent: AgentId,
    after: Option<CardId>,
    limit: i64,
) -> Result<Vec<CardId>> {
    let after = after.unwrap_or_else(|| CardId::from_uuid(uuid::Uuid::nil()));
    let mut cards: Vec<CardId> = mentions::table
        .filter(mentions::organisation_id.eq(organisation).and(mentions::agent_id.eq(agent)))
        .filter(mentions::card_id.gt(after))
        .order(mentions::card_id.asc())
        .limit(limit)
        .select(mentions::card_id)
        .load(connection)?;
    let asked: Vec<CardId> = candidates::table
        .filter(candidates::organisation_id.eq(organisation).and(candidates::agent_id.eq(agent)))
        .filter(candidates::card_id.gt(after))
        .order(candidates::card_id.asc())
        .limit(limit)
        .select(candidates::card_id)
        .load(connection)?;
    cards.extend(asked);
    cards.sort_unstable();
    cards.dedup();
    cards.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(cards)
}

/// Keeps what a merging changed on a card.
///
/// # Errors
/// Those of the database.
pub fn keep_card(connection: &mut AnyConnection, act: (OrganisationId, ActId), card: CardId, was: &str) -> Result<()> {
    each_backend!(connection, |inner| {
        diesel::insert_into(agent_act_cards::table)
            .values((
                agent_act_cards::organisation_id.eq(act.0),
                agent_act_cards::act_id.eq(act.1),
                agent_act_cards::card_id.eq(card),
                agent_act_cards::was.eq(was),
            ))
            .on_conflict_do_nothing()
            .execute(inner)?
    });
    Ok(())
}

/// Up to `limit` cards that a merging changed, with what it changed there.
///
/// # Errors
/// Those of the database.
pub fn kept_cards(
    connection: &mut AnyConnection,
    act: (OrganisationId, ActId),
    limit: i64,
) -> Result<Vec<(CardId, String)>> {
    Ok(agent_act_cards::table
        .filter(agent_act_cards::organisation_id.eq(act.0).and(agent_act_cards::act_id.eq(act.1)))
        .order(agent_act_cards::card_id.asc())
        .limit(limit)
        .select((agent_act_cards::card_id, agent_act_cards::was))
        .load(connection)?)
}

/// Whether there is more of an act on cards to be taken back.
///
/// # Errors
/// Those of the database.
pub fn count_kept(connection: &mut AnyConnection, act: (OrganisationId, ActId)) -> Result<i64> {
    let of_act = agent_act_cards::organisation_id.eq(act.0).and(agent_act_cards::act_id.eq(act.1));
    Ok(agent_act_cards::table.filter(of_act).count().get_result(connection)?)
}

/// Forgets what was changed on these cards.
///
/// # Errors
/// Those of the database.
pub fn drop_cards(connection: &mut AnyConnection, act: (OrganisationId, ActId), cards: &[CardId]) -> Result<()> {
    each_backend!(connection, |inner| {
        let these = agent_act_cards::organisation_id
            .eq(act.0)
            .and(agent_act_cards::act_id.eq(act.1))
            .and(agent_act_cards::card_id.eq_any(cards));
        diesel::delete(agent_act_cards::table.filter(these)).execute(inner)?
    });
    Ok(())
}

/// Forgets all that would take an act back.
///
/// # Errors
/// Those of the database.
pub fn make_final(connection: &mut AnyConnection, act: (OrganisationId, ActId)) -> Result<()> {
    let of_act = agent_act_cards::organisation_id.eq(act.0).and(agent_act_cards::act_id.eq(act.1));
    diesel::delete(agent_act_cards::table.filter(of_act)).execute(connection)?;
    diesel::update(agent_acts::table.find(act)).set(agent_acts::was.eq(None::<String>)).execute(connection)?;
    Ok(())
}

/// Merges of before a moment that could still be taken back, and are done.
///
/// # Errors
/// Those of the database.
pub fn to_make_final(connection: &mut AnyConnection, organisation: OrganisationId, before: i64) -> Result<Vec<ActId>> {
    Ok(agent_acts::table
        .filter(agent_acts::organisation_id.eq(organisation).and(agent_acts::at.lt(before)))
        .filter(agent_acts::was.is_not_null().and(agent_acts::finished_at.is_not_null()))
        .select(agent_acts::id)
        .load(connection)?)
}
