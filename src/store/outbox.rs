//! Letters on their way out. A service inserts the rendered letter in its own transaction; the worker claims it by
//! lease, hands it to the relay with no transaction open, and writes what the relay said.

use super::columns::{micros, moment};
use super::connection::AnyConnection;
use super::dialect::{self, Queue};
use super::schema::outbox;
use crate::domain::ids::{CardId, LetterId, OrganisationId};
use crate::error::{Error, Result};
use diesel::prelude::*;
use jiff::Timestamp;

/// A letter as it is stored. Moments are UTC microseconds.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = outbox)]
pub struct OutboxRow {
    /// Tenant.
    pub organisation_id: OrganisationId,
    /// Key; its Message-ID is derived from it, so that a repeat after a crash is recognisable.
    pub id: LetterId,
    /// Which letter it is (`digest`, `sign_in`).
    pub kind: String,
    /// The reader's name.
    pub to_name: String,
    /// The reader's address.
    pub to_address: String,
    /// Subject.
    pub subject: String,
    /// Plain text, complete.
    pub body_text: String,
    /// HTML, if it has one.
    pub body_html: Option<String>,
    /// For `List-Id`, if it is one of a series.
    pub list_id: Option<String>,
    /// For `List-Unsubscribe`.
    pub unsubscribe_url: Option<String>,
    /// `waiting`, `sent`, `dead`, or `withheld` because its address is suppressed.
    pub state: String,
    /// How often it was claimed.
    pub attempts: i32,
    /// Not before.
    pub run_at: i64,
    /// Until when a worker holds it.
    pub lease_until: Option<i64>,
    /// What the relay said last.
    pub last_error: Option<String>,
    /// When it was written.
    pub created_at: i64,
    /// When the relay took it.
    pub sent_at: Option<i64>,
    /// The card that it is an answer to.
    pub card_id: Option<CardId>,
    /// The Message-ID that it answers.
    pub in_reply_to: Option<String>,
}

/// Puts a letter into the outbox.
///
/// # Errors
/// Those of the database.
pub fn insert(connection: &mut AnyConnection, row: &OutboxRow) -> Result<()> {
    diesel::insert_into(outbox::table).values(row).execute(connection)?;
    Ok(())
}

/// Replaces the words of a letter that has not gone out.
///
/// # Errors
/// Those of the database.
pub fn rewrite(
    connection: &mut AnyConnection,
    letter: (OrganisationId, LetterId),
    (subject, text, html): (&str, &str, &str),
) -> Result<()> {
    diesel::update(outbox::table.find(letter))
        .set((outbox::subject.eq(subject), outbox::body_text.eq(text), outbox::body_html.eq(html)))
        .execute(connection)?;
    Ok(())
}

/// Claims up to `limit` letters until `lease_until`; see `store::dialect`.
///
/// # Errors
/// Those of the database.
pub fn claim(
    connection: &mut AnyConnection,
    now: Timestamp,
    lease_until: Timestamp,
    limit: i64,
) -> Result<Vec<OutboxRow>> {
    let claimed = dialect::claim(connection, Queue::Outbox, now, lease_until, limit)?;
    let mut letters = Vec::with_capacity(claimed.len());
    for row in claimed {
        let (organisation, id) = (id_of(&row.organisation_id)?, id_of(&row.id)?);
        letters.push(
            outbox::table
                .find((OrganisationId::from_uuid(organisation), LetterId::from_uuid(id)))
                .select(OutboxRow::as_select())
                .first(connection)?,
        );
    }
    Ok(letters)
}

fn id_of(bytes: &[u8]) -> Result<uuid::Uuid> {
    uuid::Uuid::from_slice(bytes).map_err(|cause| Error::internal("A stored id can't be read.").with_source(cause))
}

