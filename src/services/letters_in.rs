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

pub use super::arrivals::{Arrival, LARGEST, receive};
use crate::domain::ids::{InboundId, OrganisationId};
use crate::error::Result;
pub use crate::reading::authentication::{Asked, Outcome};
use crate::store::{AnyConnection, inbound};
pub use codes::{ANSWER_TO_US, BLOCKED, NOTHING_TO_STOP, Refused, STOPPED, sentence};
pub use judge::{ReadLetter, read};
pub(super) use known::keep_place;
pub use known::{Known, look_up};
pub use proof::Proof;
pub use returned::not_sent;
pub(super) use routing::addressed;
pub use routing::{SEPARATORS, USUAL};
pub use rules::{Direct, Inquiry, Rules, Sent};
pub(super) use settle::bind;
pub use settle::{Again, settle, settle_again, settle_by_hand, undo_by_hand};
pub use waiting::{Opened, Waiting, open, take_up, take_up_again};
pub(super) use wording::{UNREADABLE, without_sign_in_links};

/// How many bytes a stored letter has.
///
/// # Errors
/// Those of the database.
pub fn size(connection: &mut AnyConnection, organisation: OrganisationId, id: InboundId) -> Result<i64> {
    inbound::size(connection, organisation, id)
}
