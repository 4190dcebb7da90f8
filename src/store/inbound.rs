//! Letters as they came in, whole, before and after they were read.

use super::columns::micros;
use super::connection::AnyConnection;
use super::schema::inbound_messages;
use crate::domain::ids::{CardId, InboundId, OrganisationId};
use crate::error::Result;
use diesel::prelude::*;
use jiff::Timestamp;

/// A raw letter.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = inbound_messages)]
pub struct InboundRow {
    /// Tenant.
    pub organisation_id: OrganisationId,
    /// Key.
    pub id: InboundId,
    /// The envelope's recipient, lower case.
    pub recipient: String,
    /// The envelope's sender; empty for a bounce.
    pub sender: String,
    /// Every byte as it came.
    pub raw: Vec<u8>,
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
}

/// Stores a letter.
///
/// # Errors
/// Those of the database.
pub fn insert(connection: &mut AnyConnection, row: &InboundRow) -> Result<()> {
    diesel::insert_into(inbound_messages::table).values(row).execute(connection)?;
    Ok(())
}

/// One letter.
///
/// # Errors
/// `NotFound`.
pub fn by_id(connection: &mut AnyConnection, organisation: OrganisationId, id: InboundId) -> Result<InboundRow> {
    Ok(inbound_messages::table.find((organisation, id)).select(InboundRow::as_select()).first(connection)?)
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
