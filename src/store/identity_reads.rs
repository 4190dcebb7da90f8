//! Who had a customer's identity before their eyes, when and where. Lines are only ever added.

use super::connection::AnyConnection;
use super::schema::{cards, identity_reads as reads, members};
use crate::domain::ids::{CardId, EventId, MemberId, OrganisationId};
use crate::error::Result;
use diesel::prelude::*;

/// One line.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = crate::store::schema::identity_reads)]
pub struct ReadRow {
    /// Tenant.
    pub organisation_id: OrganisationId,
    /// Key; sorts by time.
    pub id: EventId,
    /// Whose card.
    pub card_id: CardId,
    /// Who read it.
    pub member_id: MemberId,
    /// `card` or `letter`.
    pub place: String,
    /// UTC microseconds.
    pub at: i64,
}

/// Adds a line.
///
/// # Errors
/// Those of the database.
pub fn insert(connection: &mut AnyConnection, row: &ReadRow) -> Result<()> {
    diesel::insert_into(reads::table).values(row).execute(connection)?;
    Ok(())
}

/// Whether this member has a line for this card and place since then.
///
/// # Errors
/// Those of the database.
pub fn is_noted(
    connection: &mut AnyConnection,
    (organisation, card, member): (OrganisationId, CardId, MemberId),
    place: &str,
    since: i64,
) -> Result<bool> {
    let found: Option<i64> = reads::table
        .filter(reads::organisation_id.eq(organisation).and(reads::card_id.eq(card)).and(reads::member_id.eq(member)))
        .filter(reads::at.ge(since).and(reads::place.eq(place)))
        .select(reads::at)
        .first(connection)
        .optional()?;
    Ok(found.is_some())
}

/// A line as people read it. The card's number is none once the card is gone.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct ReadLine {
    /// Key.
    pub id: EventId,
    /// The card.
    pub card: CardId,
    /// What people call it.
    pub number: Option<i64>,
    /// Who read it.
    pub member: String,
    /// `card` or `letter`.
    pub place: String,
    /// UTC microseconds.
    pub at: i64,
}

/// The page of lines that follows `before`, newest first; of one card only, if one is given.
///
/// # Errors
/// Those of the database.
pub fn list(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    card: Option<CardId>,
    before: Option<EventId>,
    limit: i64,
) -> Result<Vec<ReadLine>> {
    let join = members::organisation_id.eq(reads::organisation_id).and(members::id.eq(reads::member_id));
    let of_card = cards::organisation_id.eq(reads::organisation_id).and(cards::id.eq(reads::card_id));
    let mut query = reads::table
        .inner_join(members::table.on(join))
        .left_join(cards::table.on(of_card))
        .filter(reads::organisation_id.eq(organisation))
        .order(reads::id.desc())
        .limit(limit)
        .select((reads::id, reads::card_id, cards::number.nullable(), members::name, reads::place, reads::at))
        .into_boxed();
    if let Some(card) = card {
        query = query.filter(reads::card_id.eq(card));
    }
    if let Some(before) = before {
        query = query.filter(reads::id.lt(before));
    }
    Ok(query.load(connection)?)
}

/// Deletes the lines of one tenant from before a moment; says how many those were.
///
/// # Errors
/// Those of the database.
pub fn delete_before(connection: &mut AnyConnection, organisation: OrganisationId, before: i64) -> Result<usize> {
    let old = reads::organisation_id.eq(organisation).and(reads::at.lt(before));
    Ok(diesel::delete(reads::table.filter(old)).execute(connection)?)
}
