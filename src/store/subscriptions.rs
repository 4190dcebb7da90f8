//! Who gets a digest, and when. The schedule asks over all organisations; a subscription moves on only from the
//! period it stands at, so that two schedulers can't both move it.

use super::connection::AnyConnection;
use super::schema::subscriptions;
use crate::domain::ids::{MemberId, OrganisationId, SubscriptionId, TeamId};
use crate::domain::{Cadence, Shows};
use crate::error::Result;
use diesel::prelude::*;

/// A subscription as it is stored. Moments are UTC microseconds.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = subscriptions)]
pub struct SubscriptionRow {
    /// Tenant.
    pub organisation_id: OrganisationId,
    /// Key.
    pub id: SubscriptionId,
    /// The member who reads it; none for a plain address.
    pub member_id: Option<MemberId>,
    /// Where it goes; a member's own address counts before this one.
    pub email: String,
    /// The reader's name.
    pub name: String,
    /// 1 is Monday, 7 is Sunday.
    pub weekday: i32,
    /// Local hour.
    pub hour: i32,
    /// IANA time zone.
    pub zone: String,
    /// The unguessable part of the link that stops it.
    pub stop_token: String,
    /// Where the next digest's window begins.
    pub period_start: i64,
    /// When the next digest is due.
    pub due_at: i64,
    /// When it began.
    pub created_at: i64,
    /// Since when it is stopped.
    pub stopped_at: Option<i64>,
    /// How often it comes.
    pub cadence: Cadence,
    /// The day of a monthly one.
    pub month_day: i32,
    /// BCP 47 language of the letter.
    pub language: String,
    /// Which kinds of card it tells of.
    pub shows: Shows,
    /// The one team it tells of; none for all that the reader may see.
    pub team_id: Option<TeamId>,
    /// The one place it tells of.
    pub place: Option<String>,
    /// Whether an empty letter is left out.
    pub skip_empty: bool,
    /// Whether it names those whom no card was about.
    pub absent: bool,
    /// Not before this moment.
    pub paused_until: Option<i64>,
}

/// Stores a new subscription.
///
/// # Errors
/// Those of the database.
pub fn insert(connection: &mut AnyConnection, row: &SubscriptionRow) -> Result<()> {
    diesel::insert_into(subscriptions::table).values(row).execute(connection)?;
    Ok(())
}

/// One subscription.
///
/// # Errors
/// `NotFound`.
pub fn by_id(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    id: SubscriptionId,
) -> Result<SubscriptionRow> {
    Ok(subscriptions::table.find((organisation, id)).select(SubscriptionRow::as_select()).first(connection)?)
}

/// The subscription behind the link that stops it, stopped ones too: the link works before any tenant is known.
///
/// # Errors
/// Those of the database.
pub fn by_stop_token(connection: &mut AnyConnection, token: &str) -> Result<Option<SubscriptionRow>> {
    Ok(subscriptions::table
        .filter(subscriptions::stop_token.eq(token))
        .select(SubscriptionRow::as_select())
        .first(connection)
        .optional()?)
}

/// Every subscription of the tenant, stopped ones too, oldest first.
///
/// # Errors
/// Those of the database.
pub fn of_organisation(connection: &mut AnyConnection, organisation: OrganisationId) -> Result<Vec<SubscriptionRow>> {
    Ok(subscriptions::table
        .filter(subscriptions::organisation_id.eq(organisation))
        .order(subscriptions::id.asc())
        .select(SubscriptionRow::as_select())
        .load(connection)?)
}

