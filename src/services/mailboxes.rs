//! Letters fetched out of a mailbox: how far it was read is remembered in the transaction that stores the letter, so
//! that a letter is here once however often it is met (R23, R24, R28). One instance at a time has a mailbox, by lease.

use super::arrivals::{self, Arrival};
use super::letters_in::{Refused, addressed};
use crate::domain::ids::{InboundId, OrganisationId};
use crate::domain::{Via, names};
use crate::error::{Error, Kind, Result};
use crate::reading::glance;
use crate::store::columns::{micros, moment};
use crate::store::mailbox_letters::{self as letters, MetRow};
use crate::store::mailboxes::{self, MailboxRow};
use crate::store::{AnyConnection, Raw};
use jiff::{SignedDuration, Timestamp};

/// A letter that can't be fetched is tried so often, over some hours; then it is left where it is and shown.
const TRIES: i32 = 8;

/// Seconds until it is tried again, by how often it was tried.
const PAUSES: [i64; 5] = [10, 60, 300, 900, 3600];

/// Seconds until letters that a crash caught half-way to another folder are looked at again, by how often they were: a
/// server under load may hold a dead client's command back for a minute or more behind its own locks.
const SETTLING: [i64; 7] = [5, 10, 20, 40, 80, 160, 320];

/// Addresses of a letter that are looked up: more than a person writes.
const MOST_RECIPIENTS: usize = 50;

/// A mailbox that this instance has, for the moment.
#[derive(Clone, Debug)]
pub struct Held {
    /// Whose letters it holds.
    pub organisation: OrganisationId,
    /// The name of its section.
    pub name: String,
    /// This instance.
    pub holder: Vec<u8>,
}

impl Held {
    fn key(&self) -> mailboxes::Key<'_> {
        (self.organisation, &self.name)
    }
}

/// Takes the mailbox of this name for `recipient`'s organisation; none when another instance has it. `alone` says that
/// no other instance can be there.
///
/// # Errors
/// `NotFound` when no organisation has this address; those of the database.
pub fn claim(
    connection: &mut AnyConnection,
    name: &str,
    recipient: &str,
    holder: &[u8],
    alone: bool,
    lease: SignedDuration,
    now: Timestamp,
) -> Result<Option<Held>> {
    let organisation = owner(connection, recipient)?;
    if mailboxes::find(connection, (organisation, name))?.is_none() {
        let row = MailboxRow {
            organisation_id: organisation,
            name: name.to_owned(),
            source: String::new(),
            uid_validity: 0,
            last_uid: 0,
            holder: None,
            lease_until: None,
            letters: 0,
            looked_at: None,
            failures: 0,
            failing_since: None,
            last_error: None,
            alarmed_at: None,
            created_at: micros(now),
            retired_at: None,
        };
        mailboxes::insert(connection, &row)?;
    }
    let mine = mailboxes::claim(connection, (organisation, name), holder, alone, now, now + lease)?;
    Ok(mine.then(|| Held { organisation, name: name.to_owned(), holder: holder.to_vec() }))
}

/// The organisation that reads mail to this address.
///
/// # Errors
/// `NotFound`; those of the database.
pub fn owner(connection: &mut AnyConnection, recipient: &str) -> Result<OrganisationId> {
    let to = addressed(connection, recipient)?;
    to.map(|to| to.organisation.id)
        .ok_or_else(|| Error::not_found(format!("No organisation here has the address {recipient}.")))
}

/// Holds it for longer.
///
/// # Errors
/// `Conflict` when another instance has it by now.
pub fn keep(connection: &mut AnyConnection, held: &Held, lease: SignedDuration, now: Timestamp) -> Result<()> {
    match mailboxes::keep(connection, held.key(), &held.holder, now + lease)? {
        true => Ok(()),
        false => Err(lost()),
    }
}

/// Lets another instance have it.
///
/// # Errors
/// Those of the database.
pub fn give_back(connection: &mut AnyConnection, held: &Held) -> Result<()> {
    mailboxes::give_back(connection, held.key(), &held.holder)
}

fn still_held(connection: &mut AnyConnection, held: &Held) -> Result<()> {
    match mailboxes::is_held(connection, held.key(), &held.holder)? {
        true => Ok(()),
        false => Err(lost()),
    }
}

fn lost() -> Error {
    Error::new(Kind::Conflict, "Another instance fetches this mailbox by now.")
}

