//! Cards: one piece of feedback each. Lists are keyset-paged on (organisation, id), newest first.

use super::connection::{AnyConnection, each_backend};
use super::dialect;
use super::prepared::Prepared;
use super::schema::{cards, mentions};
use super::search;
use crate::domain::ids::{AgentId, CardId, FormId, InboundId, MemberId, OrganisationId, TeamId};
use crate::domain::{Kind, KindFrom, Outcome, Source, Status};
use crate::error::Result;
use diesel::dsl::{exists, not};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

/// A card as it is stored. Moments are UTC microseconds.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = cards, treat_none_as_default_value = false)] // NULL is written: one statement, prepared once
pub struct CardRow {
    /// Tenant.
    pub organisation_id: OrganisationId,
    /// Key; sorts by arrival.
    pub id: CardId,
    /// "Card 4182": rises within the tenant. Given when it is stored.
    #[diesel(skip_insertion)]
    pub number: i64,
    /// Names one act of sending: a second card with the same key is the same card. Also finds the private page.
    pub once_key: Vec<u8>,
    /// The way it came in.
    pub source: Source,
    /// Praise, complaint or both.
    pub kind: Kind,
    /// Who said so.
    pub kind_from: KindFrom,
    /// How far it has come.
    pub status: Status,
    /// Whether somebody must say who is meant.
    pub uncertain: bool,
    /// The customer's own words, whole.
    pub text: String,
    /// A letter's subject.
    pub subject: Option<String>,
    /// The answer to "Who helped you?".
    pub helper: Option<String>,
    /// The customer's name.
    pub customer_name: Option<String>,
    /// The customer's address.
    pub customer_email: Option<String>,
    /// The customer's telephone number.
    pub customer_phone: Option<String>,
    /// The form it was left on.
    pub form_id: Option<FormId>,
    /// The agent whose own link was used.
    pub preset_agent_id: Option<AgentId>,
    /// The team of the form, for cards that name nobody.
    pub team_id: Option<TeamId>,
    /// The letter it was read from.
    pub inbound_id: Option<InboundId>,
    /// Sentiment, from -1 (complaint) to 1 (praise).
    pub score: f64,
    /// When it came in.
    pub received_at: i64,
    /// When the customer was promised an answer by.
    pub due_at: Option<i64>,
    /// The member who looks after it.
    pub owner_id: Option<MemberId>,
    /// When the customer was first answered.
    pub answered_at: Option<i64>,
    /// When it was closed.
    pub closed_at: Option<i64>,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// A manager's words about the end.
    pub outcome_note: Option<String>,
}

/// Stores a new card under its organisation's next number; `row.number` is ignored. A card that is there already under
/// the same `once_key` stays as it is, and the answer is "no".
///
/// # Errors
/// Those of the database.
pub fn insert(connection: &mut AnyConnection, row: &CardRow) -> Result<bool> {
    insert_naming(connection, row, None)
}

/// The same for a card that will name one agent, as most do: the trigger on mentions, which counts whom a card names
/// (`migrations/*/…named`), then has nothing to do.
///
/// # Errors
/// Those of the database.
pub fn insert_naming(connection: &mut AnyConnection, row: &CardRow, agent: Option<AgentId>) -> Result<bool> {
    let numbered = cards::number.eq(dialect::NextNumber(row.organisation_id));
    // A trigger moves it on where a letter has closed that moment already (see `store::arrivals`).
    let arrived = cards::arrived_at.eq(row.received_at);
    let named = (cards::named.eq(i32::from(agent.is_some())), cards::named_agent_id.eq(agent));
    let statement = diesel::insert_into(cards::table)
        .values((row, numbered, arrived, named))
        .on_conflict((cards::organisation_id, cards::once_key))
        .do_nothing();
    let statement = Prepared::<CardRow, _>::new(statement);
    Ok(each_backend!(connection, |inner| statement.execute(inner)?) > 0)
}

/// One card.
///
/// # Errors
/// `NotFound`.
pub fn by_id(connection: &mut AnyConnection, organisation: OrganisationId, id: CardId) -> Result<CardRow> {
    Ok(cards::table.find((organisation, id)).select(CardRow::as_select()).first(connection)?)
}

/// The cards with these ids, in no order.
///
/// # Errors
/// Those of the database.
pub fn by_ids(connection: &mut AnyConnection, organisation: OrganisationId, ids: &[CardId]) -> Result<Vec<CardRow>> {
    each_backend!(connection, |inner| {
        Ok(cards::table
            .filter(cards::organisation_id.eq(organisation).and(cards::id.eq_any(ids)))
            .select(CardRow::as_select())
            .load(inner)?)
    })
}

/// Those of these cards that were put right.
///
/// # Errors
/// Those of the database.
pub fn put_right_among(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    ids: &[CardId],
) -> Result<Vec<CardId>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    each_backend!(connection, |inner| {
        Ok(cards::table
            .filter(cards::organisation_id.eq(organisation).and(cards::id.eq_any(ids)))
            .filter(cards::outcome.eq(Outcome::PutRight.word()))
            .select(cards::id)
            .load(inner)?)
    })
}

/// One card by the number that people say aloud.
///
/// # Errors
/// Those of the database.
pub fn by_number(connection: &mut AnyConnection, organisation: OrganisationId, number: i64) -> Result<Option<CardRow>> {
    Ok(cards::table
        .filter(cards::organisation_id.eq(organisation).and(cards::number.eq(number)))
        .select(CardRow::as_select())
        .first(connection)
        .optional()?)
}

