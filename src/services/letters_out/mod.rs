//! Letters that the service writes by itself when something happens to a card: to its managers, its agents, its
//! customer. What is wanted is noted in the transaction of the change (`want`), once for each letter, reader and matter;
//! a job writes the letter when its hour has come (`tell`), from what holds at that moment.

mod agents;
mod automatic;
mod customers;
mod managers;
pub(super) mod notice;
mod parts;
mod stopped;
mod tell;
mod want;

pub use agents::{said, say, unsay};
pub use automatic::{DAY, PAUSE, may_write};
pub use customers::{say_thanks, thanked, want_receipt};
pub use notice::Notice;
pub use stopped::stopped;
pub use tell::{due, receipt, tell};
pub use want::{of_card, shared, shared_later, unshare, wrote_again};

use super::jobs::{self, Job};
use crate::domain::ids::{CardId, OrganisationId};
use crate::error::Result;
use crate::render::Templates;
use crate::store::AnyConnection;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

/// What letters are written with.
#[derive(Clone, Copy, Debug)]
pub struct Desk<'a> {
    /// For what is written here.
    pub templates: &'a Templates,
    /// The beginning of every link.
    pub public_url: &'a str,
    /// Whether an answer by mail can be believed: letters say so only then.
    pub by_mail: bool,
}

/// Kinds of letters that a member may answer by mail: a signed address takes their answers.
pub const ANSWERABLE: [&str; 8] = ["alert", "again", "due_soon", "due_late", "due_admin", "held", "digest", "acted"];

/// What happened longer ago is told by the digest alone: an import must not wake anybody.
const NEWS: SignedDuration = SignedDuration::from_hours(48);

/// The reader of letters that have only one, such as a card's customer.
const NOBODY: Uuid = Uuid::nil();

/// Asks for a look at which letters a card wants, in the transaction of the change that wants them.
///
/// # Errors
/// Those of the database.
pub fn look(connection: &mut AnyConnection, organisation: OrganisationId, card: CardId, now: Timestamp) -> Result<()> {
    look_at(connection, organisation, card, now, now)
}

/// The same, at a later moment.
///
/// # Errors
/// Those of the database.
pub fn look_at(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    card: CardId,
    now: Timestamp,
    at: Timestamp,
) -> Result<()> {
    jobs::enqueue_at(connection, organisation, &Job::CardLetters { card }, now, at)
}
