//! What was sent and waits for somebody's look before it is a card, and what came of it.

use super::connection::{AnyConnection, each_backend};
use super::schema::set_aside;
use crate::domain::calendar::Period;
use crate::domain::ids::{CardId, InboundId, MemberId, OrganisationId, TeamId};
use crate::domain::{Kind, Reach, Shows, Sight};
use crate::error::Result;
use diesel::prelude::*;

/// Nobody has looked at it.
pub const WAITING: &str = "waiting";
/// Somebody has said that it is spam.
pub const SPAM: &str = "spam";
/// It has become a card.
pub const CARD: &str = "card";

/// A row as it is stored. Moments are UTC microseconds.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = set_aside, treat_none_as_default_value = false)] // as in cards.rs
pub struct AsideRow {
    /// Tenant.
    pub organisation_id: OrganisationId,
    /// Key; the id that its card will have.
    pub card_id: CardId,
    /// Names one act of sending.
    pub once_key: Vec<u8>,
    /// What was sent, as JSON of `services::kept_cards`.
    pub content: String,
    /// Why somebody should look: the words or the sender that were met.
    pub reason: String,
    /// Praise, complaint or both.
    pub kind: Kind,
    /// The team that it was sent to.
    pub team_id: Option<TeamId>,
    /// The place where it was left.
    pub place: Option<String>,
    /// The letter that it was read from.
    pub inbound_id: Option<InboundId>,
    /// When it came in.
    pub received_at: i64,
    /// [`WAITING`], [`SPAM`] or [`CARD`].
    pub state: String,
    /// Who decided.
    pub decided_by: Option<MemberId>,
    /// When.
    pub decided_at: Option<i64>,
}

/// Sets a card aside; one that is there under the same key stays as it is.
///
/// # Errors
/// Those of the database.
pub fn insert(connection: &mut AnyConnection, row: &AsideRow) -> Result<()> {
    each_backend!(connection, |inner| {
        diesel::insert_into(set_aside::table).values(row).on_conflict_do_nothing().execute(inner)?
    });
    Ok(())
}

/// The rows that a reach lets through, in one state: those sent to one of its teams, or to none.
macro_rules! seen {
    ($organisation:expr, $reach:expr, $state:expr) => {{
        let mut query = set_aside::table
            .filter(set_aside::organisation_id.eq($organisation).and(set_aside::state.eq($state)))
            .into_boxed();
        match $reach {
            Reach::Everything => {}
            Reach::Nothing => query = query.filter(set_aside::received_at.lt(0)),
            Reach::Teams(teams) => {
                query =
                    query.filter(set_aside::team_id.is_null().or(set_aside::team_id.eq_any(teams).assume_not_null()));
            }
        }
        query
    }};
}

