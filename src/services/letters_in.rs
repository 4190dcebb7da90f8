//! Letters that came in. A letter is stored whole before anything is read (`arrivals`); reading it is a job that can be
//! run again: the same letter to the same recipient is one card. Taken up, opened without a connection, looked up (who
//! is that, what does it answer), judged without a connection, and settled in one transaction.

mod author;
mod fields;
mod lists;
mod proof;
mod returned;
mod routing;
mod rules;
mod settle;
mod thread;

use super::arrivals::UNKNOWN_SENDER;
pub use super::arrivals::{Arrival, LARGEST, receive};
use super::directory::House;
use super::submission::{self, Prepared};
use super::submitted::Submission;
use crate::domain::email_address::EmailAddress;
use crate::domain::ids::{CardId, InboundId, MemberId, OrganisationId};
use crate::domain::{Source, Via, names};
use crate::error::{Kind, Result};
use crate::reading::{self, Auto, Envelope, Reading, Verdict};
use crate::store::card_letters::{self, CardLetterRow};
use crate::store::columns::moment;
use crate::store::inbound::{self, InboundRow};
use crate::store::letter_readings::{self, ReadingRow};
use crate::store::{AnyConnection, blocks, cards, forms, organisations};
use author::Writer;
use jiff::Timestamp;
pub use proof::Proof;
pub use returned::not_sent;
use routing::Addressed;
pub(super) use routing::addressed;
pub use routing::{SEPARATORS, USUAL};
pub use rules::Rules;
pub use settle::{Again, settle, settle_again, settle_by_hand, undo_by_hand};
use thread::Answers;

/// The longest text of a card that comes by mail, in characters; the rest stays in the raw letter.
const LONGEST_TEXT: usize = 20_000;
/// The longest text of what was taken away that is kept beside it.
const LONGEST_ELIDED: usize = 100_000;
/// Characters of a letter that a list shows.
const PREVIEW: usize = 300;

/// What a card says whose letter could not be read.
pub(super) const UNREADABLE: &str = "This letter could not be read. Its raw form is kept.";

/// The code of a letter from a blocked address; other codes are [`reading::Reason`]'s.
pub const BLOCKED: &str = "blocked";
/// The code of an answer to a letter that only our own people get.
pub const ANSWER_TO_US: &str = "answer-to-us";

/// A stored letter that waits to be read.
pub struct Waiting {
    row: InboundRow,
    raw: Vec<u8>,
    to: Addressed,
}

/// Takes a stored letter up for reading; none when it was read already.
///
/// # Errors
/// `NotFound`; those of the database.
pub fn take_up(connection: &mut AnyConnection, organisation: OrganisationId, id: InboundId) -> Result<Option<Waiting>> {
    let waiting = take_up_again(connection, organisation, id)?;
    Ok(Some(waiting).filter(|waiting| waiting.row.state == "stored"))
}

/// How many bytes a stored letter has.
///
/// # Errors
/// Those of the database.
pub fn size(connection: &mut AnyConnection, organisation: OrganisationId, id: InboundId) -> Result<i64> {
    inbound::size(connection, organisation, id)
}

/// Takes a letter up whatever became of it.
///
/// # Errors
/// `NotFound`; those of the database.
pub fn take_up_again(connection: &mut AnyConnection, organisation: OrganisationId, id: InboundId) -> Result<Waiting> {
    let row = inbound::by_id(connection, organisation, id)?;
    let to = match addressed(connection, &row.recipient)?.filter(|to| to.organisation.id == organisation) {
        Some(to) => to,
        // The address was taken away since: the letter is still this organisation's.
        None => Addressed {
            organisation: organisations::by_id(connection, organisation)?,
            place: routing::Place::default(),
            ours: None,
        },
    };
    let raw = inbound::raw(connection, organisation, id)?;
    Ok(Waiting { row, raw, to })
}

/// A letter that was opened: what stands in it, before anybody was asked who that is.
pub struct Opened {
    row: InboundRow,
    raw: Vec<u8>,
    to: Addressed,
    letter: Reading,
    proof: Proof,
    received_at: Timestamp,
}

