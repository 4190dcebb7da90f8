//! Judges an opened letter: a card, a further letter of one, or neither, and then why.

use super::author::Writer;
use super::codes::{ANSWER_TO_US, BLOCKED, NOTHING_TO_STOP, Refused, STOPPED};
use super::known::Known;
use super::thread::{self, Answers};
use super::waiting::Opened;
use super::wording::{LONGEST_ELIDED, UNREADABLE, files, preview, shortened, without_sign_in_links, words};
use super::{returned, routing};
use crate::domain::ids::{CardId, InboundId, MemberId, OrganisationId};
use crate::domain::{Source, names};
use crate::error::Result;
use crate::reading::{Auto, Reading, Verdict};
use crate::services::directory::House;
use crate::services::mail_commands;
use crate::services::submission::{self, Prepared};
use crate::services::submitted::Submission;
use crate::store::card_letters::{self, CardLetterRow};
use crate::store::inbound::InboundRow;
use crate::store::letter_readings::ReadingRow;
use jiff::Timestamp;
use sha2::{Digest, Sha256};

/// A letter that was read, with what becomes of it.
pub struct ReadLetter {
    pub(super) inbound: (OrganisationId, InboundId),
    pub(super) once_key: [u8; 32],
    pub(super) fate: Fate,
    pub(super) row: ReadingRow,
    pub(super) returned: Option<returned::Returned>,
    /// The secret of what it stops.
    pub(super) stops: Option<String>,
    /// Whether its writer is to have a receipt.
    pub(super) receipt: bool,
}

/// What becomes of a letter.
pub(super) enum Fate {
    /// A card; whether it could be read.
    Card(Box<Prepared>, bool),
    /// A further letter of a card.
    Letter(CardLetterRow),
    /// No card: a member's answer that wants something done, or a wish to stop a letter.
    ByMail,
    /// No card: from a program.
    Machine,
    /// No card: refused.
    Refused,
}

impl Fate {
    pub(super) fn state(&self) -> &'static str {
        match self {
            Self::Card(_, true) => "card",
            Self::Card(_, false) => "unreadable",
            Self::Letter(_) => "letter",
            Self::ByMail => "mailed",
            Self::Machine => "machine",
            Self::Refused => "refused",
        }
    }
}