/// The page of a state that follows `before`, newest first.
///
/// # Errors
/// Those of the database.
pub fn list(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    (reach, state): (Reach<'_>, &str),
    before: Option<CardId>,
    limit: i64,
) -> Result<Vec<AsideRow>> {
    each_backend!(connection, |inner| {
        let mut query = seen!(organisation, reach, state)
            .order(set_aside::card_id.desc())
            .limit(limit)
            .select(AsideRow::as_select());
        if let Some(before) = before {
            query = query.filter(set_aside::card_id.lt(before));
        }
        Ok(query.load(inner)?)
    })
}

/// How many are in a state.
///
/// # Errors
/// Those of the database.
pub fn count(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    reach: Reach<'_>,
    state: &str,
) -> Result<i64> {
    each_backend!(connection, |inner| Ok(seen!(organisation, reach, state).count().get_result(inner)?))
}

/// How many of those that came in during a period are in a state, as far as a letter tells of them.
///
/// # Errors
/// Those of the database.
pub fn count_of(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    (sight, period): (Sight<'_>, Period),
    state: &str,
) -> Result<u64> {
    let count: i64 = each_backend!(connection, |inner| {
        let mut query = seen!(organisation, sight.reach, state).filter(
            set_aside::received_at
                .ge(period.start.as_microsecond())
                .and(set_aside::received_at.lt(period.end.as_microsecond())),
        );
        match sight.shows {
            Shows::All => {}
            Shows::Praise => query = query.filter(set_aside::kind.eq(Kind::Praise)),
            Shows::Complaints => query = query.filter(set_aside::kind.ne(Kind::Praise)),
        }
        if let Some(place) = sight.place {
            query = query.filter(set_aside::place.eq(place));
        }
        query.count().get_result(inner)?
    });
    Ok(u64::try_from(count).unwrap_or(0))
}

/// One row.
///
/// # Errors
/// Those of the database.
pub fn by_id(connection: &mut AnyConnection, organisation: OrganisationId, id: CardId) -> Result<Option<AsideRow>> {
    Ok(set_aside::table.find((organisation, id)).select(AsideRow::as_select()).first(connection).optional()?)
}

/// The one that was sent under this key.
///
/// # Errors
/// Those of the database.
pub fn by_once_key(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    key: &[u8],
) -> Result<Option<AsideRow>> {
    Ok(set_aside::table
        .filter(set_aside::organisation_id.eq(organisation).and(set_aside::once_key.eq(key)))
        .select(AsideRow::as_select())
        .first(connection)
        .optional()?)
}

/// When a card was let in after somebody had looked at it; none for one that was never set aside.
///
/// # Errors
/// Those of the database.
pub fn let_in_at(connection: &mut AnyConnection, organisation: OrganisationId, id: CardId) -> Result<Option<i64>> {
    Ok(by_id(connection, organisation, id)?.filter(|row| row.state == CARD).and_then(|row| row.decided_at))
}

/// Writes what somebody decided; with none that nobody has.
///
/// # Errors
/// Those of the database.
pub fn decide(
    connection: &mut AnyConnection,
    (organisation, id): (OrganisationId, CardId),
    state: &str,
    decided: Option<(MemberId, i64)>,
) -> Result<()> {
    diesel::update(set_aside::table.find((organisation, id)))
        .set((
            set_aside::state.eq(state),
            set_aside::decided_by.eq(decided.map(|(member, _)| member)),
            set_aside::decided_at.eq(decided.map(|(_, at)| at)),
        ))
        .execute(connection)?;
    Ok(())
}

/// Up to `limit` rows in one state that came in before a moment, oldest first.
///
/// # Errors
/// Those of the database.
pub fn before(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    states: &[&str],
    before: i64,
    limit: i64,
) -> Result<Vec<AsideRow>> {
    each_backend!(connection, |inner| {
        Ok(set_aside::table
            .filter(set_aside::organisation_id.eq(organisation).and(set_aside::received_at.lt(before)))
            .filter(set_aside::state.eq_any(states))
            .order(set_aside::received_at.asc())
            .limit(limit)
            .select(AsideRow::as_select())
            .load(inner)?)
    })
}

/// Writes what was sent anew: without what must be forgotten.
///
/// # Errors
/// Those of the database.
pub fn set_content(
    connection: &mut AnyConnection,
    (organisation, id): (OrganisationId, CardId),
    content: &str,
) -> Result<()> {
    diesel::update(set_aside::table.find((organisation, id)))
        .set(set_aside::content.eq(content))
        .execute(connection)?;
    Ok(())
}

/// Deletes these rows.
///
/// # Errors
/// Those of the database.
pub fn delete(connection: &mut AnyConnection, organisation: OrganisationId, ids: &[CardId]) -> Result<()> {
    each_backend!(connection, |inner| {
        let themselves = set_aside::organisation_id.eq(organisation).and(set_aside::card_id.eq_any(ids));
        diesel::delete(set_aside::table.filter(themselves)).execute(inner)?
    });
    Ok(())
}
