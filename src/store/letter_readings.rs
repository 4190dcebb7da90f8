//! What was read out of a letter beside the card that it may have become: who wrote, what was taken away, why it is no
//! card. Goes when the letter itself goes.

use super::connection::{AnyConnection, each_backend};
use super::schema::letter_readings as readings;
use crate::domain::Reach;
use crate::domain::ids::{CardId, InboundId, MemberId, OrganisationId, TeamId};
use crate::error::Result;
use diesel::prelude::*;

/// A letter as it was read.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = crate::store::schema::letter_readings, treat_none_as_null = true)]
pub struct ReadingRow {
    /// Tenant.
    pub organisation_id: OrganisationId,
    /// The letter.
    pub inbound_id: InboundId,
    /// The word of the reason behind what became of it.
    pub code: String,
    /// Whether it is a card, a part of one, or a repeat; what isn't is listed as not accepted.
    pub accepted: bool,
    /// The card that it became or belongs to.
    pub card_id: Option<CardId>,
    /// The team of the form or agent it was sent to: who may see it while it is no card.
    pub team_id: Option<TeamId>,
    /// Who wrote.
    pub from_address: Option<String>,
    /// Their name.
    pub from_name: Option<String>,
    /// Subject, one line.
    pub subject: String,
    /// How its words begin.
    pub preview: String,
    /// What was taken away from the words.
    pub elided: String,
    /// Its Message-ID, by which an answer finds it.
    pub message_id: Option<String>,
    /// Whether the sender was verified: `pass`, `fail`, `unknown` or `none`.
    pub proof: String,
    /// Who passed it on.
    pub forwarder: Option<String>,
    /// What the forwarder wrote above, or whom a stranger's forward quotes.
    pub note: String,
    /// A tag that names nothing we know.
    pub unknown_tag: Option<String>,
    /// The card that it answers from another address.
    pub answers_card_id: Option<CardId>,
    /// Its attachments, as JSON.
    pub files: String,
    /// When it came in, UTC microseconds.
    pub received_at: i64,
    /// Who made it a card by hand.
    pub decided_by: Option<MemberId>,
    /// How each check of the sender ended, for people; empty when nobody has looked.
    pub checks: String,
}

/// Keeps what was read, over what an earlier reading found.
///
/// # Errors
/// Those of the database.
pub fn keep(connection: &mut AnyConnection, row: &ReadingRow) -> Result<()> {
    each_backend!(connection, |inner| {
        diesel::insert_into(readings::table)
            .values(row)
            .on_conflict((readings::organisation_id, readings::inbound_id))
            .do_update()
            .set(row)
            .execute(inner)?
    });
    Ok(())
}

/// What was read out of one letter.
///
/// # Errors
/// Those of the database.
pub fn by_id(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    letter: InboundId,
) -> Result<Option<ReadingRow>> {
    Ok(readings::table.find((organisation, letter)).select(ReadingRow::as_select()).first(connection).optional()?)
}

/// The card that a letter with one of these Message-IDs belongs to: the newest.
///
/// # Errors
/// Those of the database.
pub fn card_of_message(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    ids: &[String],
) -> Result<Option<CardId>> {
    each_backend!(connection, |inner| {
        let found: Option<Option<CardId>> = readings::table
            .filter(readings::organisation_id.eq(organisation))
            .filter(readings::message_id.is_not_null().and(readings::message_id.eq_any(ids)))
            .filter(readings::card_id.is_not_null())
            .order(readings::inbound_id.desc())
            .select(readings::card_id)
            .first(inner)
            .optional()?;
        Ok(found.flatten())
    })
}

/// A page of what was not accepted, newest first, before `before`; of `codes` alone, unless there are none. A letter
/// that was sent to a team's form or agent is seen by whoever leads that team.
///
/// # Errors
/// Those of the database.
pub fn apart(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    reach: Reach<'_>,
    codes: &[&str],
    before: Option<InboundId>,
    limit: i64,
) -> Result<Vec<ReadingRow>> {
    each_backend!(connection, |inner| {
        let mut query = readings::table
            .filter(readings::organisation_id.eq(organisation))
            // As the partial index says it, so that it is used.
            .filter(diesel::dsl::not(readings::accepted))
            .order(readings::inbound_id.desc())
            .limit(limit)
            .select(ReadingRow::as_select())
            .into_boxed();
        match reach {
            Reach::Everything => {}
            Reach::Teams(teams) => {
                query = query.filter(readings::team_id.is_null().or(readings::team_id.eq_any(teams).assume_not_null()));
            }
            Reach::Nothing => return Ok(Vec::new()),
        }
        if !codes.is_empty() {
            query = query.filter(readings::code.eq_any(codes));
        }
        if let Some(before) = before {
            query = query.filter(readings::inbound_id.lt(before));
        }
        Ok(query.load(inner)?)
    })
}

/// Forgets what was read out of these letters.
///
/// # Errors
/// Those of the database.
pub fn delete(connection: &mut AnyConnection, organisation: OrganisationId, ids: &[InboundId]) -> Result<()> {
    each_backend!(connection, |inner| {
        let of_letters = readings::organisation_id.eq(organisation).and(readings::inbound_id.eq_any(ids));
        diesel::delete(readings::table.filter(of_letters)).execute(inner)?
    });
    Ok(())
}
