//! What was read is stored: a card, a further letter of one, or a word about why it is neither. Also for the second
//! time: by hand, when somebody wants a card of it, and after an upgrade that reads better.

use super::codes::sentence;
use super::judge::{Fate, ReadLetter};
use super::wording::UNREADABLE;
use super::{returned, thread};
use crate::domain::ids::{CardId, InboundId, OrganisationId};
use crate::domain::{Kind, KindFrom, Status, Step};
use crate::error::{Error, Kind as ErrorKind, Result, found};
use crate::services::jobs::{self, Job};
use crate::services::mail_commands;
use crate::services::submission::{self, Prepared};
use crate::services::submitted::CameWith;
use crate::services::{letters_out, look_again, set_aside, stops as stopping, trail};
use crate::store::card_letters::{self, CardLetterRow};
use crate::store::cards::{self, CardRow, Progress, Reread};
use crate::store::columns::moment;
use crate::store::inbound::{self, Outcome};
use crate::store::letter_readings::{self, ReadingRow};
use crate::store::mentions::{self, CandidateRow, MentionRow};
use crate::store::{AnyConnection, events};
use jiff::Timestamp;

/// The state of a letter that somebody looks at before it is a card.
const LOOK: &str = "look";

/// Stores what was read. The same letter to the same recipient is stored once, however often it came (R30).
///
/// # Errors
/// Those of the database.
pub fn settle(connection: &mut AnyConnection, letter: ReadLetter, now: Timestamp) -> Result<()> {
    let organisation = letter.inbound.0;
    if let Some((first, card)) = inbound::by_once_key(connection, organisation, &letter.once_key)? {
        if first == letter.inbound.1 {
            return Ok(());
        }
        // The key stays with the letter that came first.
        let again = Outcome { state: "duplicate", reason: Some("It came in before."), once_key: None, card };
        return inbound::set_outcome(connection, letter.inbound, &again, now);
    }
    write(connection, letter, now)
}

fn write(connection: &mut AnyConnection, letter: ReadLetter, now: Timestamp) -> Result<()> {
    let ReadLetter { inbound: key, once_key, fate, mut row, returned, stops, receipt } = letter;
    let mut state = fate.state();
    let card = match fate {
        Fate::Card(card, _) if card.look().is_some() => {
            set_aside::put(connection, &card, &CameWith::default(), card.look().unwrap_or_default())?;
            state = LOOK;
            None
        }
        Fate::Card(card, _) => Some(new_card(connection, *card, &row, receipt, now)?),
        Fate::Letter(letter) => {
            let card = letter.card_id;
            append(connection, &letter, now)?;
            Some(card)
        }
        Fate::ByMail | Fate::Machine | Fate::Refused => None,
    };
    if [mail_commands::WANTED, mail_commands::REFUSED].contains(&row.code.as_str()) {
        let job = Job::ByMail { inbound: key.1 };
        jobs::enqueue(connection, Some(key.0), &job, now)?;
    }
    if let Some(token) = &stops {
        stopping::by_mail(connection, token, now)?;
    }
    if let Some(returned) = &returned {
        returned::settle(connection, returned, now)?;
    }
    row.card_id = card;
    letter_readings::keep(connection, &row)?;
    let reason = (!row.accepted).then(|| sentence(&row.code));
    inbound::set_outcome(connection, key, &Outcome { state, reason, once_key: Some(&once_key), card }, now)
}

fn new_card(
    connection: &mut AnyConnection,
    card: Prepared,
    row: &ReadingRow,
    receipt: bool,
    now: Timestamp,
) -> Result<CardId> {
    let stored = submission::store(connection, &card)?;
    letters_out::look(connection, row.organisation_id, stored, now)?;
    // Read days later, after a standstill or an upgrade, it would only puzzle.
    if receipt && stored == card.id() && now.duration_since(moment(row.received_at)?) < letters_out::DAY {
        letters_out::want_receipt(connection, row.organisation_id, stored, "", now)?;
    }
    if let Some(first) = row.answers_card_id.filter(|_| stored == card.id()) {
        let detail = format!("card {}", cards::by_id(connection, row.organisation_id, stored)?.number);
        trail::note(connection, (row.organisation_id, first), None, Step::Linked, &detail, now)?;
    }
    Ok(stored)
}

