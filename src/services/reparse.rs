//! Reads stored letters again: after an upgrade that reads better, or a fault that was mended. What people decided
//! stays as they decided it, a card stays a card, and a second run changes nothing.

use super::directory::House;
use super::letters_in::{self, Again, Known, Opened, Rules};
use crate::domain::ids::{InboundId, OrganisationId};
use crate::error::Result;
use crate::store::{AnyConnection, inbound_list};
use jiff::Timestamp;

/// What a run has found, and where the next begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Letters that were read again.
    pub read: u64,
    /// Those of which something changed.
    pub changed: u64,
    /// Those that are a card, or a part of one, and were none.
    pub made: u64,
}

impl Progress {
    /// Counts one letter.
    pub fn count(&mut self, again: Again) {
        self.read += 1;
        match again {
            Again::Same => {}
            Again::Changed => self.changed += 1,
            Again::Made => self.made += 1,
        }
    }
}

/// Up to `limit` letters that came in at `since` or later, after `after`: those that were read and are still kept.
///
/// # Errors
/// Those of the database.
pub fn batch(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    since: Timestamp,
    after: Option<InboundId>,
    limit: i64,
) -> Result<Vec<InboundId>> {
    inbound_list::read_since(connection, organisation, since.as_microsecond(), after, limit)
}

/// Opens one letter again and looks up what is known of it. Reads only.
///
/// # Errors
/// Those of the database.
pub fn open(
    connection: &mut AnyConnection,
    rules: &Rules,
    organisation: OrganisationId,
    id: InboundId,
) -> Result<(Opened, Known)> {
    let opened = letters_in::open(letters_in::take_up_again(connection, organisation, id)?, rules)?;
    let mut known = letters_in::look_up(connection, rules, &opened)?;
    letters_in::keep_place(connection, &opened, &mut known)?;
    Ok((opened, known))
}

/// Brings one letter in line with what is read now; with `dry`, only says what would change.
///
/// # Errors
/// Those of the database.
pub fn apply(
    connection: &mut AnyConnection,
    (opened, known): (Opened, Known),
    house: &House,
    dry: bool,
    now: Timestamp,
) -> Result<Again> {
    letters_in::settle_again(connection, letters_in::read(opened, known, house, None)?, dry, now)
}
