//! What becomes of a letter of ours that comes back (R44, R45). It counts only when it was ours for certain: it came to
//! the signed address that stood on the envelope, or it brings the Message-ID back, which only its reader can know.
//! Whose address is then suppressed is what we wrote to, never what the report says: a forged one changes nothing.

use super::fields;
use super::routing::Addressed;
use super::rules::Rules;
use super::thread::own_id;
use crate::domain::email_address::key_of;
use crate::domain::ids::{DigestId, LetterId, OrganisationId};
use crate::domain::names::one_line;
use crate::domain::{Status, Step};
use crate::error::{Result, found};
use crate::reading::{Auto, Reading};
use crate::services::trail;
use crate::store::cards::{self, Progress};
use crate::store::columns::micros;
use crate::store::outbox::{self, OutboxRow};
use crate::store::suppressions::{self, SuppressionRow};
use crate::store::{AnyConnection, digests, subscriptions};
use jiff::{SignedDuration, Timestamp};

/// So many letters that came back for the time being ...
const SOFT: i32 = 3;
/// ... within this time suppress an address: a mailbox that is full for two weeks is not read any more.
const WITHIN: SignedDuration = SignedDuration::from_hours(24 * 14);

/// A letter of ours that came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Returned {
    pub(super) letter: (OrganisationId, LetterId),
    pub(super) why: Why,
    /// A status code, if there was one.
    pub(super) detail: String,
}

/// For how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// Trying again won't help.
    Hard,
    /// It may go another time.
    Soft,
    /// It is only late.
    Delayed,
    /// Its reader called it spam.
    Complaint,
}

/// Finds out which letter of ours came back, if one did.
///
/// # Errors
/// Those of the database.
pub(super) fn find(
    connection: &mut AnyConnection,
    rules: &Rules,
    to: &Addressed,
    letter: &Reading,
    raw: &[u8],
) -> Result<Option<Returned>> {
    let (why, detail) = match (&letter.bounce, letter.auto) {
        (Some(bounce), _) if bounce.hard => (Why::Hard, bounce.status.clone()),
        (Some(bounce), _) if fields::says_anywhere(raw, "action", "delayed") => (Why::Delayed, bounce.status.clone()),
        (Some(bounce), _) => (Why::Soft, bounce.status.clone()),
        (None, Some(Auto::Complaint)) => (Why::Complaint, None),
        (None, _) => return Ok(None),
    };
    let detail = detail.map_or_else(String::new, |status| one_line(&status, 40));
    let Some(ours) = ours(connection, rules, to, letter, raw)? else { return Ok(None) };
    Ok(Some(Returned { letter: (ours.organisation_id, ours.id), why, detail }))
}

fn ours(
    connection: &mut AnyConnection,
    rules: &Rules,
    to: &Addressed,
    letter: &Reading,
    raw: &[u8],
) -> Result<Option<OutboxRow>> {
    if let Some(tag) = to.ours
        && let Some(claimed) = tag.claimed_letter()
        && let Some(row) = outbox::by_id(connection, claimed)?
        && tag.letter(&rules.key, row.organisation_id).is_some()
    {
        return Ok(Some(row));
    }
    let told = letter.bounce.as_ref().and_then(|bounce| bounce.original_id.clone());
    let named = told.into_iter().chain(fields::message_ids_anywhere(raw));
    for id in named.filter_map(|id| own_id(&id)) {
        // Another tenant's letter is none of this one's business.
        if let Some(row) = outbox::by_id(connection, id)?.filter(|row| row.organisation_id == to.organisation.id) {
            return Ok(Some(row));
        }
    }
    Ok(None)
}

