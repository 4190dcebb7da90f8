//! How far a card has come: somebody reads it, the customer is answered, it is closed, and all of that can be undone.
//! Each change leaves a line in the trail. A card that was put right asks its customer once whether that is true.

use super::needed_note::needed_note;
use super::{progress, put_right, trail};
use crate::domain::ids::{ActId, CardId};
use crate::domain::{Outcome, Status, Step, Viewer};
use crate::error::Result;
use crate::store::AnyConnection;
use crate::store::cards::Progress;
use crate::store::columns::micros;
use jiff::Timestamp;

/// Notes that somebody has read a new card; one that is further is left as it is.
///
/// # Errors
/// `NotFound`, `Forbidden`.
pub fn see(connection: &mut AnyConnection, viewer: &Viewer, card: CardId, now: Timestamp) -> Result<()> {
    let (row, mut progress) = progress::begun(connection, viewer, card)?;
    if row.status != Status::New || !row.kind.wants_an_answer() {
        return Ok(());
    }
    progress.status = Status::Seen;
    crate::store::cards::set_progress(connection, viewer.organisation, card, &progress)?;
    trail::note(connection, (viewer.organisation, card), Some(viewer.member), Step::Seen, "", now)
}

/// Notes that the customer has an answer. Only the first answer's time is kept.
///
/// # Errors
/// `NotFound`, `Forbidden`.
pub fn answered(connection: &mut AnyConnection, viewer: &Viewer, card: CardId, now: Timestamp) -> Result<ActId> {
    mark_answered(connection, viewer, (card, ActId::at(now)), now)
}

/// The same as a part of `act`.
///
/// # Errors
/// `NotFound`, `Forbidden`.
pub(super) fn mark_answered(
    connection: &mut AnyConnection,
    viewer: &Viewer,
    (card, act): (CardId, ActId),
    now: Timestamp,
) -> Result<ActId> {
    let (row, mut progress) = progress::begun(connection, viewer, card)?;
    progress.answered_at = progress.answered_at.or(Some(micros(now)));
    progress.owner_id = progress.owner_id.or(Some(viewer.member));
    if row.status != Status::Closed {
        progress.status = Status::Answered;
    }
    progress::write(connection, viewer, act, &row, &progress, now)?;
    trail::note(connection, (viewer.organisation, card), Some(viewer.member), Step::Answered, "", now)?;
    Ok(act)
}

/// Closes a card, as a part of `act`, with its outcome and a note about what was done. Says whether its customer will
/// be asked if it is true.
///
/// # Errors
/// `NotFound`, `Forbidden`; `Invalid` without a note or with too long a one.
pub fn close(
    connection: &mut AnyConnection,
    viewer: &Viewer,
    (card, act): (CardId, ActId),
    outcome: Outcome,
    note: &str,
    now: Timestamp,
) -> Result<bool> {
    let note = needed_note(note, "Write what was done about it.")?;
    let (row, _) = progress::begun(connection, viewer, card)?;
    let progress = Progress {
        status: Status::Closed,
        owner_id: row.owner_id.or(Some(viewer.member)),
        answered_at: row.answered_at,
        closed_at: Some(micros(now)),
        outcome: Some(outcome),
        outcome_note: Some(note.to_owned()),
    };
    progress::write(connection, viewer, act, &row, &progress, now)?;
    let detail = format!("{}: {note}", outcome.word());
    trail::note(connection, (viewer.organisation, card), Some(viewer.member), Step::Closed, &detail, now)?;
    if outcome == Outcome::PutRight { put_right::plan(connection, &row, now) } else { Ok(false) }
}

/// Opens a closed card again.
///
/// # Errors
/// `NotFound`, `Forbidden`.
pub fn reopen(connection: &mut AnyConnection, viewer: &Viewer, card: CardId, now: Timestamp) -> Result<ActId> {
    let (row, _) = progress::begun(connection, viewer, card)?;
    let progress = Progress {
        status: if row.answered_at.is_some() { Status::Answered } else { Status::Open },
        closed_at: None,
        outcome: None,
        outcome_note: None,
        ..Progress::of(&row)
    };
    let act = ActId::at(now);
    progress::write(connection, viewer, act, &row, &progress, now)?;
    trail::note(connection, (viewer.organisation, card), Some(viewer.member), Step::Reopened, "", now)?;
    Ok(act)
}
