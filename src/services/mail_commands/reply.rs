//! A member's answer, from its bytes to what came of it.

use super::act::Actor;
use super::lines::{self, MOST_LINES, Wanted};
use super::token::{ByMail, Refused};
use super::{ACTED, REFUSED, WANTED, look, undo, undo_path};
use crate::domain::email_address::key_of;
use crate::domain::ids::{CardId, InboundId, LetterId, OrganisationId};
use crate::domain::names::one_line;
use crate::domain::token::SigningKey;
use crate::error::{Kind, Result, found};
use crate::mail::letters;
use crate::mail::letters::acted::{ActedLetter, Done, NotDone};
use crate::mail::letters::frame::Frame;
use crate::mail::letters::refused::RefusedLetter;
use crate::reading::{self, Envelope as Arrived};
use crate::services::access::viewer_of;
use crate::services::letters_in::{Proof, addressed, without_sign_in_links};
use crate::services::letters_out::{self, Desk};
use crate::services::post::{Envelope, post};
use crate::services::{answers, card_notes, choices};
use crate::store::cards;
use crate::store::letter_readings::{self, ReadingRow};
use crate::store::members::{self, MemberRow};
use crate::store::organisations::{self, OrganisationRow};
use crate::store::{AnyConnection, inbound, notices, outbox};
use fluent_bundle::FluentArgs;
use jiff::Timestamp;

/// The longest line that is told back.
const LONGEST_LINE: usize = 200;

/// A letter that waits to be acted upon.
#[derive(Debug)]
pub struct Taken {
    reading: ReadingRow,
    by_mail: ByMail,
    text: String,
}

/// Takes up a letter that reading found to be a member's answer; none when it was acted upon already.
///
/// # Errors
/// Those of the database.
pub fn take_up(
    connection: &mut AnyConnection,
    key: &SigningKey,
    organisation: OrganisationId,
    id: InboundId,
) -> Result<Option<Taken>> {
    let reading = letter_readings::by_id(connection, organisation, id)?;
    let Some(reading) = reading.filter(|row| row.code == WANTED || row.code == REFUSED) else { return Ok(None) };
    let row = inbound::by_id(connection, organisation, id)?;
    let tag = addressed(connection, &row.recipient)?.and_then(|to| to.ours);
    let proof = if reading.proof == Proof::Pass.word() { Proof::Pass } else { Proof::None };
    let raw = inbound::raw(connection, organisation, id)?;
    let letter =
        reading::read(&raw, &Arrived { recipient: Some(row.recipient), list_files: true, ..Arrived::default() });
    let tag = match tag {
        Some(tag) => Some(tag),
        None => {
            let mut found = None;
            for recipient in letter.recipients.iter().take(20) {
                found = found.or(addressed(connection, recipient)?.and_then(|to| to.ours));
            }
            found
        }
    };
    let by_mail = look(connection, key, organisation, tag, reading.from_address.as_deref(), proof)?;
    Ok(by_mail.map(|by_mail| Taken { reading, by_mail, text: without_sign_in_links(letter.text.trim()) }))
}

/// Acts upon it, and answers.
///
/// # Errors
/// Those of the database and of rendering.
pub fn act(connection: &mut AnyConnection, desk: &Desk<'_>, taken: Taken, now: Timestamp) -> Result<()> {
    let Taken { mut reading, by_mail, text } = taken;
    let organisation = organisations::by_id(connection, reading.organisation_id)?;
    let held = letter_readings::by_id(connection, organisation.id, reading.inbound_id)?;
    if !held.is_some_and(|row| row.code == WANTED || row.code == REFUSED) {
        return Ok(());
    }
    let refused = match by_mail.refused {
        Some(why) => Some(why),
        None => {
            let row = outbox::by_id(connection, by_mail.letter)?;
            let to = row.map(|row| key_of(&row.to_address)).unwrap_or_default();
            match members::by_email(connection, organisation.id, &to)?.filter(|one| one.disabled_at.is_none()) {
                Some(member) => {
                    answer(connection, desk, &organisation, &member, by_mail.letter, &text, now)?;
                    None
                }
                None => Some(Refused::Gone),
            }
        }
    };
    if let Some(why) = refused {
        refuse(connection, desk, &organisation, &reading, why, now)?;
    }
    // Read and done in one transaction: a second run finds it so.
    reading.code = if refused.is_some() { super::NO_LONGER } else { ACTED }.to_owned();
    letter_readings::keep(connection, &reading)
}

/// A polite no, if it can be sent without harm: to the letter's own reader, or to a stranger who is proven; at most one
/// a day (R41). A forged sender must not make us write to whom it names.
fn refuse(
    connection: &mut AnyConnection,
    desk: &Desk<'_>,
    organisation: &OrganisationRow,
    reading: &ReadingRow,
    why: Refused,
    now: Timestamp,
) -> Result<()> {
    let Some(to) = reading.from_address.clone() else { return Ok(()) };
    if why != Refused::Unproven && reading.proof != Proof::Pass.word() {
        return Ok(());
    }
    let member = members::by_email(connection, organisation.id, &key_of(&to))?;
    no(connection, desk, organisation, (&to, member.as_ref()), why.key(), "", now)
}

fn unproven(key: &str) -> bool {
    [Refused::Unproven, Refused::Stranger, Refused::Gone].iter().any(|why| why.key() == key)
}

