//! Every text in which a name can stand, on some cards and in the letters that told of them: to be read, and written
//! again without it.

use super::connection::{AnyConnection, each_backend};
use super::schema::{card_letters, cards, corrections, digests, disputes, events, letter_readings, mail_acts, outbox};
use crate::domain::ids::{
    ActId, CardId, CorrectionId, DigestId, DisputeId, EventId, InboundId, LetterId, OrganisationId,
};
use crate::error::Result;
use diesel::prelude::*;

/// A card's texts.
#[derive(Clone, Debug, PartialEq, Eq, AsChangeset)]
#[diesel(table_name = cards, treat_none_as_null = true)]
pub struct CardTexts {
    /// The customer's own words.
    pub text: String,
    /// A letter's subject.
    pub subject: Option<String>,
    /// "Who helped you?"
    pub helper: Option<String>,
    /// What was done about it.
    pub outcome_note: Option<String>,
}

/// Writes a card's texts.
///
/// # Errors
/// Those of the database.
pub fn set_card(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    card: CardId,
    texts: &CardTexts,
) -> Result<()> {
    diesel::update(cards::table.find((organisation, card))).set(texts).execute(connection)?;
    super::search::mark(connection, organisation, card)
}

/// Details of the trails of these cards that say something.
///
/// # Errors
/// Those of the database.
pub fn details(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    ids: &[CardId],
) -> Result<Vec<(CardId, EventId, String)>> {
    each_backend!(connection, |inner| {
        Ok(events::table
            .filter(events::organisation_id.eq(organisation).and(events::card_id.eq_any(ids)))
            .filter(events::detail.ne(""))
            .select((events::card_id, events::id, events::detail))
            .load(inner)?)
    })
}

/// Writes one detail.
///
/// # Errors
/// Those of the database.
pub fn set_detail(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    (card, event): (CardId, EventId),
    detail: &str,
) -> Result<()> {
    diesel::update(events::table.find((organisation, card, event)))
        .set(events::detail.eq(detail))
        .execute(connection)?;
    Ok(())
}

/// The letters to and fro of these cards: words, and what was taken away from them.
///
/// # Errors
/// Those of the database.
pub fn letters(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    ids: &[CardId],
) -> Result<Vec<(CardId, LetterId, String, String)>> {
    each_backend!(connection, |inner| {
        Ok(card_letters::table
            .filter(card_letters::organisation_id.eq(organisation).and(card_letters::card_id.eq_any(ids)))
            .select((card_letters::card_id, card_letters::id, card_letters::text, card_letters::elided))
            .load(inner)?)
    })
}

/// Writes an agent's reason and a manager's note.
///
/// # Errors
/// Those of the database.
pub fn set_dispute(
    connection: &mut AnyConnection,
    key: (OrganisationId, DisputeId),
    reason: &str,
    note: Option<&str>,
) -> Result<()> {
    diesel::update(disputes::table.find(key))
        .set((disputes::reason.eq(reason), disputes::note.eq(note)))
        .execute(connection)?;
    Ok(())
}

/// A correction, its card, its words, and what stood there before.
pub type CorrectedTexts = (CorrectionId, Option<CardId>, String, Option<String>);

/// What was corrected on these cards, whether in force or not: words, and what stood there before.
///
/// # Errors
/// Those of the database.
pub fn corrected(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    ids: &[CardId],
) -> Result<Vec<CorrectedTexts>> {
    each_backend!(connection, |inner| {
        Ok(corrections::table
            .filter(corrections::organisation_id.eq(organisation).and(corrections::card_id.eq_any(ids)))
            .select((corrections::id, corrections::card_id, corrections::surface, corrections::was))
            .load(inner)?)
    })
}

/// Writes one correction's words, which teach nothing any more, and what stood there before.
///
/// # Errors
/// Those of the database.
pub fn set_correction(
    connection: &mut AnyConnection,
    key: (OrganisationId, CorrectionId),
    surface: Option<&str>,
    was: Option<&str>,
) -> Result<()> {
    if let Some(surface) = surface {
        diesel::update(corrections::table.find(key))
            .set((corrections::surface.eq(surface), corrections::form.eq("")))
            .execute(connection)?;
    }
    diesel::update(corrections::table.find(key)).set(corrections::was.eq(was)).execute(connection)?;
    Ok(())
}

