//! Letters on their way out. A service inserts the rendered letter in its own transaction; the worker claims it by
//! lease, hands it to the relay with no transaction open, and writes what the relay said.

use super::columns::{micros, moment};
use super::connection::{AnyConnection, each_backend};
use super::dialect::{self, Queue};
use super::schema::outbox;
use crate::domain::ids::{CardId, LetterId, OrganisationId};
use crate::error::{Error, Result};
use diesel::prelude::*;
use diesel::sql_types::Bool;
use jiff::Timestamp;

/// A letter as it is stored. Moments are UTC microseconds.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = outbox)]
pub struct OutboxRow {
    /// Tenant.
    pub organisation_id: OrganisationId,
    /// Key; its Message-ID is derived from it, so that a repeat after a crash is recognisable.
    pub id: LetterId,
    /// Which letter it is (`digest`, `sign_in`).
    pub kind: String,
    /// The reader's name.
    pub to_name: String,
    /// The reader's address.
    pub to_address: String,
    /// Subject.
    pub subject: String,
    /// Plain text, complete.
    pub body_text: String,
    /// HTML, if it has one.
    pub body_html: Option<String>,
    /// For `List-Id`, if it is one of a series.
    pub list_id: Option<String>,
    /// For `List-Unsubscribe`.
    pub unsubscribe_url: Option<String>,
    /// `waiting`, `sent`, `dead` when it was given up, `withheld` because its address is suppressed, or `dropped` because
    /// somebody didn't want it sent.
    pub state: String,
    /// How often it was offered to the relay.
    pub attempts: i32,
    /// Not before.
    pub run_at: i64,
    /// Until when a worker holds it.
    pub lease_until: Option<i64>,
    /// What the relay said last.
    pub last_error: Option<String>,
    /// When it was written.
    pub created_at: i64,
    /// When the relay took it.
    pub sent_at: Option<i64>,
    /// The card that it is an answer to.
    pub card_id: Option<CardId>,
    /// The Message-ID that it answers.
    pub in_reply_to: Option<String>,
    /// The SMTP code that the relay said last.
    pub last_code: Option<i32>,
    /// When it was last offered.
    pub tried_at: Option<i64>,
    /// Since when it is offered, if not since it was written: somebody had it sent again.
    pub offered_at: Option<i64>,
}

/// What came of offering a letter, where it was not taken.
#[derive(Clone, Debug)]
pub struct Failed {
    /// What the relay said.
    pub said: String,
    /// Its code, if it gave one.
    pub code: Option<i32>,
    /// When to try again; never if none.
    pub again: Option<Timestamp>,
    /// Whether it counts as an attempt: not when the relay could not even be reached.
    pub counts: bool,
}

/// Puts a letter into the outbox.
///
/// # Errors
/// Those of the database.
pub fn insert(connection: &mut AnyConnection, row: &OutboxRow) -> Result<()> {
    diesel::insert_into(outbox::table).values(row).execute(connection)?;
    Ok(())
}

/// Replaces the words of a letter that has not gone out.
///
/// # Errors
/// Those of the database.
pub fn rewrite(
    connection: &mut AnyConnection,
    letter: (OrganisationId, LetterId),
    (subject, text, html): (&str, &str, &str),
) -> Result<()> {
    diesel::update(outbox::table.find(letter))
        .set((outbox::subject.eq(subject), outbox::body_text.eq(text), outbox::body_html.eq(html)))
        .execute(connection)?;
    Ok(())
}

