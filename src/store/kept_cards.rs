//! Cards as they were sent, kept during a rush to be read after it.

use super::connection::{AnyConnection, each_backend};
use super::prepared::Prepared;
use super::schema::kept_cards;
use crate::domain::ids::OrganisationId;
use crate::error::Result;
use diesel::dsl::min;
use diesel::prelude::*;

/// A card as it was sent. Moments are UTC microseconds.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = kept_cards)]
pub struct KeptCardRow {
    /// Tenant.
    pub organisation_id: OrganisationId,
    /// Names one act of sending.
    pub once_key: Vec<u8>,
    /// What was sent, as JSON of `services::kept_cards`.
    pub content: String,
    /// When it came in.
    pub received_at: i64,
}

/// Keeps a card; one that is kept already under the same key stays as it is.
///
/// # Errors
/// Those of the database.
pub fn insert(connection: &mut AnyConnection, row: &KeptCardRow) -> Result<()> {
    let statement = diesel::insert_into(kept_cards::table).values(row).on_conflict_do_nothing();
    let statement = Prepared::<KeptCardRow, _>::new(statement);
    each_backend!(connection, |inner| statement.execute(inner)?);
    Ok(())
}

/// Up to `limit` kept cards of any tenant, in the order of their keys, from after the key `after`.
///
/// # Errors
/// Those of the database.
pub fn some(
    connection: &mut AnyConnection,
    after: Option<&(OrganisationId, Vec<u8>)>,
    limit: i64,
) -> Result<Vec<KeptCardRow>> {
    let rows = kept_cards::table
        .order((kept_cards::organisation_id.asc(), kept_cards::once_key.asc()))
        .limit(limit)
        .select(KeptCardRow::as_select());
    Ok(match after {
        None => rows.load(connection)?,
        Some((organisation, key)) => rows
            .filter(
                kept_cards::organisation_id
                    .gt(organisation)
                    .or(kept_cards::organisation_id.eq(organisation).and(kept_cards::once_key.gt(key))),
            )
            .load(connection)?,
    })
}

/// The one that is kept under this key, if any.
///
/// # Errors
/// Those of the database.
pub fn find(connection: &mut AnyConnection, organisation: OrganisationId, key: &[u8]) -> Result<Option<KeptCardRow>> {
    Ok(kept_cards::table.find((organisation, key)).select(KeptCardRow::as_select()).first(connection).optional()?)
}

/// Since when the oldest waits, UTC microseconds; none when nothing waits.
///
/// # Errors
/// Those of the database.
pub fn oldest(connection: &mut AnyConnection) -> Result<Option<i64>> {
    Ok(kept_cards::table.select(min(kept_cards::received_at)).first(connection)?)
}

/// Takes one away, and says whether it was there.
///
/// # Errors
/// Those of the database.
pub fn take(connection: &mut AnyConnection, organisation: OrganisationId, key: &[u8]) -> Result<bool> {
    Ok(diesel::delete(kept_cards::table.find((organisation, key))).execute(connection)? > 0)
}
