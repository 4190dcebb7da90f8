//! For how long each organisation keeps what, and since when.

use super::connection::{AnyConnection, each_backend};
use super::schema::retention_rules;
use crate::domain::ids::{MemberId, OrganisationId};
use crate::domain::keeping::{Keeping, Rules};
use crate::error::Result;
use diesel::prelude::*;

/// The rules of an organisation.
///
/// # Errors
/// Those of the database.
pub fn of(connection: &mut AnyConnection, organisation: OrganisationId) -> Result<Rules> {
    let rows: Vec<(i64, i32, i32, i32)> = retention_rules::table
        .filter(retention_rules::organisation_id.eq(organisation))
        .order(retention_rules::since.asc())
        .select((
            retention_rules::since,
            retention_rules::contact_days,
            retention_rules::apart_days,
            retention_rules::card_months,
        ))
        .load(connection)?;
    Ok(Rules::of(rows.into_iter().map(|(since, contact_days, apart_days, card_months)| {
        (since, Keeping { contact_days, apart_days, card_months })
    })))
}

/// Adds a rule from a moment (UTC microseconds) on; the second of one moment takes the first one's place.
///
/// # Errors
/// Those of the database.
pub fn add(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    keeping: Keeping,
    member: MemberId,
    since: i64,
) -> Result<()> {
    let chosen = (
        retention_rules::contact_days.eq(keeping.contact_days),
        retention_rules::apart_days.eq(keeping.apart_days),
        retention_rules::card_months.eq(keeping.card_months),
        retention_rules::member_id.eq(Some(member)),
    );
    each_backend!(connection, |inner| {
        diesel::insert_into(retention_rules::table)
            .values((retention_rules::organisation_id.eq(organisation), retention_rules::since.eq(since), chosen))
            .on_conflict((retention_rules::organisation_id, retention_rules::since))
            .do_update()
            .set(chosen)
            .execute(inner)?
    });
    Ok(())
}