/// Claims up to `limit` letters until `lease_until`; see `store::dialect`.
///
/// # Errors
/// Those of the database.
pub fn claim(
    connection: &mut AnyConnection,
    now: Timestamp,
    lease_until: Timestamp,
    limit: i64,
) -> Result<Vec<OutboxRow>> {
    let claimed = dialect::claim(connection, Queue::Outbox, now, lease_until, limit)?;
    let mut keys = Vec::with_capacity(claimed.len());
    for row in claimed {
        let (organisation, id) = (id_of(&row.organisation_id)?, id_of(&row.id)?);
        keys.push((OrganisationId::from_uuid(organisation), LetterId::from_uuid(id)));
    }
    let ids: Vec<LetterId> = keys.iter().map(|(_, id)| *id).collect();
    let rows: Vec<OutboxRow> = each_backend!(connection, |inner| {
        outbox::table.filter(outbox::id.eq_any(&ids)).select(OutboxRow::as_select()).load(inner)?
    });
    let mut rows: Vec<OutboxRow> =
        rows.into_iter().filter(|row| keys.contains(&(row.organisation_id, row.id))).collect();
    // The database tells them in any order.
    rows.sort_by_key(|row| (row.kind != "sign_in", row.created_at, row.id));
    Ok(rows)
}

fn id_of(bytes: &[u8]) -> Result<uuid::Uuid> {
    uuid::Uuid::from_slice(bytes).map_err(|cause| Error::internal("A stored id can't be read.").with_source(cause))
}

/// The relay has taken it.
///
/// # Errors
/// Those of the database.
pub fn sent(connection: &mut AnyConnection, letter: (OrganisationId, LetterId), now: Timestamp) -> Result<()> {
    diesel::update(outbox::table.find(letter))
        .set((
            outbox::state.eq("sent"),
            outbox::sent_at.eq(micros(now)),
            outbox::tried_at.eq(micros(now)),
            outbox::lease_until.eq(None::<i64>),
            outbox::last_error.eq(None::<String>),
            outbox::last_code.eq(None::<i32>),
        ))
        .execute(connection)?;
    Ok(())
}

/// The relay has not taken it. Writes nothing if the lease that ended at `lease_until` was lost: another worker has it
/// now, or has sent it. Says whether it wrote.
///
/// # Errors
/// Those of the database.
pub fn failed(
    connection: &mut AnyConnection,
    letter: (OrganisationId, LetterId),
    lease_until: Timestamp,
    failed: &Failed,
    now: Timestamp,
) -> Result<bool> {
    let state = if failed.again.is_some() { "waiting" } else { "dead" };
    let held =
        outbox::table.find(letter).filter(outbox::state.eq("waiting").and(outbox::lease_until.eq(micros(lease_until))));
    let changed = diesel::update(held)
        .set((
            outbox::state.eq(state),
            outbox::last_error.eq(&failed.said),
            outbox::last_code.eq(failed.code),
            outbox::tried_at.eq(micros(now)),
            outbox::lease_until.eq(None::<i64>),
            outbox::run_at.eq(micros(failed.again.unwrap_or(now))),
            outbox::attempts.eq(outbox::attempts - i32::from(!failed.counts)),
        ))
        .execute(connection)?;
    Ok(changed > 0)
}

/// The letter will not be sent: its address is suppressed.
///
/// # Errors
/// Those of the database.
pub fn withhold(connection: &mut AnyConnection, letter: (OrganisationId, LetterId), why: &str) -> Result<()> {
    diesel::update(outbox::table.find(letter).filter(outbox::state.eq("waiting")))
        .set((outbox::state.eq("withheld"), outbox::last_error.eq(why), outbox::lease_until.eq(None::<i64>)))
        .execute(connection)?;
    Ok(())
}

/// A letter of whichever tenant, by the id that a bounce brings back.
///
/// # Errors
/// Those of the database.
pub fn by_id(connection: &mut AnyConnection, id: LetterId) -> Result<Option<OutboxRow>> {
    Ok(outbox::table.filter(outbox::id.eq(id)).select(OutboxRow::as_select()).first(connection).optional()?)
}

