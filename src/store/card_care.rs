//! What is said and asked about a card besides its own columns: what it is about, and whether it was put right.

use super::connection::{AnyConnection, each_backend};
use super::schema::card_care;
use crate::domain::About;
use crate::domain::ids::{CardId, OrganisationId};
use crate::error::Result;
use diesel::prelude::*;

/// The customer's answer to "was it put right?".
pub const YES: &str = "yes";
/// And the other one.
pub const NO: &str = "no";

/// A card's row; a card without one has nothing but `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Queryable)]
pub struct Care {
    /// What it is about, where a manager said so.
    pub about: Option<About>,
    /// When the customer was asked, UTC microseconds.
    pub asked_at: Option<i64>,
    /// [`YES`] or [`NO`].
    pub put_right: Option<String>,
    /// When they said so, UTC microseconds.
    pub put_right_at: Option<i64>,
}

/// What there is about a card.
///
/// # Errors
/// Those of the database.
pub fn of(connection: &mut AnyConnection, organisation: OrganisationId, card: CardId) -> Result<Care> {
    let row = card_care::table
        .find((organisation, card))
        .select((card_care::about, card_care::asked_at, card_care::put_right, card_care::put_right_at))
        .first(connection)
        .optional()?;
    Ok(row.unwrap_or_default())
}

/// Those of these cards that are about a rule or a tool, and count for no agent.
///
/// # Errors
/// Those of the database.
pub fn not_about_people(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    on: &[CardId],
) -> Result<Vec<(CardId, About)>> {
    if on.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<(CardId, Option<About>)> = each_backend!(connection, |inner| {
        card_care::table
            .filter(card_care::organisation_id.eq(organisation).and(card_care::card_id.eq_any(on)))
            .filter(card_care::about.eq_any([About::Rule.word(), About::Tool.word()]))
            .select((card_care::card_id, card_care::about))
            .load(inner)?
    });
    Ok(rows.into_iter().filter_map(|(card, about)| Some((card, about?))).collect())
}

/// Writes what a card is about.
///
/// # Errors
/// Those of the database.
pub fn set_about(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    card: CardId,
    about: Option<About>,
) -> Result<()> {
    let key = (card_care::organisation_id.eq(organisation), card_care::card_id.eq(card));
    each_backend!(connection, |inner| {
        diesel::insert_into(card_care::table)
            .values((key, card_care::about.eq(about)))
            .on_conflict((card_care::organisation_id, card_care::card_id))
            .do_update()
            .set(card_care::about.eq(about))
            .execute(inner)?
    });
    Ok(())
}

/// Keeps that the customer was asked, and the hash of their link.
///
/// # Errors
/// Those of the database.
pub fn set_asked(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    card: CardId,
    hash: &[u8],
    at: i64,
) -> Result<()> {
    let key = (card_care::organisation_id.eq(organisation), card_care::card_id.eq(card));
    let asked = (card_care::asked_hash.eq(hash), card_care::asked_at.eq(at));
    each_backend!(connection, |inner| {
        diesel::insert_into(card_care::table)
            .values((key, asked))
            .on_conflict((card_care::organisation_id, card_care::card_id))
            .do_update()
            .set(asked)
            .execute(inner)?
    });
    Ok(())
}

/// The card of a link, in whichever tenant: the token is all that its reader has.
///
/// # Errors
/// Those of the database.
pub fn by_hash(connection: &mut AnyConnection, hash: &[u8]) -> Result<Option<(OrganisationId, CardId)>> {
    Ok(card_care::table
        .filter(card_care::asked_hash.eq(hash))
        .select((card_care::organisation_id, card_care::card_id))
        .first(connection)
        .optional()?)
}

/// Keeps the customer's answer.
///
/// # Errors
/// Those of the database.
pub fn set_put_right(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    card: CardId,
    answer: &str,
    at: i64,
) -> Result<()> {
    diesel::update(card_care::table.find((organisation, card)))
        .set((card_care::put_right.eq(answer), card_care::put_right_at.eq(at)))
        .execute(connection)?;
    Ok(())
}

/// Deletes what there is about these cards, which go themselves.
///
/// # Errors
/// Those of the database.
pub fn delete_of(connection: &mut AnyConnection, organisation: OrganisationId, ids: &[CardId]) -> Result<()> {
    each_backend!(connection, |inner| {
        let of_cards = card_care::organisation_id.eq(organisation).and(card_care::card_id.eq_any(ids));
        diesel::delete(card_care::table.filter(of_cards)).execute(inner)?
    });
    Ok(())
}
