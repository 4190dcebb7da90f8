//! Letters that the service writes by itself when something happens to a card: to its managers, its agents, its
//! customer. What is wanted is noted in the transaction of the change (`want`), once for each letter, reader and matter;
//! a job writes the letter when its hour has come (`tell`), from what holds at that moment.

mod agents;
mod automatic;
mod customers;
mod managers;
mod parts;
mod stopped;
mod tell;
mod want;

pub use agents::{said, say, unsay};
pub use automatic::{DAY, PAUSE, may_write};
pub use customers::{say_thanks, thanked, want_receipt};
pub use stopped::stopped;
pub use tell::{due, receipt, tell};
pub use want::{of_card, shared, shared_later, unshare, wrote_again};

use super::jobs::{self, Job};
use crate::domain::ids::{CardId, OrganisationId};
use crate::error::Result;
use crate::render::Templates;
use crate::store::AnyConnection;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
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

/// The letters that are written by notices, with the word in tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Notice {
    /// A new complaint, to those who lead the team.
    Alert,
    /// Praise, to the agent.
    Praise,
    /// A manager's words about praise, to the agent.
    Said,
    /// A complaint that was shared, to the agent.
    Shared,
    /// The customer wrote again, to whoever looks after the card.
    Again,
    /// An answer is due soon.
    Soon,
    /// An answer is overdue.
    Late,
    /// An answer is overdue for a day, to the admins.
    Admin,
    /// A complaint has been held for as long as it may, to its managers and the admins.
    Held,
    /// The agent's thanks, to the customer.
    Thanks,
    /// "We have your card", to the customer.
    Receipt,
    /// That the hours of a due answer are watched: told to nobody.
    Watch,
}

impl Notice {
    /// The word in tables, and the kind of the letter.
    pub fn word(self) -> &'static str {
        match self {
            Self::Alert => "alert",
            Self::Praise => "praise",
            Self::Said => "said",
            Self::Shared => "shared",
            Self::Again => "again",
            Self::Soon => "due_soon",
            Self::Late => "due_late",
            Self::Admin => "due_admin",
            Self::Held => "held",
            Self::Thanks => "thanks",
            Self::Receipt => "receipt",
            Self::Watch => "watch",
        }
    }
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
