//! Letters to customers that no manager writes: a receipt, if they asked for one or mailed their card and the
//! organisation sends one then, and an agent's thanks. Neither learns
//! who the other is.

use super::parts::{mark, of_agent};
use super::want::want;
use super::{DAY, Desk, NOBODY, Notice, may_write};
use crate::domain::email_address::EmailAddress;
use crate::domain::ids::{AgentId, CardId, LetterId, OrganisationId};
use crate::domain::names::{first_name, one_line};
use crate::domain::wording::Words;
use crate::domain::{Kind, Step, calendar};
use crate::error::{Error, Result, found};
use crate::mail::letters::frame::{Frame, LONGEST_WORDS};
use crate::mail::letters::receipt::ReceiptLetter;
use crate::mail::letters::thanks::ThanksLetter;
use crate::mail::letters::{self, Rendered};
use crate::services::holding;
use crate::services::jobs::{self, Job};
use crate::services::letters_in::addressed;
use crate::services::post::{Envelope, post};
use crate::services::{receipt as receipts, suppressed, trail};
use crate::store::cards::{self, CardRow};
use crate::store::columns::{micros, moment};
use crate::store::notices::{self, NoticeRow};
use crate::store::organisations::{self, OrganisationRow};
use crate::store::{AnyConnection, card_origins, forms, letter_readings, mentions, retention_rules, roster};
use jiff::Timestamp;
use uuid::Uuid;

/// The customer's address, if something may be sent there: not to ourselves, and not where letters came back from.
fn address(connection: &mut AnyConnection, card: &CardRow, kind: &str) -> Result<Option<EmailAddress>> {
    let Some(address) = card.customer_email.as_deref().and_then(|text| EmailAddress::parse(text).ok()) else {
        return Ok(None);
    };
    if addressed(connection, address.as_str())?.is_some() {
        return Ok(None);
    }
    let withheld = suppressed::withheld(connection, card.organisation_id, kind, address.as_str())?;
    Ok(withheld.is_none().then_some(address))
}

/// How a letter to a card's customer is written: in the language of the page that they wrote on.
fn frame_of(
    connection: &mut AnyConnection,
    desk: &Desk<'_>,
    card: &CardRow,
    organisation: &OrganisationRow,
) -> Result<Frame> {
    let spoken = card_origins::of(connection, card.organisation_id, card.id)?.language;
    let language = spoken.as_deref().unwrap_or(&organisation.language);
    Frame::new(desk.templates.messages(), language, &organisation.name, &organisation.postal_line)
}

/// Notes that a customer wants a receipt. `code` is the secret of the card's private link, which nobody else keeps.
///
/// # Errors
/// Those of the database.
pub fn want_receipt(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    card: CardId,
    code: &str,
    now: Timestamp,
) -> Result<()> {
    let job = Job::Receipt { card, code: code.to_owned() };
    jobs::enqueue(connection, Some(organisation), &job, now)
}

/// Writes the receipt of a card, once, and at most one such letter a day to an address.
///
/// # Errors
/// Those of the database and of rendering.
pub fn receipt(
    connection: &mut AnyConnection,
    desk: &Desk<'_>,
    organisation: OrganisationId,
    card: CardId,
    code: &str,
    now: Timestamp,
) -> Result<()> {
    let Some(card) = found(cards::by_id(connection, organisation, card))? else { return Ok(()) };
    let Some(to) = address(connection, &card, Notice::Receipt.word())? else { return Ok(()) };
    let row = NoticeRow {
        organisation_id: organisation,
        kind: Notice::Receipt.word().to_owned(),
        reader_id: NOBODY.as_bytes().to_vec(),
        about_id: card.id.as_bytes().to_vec(),
        card_id: card.id,
        detail: String::new(),
        due_at: micros(now),
        told_at: None,
        letter_id: None,
    };
    if !notices::want(connection, &row)? {
        return Ok(());
    }
    let letter = match may_write(connection, organisation, to.as_str(), DAY, now)? {
        true => {
            let rendered = receipt_letter(connection, desk, &card, code, now)?;
            let answered = mailed(connection, &card)?;
            Some(send(connection, &card, &to, (Notice::Receipt, answered), rendered, now)?)
        }
        false => None,
    };
    notices::told(connection, &row, letter, micros(now))
}

fn receipt_letter(
    connection: &mut AnyConnection,
    desk: &Desk<'_>,
    card: &CardRow,
    code: &str,
    now: Timestamp,
) -> Result<Rendered> {
    let organisation = organisations::by_id(connection, card.organisation_id)?;
    let messages = desk.templates.messages();
    let frame = frame_of(connection, desk, card, &organisation)?;
    let zone = calendar::zone(&organisation.zone)?;
    let today = now.to_zoned(zone.clone()).date();
    let form = forms::of_organisation(connection, card.organisation_id)?
        .into_iter()
        .find(|form| card.form_id == Some(form.id) && !code.is_empty());
    let link = match form {
        Some(form) => {
            let keeping = retention_rules::of(connection, card.organisation_id)?.promised(card.received_at);
            let until = receipts::link_until(card.received_at, keeping)?.to_zoned(zone.clone()).date();
            let href = format!("{}/f/{}/card/{code}", desk.public_url, form.slug);
            Some((href, messages.day(&frame.lang, until, today)?))
        }
        None => None,
    };
    let answer = match card.due_at.filter(|_| card.kind.wants_an_answer()) {
        Some(due) => {
            let ties = mentions::of_cards(connection, card.organisation_id, &[card.id])?;
            let ids: Vec<AgentId> = ties.iter().map(|tie| tie.agent_id).collect();
            let agents = roster::agents_by_id(connection, card.organisation_id, &ids)?;
            let team = agents.iter().find_map(|agent| agent.team_id).or(card.team_id);
            let manager = receipts::reader(connection, card.organisation_id, team)?;
            let at = moment(due)?.to_zoned(zone).datetime();
            let due = messages.due(&frame.lang, at, today)?;
            manager.map(|manager| (one_line(&manager.name, 80), due))
        }
        None => None,
    };
    let letter = ReceiptLetter {
        frame,
        number: card.number.to_string(),
        praise: card.kind == Kind::Praise,
        answer,
        link,
        words: Words::new(&card.text, &[]).shortened(LONGEST_WORDS),
    };
    letters::receipt(&letter, desk.templates)
}

