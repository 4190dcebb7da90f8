//! Letters that came in. A letter is stored whole before anything is read (`arrivals`); reading it is a job that can be
//! run again: the same letter to the same recipient is one card. Taken up and opened without a connection (`waiting`),
//! looked up (`known`: who is that, what does it answer), judged without a connection (`judge`), and settled in one
//! transaction (`settle`).

mod author;
mod codes;
mod fields;
mod judge;
mod known;
mod lists;
mod proof;
mod receipts;
mod returned;
mod routing;
mod rules;
mod settle;
mod thread;
mod waiting;
mod wording;

use super::arrivals::UNKNOWN_SENDER;
pub use super::arrivals::{Arrival, LARGEST, receive};
use crate::domain::email_address::EmailAddress;
use crate::domain::ids::{InboundId, OrganisationId};
use crate::domain::names;
use crate::error::{Kind, Result};
pub use crate::reading::authentication::{Asked, Outcome};
use crate::store::{AnyConnection, inbound};
pub use codes::{ANSWER_TO_US, BLOCKED, NOTHING_TO_STOP, Refused, STOPPED, sentence};
use judge::Fate;
pub use judge::{ReadLetter, read};
pub(super) use known::keep_place;
pub use known::{Known, look_up};
pub use proof::{Direct, Inquiry, Proof, Sent};
pub use returned::not_sent;
pub(super) use routing::addressed;
pub use routing::{SEPARATORS, USUAL};
pub use rules::Rules;
pub(super) use settle::bind;
pub use settle::{Again, settle, settle_again, settle_by_hand, undo_by_hand};
pub use waiting::{Opened, Waiting, open, take_up, take_up_again};
pub(super) use wording::without_sign_in_links;

/// What a card says whose letter could not be read.
pub(super) const UNREADABLE: &str = "This letter could not be read. Its raw form is kept.";

/// How many bytes a stored letter has.
///
/// # Errors
/// Those of the database.
pub fn size(connection: &mut AnyConnection, organisation: OrganisationId, id: InboundId) -> Result<i64> {
    inbound::size(connection, organisation, id)
}

/// An address as it is compared and kept.
pub(super) fn key(address: &str) -> String {
    EmailAddress::parse(address).map_or_else(|_| names::one_line(address, 320).to_lowercase(), |one| one.key())
}

/// Takes `NotFound` for an answer.
pub(super) fn found<T>(asked: Result<T>) -> Result<Option<T>> {
    match asked {
        Ok(row) => Ok(Some(row)),
        Err(error) if error.kind() == Kind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}
