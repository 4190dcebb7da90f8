//! Digests as they were sent: the rendered letter is kept, so that last month's still shows what was read.

use super::connection::AnyConnection;
use super::schema::digests;
use crate::domain::ids::{DigestId, LetterId, OrganisationId, SubscriptionId};
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
    /// `sent`, or `skipped`: an empty one whose reader wants none of those.
    pub state: String,
    /// Which teams it tells of, as [`crate::domain::Reach`] was when it was written.
    pub reach: String,
    /// The unguessable part of the link under which it is read in a browser.
    pub view_token: Option<String>,
    /// Until when that link opens it.
    pub view_until: Option<i64>,
    /// The letter in the outbox that repeats it, if it was sent again.
    pub resent_as: Option<LetterId>,
}

/// What a list shows of a digest.
#[derive(Clone, Debug, Queryable)]
pub struct DigestSummary {
    /// Key.
    pub id: DigestId,
    /// Where its window begins.
    pub period_start: i64,
    /// Where its window ends.
    pub period_end: i64,
    /// Subject.
    pub subject: String,
    /// `sent` or `skipped`.
    pub state: String,
}

/// A subscription's digests without their words, the newest first.
///
/// # Errors
/// Those of the database.
pub fn summaries(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    subscription: SubscriptionId,
    limit: i64,
) -> Result<Vec<DigestSummary>> {
    Ok(digests::table
        .filter(digests::organisation_id.eq(organisation).and(digests::subscription_id.eq(subscription)))
        .order(digests::period_start.desc())
        .limit(limit)
        .select((digests::id, digests::period_start, digests::period_end, digests::subject, digests::state))
        .load(connection)?)
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

/// The digest that a letter in the outbox carries, whether for the first time or again.
///
/// # Errors
/// Those of the database.
pub fn of_letter(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    letter: LetterId,
) -> Result<Option<DigestRow>> {
    let own = DigestId::from_uuid(letter.uuid());
    let first = digests::table.find((organisation, own)).select(DigestRow::as_select()).first(connection).optional()?;
    if first.is_some() {
        return Ok(first);
    }
    Ok(digests::table
        .filter(digests::organisation_id.eq(organisation).and(digests::resent_as.eq(letter)))
        .select(DigestRow::as_select())
        .first(connection)
        .optional()?)
}

/// The digest behind a link "read it in the browser": the link works before any tenant is known.
///
/// # Errors
/// Those of the database.
pub fn by_view_token(connection: &mut AnyConnection, token: &str) -> Result<Option<DigestRow>> {
    Ok(digests::table
        .filter(digests::view_token.eq(token))
        .select(DigestRow::as_select())
        .first(connection)
        .optional()?)
}

/// Notes that a digest was sent again, and gives its link new time.
///
/// # Errors
/// Those of the database.
pub fn resent(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    id: DigestId,
    letter: LetterId,
    view_until: i64,
) -> Result<()> {
    diesel::update(digests::table.find((organisation, id)))
        .set((digests::resent_as.eq(letter), digests::view_until.eq(view_until)))
        .execute(connection)?;
    Ok(())
}

/// Replaces what a digest says, before it has gone out to anybody: its reader may see less than when it was written.
///
/// # Errors
/// Those of the database.
pub fn rewrite(connection: &mut AnyConnection, row: &DigestRow) -> Result<()> {
    diesel::update(digests::table.find((row.organisation_id, row.id)))
        .set((
            digests::composed_at.eq(row.composed_at),
            digests::subject.eq(&row.subject),
            digests::body_text.eq(&row.body_text),
            digests::body_html.eq(&row.body_html),
            digests::reach.eq(&row.reach),
        ))
        .execute(connection)?;
    Ok(())
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
