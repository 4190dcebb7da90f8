//! How far a card has come: somebody takes it on, the customer is answered, it is closed, and all of that can be
//! undone. Each change leaves a line in the trail.

use super::access::card_to_change;
use super::trail;
use crate::domain::ids::CardId;
use crate::domain::{Outcome, Status, Step, Viewer};
use crate::error::{Error, Result};
use crate::store::AnyConnection;
use crate::store::cards::{self, Progress};
use crate::store::columns::micros;
use jiff::Timestamp;

/// The longest note that is kept, in characters.
pub const LONGEST_NOTE: usize = 2_000;

/// Makes the viewer the card's owner.
///
/// # Errors
/// `NotFound`, `Forbidden`.
pub fn take(connection: &mut AnyConnection, viewer: &Viewer, card: CardId, now: Timestamp) -> Result<()> {
    let row = card_to_change(connection, viewer, card)?;
    let mut progress = Progress::of(&row);
    progress.owner_id = Some(viewer.member);
    if row.status == Status::New {
        progress.status = Status::Open;
    }
    cards::set_progress(connection, viewer.organisation, card, &progress)?;
    trail::note(connection, (viewer.organisation, card), Some(viewer.member), Step::Taken, "", now)
}

/// Notes that the customer has an answer. Only the first answer's time is kept.
///
/// # Errors
/// `NotFound`, `Forbidden`.
pub fn answered(connection: &mut AnyConnection, viewer: &Viewer, card: CardId, now: Timestamp) -> Result<()> {
    let row = card_to_change(connection, viewer, card)?;
    let mut progress = Progress::of(&row);
    progress.answered_at = progress.answered_at.or(Some(micros(now)));
    progress.owner_id = progress.owner_id.or(Some(viewer.member));
    if row.status != Status::Closed {
        progress.status = Status::Answered;
    }
    cards::set_progress(connection, viewer.organisation, card, &progress)?;
    trail::note(connection, (viewer.organisation, card), Some(viewer.member), Step::Answered, "", now)
}

/// Closes a card with its outcome and a note about what was done.
///
/// # Errors
/// `NotFound`, `Forbidden`; `Invalid` without a note or with too long a one.
pub fn close(
    connection: &mut AnyConnection,
    viewer: &Viewer,
    card: CardId,
    outcome: Outcome,
    note: &str,
    now: Timestamp,
) -> Result<()> {
    let note = needed_note(note, "Write what was done about it.")?;
    let row = card_to_change(connection, viewer, card)?;
    let progress = Progress {
        status: Status::Closed,
        owner_id: row.owner_id.or(Some(viewer.member)),
        answered_at: row.answered_at,
        closed_at: Some(micros(now)),
        outcome: Some(outcome),
        outcome_note: Some(note.to_owned()),
    };
    cards::set_progress(connection, viewer.organisation, card, &progress)?;
    trail::note(
        connection,
        (viewer.organisation, card),
        Some(viewer.member),
        Step::Closed,
        &format!("{}: {note}", outcome.word()),
        now,
    )
}

/// Opens a closed card again.
///
/// # Errors
/// `NotFound`, `Forbidden`.
pub fn reopen(connection: &mut AnyConnection, viewer: &Viewer, card: CardId, now: Timestamp) -> Result<()> {
    let row = card_to_change(connection, viewer, card)?;
    let progress = Progress {
        status: if row.answered_at.is_some() { Status::Answered } else { Status::Open },
        closed_at: None,
        outcome: None,
        outcome_note: None,
        ..Progress::of(&row)
    };
    cards::set_progress(connection, viewer.organisation, card, &progress)?;
    trail::note(connection, (viewer.organisation, card), Some(viewer.member), Step::Reopened, "", now)
}

/// A note that must be there, trimmed.
pub(super) fn needed_note<'a>(note: &'a str, when_missing: &str) -> Result<&'a str> {
    let note = note.trim();
    if note.is_empty() {
        return Err(Error::invalid(when_missing));
    }
    if note.chars().count() > LONGEST_NOTE {
        return Err(Error::invalid("Keep the note under 2,000 characters."));
    }
    Ok(note)
}
