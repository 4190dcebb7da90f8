//! The letters that were met in a mailbox, and what became of each, here and there.

use super::columns::micros;
use super::connection::AnyConnection;
use super::mailboxes::Key;
use super::schema::mailbox_letters as table;
use crate::domain::ids::{InboundId, OrganisationId};
use crate::error::Result;
use diesel::prelude::*;
use jiff::Timestamp;

/// A letter that was met. Moments are UTC microseconds.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = table)]
pub struct MetRow {
    /// Tenant.
    pub organisation_id: OrganisationId,
    /// The mailbox's name.
    pub mailbox: String,
    /// The series of its number.
    pub uid_validity: i64,
    /// Its number.
    pub uid: i64,
    /// `stored` (it is here and its place there is not yet tidied), `copying` (a copy may be there already), `done`,
    /// `settling` (it was put away after a crash, and a second copy is looked for), `waiting` (it is tried again) or
    /// `left` (it isn't taken and stays where it is).
    pub state: String,
    /// Recognises it under another number.
    pub once_key: Option<Vec<u8>>,
    /// The letter here; none for one that was here before.
    pub inbound_id: Option<InboundId>,
    /// Bytes, as the server told.
    pub size: i64,
    /// How often it could not be fetched.
    pub tries: i32,
    /// Not before.
    pub try_at: Option<i64>,
    /// Why it waits or is left.
    pub note: Option<String>,
    /// When this was written.
    pub noted_at: i64,
}

/// Writes what became of a letter, over what was written of it before.
///
/// # Errors
/// Those of the database.
pub fn note(connection: &mut AnyConnection, row: &MetRow) -> Result<()> {
    diesel::delete(table::table.find((row.organisation_id, &row.mailbox, row.uid_validity, row.uid)))
        .execute(connection)?;
    diesel::insert_into(table::table).values(row).execute(connection)?;
    Ok(())
}

/// Whether this letter was taken before, out of whichever mailbox of the tenant.
///
/// # Errors
/// Those of the database.
pub fn is_known(connection: &mut AnyConnection, organisation: OrganisationId, key: &[u8]) -> Result<bool> {
    let found: Option<i64> = table::table
        .filter(table::organisation_id.eq(organisation).and(table::once_key.eq(key)))
        .select(table::uid)
        .first(connection)
        .optional()?;
    Ok(found.is_some())
}

/// Letters of a mailbox's present series in one of these states, lowest number first.
///
/// # Errors
/// Those of the database.
pub fn in_state(
    connection: &mut AnyConnection,
    key: Key<'_>,
    validity: i64,
    states: &[&str],
    limit: i64,
) -> Result<Vec<MetRow>> {
    Ok(table::table
        .filter(table::organisation_id.eq(key.0).and(table::mailbox.eq(key.1)))
        .filter(table::uid_validity.eq(validity).and(table::state.eq_any(states)))
        // Said once more so that both databases use the index of what is open.
        .filter(table::state.ne("done"))
        .order(table::uid.asc())
        .limit(limit)
        .select(MetRow::as_select())
        .load(connection)?)
}

/// Letters of a mailbox's present series that were left and are listed nowhere yet.
///
/// # Errors
/// Those of the database.
pub fn unlisted(connection: &mut AnyConnection, key: Key<'_>, validity: i64, limit: i64) -> Result<Vec<MetRow>> {
    Ok(table::table
        .filter(table::organisation_id.eq(key.0).and(table::mailbox.eq(key.1)))
        .filter(table::uid_validity.eq(validity).and(table::state.eq("left")))
        // Said once more so that both databases use the index of what is open.
        .filter(table::state.ne("done").and(table::inbound_id.is_null()))
        .order(table::uid.asc())
        .limit(limit)
        .select(MetRow::as_select())
        .load(connection)?)
}

/// What was written of one letter.
///
/// # Errors
/// Those of the database.
pub fn find(connection: &mut AnyConnection, key: Key<'_>, validity: i64, uid: i64) -> Result<Option<MetRow>> {
    Ok(table::table.find((key.0, key.1, validity, uid)).select(MetRow::as_select()).first(connection).optional()?)
}

