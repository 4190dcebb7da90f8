//! Lists of letters as they came in: for whoever runs the service, and for reading them again.

use super::connection::AnyConnection;
use super::inbound::InboundRow;
use super::schema::inbound_messages;
use crate::domain::ids::{InboundId, OrganisationId};
use crate::error::Result;
use diesel::prelude::*;

/// The tenant's newest letters, newest first; of one state alone, if one is given.
///
/// # Errors
/// Those of the database.
pub fn newest(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    state: Option<&str>,
    limit: i64,
) -> Result<Vec<InboundRow>> {
    let mut query = inbound_messages::table
        .filter(inbound_messages::organisation_id.eq(organisation))
        .order(inbound_messages::id.desc())
        .limit(limit)
        .select(InboundRow::as_select())
        .into_boxed();
    if let Some(state) = state {
        query = query.filter(inbound_messages::state.eq(state.to_owned()));
    }
    Ok(query.load(connection)?)
}

/// Up to `limit` letters that were read, from the moment `since` on, after `after`, oldest first. Repeats are left out.
///
/// # Errors
/// Those of the database.
pub fn read_since(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    since: i64,
    after: Option<InboundId>,
    limit: i64,
) -> Result<Vec<InboundId>> {
    let mut query = inbound_messages::table
        .filter(inbound_messages::organisation_id.eq(organisation).and(inbound_messages::received_at.ge(since)))
        .filter(inbound_messages::state.ne("stored").and(inbound_messages::state.ne("duplicate")))
        .order(inbound_messages::id.asc())
        .limit(limit)
        .select(inbound_messages::id)
        .into_boxed();
    if let Some(after) = after {
        query = query.filter(inbound_messages::id.gt(after));
    }
    Ok(query.load(connection)?)
}