/// How far a folder was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Series {
    /// The server's word for this series of numbers; 0 when it has none that lasts.
    pub validity: i64,
    /// The last number that was dealt with.
    pub last_uid: i64,
}

/// Opens the folder that the server describes. Another series of numbers, or another folder, is read from its
/// beginning; what was taken before is recognised (R23).
///
/// # Errors
/// `Conflict` when another instance has the mailbox by now.
pub fn open(connection: &mut AnyConnection, held: &Held, source: &str, validity: Option<u32>) -> Result<Series> {
    still_held(connection, held)?;
    let row = mailboxes::find(connection, held.key())?.ok_or_else(lost)?;
    let known = validity.map(i64::from) == Some(row.uid_validity) && row.source == source;
    if known {
        return Ok(Series { validity: row.uid_validity, last_uid: row.last_uid });
    }
    let validity = validity.map_or(0, i64::from);
    letters::begin(connection, held.key())?;
    mailboxes::begin(connection, held.key(), source, validity)?;
    Ok(Series { validity, last_uid: 0 })
}

/// A letter as it was fetched.
#[derive(Clone, Debug)]
pub struct Fetched {
    uid: u32,
    size: u64,
    key: [u8; 32],
    arrival: Arrival,
}

/// Finds out whom a letter is for: the first of its addresses that is the organisation's, else the mailbox's own.
/// Reads only; a large letter must not keep others from being stored.
///
/// # Errors
/// Those of the database.
pub fn fetched(
    connection: &mut AnyConnection,
    held: &Held,
    own: &str,
    uid: u32,
    size: u64,
    raw: Vec<u8>,
) -> Result<Fetched> {
    let seen = glance::glance(&raw);
    let mut recipient = own.to_owned();
    for candidate in seen.recipients.iter().take(MOST_RECIPIENTS) {
        if addressed(connection, candidate)?.is_some_and(|to| to.organisation.id == held.organisation) {
            recipient.clone_from(candidate);
            break;
        }
    }
    let key = glance::key(&raw, &recipient);
    let arrival =
        Arrival { recipient, sender: seen.return_path, raw: Raw::from(raw), via: Via::Imap, peer: None, hello: None };
    Ok(Fetched { uid, size, key, arrival })
}

impl Fetched {
    /// Whether this is the letter of that row.
    pub fn is(&self, row: &MetRow) -> bool {
        row.once_key.as_deref() == Some(&self.key[..])
    }
}

/// What became of a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It is stored.
    Stored,
    /// It was stored before.
    Again,
    /// It is no letter that could be taken.
    Left(String),
}

/// Stores a letter, unless it was here before, and remembers in the same transaction that the mailbox was read so far
/// (R23). Nothing is changed in the mailbox before this is committed.
///
/// # Errors
/// `Conflict` when another instance has the mailbox by now; those of the database.
pub fn take(
    connection: &mut AnyConnection,
    held: &Held,
    validity: i64,
    letter: &Fetched,
    now: Timestamp,
) -> Result<Taken> {
    still_held(connection, held)?;
    let mut row = met(held, validity, letter.uid, letter.size, now);
    let taken = if letters::is_known(connection, held.organisation, &letter.key)? {
        Taken::Again
    } else {
        match arrivals::receive(connection, &letter.arrival, now) {
            Ok(id) => {
                row.inbound_id = Some(id);
                Taken::Stored
            }
            Err(error) if matches!(error.kind(), Kind::Invalid | Kind::TooLarge | Kind::NotFound) => {
                Taken::Left(error.message().to_owned())
            }
            Err(error) => return Err(error),
        }
    };
    match &taken {
        Taken::Stored | Taken::Again => {
            // Met again in another series, it is no further than it was: a copy may be there already.
            let before = letters::take_unfinished(connection, held.key(), &letter.key)?;
            row.state = before.map_or_else(|| "stored".to_owned(), |before| before.state);
            row.once_key = Some(letter.key.to_vec());
        }
        Taken::Left(why) => row.note = Some(why.clone()),
    }
    letters::note(connection, &row)?;
    mailboxes::advance(connection, held.key(), row.uid, i64::from(taken == Taken::Stored), now)?;
    Ok(taken)
}