/// Gives a letter back that was claimed and not tried, for any worker to take from `run_at` on.
///
/// # Errors
/// Those of the database.
pub fn give_back(
    connection: &mut AnyConnection,
    letter: (OrganisationId, LetterId),
    lease_until: Timestamp,
    run_at: Timestamp,
) -> Result<()> {
    let held =
        outbox::table.find(letter).filter(outbox::state.eq("waiting").and(outbox::lease_until.eq(micros(lease_until))));
    diesel::update(held)
        .set((
            outbox::run_at.eq(micros(run_at)),
            outbox::lease_until.eq(None::<i64>),
            outbox::attempts.eq(outbox::attempts - 1),
        ))
        .execute(connection)?;
    Ok(())
}

/// When the next letter is due, if any waits.
///
/// # Errors
/// Those of the database.
pub fn next_due(connection: &mut AnyConnection) -> Result<Option<Timestamp>> {
    let next: Option<i64> = outbox::table
        .filter(outbox::state.eq("waiting"))
        .order(outbox::run_at.asc())
        .select(outbox::run_at)
        .first(connection)
        .optional()?;
    next.map(moment).transpose()
}

/// Whether a letter waits, is sent or is given up; none if there is no such letter.
///
/// # Errors
/// Those of the database.
pub fn state_of(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    id: uuid::Uuid,
) -> Result<Option<String>> {
    Ok(outbox::table
        .find((organisation, LetterId::from_uuid(id)))
        .select(outbox::state)
        .first(connection)
        .optional()?)
}

/// Which letters are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// Those that could not be sent: given up, or withheld.
    Stuck,
    /// In this state.
    In(&'static str),
    /// All of them.
    All,
}

/// The tenant's letters of a class, newest first, older than `before`, at most `limit`.
///
/// # Errors
/// Those of the database.
pub fn list(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    which: Which,
    before: Option<LetterId>,
    limit: i64,
) -> Result<Vec<OutboxRow>> {
    let mut query = outbox::table
        .filter(outbox::organisation_id.eq(organisation))
        .order(outbox::id.desc())
        .limit(limit)
        .select(OutboxRow::as_select())
        .into_boxed();
    if let Some(before) = before {
        query = query.filter(outbox::id.lt(before));
    }
    query = match which {
        Which::Stuck => query.filter(diesel::dsl::sql::<Bool>(STUCK)),
        Which::In(state) => query.filter(outbox::state.eq(state)),
        Which::All => query,
    };
    Ok(query.load(connection)?)
}

/// In the words of the partial index, so that it is used.
const STUCK: &str = "outbox.state IN ('dead', 'withheld')";

/// How many of the tenant's letters were given up, counted up to `most`. Those that were withheld have a reason of ours.
///
/// # Errors
/// Those of the database.
pub fn stuck(connection: &mut AnyConnection, organisation: OrganisationId, most: i64) -> Result<usize> {
    let ids: Vec<LetterId> = outbox::table
        .filter(outbox::organisation_id.eq(organisation))
        .filter(diesel::dsl::sql::<Bool>(STUCK).and(outbox::state.eq("dead")))
        .limit(most)
        .select(outbox::id)
        .load(connection)?;
    Ok(ids.len())
}

/// Lets a letter that could not be sent, or was dropped, go out as if it were new; says whether there was one.
///
/// # Errors
/// Those of the database.
pub fn again(connection: &mut AnyConnection, letter: (OrganisationId, LetterId), now: Timestamp) -> Result<bool> {
    let stuck = outbox::table
        .find(letter)
        .filter(outbox::state.eq("dead").or(outbox::state.eq("withheld")).or(outbox::state.eq("dropped")));
    let changed = diesel::update(stuck)
        .set((
            outbox::state.eq("waiting"),
            outbox::attempts.eq(0),
            outbox::run_at.eq(micros(now)),
            outbox::offered_at.eq(micros(now)),
            outbox::lease_until.eq(None::<i64>),
        ))
        .execute(connection)?;
    Ok(changed > 0)
}

/// Lets a waiting letter go out now instead of later; one that a worker holds is not touched. Says whether there was one.
///
/// # Errors
/// Those of the database.
pub fn hurry(connection: &mut AnyConnection, letter: (OrganisationId, LetterId), now: Timestamp) -> Result<bool> {
    let waiting = outbox::table.find(letter).filter(outbox::state.eq("waiting").and(outbox::lease_until.is_null()));
    Ok(diesel::update(waiting).set(outbox::run_at.eq(micros(now))).execute(connection)? > 0)
}

