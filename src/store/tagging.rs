//! How sure an organisation wants its tags to be, and the number that rises with everything the tagger learns.

use super::connection::{AnyConnection, each_backend};
use super::schema::tagging_settings;
use crate::domain::ids::OrganisationId;
use crate::error::Result;
use diesel::prelude::*;

/// An organisation's settings as they are stored; none is the tagger's own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Queryable)]
pub struct TaggingRow {
    /// From which confidence on a card is tagged.
    pub tag: Option<f64>,
    /// The same for a complaint.
    pub complaint: Option<f64>,
    /// From which confidence on somebody is asked about.
    pub triage: Option<f64>,
    /// Rises with every correction and every change of these settings, so that caches know when to look again.
    pub version: i64,
}

/// The settings of an organisation.
///
/// # Errors
/// Those of the database.
pub fn of(connection: &mut AnyConnection, organisation: OrganisationId) -> Result<TaggingRow> {
    let row = tagging_settings::table
        .find(organisation)
        .select((
            tagging_settings::tag,
            tagging_settings::complaint,
            tagging_settings::triage,
            tagging_settings::version,
        ))
        .first(connection)
        .optional()?;
    Ok(row.unwrap_or_default())
}

/// The number that rises with everything that is learnt.
///
/// # Errors
/// Those of the database.
pub fn version(connection: &mut AnyConnection, organisation: OrganisationId) -> Result<i64> {
    let version = tagging_settings::table.find(organisation).select(tagging_settings::version);
    Ok(version.first(connection).optional()?.unwrap_or(0))
}

/// Tells every instance that something was learnt or unlearnt.
///
/// # Errors
/// Those of the database.
pub fn bump(connection: &mut AnyConnection, organisation: OrganisationId) -> Result<()> {
    each_backend!(connection, |inner| {
        diesel::insert_into(tagging_settings::table)
            .values((tagging_settings::organisation_id.eq(organisation), tagging_settings::version.eq(1)))
            .on_conflict(tagging_settings::organisation_id)
            .do_update()
            .set(tagging_settings::version.eq(tagging_settings::version + 1))
            .execute(inner)?
    });
    Ok(())
}

/// Writes the three thresholds of an organisation.
///
/// # Errors
/// Those of the database.
pub fn set(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    (tag, complaint, triage): (Option<f64>, Option<f64>, Option<f64>),
) -> Result<()> {
    bump(connection, organisation)?;
    diesel::update(tagging_settings::table.find(organisation))
        .set((
            tagging_settings::tag.eq(tag),
            tagging_settings::complaint.eq(complaint),
            tagging_settings::triage.eq(triage),
        ))
        .execute(connection)?;
    Ok(())
}
