//! Who is meant: the ties between cards and agents, and the open questions where the engine was unsure.

use super::connection::{AnyConnection, each_backend};
use super::schema::{candidates, mentions};
use crate::domain::Polarity;
use crate::domain::ids::{AgentId, CardId, MemberId, OrganisationId};
use crate::error::Result;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

/// A card-agent tie as it is stored, and as a correction remembers it.
#[derive(Clone, Debug, PartialEq, Queryable, Selectable, Insertable, Serialize, Deserialize)]
#[diesel(table_name = mentions, treat_none_as_default_value = false)] // as in cards.rs
pub struct MentionRow {
    /// Tenant.
    pub organisation_id: OrganisationId,
    /// Who is meant.
    pub agent_id: AgentId,
    /// On which card.
    pub card_id: CardId,
    /// JSON list of `[start, end]` byte offsets into the card's text; empty when only a field named them.
    pub spans: String,
    /// The words that name them.
    pub surface: String,
    /// The rule that matched.
    pub rule: String,
    /// From 0 to 1.
    pub confidence: f64,
    /// What the card says of them.
    pub polarity: Polarity,
    /// One sentence that says why.
    pub why: String,
    /// The member who decided; none when the engine did.
    pub tagged_by: Option<MemberId>,
    /// UTC microseconds.
    pub created_at: i64,
    /// When a manager let the agent read a complaint, UTC microseconds.
    pub released_at: Option<i64>,
    /// Who did.
    pub released_by: Option<MemberId>,
    /// With which words.
    pub release_note: Option<String>,
}

/// What a tie is counted by: a hundredth of its row, whose reasons and words nobody counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = mentions)]
pub struct MarkRow {
    /// On which card.
    pub card_id: CardId,
    /// What the card says of them.
    pub polarity: Polarity,
    /// When a manager let the agent read it, UTC microseconds.
    pub released_at: Option<i64>,
}

impl MentionRow {
    /// What it is counted by.
    pub fn mark(&self) -> MarkRow {
        MarkRow { card_id: self.card_id, polarity: self.polarity, released_at: self.released_at }
    }

    /// Where the text names them first, in bytes; behind everything when it doesn't.
    fn first_span(&self) -> usize {
        let digits: String = self.spans.chars().skip_while(|letter| !letter.is_ascii_digit()).collect();
        let end = digits.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(digits.len());
        digits.get(..end).and_then(|number| number.parse().ok()).unwrap_or(usize::MAX)
    }
}

/// One possible answer to "Who is this?".
#[derive(Clone, Debug, PartialEq, Queryable, Selectable, Insertable, Serialize, Deserialize)]
#[diesel(table_name = candidates, treat_none_as_default_value = false)] // as in cards.rs
pub struct CandidateRow {
    /// Tenant.
    pub organisation_id: OrganisationId,
    /// On which card.
    pub card_id: CardId,
    /// Which of the card's questions, from 0.
    pub question: i32,
    /// Place among the candidates, best first, from 0.
    pub rank: i32,
    /// Who it may be.
    pub agent_id: AgentId,
    /// The words in question.
    pub surface: String,
    /// Byte offset into the text.
    pub span_start: i32,
    /// Byte offset behind it.
    pub span_end: i32,
    /// From 0 to 1.
    pub confidence: f64,
    /// One sentence that says why.
    pub why: String,
    /// When somebody decided, UTC microseconds.
    pub decided_at: Option<i64>,
    /// Who decided.
    pub decided_by: Option<MemberId>,
    /// Whether this is the answer.
    pub chosen: bool,
}

/// Stores the ties of one new card.
///
/// # Errors
/// `Conflict` when the agent is tied to the card already.
pub fn insert(connection: &mut AnyConnection, rows: &[MentionRow]) -> Result<()> {
    for row in rows {
        each_backend!(connection, |inner| diesel::insert_into(mentions::table).values(row).execute(inner)?);
    }
    Ok(())
}

/// Stores the open questions of one new card.
///
/// # Errors
/// Those of the database.
pub fn insert_candidates(connection: &mut AnyConnection, rows: &[CandidateRow]) -> Result<()> {
    for row in rows {
        each_backend!(connection, |inner| diesel::insert_into(candidates::table).values(row).execute(inner)?);
    }
    Ok(())
}

/// The ties of these cards, each card's in the order in which its text names people.
///
/// # Errors
/// Those of the database.
pub fn of_cards(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    cards: &[CardId],
) -> Result<Vec<MentionRow>> {
    let mut rows: Vec<MentionRow> = each_backend!(connection, |inner| {
        mentions::table
            .filter(mentions::organisation_id.eq(organisation).and(mentions::card_id.eq_any(cards)))
            .select(MentionRow::as_select())
            .load(inner)?
    });
    rows.sort_by_key(|row| (row.card_id, row.created_at, row.first_span(), row.agent_id));
    Ok(rows)
}

