//! One press for many cards: taking them on, giving them to a colleague, marking them as answered or as put right, sharing
//! them with the agents whom they complain about. All of it is one act and is undone together. A card that the viewer can't change, or that the press means nothing to,
//! is left as it is and counted.

use super::needed_note::needed_note;
use super::{closure, owner, release};
use crate::domain::ids::{ActId, CardId, MemberId};
use crate::domain::{Outcome, Viewer};
use crate::error::{Error, Kind, Result};
use crate::store::AnyConnection;
use jiff::Timestamp;

/// Cards of one press: two pages of a list.
pub const MOST: usize = 50;

/// What is done to each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Somebody looks after it.
    Own(MemberId),
    /// Its customer has an answer.
    Answered,
    /// It is put right, with this note.
    PutRight(String),
    /// Those whom it complains about may read it, with this note.
    Share(String),
}

/// What a press has done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pressed {
    /// Cards that were changed.
    pub changed: usize,
    /// Cards that were left as they are.
    pub left: usize,
}

/// Does `what` to every card, as a part of `act`.
///
/// # Errors
/// `Invalid` without cards, with too many, or when a note or a colleague is missing; `Forbidden`.
pub fn press(
    connection: &mut AnyConnection,
    viewer: &Viewer,
    (act, ids): (ActId, &[CardId]),
    what: &What,
    now: Timestamp,
) -> Result<Pressed> {
    super::access::may_act(viewer)?;
    if ids.is_empty() {
        return Err(Error::invalid("Choose at least one card first."));
    }
    if ids.len() > MOST {
        return Err(Error::invalid("Choose at most 50 cards at once."));
    }
    match what {
        What::PutRight(note) => needed_note(note, "Write what was done about them.").map(|_| ())?,
        What::Share(note) => {
            needed_note(note, "Write a note to the agents: they read it beside the customer’s words.").map(|_| ())?;
        }
        What::Own(_) | What::Answered => {}
    }
    let mut pressed = Pressed::default();
    for card in ids {
        let done = one(connection, viewer, (*card, act), what, now);
        match done {
            Ok(true) => pressed.changed += 1,
            Ok(false) => pressed.left += 1,
            // Somebody may see the list and not each card by the time they press.
            Err(error) if matches!(error.kind(), Kind::NotFound | Kind::Invalid) => pressed.left += 1,
            Err(error) => return Err(error),
        }
    }
    if pressed.changed == 0 {
        return Err(Error::invalid("None of these cards can be changed like that."));
    }
    Ok(pressed)
}

fn one(
    connection: &mut AnyConnection,
    viewer: &Viewer,
    place: (CardId, ActId),
    what: &What,
    now: Timestamp,
) -> Result<bool> {
    let row = super::access::card_to_change(connection, viewer, place.0)?;
    if !row.kind.wants_an_answer() || row.closed_at.is_some() {
        return Ok(false);
    }
    match what {
        What::Own(member) => owner::assign(connection, viewer, place, *member, now).map(|_| true),
        What::Answered if row.answered_at.is_some() => Ok(false),
        What::Answered => closure::mark_answered(connection, viewer, place, now).map(|_| true),
        What::PutRight(note) => closure::close(connection, viewer, place, Outcome::PutRight, note, now).map(|_| true),
        What::Share(note) => release::release_all(connection, viewer, place, note, now),
    }
}