/// Leaves a letter where it is, for good, and notes why.
///
/// # Errors
/// `Conflict` when another instance has the mailbox by now.
pub fn leave(
    connection: &mut AnyConnection,
    held: &Held,
    validity: i64,
    (uid, size): (u32, u64),
    why: &str,
    now: Timestamp,
) -> Result<()> {
    still_held(connection, held)?;
    let row = MetRow { note: Some(names::one_line(why, 300)), ..met(held, validity, uid, size, now) };
    letters::note(connection, &row)?;
    mailboxes::advance(connection, held.key(), row.uid, 0, now)
}

/// Puts off a letter that could not be fetched: the others go on (R26). Says whether it was given up.
///
/// # Errors
/// `Conflict` when another instance has the mailbox by now.
pub fn put_off(
    connection: &mut AnyConnection,
    held: &Held,
    validity: i64,
    (uid, size): (u32, u64),
    why: &str,
    now: Timestamp,
) -> Result<bool> {
    still_held(connection, held)?;
    let before = letters::find(connection, held.key(), validity, i64::from(uid))?.map_or(0, |row| row.tries);
    let mut row = met(held, validity, uid, size, now);
    row.tries = before + 1;
    let given_up = row.tries >= TRIES;
    let why = names::one_line(why, 300);
    if given_up {
        row.note = Some(format!("It could not be fetched in {TRIES} tries: {why}"));
    } else {
        let place = usize::try_from(before).unwrap_or(0).min(PAUSES.len() - 1);
        let pause = PAUSES.get(place).copied().unwrap_or(3600);
        row.state = "waiting".to_owned();
        row.try_at = Some(micros(now + SignedDuration::from_secs(pause)));
        row.note = Some(why);
    }
    letters::note(connection, &row)?;
    mailboxes::advance(connection, held.key(), row.uid, 0, now)?;
    Ok(given_up)
}

/// A letter that is left in the mailbox and is not yet listed as not accepted.
#[derive(Clone, Debug)]
pub struct Left {
    /// Its number.
    pub uid: u32,
    /// Bytes, as the server told.
    pub size: u64,
    /// Why it isn't taken.
    pub why: String,
    /// Whether somebody has tried before to fetch its beginning, and then perhaps the server hung up.
    pub tried: bool,
}

impl Left {
    /// What stands in the place of a letter of which nothing could be had.
    pub fn stand_in(&self, mailbox: &str) -> Vec<u8> {
        let why = names::one_line(&self.why, 300);
        format!(
            "Subject: A letter that can't be fetched\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n\
             A letter lies in the mailbox {mailbox} and could not be fetched: it has the number {} there. {why}\r\n",
            self.uid
        )
        .into_bytes()
    }
}

/// Letters that were left and are to be listed, some at a time.
///
/// # Errors
/// Those of the database.
pub fn unlisted(connection: &mut AnyConnection, held: &Held, validity: i64) -> Result<Vec<Left>> {
    let rows = letters::unlisted(connection, held.key(), validity, 20)?;
    let each = |row: MetRow| Left {
        uid: u32::try_from(row.uid).unwrap_or(0),
        size: u64::try_from(row.size).unwrap_or(0),
        why: row.note.unwrap_or_default(),
        tried: row.tries > TRIES,
    };
    Ok(rows.into_iter().map(each).collect())
}

/// Notes that the beginning of a letter that was left is about to be fetched.
///
/// # Errors
/// `Conflict` when another instance has the mailbox by now.
pub fn about_to_list(connection: &mut AnyConnection, held: &Held, validity: i64, uid: u32) -> Result<()> {
    still_held(connection, held)?;
    if let Some(row) = letters::find(connection, held.key(), validity, i64::from(uid))? {
        letters::note(connection, &MetRow { tries: TRIES + 1, ..row })?;
    }
    Ok(())
}

/// Lists a letter that was left with what is not accepted, by what could be had of it.
///
/// # Errors
/// `Conflict` when another instance has the mailbox by now.
pub fn list_left(
    connection: &mut AnyConnection,
    held: &Held,
    validity: i64,
    had: &Fetched,
    now: Timestamp,
) -> Result<()> {
    still_held(connection, held)?;
    let Some(row) = letters::find(connection, held.key(), validity, i64::from(had.uid))? else { return Ok(()) };
    if row.inbound_id.is_some() {
        return Ok(());
    }
    let too_large = usize::try_from(row.size).is_ok_and(|size| size > arrivals::LARGEST);
    let why = if too_large { Refused::TooLarge } else { Refused::NotFetched };
    let id = arrivals::keep_refused(connection, (held.organisation, InboundId::at(now)), &had.arrival, why, now)?;
    letters::note(connection, &MetRow { inbound_id: Some(id), ..row })
}

