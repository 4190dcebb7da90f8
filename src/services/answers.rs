//! A manager's answer to a customer by mail: put into the outbox and beside the card in one transaction. The address
//! that answers come to carries the card's token, so that the customer's next letter finds this card again.

use super::access::card_to_change;
use super::letters_in::addressed;
use super::needed_note::LONGEST_NOTE;
use super::post::{Envelope, post};
use super::trail;
use crate::domain::email_address::EmailAddress;
use crate::domain::ids::{CardId, LetterId};
use crate::domain::names::one_line;
use crate::domain::{Status, Step, Viewer, calendar};
use crate::error::{Error, Kind, Result};
use crate::mail::letters::{self, answer::AnswerLetter, frame::Frame};
use crate::render::messages::Messages;
use crate::render::{Templates, text_wrap};
use crate::store::card_letters::{self, CardLetterRow};
use crate::store::cards::{self, CardRow, Progress};
use crate::store::columns::{micros, moment};
use crate::store::{AnyConnection, letter_readings, organisations};
use fluent_bundle::FluentArgs;
use jiff::Timestamp;

/// Lines of the customer's words that stand beneath an answer.
const QUOTED: usize = 40;

/// Writes to the customer of a card.
///
/// # Errors
/// `NotFound`, `Forbidden`; `Invalid` without words, and where nothing can be sent to this customer.
pub fn write(
    connection: &mut AnyConnection,
    templates: &Templates,
    viewer: &Viewer,
    id: CardId,
    text: &str,
    now: Timestamp,
) -> Result<LetterId> {
    let card = card_to_change(connection, viewer, id)?;
    let text = text.trim().replace("\r\n", "\n");
    if text.is_empty() {
        return Err(Error::invalid("Write what the customer should read."));
    }
    if text.chars().count() > LONGEST_NOTE * 2 {
        return Err(Error::invalid("Keep the letter under 4,000 characters."));
    }
    let to = reader(connection, &card)?;
    let organisation = organisations::by_id(connection, viewer.organisation)?;
    let messages = templates.messages();
    let frame = Frame::new(messages, &organisation.language, &organisation.name, "")?;
    let letter = AnswerLetter {
        subject: subject(&card, messages, &frame.lang)?,
        paragraphs: text.split("\n\n").map(|part| one_line(part, 4_000)).filter(|part| !part.is_empty()).collect(),
        manager: one_line(&viewer.name, 80),
        quoted_lead: {
            let zone = calendar::zone(&organisation.zone)?;
            let (day, today) = (moment(card.received_at)?.to_zoned(zone.clone()), now.to_zoned(zone));
            let mut given = FluentArgs::new();
            given.set("day", messages.day(&frame.lang, day.date(), today.date())?);
            messages.say(&frame.lang, "answer-quoted", &given)?
        },
        quoted: quoted(&card.text),
        frame,
    };
    let rendered = letters::answer(&letter, templates)?;
    let in_reply_to = newest_message_id(connection, &card)?;
    let name = card.customer_name.clone().unwrap_or_default();
    let envelope = Envelope {
        kind: "answer",
        to_name: &name,
        to_address: to.as_str(),
        list_id: None,
        unsubscribe_url: None,
        answers: Some((card.id, in_reply_to)),
    };
    let sent = post(connection, viewer.organisation, envelope, rendered, now)?;
    let row = CardLetterRow {
        organisation_id: viewer.organisation,
        card_id: card.id,
        id: sent,
        direction: card_letters::OUT.to_owned(),
        address: Some(to.as_str().to_owned()),
        name: None,
        member_id: Some(viewer.member),
        text,
        elided: String::new(),
        at: micros(now),
    };
    card_letters::insert(connection, &row)?;
    let mut progress = Progress::of(&card);
    progress.answered_at = progress.answered_at.or(Some(micros(now)));
    progress.owner_id = progress.owner_id.or(Some(viewer.member));
    if card.status != Status::Closed {
        progress.status = Status::Answered;
    }
    cards::set_progress(connection, viewer.organisation, card.id, &progress)?;
    trail::note(connection, (viewer.organisation, card.id), Some(viewer.member), Step::Wrote, "", now)?;
    Ok(sent)
}

/// The customer's words in lines that fit behind "> ".
fn quoted(text: &str) -> Vec<String> {
    let lines = text.lines().flat_map(|line| {
        let wrapped = text_wrap::wrap(&one_line(line, 2_000), 66, 0, false);
        if wrapped.is_empty() { vec![String::new()] } else { wrapped.lines().map(str::to_owned).collect() }
    });
    lines.take(QUOTED).collect()
}

/// Whom an answer goes to, if one may go.
fn reader(connection: &mut AnyConnection, card: &CardRow) -> Result<EmailAddress> {
    let given = card.customer_email.as_deref().unwrap_or_default();
    let to = EmailAddress::parse(given)
        .map_err(|_| Error::invalid("This customer left no address that can be written to."))?;
    if addressed(connection, to.as_str())?.is_some() {
        // It would come back to us as a letter, and that answer, too.
        return Err(Error::invalid("This is an address of your own: an answer would come back as a card."));
    }
    if let Some(why) = super::suppressed::withheld(connection, card.organisation_id, "answer", to.as_str())? {
        return Err(Error::new(Kind::Invalid, format!("Nothing is sent to this address: {why}.")));
    }
    Ok(to)
}

fn subject(card: &CardRow, messages: &Messages, lang: &str) -> Result<String> {
    let said = card.subject.as_deref().map(|subject| one_line(subject, 180)).unwrap_or_default();
    Ok(match said.get(..3) {
        _ if said.is_empty() => {
            let mut given = FluentArgs::new();
            given.set("number", card.number.to_string());
            messages.say(lang, "answer-subject", &given)?
        }
        Some(start) if start.eq_ignore_ascii_case("re:") => said,
        _ => format!("Re: {said}"),
    })
}

/// The id of the customer's newest letter, so that mail programs show the letters together.
fn newest_message_id(connection: &mut AnyConnection, card: &CardRow) -> Result<Option<String>> {
    let letters = card_letters::of_card(connection, card.organisation_id, card.id)?;
    let newest = letters.iter().rev().find(|row| row.direction == card_letters::IN);
    let inbound = newest.map(|row| crate::domain::ids::InboundId::from_uuid(row.id.uuid())).or(card.inbound_id);
    let Some(inbound) = inbound else { return Ok(None) };
    let row = letter_readings::by_id(connection, card.organisation_id, inbound)?;
    // Only what can stand in a header as it is.
    Ok(row.and_then(|row| row.message_id).filter(|id| {
        id.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'<' | b'>')) && id.contains('@')
    }))
}
