//! What a card's page tells of the letters behind it: the first one, what was taken away from it, who passed it on, and
//! what went to and fro since. Whoever may see the card may see its letters.

use super::access::visible_card;
use super::letters_in::Proof;
use super::not_accepted;
use super::people::People;
use crate::domain::Viewer;
use crate::domain::email_address::key_of;
use crate::domain::ids::{CardId, InboundId};
use crate::error::{Error, Result, found};
use crate::reading::{self, Attachment};
use crate::store::card_letters::{self, CardLetterRow};
use crate::store::cards::CardRow;
use crate::store::columns::moment;
use crate::store::letter_readings::{self, ReadingRow};
use crate::store::{AnyConnection, suppressions};
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;

/// The post of one card.
#[derive(Clone, Debug, Default)]
pub struct CardPost {
    /// The letter that the card was read from.
    pub first: Option<FirstLetter>,
    /// What came and went since, in order.
    pub letters: Vec<Letter>,
    /// Why nothing can be sent to the customer.
    pub suppressed: Option<String>,
}

/// The letter that a card was read from.
#[derive(Clone, Debug)]
pub struct FirstLetter {
    /// The letter.
    pub id: InboundId,
    /// What was taken away from the words.
    pub elided: String,
    /// Whether its sender failed to prove who they are.
    pub unverified: bool,
    /// How that was checked: `SPF pass, DKIM none, DMARC fail`; empty when nobody has looked.
    pub checks: String,
    /// Who passed it on.
    pub forwarder: Option<String>,
    /// What they wrote above, or what there is to say about it.
    pub note: String,
    /// A tag of its address that names nothing we know.
    pub unknown_tag: Option<String>,
    /// The card that it answers: id and number.
    pub answers: Option<(CardId, i64)>,
    /// Its attachments.
    pub files: Vec<File>,
}

/// An attachment in a list.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct File {
    /// Safe to show and to save.
    pub name: String,
    /// Media type.
    #[serde(rename = "type")]
    pub mime: String,
    /// Size.
    pub bytes: u64,
}

/// One letter that came or went since.
#[derive(Clone, Debug)]
pub struct Letter {
    /// The raw letter, for one that came and is still kept.
    pub inbound: Option<InboundId>,
    /// True for an answer of ours.
    pub ours: bool,
    /// Who wrote it: a name or address; "You".
    pub who: String,
    /// The words.
    pub text: String,
    /// What was taken away from them.
    pub elided: String,
    /// Whether its sender failed to prove who they are.
    pub unverified: bool,
    /// When.
    pub at: Timestamp,
    /// Its attachments.
    pub files: Vec<File>,
}

/// Reads the post of a card that the viewer may see.
///
/// # Errors
/// Those of the database.
pub(super) fn of(connection: &mut AnyConnection, viewer: &Viewer, card: &CardRow) -> Result<CardPost> {
    let organisation = viewer.organisation;
    let first = match card.inbound_id {
        Some(id) => letter_readings::by_id(connection, organisation, id)?,
        None => None,
    };
    let rows = card_letters::of_card(connection, organisation, card.id)?;
    let people = People::read(
        connection,
        viewer,
        std::collections::BTreeSet::new(),
        rows.iter().filter_map(|row| row.member_id).collect(),
    )?;
    let mut letters = Vec::with_capacity(rows.len());
    for row in rows {
        letters.push(letter(connection, viewer, &people, row)?);
    }
    let suppressed = match &card.customer_email {
        Some(address) => suppressions::find(connection, organisation, &key_of(address))?
            .filter(|row| row.suppressed_at.is_some())
            .map(|row| super::suppressed::why(&row)),
        None => None,
    };
    let first = first.map(|row| first_letter(connection, viewer, row)).transpose()?;
    Ok(CardPost { first, letters, suppressed })
}

fn first_letter(connection: &mut AnyConnection, viewer: &Viewer, row: ReadingRow) -> Result<FirstLetter> {
    // A card out of the viewer's reach isn't even numbered.
    let answers = match row.answers_card_id {
        Some(card) => found(visible_card(connection, viewer, card))?,
        None => None,
    };
    Ok(FirstLetter {
        id: row.inbound_id,
        unverified: Proof::is_unverified(&row.proof),
        checks: row.checks,
        answers: answers.map(|card| (card.id, card.number)),
        files: files(&row.files),
        elided: row.elided,
        forwarder: row.forwarder,
        note: row.note,
        unknown_tag: row.unknown_tag,
    })
}

fn files(json: &str) -> Vec<File> {
    serde_json::from_str(json).unwrap_or_default()
}

fn letter(connection: &mut AnyConnection, viewer: &Viewer, people: &People, row: CardLetterRow) -> Result<Letter> {
    let ours = row.direction == card_letters::OUT;
    let inbound = InboundId::from_uuid(row.id.uuid());
    let read = match ours {
        true => None,
        false => letter_readings::by_id(connection, viewer.organisation, inbound)?,
    };
    let who = match (ours, row.member_id) {
        (true, Some(member)) if member == viewer.member => "You".to_owned(),
        (true, Some(member)) => people.member(member).to_owned(),
        (true, None) => "Somebody of ours".to_owned(),
        (false, _) => row.name.or(row.address).unwrap_or_else(|| "The customer".to_owned()),
    };
    Ok(Letter {
        ours,
        who,
        unverified: read.as_ref().is_some_and(|read| Proof::is_unverified(&read.proof)),
        files: read.as_ref().map(|read| files(&read.files)).unwrap_or_default(),
        inbound: read.map(|read| read.inbound_id),
        text: row.text,
        elided: row.elided,
        at: moment(row.at)?,
    })
}

/// The raw letter of a card: the one it was read from, or one that came since.
///
/// # Errors
/// `NotFound` when card or letter is out of reach, or its retention has ended; `Conflict` as [`not_accepted::raw`].
pub fn raw(
    connection: &mut AnyConnection,
    viewer: &Viewer,
    card: CardId,
    letter: InboundId,
    link: SignedDuration,
    now: Timestamp,
) -> Result<Vec<u8>> {
    let card = visible_card(connection, viewer, card)?;
    let row = letter_readings::by_id(connection, viewer.organisation, letter)?;
    let row = row.filter(|row| row.card_id == Some(card.id));
    // Cards of older versions have a letter but no reading of it.
    let received_at = match (row, card.inbound_id == Some(letter)) {
        (Some(row), _) => row.received_at,
        (None, true) => card.received_at,
        (None, false) => return Err(Error::not_found("There is nothing under this address.")),
    };
    not_accepted::of_letter(connection, viewer, letter, received_at, link, now)
}

/// The attachment of a raw letter at this place in its list.
///
/// # Errors
/// `NotFound` when there is none.
pub fn file(raw: &[u8], place: usize) -> Result<Attachment> {
    let read = reading::read(raw, &reading::Envelope::default());
    read.attachments.into_iter().nth(place).ok_or_else(|| Error::not_found("There is no such attachment."))
}