/// An agent says thanks to the customer who praised them: once for a card, and only where they left an address.
///
/// # Errors
/// `NotFound` when the card doesn't praise this agent; `Invalid` when nothing can be sent to its customer.
pub fn say_thanks(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    agent: AgentId,
    card: CardId,
    now: Timestamp,
) -> Result<()> {
    let praised = of_agent(connection, organisation, card, agent)?.filter(|of| of.tie.polarity.is_free());
    let nothing = || Error::not_found("There is nothing under this address.");
    let of = praised.ok_or_else(nothing)?;
    if !holding::may_read(connection, &of.tie)? {
        return Err(nothing());
    }
    let card = cards::by_id(connection, organisation, card)?;
    if address(connection, &card, Notice::Thanks.word())?.is_none() {
        return Err(Error::invalid("This customer left no address that thanks could be sent to."));
    }
    if thanked(connection, organisation, agent, &[card.id])?.contains(&card.id) {
        return Ok(());
    }
    want(connection, &card, Notice::Thanks, agent.uuid(), card.id.uuid(), "", now, now)?;
    trail::note(connection, (organisation, card.id), None, Step::Thanked, &of.agent.name, now)
}

/// The cards among these for which an agent has said thanks.
///
/// # Errors
/// Those of the database.
pub fn thanked(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    agent: AgentId,
    cards: &[CardId],
) -> Result<Vec<CardId>> {
    let rows = notices::of_cards(connection, organisation, Notice::Thanks.word(), cards)?;
    let own = agent.uuid().as_bytes().to_vec();
    Ok(rows.into_iter().filter(|row| row.reader_id == own).map(|row| row.card_id).collect())
}

/// Sends an agent's thanks, one letter a card.
pub(super) fn thanks(
    connection: &mut AnyConnection,
    desk: &Desk<'_>,
    rows: &[NoticeRow],
    now: Timestamp,
) -> Result<()> {
    for row in rows {
        let letter = thanks_one(connection, desk, row, now)?;
        mark(connection, std::slice::from_ref(row), letter, now)?;
    }
    Ok(())
}

fn thanks_one(
    connection: &mut AnyConnection,
    desk: &Desk<'_>,
    row: &NoticeRow,
    now: Timestamp,
) -> Result<Option<LetterId>> {
    let Ok(agent) = Uuid::from_slice(&row.reader_id) else { return Ok(None) };
    let agent = AgentId::from_uuid(agent);
    let Some(of) = of_agent(connection, row.organisation_id, row.card_id, agent)? else { return Ok(None) };
    let card = cards::by_id(connection, row.organisation_id, row.card_id)?;
    let Some(to) = address(connection, &card, Notice::Thanks.word())? else { return Ok(None) };
    let organisation = organisations::by_id(connection, row.organisation_id)?;
    let messages = desk.templates.messages();
    let frame = frame_of(connection, desk, &card, &organisation)?;
    let zone = calendar::zone(&organisation.zone)?;
    let (came, today) = (moment(card.received_at)?.to_zoned(zone.clone()).date(), now.to_zoned(zone).date());
    let letter = ThanksLetter {
        name: one_line(first_name(&of.agent.name), 80),
        day: messages.day(&frame.lang, came, today)?,
        words: Words::new(&card.text, &[]).shortened(LONGEST_WORDS),
        frame,
    };
    let rendered = letters::thanks(&letter, desk.templates)?;
    send(connection, &card, &to, (Notice::Thanks, None), rendered, now).map(Some)
}

/// The Message-ID of the letter that a card came by, so that the receipt stands beneath it in the customer's mailbox.
fn mailed(connection: &mut AnyConnection, card: &CardRow) -> Result<Option<String>> {
    let Some(inbound) = card.inbound_id else { return Ok(None) };
    let row = letter_readings::by_id(connection, card.organisation_id, inbound)?;
    Ok(row.and_then(|row| row.message_id))
}

/// Puts a letter to a card's customer into the outbox. Not as from a person: an absence note must not answer it.
fn send(
    connection: &mut AnyConnection,
    card: &CardRow,
    to: &EmailAddress,
    (kind, in_reply_to): (Notice, Option<String>),
    rendered: Rendered,
    now: Timestamp,
) -> Result<LetterId> {
    let name = card.customer_name.clone().unwrap_or_default();
    let envelope = Envelope {
        kind: kind.word(),
        to_name: &name,
        to_address: to.as_str(),
        list_id: None,
        unsubscribe_url: None,
        // Their answer comes back to this card.
        answers: Some((card.id, in_reply_to)),
    };
    post(connection, card.organisation_id, envelope, rendered, now)
}
