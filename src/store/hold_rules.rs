//! What each organisation holds, and for how long.

use super::connection::{AnyConnection, each_backend};
use super::schema::hold_rules;
use crate::domain::holding::HoldRule;
use crate::domain::ids::OrganisationId;
use crate::error::Result;
use diesel::prelude::*;

/// The rule of an organisation; the usual one where nothing was chosen.
///
/// # Errors
/// Those of the database.
pub fn of(connection: &mut AnyConnection, organisation: OrganisationId) -> Result<HoldRule> {
    let row: Option<(Option<i64>, i32, String, String)> = hold_rules::table
        .find(organisation)
        .select((hold_rules::praise_since, hold_rules::longest_days, hold_rules::words, hold_rules::senders))
        .first(connection)
        .optional()?;
    Ok(row.map_or_else(HoldRule::default, |(praise_since, longest_days, words, senders)| HoldRule {
        praise_since,
        longest_days,
        words,
        senders,
    }))
}

/// Writes the rule of an organisation.
///
/// # Errors
/// Those of the database.
pub fn set(connection: &mut AnyConnection, organisation: OrganisationId, rule: &HoldRule) -> Result<()> {
    let chosen = (
        hold_rules::praise_since.eq(rule.praise_since),
        hold_rules::longest_days.eq(rule.longest_days),
        hold_rules::words.eq(&rule.words),
        hold_rules::senders.eq(&rule.senders),
    );
    each_backend!(connection, |inner| {
        diesel::insert_into(hold_rules::table)
            .values((hold_rules::organisation_id.eq(organisation), chosen))
            .on_conflict(hold_rules::organisation_id)
            .do_update()
            .set(chosen)
            .execute(inner)?
    });
    Ok(())
}
