//! What went to and fro after a card came in: further letters of the customer, and answers of ours.

use super::connection::{AnyConnection, each_backend};
use super::schema::card_letters;
use crate::domain::ids::{CardId, LetterId, MemberId, OrganisationId};
use crate::error::Result;
use diesel::prelude::*;

/// A letter of the customer.
pub const IN: &str = "in";
/// An answer of ours.
pub const OUT: &str = "out";

/// One letter of a card.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = card_letters)]
pub struct CardLetterRow {
    /// Tenant.
    pub organisation_id: OrganisationId,
    /// The card.
    pub card_id: CardId,
    /// Key, by time: the inbound letter's id, or the outgoing one's.
    pub id: LetterId,
    /// [`IN`] or [`OUT`].
    pub direction: String,
    /// The customer's address, until it is forgotten.
    pub address: Option<String>,
    /// The customer's name, until it is forgotten.
    pub name: Option<String>,
    /// Who wrote an answer.
    pub member_id: Option<MemberId>,
    /// The words.
    pub text: String,
    /// What was taken away from them.
    pub elided: String,
    /// UTC microseconds.
    pub at: i64,
}

/// Adds a letter.
///
/// # Errors
/// `Conflict` when it is there.
pub fn insert(connection: &mut AnyConnection, row: &CardLetterRow) -> Result<()> {
    diesel::insert_into(card_letters::table).values(row).execute(connection)?;
    Ok(())
}

/// The letters of a card in order.
///
/// # Errors
/// Those of the database.
pub fn of_card(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    card: CardId,
) -> Result<Vec<CardLetterRow>> {
    Ok(card_letters::table
        .filter(card_letters::organisation_id.eq(organisation).and(card_letters::card_id.eq(card)))
        .order(card_letters::id.asc())
        .select(CardLetterRow::as_select())
        .load(connection)?)
}

/// The card that one of these letters belongs to.
///
/// # Errors
/// Those of the database.
pub fn card_of(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    ids: &[LetterId],
) -> Result<Option<CardId>> {
    each_backend!(connection, |inner| {
        Ok(card_letters::table
            .filter(card_letters::organisation_id.eq(organisation).and(card_letters::id.eq_any(ids)))
            .order(card_letters::id.desc())
            .select(card_letters::card_id)
            .first(inner)
            .optional()?)
    })
}

/// Writes what a later reading made of a letter.
///
/// # Errors
/// Those of the database.
pub fn set_words(
    connection: &mut AnyConnection,
    letter: (OrganisationId, CardId, LetterId),
    text: &str,
    elided: &str,
) -> Result<()> {
    diesel::update(card_letters::table.find(letter))
        .set((card_letters::text.eq(text), card_letters::elided.eq(elided)))
        .execute(connection)?;
    Ok(())
}

/// Forgets who wrote the letters that came before a moment, at most `limit` of them; says how many.
///
/// # Errors
/// Those of the database.
pub fn forget_before(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    before: i64,
    limit: i64,
) -> Result<usize> {
    let ids: Vec<LetterId> = card_letters::table
        .filter(card_letters::organisation_id.eq(organisation).and(card_letters::at.lt(before)))
        .filter(card_letters::address.is_not_null())
        .order(card_letters::at.asc())
        .limit(limit)
        .select(card_letters::id)
        .load(connection)?;
    each_backend!(connection, |inner| {
        let letters = card_letters::organisation_id.eq(organisation).and(card_letters::id.eq_any(&ids));
        diesel::update(card_letters::table.filter(letters))
            .set((card_letters::address.eq(None::<String>), card_letters::name.eq(None::<String>)))
            .execute(inner)?
    });
    Ok(ids.len())
}

/// Deletes the letters of these cards.
///
/// # Errors
/// Those of the database.
pub fn delete_of(connection: &mut AnyConnection, organisation: OrganisationId, cards: &[CardId]) -> Result<()> {
    each_backend!(connection, |inner| {
        let letters = card_letters::organisation_id.eq(organisation).and(card_letters::card_id.eq_any(cards));
        diesel::delete(card_letters::table.filter(letters)).execute(inner)?
    });
    Ok(())
}
