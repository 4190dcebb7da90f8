//! Hands waiting letters to the relay, one batch at a time: claim, send with no transaction open, write what came of
//! it. Who is killed between the relay's answer and that writing sends the letter again with the same Message-ID.

use super::Tools;
use super::backoff;
use super::wake::Wake;
use crate::config::Sender;
use crate::domain::ids::{LetterId, OrganisationId};
use crate::domain::mask::mask_address;
use crate::error::{Error, Result};
use crate::mail::{Failure, Marks, Outgoing, Parcel, message_with};
use crate::services::digest::sending::{self, Sending};
use crate::services::letters_out::ANSWERABLE;
use crate::services::{letters_in, return_address, stops, suppressed};
use crate::store::AnyConnection;
use crate::store::columns::moment;
use crate::store::outbox::{self, Failed, OutboxRow};
use jiff::{SignedDuration, Timestamp};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

/// Letters of one claim: few enough to be sent well within the lease.
const BATCH: i64 = 16;
/// Kinds of letters that answer one that came in, by themselves.
const REPLIES: [&str; 3] = ["acted", "refused", "stopped"];
/// When to look again for room among the letters to a domain.
const CROWDED: SignedDuration = SignedDuration::from_secs(1);
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
    if tools.mailer.resting(now).is_some() {
        return Ok(Batch::default());
    }
    // Looking is cheaper than claiming, which takes the one writer of SQLite.
    if tools.database.read(outbox::next_due)?.is_none_or(|due| due > now) {
        tools.mailer.tidy();
        return Ok(Batch::default());
    }
    let lease_until = tools.lease_until(now);
    let letters = tools.database.write(move |connection| outbox::claim(connection, now, lease_until, BATCH))?;
    let mut round =
        Round { tools, wake, lease_until, begun_until: now + tools.pace.lease / 2, batch: Batch::default() };
    let mut crowded = Vec::new();
    for row in letters {
        if let Some(row) = round.take(row)? {
            crowded.push(row);
        }
    }
    // Other letters have gone meanwhile, and with them some of those to the same domain.
    for row in crowded {
        if let Some(row) = round.take(row)? {
            round.give_back(&row, tools.clock.now() + CROWDED)?;
        }
    }
    Ok(round.batch)
}

/// One claim on its way out.
struct Round<'a> {
    tools: &'a Tools,
    wake: &'a Wake,
    lease_until: Timestamp,
    /// Half a lease is left for the conversation itself, or another worker might begin the same one.
    begun_until: Timestamp,
    batch: Batch,
}

impl Round<'_> {
    /// Sends a letter, or gives it back when there is no time left for it; the letter comes back when enough go to its
    /// domain already.
    fn take(&mut self, row: OutboxRow) -> Result<Option<OutboxRow>> {
        let now = self.tools.clock.now();
        if let Some(until) = self.tools.mailer.resting(now) {
            self.give_back(&row, until)?;
            return Ok(None);
        }
        if self.wake.stopped() || now > self.begun_until {
            self.give_back(&row, now)?;
            return Ok(None);
        }
        let Some(lane) = self.tools.mailer.lane(&row.to_address) else { return Ok(Some(row)) };
        let done = self.deliver(row);
        drop(lane);
        done.map(|()| None)
    }

    fn give_back(&self, row: &OutboxRow, run_at: Timestamp) -> Result<()> {
        let (key, lease_until) = ((row.organisation_id, row.id), self.lease_until);
        self.tools.database.write(move |connection| outbox::give_back(connection, key, lease_until, run_at))
    }

    fn deliver(&mut self, row: OutboxRow) -> Result<()> {
        let tools = self.tools;
        let (key, attempts, kind) = ((row.organisation_id, row.id), row.attempts, row.kind.clone());
        let since = moment(row.offered_at.unwrap_or(row.created_at))?;
        let to = mask_address(&row.to_address);
        let (addresses, withheld) = tools.database.read(|connection| {
            let withheld = suppressed::withheld(connection, row.organisation_id, &row.kind, &row.to_address)?;
            Ok((addresses(connection, tools, &row), withheld))
        })?;
        if let Some(why) = withheld {
            self.batch.dead += 1;
            tracing::warn!(letter = %key.1, kind, to, why, "letter withheld");
            return tools.database.write(move |connection| outbox::withhold(connection, key, &why));
        }
        let row = match looked_at(tools, row)? {
            Ok(row) => row,
            Err(why) => {
                self.batch.dead += 1;
                tracing::warn!(letter = %key.1, kind, to, why, "letter withheld");
                return tools.database.write(move |connection| outbox::withhold(connection, key, &why));
            }
        };
        let now = tools.clock.now();
        if kind == "sign_in" && !backoff::is_worth(&kind, since, now) {
            self.batch.dead += 1;
            tracing::warn!(letter = %key.1, kind, to, attempts, "a link to sign in ended before it could be sent");
            let said = row.last_error.unwrap_or_else(|| "It waited until its link had ended.".to_owned());
            return self.note(key, Failure::relay(said), None, now);
        }
        let most = Duration::try_from(self.lease_until.duration_since(tools.clock.now())).unwrap_or_default();
        let outcome = catch_unwind(AssertUnwindSafe(|| send(tools, row, addresses, most)))
            .unwrap_or_else(|_| Err(Failure::passing("This letter broke the worker.".to_owned())));
        let now = tools.clock.now();
        match outcome {
            Ok(()) => {
                self.batch.sent += 1;
                tools.mailer.awake();
                insist(self.wake, || tools.database.write(move |connection| outbox::sent(connection, key, now)))?;
                tracing::info!(letter = %key.1, kind, to, attempts, "letter sent");
                Ok(())
            }
            Err(failure) => {
                let again = match failure.relay {
                    true => Some(tools.mailer.rest(now)).filter(|again| backoff::is_worth(&kind, since, *again)),
                    false => {
                        tools.mailer.awake();
                        backoff::letter(&kind, key.1.uuid(), attempts, since, now).filter(|_| !failure.permanent)
                    }
                };
                let said = &failure.said;
                match again {
                    Some(again) => {
                        self.batch.later += 1;
                        tracing::info!(letter = %key.1, kind, to, attempts, %again, said, "letter waits");
                    }
                    None => {
                        self.batch.dead += 1;
                        tracing::warn!(letter = %key.1, kind, to, attempts, said, "letter given up");
                    }
                }
                self.note(key, failure, again, now)
            }
        }
    }

    fn note(&self, key: Key, failure: Failure, again: Option<Timestamp>, now: Timestamp) -> Result<()> {
        let lease_until = self.lease_until;
        let Failure { relay, nobody, code, said, .. } = failure;
        let failed = Failed { said, code: code.map(i32::from), again, counts: !relay };
        self.tools.database.write(move |connection| {
            let ours = outbox::failed(connection, key, lease_until, &failed, now)?;
            match ours && again.is_none() {
                true => letters_in::not_sent(connection, key, nobody, &failed.said, now),
                false => Ok(()),
            }
        })
    }
}