/// Draws the consequences.
///
/// # Errors
/// Those of the database.
pub(super) fn settle(connection: &mut AnyConnection, returned: &Returned, now: Timestamp) -> Result<()> {
    let Some(letter) = outbox::by_id(connection, returned.letter.1)? else { return Ok(()) };
    let organisation = letter.organisation_id;
    match returned.why {
        Why::Delayed => return Ok(()),
        Why::Hard | Why::Soft | Why::Complaint => {}
    }
    if returned.why == Why::Complaint
        && let Some(digest) = found(digests::by_id(connection, organisation, DigestId::from_uuid(letter.id.uuid())))?
    {
        subscriptions::stop(connection, organisation, digest.subscription_id, micros(now))?;
    }
    suppress(connection, returned, &letter, now)?;
    came_back(connection, &letter, &said(returned), now)
}

/// Draws the consequences of a letter that was given up. Where the relay said that there is `nobody` at the address, they
/// are those of a letter that came back for good.
///
/// # Errors
/// Those of the database.
pub fn not_sent(
    connection: &mut AnyConnection,
    letter: (OrganisationId, LetterId),
    nobody: Option<String>,
    said: &str,
    now: Timestamp,
) -> Result<()> {
    match nobody {
        Some(detail) => settle(connection, &Returned { letter, why: Why::Hard, detail }, now),
        None => match outbox::by_id(connection, letter.1)? {
            Some(row) => came_back(connection, &row, &format!("it could not be sent: {said}"), now),
            None => Ok(()),
        },
    }
}

/// A letter to the customer of a card did not reach them: the card says so.
fn came_back(connection: &mut AnyConnection, letter: &OutboxRow, said: &str, now: Timestamp) -> Result<()> {
    let organisation = letter.organisation_id;
    let Some(card) = letter.card_id else { return Ok(()) };
    let Some(row) = found(cards::by_id(connection, organisation, card))? else { return Ok(()) };
    if row.status == Status::Answered {
        // The customer has no answer after all.
        let progress = Progress { status: Status::Open, ..Progress::of(&row) };
        cards::set_progress(connection, organisation, card, &progress)?;
    }
    trail::note(connection, (organisation, card), None, Step::CameBack, said, now)
}

fn suppress(connection: &mut AnyConnection, returned: &Returned, letter: &OutboxRow, now: Timestamp) -> Result<()> {
    let organisation = letter.organisation_id;
    let address = key_of(&letter.to_address);
    let before = suppressions::find(connection, organisation, &address)?;
    // One letter comes back once, however many reports tell of it.
    if before
        .as_ref()
        .is_some_and(|row| row.letter_id == letter.id && (row.suppressed_at.is_some() || returned.why == Why::Soft))
    {
        return Ok(());
    }
    let recent = before.filter(|row| row.suppressed_at.is_some() || micros(now) - row.first_at <= micros_of(WITHIN));
    let (score, first_at) = recent.as_ref().map_or((0, micros(now)), |row| (row.score, row.first_at));
    let score = score + i32::from(returned.why == Why::Soft);
    let (cause, ends) = match returned.why {
        Why::Hard => ("hard", true),
        Why::Complaint => ("complaint", true),
        Why::Soft | Why::Delayed => ("soft", score >= SOFT),
    };
    let already = recent.as_ref().and_then(|row| row.suppressed_at);
    suppressions::keep(
        connection,
        &SuppressionRow {
            organisation_id: organisation,
            address,
            cause: recent.filter(|_| already.is_some()).map_or_else(|| cause.to_owned(), |row| row.cause),
            detail: returned.detail.clone(),
            letter_id: letter.id,
            score,
            first_at,
            last_at: micros(now),
            suppressed_at: already.or(ends.then(|| micros(now))),
        },
    )
}

fn micros_of(span: SignedDuration) -> i64 {
    i64::try_from(span.as_micros()).unwrap_or(i64::MAX)
}

/// What came back with it, as a sentence.
fn said(returned: &Returned) -> String {
    let code = if returned.detail.is_empty() { String::new() } else { format!(" ({})", returned.detail) };
    match returned.why {
        Why::Hard => format!("the address does not take it{code}."),
        Why::Soft | Why::Delayed => format!("the address does not take it for the time being{code}."),
        Why::Complaint => "its reader called it spam.".to_owned(),
    }
}
