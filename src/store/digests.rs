//! Digests as they were sent: the rendered letter is kept, so that last month's still shows what was read.

use super::connection::AnyConnection;
use super::schema::digests;
use crate::domain::ids::{DigestId, OrganisationId, SubscriptionId};
use crate::error::Result;
use diesel::prelude::*;

/// A digest as it is stored. Moments are UTC microseconds.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = digests)]
pub struct DigestRow {
    /// Tenant.
    pub organisation_id: OrganisationId,
    /// Key; the letter in the outbox has the same.
    pub id: DigestId,
    /// For whom.
    pub subscription_id: SubscriptionId,
    /// Where its window begins.
    pub period_start: i64,
    /// Where its window ends; this moment is in the next.
    pub period_end: i64,
    /// When it was written.
    pub composed_at: i64,
    /// Subject.
    pub subject: String,
    /// Plain text.
    pub body_text: String,
    /// HTML.
    pub body_html: String,
}

/// Keeps a digest.
///
/// # Errors
/// `Conflict` when this subscription has one for this period.
pub fn insert(connection: &mut AnyConnection, row: &DigestRow) -> Result<()> {
    diesel::insert_into(digests::table).values(row).execute(connection)?;
    Ok(())
}

/// One digest.
///
/// # Errors
/// `NotFound`.
pub fn by_id(connection: &mut AnyConnection, organisation: OrganisationId, id: DigestId) -> Result<DigestRow> {
    Ok(digests::table.find((organisation, id)).select(DigestRow::as_select()).first(connection)?)
}

/// A subscription's digests, the newest period first.
///
/// # Errors
/// Those of the database.
pub fn of_subscription(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    subscription: SubscriptionId,
    limit: i64,
) -> Result<Vec<DigestRow>> {
    Ok(digests::table
        .filter(digests::organisation_id.eq(organisation).and(digests::subscription_id.eq(subscription)))
        .order(digests::period_start.desc())
        .limit(limit)
        .select(DigestRow::as_select())
        .load(connection)?)
}

/// The tenant's newest digests, newest first.
///
/// # Errors
/// Those of the database.
pub fn newest(connection: &mut AnyConnection, organisation: OrganisationId, limit: i64) -> Result<Vec<DigestRow>> {
    Ok(digests::table
        .filter(digests::organisation_id.eq(organisation))
        .order(digests::id.desc())
        .limit(limit)
        .select(DigestRow::as_select())
        .load(connection)?)
}
