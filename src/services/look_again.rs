//! Looking again at recent cards after the roster has changed, or what was learnt: a card that named nobody may name
//! the colleague who was added, and one that asked may need no answer any more. Runs of one organisation never overlap
//! for long: one that waits stands for every change until it begins, and of two that run the newer carries on. A card
//! that a person decided anything about is left alone, and a second look changes nothing.
//!
//! A run goes through its cards in batches, each a job of its own, so that no lease runs out and no writer waits.

mod diff;
mod standing;

pub use diff::Change;

use super::directory::House;
use super::jobs::{self as work, Job, LOOK_AGAIN};
use super::{letters_out, tagging, trail, uncertain};
use crate::domain::Step;
use crate::domain::ids::{CardId, JobId, OrganisationId};
use crate::error::Result;
use crate::store::{AnyConnection, card_origins, cards, forms, jobs, mentions};
use jiff::{SignedDuration, Timestamp};
use standing::Standing;
use std::collections::HashMap;

/// How far back cards are looked at. It is as long as we keep who wrote them: afterwards a customer's own signature
/// could no longer be told from a colleague's name.
pub const RECENT: SignedDuration = SignedDuration::from_hours(90 * 24);

/// Cards of one batch: some milliseconds of reading, and at most as many short changes in one transaction.
const BATCH: usize = 200;

/// Asks for a run, unless one waits that has not begun: that one will see this change, too.
///
/// # Errors
/// Those of the database.
pub fn enqueue(connection: &mut AnyConnection, organisation: OrganisationId, now: Timestamp) -> Result<()> {
    let waiting = jobs::of_kind(connection, organisation, LOOK_AGAIN)?;
    let not_begun = |row: &jobs::JobRow| {
        row.lease_until.is_none() && matches!(work::read(row), Ok(Job::LookAgain { after: None, .. }))
    };
    if waiting.iter().any(not_begun) {
        return Ok(());
    }
    work::enqueue(connection, Some(organisation), &Job::LookAgain { run: JobId::at(now), after: None }, now)
}

/// What a look at one batch has found.
#[derive(Debug)]
pub struct Batch {
    /// What is to be changed.
    pub changes: Vec<Change>,
    /// How many cards were looked at.
    pub looked: usize,
    /// The last card, when more follow.
    pub next: Option<CardId>,
}

/// Reads the batch that follows `after` with the roster and the lessons of `house`. Changes nothing.
///
/// # Errors
/// Those of the database.
pub fn read(connection: &mut AnyConnection, house: &House, after: Option<CardId>, now: Timestamp) -> Result<Batch> {
    let organisation = house.organisation.id;
    let after = after.unwrap_or_else(|| CardId::at(now.checked_sub(RECENT).unwrap_or(Timestamp::UNIX_EPOCH)));
    let limit = i64::try_from(BATCH).unwrap_or(i64::MAX);
    let rows = cards::to_look_at_again(connection, organisation, after, limit)?;
    let ids: Vec<CardId> = rows.iter().map(|card| card.id).collect();
    let next = ids.last().copied().filter(|_| rows.len() == BATCH);
    if rows.is_empty() {
        return Ok(Batch { changes: Vec::new(), looked: 0, next: None });
    }
    let places: HashMap<_, _> =
        forms::of_organisation(connection, organisation)?.into_iter().map(|form| (form.id, form.location)).collect();
    let chosen: HashMap<_, _> = card_origins::places(connection, organisation, &ids)?.into_iter().collect();
    let found = Standing::read(connection, organisation, &ids)?;
    let mut changes = Vec::new();
    for card in &rows {
        let standing = found.of(card.id);
        if standing.is_decided() {
            continue;
        }
        let hangs_at = card.form_id.and_then(|form| places.get(&form)).and_then(Option::as_deref);
        let place = chosen.get(&card.id).map(String::as_str).or(hangs_at);
        if let Some(read) = tagging::again(house, card, place, now) {
            changes.extend(diff::change(house, card.id, &standing, read));
        }
    }
    Ok(Batch { changes, looked: rows.len(), next })
}

/// Makes the changes of a batch, each only if nobody has decided anything about its card since, and asks for the next
/// batch unless a newer run has begun. Says how many cards were changed.
///
/// # Errors
/// Those of the database.
pub fn settle(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    batch: Batch,
    run: JobId,
    now: Timestamp,
) -> Result<usize> {
    let mut changed = 0;
    for change in batch.changes {
        let standing = Standing::read(connection, organisation, &[change.card])?.of(change.card);
        if standing.is_decided() || !change.fits(&standing) {
            continue;
        }
        for agent in &change.gone {
            mentions::remove(connection, organisation, *agent, change.card)?;
        }
        mentions::insert(connection, &change.tags)?;
        if let Some(questions) = &change.questions {
            mentions::remove_open_questions(connection, organisation, change.card)?;
            mentions::insert_candidates(connection, questions)?;
        }
        uncertain::refresh(connection, organisation, change.card)?;
        trail::note(connection, (organisation, change.card), None, Step::LookedAgain, &change.told, now)?;
        if !change.tags.is_empty() {
            letters_out::look(connection, organisation, change.card, now)?;
        }
        changed += 1;
    }
    if let Some(next) = batch.next
        && !overtaken(connection, organisation, run)?
    {
        work::enqueue(connection, Some(organisation), &Job::LookAgain { run, after: Some(next) }, now)?;
    }
    Ok(changed)
}

/// Whether a newer run has been asked for.
fn overtaken(connection: &mut AnyConnection, organisation: OrganisationId, run: JobId) -> Result<bool> {
    let newer = |row: &jobs::JobRow| matches!(work::read(row), Ok(Job::LookAgain { run: other, .. }) if other > run);
    Ok(jobs::of_kind(connection, organisation, LOOK_AGAIN)?.iter().any(newer))
}

/// Whether a person has decided anything about a card: who is meant, who is not, what it says of them, or who may read it.
///
/// # Errors
/// Those of the database.
pub(super) fn is_decided(connection: &mut AnyConnection, organisation: OrganisationId, card: CardId) -> Result<bool> {
    Ok(Standing::read(connection, organisation, &[card])?.is_decided())
}
