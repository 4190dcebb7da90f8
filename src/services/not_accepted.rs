//! What came by mail and is no card: listed with its reason, so that nothing vanishes. Whoever finds a customer among
//! the machines makes it a card; whoever has seen enough of a sender reads no more of them. Both can be taken back.

use super::letters_in::{self, ANSWER_TO_US, BLOCKED, NOTHING_TO_STOP, Opened, ReadLetter, Refused, Rules};
use super::mail_commands;
use crate::domain::email_address::key_of;
use crate::domain::ids::{CardId, InboundId};
use crate::domain::{Reach, Viewer};
use crate::error::{Error, Kind, Result};
use crate::reading::{self, Reason};
use crate::store::blocks::{self, BlockRow};
use crate::store::cards;
use crate::store::columns::{micros, moment};
use crate::store::letter_readings::{self, ReadingRow};
use crate::store::{AnyConnection, inbound};
use jiff::{SignedDuration, Timestamp};
use std::collections::HashMap;

/// Codes of what was refused after it was read.
const BY_US: [&str; 5] = [BLOCKED, ANSWER_TO_US, NOTHING_TO_STOP, mail_commands::REFUSED, mail_commands::NO_LONGER];

/// Letters on one page.
const PAGE: usize = 25;

/// The reasons that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// All of them.
    All,
    /// Absence notes, receipts, and whatever else answers by itself.
    Replies,
    /// Bulk mail, lists, other programs.
    Programs,
    /// Letters that came back.
    Returned,
    /// What could not be read.
    Unreadable,
    /// What was refused.
    Refused,
}

impl Group {
    /// Every group with its word in an address and its name.
    pub const ALL: [(Self, &'static str, &'static str); 6] = [
        (Self::All, "all", "All"),
        (Self::Replies, "replies", "Automatic replies"),
        (Self::Programs, "programs", "Lists and programs"),
        (Self::Returned, "returned", "Returned letters"),
        (Self::Unreadable, "unreadable", "Unreadable"),
        (Self::Refused, "refused", "Refused"),
    ];

    /// The group of a word; any other word is all of them.
    pub fn from_word(word: &str) -> Self {
        Self::ALL.iter().find(|(_, known, _)| *known == word).map_or(Self::All, |(group, _, _)| *group)
    }

    /// The codes that it holds; none for all of them.
    fn codes(self) -> Vec<&'static str> {
        let of = |reasons: &[Reason]| reasons.iter().map(|reason| reason.code()).collect();
        match self {
            Self::All => Vec::new(),
            Self::Replies => of(&[
                Reason::AutoReply,
                Reason::ReadReceipt,
                Reason::DeliveryReceipt,
                Reason::CalendarReply,
                Reason::Challenge,
            ]),
            Self::Programs => of(&[Reason::Generated, Reason::MailingList, Reason::Complaint, Reason::Loop]),
            Self::Returned => of(&[Reason::BouncedForGood, Reason::BouncedForNow]),
            Self::Unreadable => of(&[Reason::Empty, Reason::NoHeader, Reason::NoContent, Reason::Fault]),
            Self::Refused => {
                let early = Refused::ALL.iter().map(|refused| refused.code());
                BY_US.into_iter().chain(early).collect()
            }
        }
    }
}

/// One page of the list.
#[derive(Clone, Debug)]
pub struct Page {
    /// The letters, newest first.
    pub rows: Vec<Row>,
    /// The last of the page, when more follow.
    pub older: Option<InboundId>,
}

/// One letter of the list.
#[derive(Clone, Debug)]
pub struct Row {
    /// The letter.
    pub letter: InboundId,
    /// Why it is no card, in a sentence.
    pub reason: &'static str,
    /// "Rosa Lind <rosa@…>", as far as it is known.
    pub from: String,
    /// The address that can be blocked.
    pub address: Option<String>,
    /// Whether it is blocked.
    pub blocked: bool,
    /// Its subject; may be empty.
    pub subject: String,
    /// How it begins.
    pub preview: String,
    /// When it came in.
    pub received_at: Timestamp,
    /// The card that says it could not be read: its id and number.
    pub card: Option<(CardId, i64)>,
}

