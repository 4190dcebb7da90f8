//! A stored letter is taken up and opened, with what can be found out about its sender.

use super::proof::{self, Found};
use super::routing::{self, Addressed, addressed};
use super::rules::Rules;
use crate::domain::Via;
use crate::domain::ids::{InboundId, OrganisationId};
use crate::error::Result;
use crate::reading::{self, Envelope, Reading};
use crate::services::arrivals::UNKNOWN_SENDER;
use crate::store::columns::moment;
use crate::store::inbound::{self, InboundRow};
use crate::store::{AnyConnection, letter_readings, organisations};
use jiff::Timestamp;

/// A stored letter that waits to be read.
pub struct Waiting {
    row: InboundRow,
    raw: Vec<u8>,
    to: Addressed,
    /// What was found out about its sender when it was read before: asking anew, after keys were changed, would
    /// find less.
    before: Option<Found>,
}

/// Takes a stored letter up for reading; none when it was read already.
///
/// # Errors
/// `NotFound`; those of the database.
pub fn take_up(connection: &mut AnyConnection, organisation: OrganisationId, id: InboundId) -> Result<Option<Waiting>> {
    let waiting = take_up_again(connection, organisation, id)?;
    Ok(Some(waiting).filter(|waiting| waiting.row.state == "stored"))
}

/// Takes a letter up whatever became of it.
///
/// # Errors
/// `NotFound`; those of the database.
pub fn take_up_again(connection: &mut AnyConnection, organisation: OrganisationId, id: InboundId) -> Result<Waiting> {
    let row = inbound::by_id(connection, organisation, id)?;
    let to = match addressed(connection, &row.recipient)?.filter(|to| to.organisation.id == organisation) {
        Some(to) => to,
        // The address was taken away since: the letter is still this organisation's.
        None => Addressed {
            organisation: organisations::by_id(connection, organisation)?,
            place: routing::Place::default(),
            ours: None,
        },
    };
    let before = match row.via {
        Via::Smtp => letter_readings::by_id(connection, organisation, id)?.map(|before| Found::kept(&before)),
        Via::Lmtp | Via::Pipe | Via::Imap | Via::Http => None,
    };
    let raw = inbound::raw(connection, organisation, id)?;
    Ok(Waiting { row, raw, to, before })
}

/// A letter that was opened: what stands in it, before anybody was asked who that is.
pub struct Opened {
    pub(super) row: InboundRow,
    pub(super) raw: Vec<u8>,
    pub(super) to: Addressed,
    pub(super) letter: Reading,
    pub(super) found: Found,
    pub(super) received_at: Timestamp,
}

/// Opens a letter. Needs no connection: a large letter must not keep others from being stored.
///
/// # Errors
/// `Internal` when its stored moment can't be read.
pub fn open(waiting: Waiting, rules: &Rules) -> Result<Opened> {
    let Waiting { row, raw, to, before } = waiting;
    let received_at = moment(row.received_at)?;
    let envelope = Envelope {
        recipient: Some(row.recipient.clone()),
        sender: Some(row.sender.clone()).filter(|sender| sender != UNKNOWN_SENDER),
        received_at: Some(received_at),
        marker: None,
        list_files: true,
    };
    let letter = reading::read(&raw, &envelope);
    let found = before.unwrap_or_else(|| proof::find(&raw, &row, letter.from.as_deref(), rules));
    Ok(Opened { row, raw, to, letter, found, received_at })
}
