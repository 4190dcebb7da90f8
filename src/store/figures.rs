//! What a digest counts: by kind, put right, first answers, who is named. Every question is bounded by a period or
//! by a partial index, so that its cost goes with the answer and not with the table.

use super::card_care;
use super::cards::CardRow;
use super::connection::{AnyConnection, each_backend};
use super::dialect::{Complaining, HeldLong, MentionsOneByOne, Needing, OfTeams};
use super::inbox::{Show, at_place, visible};
use super::schema::{agents, card_origins, cards, forms, inbound_messages, mentions};
use crate::domain::calendar::Period;
use crate::domain::holding::HeldBefore;
use crate::domain::ids::{AgentId, CardId, MemberId, OrganisationId};
use crate::domain::{Kind, Outcome, Polarity, Reach, Shows, Sight};
use crate::error::Result;
use diesel::dsl::{self, count_star, exists, not};
use diesel::prelude::*;

/// How many ids one question may hold: SQLite takes 32,766 values, PostgreSQL's planner likes fewer.
const CHUNK: usize = 500;

/// Cards of a period by kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Praise alone.
    pub praise: u64,
    /// Complaints, alone or mixed with praise.
    pub complaints: u64,
}

/// As much of a card as counting needs.
#[derive(Clone, Copy, Debug, Queryable)]
pub struct CardMark {
    /// Which card.
    pub id: CardId,
    /// Praise, complaint or both.
    pub kind: Kind,
    /// Whether somebody must say who is meant.
    pub uncertain: bool,
    /// When it came in.
    pub received_at: i64,
    /// From when it counts.
    pub arrived_at: i64,
    /// How warm its words are.
    pub score: f64,
}

/// As much of a mention as counting needs.
#[derive(Clone, Copy, Debug, Queryable)]
pub struct MentionMark {
    /// Which card.
    pub card: CardId,
    /// Who is meant.
    pub agent: AgentId,
    /// What the card says of them.
    pub polarity: Polarity,
}

/// The cards that a sight lets through, of what `show` asks for.
macro_rules! seen {
    ($organisation:expr, $sight:expr, $show:expr) => {{
        let mut query = visible!($organisation, $sight.reach, $show);
        match $sight.shows {
            Shows::All => {}
            Shows::Praise => query = query.filter(cards::kind.eq(Kind::Praise)),
            Shows::Complaints => query = query.filter(cards::kind.ne(Kind::Praise)),
        }
        if let Some(place) = $sight.place {
            query = query.filter(at_place!(place));
        }
        query
    }};
}

/// Narrows it to those that arrived in a period: by the moment they count from (`store::arrivals`), so that each card is
/// in one period, also when it was stored late.
macro_rules! arrived {
    ($organisation:expr, $sight:expr, $period:expr) => {
        seen!($organisation, $sight, Show::All).filter(
            cards::arrived_at
                .ge($period.start.as_microsecond())
                .and(cards::arrived_at.lt($period.end.as_microsecond())),
        )
    };
}

/// Counts the cards of a period by kind.
///
/// # Errors
/// Those of the database.
pub fn tally(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    sight: Sight<'_>,
    period: Period,
) -> Result<Tally> {
    let (all, praise): (i64, i64) = each_backend!(connection, |inner| {
        arrived!(organisation, sight, period)
            .select((count_star(), dsl::count(cards::kind).aggregate_filter(cards::kind.eq(Kind::Praise))))
            .first(inner)?
    });
    Ok(Tally { praise: count(praise), complaints: count(all - praise) })
}

/// Every card of a period, in short.
///
/// # Errors
/// Those of the database.
pub fn marks(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    sight: Sight<'_>,
    period: Period,
) -> Result<Vec<CardMark>> {
    each_backend!(connection, |inner| {
        Ok(arrived!(organisation, sight, period)
            .select((cards::id, cards::kind, cards::uncertain, cards::received_at, cards::arrived_at, cards::score))
            .load(inner)?)
    })
}

