//! Background work: writes digests that are due (`schedule`), hands letters to the relay (`letters`), does jobs
//! (`jobs`). Everything is claimed by lease and kept in the database, so that any number of instances may run, and one
//! that is killed loses nothing: its lease runs out and another takes over. No transaction is open while SMTP talks.

pub mod backoff;
pub mod jobs;
mod kept;
pub mod letters;
mod runner;
pub mod schedule;
mod sweep;
mod wake;

pub use runner::Worker;
pub use wake::Wake;

use crate::clock::Clock;
use crate::config::{Sender, WorkerSettings};
use crate::domain::ids::{InboundId, OrganisationId};
use crate::domain::token::SigningKey;
use crate::error::Result;
use crate::mail::Mailer;
use crate::mail::dkim::Keys;
use crate::render::Templates;
use crate::services::directory::Directory;
use crate::services::rush::Rush;
use crate::services::sign_in::Lifetimes;
use crate::store::Database;
use jiff::Timestamp;
use std::sync::Arc;
use std::time::Duration;

/// Reads a stored letter and makes a card of it: intake's part of the work, handed in by whoever puts the house
/// together.
pub type ReadLetter = Arc<dyn Fn(&Database, OrganisationId, InboundId, Timestamp) -> Result<()> + Send + Sync>;

/// What the work is done with; cloning it is cheap.
#[derive(Clone)]
pub struct Tools {
    /// Where everything is kept.
    pub database: Database,
    /// For what is written here.
    pub templates: Arc<Templates>,
    /// The way out.
    pub mailer: Mailer,
    /// The time.
    pub clock: Clock,
    /// Whom letters come from.
    pub from: Sender,
    /// The beginning of every link.
    pub public_url: String,
    /// How long sign-in links live.
    pub lifetimes: Lifetimes,
    /// How fast to work.
    pub pace: Pace,
    /// How a stored letter is read.
    pub read_letter: ReadLetter,
    /// Rosters, and what was learnt, at hand.
    pub directory: Arc<Directory>,
    /// Who waits for an answer at this moment: they go first.
    pub rush: Arc<Rush>,
    /// Where letters come back to; none where nobody reads what comes back.
    pub back: Option<Back>,
    /// What is put on each letter.
    pub stamp: Stamp,
}

/// What is put on each letter.
#[derive(Clone, Debug, Default)]
pub struct Stamp {
    /// The keys it is signed with.
    pub keys: Keys,
    /// Whom links to sign in come from, if not from whom everything comes.
    pub sign_in: Option<Sender>,
}

/// Where letters come back to.
#[derive(Clone, Debug)]
pub struct Back {
    /// Signs the addresses.
    pub key: SigningKey,
    /// Whether bounces come to a signed address.
    pub tagged: bool,
    /// The address that is signed, where it isn't the organisation's own.
    pub bounces: Option<String>,
    /// Whether an answer of a member can be verified, and so be acted upon.
    pub believed: bool,
}

/// How fast the work is done.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// Between two looks for work.
    pub poll: Duration,
    /// How long what was claimed belongs to whoever claimed it.
    pub lease: Duration,
    /// How much is done at the same time.
    pub concurrency: usize,
}

impl From<&WorkerSettings> for Pace {
    fn from(settings: &WorkerSettings) -> Self {
        Self { poll: settings.poll(), lease: settings.lease(), concurrency: settings.concurrency }
    }
}

impl Tools {
    /// The end of a lease that begins `now`.
    fn lease_until(&self, now: Timestamp) -> Timestamp {
        now.checked_add(self.pace.lease).unwrap_or(Timestamp::MAX)
    }
}
