//! The manager's lists of cards: what a reach lets through, narrowed by what is asked for, newest first,
//! continued after the last card of the page before (never by OFFSET).

use super::cards::CardRow;
use super::connection::{AnyConnection, each_backend};
use super::dialect::Needing;
use super::schema::{agents, candidates, cards, mentions};
use crate::domain::ids::{CardId, OrganisationId};
use crate::domain::{Kind, Reach};
use crate::error::Result;
use diesel::dsl::{exists, not};
use diesel::prelude::*;
use std::collections::HashMap;

/// What a list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Show {
    /// Complaints that are open, cards where somebody must say who is meant, and those whose customer wrote again.
    NeedsYou,
    /// Cards where somebody must say who is meant.
    WhoIsThis,
    /// Praise.
    Praise,
    /// Complaints, and cards that hold both.
    Complaints,
    /// Everything.
    All,
}

/// The page of a list that follows `before`.
///
/// # Errors
/// Those of the database.
pub fn list(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    reach: Reach<'_>,
    show: Show,
    before: Option<CardId>,
    limit: i64,
) -> Result<Vec<CardRow>> {
    each_backend!(connection, |inner| {
        let mut query =
            visible!(organisation, reach, show).order(cards::id.desc()).limit(limit).select(CardRow::as_select());
        if let Some(before) = before {
            query = query.filter(cards::id.lt(before));
        }
        Ok(query.load(inner)?)
    })
}

/// How many cards a list holds.
///
/// # Errors
/// Those of the database.
pub fn count(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    reach: Reach<'_>,
    show: Show,
) -> Result<i64> {
    each_backend!(connection, |inner| Ok(visible!(organisation, reach, show).count().get_result(inner)?))
}

/// One card, if the reach lets it through.
///
/// # Errors
/// `NotFound` when it is missing or out of reach, with the same words.
pub fn card(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    reach: Reach<'_>,
    id: CardId,
) -> Result<CardRow> {
    each_backend!(connection, |inner| {
        Ok(visible!(organisation, reach, Show::All)
            .filter(cards::id.eq(id))
            .select(CardRow::as_select())
            .first(inner)?)
    })
}

/// The numbers of those of these cards that the reach lets through.
///
/// # Errors
/// Those of the database.
pub fn numbers(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    reach: Reach<'_>,
    ids: &[CardId],
) -> Result<HashMap<CardId, i64>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(CardId, i64)> = each_backend!(connection, |inner| {
        visible!(organisation, reach, Show::All)
            .filter(cards::id.eq_any(ids))
            .select((cards::id, cards::number))
            .load(inner)?
    });
    Ok(rows.into_iter().collect())
}

/// Builds the boxed query for whichever backend it is loaded from.
macro_rules! visible {
    ($organisation:expr, $reach:expr, $show:expr) => {{
        let mut query = cards::table.filter(cards::organisation_id.eq($organisation)).into_boxed();
        match $reach {
            Reach::Everything => {}
            Reach::Nothing => query = query.filter(cards::number.lt(0)),
            Reach::Teams(teams) => {
                let of_card = mentions::table
                    .filter(mentions::organisation_id.eq(cards::organisation_id).and(mentions::card_id.eq(cards::id)));
                let of_team = mentions::table
                    .inner_join(agents::table.on(
                        agents::organisation_id.eq(mentions::organisation_id).and(agents::id.eq(mentions::agent_id)),
                    ))
                    .filter(
                        mentions::organisation_id
                            .eq(cards::organisation_id)
                            .and(mentions::card_id.eq(cards::id))
                            .and(agents::team_id.eq_any(teams)),
                    );
                let asked = candidates::table
                    .inner_join(
                        agents::table.on(agents::organisation_id
                            .eq(candidates::organisation_id)
                            .and(agents::id.eq(candidates::agent_id))),
                    )
                    .filter(
                        candidates::organisation_id
                            .eq(cards::organisation_id)
                            .and(candidates::card_id.eq(cards::id))
                            .and(candidates::decided_at.is_null())
                            .and(agents::team_id.eq_any(teams)),
                    );
                query = query.filter(
                    cards::team_id
                        .eq_any(teams)
                        .assume_not_null()
                        .or(exists(of_team))
                        .or(cards::uncertain.and(exists(asked)))
                        .or(cards::team_id.is_null().and(not(exists(of_card)))),
                );
            }
        }
        match $show {
            Show::NeedsYou => query = query.filter(Needing($organisation)),
            Show::WhoIsThis => query = query.filter(Needing($organisation)).filter(cards::uncertain),
            Show::Praise => query = query.filter(cards::kind.eq(Kind::Praise)),
            Show::Complaints => query = query.filter(cards::kind.ne(Kind::Praise)),
            Show::All => {}
        }
        query
    }};
}
pub(super) use visible;
