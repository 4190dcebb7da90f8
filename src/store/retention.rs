//! Forgetting: details of customers, raw letters and whole cards that have been kept for as long as was promised.
//! Every query is a range on (organisation, arrival) and takes a bounded number; how long things are kept is decided
//! above.

use super::connection::{AnyConnection, each_backend};
use super::schema::{candidates, cards, corrections, digests, disputes, events, inbound_messages, mentions};
use super::{
    card_care, card_changes, card_letters, card_origins, inbound, letter_readings, mail_acts, notices, search,
};
use crate::domain::ids::{CardId, DigestId, InboundId, OrganisationId};
use crate::error::Result;
use diesel::prelude::*;
use diesel::sql_types::Bool;

/// Up to `limit` cards that came in before a moment and still say who left them, oldest first.
///
/// # Errors
/// Those of the database.
pub fn with_contact(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    before: i64,
    limit: i64,
) -> Result<Vec<CardId>> {
    Ok(cards::table
        .filter(cards::organisation_id.eq(organisation).and(cards::received_at.lt(before)))
        .filter(
            cards::customer_name
                .is_not_null()
                .or(cards::customer_email.is_not_null())
                .or(cards::customer_phone.is_not_null()),
        )
        .order(cards::received_at.asc())
        .limit(limit)
        .select(cards::id)
        .load(connection)?)
}

/// Forgets who left these cards.
///
/// # Errors
/// Those of the database.
pub fn forget_contact(connection: &mut AnyConnection, organisation: OrganisationId, ids: &[CardId]) -> Result<()> {
    each_backend!(connection, |inner| {
        diesel::update(cards::table.filter(cards::organisation_id.eq(organisation).and(cards::id.eq_any(ids))))
            .set((
                cards::customer_name.eq(None::<String>),
                cards::customer_email.eq(None::<String>),
                cards::customer_phone.eq(None::<String>),
            ))
            .execute(inner)?
    });
    // The name is among the words that a card is found by.
    ids.iter().try_for_each(|id| search::mark(connection, organisation, *id))
}

/// Up to `limit` cards that came in before a moment, oldest first.
///
/// # Errors
/// Those of the database.
pub fn cards_before(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    before: i64,
    limit: i64,
) -> Result<Vec<CardId>> {
    Ok(cards::table
        .filter(cards::organisation_id.eq(organisation).and(cards::received_at.lt(before)))
        .order(cards::received_at.asc())
        .limit(limit)
        .select(cards::id)
        .load(connection)?)
}

/// Deletes these cards with all that hangs on them: mentions, questions, letters, their trail, what their agents said.
///
/// # Errors
/// Those of the database.
pub fn delete_cards(connection: &mut AnyConnection, organisation: OrganisationId, ids: &[CardId]) -> Result<()> {
    card_letters::delete_of(connection, organisation, ids)?;
    card_care::delete_of(connection, organisation, ids)?;
    card_origins::delete_of(connection, organisation, ids)?;
    card_changes::delete_of(connection, organisation, ids)?;
    search::delete_of(connection, organisation, ids)?;
    notices::delete_of(connection, organisation, ids)?;
    mail_acts::delete_of(connection, organisation, ids)?;
    each_backend!(connection, |inner| {
        let of_cards = mentions::organisation_id.eq(organisation).and(mentions::card_id.eq_any(ids));
        diesel::delete(mentions::table.filter(of_cards)).execute(inner)?;
        let of_cards = candidates::organisation_id.eq(organisation).and(candidates::card_id.eq_any(ids));
        diesel::delete(candidates::table.filter(of_cards)).execute(inner)?;
        let of_cards = events::organisation_id.eq(organisation).and(events::card_id.eq_any(ids));
        diesel::delete(events::table.filter(of_cards)).execute(inner)?;
        let of_cards = disputes::organisation_id.eq(organisation).and(disputes::card_id.eq_any(ids));
        diesel::delete(disputes::table.filter(of_cards)).execute(inner)?;
        // What was learnt stays: it is a name and an agent, without the card and what stood on it.
        let of_cards = corrections::organisation_id.eq(organisation).and(corrections::card_id.eq_any(ids));
        diesel::update(corrections::table.filter(of_cards))
            .set((corrections::card_id.eq(None::<CardId>), corrections::was.eq(None::<String>)))
            .execute(inner)?;
        let themselves = cards::organisation_id.eq(organisation).and(cards::id.eq_any(ids));
        diesel::delete(cards::table.filter(themselves)).execute(inner)?
    });
    Ok(())
}

/// Up to `limit` letters that came in before a moment and have been read, oldest first: those that made a card or a part
/// of one, or with `apart` those that were not accepted. One that was never read stays: it is a card that nobody has
/// seen.
///
/// # Errors
/// Those of the database.
pub fn letters_before(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    apart: bool,
    before: i64,
    limit: i64,
) -> Result<Vec<InboundId>> {
    // In the words of the partial index, so that it is used.
    let of_class = diesel::dsl::sql::<Bool>(if apart {
        "inbound_messages.state IN ('machine', 'refused')"
    } else {
        "inbound_messages.state NOT IN ('machine', 'refused', 'stored')"
    });
    Ok(inbound_messages::table
        .filter(inbound_messages::organisation_id.eq(organisation).and(inbound_messages::received_at.lt(before)))
        .filter(of_class)
        .order(inbound_messages::received_at.asc())
        .limit(limit)
        .select(inbound_messages::id)
        .load(connection)?)
}

/// Deletes these letters as they came in, with what was read out of them.
///
/// # Errors
/// Those of the database.
pub fn delete_letters(connection: &mut AnyConnection, organisation: OrganisationId, ids: &[InboundId]) -> Result<()> {
    letter_readings::delete(connection, organisation, ids)?;
    inbound::delete(connection, organisation, ids)
}

/// Up to `limit` digests whose week ended before a moment: they quote cards.
///
/// # Errors
/// Those of the database.
pub fn digests_before(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    before: i64,
    limit: i64,
) -> Result<Vec<DigestId>> {
    // Digests are few: one a week and reader, for a year.
    Ok(digests::table
        .filter(digests::organisation_id.eq(organisation).and(digests::period_end.lt(before)))
        .order(digests::id.asc())
        .limit(limit)
        .select(digests::id)
        .load(connection)?)
}

/// Deletes these digests.
///
/// # Errors
/// Those of the database.
pub fn delete_digests(connection: &mut AnyConnection, organisation: OrganisationId, ids: &[DigestId]) -> Result<()> {
    each_backend!(connection, |inner| {
        let themselves = digests::organisation_id.eq(organisation).and(digests::id.eq_any(ids));
        diesel::delete(digests::table.filter(themselves)).execute(inner)?
    });
    Ok(())
}
