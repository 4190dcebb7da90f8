//! "Was it put right?": the customer of a card that was closed as put right is asked once, by a letter with a link to a
//! page of two buttons. A "no" opens the card again, and it needs somebody. The letter waits a little, so that a closing
//! that is undone asks nobody.

use super::jobs::{self, Job};
use super::needed_note::LONGEST_NOTE;
use super::post::{Envelope, post};
use super::{suppressed, trail};
use crate::domain::email_address::EmailAddress;
use crate::domain::ids::{CardId, OrganisationId};
use crate::domain::token::Token;
use crate::domain::wording::Words;
use crate::domain::{Outcome, Status, Step, calendar};
use crate::error::{Error, Result, found};
use crate::mail::letters::frame::Frame;
use crate::mail::letters::{self, put_right::PutRightLetter};
use crate::render::Templates;
use crate::store::card_care::{self, NO, YES};
use crate::store::cards::{self, CardRow, Progress};
use crate::store::columns::{micros, moment};
use crate::store::logos::{self, LogoFacts};
use crate::store::{AnyConnection, organisations};
use jiff::{SignedDuration, Timestamp};

/// How long the letter waits: a slip of the finger is undone by then.
const WAITS: SignedDuration = SignedDuration::from_mins(10);

/// After that long nobody is asked any more: the question would come out of nowhere.
const LATEST: SignedDuration = SignedDuration::from_hours(24 * 3);

/// How long the link works.
const LASTS: SignedDuration = SignedDuration::from_hours(24 * 30);

/// Characters of the card that the letter quotes.
const QUOTED: usize = 300;

/// Plans the letter for a card that was just closed as put right; says whether its customer will be asked.
///
/// # Errors
/// Those of the database.
pub(super) fn plan(connection: &mut AnyConnection, card: &CardRow, now: Timestamp) -> Result<bool> {
    if reader(connection, card)?.is_none() {
        return Ok(false);
    }
    let at = now.checked_add(WAITS).unwrap_or(now);
    jobs::enqueue_for(connection, Some(card.organisation_id), &Job::AskPutRight { card: card.id }, (now, at))?;
    Ok(true)
}

/// Whom a card's letter would go to: none without an address, once they were asked, or where letters came back.
fn reader(connection: &mut AnyConnection, card: &CardRow) -> Result<Option<EmailAddress>> {
    let Some(given) = card.customer_email.as_deref() else { return Ok(None) };
    let Ok(to) = EmailAddress::parse(given) else { return Ok(None) };
    if card_care::of(connection, card.organisation_id, card.id)?.asked_at.is_some()
        || suppressed::withheld(connection, card.organisation_id, "put_right", to.as_str())?.is_some()
        || super::letters_in::addressed(connection, to.as_str())?.is_some()
    {
        return Ok(None);
    }
    Ok(Some(to))
}

/// Writes to the customer, if the card is still closed as put right and they were not asked before.
///
/// # Errors
/// Those of the database and of rendering.
pub fn ask(
    connection: &mut AnyConnection,
    (templates, public_url): (&Templates, &str),
    organisation: OrganisationId,
    card: CardId,
    now: Timestamp,
) -> Result<()> {
    let Some(card) = found(cards::by_id(connection, organisation, card))? else { return Ok(()) };
    let oldest = micros(now.checked_sub(LATEST).unwrap_or(Timestamp::MIN));
    if card.outcome != Some(Outcome::PutRight) || card.closed_at.is_none_or(|at| at < oldest) {
        return Ok(());
    }
    let Some(to) = reader(connection, &card)? else { return Ok(()) };
    let house = organisations::by_id(connection, organisation)?;
    let zone = calendar::zone(&house.zone)?;
    let (wrote, today) = (moment(card.received_at)?.to_zoned(zone.clone()).date(), now.to_zoned(zone).date());
    let token = Token::random()?;
    let messages = templates.messages();
    let frame = Frame::new(messages, &house.language, &house.name, "")?;
    let letter = PutRightLetter {
        number: card.number.to_string(),
        wrote: messages.day(&frame.lang, wrote, today)?,
        frame,
        words: Words::new(&card.text, &[]).excerpt(QUOTED),
        link: format!("{public_url}/put-right/{}", token.reveal()),
    };
    let rendered = letters::put_right(&letter, templates)?;
    let name = card.customer_name.clone().unwrap_or_default();
    let envelope = Envelope {
        kind: "put_right",
        to_name: &name,
        to_address: to.as_str(),
        list_id: None,
        unsubscribe_url: None,
        answers: Some((card.id, None)),
    };
    post(connection, organisation, envelope, rendered, now)?;
    card_care::set_asked(connection, organisation, card.id, &token.hash(), micros(now))?;
    trail::note(connection, (organisation, card.id), None, Step::AskedRight, "", now)
}

/// A card as the reader of its link may see it.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The organisation's name.
    pub organisation: String,
    /// Its picture.
    pub logo: Option<LogoFacts>,
    /// "4182"
    pub number: i64,
    /// The customer's own words.
    pub words: Words,
    /// What they said, once they did.
    pub said: Option<bool>,
}

/// Finds the card of a link.
///
/// # Errors
/// `NotFound` when there is none, or the link's time has run out.
pub fn read(connection: &mut AnyConnection, token: &Token, now: Timestamp) -> Result<Asked> {
    let (card, said) = of_link(connection, token, now)?;
    let organisation = organisations::by_id(connection, card.organisation_id)?.name;
    let logo = logos::current(connection, card.organisation_id)?;
    Ok(Asked { organisation, logo, number: card.number, words: Words::new(&card.text, &[]), said })
}

fn of_link(connection: &mut AnyConnection, token: &Token, now: Timestamp) -> Result<(CardRow, Option<bool>)> {
    let gone = || Error::not_found("There is nothing under this address.");
    let (organisation, card) = card_care::by_hash(connection, &token.hash())?.ok_or_else(gone)?;
    let care = card_care::of(connection, organisation, card)?;
    if care.asked_at.is_none_or(|at| at < micros(now.checked_sub(LASTS).unwrap_or(Timestamp::MIN))) {
        return Err(gone());
    }
    let said = care.put_right.as_deref().map(|said| said == YES);
    Ok((cards::by_id(connection, organisation, card)?, said))
}

/// Keeps what the customer says. The first word counts; a "no" opens the card again.
///
/// # Errors
/// As [`read`]; `Invalid` when the words are too long.
pub fn answer(
    connection: &mut AnyConnection,
    token: &Token,
    (right, words): (bool, &str),
    now: Timestamp,
) -> Result<()> {
    let (card, said) = of_link(connection, token, now)?;
    if said.is_some() {
        return Ok(());
    }
    let words = words.trim();
    if words.chars().count() > LONGEST_NOTE {
        return Err(Error::invalid("Keep it under 2,000 characters."));
    }
    let key = (card.organisation_id, card.id);
    card_care::set_put_right(connection, key.0, key.1, if right { YES } else { NO }, micros(now))?;
    if right {
        return trail::note(connection, key, None, Step::SaidRight, "", now);
    }
    let progress =
        Progress { status: Status::Again, closed_at: None, outcome: None, outcome_note: None, ..Progress::of(&card) };
    cards::set_progress(connection, key.0, key.1, &progress)?;
    trail::note(connection, key, None, Step::SaidNotRight, words, now)
}
