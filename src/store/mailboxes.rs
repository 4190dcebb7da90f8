//! Mailboxes that letters are fetched from: how far each was read, who holds it at this moment, and how it goes.

use super::columns::micros;
use super::connection::AnyConnection;
use super::schema::mailboxes as table;
use crate::domain::ids::OrganisationId;
use crate::error::Result;
use diesel::prelude::*;
use jiff::Timestamp;

/// Tenant and name.
pub type Key<'a> = (OrganisationId, &'a str);

/// A mailbox as it is stored. Moments are UTC microseconds.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = table)]
pub struct MailboxRow {
    /// Tenant.
    pub organisation_id: OrganisationId,
    /// The name of its section in the configuration.
    pub name: String,
    /// Server, user and folder: what the numbers of letters hold for.
    pub source: String,
    /// The server's word for one series of numbers (RFC 9051, section 2.3.1.1); 0 before the first look.
    pub uid_validity: i64,
    /// The last number of this series that was dealt with.
    pub last_uid: i64,
    /// The instance that fetches.
    pub holder: Option<Vec<u8>>,
    /// Until when it belongs to it.
    pub lease_until: Option<i64>,
    /// How many letters were taken.
    pub letters: i64,
    /// When it was last looked through to its end.
    pub looked_at: Option<i64>,
    /// How often in a row that failed.
    pub failures: i32,
    /// Since when.
    pub failing_since: Option<i64>,
    /// What went wrong last.
    pub last_error: Option<String>,
    /// When somebody was told that nothing comes.
    pub alarmed_at: Option<i64>,
    /// When it was first configured.
    pub created_at: i64,
    /// When it was no longer configured.
    pub retired_at: Option<i64>,
}

/// The mailbox of this name.
///
/// # Errors
/// Those of the database.
pub fn find(connection: &mut AnyConnection, key: Key<'_>) -> Result<Option<MailboxRow>> {
    Ok(table::table.find(key).select(MailboxRow::as_select()).first(connection).optional()?)
}

/// The mailboxes of a tenant that are configured, by name.
///
/// # Errors
/// Those of the database.
pub fn of_organisation(connection: &mut AnyConnection, organisation: OrganisationId) -> Result<Vec<MailboxRow>> {
    Ok(table::table
        .filter(table::organisation_id.eq(organisation).and(table::retired_at.is_null()))
        .order(table::name.asc())
        .select(MailboxRow::as_select())
        .load(connection)?)
}

/// Stores a new mailbox.
///
/// # Errors
/// `Conflict` when another instance was first.
pub fn insert(connection: &mut AnyConnection, row: &MailboxRow) -> Result<()> {
    diesel::insert_into(table::table).values(row).execute(connection)?;
    Ok(())
}

/// Gives the mailbox to `holder` unless another one holds it; `alone` says that nobody else can be there. Says whether
/// it has it.
///
/// # Errors
/// Those of the database.
pub fn claim(
    connection: &mut AnyConnection,
    key: Key<'_>,
    holder: &[u8],
    alone: bool,
    now: Timestamp,
    until: Timestamp,
) -> Result<bool> {
    let free = table::lease_until.is_null().or(table::lease_until.lt(micros(now)));
    let mine = table::holder.eq(holder);
    let given = (table::holder.eq(holder), table::lease_until.eq(micros(until)), table::retired_at.eq(None::<i64>));
    let changed = match alone {
        true => diesel::update(table::table.find(key)).set(given).execute(connection)?,
        false => diesel::update(table::table.find(key)).filter(free.or(mine)).set(given).execute(connection)?,
    };
    Ok(changed == 1)
}

/// Prolongs the lease of `holder`; says whether it still had it. What happens in the same transaction is then its to do.
///
/// # Errors
/// Those of the database.
pub fn keep(connection: &mut AnyConnection, key: Key<'_>, holder: &[u8], until: Timestamp) -> Result<bool> {
    let changed = diesel::update(table::table.find(key).filter(table::holder.eq(holder)))
        .set(table::lease_until.eq(micros(until)))
        .execute(connection)?;
    Ok(changed == 1)
}

