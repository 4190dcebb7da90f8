//! The manager's lists of cards: what a reach lets through, narrowed by what is asked for, newest first,
//! continued after the last card of the page before (never by OFFSET).

use super::cards::{self as card_rows, CardRow};
use super::connection::{AnyConnection, each_backend};
use super::dialect::{Complaining, HeldLong, MentionsOneByOne, Needing, OfTeams};
use super::schema::{agents, card_origins, cards, forms, mentions};
use crate::domain::holding::HeldBefore;
use crate::domain::ids::{AgentId, CardId, MemberId, OrganisationId, TeamId};
use crate::domain::{Kind, Outcome, Reach, Status};
use crate::error::Result;
use diesel::dsl::{count, count_star, exists};
use diesel::prelude::*;
use std::cmp::Reverse;
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

/// What narrows a list. Nothing does by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Cards that mention this agent.
    pub agent: Option<AgentId>,
    /// Cards of this team: left on its form, or about its people.
    pub team: Option<TeamId>,
    /// Of this kind.
    pub kind: Option<Kind>,
    /// Not praise alone: complaints, and cards that hold both.
    pub complains: bool,
    /// Left at this place, or about somebody who works there.
    pub place: Option<String>,
    /// How far it has come.
    pub stage: Option<Stage>,
    /// Who looks after it.
    pub owner: Option<OwnedBy>,
    /// Complaints whose answer was due before this moment and is not given, UTC microseconds.
    pub overdue: Option<i64>,
    /// Complaints that have been held for longer than they may.
    pub held: Option<HeldBefore>,
    /// Came in at or after the moment of this id.
    pub since: Option<CardId>,
    /// Came in before the moment of this id.
    pub until: Option<CardId>,
}

/// How far a card has come, to be looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// An open complaint at this step.
    At(Status),
    /// Closed like this.
    Ended(Outcome),
}

/// Who looks after a card, to be looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OwnedBy {
    /// Nobody, though it is an open complaint.
    Nobody,
    /// This member.
    Member(MemberId),
}

/// The page of a list that follows `before`.
///
/// # Errors
/// Those of the database.
pub fn list(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    reach: Reach<'_>,
    (show, filter): (Show, &Filter),
    before: Option<CardId>,
    limit: i64,
) -> Result<Vec<CardRow>> {
    // Their ids first: cards that are passed over are seen in an index alone, where there is one.
    let ids: Vec<CardId> = each_backend!(connection, |inner| {
        let mut query =
            visible!(organisation, reach, show, filter).order(cards::id.desc()).limit(limit).select(cards::id);
        if let Some(before) = before {
            query = query.filter(cards::id.lt(before));
        }
        query.load(inner)?
    });
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut rows = card_rows::by_ids(connection, organisation, &ids)?;
    rows.sort_by_key(|row| Reverse(row.id));
    Ok(rows)
}