/// Judges a letter. `by_hand` is whoever wants a card of it whatever it is.
///
/// # Errors
/// `Internal` when the organisation's time zone can't be read.
pub fn read(opened: Opened, known: Known, house: &House, by_hand: Option<MemberId>) -> Result<ReadLetter> {
    let Opened { row, raw: _, to: _, letter, found, received_at } = opened;
    let Known { place, writer, answers, blocked, own_list, returned, by_mail, stop, receipt } = known;
    let person = matches!(letter.verdict, Verdict::Card | Verdict::Reply)
        || (letter.auto == Some(Auto::MailingList) && own_list);
    let readable = letter.verdict != Verdict::Unreadable || by_hand.is_some();
    let mut code = letter.reason.code();
    let mut answers_card = None;
    let fate = if by_hand.is_some() {
        Fate::Card(Box::new(card(house, &letter, &place, &writer, &row, received_at, true)?), true)
    } else if let Some(refused) = Refused::of(row.reason.as_deref()) {
        code = refused.code();
        Fate::Refused
    } else if let Some(stop) = &stop {
        // Before anything else: nobody is kept from it, and it is never a card.
        code = if stop.is_some() { STOPPED } else { NOTHING_TO_STOP };
        if stop.is_some() { Fate::ByMail } else { Fate::Refused }
    } else if blocked {
        code = BLOCKED;
        Fate::Refused
    } else if !readable {
        Fate::Card(Box::new(card(house, &letter, &place, &writer, &row, received_at, false)?), false)
    } else if !person {
        Fate::Machine
    } else if let Some(by_mail) = by_mail {
        code = mail_commands::code(&by_mail);
        if by_mail.refused.is_none() { Fate::ByMail } else { Fate::Refused }
    } else {
        match answers {
            Answers::Card(card) => Fate::Letter(further(&letter, &writer, &row, card)),
            Answers::OurLetter => {
                code = ANSWER_TO_US;
                Fate::Refused
            }
            Answers::CardOfAnother(first) => {
                answers_card = Some(first);
                Fate::Card(Box::new(card(house, &letter, &place, &writer, &row, received_at, true)?), true)
            }
            Answers::Nothing => {
                Fate::Card(Box::new(card(house, &letter, &place, &writer, &row, received_at, true)?), true)
            }
        }
    };
    let accepted = matches!(fate, Fate::Card(_, true) | Fate::Letter(_) | Fate::ByMail);
    let reading = ReadingRow {
        organisation_id: row.organisation_id,
        inbound_id: row.id,
        code: code.to_owned(),
        accepted,
        card_id: match &fate {
            Fate::Letter(letter) => Some(letter.card_id),
            Fate::Card(..) | Fate::ByMail | Fate::Machine | Fate::Refused => None,
        },
        team_id: place.team(),
        from_address: letter.from.as_deref().map(|from| names::one_line(from, 320)),
        from_name: letter.name.as_deref().map(|name| names::one_line(name, 120)),
        subject: names::one_line(&letter.subject, 300),
        preview: preview(&letter, returned.as_ref()),
        elided: shortened(&without_sign_in_links(&letter.elided), LONGEST_ELIDED),
        message_id: letter.message_id.clone(),
        proof: found.proof.word().to_owned(),
        checks: found.checks,
        forwarder: writer.forwarder.as_deref().map(|who| names::one_line(who, 320)),
        note: shortened(&writer.note, 2_000),
        unknown_tag: place.unknown.as_deref().map(|tag| names::one_line(tag, 64)),
        answers_card_id: answers_card,
        files: files(&letter),
        received_at: row.received_at,
        decided_by: by_hand,
    };
    // A letter that was refused unread must not stand in the way of the same one when it can be read.
    let once_key = match Refused::of(row.reason.as_deref()) {
        Some(refused) => Sha256::new().chain_update(letter.dedup_key).chain_update(refused.code()).finalize().into(),
        None => letter.dedup_key,
    };
    let receipt = receipt && person && by_hand.is_none() && matches!(fate, Fate::Card(_, true));
    let stops = stop.flatten().filter(|_| code == STOPPED);
    let inbound = (row.organisation_id, row.id);
    Ok(ReadLetter { inbound, once_key, fate, row: reading, returned, stops, receipt })
}

fn card(
    house: &House,
    letter: &Reading,
    place: &routing::Place,
    writer: &Writer,
    row: &InboundRow,
    received_at: Timestamp,
    readable: bool,
) -> Result<Prepared> {
    let (form_id, team_id, location) = match &place.form {
        Some((form, team, location)) => (Some(*form), *team, location.clone()),
        None => (None, place.team(), None),
    };
    let subject = names::one_line(&letter.subject, 300);
    let words = words(letter, writer);
    // A letter may say all it has to say in its subject.
    let text = match (readable, words.is_empty()) {
        // Somebody wrote: the manager sees a card that says so, with the raw letter behind it.
        (false, _) => UNREADABLE.to_owned(),
        (true, true) => subject.clone(),
        (true, false) => words,
    };
    submission::prepare(
        house,
        Submission {
            once_key: letter.dedup_key[..16].to_vec(),
            source: Source::Email,
            kind: None,
            text,
            subject: (!subject.is_empty()).then_some(subject),
            helper: None,
            customer_name: writer
                .name
                .as_deref()
                .map(|name| names::one_line(name, 120))
                .filter(|name| !name.is_empty()),
            customer_email: writer.address.as_ref().map(|address| names::one_line(address, 320)),
            customer_phone: None,
            form_id,
            team_id,
            location,
            preset: place.agent.map(|(agent, _)| agent),
            inbound_id: Some(row.id),
            received_at,
        },
    )
}

fn further(letter: &Reading, writer: &Writer, row: &InboundRow, card: CardId) -> CardLetterRow {
    CardLetterRow {
        organisation_id: row.organisation_id,
        card_id: card,
        id: thread::letter_key(row.id),
        direction: card_letters::IN.to_owned(),
        address: if writer.forwarder.is_some() { writer.address.clone() } else { letter.from.clone() },
        name: writer.name.as_deref().map(|name| names::one_line(name, 120)),
        member_id: None,
        text: words(letter, writer),
        elided: shortened(&without_sign_in_links(&letter.elided), LONGEST_ELIDED),
        at: row.received_at,
    }
}