/// Opens a letter. Needs no connection: a large letter must not keep others from being stored.
///
/// # Errors
/// `Internal` when its stored moment can't be read.
pub fn open(waiting: Waiting, rules: &Rules) -> Result<Opened> {
    let Waiting { row, raw, to } = waiting;
    let received_at = moment(row.received_at)?;
    let envelope = Envelope {
        recipient: Some(row.recipient.clone()),
        sender: Some(row.sender.clone()).filter(|sender| sender != UNKNOWN_SENDER),
        received_at: Some(received_at),
        marker: None,
    };
    let letter = reading::read(&raw, &envelope);
    // Who hands a letter to our own port has written its header: results that stand in it are nobody's.
    let believed = rules.authserv_id.as_deref().filter(|_| row.via != Via::Smtp);
    let proof = proof::of(&raw, believed, letter.from.as_deref());
    Ok(Opened { row, raw, to, letter, proof, received_at })
}

/// What the database knows about an opened letter.
pub struct Known {
    place: routing::Place,
    writer: Writer,
    answers: Answers,
    blocked: bool,
    own_list: bool,
    returned: Option<returned::Returned>,
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
    let writer = author::of(letter, colleague, opened.proof, rules);
    // Whoever is believed to have written it: the sender, or whose letter a colleague passed on.
    let wrote = if writer.forwarder.is_some() { writer.address.clone() } else { letter.from.clone() };
    let answers = thread::find(connection, rules, organisation.id, letter, wrote.as_deref(), opened.to.ours.or(tag))?;
    let senders: Vec<String> = [letter.from.as_deref(), Some(opened.row.sender.as_str())]
        .into_iter()
        .flatten()
        .map(key)
        .filter(|sender| sender.contains('@'))
        .collect();
    let mut own_list = false;
    if letter.auto == Some(Auto::MailingList) {
        for address in lists::addresses(&opened.raw) {
            own_list |= addressed(connection, &address)?.is_some_and(|found| found.organisation.id == organisation.id);
        }
    }
    Ok(Known {
        blocked: !senders.is_empty() && blocks::any(connection, organisation.id, &senders)?,
        returned: returned::find(connection, rules, &opened.to, letter, &opened.raw)?,
        place,
        writer,
        answers,
        own_list,
    })
}

