//! What the database knows about an opened letter: for whom it is, who wrote it, what it answers.

use super::author::{self, Writer};
use super::routing::addressed;
use super::rules::Rules;
use super::thread::{self, Answers};
use super::waiting::Opened;
use super::{lists, receipts, returned, routing};
use crate::domain::email_address::key_of;
use crate::error::{Result, found};
use crate::reading::Auto;
use crate::services::mail_commands::{self, ByMail};
use crate::services::stops;
use crate::store::{AnyConnection, blocks, cards, forms, letter_readings};

/// What the database knows about an opened letter.
pub struct Known {
    pub(super) place: routing::Place,
    pub(super) writer: Writer,
    pub(super) answers: Answers,
    pub(super) blocked: bool,
    pub(super) own_list: bool,
    pub(super) returned: Option<returned::Returned>,
    pub(super) by_mail: Option<ByMail>,
    /// It came to an address that stops a letter: the secret, if there is such a letter.
    pub(super) stop: Option<Option<String>>,
    /// Whether its writer may be sent a receipt for the card that it becomes.
    pub(super) receipt: bool,
}

/// Looks up who wrote an opened letter and what it answers. Reads only.
///
/// # Errors
/// Those of the database.
pub fn look_up(connection: &mut AnyConnection, rules: &Rules, opened: &Opened) -> Result<Known> {
    let (organisation, letter) = (&opened.to.organisation, &opened.letter);
    let (by_header, tag) = routing::by_header(connection, organisation, &letter.recipients)?;
    let place = if opened.to.place.is_known() { None } else { by_header };
    let place = place.unwrap_or_else(|| opened.to.place.clone());
    let colleague =
        letter.author.is_some() && author::is_colleague(connection, organisation.id, letter.from.as_deref())?;
    let writer = author::of(letter, colleague, opened.found.proof, rules);
    // Whoever is believed to have written it: the sender, or whose letter a colleague passed on.
    let wrote = if writer.forwarder.is_some() { writer.address.clone() } else { letter.from.clone() };
    let ours = opened.to.ours.or(tag);
    let (from, proof) = (letter.from.as_deref(), opened.found.proof);
    let by_mail = mail_commands::look(connection, &rules.key, organisation.id, ours, from, proof)?;
    let answers = thread::find(connection, rules, organisation.id, letter, wrote.as_deref(), ours)?;
    let senders: Vec<String> = [letter.from.as_deref(), Some(opened.row.sender.as_str())]
        .into_iter()
        .flatten()
        .map(key_of)
        .filter(|sender| sender.contains('@'))
        .collect();
    let mut own_list = false;
    if letter.auto == Some(Auto::MailingList) {
        for address in lists::addresses(&opened.raw) {
            own_list |= addressed(connection, &address)?.is_some_and(|found| found.organisation.id == organisation.id);
        }
    }
    let stop = match ours.and_then(|tag| tag.stops()) {
        None => None,
        // What came back with that address on it is no wish of anybody's.
        Some(_) if letter.bounce.is_some() || opened.row.sender.is_empty() => None,
        Some(token) => Some(stops::is_of(connection, organisation.id, &token)?.then_some(token)),
    };
    Ok(Known {
        receipt: receipts::wanted(connection, opened, &writer, ours)?,
        blocked: !senders.is_empty() && blocks::any(connection, organisation.id, &senders)?,
        returned: returned::find(connection, rules, &opened.to, letter, &opened.raw)?,
        place,
        writer,
        answers,
        own_list,
        by_mail,
        stop,
    })
}

/// Leaves a letter that is a card where it was sent to then: addresses, tags and separators may have changed since, and
/// that must not take a tag from a card.
///
/// # Errors
/// Those of the database.
pub(in crate::services) fn keep_place(
    connection: &mut AnyConnection,
    opened: &Opened,
    known: &mut Known,
) -> Result<()> {
    let organisation = opened.to.organisation.id;
    let Some(card) = opened.row.card_id else { return Ok(()) };
    let Some(card) = found(cards::by_id(connection, organisation, card))? else { return Ok(()) };
    let before = letter_readings::by_id(connection, organisation, opened.row.id)?;
    let form = match card.form_id {
        Some(id) => forms::of_organisation(connection, organisation)?.into_iter().find(|form| form.id == id),
        None => None,
    };
    known.place = routing::Place {
        form: form.map(|form| (form.id, card.team_id, form.location)),
        agent: card.preset_agent_id.map(|agent| (agent, card.team_id)),
        unknown: before.and_then(|before| before.unknown_tag),
    };
    Ok(())
}