/// The card that was stored under this key, if any.
///
/// # Errors
/// Those of the database.
pub fn by_once_key(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    key: &[u8],
) -> Result<Option<CardRow>> {
    // Asked for every card, so without the LIMIT of `first`: SQLite plans a query with `LIMIT ?` anew each time.
    each_backend!(connection, |inner| {
        Ok(cards::table
            .filter(cards::organisation_id.eq(organisation).and(cards::once_key.eq(key)))
            .select(CardRow::as_select())
            .get_result(inner)
            .optional()?)
    })
}

/// How far a card has come, written as a whole.
#[derive(Clone, Debug, PartialEq, Eq, AsChangeset, Serialize, Deserialize)]
#[diesel(table_name = cards, treat_none_as_null = true)]
pub struct Progress {
    /// How far it has come.
    pub status: Status,
    /// The member who looks after it.
    pub owner_id: Option<MemberId>,
    /// When the customer was first answered, UTC microseconds.
    pub answered_at: Option<i64>,
    /// When it was closed, UTC microseconds.
    pub closed_at: Option<i64>,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// A manager's words about the end.
    pub outcome_note: Option<String>,
}

impl Progress {
    /// How far `card` has come by now.
    pub fn of(card: &CardRow) -> Self {
        Self {
            status: card.status,
            owner_id: card.owner_id,
            answered_at: card.answered_at,
            closed_at: card.closed_at,
            outcome: card.outcome,
            outcome_note: card.outcome_note.clone(),
        }
    }
}

/// Writes how far a card has come.
///
/// # Errors
/// Those of the database.
pub fn set_progress(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    id: CardId,
    progress: &Progress,
) -> Result<()> {
    diesel::update(cards::table.find((organisation, id))).set(progress).execute(connection)?;
    Ok(())
}

/// Writes which kind a card is, and who says so.
///
/// # Errors
/// Those of the database.
pub fn set_kind(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    id: CardId,
    kind: Kind,
    kind_from: KindFrom,
    due_at: Option<i64>,
) -> Result<()> {
    diesel::update(cards::table.find((organisation, id)))
        .set((cards::kind.eq(kind), cards::kind_from.eq(kind_from), cards::due_at.eq(due_at)))
        .execute(connection)?;
    Ok(())
}

/// What a later reading of its letter makes of a card.
#[derive(Clone, Debug, PartialEq, AsChangeset)]
#[diesel(table_name = cards, treat_none_as_null = true)]
pub struct Reread {
    /// The customer's own words.
    pub text: String,
    /// A letter's subject.
    pub subject: Option<String>,
    /// The customer's name.
    pub customer_name: Option<String>,
    /// The customer's address.
    pub customer_email: Option<String>,
    /// Praise, complaint or both.
    pub kind: Kind,
    /// Whether somebody must say who is meant.
    pub uncertain: bool,
    /// Sentiment.
    pub score: f64,
    /// When an answer is due, UTC microseconds.
    pub due_at: Option<i64>,
}

/// Writes what a later reading made of a card.
///
/// # Errors
/// Those of the database.
pub fn reread(connection: &mut AnyConnection, organisation: OrganisationId, id: CardId, reread: &Reread) -> Result<()> {
    diesel::update(cards::table.find((organisation, id))).set(reread).execute(connection)?;
    search::mark(connection, organisation, id)
}

/// Writes whether somebody must still say who is meant.
///
/// # Errors
/// Those of the database.
pub fn set_uncertain(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    id: CardId,
    uncertain: bool,
) -> Result<()> {
    diesel::update(cards::table.find((organisation, id))).set(cards::uncertain.eq(uncertain)).execute(connection)?;
    Ok(())
}

/// Open cards after `after` that name nobody yet, ask who is meant, or were tagged by what was learnt alone: those that
/// another roster or another lesson may read otherwise. Oldest first.
///
/// # Errors
/// Those of the database.
pub fn to_look_at_again(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    after: CardId,
    limit: i64,
) -> Result<Vec<CardRow>> {
    each_backend!(connection, |inner| {
        let tags = || {
            mentions::table
                .filter(mentions::organisation_id.eq(cards::organisation_id).and(mentions::card_id.eq(cards::id)))
        };
        let learnt = tags().filter(mentions::rule.eq("alias").and(mentions::tagged_by.is_null()));
        Ok(cards::table
            .filter(cards::organisation_id.eq(organisation).and(cards::id.gt(after)))
            .filter(cards::closed_at.is_null())
            .filter(cards::uncertain.or(not(exists(tags()))).or(exists(learnt)))
            .order(cards::id.asc())
            .limit(limit)
            .select(CardRow::as_select())
            .load(inner)?)
    })
}

/// Whether the tenant has a card.
///
/// # Errors
/// Those of the database.
pub fn any(connection: &mut AnyConnection, organisation: OrganisationId) -> Result<bool> {
    let found: Option<CardId> =
        cards::table.filter(cards::organisation_id.eq(organisation)).select(cards::id).first(connection).optional()?;
    Ok(found.is_some())
}

/// How many cards the tenant has: for commands and tests.
///
/// # Errors
/// Those of the database.
pub fn count(connection: &mut AnyConnection, organisation: OrganisationId) -> Result<i64> {
    Ok(cards::table.filter(cards::organisation_id.eq(organisation)).count().get_result(connection)?)
}