/// What was done to these cards by mail, as sentences.
///
/// # Errors
/// Those of the database.
pub fn said_by_mail(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    ids: &[CardId],
) -> Result<Vec<(ActId, String, String)>> {
    each_backend!(connection, |inner| {
        Ok(mail_acts::table
            .filter(mail_acts::organisation_id.eq(organisation).and(mail_acts::card_id.eq_any(ids)))
            .select((mail_acts::id, mail_acts::said, mail_acts::was))
            .load(inner)?)
    })
}

/// Writes one such sentence, and what its undoing restores.
///
/// # Errors
/// Those of the database.
pub fn set_said_by_mail(
    connection: &mut AnyConnection,
    key: (OrganisationId, ActId),
    said: &str,
    was: &str,
) -> Result<()> {
    diesel::update(mail_acts::table.find(key))
        .set((mail_acts::said.eq(said), mail_acts::was.eq(was)))
        .execute(connection)?;
    Ok(())
}

/// The letters that these cards came in, and those that were written to them since.
///
/// # Errors
/// Those of the database.
pub fn raw_of(connection: &mut AnyConnection, organisation: OrganisationId, ids: &[CardId]) -> Result<Vec<InboundId>> {
    each_backend!(connection, |inner| {
        Ok(letter_readings::table
            .filter(letter_readings::organisation_id.eq(organisation).and(letter_readings::card_id.eq_any(ids)))
            .select(letter_readings::inbound_id)
            .load(inner)?)
    })
}

/// Up to `limit` digests after `after`: subject, text, HTML.
///
/// # Errors
/// Those of the database.
pub fn digests_after(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    after: Option<DigestId>,
    limit: i64,
) -> Result<Vec<(DigestId, String, String, String)>> {
    let after = after.unwrap_or_else(|| DigestId::from_uuid(uuid::Uuid::nil()));
    Ok(digests::table
        .filter(digests::organisation_id.eq(organisation).and(digests::id.gt(after)))
        .order(digests::id.asc())
        .limit(limit)
        .select((digests::id, digests::subject, digests::body_text, digests::body_html))
        .load(connection)?)
}

/// Writes a digest's words.
///
/// # Errors
/// Those of the database.
pub fn set_digest(
    connection: &mut AnyConnection,
    key: (OrganisationId, DigestId),
    (subject, text, html): (&str, &str, &str),
) -> Result<()> {
    diesel::update(digests::table.find(key))
        .set((digests::subject.eq(subject), digests::body_text.eq(text), digests::body_html.eq(html)))
        .execute(connection)?;
    Ok(())
}

/// A letter of ours: key, to whom, subject, text, HTML.
pub type Sent = (LetterId, String, String, String, Option<String>);

/// Up to `limit` letters of ours after `after`.
///
/// # Errors
/// Those of the database.
pub fn sent_after(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    after: Option<LetterId>,
    limit: i64,
) -> Result<Vec<Sent>> {
    let after = after.unwrap_or_else(|| LetterId::from_uuid(uuid::Uuid::nil()));
    Ok(outbox::table
        .filter(outbox::organisation_id.eq(organisation).and(outbox::id.gt(after)))
        .order(outbox::id.asc())
        .limit(limit)
        .select((outbox::id, outbox::to_address, outbox::subject, outbox::body_text, outbox::body_html))
        .load(connection)?)
}

/// Writes a letter's words.
///
/// # Errors
/// Those of the database.
pub fn set_sent(
    connection: &mut AnyConnection,
    key: (OrganisationId, LetterId),
    (subject, text, html): (&str, &str, Option<&str>),
) -> Result<()> {
    diesel::update(outbox::table.find(key))
        .set((outbox::subject.eq(subject), outbox::body_text.eq(text), outbox::body_html.eq(html)))
        .execute(connection)?;
    Ok(())
}
