//! Puts a rendered letter into the outbox, in the transaction of the change that it tells of. The worker sends it.

use crate::domain::ids::{CardId, LetterId, OrganisationId};
use crate::domain::names;
use crate::error::Result;
use crate::mail::letters::Rendered;
use crate::store::AnyConnection;
use crate::store::columns::micros;
use crate::store::outbox::{self, OutboxRow};
use jiff::{SignedDuration, Timestamp};

/// To whom a letter goes, and what stands on it besides its words.
#[derive(Clone, Debug)]
pub struct Envelope<'a> {
    /// Which letter it is (`digest`, `sign_in`, `answer`).
    pub kind: &'a str,
    /// The reader's name.
    pub to_name: &'a str,
    /// The reader's address.
    pub to_address: &'a str,
    /// For `List-Id`, if it is one of a series.
    pub list_id: Option<String>,
    /// For `List-Unsubscribe`.
    pub unsubscribe_url: Option<String>,
    /// The card that it is an answer to, and the Message-ID of the customer's letter, if there was one.
    pub answers: Option<(CardId, Option<String>)>,
}

/// Stores the letter for sending at once; returns its id.
///
/// # Errors
/// Those of the database.
pub fn post(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    envelope: Envelope<'_>,
    letter: Rendered,
    now: Timestamp,
) -> Result<LetterId> {
    let id = LetterId::at(now);
    let (card_id, in_reply_to) = envelope.answers.map_or((None, None), |(card, id)| (Some(card), id));
    // Somebody sits and waits for a link to sign in: it goes before everything that waits.
    let ahead = if envelope.kind == "sign_in" { SignedDuration::from_hours(24) } else { SignedDuration::ZERO };
    let run_at = now.checked_sub(ahead).unwrap_or(now);
    outbox::insert(
        connection,
        &OutboxRow {
            organisation_id: organisation,
            id,
            kind: envelope.kind.to_owned(),
            to_name: names::one_line(envelope.to_name, 120),
            to_address: envelope.to_address.to_owned(),
            subject: letter.subject,
            body_text: letter.text,
            body_html: Some(letter.html),
            list_id: envelope.list_id,
            unsubscribe_url: envelope.unsubscribe_url,
            state: "waiting".to_owned(),
            attempts: 0,
            run_at: micros(run_at),
            lease_until: None,
            last_error: None,
            created_at: micros(now),
            sent_at: None,
            card_id,
            in_reply_to,
            last_code: None,
            tried_at: None,
            offered_at: None,
        },
    )?;
    Ok(id)
}
