//! How far a card comes by one press, written so that the press can be undone: on one card, or on fifty at once. What
//! somebody has changed since stays as they left it.

use super::access::{card_to_change, may_act};
use super::release::{self, SharedWith};
use super::trail;
use crate::domain::ids::{ActId, CardId};
use crate::domain::{Step, Viewer};
use crate::error::{Error, Kind, Result};
use crate::store::AnyConnection;
use crate::store::card_changes::{self, ChangeRow};
use crate::store::cards::{self, CardRow, Progress};
use crate::store::columns::micros;
use jiff::Timestamp;

/// Writes how far `card` has come by `act`, which was read as `card` and becomes `progress`.
///
/// # Errors
/// Those of the database.
pub(super) fn write(
    connection: &mut AnyConnection,
    viewer: &Viewer,
    act: ActId,
    card: &CardRow,
    progress: &Progress,
    now: Timestamp,
) -> Result<()> {
    cards::set_progress(connection, viewer.organisation, card.id, progress)?;
    card_changes::insert(
        connection,
        &ChangeRow {
            organisation_id: viewer.organisation,
            act_id: act,
            card_id: card.id,
            member_id: viewer.member,
            at: micros(now),
            was: json(&Progress::of(card))?,
            became: json(progress)?,
            undone_at: None,
        },
    )
}

fn json(progress: &Progress) -> Result<String> {
    serde_json::to_string(progress)
        .map_err(|cause| Error::internal("This change can't be written down.").with_source(cause))
}

/// What undoing a press has done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Undone {
    /// Cards that are as they were.
    pub back: usize,
    /// Cards that somebody has changed since, and that stay.
    pub kept: usize,
}

/// Undoes a press of the viewer's own, or of a colleague's on cards that the viewer may change.
///
/// # Errors
/// `Forbidden`; `NotFound` when there is nothing of it to undo.
pub fn undo(connection: &mut AnyConnection, viewer: &Viewer, act: ActId, now: Timestamp) -> Result<Undone> {
    may_act(viewer)?;
    let mut undone = Undone::default();
    for row in card_changes::of_act(connection, viewer.organisation, act)? {
        let card = match card_to_change(connection, viewer, row.card_id) {
            Err(error) if error.kind() == Kind::NotFound => continue,
            other => other?,
        };
        if let Ok(shared) = serde_json::from_str::<SharedWith>(&row.was) {
            if release::withhold_all(connection, viewer, card.id, &shared, now)? {
                undone.back += 1;
            } else {
                undone.kept += 1;
            }
            card_changes::set_undone(connection, &row, micros(now))?;
            continue;
        }
        if json(&Progress::of(&card))? != row.became {
            undone.kept += 1;
            continue;
        }
        let was: Progress = serde_json::from_str(&row.was)
            .map_err(|cause| Error::internal("This change can't be read.").with_source(cause))?;
        cards::set_progress(connection, viewer.organisation, card.id, &was)?;
        card_changes::set_undone(connection, &row, micros(now))?;
        trail::note(connection, (viewer.organisation, card.id), Some(viewer.member), Step::StepBack, "", now)?;
        undone.back += 1;
    }
    if undone == Undone::default() {
        return Err(Error::not_found("This was undone already."));
    }
    Ok(undone)
}

/// The card as it is, for a change that the viewer may make.
pub(super) fn begun(connection: &mut AnyConnection, viewer: &Viewer, card: CardId) -> Result<(CardRow, Progress)> {
    let row = card_to_change(connection, viewer, card)?;
    let progress = Progress::of(&row);
    Ok((row, progress))
}