/// Leaves a letter that is a card where it was sent to then: addresses, tags and separators may have changed since, and
/// that must not take a tag from a card.
///
/// # Errors
/// Those of the database.
pub(super) fn keep_place(connection: &mut AnyConnection, opened: &Opened, known: &mut Known) -> Result<()> {
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

/// An address as it is compared and kept.
pub(super) fn key(address: &str) -> String {
    EmailAddress::parse(address).map_or_else(|_| names::one_line(address, 320).to_lowercase(), |one| one.key())
}

/// A letter that was read, with what becomes of it.
pub struct ReadLetter {
    inbound: (OrganisationId, InboundId),
    once_key: [u8; 32],
    fate: Fate,
    row: ReadingRow,
    returned: Option<returned::Returned>,
}

/// What becomes of a letter.
enum Fate {
    /// A card; whether it could be read.
    Card(Box<Prepared>, bool),
    /// A further letter of a card.
    Letter(CardLetterRow),
    /// No card: from a program.
    Machine,
    /// No card: refused.
    Refused,
}

impl Fate {
    fn state(&self) -> &'static str {
        match self {
            Self::Card(_, true) => "card",
            Self::Card(_, false) => "unreadable",
            Self::Letter(_) => "letter",
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
    let Opened { row, raw: _, to: _, letter, proof, received_at } = opened;
    let Known { place, writer, answers, blocked, own_list, returned } = known;
    let person = matches!(letter.verdict, Verdict::Card | Verdict::Reply)
        || (letter.auto == Some(Auto::MailingList) && own_list);
    let readable = letter.verdict != Verdict::Unreadable || by_hand.is_some();
    let mut code = letter.reason.code();
    let mut answers_card = None;
    let fate = if by_hand.is_some() {
        Fate::Card(Box::new(card(house, &letter, &place, &writer, &row, received_at, true)?), true)
    } else if blocked {
        code = BLOCKED;
        Fate::Refused
    } else if !readable {
        Fate::Card(Box::new(card(house, &letter, &place, &writer, &row, received_at, false)?), false)
    } else if !person {
        Fate::Machine
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
    let accepted = matches!(fate, Fate::Card(_, true) | Fate::Letter(_));
    let reading = ReadingRow {
        organisation_id: row.organisation_id,
        inbound_id: row.id,
        code: code.to_owned(),
        accepted,
        card_id: match &fate {
            Fate::Letter(letter) => Some(letter.card_id),
            Fate::Card(..) | Fate::Machine | Fate::Refused => None,
        },
        team_id: place.team(),
        from_address: letter.from.as_deref().map(|from| names::one_line(from, 320)),
        from_name: letter.name.as_deref().map(|name| names::one_line(name, 120)),
        subject: names::one_line(&letter.subject, 300),
        preview: preview(&letter, returned.as_ref()),
        elided: shortened(&without_sign_in_links(&letter.elided), LONGEST_ELIDED),
        message_id: letter.message_id.clone(),
        proof: proof.word().to_owned(),
        forwarder: writer.forwarder.as_deref().map(|who| names::one_line(who, 320)),
        note: shortened(&writer.note, 2_000),
        unknown_tag: place.unknown.as_deref().map(|tag| names::one_line(tag, 64)),
        answers_card_id: answers_card,
        files: files(&letter),
        received_at: row.received_at,
        decided_by: by_hand,
    };
    Ok(ReadLetter { inbound: (row.organisation_id, row.id), once_key: letter.dedup_key, fate, row: reading, returned })
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

/// The writer's own words, within bounds.
fn words(letter: &Reading, writer: &Writer) -> String {
    let own = writer.text.as_deref().unwrap_or(&letter.text);
    let own = if own.trim().is_empty() { letter.full_text.as_str() } else { own };
    shortened(&without_sign_in_links(own.trim()), LONGEST_TEXT)
}

fn shortened(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}

/// What a list shows of a letter: of one that came back, which; of any other, how it begins.
fn preview(letter: &Reading, returned: Option<&returned::Returned>) -> String {
    if let Some(bounce) = &letter.bounce {
        let to: Vec<String> = bounce.recipients.iter().take(3).map(|to| names::one_line(to, 120)).collect();
        let status = bounce.status.as_deref().map_or_else(String::new, |status| format!(" ({status})"));
        let whose = if returned.is_some() { "A letter of ours" } else { "A letter, not known to be ours," };
        return names::one_line(&format!("{whose} to {}{status}", to.join(", ")), PREVIEW);
    }
    let text = if letter.text.trim().is_empty() { &letter.full_text } else { &letter.text };
    names::one_line(&without_sign_in_links(text), PREVIEW)
}

/// Somebody may answer the letter with their link to sign in: whoever reads the answer must not sign in as them.
pub(super) fn without_sign_in_links(text: &str) -> String {
    const PATH: &str = "/sign-in/";
    if !text.contains(PATH) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for piece in text.split_inclusive(char::is_whitespace) {
        if piece.contains(PATH) {
            out.push_str("[link to sign in]");
            out.extend(piece.chars().last().filter(|last| last.is_whitespace()));
        } else {
            out.push_str(piece);
        }
    }
    out
}

/// A letter's attachments as they are listed.
fn files(letter: &Reading) -> String {
    let files: Vec<_> = letter
        .attachments
        .iter()
        .take(100)
        .map(|file| serde_json::json!({ "name": file.name, "type": file.mime, "bytes": file.content.len() }))
        .collect();
    serde_json::Value::Array(files).to_string()
}

/// What became of it, as a sentence.
pub fn sentence(code: &str) -> &'static str {
    match code {
        BLOCKED => "It comes from an address that somebody has blocked.",
        ANSWER_TO_US => "An answer to a letter that only your own people get.",
        _ => reading::Reason::ALL
            .iter()
            .find(|reason| reason.code() == code)
            .map_or("Why is no longer known.", |reason| reason.sentence()),
    }
}

/// Takes `NotFound` for an answer.
pub(super) fn found<T>(asked: Result<T>) -> Result<Option<T>> {
    match asked {
        Ok(row) => Ok(Some(row)),
        Err(error) if error.kind() == Kind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_to_sign_in_is_never_shown_to_anybody_else() {
        let said = "I can't get in:\nhttps://cards.example/sign-in/abc123 \n(why?)";
        assert_eq!(without_sign_in_links(said), "I can't get in:\n[link to sign in] \n(why?)");
        assert_eq!(without_sign_in_links("Nothing here."), "Nothing here.");
    }

    #[test]
    fn every_code_has_its_sentence() {
        for code in [BLOCKED, ANSWER_TO_US].into_iter().chain(reading::Reason::ALL.iter().map(|reason| reason.code())) {
            assert!(sentence(code).ends_with('.') && !sentence(code).starts_with("Why"), "{code}");
        }
    }
}