/// Lets all of the tenant's letters that wait for another try go out now; says how many.
///
/// # Errors
/// Those of the database.
pub fn hurry_all(connection: &mut AnyConnection, organisation: OrganisationId, now: Timestamp) -> Result<usize> {
    let waiting = outbox::table
        .filter(outbox::organisation_id.eq(organisation))
        .filter(outbox::state.eq("waiting").and(outbox::lease_until.is_null()).and(outbox::run_at.gt(micros(now))));
    Ok(diesel::update(waiting).set(outbox::run_at.eq(micros(now))).execute(connection)?)
}

/// Takes a letter that waits or could not be sent out of the way; one that a worker holds until after `now` stays. Says
/// whether there was one.
///
/// # Errors
/// Those of the database.
pub fn drop_letter(connection: &mut AnyConnection, letter: (OrganisationId, LetterId), now: Timestamp) -> Result<bool> {
    let free = outbox::lease_until.is_null().or(outbox::lease_until.le(micros(now)).assume_not_null());
    let open = outbox::table
        .find(letter)
        .filter(outbox::state.eq("dead").or(outbox::state.eq("withheld")).or(outbox::state.eq("waiting").and(free)));
    Ok(diesel::update(open)
        .set((outbox::state.eq("dropped"), outbox::lease_until.eq(None::<i64>)))
        .execute(connection)?
        > 0)
}

/// Puts a dropped letter back among those that could not be sent; says whether there was one.
///
/// # Errors
/// Those of the database.
pub fn undrop(connection: &mut AnyConnection, letter: (OrganisationId, LetterId)) -> Result<bool> {
    let dropped = outbox::table.find(letter).filter(outbox::state.eq("dropped"));
    Ok(diesel::update(dropped).set(outbox::state.eq("dead")).execute(connection)? > 0)
}

/// Up to `limit` letters of one kind, or of all others, that were written before a moment and wait no more, oldest first.
///
/// # Errors
/// Those of the database.
pub fn done_before(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    sign_in: bool,
    before: i64,
    limit: i64,
) -> Result<Vec<LetterId>> {
    // Ids begin with the moment they were made at: the key itself is the index.
    let mut first = [0_u8; 16];
    let millis = u64::try_from(before / 1_000).unwrap_or(0).to_be_bytes();
    first[..6].copy_from_slice(&millis[2..]);
    let mut query = outbox::table
        .filter(outbox::organisation_id.eq(organisation))
        .filter(outbox::id.lt(LetterId::from_uuid(uuid::Uuid::from_bytes(first))))
        .filter(outbox::state.ne("waiting"))
        .order(outbox::id.asc())
        .limit(limit)
        .select(outbox::id)
        .into_boxed();
    if sign_in {
        query = query.filter(outbox::kind.eq("sign_in"));
    }
    Ok(query.load(connection)?)
}

/// Deletes these letters.
///
/// # Errors
/// Those of the database.
pub fn delete(connection: &mut AnyConnection, organisation: OrganisationId, ids: &[LetterId]) -> Result<()> {
    each_backend!(connection, |inner| {
        let these = outbox::organisation_id.eq(organisation).and(outbox::id.eq_any(ids));
        diesel::delete(outbox::table.filter(these)).execute(inner)?
    });
    Ok(())
}

/// The tenant's newest letters, newest first.
///
/// # Errors
/// Those of the database.
pub fn newest(connection: &mut AnyConnection, organisation: OrganisationId, limit: i64) -> Result<Vec<OutboxRow>> {
    Ok(outbox::table
        .filter(outbox::organisation_id.eq(organisation))
        .order(outbox::id.desc())
        .limit(limit)
        .select(OutboxRow::as_select())
        .load(connection)?)
}