/// A letter that went away before it could be fetched.
///
/// # Errors
/// `Conflict` when another instance has the mailbox by now.
pub fn gone(connection: &mut AnyConnection, held: &Held, validity: i64, uid: u32, now: Timestamp) -> Result<()> {
    still_held(connection, held)?;
    let row = MetRow { state: "done".to_owned(), ..met(held, validity, uid, 0, now) };
    letters::note(connection, &row)?;
    mailboxes::advance(connection, held.key(), row.uid, 0, now)
}

fn met(held: &Held, validity: i64, uid: u32, size: u64, now: Timestamp) -> MetRow {
    MetRow {
        organisation_id: held.organisation,
        mailbox: held.name.clone(),
        uid_validity: validity,
        uid: i64::from(uid),
        state: "left".to_owned(),
        once_key: None,
        inbound_id: None,
        size: i64::try_from(size).unwrap_or(i64::MAX),
        tries: 0,
        try_at: None,
        note: None,
        noted_at: micros(now),
    }
}

/// Letters that wait to be fetched once more.
///
/// # Errors
/// Those of the database.
pub fn waiting(connection: &mut AnyConnection, held: &Held, validity: i64) -> Result<Vec<(u32, u64, Timestamp)>> {
    let rows = letters::in_state(connection, held.key(), validity, &["waiting"], 1_000)?;
    let each = |row: MetRow| -> Result<(u32, u64, Timestamp)> {
        let at = moment(row.try_at.unwrap_or(row.noted_at))?;
        Ok((u32::try_from(row.uid).unwrap_or(0), u64::try_from(row.size).unwrap_or(0), at))
    };
    rows.into_iter().map(each).collect()
}

/// Letters that are stored here and whose place in the mailbox is not yet tidied: the rest of a crash, too (R24).
///
/// # Errors
/// Those of the database.
pub fn untidy(connection: &mut AnyConnection, held: &Held, validity: i64, limit: i64) -> Result<Vec<MetRow>> {
    letters::in_state(connection, held.key(), validity, &["stored", "copying"], limit)
}

/// Writes how far the tidying of these letters has come: `stored`, `copying` or `done`.
///
/// # Errors
/// `Conflict` when another instance has the mailbox by now.
pub fn tidied(
    connection: &mut AnyConnection,
    held: &Held,
    validity: i64,
    uids: &[i64],
    state: &str,
    now: Timestamp,
) -> Result<()> {
    still_held(connection, held)?;
    letters::set_state(connection, held.key(), validity, uids, state, now)
}

/// Notes that these letters were put into another folder after a crash, and are to be looked at again; after the last
/// look they are `done`.
///
/// # Errors
/// `Conflict` when another instance has the mailbox by now.
pub fn settle(
    connection: &mut AnyConnection,
    held: &Held,
    validity: i64,
    uids: &[i64],
    looked: i32,
    now: Timestamp,
) -> Result<()> {
    still_held(connection, held)?;
    let pause = usize::try_from(looked).ok().and_then(|looked| SETTLING.get(looked));
    let Some(pause) = pause else {
        return letters::set_state(connection, held.key(), validity, uids, "done", now);
    };
    letters::set_state(connection, held.key(), validity, uids, "settling", now)?;
    letters::look_again(connection, held.key(), validity, uids, (looked, now + SignedDuration::from_secs(*pause)))
}

/// Letters that are to be looked at again, and when; of every series that the mailbox had.
///
/// # Errors
/// Those of the database.
pub fn settling(connection: &mut AnyConnection, held: &Held, limit: i64) -> Result<Vec<(MetRow, Timestamp)>> {
    let rows = letters::settling(connection, held.key(), limit)?;
    rows.into_iter().map(|row| moment(row.try_at.unwrap_or(row.noted_at)).map(|at| (row, at))).collect()
}

/// How often a letter was put away out of this mailbox.
///
/// # Errors
/// Those of the database.
pub fn put_away(connection: &mut AnyConnection, held: &Held, once_key: &[u8]) -> Result<usize> {
    letters::put_away(connection, held.key(), once_key)
}
