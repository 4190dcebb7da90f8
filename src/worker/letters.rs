//! Hands waiting letters to the relay, one batch at a time: claim, send with no transaction open, write what came of
//! it. Who is killed between the relay's answer and that writing sends the letter again with the same Message-ID.

use super::Tools;
use super::backoff;
use super::wake::Wake;
use crate::domain::mask::mask_address;
use crate::error::Result;
use crate::mail::{Failure, Outgoing, message};
use crate::services::digest::sending::{self, Sending};
use crate::services::{return_address, suppressed};
use crate::store::columns::moment;
use crate::store::outbox::{self, OutboxRow};
use jiff::Timestamp;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

/// Letters of one claim: few enough to be sent well within the lease.
const BATCH: i64 = 8;
/// What the relay took is written down, if need be in so many tries: otherwise it would go out twice.
const TRIES: u32 = 6;

/// What became of a batch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    /// The relay took them.
    pub sent: usize,
    /// They will be tried again.
    pub later: usize,
    /// They won't.
    pub dead: usize,
}

impl Batch {
    /// How many were tried.
    pub fn tried(&self) -> usize {
        self.sent + self.later + self.dead
    }
}

/// Sends one batch of what waits.
///
/// # Errors
/// Those of the database; what was claimed then comes back when its lease ends.
pub fn send_waiting(tools: &Tools, wake: &Wake) -> Result<Batch> {
    let now = tools.clock.now();
    // Looking is cheaper than claiming, which takes the one writer of SQLite.
    if tools.database.read(outbox::next_due)?.is_none_or(|due| due > now) {
        return Ok(Batch::default());
    }
    let lease_until = tools.lease_until(now);
    let letters = tools.database.write(move |connection| outbox::claim(connection, now, lease_until, BATCH))?;
    let mut batch = Batch::default();
    for row in letters {
        // Half a lease is left for the conversation itself, or another worker might begin the same one.
        let half = now.checked_add(tools.pace.lease / 2).unwrap_or(now);
        if wake.stopped() || tools.clock.now() > half {
            let key = (row.organisation_id, row.id);
            let moment = tools.clock.now();
            tools.database.write(move |connection| outbox::give_back(connection, key, lease_until, moment))?;
            continue;
        }
        deliver(tools, wake, row, lease_until, &mut batch)?;
    }
    Ok(batch)
}

fn deliver(tools: &Tools, wake: &Wake, row: OutboxRow, lease_until: Timestamp, batch: &mut Batch) -> Result<()> {
    let (key, attempts, kind) = ((row.organisation_id, row.id), row.attempts, row.kind.clone());
    let written_at = moment(row.created_at)?;
    let to = mask_address(&row.to_address);
    if let Some(why) = tools
        .database
        .read(|connection| suppressed::withheld(connection, row.organisation_id, &row.kind, &row.to_address))?
    {
        batch.dead += 1;
        tracing::warn!(letter = %key.1, kind, to, why, "letter withheld");
        return tools.database.write(move |connection| outbox::withhold(connection, key, &why));
    }
    let row = match looked_at(tools, row)? {
        Ok(row) => row,
        Err(why) => {
            batch.dead += 1;
            tracing::warn!(letter = %key.1, kind, to, why, "letter withheld");
            return tools.database.write(move |connection| outbox::withhold(connection, key, &why));
        }
    };
    let outcome = catch_unwind(AssertUnwindSafe(|| send(tools, row, written_at)))
        .unwrap_or_else(|_| Err(Failure { permanent: false, said: "This letter broke the worker.".to_owned() }));
    let now = tools.clock.now();
    match outcome {
        Ok(()) => {
            batch.sent += 1;
            insist(wake, || tools.database.write(move |connection| outbox::sent(connection, key, now)))?;
            tracing::info!(letter = %key.1, kind, to, attempts, "letter sent");
        }
        Err(Failure { permanent, said }) => {
            let again = backoff::letter(&kind, key.1.uuid(), attempts, written_at, now).filter(|_| !permanent);
            match again {
                Some(again) => {
                    batch.later += 1;
                    tracing::info!(letter = %key.1, kind, to, attempts, %again, said, "letter waits");
                }
                None => {
                    batch.dead += 1;
                    tracing::warn!(letter = %key.1, kind, to, attempts, said, "letter given up");
                }
            }
            tools.database.write(move |connection| outbox::failed(connection, key, lease_until, &said, again))?;
        }
    }
    Ok(())
}

/// A digest as its reader may see it at this moment, or why it stays here.
fn looked_at(tools: &Tools, row: OutboxRow) -> Result<std::result::Result<OutboxRow, String>> {
    if row.kind != "digest" {
        return Ok(Ok(row));
    }
    let now = tools.clock.now();
    let look = |connection: &mut _| sending::look(connection, &tools.templates, &tools.public_url, &row, now);
    match tools.database.read(look)? {
        Sending::Goes => Ok(Ok(row)),
        Sending::Stays(why) => Ok(Err(why)),
        Sending::Anew(rewritten) => {
            let anew = rewritten.applied(row);
            tools.database.write(move |connection| sending::rewrite(connection, &rewritten))?;
            Ok(Ok(anew))
        }
    }
}

fn send(tools: &Tools, row: OutboxRow, written_at: Timestamp) -> Result<(), Failure> {
    let (return_path, reply_to) = addresses(tools, &row)
        .map_err(|error| Failure { permanent: false, said: format!("{error} {}", error.causes()) })?;
    let letter = Outgoing {
        id: row.id.uuid(),
        to_name: row.to_name,
        to_address: row.to_address,
        subject: row.subject,
        text: row.body_text,
        html: row.body_html,
        list_id: row.list_id,
        unsubscribe_url: row.unsubscribe_url,
        written_at,
        return_path,
        reply_to,
        in_reply_to: row.in_reply_to,
        personal: row.card_id.is_some(),
    };
    let message = message(&letter, &tools.from)
        .map_err(|error| Failure { permanent: true, said: format!("{error} {}", error.causes()) })?;
    tools.mailer.send(&message)
}

/// Where a letter's bounces and its answers come back to, where that is another address than it comes from.
fn addresses(tools: &Tools, row: &OutboxRow) -> Result<(Option<String>, Option<String>)> {
    let Some(back) = &tools.back else { return Ok((None, None)) };
    let (organisation, letter, from) = (row.organisation_id, row.id, tools.from.domain());
    tools.database.read(|connection| {
        let bounces = match back.tagged {
            true => {
                let given = back.bounces.as_deref();
                return_address::bounce_address(connection, &back.key, organisation, letter, from, given)?
            }
            false => None,
        };
        let answers = match row.card_id {
            Some(card) => return_address::reply_address(connection, &back.key, organisation, card)?,
            None => None,
        };
        Ok((bounces, answers))
    })
}

/// Does `write` until it succeeds, a few times, with a longer pause each time.
fn insist(wake: &Wake, write: impl Fn() -> Result<()>) -> Result<()> {
    let mut pause = Duration::from_millis(100);
    for _ in 1..TRIES {
        match write() {
            Ok(()) => return Ok(()),
            Err(error) => tracing::warn!(causes = error.causes(), "a sent letter could not be written down; again"),
        }
        wake.pause(pause);
        pause *= 3;
    }
    write()
}
