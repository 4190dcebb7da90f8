//! Background work: enqueued in the transaction of the change that wants it, claimed by lease, removed when done.

use super::columns::{micros, moment};
use super::connection::AnyConnection;
use super::dialect::{self, Queue};
use super::schema::jobs;
use crate::domain::ids::{JobId, OrganisationId};
use crate::error::{Error, Result};
use diesel::prelude::*;
use jiff::Timestamp;

/// A piece of work as it is stored. Moments are UTC microseconds.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = jobs, treat_none_as_default_value = false)]
pub struct JobRow {
    /// Tenant; all zeros for work that belongs to none yet.
    pub organisation_id: OrganisationId,
    /// Key.
    pub id: JobId,
    /// Which work, as a word of `services::jobs::Job`.
    pub kind: String,
    /// The work itself, as JSON.
    pub payload: String,
    /// `waiting` or `buried`.
    pub state: String,
    /// How often it was claimed.
    pub attempts: i32,
    /// Not before.
    pub run_at: i64,
    /// Until when a worker holds it.
    pub lease_until: Option<i64>,
    /// What went wrong last.
    pub last_error: Option<String>,
    /// When it was enqueued.
    pub created_at: i64,
}

/// Enqueues work.
///
/// # Errors
/// Those of the database.
pub fn insert(connection: &mut AnyConnection, row: &JobRow) -> Result<()> {
    diesel::insert_into(jobs::table).values(row).execute(connection)?;
    Ok(())
}

/// Claims up to `limit` pieces of work until `lease_until`.
///
/// # Errors
/// Those of the database.
pub fn claim(
    connection: &mut AnyConnection,
    now: Timestamp,
    lease_until: Timestamp,
    limit: i64,
) -> Result<Vec<JobRow>> {
    let mut rows = Vec::new();
    for claimed in dialect::claim(connection, Queue::Jobs, now, lease_until, limit)? {
        let read = |bytes: &[u8]| {
            uuid::Uuid::from_slice(bytes)
                .map_err(|cause| Error::internal("A stored id can't be read.").with_source(cause))
        };
        let key = (OrganisationId::from_uuid(read(&claimed.organisation_id)?), JobId::from_uuid(read(&claimed.id)?));
        rows.push(jobs::table.find(key).select(JobRow::as_select()).first(connection)?);
    }
    Ok(rows)
}

/// The work is done: forget it.
///
/// # Errors
/// Those of the database.
pub fn done(connection: &mut AnyConnection, job: (OrganisationId, JobId)) -> Result<()> {
    diesel::delete(jobs::table.find(job)).execute(connection)?;
    Ok(())
}

/// The work failed: again at `again`, or buried where an admin sees it.
///
/// # Errors
/// Those of the database.
pub fn failed(
    connection: &mut AnyConnection,
    job: (OrganisationId, JobId),
    error: &str,
    again: Option<Timestamp>,
) -> Result<()> {
    let rest = (jobs::last_error.eq(error), jobs::lease_until.eq(None::<i64>));
    match again {
        Some(again) => {
            diesel::update(jobs::table.find(job)).set((rest, jobs::run_at.eq(micros(again)))).execute(connection)?
        }
        None => diesel::update(jobs::table.find(job)).set((rest, jobs::state.eq("buried"))).execute(connection)?,
    };
    Ok(())
}

/// The work of one kind that waits or is being done for a tenant.
///
/// # Errors
/// Those of the database.
pub fn of_kind(connection: &mut AnyConnection, organisation: OrganisationId, kind: &str) -> Result<Vec<JobRow>> {
    Ok(jobs::table
        .filter(jobs::organisation_id.eq(organisation).and(jobs::kind.eq(kind)).and(jobs::state.eq("waiting")))
        .order(jobs::id.asc())
        .select(JobRow::as_select())
        .load(connection)?)
}

/// When the next piece of work is due, if any waits.
///
/// # Errors
/// Those of the database.
pub fn next_due(connection: &mut AnyConnection) -> Result<Option<Timestamp>> {
    let next: Option<i64> = jobs::table
        .filter(jobs::state.eq("waiting"))
        .order(jobs::run_at.asc())
        .select(jobs::run_at)
        .first(connection)
        .optional()?;
    next.map(moment).transpose()
}