/// Who is named on these cards, in short.
///
/// # Errors
/// Those of the database.
pub fn mention_marks(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    on: &[CardId],
) -> Result<Vec<MentionMark>> {
    let mut out = Vec::new();
    for chunk in on.chunks(CHUNK) {
        let some: Vec<MentionMark> = each_backend!(connection, |inner| {
            mentions::table
                .filter(mentions::organisation_id.eq(organisation).and(mentions::card_id.eq_any(chunk)))
                .select((mentions::card_id, mentions::agent_id, mentions::polarity))
                .load(inner)?
        });
        // What a rule or a tool has done is nobody's.
        let apart = card_care::not_about_people(connection, organisation, chunk)?;
        let counts =
            |mark: &MentionMark| mark.polarity == Polarity::Praise || apart.iter().all(|(card, _)| *card != mark.card);
        out.extend(some.into_iter().filter(counts));
    }
    Ok(out)
}

/// How many cards were closed as put right during a period.
///
/// # Errors
/// Those of the database.
pub fn put_right(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    sight: Sight<'_>,
    period: Period,
) -> Result<u64> {
    let closed: i64 = each_backend!(connection, |inner| {
        seen!(organisation, sight, Show::All)
            .filter(
                cards::closed_at
                    .ge(period.start.as_microsecond())
                    .and(cards::closed_at.lt(period.end.as_microsecond()))
                    .and(cards::outcome.eq(Outcome::PutRight)),
            )
            .count()
            .get_result(inner)?
    });
    Ok(count(closed))
}

/// How long customers waited for the first answers given during a period, in microseconds, in no order.
///
/// # Errors
/// Those of the database.
pub fn first_answers(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    sight: Sight<'_>,
    period: Period,
) -> Result<Vec<i64>> {
    let waits: Vec<(i64, Option<i64>)> = each_backend!(connection, |inner| {
        seen!(organisation, sight, Show::All)
            .filter(
                cards::answered_at
                    .ge(period.start.as_microsecond())
                    .and(cards::answered_at.lt(period.end.as_microsecond())),
            )
            .select((cards::received_at, cards::answered_at))
            .load(inner)?
    });
    Ok(waits.into_iter().filter_map(|(from, to)| Some(to?.saturating_sub(from).max(0))).collect())
}

/// As much of a card that needs somebody as a digest needs.
#[derive(Clone, Copy, Debug, Queryable)]
pub struct NeedMark {
    /// Which card.
    pub id: CardId,
    kind: Kind,
    /// Whether somebody must say who is meant.
    pub uncertain: bool,
    /// When an answer is due.
    pub due_at: Option<i64>,
    closed_at: Option<i64>,
    /// Who looks after it.
    pub owner: Option<MemberId>,
}

impl NeedMark {
    /// Whether it is a complaint that nobody has closed.
    pub fn is_open(&self) -> bool {
        self.kind != Kind::Praise && self.closed_at.is_none() && self.due_at.is_some()
    }
}

/// Every card that needs somebody, in short, in no order.
///
/// # Errors
/// Those of the database.
pub fn needing(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    sight: Sight<'_>,
) -> Result<Vec<NeedMark>> {
    each_backend!(connection, |inner| {
        Ok(seen!(organisation, sight, Show::NeedsYou)
            .select((cards::id, cards::kind, cards::uncertain, cards::due_at, cards::closed_at, cards::owner_id))
            .load(inner)?)
    })
}

/// How many complaints have been held for longer than they may.
///
/// # Errors
/// Those of the database.
pub fn held_long(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    sight: Sight<'_>,
    held: HeldBefore,
) -> Result<u64> {
    let found: i64 = each_backend!(connection, |inner| {
        seen!(organisation, sight, Show::NeedsYou).filter(HeldLong(held)).count().get_result(inner)?
    });
    Ok(count(found))
}

