//! Letters to those who look after cards.

use super::parts::{Reader, mark, settings_link};
use super::want::waits;
use super::{Desk, Notice};
use crate::domain::Status;
use crate::domain::ids::{CardId, InboundId, LetterId};
use crate::domain::names::one_line;
use crate::error::{Result, found};
use crate::mail::letters;
use crate::mail::letters::again::AgainLetter;
use crate::mail::letters::alert::AlertLetter;
use crate::mail::letters::due::{DueLetter, Stage};
use crate::mail::letters::frame::{LONGEST_OF_MANY, LONGEST_WORDS, MOST_CARDS};
use crate::services::access::{viewer_of, visible_card};
use crate::services::holding;
use crate::store::cards::CardRow;
use crate::store::columns::micros;
use crate::store::members::MemberRow;
use crate::store::notices::NoticeRow;
use crate::store::{AnyConnection, card_letters, members, mentions};
use jiff::Timestamp;

/// The cards of these lines that the reader may still see.
fn visible(connection: &mut AnyConnection, member: &MemberRow, rows: &[NoticeRow]) -> Result<Vec<CardRow>> {
    let viewer = viewer_of(connection, member.clone())?;
    let mut cards: Vec<CardRow> = Vec::with_capacity(rows.len());
    for row in rows {
        cards.extend(found(visible_card(connection, &viewer, row.card_id))?);
    }
    cards.sort_by_key(|card| card.id);
    cards.dedup_by_key(|card| card.id);
    Ok(cards)
}

/// New complaints that nobody has taken up meanwhile.
pub(super) fn alert(
    connection: &mut AnyConnection,
    desk: &Desk<'_>,
    member: MemberRow,
    rows: &[NoticeRow],
    now: Timestamp,
) -> Result<Option<LetterId>> {
    let mut cards = visible(connection, &member, rows)?;
    cards.retain(|card| waits(card) && matches!(card.status, Status::New | Status::Seen));
    let Some(first) = cards.iter().filter_map(|card| card.due_at).min().or(cards.first().map(|card| card.received_at))
    else {
        return Ok(None);
    };
    let reader = Reader::of(connection, desk, member, now)?;
    let most = if cards.len() == 1 { LONGEST_WORDS } else { LONGEST_OF_MANY };
    let mut shown = Vec::new();
    for card in cards.iter().take(MOST_CARDS) {
        shown.push(reader.card(connection, desk, card, None, most)?);
    }
    let stop = reader.stop(connection, desk, Notice::Alert)?;
    let letter = AlertLetter {
        frame: reader.frame.clone(),
        count: cards.len(),
        due: reader.due(desk, first)?,
        more: cards.len() - shown.len(),
        cards: shown,
        inbox: format!("{}/inbox", desk.public_url),
        by_mail: desk.by_mail,
        settings: settings_link(desk),
        stop: stop.clone().unwrap_or_else(|| settings_link(desk)),
    };
    let rendered = letters::alert(&letter, desk.templates)?;
    reader.send_stoppable(connection, Notice::Alert.word(), rendered, stop, now).map(Some)
}

/// The customer's further letters, one letter each: an answer to it goes to its customer.
pub(super) fn again(
    connection: &mut AnyConnection,
    desk: &Desk<'_>,
    member: MemberRow,
    rows: &[NoticeRow],
    now: Timestamp,
) -> Result<()> {
    let reader = Reader::of(connection, desk, member, now)?;
    for row in rows {
        let line = std::slice::from_ref(row);
        let cards = visible(connection, &reader.member, line)?;
        let written = match cards.first() {
            Some(card) => words_of(connection, card.id, row)?.map(|words| (card, words)),
            None => None,
        };
        let letter = match written {
            Some((card, (text, at))) => {
                let card = reader.card(connection, desk, card, Some((&text, at)), LONGEST_WORDS)?;
                let frame = reader.frame.clone();
                let letter = AgainLetter { frame, card, by_mail: desk.by_mail, settings: settings_link(desk) };
                let rendered = letters::again(&letter, desk.templates)?;
                Some(reader.send(connection, Notice::Again.word(), rendered, now)?)
            }
            None => None,
        };
        mark(connection, line, letter, now)?;
    }
    Ok(())
}

/// What the customer wrote in the letter that a line is about.
fn words_of(connection: &mut AnyConnection, card: CardId, row: &NoticeRow) -> Result<Option<(String, i64)>> {
    let Ok(id) = uuid::Uuid::from_slice(&row.about_id) else { return Ok(None) };
    let id = LetterId::from_uuid(InboundId::from_uuid(id).uuid());
    let letters = card_letters::of_card(connection, row.organisation_id, card)?;
    Ok(letters.into_iter().find(|letter| letter.id == id).map(|letter| (letter.text, letter.at)))
}

/// Answers that are due or overdue, one letter each.
pub(super) fn due(
    connection: &mut AnyConnection,
    desk: &Desk<'_>,
    member: MemberRow,
    kind: Notice,
    rows: &[NoticeRow],
    now: Timestamp,
) -> Result<()> {
    let stage = match kind {
        Notice::Soon => Stage::Soon,
        Notice::Admin => Stage::Admin,
        Notice::Held => Stage::Held,
        _ => Stage::Late,
    };
    let reader = Reader::of(connection, desk, member, now)?;
    for row in rows {
        let line = std::slice::from_ref(row);
        let cards = visible(connection, &reader.member, line)?;
        let over = match cards.first() {
            Some(card) if kind == Notice::Held => {
                let ties = mentions::of_cards(connection, card.organisation_id, &[card.id])?;
                holding::waiting_until(connection, card, &ties)?.map(micros)
            }
            Some(card) if waits(card) => Some(card.due_at.unwrap_or(card.received_at)),
            _ => None,
        };
        let letter = match (cards.first(), over) {
            (Some(card), Some(over)) => Some(due_one(connection, desk, &reader, (stage, kind, over), card, now)?),
            _ => None,
        };
        mark(connection, line, letter, now)?;
    }
    Ok(())
}

fn due_one(
    connection: &mut AnyConnection,
    desk: &Desk<'_>,
    reader: &Reader,
    (stage, kind, over): (Stage, Notice, i64),
    card: &CardRow,
    now: Timestamp,
) -> Result<LetterId> {
    let owner = match card.owner_id {
        Some(owner) => Some(members::by_id(connection, card.organisation_id, owner)?),
        None => None,
    };
    let letter = DueLetter {
        frame: reader.frame.clone(),
        stage,
        due: reader.due(desk, over)?,
        card: reader.card(connection, desk, card, None, LONGEST_WORDS)?,
        own: owner.as_ref().is_some_and(|owner| owner.id == reader.member.id),
        owner: owner.map(|owner| one_line(&owner.name, 80)),
        by_mail: desk.by_mail,
        settings: settings_link(desk),
    };
    let rendered = letters::due(&letter, desk.templates)?;
    reader.send(connection, kind.word(), rendered, now)
}