/// Moves letters on to another state.
///
/// # Errors
/// Those of the database.
pub fn set_state(
    connection: &mut AnyConnection,
    key: Key<'_>,
    validity: i64,
    uids: &[i64],
    state: &str,
    now: Timestamp,
) -> Result<()> {
    diesel::update(table::table.filter(table::organisation_id.eq(key.0).and(table::mailbox.eq(key.1))))
        .filter(table::uid_validity.eq(validity).and(table::uid.eq_any(uids)))
        .set((table::state.eq(state), table::noted_at.eq(micros(now))))
        .execute(connection)?;
    Ok(())
}

/// Notes when letters are to be looked at again, and how often they were.
///
/// # Errors
/// Those of the database.
pub fn look_again(
    connection: &mut AnyConnection,
    key: Key<'_>,
    validity: i64,
    uids: &[i64],
    (looked, at): (i32, Timestamp),
) -> Result<()> {
    diesel::update(table::table.filter(table::organisation_id.eq(key.0).and(table::mailbox.eq(key.1))))
        .filter(table::uid_validity.eq(validity).and(table::uid.eq_any(uids)))
        .set((table::tries.eq(looked), table::try_at.eq(micros(at))))
        .execute(connection)?;
    Ok(())
}

/// How often this letter was put away out of this mailbox, under whatever numbers.
///
/// # Errors
/// Those of the database.
pub fn put_away(connection: &mut AnyConnection, key: Key<'_>, once_key: &[u8]) -> Result<usize> {
    let count: i64 = table::table
        .filter(table::organisation_id.eq(key.0).and(table::once_key.eq(once_key)))
        .filter(table::mailbox.eq(key.1).and(table::state.eq_any(["done", "settling"])))
        .count()
        .get_result(connection)?;
    Ok(usize::try_from(count).unwrap_or(0))
}

/// Letters that are to be looked at again, of every series of the mailbox: what another one left is not forgotten.
///
/// # Errors
/// Those of the database.
pub fn settling(connection: &mut AnyConnection, key: Key<'_>, limit: i64) -> Result<Vec<MetRow>> {
    Ok(table::table
        .filter(table::organisation_id.eq(key.0).and(table::mailbox.eq(key.1)))
        // Said once more so that both databases use the index of what is open.
        .filter(table::state.eq("settling").and(table::state.ne("done")))
        .order((table::uid_validity.asc(), table::uid.asc()))
        .limit(limit)
        .select(MetRow::as_select())
        .load(connection)?)
}

/// Takes out, and returns, what an earlier series has of a letter whose place was not tidied when that series ended:
/// rather one that may have been copied. Of a letter that came twice, one at a time.
///
/// # Errors
/// Those of the database.
pub fn take_unfinished(connection: &mut AnyConnection, key: Key<'_>, once_key: &[u8]) -> Result<Option<MetRow>> {
    let found: Option<MetRow> = table::table
        .filter(table::organisation_id.eq(key.0).and(table::once_key.eq(once_key)))
        .filter(table::mailbox.eq(key.1).and(table::uid_validity.lt(0)))
        .filter(table::state.eq_any(["stored", "copying"]))
        .order((table::state.asc(), table::uid_validity.asc(), table::uid.asc()))
        .select(MetRow::as_select())
        .first(connection)
        .optional()?;
    if let Some(row) = &found {
        diesel::delete(table::table.find((row.organisation_id, &row.mailbox, row.uid_validity, row.uid)))
            .execute(connection)?;
    }
    Ok(found)
}

/// A new series of numbers begins: what was taken stays known by its key, with how far it had come; everything else is
/// met anew.
///
/// # Errors
/// Those of the database.
pub fn begin(connection: &mut AnyConnection, key: Key<'_>) -> Result<()> {
    let (organisation, name) = key;
    let of = || table::table.filter(table::organisation_id.eq(organisation)).filter(table::mailbox.eq(name));
    diesel::delete(of().filter(table::state.eq_any(["waiting", "left"]))).execute(connection)?;
    // A number of the new series may be one of the old: the keys are kept under a series that no server has.
    let lowest: Option<i64> = of().select(diesel::dsl::min(table::uid_validity)).first(connection)?;
    let kept = lowest.unwrap_or(0).min(0) - 1;
    diesel::update(of().filter(table::uid_validity.ge(0))).set(table::uid_validity.eq(kept)).execute(connection)?;
    Ok(())
}