/// Reads the page of `group` that follows `before`.
///
/// # Errors
/// Those of the database.
pub fn list(connection: &mut AnyConnection, viewer: &Viewer, group: Group, before: Option<InboundId>) -> Result<Page> {
    let limit = i64::try_from(PAGE).unwrap_or(i64::MAX) + 1;
    let organisation = viewer.organisation;
    let mut rows = letter_readings::apart(connection, organisation, viewer.reach(), &group.codes(), before, limit)?;
    let older = rows.get(PAGE - 1).filter(|_| rows.len() > PAGE).map(|row| row.inbound_id);
    rows.truncate(PAGE);
    let ids: Vec<CardId> = rows.iter().filter_map(|row| row.card_id).collect();
    let numbers: HashMap<CardId, i64> = match ids.is_empty() {
        true => HashMap::new(),
        false => cards::by_ids(connection, organisation, &ids)?.iter().map(|card| (card.id, card.number)).collect(),
    };
    let mut out = Vec::with_capacity(rows.len());
    for row in rows {
        let address = row.from_address.as_deref().map(key_of).filter(|address| address.contains('@'));
        let blocked = match &address {
            Some(address) => blocks::any(connection, organisation, std::slice::from_ref(address))?,
            None => false,
        };
        out.push(Row {
            letter: row.inbound_id,
            reason: letters_in::sentence(&row.code),
            from: named(&row),
            address,
            blocked,
            received_at: moment(row.received_at)?,
            card: row.card_id.and_then(|card| Some((card, *numbers.get(&card)?))),
            subject: row.subject,
            preview: row.preview,
        });
    }
    Ok(Page { rows: out, older })
}

fn named(row: &ReadingRow) -> String {
    match (&row.from_name, &row.from_address) {
        (Some(name), Some(address)) if !name.is_empty() => format!("{name} <{address}>"),
        (_, Some(address)) => address.clone(),
        (Some(name), None) if !name.is_empty() => name.clone(),
        _ => "No sender".to_owned(),
    }
}

/// The letter, if the viewer may see it.
fn visible(connection: &mut AnyConnection, viewer: &Viewer, letter: InboundId) -> Result<ReadingRow> {
    let row = letter_readings::by_id(connection, viewer.organisation, letter)?;
    // One that became a card is looked at there, by whoever may see the card.
    row.filter(|row| match viewer.reach() {
        Reach::Everything => true,
        Reach::Teams(teams) => row.team_id.is_none_or(|team| teams.contains(&team)),
        Reach::Nothing => false,
    })
    .filter(|row| !row.accepted || row.decided_by.is_some())
    .ok_or_else(|| Error::not_found("There is nothing under this address."))
}

fn to_change(connection: &mut AnyConnection, viewer: &Viewer, letter: InboundId) -> Result<ReadingRow> {
    let row = visible(connection, viewer, letter)?;
    if viewer.may_act() {
        Ok(row)
    } else {
        Err(Error::new(Kind::Forbidden, "You can read this list but not change it."))
    }
}

/// A letter that is on its way to become a card by hand.
pub struct Wanted {
    /// The letter, opened.
    pub opened: Opened,
    /// What is known of it.
    pub known: letters_in::Known,
}

/// Takes up a letter of which somebody wants a card. Reads only.
///
/// # Errors
/// `NotFound`, `Forbidden`; those of the database.
pub fn want(connection: &mut AnyConnection, viewer: &Viewer, rules: &Rules, letter: InboundId) -> Result<Wanted> {
    to_change(connection, viewer, letter)?;
    let waiting = letters_in::take_up_again(connection, viewer.organisation, letter)?;
    let opened = letters_in::open(waiting, rules)?;
    let known = letters_in::look_up(connection, rules, &opened)?;
    Ok(Wanted { opened, known })
}

/// Makes the card.
///
/// # Errors
/// `NotFound`, `Forbidden`; `Conflict` when it is one already.
pub fn make_card(
    connection: &mut AnyConnection,
    viewer: &Viewer,
    letter: InboundId,
    read: ReadLetter,
    now: Timestamp,
) -> Result<CardId> {
    to_change(connection, viewer, letter)?;
    letters_in::settle_by_hand(connection, read, now)
}

/// Takes that back, as long as nobody has worked on the card.
///
/// # Errors
/// `NotFound`, `Forbidden`, `Conflict`.
pub fn unmake_card(connection: &mut AnyConnection, viewer: &Viewer, letter: InboundId, now: Timestamp) -> Result<()> {
    to_change(connection, viewer, letter)?;
    letters_in::undo_by_hand(connection, viewer.organisation, letter, now)
}

/// Reads nothing more from this letter's sender.
///
/// # Errors
/// `NotFound`, `Forbidden`; `Invalid` when the letter names no address, or one of ours.
pub fn block(connection: &mut AnyConnection, viewer: &Viewer, letter: InboundId, now: Timestamp) -> Result<()> {
    let row = to_change(connection, viewer, letter)?;
    let address = row.from_address.as_deref().map(key_of).filter(|address| address.contains('@'));
    let address = address.ok_or_else(|| Error::invalid("This letter names no address that could be blocked."))?;
    blocks::insert(
        connection,
        &BlockRow {
            organisation_id: viewer.organisation,
            address,
            member_id: Some(viewer.member),
            created_at: micros(now),
        },
    )
}