/// Puts a further letter to its card, which needs somebody again if nobody would look at it otherwise.
fn append(connection: &mut AnyConnection, letter: &CardLetterRow, now: Timestamp) -> Result<()> {
    let key = (letter.organisation_id, letter.card_id);
    card_letters::insert(connection, letter)?;
    let card = cards::by_id(connection, key.0, key.1)?;
    if matches!(card.status, Status::Answered | Status::Closed) || card.kind == Kind::Praise {
        let progress = Progress {
            status: Status::Again,
            closed_at: None,
            outcome: None,
            outcome_note: None,
            ..Progress::of(&card)
        };
        cards::set_progress(connection, key.0, key.1, &progress)?;
    }
    trail::note(connection, key, None, Step::WroteAgain, "", now)?;
    let inbound = InboundId::from_uuid(letter.id.uuid());
    letters_out::wrote_again(connection, key.0, key.1, inbound, now)
}

/// Makes a card of a letter that was not accepted, as `letter.row.decided_by` wants it.
///
/// # Errors
/// `Conflict` when it is one already; those of the database.
pub fn settle_by_hand(connection: &mut AnyConnection, letter: ReadLetter, now: Timestamp) -> Result<CardId> {
    let ReadLetter { inbound: key, fate, mut row, .. } = letter;
    let before = letter_readings::by_id(connection, key.0, key.1)?;
    let (Fate::Card(card, _), Some(before)) = (fate, before.filter(|before| before.card_id.is_none())) else {
        return Err(Error::new(ErrorKind::Conflict, "This letter is a card already."));
    };
    let stored = submission::store(connection, &card)?;
    // The reason stays, so that it can be undone.
    row.code = before.code;
    row.card_id = Some(stored);
    row.accepted = true;
    letter_readings::keep(connection, &row)?;
    let once = inbound::by_id(connection, key.0, key.1)?.once_key;
    let outcome = Outcome { state: "card", reason: None, once_key: once.as_deref(), card: Some(stored) };
    inbound::set_outcome(connection, key, &outcome, now)?;
    trail::note(connection, (key.0, stored), row.decided_by, Step::MadeCard, "", now)?;
    Ok(stored)
}

/// Writes which card a letter became that somebody looked at first; none takes that back. A letter that is no longer kept
/// says nothing.
///
/// # Errors
/// Those of the database.
pub(in crate::services) fn bind(
    connection: &mut AnyConnection,
    key: (OrganisationId, InboundId),
    card: Option<CardId>,
    now: Timestamp,
) -> Result<()> {
    let Some(stored) = found(inbound::by_id(connection, key.0, key.1))? else { return Ok(()) };
    if let Some(row) = letter_readings::by_id(connection, key.0, key.1)? {
        letter_readings::keep(connection, &ReadingRow { card_id: card, ..row })?;
    }
    let state = if card.is_some() { "card" } else { LOOK };
    let outcome = Outcome { state, reason: None, once_key: stored.once_key.as_deref(), card };
    inbound::set_outcome(connection, key, &outcome, now)
}

/// What a second reading changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Again {
    /// Nothing.
    Same,
    /// The words, or who is meant.
    Changed,
    /// It is a card, or a part of one, and was none.
    Made,
}

/// Brings a letter that was read before in line with what is read now. What people decided stays; a card stays a card.
/// With `dry`, only says what would change.
///
/// # Errors
/// Those of the database.
pub fn settle_again(connection: &mut AnyConnection, letter: ReadLetter, dry: bool, now: Timestamp) -> Result<Again> {
    let key = letter.inbound;
    let stored = inbound::by_id(connection, key.0, key.1)?;
    match (stored.state.as_str(), stored.card_id, &letter.fate) {
        ("card" | "unreadable", Some(card), Fate::Card(..)) => of_card(connection, letter, card, dry, now),
        ("letter", Some(card), _) => of_letter(connection, letter, card, dry),
        ("machine" | "refused", None, Fate::Card(..) | Fate::Letter(_)) => {
            if !dry {
                write(connection, letter, now)?;
            }
            Ok(Again::Made)
        }
        ("machine" | "refused", None, Fate::ByMail | Fate::Machine | Fate::Refused) => {
            let same = letter_readings::by_id(connection, key.0, key.1)?.is_some_and(|before| before == letter.row);
            if !same && !dry {
                letter_readings::keep(connection, &letter.row)?;
            }
            Ok(if same { Again::Same } else { Again::Changed })
        }
        // Cards and letters that somebody undid or that retention took.
        _ => Ok(Again::Same),
    }
}

