//! Letters as they came in, whole, before and after they were read.

use super::columns::micros;
use super::connection::{AnyConnection, each_backend};
use super::raw::Raw;
use super::schema::{inbound_messages, inbound_raw};
use crate::domain::Via;
use crate::domain::ids::{CardId, InboundId, OrganisationId};
use crate::error::Result;
use diesel::prelude::*;
use jiff::Timestamp;

/// A raw letter.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = inbound_messages, treat_none_as_default_value = false)]
pub struct InboundRow {
    /// Tenant.
    pub organisation_id: OrganisationId,
    /// Key.
    pub id: InboundId,
    /// The envelope's recipient, lower case.
    pub recipient: String,
    /// The envelope's sender; empty for a bounce.
    pub sender: String,
    /// `stored`, `card`, `duplicate`, `machine` or `unreadable`.
    pub state: String,
    /// Why it is no card.
    pub reason: Option<String>,
    /// Names this letter to this recipient: a second one with the same key is the same letter.
    pub once_key: Option<Vec<u8>>,
    /// The card that was read from it.
    pub card_id: Option<CardId>,
    /// UTC microseconds.
    pub received_at: i64,
    /// UTC microseconds.
    pub read_at: Option<i64>,
    /// The way it came in.
    pub via: Via,
    /// The address of the machine that handed it over, when it came by a network.
    pub peer: Option<String>,
    /// What that machine called itself.
    pub hello: Option<String>,
    /// Bytes.
    pub size: i64,
}

/// Stores a letter with every byte as it came.
///
/// # Errors
/// Those of the database.
pub fn insert(connection: &mut AnyConnection, row: &InboundRow, raw: &Raw) -> Result<()> {
    diesel::insert_into(inbound_messages::table).values(row).execute(connection)?;
    for (part, bytes) in (0_i32..).zip(raw.parts()) {
        diesel::insert_into(inbound_raw::table)
            .values((
                inbound_raw::organisation_id.eq(row.organisation_id),
                inbound_raw::inbound_id.eq(row.id),
                inbound_raw::part.eq(part),
                inbound_raw::bytes.eq(bytes?),
            ))
            .execute(connection)?;
    }
    Ok(())
}

/// Every byte of a letter as it came; empty once retention has taken it.
///
/// # Errors
/// Those of the database.
pub fn raw(connection: &mut AnyConnection, organisation: OrganisationId, id: InboundId) -> Result<Vec<u8>> {
    let size: Option<i64> =
        inbound_messages::table.find((organisation, id)).select(inbound_messages::size).first(connection).optional()?;
    // Grown piece by piece, a large letter would be there twice for a moment.
    let mut whole = Vec::with_capacity(size.and_then(|size| usize::try_from(size).ok()).unwrap_or(0));
    let mut next = 0_i32;
    // One part at a time: a list of them beside the whole would be the letter twice.
    loop {
        let part: Option<Vec<u8>> = inbound_raw::table
            .find((organisation, id, next))
            .select(inbound_raw::bytes)
            .get_result(connection)
            .optional()?;
        let Some(part) = part else { return Ok(whole) };
        whole.extend_from_slice(&part);
        next += 1;
    }
}

/// Deletes these letters with all their bytes.
///
/// # Errors
/// Those of the database.
pub fn delete(connection: &mut AnyConnection, organisation: OrganisationId, ids: &[InboundId]) -> Result<()> {
    each_backend!(connection, |inner| {
        let of_letters = inbound_raw::organisation_id.eq(organisation).and(inbound_raw::inbound_id.eq_any(ids));
        diesel::delete(inbound_raw::table.filter(of_letters)).execute(inner)?;
        let themselves = inbound_messages::organisation_id.eq(organisation).and(inbound_messages::id.eq_any(ids));
        diesel::delete(inbound_messages::table.filter(themselves)).execute(inner)?
    });
    Ok(())
}

/// One letter.
///
/// # Errors
/// `NotFound`.
pub fn by_id(connection: &mut AnyConnection, organisation: OrganisationId, id: InboundId) -> Result<InboundRow> {
    Ok(inbound_messages::table.find((organisation, id)).select(InboundRow::as_select()).first(connection)?)
}

/// Whether this letter is stored.
///
/// # Errors
/// Those of the database.
pub fn exists(connection: &mut AnyConnection, organisation: OrganisationId, id: InboundId) -> Result<bool> {
    let found: Option<i64> = inbound_messages::table
        .find((organisation, id))
        .select(inbound_messages::size)
        .get_result(connection)
        .optional()?;
    Ok(found.is_some())
}

/// How many bytes a letter has; 0 when it isn't there.
///
/// # Errors
/// Those of the database.
pub fn size(connection: &mut AnyConnection, organisation: OrganisationId, id: InboundId) -> Result<i64> {
    let found = inbound_messages::table
        .find((organisation, id))
        .select(inbound_messages::size)
        .get_result(connection)
        .optional()?;
    Ok(found.unwrap_or(0))
}

/// The letter that was read under this key before.
///
/// # Errors
/// Those of the database.
pub fn by_once_key(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    key: &[u8],
) -> Result<Option<(InboundId, Option<CardId>)>> {
    Ok(inbound_messages::table
        .filter(inbound_messages::organisation_id.eq(organisation).and(inbound_messages::once_key.eq(key)))
        .select((inbound_messages::id, inbound_messages::card_id))
        .first(connection)
        .optional()?)
}

/// What became of a letter.
#[derive(Clone, Copy, Debug)]
pub struct Outcome<'a> {
    /// `card`, `duplicate`, `machine` or `unreadable`.
    pub state: &'a str,
    /// Why it is no card.
    pub reason: Option<&'a str>,
    /// The key under which it will be recognised.
    pub once_key: Option<&'a [u8]>,
    /// The card that was read from it.
    pub card: Option<CardId>,
}

/// Writes what became of a letter.
///
/// # Errors
/// `Conflict` when another letter was read under the same key first.
pub fn set_outcome(
    connection: &mut AnyConnection,
    letter: (OrganisationId, InboundId),
    outcome: &Outcome<'_>,
    now: Timestamp,
) -> Result<()> {
    diesel::update(inbound_messages::table.find(letter))
        .set((
            inbound_messages::state.eq(outcome.state),
            inbound_messages::reason.eq(outcome.reason),
            inbound_messages::once_key.eq(outcome.once_key),
            inbound_messages::card_id.eq(outcome.card),
            inbound_messages::read_at.eq(micros(now)),
        ))
        .execute(connection)?;
    Ok(())
}