/// Which cards of a period a list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// All that arrived.
    All,
    /// Praise that arrived.
    Praise,
    /// Complaints that arrived, and cards that hold both.
    Complaints,
    /// Those that arrived and name who is meant, or nobody.
    Read,
    /// Those that arrived and ask who is meant.
    Waiting,
    /// Those closed as put right, whenever they arrived.
    Right,
    /// Those first answered, whenever they arrived.
    Answered,
    /// Those that arrived and name this agent.
    Of(AgentId),
}

/// The cards that a figure counts, newest first, after `before`.
///
/// # Errors
/// Those of the database.
pub fn told(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    sight: Sight<'_>,
    period: Period,
    what: Told,
    before: Option<CardId>,
    limit: i64,
) -> Result<Vec<CardRow>> {
    let (start, end) = (period.start.as_microsecond(), period.end.as_microsecond());
    let edge = match before {
        None => None,
        Some(card) => {
            let (arrived, closed, answered): (i64, Option<i64>, Option<i64>) = cards::table
                .find((organisation, card))
                .select((cards::arrived_at, cards::closed_at, cards::answered_at))
                .first(connection)?;
            let at = match what {
                Told::Right => closed,
                Told::Answered => answered,
                Told::All | Told::Praise | Told::Complaints | Told::Read | Told::Waiting | Told::Of(_) => Some(arrived),
            };
            Some((at.unwrap_or(start), card))
        }
    };
    // In the order of the index that finds them: by id a database may choose to walk the whole table instead.
    macro_rules! between {
        ($query:expr, $column:expr) => {{
            let query = $query.filter($column.ge(start).and($column.lt(end)));
            let query = query.order(($column.desc(), cards::id.desc()));
            match edge {
                None => query,
                Some((at, card)) => query.filter($column.lt(at).or($column.eq(at).and(cards::id.lt(card)))),
            }
        }};
    }
    each_backend!(connection, |inner| {
        let query = seen!(organisation, sight, Show::All);
        let query = match what {
            Told::Right => between!(query.filter(cards::outcome.eq(Outcome::PutRight)), cards::closed_at),
            Told::Answered => between!(query, cards::answered_at),
            Told::All => between!(query, cards::arrived_at),
            Told::Praise => between!(query.filter(cards::kind.eq(Kind::Praise)), cards::arrived_at),
            Told::Complaints => between!(query.filter(cards::kind.ne(Kind::Praise)), cards::arrived_at),
            Told::Read => between!(query.filter(not(cards::uncertain)), cards::arrived_at),
            Told::Waiting => between!(query.filter(cards::uncertain), cards::arrived_at),
            Told::Of(agent) => {
                let named = mentions::table.filter(
                    mentions::organisation_id
                        .eq(cards::organisation_id)
                        .and(mentions::card_id.eq(cards::id))
                        .and(MentionsOneByOne)
                        .and(mentions::agent_id.eq(agent)),
                );
                between!(query.filter(exists(named)), cards::arrived_at)
            }
        };
        Ok(query.limit(limit).select(CardRow::as_select()).load(inner)?)
    })
}

/// Letters of a period that are no cards: still to be read, and not accepted (from a machine, unreadable, refused).
///
/// # Errors
/// Those of the database.
pub fn letters_apart(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    period: Period,
) -> Result<(u64, u64)> {
    let (waiting, refused): (i64, i64) = each_backend!(connection, |inner| {
        inbound_messages::table
            .filter(
                inbound_messages::organisation_id
                    .eq(organisation)
                    .and(inbound_messages::received_at.ge(period.start.as_microsecond()))
                    .and(inbound_messages::received_at.lt(period.end.as_microsecond())),
            )
            .select((
                dsl::count(inbound_messages::id).aggregate_filter(inbound_messages::state.eq("stored")),
                dsl::count(inbound_messages::id).aggregate_filter(
                    inbound_messages::card_id.is_null().and(inbound_messages::state.eq_any([
                        "machine",
                        "unreadable",
                        "refused",
                    ])),
                ),
            ))
            .first(inner)?
    });
    Ok((count(waiting), count(refused)))
}

fn count(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}