/// Those of these cards that a list holds, in no order.
///
/// # Errors
/// Those of the database.
pub(super) fn among(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    (reach, show, filter): (Reach<'_>, Show, &Filter),
    ids: &[CardId],
) -> Result<Vec<CardRow>> {
    each_backend!(connection, |inner| {
        Ok(visible!(organisation, reach, show, filter)
            .filter(cards::id.eq_any(ids))
            .select(CardRow::as_select())
            .load(inner)?)
    })
}

/// How many cards need somebody, and how many of them ask who is meant.
///
/// # Errors
/// Those of the database.
pub fn counts(connection: &mut AnyConnection, organisation: OrganisationId, reach: Reach<'_>) -> Result<(i64, i64)> {
    each_backend!(connection, |inner| {
        Ok(visible!(organisation, reach, Show::NeedsYou)
            .select((count_star(), count(cards::id).aggregate_filter(cards::uncertain)))
            .first(inner)?)
    })
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

/// Whether a card was left at a place, or is about somebody who works there.
macro_rules! at_place {
    ($place:expr) => {{
        let left_there = forms::table.filter(
            forms::organisation_id
                .eq(cards::organisation_id)
                .and(forms::id.nullable().eq(cards::form_id))
                .and(forms::location.eq($place)),
        );
        let works_there = mentions::table
            .inner_join(
                agents::table
                    .on(agents::organisation_id.eq(mentions::organisation_id).and(agents::id.eq(mentions::agent_id))),
            )
            .filter(
                mentions::organisation_id
                    .eq(cards::organisation_id)
                    .and(mentions::card_id.eq(cards::id))
                    .and(MentionsOneByOne)
                    .and(agents::location.eq($place)),
            );
        let said_there = card_origins::table.filter(
            card_origins::organisation_id
                .eq(cards::organisation_id)
                .and(card_origins::card_id.eq(cards::id))
                .and(card_origins::place.eq($place)),
        );
        exists(left_there).or(exists(said_there)).or(exists(works_there))
    }};
}

/// Builds the boxed query for whichever backend it is loaded from.
macro_rules! visible {
    ($organisation:expr, $reach:expr, $show:expr, $filter:expr) => {{
        let (filter, mut query): (&Filter, _) = ($filter, visible!($organisation, $reach, $show));
        if let Some(agent) = filter.agent {
            let theirs = mentions::table
                .filter(mentions::organisation_id.eq($organisation).and(mentions::agent_id.eq(agent)))
                .select(mentions::card_id);
            query = query.filter(cards::id.eq_any(theirs));
        }
        if let Some(team) = filter.team {
            let about =
                mentions::table
                    .inner_join(agents::table.on(
                        agents::organisation_id.eq(mentions::organisation_id).and(agents::id.eq(mentions::agent_id)),
                    ))
                    .filter(
                        mentions::organisation_id
                            .eq(cards::organisation_id)
                            .and(mentions::card_id.eq(cards::id))
                            .and(MentionsOneByOne)
                            .and(agents::team_id.eq(team)),
                    );
            query = query.filter(cards::team_id.eq(team).assume_not_null().or(exists(about)));
        }
        if let Some(kind) = filter.kind {
            query = query.filter(cards::kind.eq(kind));
        }
        if filter.complains {
            query = query.filter(Complaining);
        }
        if let Some(place) = filter.place.as_deref() {
            query = query.filter(at_place!(place));
        }
        // An open complaint needs somebody: so that the index of those is read, and not every card.
        let open = || Needing.and(cards::closed_at.is_null()).and(cards::due_at.is_not_null());
        match filter.stage {
            None => {}
            Some(Stage::At(Status::Again)) => {
                query = query.filter(Needing).filter(cards::status.eq(Status::Again));
            }
            Some(Stage::At(status)) => query = query.filter(open()).filter(cards::status.eq(status)),
            Some(Stage::Ended(outcome)) => {
                query = query.filter(cards::closed_at.is_not_null()).filter(cards::outcome.eq(outcome));
            }
        }
        match filter.owner {
            None => {}
            Some(OwnedBy::Nobody) => query = query.filter(open()).filter(cards::owner_id.is_null()),
            Some(OwnedBy::Member(member)) => query = query.filter(cards::owner_id.eq(member)),
        }
        if let Some(now) = filter.overdue {
            query = query.filter(open()).filter(cards::due_at.lt(now).and(cards::answered_at.is_null()));
        }
        if let Some(held) = filter.held {
            query = query.filter(open()).filter(HeldLong(held));
        }
        // A card's id begins with the moment that it came in: a span of days is a span of the key.
        if let Some(since) = filter.since {
            query = query.filter(cards::id.ge(since));
        }
        if let Some(until) = filter.until {
            query = query.filter(cards::id.lt(until));
        }
        query
    }};
    ($organisation:expr, $reach:expr, $show:expr) => {{
        let mut query = cards::table.filter(cards::organisation_id.eq($organisation)).into_boxed();
        match $reach {
            Reach::Everything => {}
            Reach::Nothing => query = query.filter(cards::number.lt(0)),
            Reach::Teams(teams) => query = query.filter(OfTeams($organisation, teams)),
        }
        match $show {
            Show::NeedsYou => query = query.filter(Needing),
            Show::WhoIsThis => query = query.filter(Needing).filter(cards::uncertain),
            Show::Praise => query = query.filter(cards::kind.eq(Kind::Praise)),
            Show::Complaints => query = query.filter(Complaining),
            Show::All => {}
        }
        query
    }};
}
pub(super) use {at_place, visible};
