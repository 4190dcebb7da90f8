//! Does enqueued work: one exhaustive match from [`Job`] to the service that does it.

use super::Tools;
use super::backoff;
use crate::domain::ids::{ActId, CardId, JobId, OrganisationId};
use crate::error::{Error, Result};
use crate::services::jobs::{self as work, Job};
use crate::services::letters_out::{self, Desk};
use crate::services::{agent_acts, holding, look_again, mail_commands, put_right, sign_in};
use crate::store::AnyConnection;
use crate::store::jobs::{self, JobRow};
use jiff::Timestamp;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Jobs of one claim.
const BATCH: i64 = 4;

/// Does one batch of what waits; says how much that was.
///
/// # Errors
/// Those of the database; what was claimed then comes back when its lease ends.
pub fn do_waiting(tools: &Tools) -> Result<usize> {
    let now = tools.clock.now();
    // Looking is cheaper than claiming, which takes the one writer of SQLite.
    if tools.database.read(jobs::next_due)?.is_none_or(|due| due > now) {
        return Ok(0);
    }
    let lease_until = tools.lease_until(now);
    let claimed = tools.database.write(move |connection| jobs::claim(connection, now, lease_until, BATCH))?;
    let count = claimed.len();
    for row in claimed {
        let key = (row.organisation_id, row.id);
        let outcome = catch_unwind(AssertUnwindSafe(|| run(tools, &row, now)))
            .unwrap_or_else(|_| Err(Error::internal("This work broke the worker.")));
        match outcome {
            Ok(()) => tools.database.write(move |connection| jobs::done(connection, key))?,
            Err(error) => {
                let again = backoff::job(error.kind(), row.id.uuid(), row.attempts, tools.clock.now());
                let said = format!("{error} {}", error.causes());
                match again {
                    Some(again) => tracing::warn!(job = %row.id, kind = row.kind, %again, said, "work waits"),
                    None => tracing::error!(job = %row.id, kind = row.kind, said, "work is buried"),
                }
                tools.database.write(move |connection| jobs::failed(connection, key, &said, again))?;
            }
        }
    }
    Ok(count)
}

fn run(tools: &Tools, row: &JobRow, now: Timestamp) -> Result<()> {
    match work::read(row)? {
        Job::SignIn { email, next } => sign_in_links(tools, email, next, now),
        Job::ReadLetter { inbound } => (tools.read_letter)(&tools.database, organisation(row), inbound, now),
        Job::AskPutRight { card } => ask_put_right(tools, organisation(row), card, now),
        Job::LookAgain { run, after } => look_again(tools, organisation(row), run, after, now),
        Job::CardLetters { card } => {
            let house = organisation(row);
            tools.database.write(move |connection| letters_out::of_card(connection, house, card, now))
        }
        Job::Tell { kind, reader } => at_desk(tools, organisation(row), move |connection, desk, house| {
            letters_out::tell(connection, desk, house, kind, reader, now)
        }),
        Job::AnswerDue { card, stage } => {
            let house = organisation(row);
            tools.database.write(move |connection| letters_out::due(connection, house, card, stage, now))
        }
        Job::HoldWatch { before } => {
            let house = organisation(row);
            tools.database.write(move |connection| holding::watch_some(connection, house, before, now))
        }
        Job::ByMail { inbound } => {
            let Some(back) = &tools.back else { return Ok(()) };
            let house = organisation(row);
            let taken =
                tools.database.read(|connection| mail_commands::take_up(connection, &back.key, house, inbound))?;
            let Some(taken) = taken else { return Ok(()) };
            at_desk(tools, house, move |connection, desk, _| mail_commands::act(connection, desk, taken, now))
        }
        Job::Roster { act } => roster_act(tools, organisation(row), act, now),
        Job::Receipt { card, code } => at_desk(tools, organisation(row), move |connection, desk, house| {
            letters_out::receipt(connection, desk, house, card, &code, now)
        }),
        Job::Stopped { token } => at_desk(tools, organisation(row), move |connection, desk, _| {
            letters_out::stopped(connection, desk, &token, now)
        }),
    }
}

/// Writes letters in one transaction.
fn at_desk(
    tools: &Tools,
    organisation: OrganisationId,
    write: impl FnOnce(&mut AnyConnection, &Desk<'_>, OrganisationId) -> Result<()> + Send + 'static,
) -> Result<()> {
    let (templates, public_url) = (tools.templates.clone(), tools.public_url.clone());
    let by_mail = tools.back.as_ref().is_some_and(|back| back.believed);
    tools.database.write(move |connection| {
        let desk = Desk { templates: &templates, public_url: &public_url, by_mail };
        write(connection, &desk, organisation)
    })
}

/// One batch of a look at recent cards. The reading holds no transaction; the house is asked for anew, since the change
/// that wants the look may be younger than what is at hand.
fn look_again(
    tools: &Tools,
    organisation: OrganisationId,
    run: JobId,
    after: Option<CardId>,
    now: Timestamp,
) -> Result<()> {
    tools.directory.doubt(organisation);
    let house = tools.directory.house(&tools.database, organisation, now)?;
    let batch = tools.database.read(|connection| look_again::read(connection, &house, after, now))?;
    let (looked, more) = (batch.looked, batch.next.is_some());
    let changed =
        tools.database.write(move |connection| look_again::settle(connection, organisation, batch, run, now))?;
    if looked > 0 {
        tracing::info!(%organisation, looked, changed, more, "looked again at recent cards");
    }
    Ok(())
}

/// Steps of an act in one go: well within a lease, so that nobody else takes the same one up.
const STEPS: usize = 100;

/// Some steps of an act on somebody of the roster, each a transaction of its own, and then the rest in another go.
fn roster_act(tools: &Tools, organisation: OrganisationId, act: ActId, now: Timestamp) -> Result<()> {
    for _ in 0..STEPS {
        if !tools.database.write(move |connection| agent_acts::step(connection, (organisation, act), now))? {
            return Ok(());
        }
    }
    tools.database.write(move |connection| work::enqueue(connection, Some(organisation), &Job::Roster { act }, now))
}

fn sign_in_links(tools: &Tools, email: String, next: String, now: Timestamp) -> Result<()> {
    let (templates, public_url, lifetimes) = (tools.templates.clone(), tools.public_url.clone(), tools.lifetimes);
    tools.database.write(move |connection| {
        sign_in::send_links(connection, &templates, &public_url, lifetimes, (&email, &next), now)
    })
}

fn ask_put_right(tools: &Tools, organisation: OrganisationId, card: CardId, now: Timestamp) -> Result<()> {
    let (templates, public_url) = (tools.templates.clone(), tools.public_url.clone());
    tools
        .database
        .write(move |connection| put_right::ask(connection, (&templates, &public_url), organisation, card, now))
}

fn organisation(row: &JobRow) -> OrganisationId {
    row.organisation_id
}