fn of_letter(connection: &mut AnyConnection, letter: ReadLetter, card: CardId, dry: bool) -> Result<Again> {
    let id = thread::letter_key(letter.inbound.1);
    let rows = card_letters::of_card(connection, letter.inbound.0, card)?;
    let Some(before) = rows.into_iter().find(|row| row.id == id) else { return Ok(Again::Same) };
    // Read as a card, for what it answers may have gone since; the words are the same.
    let text = match &letter.fate {
        Fate::Letter(row) => row.text.clone(),
        Fate::Card(card, _) => card.text().to_owned(),
        Fate::ByMail | Fate::Machine | Fate::Refused => return Ok(Again::Same),
    };
    if before.text == text && before.elided == letter.row.elided {
        return Ok(Again::Same);
    }
    if !dry {
        card_letters::set_words(connection, (letter.inbound.0, card, id), &text, &letter.row.elided)?;
        keep(connection, letter.row, card)?;
    }
    Ok(Again::Changed)
}

fn keep(connection: &mut AnyConnection, mut row: ReadingRow, card: CardId) -> Result<()> {
    if let Some(before) = letter_readings::by_id(connection, row.organisation_id, row.inbound_id)? {
        row.answers_card_id = before.answers_card_id;
        row.decided_by = before.decided_by;
        if before.decided_by.is_some() {
            row.code = before.code;
        }
    }
    row.card_id = Some(card);
    letter_readings::keep(connection, &row)
}

fn of_card(connection: &mut AnyConnection, letter: ReadLetter, id: CardId, dry: bool, now: Timestamp) -> Result<Again> {
    let (organisation, inbound) = letter.inbound;
    let Fate::Card(prepared, readable) = letter.fate else { return Ok(Again::Same) };
    let before = cards::by_id(connection, organisation, id)?;
    if !readable && before.text != UNREADABLE {
        // What could be read once stays.
        return Ok(Again::Same);
    }
    let (card, ties, asked) = prepared.into_rows(id);
    let old_ties = mentions::of_cards(connection, organisation, &[id])?;
    let old_asked = mentions::candidates_of(connection, organisation, &[id])?;
    let decided = by_people(connection, organisation, id)?;
    let reread = reread(&before, &card, decided);
    let same_words = reread_of(&before) == reread;
    let same_ties = decided || (told(&old_ties) == told(&ties) && wondered(&old_asked) == wondered(&asked));
    let row_before = letter_readings::by_id(connection, organisation, inbound)?;
    let same_row = row_before.is_some_and(|row| {
        row.elided == letter.row.elided && row.files == letter.row.files && row.proof == letter.row.proof
    });
    if same_words && same_ties && same_row {
        return Ok(Again::Same);
    }
    if dry {
        return Ok(Again::Changed);
    }
    cards::reread(connection, organisation, id, &reread)?;
    if decided {
        for tie in &old_ties {
            let spans = spans_of(&tie.surface, &reread.text);
            mentions::set_spans(connection, (organisation, tie.agent_id, id), &spans)?;
        }
    } else {
        mentions::clear(connection, organisation, id)?;
        mentions::insert(connection, &ties)?;
        mentions::insert_candidates(connection, &asked)?;
    }
    let state = if readable { "card" } else { "unreadable" };
    let once = inbound::by_id(connection, organisation, inbound)?.once_key;
    let reason = (!readable).then(|| sentence(&letter.row.code));
    let outcome = Outcome { state, reason, once_key: once.as_deref(), card: Some(id) };
    inbound::set_outcome(connection, (organisation, inbound), &outcome, now)?;
    keep(connection, letter.row, id)?;
    Ok(Again::Changed)
}

