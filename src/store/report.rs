//! What a report counts: every card of a day in short, with whom it names, how often the days were changed, and the words of
//! some cards.

use super::card_care;
use super::connection::{AnyConnection, each_backend};
use super::dialect::{Complaining, Needing, OfTeams};
use super::inbox::{Show, visible};
use super::schema::{agents, candidates, cards, mentions};
use crate::domain::ids::{AgentId, CardId, OrganisationId, TeamId};
use crate::domain::{Kind, Outcome, Polarity, Reach};
use crate::error::Result;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Binary};
use jiff::Timestamp;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// How many ids one question may hold.
const CHUNK: usize = 500;

/// As much of a card as a report needs.
#[derive(Clone, Copy, Debug, Queryable)]
pub struct CardFact {
    /// Which card.
    pub id: CardId,
    /// Praise, complaint or both.
    pub kind: Kind,
    /// When it came, UTC microseconds.
    pub received_at: i64,
    /// When its customer was first answered, UTC microseconds.
    pub answered_at: Option<i64>,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// The team it was sent to.
    pub team: Option<TeamId>,
    /// Whether somebody must say who is meant.
    pub uncertain: bool,
}

/// Every card that came in from one moment until before another (UTC microseconds), in short, oldest first.
///
/// # Errors
/// Those of the database.
pub fn facts(connection: &mut AnyConnection, organisation: OrganisationId, span: &Range<i64>) -> Result<Vec<CardFact>> {
    each_backend!(connection, |inner| {
        Ok(cards::table
            .filter(cards::organisation_id.eq(organisation))
            .filter(cards::received_at.ge(span.start).and(cards::received_at.lt(span.end)))
            .order((cards::received_at.asc(), cards::id.asc()))
            .select((
                cards::id,
                cards::kind,
                cards::received_at,
                cards::answered_at,
                cards::outcome,
                cards::team_id,
                cards::uncertain,
            ))
            .load(inner)?)
    })
}

/// Whom these cards name and what they say of them, in no order.
///
/// # Errors
/// Those of the database.
pub fn ties(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    of: &[CardId],
) -> Result<Vec<(CardId, AgentId, Polarity)>> {
    let mut out = Vec::with_capacity(of.len());
    for chunk in of.chunks(CHUNK) {
        let some: Vec<(CardId, AgentId, Polarity)> = each_backend!(connection, |inner| {
            mentions::table
                .filter(mentions::organisation_id.eq(organisation).and(mentions::card_id.eq_any(chunk)))
                .select((mentions::card_id, mentions::agent_id, mentions::polarity))
                .load(inner)?
        });
        out.extend(some);
    }
    Ok(out)
}

/// Who may be meant on these cards, where nobody has decided, in no order.
///
/// # Errors
/// Those of the database.
pub fn asked(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    of: &[CardId],
) -> Result<Vec<(CardId, AgentId)>> {
    let mut out = Vec::new();
    for chunk in of.chunks(CHUNK) {
        let some: Vec<(CardId, AgentId)> = each_backend!(connection, |inner| {
            candidates::table
                .filter(candidates::organisation_id.eq(organisation).and(candidates::card_id.eq_any(chunk)))
                .filter(candidates::decided_at.is_null())
                .select((candidates::card_id, candidates::agent_id))
                .load(inner)?
        });
        out.extend(some);
    }
    Ok(out)
}

/// Those of these cards that are about a rule or a tool: what they complain of is nobody's.
///
/// # Errors
/// Those of the database.
pub fn apart(connection: &mut AnyConnection, organisation: OrganisationId, of: &[CardId]) -> Result<HashSet<CardId>> {
    let mut out = HashSet::new();
    for chunk in of.chunks(CHUNK) {
        let some = card_care::not_about_people(connection, organisation, chunk)?;
        out.extend(some.into_iter().map(|(card, _)| card));
    }
    Ok(out)
}

/// As much of an agent as a report needs.
pub type Named = (AgentId, String, Option<TeamId>);

/// Everybody on the roster, with name and team.
///
/// # Errors
/// Those of the database.
pub fn people(connection: &mut AnyConnection, organisation: OrganisationId) -> Result<Vec<Named>> {
    Ok(agents::table
        .filter(agents::organisation_id.eq(organisation))
        .select((agents::id, agents::name, agents::team_id))
        .load(connection)?)
}

#[derive(QueryableByName)]
struct Day {
    #[diesel(sql_type = BigInt)]
    day: i64,
    #[diesel(sql_type = BigInt)]
    changes: i64,
}

/// How often the cards of each of these days (UTC, days since 1970) were changed, beginning with their arrival; a day without
/// cards has no entry. The database itself counts (`migrations/*/…card_days`): what was read of a day after this was
/// asked holds as long as this stays the same.
///
/// # Errors
/// Those of the database.
pub fn changes(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    days: &Range<i64>,
) -> Result<HashMap<i64, i64>> {
    let query = diesel::sql_query(
        "SELECT day, CAST(sum(changes) AS BIGINT) AS changes FROM card_days \
         WHERE organisation_id = $1 AND day >= $2 AND day < $3 GROUP BY day",
    )
    .bind::<Binary, _>(organisation)
    .bind::<BigInt, _>(days.start)
    .bind::<BigInt, _>(days.end);
    let rows: Vec<Day> = each_backend!(connection, |inner| query.load(inner)?);
    Ok(rows.into_iter().map(|row| (row.day, row.changes)).collect())
}

/// The words of these cards.
///
/// # Errors
/// Those of the database.
pub fn words(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    of: &[CardId],
) -> Result<Vec<(CardId, String)>> {
    let mut out = Vec::with_capacity(of.len());
    for chunk in of.chunks(CHUNK) {
        let some: Vec<(CardId, String)> = each_backend!(connection, |inner| {
            cards::table
                .filter(cards::organisation_id.eq(organisation).and(cards::id.eq_any(chunk)))
                .select((cards::id, cards::text))
                .load(inner)?
        });
        out.extend(some);
    }
    Ok(out)
}

/// Whether a card came in before a moment.
///
/// # Errors
/// Those of the database.
pub fn any_before(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    reach: Reach<'_>,
    moment: Timestamp,
) -> Result<bool> {
    let first: Option<CardId> = each_backend!(connection, |inner| {
        visible!(organisation, reach, Show::All)
            .filter(cards::received_at.lt(moment.as_microsecond()))
            .order(cards::received_at.asc())
            .select(cards::id)
            .first(inner)
            .optional()?
    });
    Ok(first.is_some())
}
