//! Where a customer says they were, and in which language the page was that they wrote on. A card without a row was
//! left at its form's own place, in the organisation's language.

use super::connection::{AnyConnection, each_backend};
use super::schema::card_origins;
use crate::domain::ids::{CardId, OrganisationId};
use crate::error::Result;
use diesel::prelude::*;

/// Where a card comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Queryable)]
pub struct Origin {
    /// The place that was chosen.
    pub place: Option<String>,
    /// The language of the page, as in `lang` attributes.
    pub language: Option<String>,
}

/// Keeps where a card comes from; the first word stands.
///
/// # Errors
/// Those of the database.
pub fn put(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    card: CardId,
    place: Option<&str>,
    language: Option<&str>,
) -> Result<()> {
    let row = (
        card_origins::organisation_id.eq(organisation),
        card_origins::card_id.eq(card),
        card_origins::place.eq(place),
        card_origins::language.eq(language),
    );
    each_backend!(connection, |inner| {
        diesel::insert_into(card_origins::table).values(row).on_conflict_do_nothing().execute(inner)?
    });
    Ok(())
}

/// Where a card comes from.
///
/// # Errors
/// Those of the database.
pub fn of(connection: &mut AnyConnection, organisation: OrganisationId, card: CardId) -> Result<Origin> {
    let row = card_origins::table
        .find((organisation, card))
        .select((card_origins::place, card_origins::language))
        .first(connection)
        .optional()?;
    Ok(row.unwrap_or_default())
}

/// The chosen places among these cards.
///
/// # Errors
/// Those of the database.
pub fn places(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    cards: &[CardId],
) -> Result<Vec<(CardId, String)>> {
    let found: Vec<(CardId, Option<String>)> = each_backend!(connection, |inner| {
        card_origins::table
            .filter(card_origins::organisation_id.eq(organisation).and(card_origins::card_id.eq_any(cards)))
            .filter(card_origins::place.is_not_null())
            .select((card_origins::card_id, card_origins::place))
            .load(inner)?
    });
    Ok(found.into_iter().filter_map(|(card, place)| Some((card, place?))).collect())
}

/// Forgets where these cards come from.
///
/// # Errors
/// Those of the database.
pub fn delete_of(connection: &mut AnyConnection, organisation: OrganisationId, cards: &[CardId]) -> Result<()> {
    each_backend!(connection, |inner| {
        let of_cards = card_origins::organisation_id.eq(organisation).and(card_origins::card_id.eq_any(cards));
        diesel::delete(card_origins::table.filter(of_cards)).execute(inner)?
    });
    Ok(())
}