/// Tenant and letter.
type Key = (OrganisationId, LetterId);

/// Where things come back to that concern a letter.
#[derive(Debug, Default)]
struct Addresses {
    /// Its bounces, where that is another address than it comes from.
    bounces: Option<String>,
    /// Its answers, likewise.
    answers: Option<String>,
    /// Wishes to stop it, if it can be stopped.
    stops: Option<String>,
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

fn send(tools: &Tools, row: OutboxRow, addresses: Result<Addresses>, most: Duration) -> Result<(), Failure> {
    let ours = |error: Error| Failure::passing(format!("{error} {}", error.causes()));
    let Addresses { bounces, answers, stops } = addresses.map_err(ours)?;
    let written_at = moment(row.created_at).map_err(ours)?;
    let from = from(tools, &row.kind);
    let series = row.unsubscribe_url.as_deref().or(row.list_id.as_deref());
    let replied = REPLIES.contains(&row.kind.as_str()) || (row.kind == "receipt" && row.in_reply_to.is_some());
    let marks = Marks { stop_address: stops, replied, ..Marks::of(&row.kind, row.organisation_id.uuid(), series) };
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
        return_path: bounces,
        reply_to: answers,
        in_reply_to: row.in_reply_to,
        // What we send by ourselves is nobody's to answer but the customer's.
        personal: row.kind == "answer",
    };
    let parcel = message_with(&letter, from, &marks)
        .and_then(|message| Parcel::of(&message))
        .and_then(|parcel| parcel.signed(&tools.stamp.keys, from, written_at))
        .map_err(|error| Failure { permanent: true, ..ours(error) })?;
    tools.mailer.send(&parcel, most)
}

/// Whom a letter of this kind comes from.
fn from<'a>(tools: &'a Tools, kind: &str) -> &'a Sender {
    tools.stamp.sign_in.as_ref().filter(|_| kind == "sign_in").unwrap_or(&tools.from)
}

fn addresses(connection: &mut AnyConnection, tools: &Tools, row: &OutboxRow) -> Result<Addresses> {
    let Some(back) = &tools.back else { return Ok(Addresses::default()) };
    let (organisation, letter, from) = (row.organisation_id, row.id, from(tools, &row.kind).domain());
    let bounces = match back.tagged {
        true => {
            let given = back.bounces.as_deref();
            return_address::bounce_address(connection, &back.key, organisation, letter, from, given)?
        }
        false => None,
    };
    let answers = match row.card_id {
        Some(card) => return_address::reply_address(connection, &back.key, organisation, card)?,
        None if ANSWERABLE.contains(&row.kind.as_str()) => {
            return_address::answer_address(connection, &back.key, organisation, letter)?
        }
        None => None,
    };
    let stops = match row.unsubscribe_url.as_deref().and_then(stops::token_of) {
        Some(token) => return_address::stop_address(connection, organisation, token)?,
        None => None,
    };
    Ok(Addresses { bounces, answers, stops })
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
