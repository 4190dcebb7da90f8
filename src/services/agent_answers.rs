//! An agent answers the manager who let them read a complaint: a line in the card's trail, and a letter to the manager
//! with a link to the card. Never to the customer.

use super::needed_note::needed_note;
use super::post::{Envelope, post};
use super::trail;
use crate::domain::Step;
use crate::domain::ids::{AgentId, CardId, OrganisationId};
use crate::domain::names::one_line;
use crate::error::{Error, Result};
use crate::mail::letters::frame::Frame;
use crate::mail::letters::{self, note::NoteLetter};
use crate::render::Templates;
use crate::services::choices;
use crate::store::{AnyConnection, cards, events, members, mentions, organisations, roster};
use jiff::Timestamp;

/// Answers of one agent on one card: a talk longer than that is held face to face.
const MOST: usize = 5;

/// Answers about a complaint that the agent was let read.
///
/// # Errors
/// `NotFound` when it wasn't released to them; `Invalid` without words, or after too many answers.
pub fn answer(
    connection: &mut AnyConnection,
    (templates, public_url): (&Templates, &str),
    (organisation, agent): (OrganisationId, AgentId),
    card: CardId,
    text: &str,
    now: Timestamp,
) -> Result<()> {
    let gone = || Error::not_found("There is nothing under this address.");
    let tie = mentions::of_cards(connection, organisation, &[card])?
        .into_iter()
        .find(|tie| tie.agent_id == agent && tie.released_at.is_some())
        .ok_or_else(gone)?;
    let text = needed_note(text, "Write what your manager should read.")?;
    let name = roster::agent(connection, organisation, agent)?.name;
    if of_card(connection, organisation, card, &name)?.len() >= MOST {
        return Err(Error::invalid("You have answered five times. Please talk to your manager."));
    }
    let row = cards::by_id(connection, organisation, card)?;
    trail::note(connection, (organisation, card), None, Step::AgentSaid, &format!("{name}: {text}"), now)?;
    let Some(manager) = tie.released_by else { return Ok(()) };
    let manager = members::by_id(connection, organisation, manager)?;
    if manager.disabled_at.is_some() {
        return Ok(());
    }
    let house = organisations::by_id(connection, organisation)?;
    let language = choices::language(connection, &manager, &house)?;
    let letter = NoteLetter {
        frame: Frame::new(templates.messages(), &language, &house.name, "")?,
        from: one_line(&name, 80),
        number: row.number.to_string(),
        paragraphs: text.split("\n\n").map(|part| one_line(part, 2_000)).filter(|part| !part.is_empty()).collect(),
        link: format!("{public_url}/cards/{card}"),
    };
    let envelope = Envelope {
        kind: "note",
        to_name: &manager.name,
        to_address: &manager.email,
        list_id: None,
        unsubscribe_url: None,
        answers: None,
    };
    post(connection, organisation, envelope, letters::note(&letter, templates)?, now)?;
    Ok(())
}

/// What an agent has answered on a card, oldest first.
///
/// # Errors
/// Those of the database.
pub fn of_card(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    card: CardId,
    name: &str,
) -> Result<Vec<String>> {
    let own = format!("{name}: ");
    let said =
        events::of_card(connection, organisation, card)?.into_iter().filter(|event| event.kind == Step::AgentSaid);
    Ok(said.filter_map(|event| event.detail.strip_prefix(&own).map(str::to_owned)).collect())
}
