//! Issues digests: written outside of any transaction, then kept, put into the outbox and moved on from in one. A
//! second scheduler that wrote the same digest finds the subscription moved and keeps nothing.

use super::gather::gather;
use super::letter::rendered;
use super::links::Links;
use super::reader::Reader;
use crate::domain::calendar::Period;
use crate::domain::ids::DigestId;
use crate::domain::names::one_line;
use crate::domain::rhythm::Rhythm;
use crate::error::{Error, Result};
use crate::mail::letters::Rendered;
use crate::render::Templates;
use crate::services::post::{Envelope, post};
use crate::store::columns::{micros, moment};
use crate::store::digests::{self, DigestRow};
use crate::store::subscriptions::{self, SubscriptionRow};
use crate::store::{AnyConnection, organisations};
use jiff::Timestamp;

/// What is to be done about a subscription that is due.
#[derive(Clone, Debug)]
pub struct Prepared {
    subscription: SubscriptionRow,
    boundary: Timestamp,
    next_due: Timestamp,
    /// None when there is nobody to write to any more, or no day to write about.
    letter: Option<Letter>,
    /// The member may no longer sign in: the subscription ends.
    ends: bool,
}

#[derive(Clone, Debug)]
struct Letter {
    to_name: String,
    to_address: String,
    list_id: String,
    unsubscribe_url: String,
    rendered: Rendered,
}

/// Writes what a due subscription asks for. Reads only.
///
/// # Errors
/// Those of the database and of rendering; `Invalid` when the subscription's zone is no longer known.
pub fn prepare(
    connection: &mut AnyConnection,
    templates: &Templates,
    public_url: &str,
    subscription: SubscriptionRow,
    now: Timestamp,
) -> Result<Prepared> {
    let rhythm = Rhythm::new(subscription.weekday, subscription.hour, &subscription.zone)?;
    let turn = rhythm.turn(now)?;
    let period = Period { start: moment(subscription.period_start)?, end: turn.boundary };
    let reader = Reader::of(connection, &subscription)?;
    let ends = reader.is_none();
    let letter = match reader.filter(|_| period.start < period.end) {
        None => None,
        Some(reader) => {
            let organisation = organisations::by_id(connection, subscription.organisation_id)?;
            let (to_name, to_address) = (reader.name.clone(), reader.email.clone());
            let content = gather(connection, &organisation, reader, period, now)?;
            Some(Letter {
                to_name,
                to_address,
                list_id: format!("{} <digest.{}>", one_line(&organisation.name, 80), organisation.slug),
                unsubscribe_url: Links::new(public_url).stop(&subscription.stop_token),
                rendered: rendered(templates, &content, public_url)?,
            })
        }
    };
    // A window that doesn't end after it begins (a zone was changed) waits for the next letter.
    let boundary = turn.boundary.max(period.start);
    Ok(Prepared { subscription, boundary, next_due: turn.due, letter, ends })
}

/// Keeps a written digest, puts its letter into the outbox and moves the subscription on, all in the caller's
/// transaction; none if another scheduler was first, it was stopped meanwhile, or there was nothing to send.
///
/// # Errors
/// `Conflict` when this subscription has a digest for this period already; those of the database.
pub fn issue(connection: &mut AnyConnection, prepared: Prepared, now: Timestamp) -> Result<Option<DigestId>> {
    let Prepared { subscription, boundary, next_due, letter, ends } = prepared;
    if !subscriptions::advance(connection, &subscription, micros(boundary), micros(next_due))? {
        return Ok(None);
    }
    if ends {
        subscriptions::stop(connection, subscription.organisation_id, subscription.id, micros(now))?;
    }
    let Some(letter) = letter else { return Ok(None) };
    let envelope = Envelope {
        kind: "digest",
        to_name: &letter.to_name,
        to_address: &letter.to_address,
        list_id: Some(letter.list_id),
        unsubscribe_url: Some(letter.unsubscribe_url),
        answers: None,
    };
    let sent = post(connection, subscription.organisation_id, envelope, letter.rendered.clone(), now)?;
    let id = DigestId::from_uuid(sent.uuid());
    let row = DigestRow {
        organisation_id: subscription.organisation_id,
        id,
        subscription_id: subscription.id,
        period_start: subscription.period_start,
        period_end: micros(boundary),
        composed_at: micros(now),
        subject: letter.rendered.subject,
        body_text: letter.rendered.text,
        body_html: letter.rendered.html,
    };
    digests::insert(connection, &row)?;
    Ok(Some(id))
}

/// Moves a subscription that can't be written for on to an hour later, so that it neither blocks the others nor is
/// forgotten: its window stays open.
///
/// # Errors
/// Those of the database.
pub fn postpone(connection: &mut AnyConnection, subscription: &SubscriptionRow, now: Timestamp) -> Result<()> {
    let later = now
        .checked_add(jiff::SignedDuration::from_hours(1))
        .map_err(|cause| Error::internal("This moment is out of range.").with_source(cause))?;
    subscriptions::advance(connection, subscription, subscription.period_start, micros(later))?;
    Ok(())
}
