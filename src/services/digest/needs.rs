//! What needs the reader now: open complaints, the oldest promise first, and cards that ask who is meant.

use crate::domain::Sight;
use crate::domain::ids::{CardId, OrganisationId};
use crate::error::Result;
use crate::services::holding::Holding;
use crate::store::AnyConnection;
use crate::store::figures::{self, NeedMark};
use jiff::Timestamp;
use std::cmp::Reverse;

/// More complaints than these are never told in one letter; the inbox has them all.
const MOST_COMPLAINTS: usize = 10;
/// Nor more questions.
const MOST_QUESTIONS: usize = 5;

/// What needs somebody.
#[derive(Debug)]
pub(super) struct Needs {
    /// Open complaints in the order an answer is due, as many as are told.
    pub(super) complaints: Vec<CardId>,
    pub(super) complaints_in_all: u64,
    /// Those of all that nobody looks after.
    pub(super) complaints_unowned: u64,
    /// Those of all that have been held for longer than the organisation allows.
    pub(super) held_long: u64,
    /// Questions that stand alone (not on an open complaint, which is told of anyway), newest first, as many as are told.
    pub(super) questions: Vec<CardId>,
    pub(super) questions_in_all: u64,
}

impl Needs {
    /// Reads what needs somebody who sees this much.
    ///
    /// # Errors
    /// Those of the database.
    pub(super) fn read(
        connection: &mut AnyConnection,
        organisation: OrganisationId,
        sight: Sight<'_>,
        now: Timestamp,
    ) -> Result<Self> {
        let needing = figures::needing(connection, organisation, sight)?;
        let (mut open, others): (Vec<&NeedMark>, Vec<&NeedMark>) = needing.iter().partition(|mark| mark.is_open());
        let mut asked: Vec<CardId> = others.iter().filter(|mark| mark.uncertain).map(|mark| mark.id).collect();
        let held_long = match Holding::of(connection, organisation)?.over(now) {
            None => 0,
            Some(held) => figures::held_long(connection, organisation, sight, held)?,
        };
        open.sort_unstable_by_key(|mark| (mark.due_at, mark.id));
        asked.sort_unstable_by_key(|card| Reverse(*card));
        Ok(Self {
            complaints_in_all: number(open.len()),
            complaints_unowned: number(open.iter().filter(|mark| mark.owner.is_none()).count()),
            complaints: open.iter().take(MOST_COMPLAINTS).map(|mark| mark.id).collect(),
            held_long,
            questions_in_all: number(asked.len()),
            questions: asked.into_iter().take(MOST_QUESTIONS).collect(),
        })
    }
}

fn number(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}
