//! The kinds of background work. The worker matches [`Job`] exhaustively, so that a kind without a hand to do it
//! does not compile.

use super::letters_out::notice::Notice;
use crate::domain::ids::{ActId, CardId, InboundId, JobId, OrganisationId};
use crate::error::{Error, Result};
use crate::store::columns::micros;
use crate::store::{AnyConnection, jobs};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The word for [`Job::LookAgain`], by which runs of one organisation find each other.
pub(super) const LOOK_AGAIN: &str = "look_again";

/// A piece of work, as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "job", rename_all = "snake_case")]
pub enum Job {
    /// Write to whoever asked to sign in, if the address is one of ours. A job, so that the answer to the visitor
    /// takes the same time for an address that is known and one that isn't.
    SignIn {
        /// The address as it was typed, cleaned.
        email: String,
        /// The page that was asked for, a path of ours; empty for none.
        #[serde(default)]
        next: String,
    },
    /// Read a stored letter and make a card of it.
    ReadLetter {
        /// The letter.
        inbound: InboundId,
    },
    /// Ask the customer of a card whether it was put right.
    AskPutRight {
        /// The card.
        card: CardId,
    },
    /// Look again at recent cards that name nobody or ask who is meant: the roster has changed, or what was learnt.
    LookAgain {
        /// Which run: the newest carries on alone.
        run: JobId,
        /// The last card that the run has looked at.
        after: Option<CardId>,
    },
    /// Note which letters a card wants: to its managers, its agents.
    CardLetters {
        /// The card.
        card: CardId,
    },
    /// Write what waits for one reader.
    Tell {
        /// Which letter.
        kind: Notice,
        /// To whom.
        reader: uuid::Uuid,
    },
    /// The hour of a promised answer has come.
    AnswerDue {
        /// The card.
        card: CardId,
        /// Which hour.
        stage: Notice,
    },
    /// Watch the hours of cards that are held, by a time that was chosen anew.
    HoldWatch {
        /// The last card that was looked at; those before it follow.
        before: Option<CardId>,
    },
    /// Do what a member's answer by mail wants.
    ByMail {
        /// The answer.
        inbound: InboundId,
    },
    /// Go on with what an act on somebody of the roster changes on cards.
    Roster {
        /// The act.
        act: ActId,
    },
    /// Write "we have your card" to a customer who asked for it.
    Receipt {
        /// The card.
        card: CardId,
        /// The secret of its private link; empty where there is none.
        code: String,
    },
    /// Tell whoever had a letter stopped by a letter that it is so.
    Stopped {
        /// The secret of the link that stops it.
        token: String,
    },
}

impl Job {
    fn word(&self) -> &'static str {
        match self {
            Self::SignIn { .. } => "sign_in",
            Self::ReadLetter { .. } => "read_letter",
            Self::AskPutRight { .. } => "ask_put_right",
            Self::LookAgain { .. } => LOOK_AGAIN,
            Self::CardLetters { .. } => "card_letters",
            Self::Tell { .. } => "tell",
            Self::AnswerDue { .. } => "answer_due",
            Self::HoldWatch { .. } => "hold_watch",
            Self::ByMail { .. } => "by_mail",
            Self::Receipt { .. } => "receipt",
            Self::Stopped { .. } => "stopped",
            Self::Roster { .. } => "roster",
        }
    }
}

/// Enqueues `job` for as soon as a worker is free; `organisation` is none for work that belongs to no tenant yet.
///
/// # Errors
/// Those of the database.
pub fn enqueue(
    connection: &mut AnyConnection,
    organisation: Option<OrganisationId>,
    job: &Job,
    now: Timestamp,
) -> Result<()> {
    enqueue_for(connection, organisation, job, (now, now))
}

/// Enqueues `job` for `at` or, if that has passed, for as soon as a worker is free.
///
/// # Errors
/// Those of the database.
pub fn enqueue_at(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    job: &Job,
    now: Timestamp,
    at: Timestamp,
) -> Result<()> {
    enqueue_for(connection, Some(organisation), job, (now, at.max(now)))
}

/// Enqueues `job` for a later moment: (now, then).
///
/// # Errors
/// Those of the database.
pub fn enqueue_for(
    connection: &mut AnyConnection,
    organisation: Option<OrganisationId>,
    job: &Job,
    (now, then): (Timestamp, Timestamp),
) -> Result<()> {
    let payload = serde_json::to_string(job)
        .map_err(|cause| Error::internal("This work can't be written down.").with_source(cause))?;
    jobs::insert(
        connection,
        &jobs::JobRow {
            organisation_id: organisation.unwrap_or(OrganisationId::from_uuid(uuid::Uuid::nil())),
            id: JobId::at(now),
            kind: job.word().to_owned(),
            payload,
            state: "waiting".to_owned(),
            attempts: 0,
            run_at: micros(then),
            lease_until: None,
            last_error: None,
            created_at: micros(now),
        },
    )
}

/// Reads stored work back.
///
/// # Errors
/// `Invalid` when an older or newer version wrote something else: the worker buries it.
pub fn read(row: &jobs::JobRow) -> Result<Job> {
    serde_json::from_str(&row.payload).map_err(|cause| Error::invalid("This work can't be read.").with_source(cause))
}