/// The candidates of these cards, in order of question and rank.
///
/// # Errors
/// Those of the database.
pub fn candidates_of(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    cards: &[CardId],
) -> Result<Vec<CandidateRow>> {
    each_backend!(connection, |inner| {
        Ok(candidates::table
            .filter(candidates::organisation_id.eq(organisation).and(candidates::card_id.eq_any(cards)))
            .order((candidates::card_id.asc(), candidates::question.asc(), candidates::rank.asc()))
            .select(CandidateRow::as_select())
            .load(inner)?)
    })
}

/// The newest ties of one agent, newest card first.
///
/// # Errors
/// Those of the database.
pub fn marks_of_agent(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    agent: AgentId,
    limit: i64,
) -> Result<Vec<MarkRow>> {
    Ok(mentions::table
        .filter(mentions::organisation_id.eq(organisation).and(mentions::agent_id.eq(agent)))
        .order(mentions::card_id.desc())
        .limit(limit)
        .select(MarkRow::as_select())
        .load(connection)?)
}

/// Removes the tie between a card and an agent; says whether there was one.
///
/// # Errors
/// Those of the database.
pub fn remove(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    agent: AgentId,
    card: CardId,
) -> Result<bool> {
    Ok(diesel::delete(mentions::table.find((organisation, agent, card))).execute(connection)? > 0)
}

/// Takes away every tie and question of a card, before a later reading stores its own.
///
/// # Errors
/// Those of the database.
pub fn clear(connection: &mut AnyConnection, organisation: OrganisationId, card: CardId) -> Result<()> {
    let of_card = mentions::organisation_id.eq(organisation).and(mentions::card_id.eq(card));
    diesel::delete(mentions::table.filter(of_card)).execute(connection)?;
    let of_card = candidates::organisation_id.eq(organisation).and(candidates::card_id.eq(card));
    diesel::delete(candidates::table.filter(of_card)).execute(connection)?;
    Ok(())
}

/// Writes where in the card's words a tie's names stand, as JSON pairs of bytes.
///
/// # Errors
/// Those of the database.
pub fn set_spans(connection: &mut AnyConnection, tie: (OrganisationId, AgentId, CardId), spans: &str) -> Result<()> {
    diesel::update(mentions::table.find(tie)).set(mentions::spans.eq(spans)).execute(connection)?;
    Ok(())
}

/// Lets the agent read a complaint, or takes that back with `None`.
///
/// # Errors
/// Those of the database.
pub fn set_release(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    agent: AgentId,
    card: CardId,
    release: Option<(i64, MemberId, &str)>,
) -> Result<bool> {
    let (at, by, note) = match release {
        Some((at, by, note)) => (Some(at), Some(by), Some(note)),
        None => (None, None, None),
    };
    Ok(diesel::update(mentions::table.find((organisation, agent, card)))
        .set((mentions::released_at.eq(at), mentions::released_by.eq(by), mentions::release_note.eq(note)))
        .execute(connection)?
        > 0)
}

/// Writes what a card says of an agent, with what follows for a release: who may read it.
///
/// # Errors
/// Those of the database.
pub fn set_polarity(connection: &mut AnyConnection, row: &MentionRow) -> Result<bool> {
    Ok(diesel::update(mentions::table.find((row.organisation_id, row.agent_id, row.card_id)))
        .set((
            mentions::polarity.eq(row.polarity),
            mentions::released_at.eq(row.released_at),
            mentions::released_by.eq(row.released_by),
            mentions::release_note.eq(row.release_note.as_deref()),
        ))
        .execute(connection)?
        > 0)
}

/// Removes the open questions of a card.
///
/// # Errors
/// Those of the database.
pub fn remove_open_questions(connection: &mut AnyConnection, organisation: OrganisationId, card: CardId) -> Result<()> {
    let open = candidates::organisation_id
        .eq(organisation)
        .and(candidates::card_id.eq(card))
        .and(candidates::decided_at.is_null());
    diesel::delete(candidates::table.filter(open)).execute(connection)?;
    Ok(())
}

/// Closes one question of a card, or opens it again with `None`. `chosen` is the answer, if it is one of ours.
///
/// # Errors
/// Those of the database.
pub fn decide(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    card: CardId,
    question: i32,
    decided: Option<(i64, MemberId)>,
    chosen: Option<AgentId>,
) -> Result<()> {
    let (at, by) = decided.map_or((None, None), |(at, by)| (Some(at), Some(by)));
    let of_question = candidates::table.filter(
        candidates::organisation_id
            .eq(organisation)
            .and(candidates::card_id.eq(card))
            .and(candidates::question.eq(question)),
    );
    diesel::update(of_question)
        .set((candidates::decided_at.eq(at), candidates::decided_by.eq(by), candidates::chosen.eq(false)))
        .execute(connection)?;
    if let Some(agent) = chosen {
        diesel::update(of_question.filter(candidates::agent_id.eq(agent)))
            .set(candidates::chosen.eq(true))
            .execute(connection)?;
    }
    Ok(())
}