/// What a reader may choose about a letter, and when it comes next in consequence.
#[derive(Clone, Debug, AsChangeset)]
#[diesel(table_name = subscriptions, treat_none_as_null = true)]
pub struct Choice {
    /// 1 is Monday, 7 is Sunday.
    pub weekday: i32,
    /// Local hour.
    pub hour: i32,
    /// IANA time zone.
    pub zone: String,
    /// When the next digest is due.
    pub due_at: i64,
    /// How often it comes.
    pub cadence: Cadence,
    /// The day of a monthly one.
    pub month_day: i32,
    /// BCP 47 language of the letter.
    pub language: String,
    /// Which kinds of card it tells of.
    pub shows: Shows,
    /// The one team it tells of.
    pub team_id: Option<TeamId>,
    /// The one place it tells of.
    pub place: Option<String>,
    /// Whether an empty letter is left out.
    pub skip_empty: bool,
    /// Whether it names those whom no card was about.
    pub absent: bool,
    /// Not before this moment.
    pub paused_until: Option<i64>,
}

/// Writes what a reader chose. A scheduler that has this subscription in hand finds it moved and begins anew.
///
/// # Errors
/// Those of the database.
pub fn choose(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    id: SubscriptionId,
    choice: &Choice,
) -> Result<()> {
    diesel::update(subscriptions::table.find((organisation, id))).set(choice).execute(connection)?;
    Ok(())
}

/// Moves a subscription to another place in time, running or stopped.
///
/// # Errors
/// Those of the database.
pub fn set_back(connection: &mut AnyConnection, row: &SubscriptionRow, period_start: i64, due_at: i64) -> Result<()> {
    diesel::update(subscriptions::table.find((row.organisation_id, row.id)))
        .set((subscriptions::period_start.eq(period_start), subscriptions::due_at.eq(due_at)))
        .execute(connection)?;
    Ok(())
}

/// Lets a stopped subscription run again from `period_start`.
///
/// # Errors
/// Those of the database.
pub fn resume(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    id: SubscriptionId,
    period_start: i64,
    due_at: i64,
) -> Result<()> {
    diesel::update(subscriptions::table.find((organisation, id)))
        .set((
            subscriptions::stopped_at.eq(None::<i64>),
            subscriptions::period_start.eq(period_start),
            subscriptions::due_at.eq(due_at),
        ))
        .execute(connection)?;
    Ok(())
}

/// Those whose letter is due, over all tenants, the longest overdue first, after `after` in that order.
///
/// # Errors
/// Those of the database.
pub fn due(
    connection: &mut AnyConnection,
    now: i64,
    after: Option<(i64, SubscriptionId)>,
    limit: i64,
) -> Result<Vec<SubscriptionRow>> {
    let mut query = subscriptions::table
        .filter(subscriptions::stopped_at.is_null().and(subscriptions::due_at.le(now)))
        .order((subscriptions::due_at.asc(), subscriptions::id.asc()))
        .limit(limit)
        .select(SubscriptionRow::as_select())
        .into_boxed();
    if let Some((due_at, id)) = after {
        query = query.filter(
            subscriptions::due_at.gt(due_at).or(subscriptions::due_at.eq(due_at).and(subscriptions::id.gt(id))),
        );
    }
    Ok(query.load(connection)?)
}

/// Moves a subscription on to its next period; says whether it still stood where `row` saw it and runs.
///
/// # Errors
/// Those of the database.
pub fn advance(connection: &mut AnyConnection, row: &SubscriptionRow, period_start: i64, due_at: i64) -> Result<bool> {
    Ok(diesel::update(
        subscriptions::table.find((row.organisation_id, row.id)).filter(
            subscriptions::period_start
                .eq(row.period_start)
                .and(subscriptions::due_at.eq(row.due_at))
                .and(subscriptions::stopped_at.is_null()),
        ),
    )
    .set((subscriptions::period_start.eq(period_start), subscriptions::due_at.eq(due_at)))
    .execute(connection)?
        == 1)
}

/// Stops a subscription; says whether it was running.
///
/// # Errors
/// Those of the database.
pub fn stop(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    id: SubscriptionId,
    now: i64,
) -> Result<bool> {
    Ok(diesel::update(subscriptions::table.find((organisation, id)).filter(subscriptions::stopped_at.is_null()))
        .set(subscriptions::stopped_at.eq(now))
        .execute(connection)?
        == 1)
}
