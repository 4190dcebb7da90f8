//! Writes the digests that are due. The window of each is sealed first, so that no card appears in it later; then it is
//! read and rendered with no transaction open and kept in a short one. One that fails is put off for an hour and never
//! holds up the others.

use crate::domain::ids::{OrganisationId, SubscriptionId};
use crate::error::{Kind, Result};
use crate::render::Templates;
use crate::services::digest::issue;
use crate::store::columns::micros;
use crate::store::subscriptions::{self, SubscriptionRow};
use crate::store::{Database, arrivals};
use jiff::{SignedDuration, Timestamp};
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Subscriptions read at a time: memory stays flat however many are due on a Monday.
const PAGE: i64 = 100;

/// What a run of the schedule did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// Digests that were put into the outbox.
    pub issued: usize,
    /// Subscriptions that needed none: another instance was first, or nobody reads it any more.
    pub passed: usize,
    /// Subscriptions that failed and were put off.
    pub failed: usize,
}

/// Issues every digest that is due `now`.
///
/// # Errors
/// Those of the database.
pub fn run(database: &Database, templates: &Templates, public_url: &str, now: Timestamp) -> Result<Run> {
    let mut done = Run::default();
    mend_clock(database, now)?;
    let mut seals = Seals::default();
    let mut after: Option<(i64, SubscriptionId)> = None;
    loop {
        let page = database.read(|connection| subscriptions::due(connection, micros(now), after, PAGE))?;
        let Some(last) = page.last() else { return Ok(done) };
        after = Some((last.due_at, last.id));
        for subscription in page {
            let name = subscription.id;
            match one(database, templates, public_url, &subscription, &mut seals, now) {
                Ok(true) => done.issued += 1,
                Ok(false) => done.passed += 1,
                Err(error) if error.kind() == Kind::Unavailable => return Err(error),
                // Another scheduler kept the same digest a moment ago.
                Err(error) if error.kind() == Kind::Conflict => done.passed += 1,
                Err(error) => {
                    done.failed += 1;
                    tracing::error!(subscription = %name, %error, causes = error.causes(), "a digest can't be written");
                    database.write(move |connection| issue::postpone(connection, &subscription, now))?;
                }
            }
        }
    }
}

fn one(
    database: &Database,
    templates: &Templates,
    public_url: &str,
    subscription: &SubscriptionRow,
    seals: &mut Seals,
    now: Timestamp,
) -> Result<bool> {
    seals.reach(database, subscription.organisation_id, micros(issue::boundary(subscription, now)?))?;
    let read =
        || database.read(|connection| issue::prepare(connection, templates, public_url, subscription.clone(), now));
    let prepared = catch_unwind(AssertUnwindSafe(read))
        .unwrap_or_else(|_| Err(crate::error::Error::internal("This digest broke the worker.")))?;
    let issued = database.write(move |connection| issue::issue(connection, prepared, now))?;
    Ok(issued.is_some())
}

/// How far arrivals are sealed, as this run knows: many letters end at the same midnight.
#[derive(Default)]
struct Seals(HashMap<OrganisationId, i64>);

impl Seals {
    fn reach(&mut self, database: &Database, organisation: OrganisationId, until: i64) -> Result<()> {
        if self.0.get(&organisation).is_none_or(|known| *known < until) {
            database.write(move |connection| arrivals::seal(connection, organisation, until))?;
            self.0.insert(organisation, until);
        }
        Ok(())
    }
}

/// A seal further ahead than any midnight can be was set by a clock that ran ahead.
fn mend_clock(database: &Database, now: Timestamp) -> Result<()> {
    let beyond = micros(now.saturating_add(SignedDuration::from_hours(25)).unwrap_or(now));
    for organisation in database.read(|connection| arrivals::sealed_beyond(connection, beyond))? {
        tracing::warn!(%organisation, "the clock had run ahead; letters go on from where it is now");
        database.write(move |connection| issue::clock_ran_ahead(connection, organisation, now))?;
    }
    Ok(())
}
