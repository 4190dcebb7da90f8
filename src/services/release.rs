//! A complaint stays with the managers until one of them lets its agent read it, with a note. The agent then sees
//! the words and the note; never who wrote them.

use super::access::card_to_change;
use super::closure::needed_note;
use super::letters_out;
use super::trail;
use crate::domain::ids::{AgentId, CardId};
use crate::domain::{Step, Viewer};
use crate::error::{Error, Result};
use crate::store::columns::micros;
use crate::store::{AnyConnection, mentions, roster};
use jiff::Timestamp;

/// Lets `agent` read a complaint that mentions them.
///
/// # Errors
/// `NotFound` when the card is out of reach or doesn't mention the agent, `Forbidden`, `Invalid` without a note.
pub fn release(
    connection: &mut AnyConnection,
    viewer: &Viewer,
    card: CardId,
    agent: AgentId,
    note: &str,
    now: Timestamp,
) -> Result<()> {
    let agent_row = roster::agent(connection, viewer.organisation, agent)?;
    let first = crate::domain::names::first_name(&agent_row.name).to_owned();
    let note = needed_note(note, &format!("Write a note to {first}: they read it beside the customer's words."))?;
    card_to_change(connection, viewer, card)?;
    let release = Some((micros(now), viewer.member, note));
    if !mentions::set_release(connection, viewer.organisation, agent, card, release)? {
        return Err(Error::not_found("This card does not mention that person."));
    }
    trail::note(connection, (viewer.organisation, card), Some(viewer.member), Step::Released, &agent_row.name, now)?;
    letters_out::shared(connection, viewer.organisation, card, agent, now)
}

/// Takes a release back.
///
/// # Errors
/// `NotFound`, `Forbidden`.
pub fn withhold(
    connection: &mut AnyConnection,
    viewer: &Viewer,
    card: CardId,
    agent: AgentId,
    now: Timestamp,
) -> Result<()> {
    card_to_change(connection, viewer, card)?;
    let agent_row = roster::agent(connection, viewer.organisation, agent)?;
    if !mentions::set_release(connection, viewer.organisation, agent, card, None)? {
        return Err(Error::not_found("This card does not mention that person."));
    }
    trail::note(connection, (viewer.organisation, card), Some(viewer.member), Step::Withheld, &agent_row.name, now)
}