/// Whether somebody has said who is meant, or let an agent read it. Cards of older versions only have their trail.
fn by_people(connection: &mut AnyConnection, organisation: OrganisationId, card: CardId) -> Result<bool> {
    if look_again::is_decided(connection, organisation, card)? {
        return Ok(true);
    }
    Ok(events::of_card(connection, organisation, card)?.iter().any(|event| {
        matches!(
            event.kind,
            Step::Tagged | Step::Untagged | Step::Nobody | Step::Undecided | Step::Released | Step::Withheld
        )
    }))
}

fn reread_of(card: &CardRow) -> Reread {
    Reread {
        text: card.text.clone(),
        subject: card.subject.clone(),
        customer_name: card.customer_name.clone(),
        customer_email: card.customer_email.clone(),
        kind: card.kind,
        uncertain: card.uncertain,
        score: card.score,
        due_at: card.due_at,
    }
}

fn reread(before: &CardRow, card: &CardRow, decided: bool) -> Reread {
    // Who left it may have been forgotten: it must not come back.
    let known = before.customer_name.is_some() || before.customer_email.is_some() || before.text == UNREADABLE;
    let by_manager = before.kind_from == KindFrom::Manager;
    Reread {
        text: card.text.clone(),
        subject: card.subject.clone(),
        customer_name: card.customer_name.clone().filter(|_| known),
        customer_email: card.customer_email.clone().filter(|_| known),
        kind: if by_manager { before.kind } else { card.kind },
        uncertain: if decided { before.uncertain } else { card.uncertain },
        score: card.score,
        due_at: if by_manager { before.due_at } else { card.due_at },
    }
}

type Told = Vec<(uuid::Uuid, String, String, &'static str, String)>;

fn told(ties: &[MentionRow]) -> Told {
    let mut told: Told = ties
        .iter()
        .map(|tie| (tie.agent_id.uuid(), tie.spans.clone(), tie.rule.clone(), tie.polarity.word(), tie.why.clone()))
        .collect();
    told.sort();
    told
}

fn wondered(asked: &[CandidateRow]) -> Vec<(i32, i32, uuid::Uuid, i32, i32)> {
    let mut rows: Vec<_> =
        asked.iter().map(|row| (row.question, row.rank, row.agent_id.uuid(), row.span_start, row.span_end)).collect();
    rows.sort();
    rows
}

/// Where a name stands in other words than it was found in.
fn spans_of(surface: &str, text: &str) -> String {
    let spans: Vec<[usize; 2]> = if surface.is_empty() {
        Vec::new()
    } else {
        text.match_indices(surface).take(20).map(|(at, found)| [at, at + found.len()]).collect()
    };
    serde_json::to_string(&spans).unwrap_or_default()
}

/// Takes back that a letter was made a card by hand, as long as nobody has worked on it.
///
/// # Errors
/// `Conflict` when somebody has, or nobody made it one; those of the database.
pub fn undo_by_hand(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    id: InboundId,
    now: Timestamp,
) -> Result<()> {
    let worked_on = || Error::new(ErrorKind::Conflict, "Somebody has worked on this card: it stays.");
    let row = letter_readings::by_id(connection, organisation, id)?.filter(|row| row.decided_by.is_some());
    let Some((mut row, card)) = row.and_then(|row| row.card_id.map(|card| (row, card))) else {
        return Err(Error::new(ErrorKind::Conflict, "Nobody made this letter a card by hand."));
    };
    let quiet = events::of_card(connection, organisation, card)?
        .iter()
        .all(|event| matches!(event.kind, Step::MadeCard | Step::InDigest | Step::Seen));
    if !quiet
        || !matches!(cards::by_id(connection, organisation, card)?.status, Status::New | Status::Seen)
        || !card_letters::of_card(connection, organisation, card)?.is_empty()
    {
        return Err(worked_on());
    }
    crate::store::retention::delete_cards(connection, organisation, &[card])?;
    (row.card_id, row.decided_by, row.accepted) = (None, None, false);
    letter_readings::keep(connection, &row)?;
    let once = inbound::by_id(connection, organisation, id)?.once_key;
    let refused = super::codes::is_refusal(&row.code);
    let outcome = Outcome {
        state: if refused { "refused" } else { "machine" },
        reason: Some(sentence(&row.code)),
        once_key: once.as_deref(),
        card: None,
    };
    inbound::set_outcome(connection, (organisation, id), &outcome, now)
}
