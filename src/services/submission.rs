//! A new card, from whichever door: read, tagged and made ready without a connection, then stored in one transaction.
//! The same key stored twice is one card.

use super::directory::House;
use super::submitted::Submission;
use super::tagging::{self, Read};
use crate::domain::ids::CardId;
use crate::domain::{KindFrom, Status, calendar};
use crate::error::{Kind as ErrorKind, Result};
use crate::store::AnyConnection;
use crate::store::cards::{self, CardRow};
use crate::store::columns::micros;
use crate::store::mentions::{self, CandidateRow, MentionRow};

/// A card with its mentions and questions, ready to be stored.
#[derive(Clone, Debug)]
pub struct Prepared {
    card: CardRow,
    mentions: Vec<MentionRow>,
    candidates: Vec<CandidateRow>,
}

/// Where a card went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stored {
    /// The card.
    pub card: CardId,
    /// What people call it.
    pub number: i64,
    /// Whether it was there already.
    pub again: bool,
}

/// Reads and tags a card. Needs no connection, so that the writing thread isn't kept from other cards.
///
/// # Errors
/// `Internal` when the organisation's time zone can't be read.
pub fn prepare(house: &House, submission: Submission) -> Result<Prepared> {
    let now = submission.received_at;
    let id = CardId::at(now);
    let Read { kind, score, mentions, candidates } = tagging::read(house, &submission, id);
    let due = if kind.wants_an_answer() {
        Some(micros(calendar::answer_due(now, &calendar::zone(&house.organisation.zone)?)))
    } else {
        None
    };
    let card = CardRow {
        organisation_id: house.organisation.id,
        id,
        number: 0,
        once_key: submission.once_key,
        source: submission.source,
        kind,
        kind_from: if submission.kind.is_some() { KindFrom::Customer } else { KindFrom::Inferred },
        status: Status::New,
        uncertain: !candidates.is_empty(),
        text: submission.text,
        subject: submission.subject,
        helper: submission.helper,
        customer_name: submission.customer_name,
        customer_email: submission.customer_email,
        customer_phone: submission.customer_phone,
        form_id: submission.form_id,
        preset_agent_id: submission.preset,
        team_id: submission.team_id,
        inbound_id: submission.inbound_id,
        score,
        received_at: micros(now),
        due_at: due,
        owner_id: None,
        answered_at: None,
        closed_at: None,
        outcome: None,
        outcome_note: None,
    };
    Ok(Prepared { card, mentions, candidates })
}

/// Stores a prepared card. A card that is there already under the same key is returned as it is.
///
/// # Errors
/// Those of the database.
pub fn store(connection: &mut AnyConnection, mut prepared: Prepared) -> Result<Stored> {
    let (organisation, key) = (prepared.card.organisation_id, prepared.card.once_key.clone());
    if let Some(card) = cards::by_once_key(connection, organisation, &key)? {
        return Ok(Stored { card: card.id, number: card.number, again: true });
    }
    cards::insert(connection, &mut prepared.card)?;
    mentions::insert(connection, &prepared.mentions)?;
    mentions::insert_candidates(connection, &prepared.candidates)?;
    Ok(Stored { card: prepared.card.id, number: prepared.card.number, again: false })
}

/// What a caller does who hears `Conflict` from [`store`]: two instances stored the same card at the same moment,
/// and the other one was first.
///
/// # Errors
/// The error itself, when it was another one.
pub fn after_conflict(
    connection: &mut AnyConnection,
    house: &House,
    key: &[u8],
    error: crate::error::Error,
) -> Result<Stored> {
    if error.kind() != ErrorKind::Conflict {
        return Err(error);
    }
    match cards::by_once_key(connection, house.organisation.id, key)? {
        Some(card) => Ok(Stored { card: card.id, number: card.number, again: true }),
        None => Err(error),
    }
}
