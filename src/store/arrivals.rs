//! In which letters a card is counted. Not by the moment it was received: a letter of mail may be read, or a pile of old
//! cards brought in, after the digest that covers that moment has gone out, and would be in none. So before a digest is
//! written its window is sealed, and a card that is stored later counts from the first moment that is still open
//! (`cards.arrived_at`, kept by a trigger in both trees). What was received in time counts where it was received.
//!
//! Each digest window is a half-open range of `arrived_at`, and a sealed range never changes: every card stored after a
//! subscription began is in exactly one of its digests.

use super::connection::{AnyConnection, each_backend};
use super::schema::{arrival_seals, cards};
use crate::domain::ids::OrganisationId;
use crate::error::Result;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Binary};

/// Until when an organisation's arrivals are sealed, UTC microseconds.
///
/// # Errors
/// Those of the database.
pub fn sealed_until(connection: &mut AnyConnection, organisation: OrganisationId) -> Result<Option<i64>> {
    Ok(arrival_seals::table.find(organisation).select(arrival_seals::sealed_until).first(connection).optional()?)
}

/// Seals all arrivals before `until`: from the commit on, no card appears there any more. Waits for cards that are being
/// stored at this moment (on SQLite there are none: it has one writer).
///
/// # Errors
/// Those of the database.
pub fn seal(connection: &mut AnyConnection, organisation: OrganisationId, until: i64) -> Result<()> {
    alone(connection, organisation)?;
    let known = sealed_until(connection, organisation)?;
    if known.is_none_or(|known| known < until) {
        set(connection, organisation, until)?;
    }
    Ok(())
}

/// Keeps everybody else who stores cards of this organisation waiting until the end of the transaction.
fn alone(connection: &mut AnyConnection, organisation: OrganisationId) -> Result<()> {
    if let AnyConnection::Postgres(inner) = connection {
        diesel::sql_query("SELECT pg_advisory_xact_lock(hashtextextended(encode($1, 'hex'), 201))")
            .bind::<Binary, _>(organisation)
            .execute(inner)?;
    }
    Ok(())
}

fn set(connection: &mut AnyConnection, organisation: OrganisationId, until: i64) -> Result<()> {
    each_backend!(connection, |inner| {
        diesel::insert_into(arrival_seals::table)
            .values((arrival_seals::organisation_id.eq(organisation), arrival_seals::sealed_until.eq(until)))
            .on_conflict(arrival_seals::organisation_id)
            .do_update()
            .set(arrival_seals::sealed_until.eq(until))
            .execute(inner)?
    });
    Ok(())
}

/// Organisations whose seal lies beyond `moment`.
///
/// # Errors
/// Those of the database.
pub fn sealed_beyond(connection: &mut AnyConnection, moment: i64) -> Result<Vec<OrganisationId>> {
    Ok(arrival_seals::table
        .filter(arrival_seals::sealed_until.gt(moment))
        .select(arrival_seals::organisation_id)
        .load(connection)?)
}

/// Takes a seal back that a clock which ran ahead has put into the future. The order stays: what was told of then keeps
/// its place before the new seal, what came since comes after it. Answers with the new seal, which is at most `now`.
///
/// # Errors
/// Those of the database.
pub fn unseal(connection: &mut AnyConnection, organisation: OrganisationId, now: i64) -> Result<i64> {
    alone(connection, organisation)?;
    let seal = sealed_until(connection, organisation)?.unwrap_or(now);
    let newest: Option<i64> = cards::table
        .filter(cards::organisation_id.eq(organisation).and(cards::arrived_at.lt(now)))
        .order(cards::arrived_at.desc())
        .select(cards::arrived_at)
        .first(connection)
        .optional()?;
    let told = newest.unwrap_or(now - 1);
    let moved = |connection: &mut AnyConnection, from: i64, to: Option<i64>, at: i64| -> Result<()> {
        diesel::sql_query(
            "UPDATE cards SET arrived_at = $1 WHERE organisation_id = $2 AND arrived_at >= $3 AND arrived_at < $4",
        )
        .bind::<BigInt, _>(at)
        .bind::<Binary, _>(organisation)
        .bind::<BigInt, _>(from)
        .bind::<BigInt, _>(to.unwrap_or(i64::MAX))
        .execute(connection)?;
        Ok(())
    };
    moved(connection, now, Some(seal.max(now)), told)?;
    moved(connection, seal.max(now), None, told + 1)?;
    set(connection, organisation, told + 1)?;
    Ok(told + 1)
}