/// The relay has taken it.
///
/// # Errors
/// Those of the database.
pub fn sent(connection: &mut AnyConnection, letter: (OrganisationId, LetterId), now: Timestamp) -> Result<()> {
    diesel::update(outbox::table.find(letter))
        .set((
            outbox::state.eq("sent"),
            outbox::sent_at.eq(micros(now)),
            outbox::lease_until.eq(None::<i64>),
            outbox::last_error.eq(None::<String>),
        ))
        .execute(connection)?;
    Ok(())
}

/// The relay has not taken it: try again at `again`, or never. Writes nothing if the lease that ended at
/// `lease_until` was lost: another worker has it now, or has sent it.
///
/// # Errors
/// Those of the database.
pub fn failed(
    connection: &mut AnyConnection,
    letter: (OrganisationId, LetterId),
    lease_until: Timestamp,
    error: &str,
    again: Option<Timestamp>,
) -> Result<()> {
    let state = if again.is_some() { "waiting" } else { "dead" };
    let held =
        outbox::table.find(letter).filter(outbox::state.eq("waiting").and(outbox::lease_until.eq(micros(lease_until))));
    diesel::update(held)
        .set((
            outbox::state.eq(state),
            outbox::last_error.eq(error),
            outbox::lease_until.eq(None::<i64>),
            outbox::run_at.eq(micros(again.unwrap_or(lease_until))),
        ))
        .execute(connection)?;
    Ok(())
}

/// The letter will not be sent: its address is suppressed.
///
/// # Errors
/// Those of the database.
pub fn withhold(connection: &mut AnyConnection, letter: (OrganisationId, LetterId), why: &str) -> Result<()> {
    diesel::update(outbox::table.find(letter).filter(outbox::state.eq("waiting")))
        .set((outbox::state.eq("withheld"), outbox::last_error.eq(why), outbox::lease_until.eq(None::<i64>)))
        .execute(connection)?;
    Ok(())
}

/// A letter of whichever tenant, by the id that a bounce brings back.
///
/// # Errors
/// Those of the database.
pub fn by_id(connection: &mut AnyConnection, id: LetterId) -> Result<Option<OutboxRow>> {
    Ok(outbox::table.filter(outbox::id.eq(id)).select(OutboxRow::as_select()).first(connection).optional()?)
}

/// Gives a letter back that was claimed and not tried, for any worker to take at once.
///
/// # Errors
/// Those of the database.
pub fn give_back(
    connection: &mut AnyConnection,
    letter: (OrganisationId, LetterId),
    lease_until: Timestamp,
    now: Timestamp,
) -> Result<()> {
    let held =
        outbox::table.find(letter).filter(outbox::state.eq("waiting").and(outbox::lease_until.eq(micros(lease_until))));
    diesel::update(held)
        .set((
            outbox::run_at.eq(micros(now)),
            outbox::lease_until.eq(None::<i64>),
            outbox::attempts.eq(outbox::attempts - 1),
        ))
        .execute(connection)?;
    Ok(())
}

/// When the next letter is due, if any waits.
///
/// # Errors
/// Those of the database.
pub fn next_due(connection: &mut AnyConnection) -> Result<Option<Timestamp>> {
    let next: Option<i64> = outbox::table
        .filter(outbox::state.eq("waiting"))
        .order(outbox::run_at.asc())
        .select(outbox::run_at)
        .first(connection)
        .optional()?;
    next.map(moment).transpose()
}

/// Whether a letter waits, is sent or is given up; none if there is no such letter.
///
/// # Errors
/// Those of the database.
pub fn state_of(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    id: uuid::Uuid,
) -> Result<Option<String>> {
    Ok(outbox::table
        .find((organisation, LetterId::from_uuid(id)))
        .select(outbox::state)
        .first(connection)
        .optional()?)
}

/// The tenant's newest letters, newest first.
///
/// # Errors
/// Those of the database.
pub fn newest(connection: &mut AnyConnection, organisation: OrganisationId, limit: i64) -> Result<Vec<OutboxRow>> {
    Ok(outbox::table
        .filter(outbox::organisation_id.eq(organisation))
        .order(outbox::id.desc())
        .limit(limit)
        .select(OutboxRow::as_select())
        .load(connection)?)
}
