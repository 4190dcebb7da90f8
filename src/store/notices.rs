//! What somebody is to be told, once. A line is added in the transaction of the change that it tells of; whoever writes
//! the letter takes all lines of one kind and reader that wait, and marks them in the transaction that posts it.

use super::connection::{AnyConnection, each_backend};
use super::schema::notices;
use crate::domain::ids::{CardId, LetterId, OrganisationId};
use crate::error::Result;
use diesel::prelude::*;
use uuid::Uuid;

/// A line as it is stored. Moments are UTC microseconds.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = notices, treat_none_as_default_value = false)] // as in cards.rs
pub struct NoticeRow {
    /// Tenant.
    pub organisation_id: OrganisationId,
    /// Which letter.
    pub kind: String,
    /// To whom: a member's id, or whatever tells the readers of this kind apart.
    pub reader_id: Vec<u8>,
    /// What about: a card's id, or a letter's.
    pub about_id: Vec<u8>,
    /// The card.
    pub card_id: CardId,
    /// What else the letter needs.
    pub detail: String,
    /// Not before.
    pub due_at: i64,
    /// When it was told, or no longer had to be.
    pub told_at: Option<i64>,
    /// The letter that told it.
    pub letter_id: Option<LetterId>,
}

/// Adds a line; says whether it was not there yet.
///
/// # Errors
/// Those of the database.
pub fn want(connection: &mut AnyConnection, row: &NoticeRow) -> Result<bool> {
    Ok(each_backend!(connection, |inner| {
        diesel::insert_into(notices::table).values(row).on_conflict_do_nothing().execute(inner)?
    }) == 1)
}

/// The lines of this kind and reader that wait, the longest first, at most `limit`.
///
/// # Errors
/// Those of the database.
pub fn waiting(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    kind: &str,
    reader: Uuid,
    limit: i64,
) -> Result<Vec<NoticeRow>> {
    Ok(notices::table
        .filter(notices::organisation_id.eq(organisation).and(notices::kind.eq(kind)))
        .filter(notices::reader_id.eq(reader.as_bytes().as_slice()).and(notices::told_at.is_null()))
        .order((notices::due_at.asc(), notices::about_id.asc()))
        .limit(limit)
        .select(NoticeRow::as_select())
        .load(connection)?)
}

/// When this reader was last told something of this kind.
///
/// # Errors
/// Those of the database.
pub fn last_told(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    kind: &str,
    reader: Uuid,
) -> Result<Option<i64>> {
    Ok(notices::table
        .filter(notices::organisation_id.eq(organisation).and(notices::kind.eq(kind)))
        .filter(notices::reader_id.eq(reader.as_bytes().as_slice()).and(notices::told_at.is_not_null()))
        .filter(notices::letter_id.is_not_null())
        .order(notices::told_at.desc())
        .select(notices::told_at)
        .first::<Option<i64>>(connection)
        .optional()?
        .flatten())
}

/// Marks a line: told by a letter, or no longer to be told.
///
/// # Errors
/// Those of the database.
pub fn told(connection: &mut AnyConnection, row: &NoticeRow, letter: Option<LetterId>, now: i64) -> Result<()> {
    diesel::update(notices::table.find((row.organisation_id, &row.kind, &row.reader_id, &row.about_id)))
        .set((notices::told_at.eq(now), notices::letter_id.eq(letter)))
        .execute(connection)?;
    Ok(())
}

/// The cards that a letter tells of.
///
/// # Errors
/// Those of the database.
pub fn cards_of(connection: &mut AnyConnection, organisation: OrganisationId, letter: LetterId) -> Result<Vec<CardId>> {
    let mut cards: Vec<CardId> = notices::table
        .filter(notices::organisation_id.eq(organisation).and(notices::letter_id.eq(letter)))
        .order(notices::card_id.asc())
        .select(notices::card_id)
        .load(connection)?;
    cards.dedup();
    Ok(cards)
}

/// The lines about a card of one kind.
///
/// # Errors
/// Those of the database.
pub fn of_cards(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    kind: &str,
    cards: &[CardId],
) -> Result<Vec<NoticeRow>> {
    each_backend!(connection, |inner| {
        Ok(notices::table
            .filter(notices::organisation_id.eq(organisation).and(notices::card_id.eq_any(cards)))
            .filter(notices::kind.eq(kind))
            .select(NoticeRow::as_select())
            .load(inner)?)
    })
}

/// Takes a line away; says whether it was there and had not been told.
///
/// # Errors
/// Those of the database.
pub fn withdraw(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    kind: &str,
    reader: Uuid,
    about: Uuid,
) -> Result<bool> {
    let (reader, about) = (reader.as_bytes().to_vec(), about.as_bytes().to_vec());
    let waited: Option<Option<i64>> = notices::table
        .find((organisation, kind, &reader, &about))
        .select(notices::told_at)
        .first(connection)
        .optional()?;
    diesel::delete(notices::table.find((organisation, kind, &reader, &about))).execute(connection)?;
    Ok(waited == Some(None))
}

/// Deletes the lines about these cards.
///
/// # Errors
/// Those of the database.
pub fn delete_of(connection: &mut AnyConnection, organisation: OrganisationId, cards: &[CardId]) -> Result<()> {
    each_backend!(connection, |inner| {
        let of_cards = notices::organisation_id.eq(organisation).and(notices::card_id.eq_any(cards));
        diesel::delete(notices::table.filter(of_cards)).execute(inner)?
    });
    Ok(())
}