/// Whether `holder` still has the mailbox.
///
/// # Errors
/// Those of the database.
pub fn is_held(connection: &mut AnyConnection, key: Key<'_>, holder: &[u8]) -> Result<bool> {
    let row: Option<Option<Vec<u8>>> = table::table.find(key).select(table::holder).first(connection).optional()?;
    Ok(row.flatten().as_deref() == Some(holder))
}

/// Lets another instance have it.
///
/// # Errors
/// Those of the database.
pub fn give_back(connection: &mut AnyConnection, key: Key<'_>, holder: &[u8]) -> Result<()> {
    diesel::update(table::table.find(key).filter(table::holder.eq(holder)))
        .set((table::holder.eq(None::<Vec<u8>>), table::lease_until.eq(None::<i64>)))
        .execute(connection)?;
    Ok(())
}

/// Begins a new series of numbers: everything in the mailbox is to be looked at again.
///
/// # Errors
/// Those of the database.
pub fn begin(connection: &mut AnyConnection, key: Key<'_>, source: &str, validity: i64) -> Result<()> {
    diesel::update(table::table.find(key))
        .set((table::source.eq(source), table::uid_validity.eq(validity), table::last_uid.eq(0_i64)))
        .execute(connection)?;
    Ok(())
}

/// The letters up to `uid` were dealt with, `taken` of them now. Where letters come, all is well.
///
/// # Errors
/// Those of the database.
pub fn advance(connection: &mut AnyConnection, key: Key<'_>, uid: i64, taken: i64, now: Timestamp) -> Result<()> {
    // A letter that is tried again lies behind the cursor, which never goes back.
    diesel::update(table::table.find(key).filter(table::last_uid.lt(uid)))
        .set(table::last_uid.eq(uid))
        .execute(connection)?;
    if taken != 0 {
        diesel::update(table::table.find(key))
            .set((table::letters.eq(table::letters + taken), table::looked_at.eq(micros(now))))
            .execute(connection)?;
    }
    Ok(())
}

/// The mailbox was looked through to its end; `trouble` is what is not as it should be all the same.
///
/// # Errors
/// Those of the database.
pub fn looked(connection: &mut AnyConnection, key: Key<'_>, trouble: Option<&str>, now: Timestamp) -> Result<()> {
    diesel::update(table::table.find(key))
        .set((
            table::looked_at.eq(micros(now)),
            table::failures.eq(0),
            table::failing_since.eq(None::<i64>),
            table::last_error.eq(trouble),
            table::alarmed_at.eq(None::<i64>),
        ))
        .execute(connection)?;
    Ok(())
}

/// It could not be looked through.
///
/// # Errors
/// Those of the database.
pub fn failed(connection: &mut AnyConnection, row: &MailboxRow, said: &str, now: Timestamp) -> Result<()> {
    diesel::update(table::table.find((row.organisation_id, &row.name)))
        .set((
            table::failures.eq(table::failures + 1),
            table::failing_since.eq(row.failing_since.unwrap_or(micros(now))),
            table::last_error.eq(said),
        ))
        .execute(connection)?;
    Ok(())
}

/// Somebody was told that nothing comes.
///
/// # Errors
/// Those of the database.
pub fn alarmed(connection: &mut AnyConnection, key: Key<'_>, now: Timestamp) -> Result<()> {
    diesel::update(table::table.find(key)).set(table::alarmed_at.eq(micros(now))).execute(connection)?;
    Ok(())
}

/// Mailboxes of other names than these are configured no longer. One of the instance's own: an operator's file names
/// mailboxes, not tenants.
///
/// # Errors
/// Those of the database.
pub fn retire_others(connection: &mut AnyConnection, names: &[String], now: Timestamp) -> Result<()> {
    diesel::update(table::table.filter(table::retired_at.is_null().and(table::name.ne_all(names))))
        .set(table::retired_at.eq(micros(now)))
        .execute(connection)?;
    Ok(())
}
