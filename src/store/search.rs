//! The index of words that cards are found by (`inbox_search` finds them). Words reach it a moment after the card is stored,
//! by the worker: an index of words costs more than a card, and a rush must not wait for it. What waits is written with the
//! card itself, so nothing is forgotten.

use super::connection::{AnyConnection, each_backend};
use super::dialect::words::{self, NOBODY, Whom};
use super::schema::{card_search, card_search_waiting};
use crate::domain::ids::{AgentId, CardId, OrganisationId, TeamId};
use crate::error::Result;
use diesel::prelude::*;

/// Notes that the words of a card are to be read, or read again.
///
/// # Errors
/// Those of the database.
pub fn mark(connection: &mut AnyConnection, organisation: OrganisationId, card: CardId) -> Result<()> {
    let row = (card_search_waiting::organisation_id.eq(organisation), card_search_waiting::card_id.eq(card));
    each_backend!(connection, |inner| {
        diesel::insert_into(card_search_waiting::table).values(row).on_conflict_do_nothing().execute(inner)?
    });
    Ok(())
}

/// The same for a card that was stored just now: a statement that is prepared once, for every card pays for it.
///
/// # Errors
/// Those of the database.
pub fn mark_new(connection: &mut AnyConnection, organisation: OrganisationId, card: CardId) -> Result<()> {
    let row = (card_search_waiting::organisation_id.eq(organisation), card_search_waiting::card_id.eq(card));
    diesel::insert_into(card_search_waiting::table).values(row).execute(connection)?;
    Ok(())
}

/// Up to `limit` cards whose words wait, in any tenant.
///
/// # Errors
/// Those of the database.
pub fn waiting(connection: &mut AnyConnection, limit: i64) -> Result<Vec<(OrganisationId, CardId)>> {
    Ok(card_search_waiting::table
        .order((card_search_waiting::organisation_id.asc(), card_search_waiting::card_id.asc()))
        .limit(limit)
        .select((card_search_waiting::organisation_id, card_search_waiting::card_id))
        .load(connection)?)
}

/// What the index knows of a card.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Its words, parted by spaces.
    pub words: String,
    /// Whom it names, and whom it asks about.
    pub agents: Vec<AgentId>,
    /// To which team it was sent.
    pub team: Option<TeamId>,
    /// Whether it names nobody and was sent to no team, so that any manager may see it.
    pub nobodys: bool,
}

/// Puts a card into the index, in the place of what is there; its wait is over.
///
/// # Errors
/// Those of the database.
pub fn put(connection: &mut AnyConnection, organisation: OrganisationId, card: CardId, known: &Known) -> Result<()> {
    let key = (card_search::organisation_id.eq(organisation), card_search::card_id.eq(card));
    each_backend!(connection, |inner| {
        diesel::insert_into(card_search::table).values(key).on_conflict_do_nothing().execute(inner)?
    });
    let seq: i32 = card_search::table
        .filter(card_search::organisation_id.eq(organisation).and(card_search::card_id.eq(card)))
        .select(card_search::seq)
        .first(connection)?;
    let (people, team) = (known.agents.iter().map(AgentId::as_bytes), known.team.iter().map(TeamId::as_bytes));
    let nobody = known.nobodys.then_some(&NOBODY[..]);
    let whom: Vec<Whom> = people.chain(team).chain(nobody).map(<[u8]>::to_vec).collect();
    words::put(connection, seq, &known.words, &whom)?;
    heard(connection, organisation, card)
}

/// A card's wait is over: its words are in the index, or it is gone.
///
/// # Errors
/// Those of the database.
pub fn heard(connection: &mut AnyConnection, organisation: OrganisationId, card: CardId) -> Result<()> {
    diesel::delete(card_search_waiting::table.find((organisation, card))).execute(connection)?;
    Ok(())
}

/// Takes the words of these cards, which go themselves, out of the index.
///
/// # Errors
/// Those of the database.
pub fn delete_of(connection: &mut AnyConnection, organisation: OrganisationId, ids: &[CardId]) -> Result<()> {
    let seqs: Vec<i32> = each_backend!(connection, |inner| {
        let of_cards = card_search::organisation_id.eq(organisation).and(card_search::card_id.eq_any(ids));
        card_search::table.filter(of_cards).select(card_search::seq).load(inner)?
    });
    for seq in seqs {
        words::delete(connection, seq)?;
        diesel::delete(card_search::table.find(seq)).execute(connection)?;
    }
    for card in ids {
        heard(connection, organisation, *card)?;
    }
    Ok(())
}
