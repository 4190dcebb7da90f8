//! Writes what waits for one reader, in one letter, from what holds at this moment: who may no longer read a card reads
//! nothing of it, and what was answered meanwhile alarms nobody.

use super::parts::mark;
use super::want::{admins, hour_of, lookers, waits, want};
use super::{Desk, Notice, agents, customers, managers};
use crate::domain::calendar;
use crate::domain::ids::{CardId, MemberId, OrganisationId};
use crate::error::{Result, found};
use crate::services::choices;
use crate::services::holding;
use crate::services::jobs::{self, Job};
use crate::store::cards::{self, CardRow};
use crate::store::columns::{micros, moment};
use crate::store::members::{self, MemberRow};
use crate::store::notices;
use crate::store::{AnyConnection, mentions};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

/// What should have been told so long ago is told no more.
const TOO_LATE: SignedDuration = SignedDuration::from_hours(7 * 24);
/// Lines that one letter takes; those beyond are counted in it.
const MOST: i64 = 200;

pub use customers::receipt;

/// Writes one letter of all that waits for a reader, if anything is due; what no longer has to be told is marked as
/// such. Run twice, the second finds nothing.
///
/// # Errors
/// Those of the database and of rendering.
pub fn tell(
    connection: &mut AnyConnection,
    desk: &Desk<'_>,
    organisation: OrganisationId,
    kind: Notice,
    reader: Uuid,
    now: Timestamp,
) -> Result<()> {
    let mut waiting = notices::waiting(connection, organisation, kind.word(), reader, MOST)?;
    // After a standstill of days the weekly letter tells it; an old alert would only frighten.
    let (old, fresh): (Vec<_>, Vec<_>) = waiting.into_iter().partition(|row| row.due_at < micros(now - TOO_LATE));
    mark(connection, &old, None, now)?;
    waiting = fresh;
    if !waiting.iter().any(|row| row.due_at <= micros(now)) {
        return Ok(());
    }
    let member = |connection: &mut AnyConnection| -> Result<Option<MemberRow>> {
        let member = found(members::by_id(connection, organisation, MemberId::from_uuid(reader)))?;
        Ok(member.filter(|member| member.disabled_at.is_none()))
    };
    let letter = match kind {
        Notice::Alert => match member(connection)? {
            Some(member) => managers::alert(connection, desk, member, &waiting, now)?,
            None => None,
        },
        Notice::Again => match member(connection)? {
            Some(member) => return managers::again(connection, desk, member, &waiting, now),
            None => None,
        },
        Notice::Soon | Notice::Late | Notice::Admin | Notice::Held => match member(connection)? {
            Some(member) => return managers::due(connection, desk, member, kind, &waiting, now),
            None => None,
        },
        Notice::Praise | Notice::Said => match member(connection)? {
            Some(member) => {
                // Both go into one letter.
                let other = if kind == Notice::Praise { Notice::Said } else { Notice::Praise };
                waiting.extend(notices::waiting(connection, organisation, other.word(), reader, MOST)?);
                agents::praise(connection, desk, member, &waiting, now)?
            }
            None => None,
        },
        Notice::Shared => match member(connection)? {
            Some(member) => return agents::shared(connection, desk, member, &waiting, now),
            None => None,
        },
        Notice::Thanks => return customers::thanks(connection, desk, &waiting, now),
        Notice::Receipt | Notice::Watch => None,
    };
    mark(connection, &waiting, letter, now)
}

/// The hour of a promise has come: tells those who look after the card, or the admins, if nobody has answered.
///
/// # Errors
/// Those of the database.
pub fn due(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    card: CardId,
    stage: Notice,
    now: Timestamp,
) -> Result<()> {
    let Some(card) = found(cards::by_id(connection, organisation, card))? else { return Ok(()) };
    if stage == Notice::Held {
        return held(connection, &card, now);
    }
    if !waits(&card) {
        return Ok(());
    }
    let Some(due) = card.due_at.map(moment).transpose()? else { return Ok(()) };
    let hour = hour_of(stage, due);
    if hour > now {
        // The promise was moved: its new hour is watched instead.
        return jobs::enqueue_at(connection, organisation, &Job::AnswerDue { card: card.id, stage }, now, hour);
    }
    let readers = match stage {
        Notice::Admin => admins(connection, organisation)?,
        _ => lookers(connection, &card)?,
    };
    for reader in readers {
        let choices = choices::of(connection, organisation, reader.id)?;
        let at = choices.loud(now, &calendar::zone(&reader.zone)?);
        want(connection, &card, stage, reader.id.uuid(), card.id.uuid(), "", at, now)?;
    }
    Ok(())
}

/// A card may be held no longer: tells those who look after it, and the admins, if nobody has decided about it. It does not
/// reach its agent by that.
fn held(connection: &mut AnyConnection, card: &CardRow, now: Timestamp) -> Result<()> {
    let organisation = card.organisation_id;
    let ties = mentions::of_cards(connection, organisation, &[card.id])?;
    let Some(until) = holding::waiting_until(connection, card, &ties)? else { return Ok(()) };
    if until > now {
        // The time was made longer: its new end is watched instead.
        return jobs::enqueue_at(connection, organisation, &holding::due(card.id), now, until);
    }
    let mut readers = lookers(connection, card)?;
    readers.extend(admins(connection, organisation)?);
    readers.sort_by_key(|reader| reader.id);
    readers.dedup_by_key(|reader| reader.id);
    for reader in readers {
        let choices = choices::of(connection, organisation, reader.id)?;
        let at = choices.loud(now, &calendar::zone(&reader.zone)?);
        want(connection, card, Notice::Held, reader.id.uuid(), card.id.uuid(), "", at, now)?;
    }
    Ok(())
}
