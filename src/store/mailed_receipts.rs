//! Whether an organisation sends a receipt to whoever mails a card. Without a row it doesn't.

use super::connection::AnyConnection;
use super::schema::mailed_receipts;
use crate::domain::ids::OrganisationId;
use crate::error::Result;
use diesel::prelude::*;

/// Since when it does, UTC microseconds; none if it doesn't.
///
/// # Errors
/// Those of the database.
pub fn since(connection: &mut AnyConnection, organisation: OrganisationId) -> Result<Option<i64>> {
    Ok(mailed_receipts::table.find(organisation).select(mailed_receipts::since).first(connection).optional()?)
}

/// Says that it does, from `now` on, or that it doesn't any more.
///
/// # Errors
/// Those of the database.
pub fn set(connection: &mut AnyConnection, organisation: OrganisationId, now: Option<i64>) -> Result<()> {
    let held = since(connection, organisation)?;
    match (held, now) {
        (None, Some(now)) => {
            diesel::insert_into(mailed_receipts::table)
                .values((mailed_receipts::organisation_id.eq(organisation), mailed_receipts::since.eq(now)))
                .execute(connection)?;
        }
        (Some(_), None) => {
            diesel::delete(mailed_receipts::table.find(organisation)).execute(connection)?;
        }
        (Some(_), Some(_)) | (None, None) => {}
    }
    Ok(())
}
