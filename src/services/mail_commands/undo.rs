//! Taking back what was done by mail: a link of its own for each thing, kept as a hash, good for seven days. Opening it
//! shows a button; the button undoes, unless somebody has worked on the card since.

use crate::domain::ids::{ActId, AgentId, CardId};
use crate::domain::token::Token;
use crate::domain::{Step, Viewer};
use crate::error::{Error, Kind, Result};
use crate::services::access::{card_to_change, viewer_of};
use crate::services::{choices, letters_out, progress, release, trail};
use crate::store::columns::{micros, moment};
use crate::store::mail_acts::{self, MailActRow};
use crate::store::{AnyConnection, members, organisations};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// How long a link undoes.
const LASTS: SignedDuration = SignedDuration::from_hours(7 * 24);

/// What undoing does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Undo {
    /// The card is as far as it was.
    Act {
        /// By which it moved on.
        act: ActId,
    },
    /// The agent may no longer read it.
    Release {
        /// Who.
        agent: AgentId,
    },
    /// The words are taken off the agents' pages, and out of letters that have not gone.
    Thanks {
        /// Whose.
        agents: Vec<AgentId>,
    },
}

/// Keeps what undoes something; returns the token of its link.
pub(super) fn keep(
    connection: &mut AnyConnection,
    viewer: &Viewer,
    (card, command, said): (CardId, &str, &str),
    undo: &Undo,
    now: Timestamp,
) -> Result<Token> {
    let token = Token::random()?;
    let was = serde_json::to_string(undo)
        .map_err(|cause| Error::internal("What was done can't be written down.").with_source(cause))?;
    let row = MailActRow {
        organisation_id: viewer.organisation,
        id: ActId::at(now),
        token_hash: token.hash().to_vec(),
        member_id: viewer.member,
        card_id: card,
        command: command.to_owned(),
        said: said.to_owned(),
        was,
        at: micros(now),
        undone_at: None,
    };
    mail_acts::insert(connection, &row)?;
    Ok(token)
}

/// What stands behind a link.
#[derive(Clone, Debug)]
pub struct Undoable {
    /// The organisation's name.
    pub organisation: String,
    /// The language in which whoever did it is written to.
    pub language: String,
    /// What was done: "Card 4182: you look after it."
    pub said: String,
    /// Whether it was undone already.
    pub undone: bool,
}

fn of_token(connection: &mut AnyConnection, token: &Token, now: Timestamp) -> Result<MailActRow> {
    mail_acts::by_token(connection, &token.hash())?
        .filter(|row| moment(row.at).is_ok_and(|at| now.duration_since(at) <= LASTS))
        .ok_or_else(|| Error::not_found("There is nothing under this address."))
}

/// What a link would undo. Changes nothing, for mail scanners open links.
///
/// # Errors
/// `NotFound` when there is no such link or its days are over.
pub fn undoable(connection: &mut AnyConnection, token: &Token, now: Timestamp) -> Result<Undoable> {
    let row = of_token(connection, token, now)?;
    let organisation = organisations::by_id(connection, row.organisation_id)?;
    let member = members::by_id(connection, row.organisation_id, row.member_id)?;
    let language = choices::language(connection, &member, &organisation)?;
    Ok(Undoable { organisation: organisation.name, language, said: row.said, undone: row.undone_at.is_some() })
}

/// Undoes what a link stands for; a second press finds it undone.
///
/// # Errors
/// `NotFound` as [`undoable`], and when whoever did it may no longer see the card; `Conflict` when somebody has worked
/// on the card since.
pub fn undo(connection: &mut AnyConnection, token: &Token, now: Timestamp) -> Result<Undoable> {
    let row = of_token(connection, token, now)?;
    let done = undoable(connection, token, now)?;
    if done.undone {
        return Ok(done);
    }
    let member = members::by_id(connection, row.organisation_id, row.member_id)?;
    if member.disabled_at.is_some() {
        return Err(Error::not_found("There is nothing under this address."));
    }
    let viewer = viewer_of(connection, member)?;
    let card = card_to_change(connection, &viewer, row.card_id)?;
    let undo: Undo = serde_json::from_str(&row.was)
        .map_err(|cause| Error::internal("What was done can't be read any more.").with_source(cause))?;
    match undo {
        Undo::Act { act } => {
            if progress::undo(connection, &viewer, act, now)?.back == 0 {
                return Err(Error::new(Kind::Conflict, "Somebody has worked on this card since. Open it to see."));
            }
        }
        Undo::Release { agent } => release::withhold(connection, &viewer, card.id, agent, now)?,
        Undo::Thanks { agents } => {
            letters_out::unsay(connection, &viewer, card.id, &agents)?;
            trail::note(connection, (viewer.organisation, card.id), Some(viewer.member), Step::TakenBack, "", now)?;
        }
    }
    mail_acts::undone(connection, viewer.organisation, row.id, micros(now))?;
    Ok(Undoable { undone: true, ..done })
}
