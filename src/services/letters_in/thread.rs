//! Which card a letter answers: by the token in the address it was sent to, else by the ids of letters that it names.
//! Only the card's own customer writes on it; anybody else who answers gets a card of their own beside it.

use super::rules::Rules;
use crate::domain::email_address::key_of;
use crate::domain::ids::{CardId, InboundId, LetterId, OrganisationId};
use crate::domain::mail_tag::Tag;
use crate::error::{Result, found};
use crate::reading::Reading;
use crate::services::letters_out::ANSWERABLE;
use crate::store::cards::{self, CardRow};
use crate::store::{AnyConnection, card_letters, letter_readings, outbox};
use uuid::Uuid;

/// What a letter answers.
#[derive(Clone, Debug, Default)]
pub(super) enum Answers {
    /// Nothing of ours.
    #[default]
    Nothing,
    /// A card, and its customer wrote it.
    Card(CardId),
    /// A card, but somebody else wrote it.
    CardOfAnother(CardId),
    /// A letter that we send to our own people: a digest, a sign-in link.
    OurLetter,
}

/// Finds out what a letter answers.
///
/// # Errors
/// Those of the database.
pub(super) fn find(
    connection: &mut AnyConnection,
    rules: &Rules,
    organisation: OrganisationId,
    letter: &Reading,
    writer: Option<&str>,
    tag: Option<Tag>,
) -> Result<Answers> {
    // The newest letter that is named comes last.
    let named: Vec<String> = letter.references.iter().chain(&letter.in_reply_to).rev().take(50).cloned().collect();
    let ids: Vec<LetterId> = named.iter().filter_map(|id| own_id(id)).collect();
    let by_tag = tag.and_then(|tag| tag.card(&rules.key, organisation));
    let (mut card, mut to_our_people) = (by_tag, false);
    if card.is_none() && !named.is_empty() {
        card = card_letters::card_of(connection, organisation, &ids)?;
    }
    if card.is_none() && !named.is_empty() {
        card = letter_readings::card_of_message(connection, organisation, &named)?;
    }
    for id in ids.into_iter().take(10) {
        let Some(row) = outbox::by_id(connection, id)?.filter(|row| row.organisation_id == organisation) else {
            continue;
        };
        card = card.or(row.card_id);
        let kind = row.kind.as_str();
        to_our_people |= ANSWERABLE.contains(&kind) || matches!(kind, "sign_in" | "praise" | "shared" | "refused");
    }
    // A card that was deleted since has no thread any more.
    let card = card.map(|card| found(cards::by_id(connection, organisation, card))).transpose()?.flatten();
    if let Some(card) = card {
        return Ok(if is_customer(connection, &card, writer)? {
            Answers::Card(card.id)
        } else {
            Answers::CardOfAnother(card.id)
        });
    }
    Ok(if to_our_people { Answers::OurLetter } else { Answers::Nothing })
}

/// The id of a letter of ours in its Message-ID: what stands before the `@`.
pub(super) fn own_id(message_id: &str) -> Option<LetterId> {
    let (local, _) = message_id.split_once('@')?;
    // The hyphenated form is the one we write; 36 characters of anything else are no id.
    (local.len() == 36).then(|| Uuid::parse_str(local).ok()).flatten().map(LetterId::from_uuid)
}

/// Whether the card's customer wrote this letter: from the address they gave, or one that they wrote from before.
fn is_customer(connection: &mut AnyConnection, card: &CardRow, writer: Option<&str>) -> Result<bool> {
    let Some(from) = writer.map(key_of) else { return Ok(false) };
    let mut known: Vec<String> = card.customer_email.as_deref().map(key_of).into_iter().collect();
    if let Some(inbound) = card.inbound_id
        && let Some(first) = letter_readings::by_id(connection, card.organisation_id, inbound)?
        // Who passed a letter on is not its customer.
        && first.forwarder.is_none()
    {
        known.extend(first.from_address.as_deref().map(key_of));
    }
    let letters = card_letters::of_card(connection, card.organisation_id, card.id)?;
    known.extend(
        letters
            .iter()
            .filter(|row| row.direction == card_letters::IN)
            .filter_map(|row| row.address.as_deref().map(key_of)),
    );
    Ok(known.contains(&from))
}

/// The key under which an inbound letter stands among a card's letters.
pub(super) fn letter_key(inbound: InboundId) -> LetterId {
    LetterId::from_uuid(inbound.uuid())
}
