//! The letters on their way out, for whoever looks after them: which could not be sent and why, sending one again,
//! dropping one. The page is an admin's; the command line has the machine's trust.

use super::access::may_act;
use super::suppressed;
use crate::domain::ids::{LetterId, OrganisationId};
use crate::domain::{Role, Viewer};
use crate::error::{Error, Kind, Result};
use crate::store::AnyConnection;
use crate::store::columns::micros;
use crate::store::outbox::{self, OutboxRow, Which};
use jiff::{SignedDuration, Timestamp};

/// Letters of one page.
const PAGE: i64 = 50;

/// More than these are only "more than 99" in a notice.
const COUNTED: i64 = 100;

/// A link to sign in ends after so long, whatever the configuration says: a letter with it is not worth sending again.
const SIGN_IN: SignedDuration = SignedDuration::from_mins(15);

/// What a letter is, in words for people.
pub fn kind(kind: &str) -> String {
    match kind {
        "digest" => "Weekly letter".to_owned(),
        "sign_in" => "Link to sign in".to_owned(),
        "answer" => "Answer to a customer".to_owned(),
        other => {
            let words = other.replace('_', " ");
            let mut letters = words.chars();
            letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
        }
    }
}

fn looks_after_letters(viewer: &Viewer) -> bool {
    match viewer.role {
        Role::Admin | Role::Auditor => true,
        Role::Manager | Role::Agent => false,
    }
}

/// How many letters could not be sent, for a notice to those who look after them; zero for everybody else.
///
/// # Errors
/// Those of the database.
pub fn notice(connection: &mut AnyConnection, viewer: &Viewer) -> Result<usize> {
    if looks_after_letters(viewer) { outbox::stuck(connection, viewer.organisation, COUNTED) } else { Ok(0) }
}

/// One page of letters, and where the next begins.
#[derive(Clone, Debug)]
pub struct Letters {
    /// Newest first.
    pub rows: Vec<OutboxRow>,
    /// The last of this page, if there are more.
    pub older: Option<LetterId>,
}

/// The letters that could not be sent, or those that still wait.
///
/// # Errors
/// `NotFound` for those who don't look after letters; those of the database.
pub fn page(
    connection: &mut AnyConnection,
    viewer: &Viewer,
    which: Which,
    before: Option<LetterId>,
) -> Result<Letters> {
    seen_by(viewer)?;
    let mut rows = outbox::list(connection, viewer.organisation, which, before, PAGE + 1)?;
    let more = rows.len() > usize::try_from(PAGE).unwrap_or(usize::MAX);
    rows.truncate(usize::try_from(PAGE).unwrap_or(usize::MAX));
    Ok(Letters { older: rows.last().filter(|_| more).map(|row| row.id), rows })
}

fn seen_by(viewer: &Viewer) -> Result<()> {
    if looks_after_letters(viewer) { Ok(()) } else { Err(Error::not_found("There is nothing under this address.")) }
}

/// Somebody sends a letter again.
///
/// # Errors
/// `NotFound`, `Forbidden`; as [`again`].
pub fn send_again(connection: &mut AnyConnection, viewer: &Viewer, letter: LetterId, now: Timestamp) -> Result<()> {
    seen_by(viewer)?;
    may_act(viewer)?;
    again(connection, viewer.organisation, letter, now)
}

/// Somebody drops a letter.
///
/// # Errors
/// `NotFound`, `Forbidden`; as [`drop_letter`].
pub fn drop_by(connection: &mut AnyConnection, viewer: &Viewer, letter: LetterId, now: Timestamp) -> Result<()> {
    seen_by(viewer)?;
    may_act(viewer)?;
    drop_letter(connection, viewer.organisation, letter, now)
}

/// Somebody takes the dropping back: the letter stands among those that could not be sent, as before.
///
/// # Errors
/// `NotFound`, `Forbidden`; `Conflict` when it was not dropped.
pub fn undrop(connection: &mut AnyConnection, viewer: &Viewer, letter: LetterId) -> Result<()> {
    seen_by(viewer)?;
    may_act(viewer)?;
    find(connection, viewer.organisation, letter)?;
    match outbox::undrop(connection, (viewer.organisation, letter))? {
        true => Ok(()),
        false => Err(Error::new(Kind::Conflict, "This letter was not dropped.")),
    }
}

fn find(connection: &mut AnyConnection, organisation: OrganisationId, letter: LetterId) -> Result<OutboxRow> {
    outbox::by_id(connection, letter)?
        .filter(|row| row.organisation_id == organisation)
        .ok_or_else(|| Error::not_found("There is no such letter."))
}

/// Lets a letter go out at once, with the Message-ID that it had.
///
/// # Errors
/// `NotFound`; `Conflict` when it was sent, is being sent, its address is suppressed or its link has ended.
pub fn again(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    letter: LetterId,
    now: Timestamp,
) -> Result<()> {
    let row = find(connection, organisation, letter)?;
    let conflict = |said: String| Err(Error::new(Kind::Conflict, said));
    if row.state == "sent" {
        return conflict("This letter was sent. A weekly letter can be read again on its page.".to_owned());
    }
    if row.kind == "sign_in" && micros(now) - row.created_at >= micros_of(SIGN_IN) {
        return conflict("The link in this letter has ended. Its reader can ask for a new one.".to_owned());
    }
    if let Some(why) = suppressed::withheld(connection, organisation, &row.kind, &row.to_address)? {
        return conflict(format!(
            "Nothing is sent to {}: {why}. When the address works again: smilecard suppression lift.",
            row.to_address
        ));
    }
    let key = (organisation, letter);
    if outbox::again(connection, key, now)? || outbox::hurry(connection, key, now)? {
        return Ok(());
    }
    conflict("This letter is being sent at this moment.".to_owned())
}

/// Lets those of these letters go out that can; says how many.
///
/// # Errors
/// Those of the database.
pub fn again_if(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    letters: &[LetterId],
    now: Timestamp,
) -> Result<usize> {
    let mut done = 0;
    for letter in letters {
        match again(connection, organisation, *letter, now) {
            Ok(()) => done += 1,
            Err(error) if matches!(error.kind(), Kind::Conflict | Kind::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(done)
}

/// Takes a letter out of the way: it is kept, and not sent.
///
/// # Errors
/// `NotFound`; `Conflict` when it was sent or is being sent.
pub fn drop_letter(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    letter: LetterId,
    now: Timestamp,
) -> Result<()> {
    find(connection, organisation, letter)?;
    match outbox::drop_letter(connection, (organisation, letter), now)? {
        true => Ok(()),
        false => Err(Error::new(Kind::Conflict, "This letter was sent or dropped already, or is being sent.")),
    }
}

fn micros_of(span: SignedDuration) -> i64 {
    i64::try_from(span.as_micros()).unwrap_or(i64::MAX)
}
