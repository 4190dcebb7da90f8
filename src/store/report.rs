//! What a report counts: every card of a period in short, and the words of the newest of them.

use super::connection::{AnyConnection, each_backend};
use super::dialect::Needing;
use super::inbox::{Show, visible};
use super::schema::{agents, candidates, cards, mentions};
use crate::domain::calendar::Period;
use crate::domain::ids::{CardId, OrganisationId, TeamId};
use crate::domain::{Kind, Outcome, Reach};
use crate::error::Result;
use diesel::dsl::{exists, not};
use diesel::prelude::*;
use jiff::Timestamp;

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
}

/// Every card that came in during a period, in short, oldest first.
///
/// # Errors
/// Those of the database.
pub fn facts(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    reach: Reach<'_>,
    period: Period,
) -> Result<Vec<CardFact>> {
    each_backend!(connection, |inner| {
        Ok(visible!(organisation, reach, Show::All)
            .filter(
                cards::received_at
                    .ge(period.start.as_microsecond())
                    .and(cards::received_at.lt(period.end.as_microsecond())),
            )
            .order((cards::received_at.asc(), cards::id.asc()))
            .select((cards::id, cards::kind, cards::received_at, cards::answered_at, cards::outcome, cards::team_id))
            .load(inner)?)
    })
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
    for chunk in of.chunks(500) {
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