/// Reads from this letter's sender again; doing it twice is fine.
///
/// # Errors
/// `NotFound`, `Forbidden`.
pub fn unblock_sender(connection: &mut AnyConnection, viewer: &Viewer, letter: InboundId) -> Result<()> {
    let row = to_change(connection, viewer, letter)?;
    unblock(connection, viewer, row.from_address.as_deref().unwrap_or_default())
}

/// Reads from an address again; doing it twice is fine.
///
/// # Errors
/// `Forbidden`; those of the database.
pub fn unblock(connection: &mut AnyConnection, viewer: &Viewer, address: &str) -> Result<()> {
    if !viewer.may_act() {
        return Err(Error::new(Kind::Forbidden, "You can read this list but not change it."));
    }
    blocks::remove(connection, viewer.organisation, &key_of(address))?;
    Ok(())
}

/// Blocked addresses on one page.
const BLOCKED_PAGE: usize = 100;

/// The page of blocked addresses that follows `after`, and where the next begins.
///
/// # Errors
/// Those of the database.
pub fn blocked(
    connection: &mut AnyConnection,
    viewer: &Viewer,
    after: &str,
) -> Result<(Vec<BlockRow>, Option<String>)> {
    let limit = i64::try_from(BLOCKED_PAGE).unwrap_or(i64::MAX) + 1;
    let mut rows = blocks::list(connection, viewer.organisation, after, limit)?;
    let next = rows.get(BLOCKED_PAGE - 1).filter(|_| rows.len() > BLOCKED_PAGE).map(|row| row.address.clone());
    rows.truncate(BLOCKED_PAGE);
    Ok((rows, next))
}

/// A letter as it came in. A program's letter may bring back a link to sign in that was sent to somebody else, so it
/// is handed out only when such a link, which lives for `link`, has ended.
///
/// # Errors
/// `NotFound` when it is missing, out of reach or gone with its retention; `Conflict` while it may hold a link.
pub fn raw(
    connection: &mut AnyConnection,
    viewer: &Viewer,
    letter: InboundId,
    link: SignedDuration,
    now: Timestamp,
) -> Result<Vec<u8>> {
    let row = visible(connection, viewer, letter)?;
    if row.card_id.is_none() {
        wait_for_links(row.received_at, link, now)?;
    }
    of_letter(connection, viewer, letter, row.received_at, link, now)
}

/// The bytes of a letter that the viewer may see.
pub(super) fn of_letter(
    connection: &mut AnyConnection,
    viewer: &Viewer,
    letter: InboundId,
    received_at: i64,
    link: SignedDuration,
    now: Timestamp,
) -> Result<Vec<u8>> {
    let raw = inbound::raw(connection, viewer.organisation, letter)?;
    if raw.is_empty() {
        return Err(Error::not_found("This letter is no longer kept."));
    }
    let read = reading::read(&raw, &reading::Envelope::default());
    let inside = |bytes: &[u8]| bytes.windows(9).any(|nine| nine == b"/sign-in/");
    let attached = read.attachments.iter().any(|file| file.mime.starts_with("message/") || inside(&file.content));
    if inside(&raw) || read.full_text.contains("/sign-in/") || attached {
        wait_for_links(received_at, link, now)?;
    }
    Ok(raw)
}

fn wait_for_links(received_at: i64, link: SignedDuration, now: Timestamp) -> Result<()> {
    if now < moment(received_at)? + link {
        return Err(Error::new(
            Kind::Conflict,
            "This letter may bring back somebody's link to sign in. Open it when that link has ended, in a quarter of \
             an hour.",
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_that_makes_no_card_stands_in_exactly_one_group() {
        let cards = [
            Reason::Letter,
            Reason::Answer,
            Reason::Forwarded,
            Reason::AttachmentsOnly,
            Reason::SubjectOnly,
            Reason::Encrypted,
            Reason::CalendarRequest,
        ];
        let groups: Vec<Vec<&str>> = Group::ALL.iter().map(|(group, _, _)| group.codes()).collect();
        for reason in Reason::ALL {
            let times = groups.iter().filter(|codes| codes.contains(&reason.code())).count();
            assert_eq!(times, usize::from(!cards.contains(&reason)), "{}", reason.code());
        }
        for code in BY_US {
            assert!(Group::Refused.codes().contains(&code));
        }
    }
}