fn no(
    connection: &mut AnyConnection,
    desk: &Desk<'_>,
    organisation: &OrganisationRow,
    (to, member): (&str, Option<&MemberRow>),
    key: &str,
    detail: &str,
    now: Timestamp,
) -> Result<()> {
    // Somebody proven, who made a mistake, may make another one the same day.
    let between = if unproven(key) { letters_out::DAY } else { letters_out::PAUSE };
    if addressed(connection, to)?.is_some() || !letters_out::may_write(connection, organisation.id, to, between, now)? {
        return Ok(());
    }
    let language = match member {
        Some(member) => choices::language(connection, member, organisation)?,
        None => organisation.language.clone(),
    };
    let messages = desk.templates.messages();
    let frame = Frame::new(messages, &language, &organisation.name, &organisation.postal_line)?;
    let mut given = FluentArgs::new();
    given.set("number", detail.to_owned());
    given.set("why", messages.refusal(&frame.lang, detail)?);
    let letter = RefusedLetter {
        why: messages.say(&frame.lang, key, &given)?,
        onward: format!("{}/inbox", desk.public_url),
        frame,
    };
    let rendered = letters::refused(&letter, desk.templates)?;
    let name = member.map_or("", |member| member.name.as_str());
    send(connection, organisation.id, "refused", (name, to), rendered, now).map(drop)
}

/// Does what a believed answer wants.
fn answer(
    connection: &mut AnyConnection,
    desk: &Desk<'_>,
    organisation: &OrganisationRow,
    member: &MemberRow,
    letter: LetterId,
    text: &str,
    now: Timestamp,
) -> Result<()> {
    let viewer = viewer_of(connection, member.clone())?;
    let language = choices::language(connection, member, organisation)?;
    let messages = desk.templates.messages();
    let frame = Frame::new(messages, &language, &organisation.name, &organisation.postal_line)?;
    let told = notices::cards_of(connection, organisation.id, letter)?;
    let one = match told.as_slice() {
        [only] => Some(*only),
        _ => None,
    };
    let number = match one {
        Some(card) => found(cards::by_id(connection, organisation.id, card))?.map(|row| row.number),
        None => None,
    };
    let to = (member.email.as_str(), Some(member));
    let actor =
        Actor { viewer: &viewer, lang: &frame.lang, templates: desk.templates, public_url: desk.public_url, now };
    match (lines::read(text, number, messages), one) {
        (Wanted::Nothing, _) => no(connection, desk, organisation, to, "refused-empty", "", now),
        (Wanted::Answer(words), Some(card)) => {
            match answers::write(connection, desk.templates, &viewer, card, &words, now) {
                Ok(_) => Ok(()),
                Err(error) => said_no(connection, desk, organisation, to, (card, error), now),
            }
        }
        (Wanted::Note(words), Some(card)) => {
            match card_notes::add(connection, (desk.templates, desk.public_url), &viewer, card, &words, now) {
                Ok(_) => Ok(()),
                Err(error) => said_no(connection, desk, organisation, to, (card, error), now),
            }
        }
        (Wanted::Answer(_) | Wanted::Note(_), None) => {
            no(connection, desk, organisation, to, "refused-many", "4182", now)
        }
        (Wanted::Lines(lines, more), _) => {
            let (mut done, mut undone) = (Vec::new(), Vec::new());
            for line in lines {
                let outcome = match (line.number, line.command) {
                    (Some(number), Some(command)) => actor.line(connection, number, command, &line.rest)?,
                    _ => Err(actor.no_line()?),
                };
                match outcome {
                    Ok(did) => {
                        let undo = match &did.undo {
                            Some(what) => {
                                let place = (did.card, line.command.unwrap_or_default(), did.said.as_str());
                                let token = undo::keep(connection, &viewer, place, what, now)?;
                                Some(format!("{}{}", desk.public_url, undo_path(token.reveal())))
                            }
                            None => None,
                        };
                        done.push(Done { said: did.said, undo, card: page(desk, did.card) });
                    }
                    Err(not) => undone.push(NotDone {
                        line: one_line(&line.raw, LONGEST_LINE),
                        why: not.why,
                        link: not.card.map(|card| page(desk, card)),
                    }),
                }
            }
            // Nothing but mistakes, again and again: that is a machine.
            if done.is_empty()
                && !letters_out::may_write(connection, organisation.id, &member.email, letters_out::PAUSE, now)?
            {
                return Ok(());
            }
            let letter = ActedLetter { frame, done, undone, read: more.then_some(MOST_LINES) };
            let rendered = letters::acted(&letter, desk.templates)?;
            let to = (member.name.as_str(), member.email.as_str());
            send(connection, organisation.id, "acted", to, rendered, now).map(drop)
        }
    }
}

/// What a service refused, as a letter; a fault of ours goes on.
fn said_no(
    connection: &mut AnyConnection,
    desk: &Desk<'_>,
    organisation: &OrganisationRow,
    to: (&str, Option<&MemberRow>),
    (card, error): (CardId, crate::error::Error),
    now: Timestamp,
) -> Result<()> {
    match error.kind() {
        Kind::NotFound => no(connection, desk, organisation, to, "refused-gone", "", now),
        Kind::Invalid | Kind::Forbidden | Kind::Conflict => {
            let row = cards::by_id(connection, organisation.id, card)?;
            let key = if row.customer_email.is_none() { "refused-nobody" } else { "refused-suppressed" };
            no(connection, desk, organisation, to, key, &one_line(error.message(), 300), now)
        }
        _ => Err(error),
    }
}

fn page(desk: &Desk<'_>, card: CardId) -> String {
    format!("{}/cards/{card}", desk.public_url)
}

fn send(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    kind: &str,
    (to_name, to_address): (&str, &str),
    rendered: letters::Rendered,
    now: Timestamp,
) -> Result<LetterId> {
    let envelope = Envelope { kind, to_name, to_address, list_id: None, unsubscribe_url: None, answers: None };
    post(connection, organisation, envelope, rendered, now)
}
