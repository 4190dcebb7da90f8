//! Cards that were only kept as they were sent (see [`rush`](super::rush)). On SQLite, where all writing is one
//! thread's, keeping costs it a row; a card costs it five and the reading of its words before.

use super::directory::Directory;
use super::submission::{self, Prepared};
use super::submitted::{CameWith, Submission, read_back, written};
use super::{letters_out, set_aside};
use crate::domain::ids::{CardId, OrganisationId};
use crate::error::{Kind, Result};
use crate::store::columns::{micros, moment};
use crate::store::kept_cards::{self, KeptCardRow};
use crate::store::{AnyConnection, Database, card_origins};
use jiff::{SignedDuration, Timestamp};
use std::sync::Arc;

/// Cards that are read and stored together.
const BATCH: i64 = 64;

/// What was kept must not wait longer.
const LONG: SignedDuration = SignedDuration::from_secs(30);

/// A row that can be kept without looking at anything else.
///
/// # Errors
/// `Internal` when it can't be written down.
pub fn row(organisation: OrganisationId, submission: Submission, with: CameWith) -> Result<KeptCardRow> {
    let received_at = micros(submission.received_at);
    let mut submission = submission;
    let once_key = std::mem::take(&mut submission.once_key);
    let content = written(submission, with)?;
    Ok(KeptCardRow { organisation_id: organisation, once_key, content, received_at })
}

/// Keeps a card.
///
/// # Errors
/// Those of the database.
pub fn keep(connection: &mut AnyConnection, row: &KeptCardRow) -> Result<()> {
    kept_cards::insert(connection, row)
}

/// Stores a card at once, with the letters that it wants; one that somebody should look at first is set aside.
///
/// # Errors
/// Those of the database.
pub fn store(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    prepared: &Prepared,
    with: &CameWith,
    now: Timestamp,
) -> Result<()> {
    if let Some(reason) = prepared.look() {
        return set_aside::put(connection, prepared, with, reason);
    }
    let card = submission::store(connection, prepared)?;
    settle_with(connection, (organisation, card), with, now, now)
}

/// Notes what came with a card that was just stored, and wants its letters: those to the house from `told_from` on.
///
/// # Errors
/// Those of the database.
pub(super) fn settle_with(
    connection: &mut AnyConnection,
    (organisation, card): (OrganisationId, CardId),
    with: &CameWith,
    now: Timestamp,
    told_from: Timestamp,
) -> Result<()> {
    if with.place.is_some() || with.language.is_some() {
        card_origins::put(connection, organisation, card, with.place.as_deref(), with.language.as_deref())?;
    }
    letters_out::look_at(connection, organisation, card, now, told_from)?;
    match &with.receipt {
        Some(code) => letters_out::want_receipt(connection, organisation, card, code, now),
        None => Ok(()),
    }
}

/// Whether a card is kept under this key.
///
/// # Errors
/// Those of the database.
pub fn is_kept(connection: &mut AnyConnection, organisation: OrganisationId, key: &[u8]) -> Result<bool> {
    Ok(kept_cards::find(connection, organisation, key)?.is_some())
}

/// Reads the card that is kept under this key, if any, because its customer wants to see it; says whether one was.
///
/// # Errors
/// Those of the database.
pub fn read_one(
    database: &Database,
    directory: &Directory,
    organisation: OrganisationId,
    key: &[u8],
    now: Timestamp,
) -> Result<bool> {
    let Some(row) = database.read(|connection| kept_cards::find(connection, organisation, key))? else {
        return Ok(false);
    };
    let ready = Ready::of(database, directory, row, now)?;
    database.write(move |connection| ready.settle(connection))?;
    Ok(true)
}

/// Whether so much waits, for so long, that no more should be kept.
///
/// # Errors
/// Those of the database.
pub fn is_behind(connection: &mut AnyConnection, now: Timestamp) -> Result<bool> {
    Ok(kept_cards::oldest(connection)?.is_some_and(|oldest| oldest < micros(now - LONG)))
}

/// Where to go on reading: the last key that was looked at.
pub type Bookmark = (OrganisationId, Vec<u8>);

/// Reads and stores some of what waits behind `from`; says how many became cards, and where to go on. One that can't be
/// read is told and stays.
///
/// # Errors
/// Those of the database.
pub fn read_some(
    database: &Database,
    directory: &Directory,
    from: Option<&Bookmark>,
    now: Timestamp,
) -> Result<(usize, Option<Bookmark>)> {
    let rows = database.read(|connection| kept_cards::some(connection, from, BATCH))?;
    let Some(last) = rows.last().map(|row| (row.organisation_id, row.once_key.clone())) else { return Ok((0, None)) };
    let mut batch = Vec::with_capacity(rows.len());
    for row in rows {
        match Ready::of(database, directory, row, now) {
            Ok(ready) => batch.push(ready),
            Err(error) => tracing::error!(%error, causes = error.causes(), "a kept card can't be read; it stays"),
        }
    }
    Ok((settle(database, batch)?, Some(last)))
}

/// Stores them together, or where that fails one by one, so that none holds up the others; says how many.
fn settle(database: &Database, batch: Vec<Ready>) -> Result<usize> {
    let batch: Vec<Arc<Ready>> = batch.into_iter().map(Arc::new).collect();
    let together = batch.clone();
    let stored = database.write(move |connection| {
        let mut stored = 0;
        for ready in together {
            stored += usize::from(ready.settle(connection)?);
        }
        Ok(stored)
    });
    match stored {
        Err(error) if error.kind() != Kind::Unavailable => {}
        done => return done,
    }
    let mut stored = 0;
    for ready in batch {
        match database.write(move |connection| ready.settle(connection)) {
            Ok(taken) => stored += usize::from(taken),
            Err(error) => tracing::error!(%error, causes = error.causes(), "a kept card can't be stored; it stays"),
        }
    }
    Ok(stored)
}

/// A kept card, read.
struct Ready {
    organisation: OrganisationId,
    key: Vec<u8>,
    prepared: Prepared,
    with: CameWith,
    now: Timestamp,
}

impl Ready {
    fn of(database: &Database, directory: &Directory, row: KeptCardRow, now: Timestamp) -> Result<Self> {
        let (mut submission, with) = read_back(&row.content)?;
        submission.once_key.clone_from(&row.once_key);
        submission.received_at = moment(row.received_at)?;
        let house = directory.house(database, row.organisation_id, now)?;
        let prepared = submission::prepare(&house, submission)?;
        Ok(Self { organisation: row.organisation_id, key: row.once_key, prepared, with, now })
    }

    /// Stores it, unless somebody else did; says whether it was to be done.
    fn settle(&self, connection: &mut AnyConnection) -> Result<bool> {
        let taken = kept_cards::take(connection, self.organisation, &self.key)?;
        if taken {
            store(connection, self.organisation, &self.prepared, &self.with, self.now)?;
        }
        Ok(taken)
    }
}
