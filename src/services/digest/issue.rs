//! Issues digests: written outside of any transaction, then kept, put into the outbox and moved on from in one. A
//! second scheduler that wrote the same digest finds the subscription moved and keeps nothing.

use super::gather::gather;
use super::letter::rendered;
use super::links::Links;
use super::reader::Reader;
use crate::domain::calendar::Period;
use crate::domain::ids::{DigestId, OrganisationId};
use crate::domain::names::one_line;
use crate::error::{Error, Result};
use crate::mail::letters::Rendered;
use crate::render::Templates;
use crate::services::post::{Envelope, post};
use crate::services::subscriptions::{next_due, rhythm, short_token};
use crate::store::columns::{micros, moment};
use crate::store::digests::{self, DigestRow};
use crate::store::organisations::OrganisationRow;
use crate::store::subscriptions::{self, SubscriptionRow};
use crate::store::{AnyConnection, arrivals, organisations};
use jiff::{SignedDuration, Timestamp};

/// How long the link opens under which a letter is read in a browser.
pub const VIEW_LASTS: SignedDuration = SignedDuration::from_hours(45 * 24);

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
    reach: String,
    view_token: Option<String>,
    /// It tells of nothing, and its reader wants none of those.
    skipped: bool,
}

/// Where the window of a subscription ends that is due `now`. What arrives before it must be sealed
/// ([`arrivals::seal`]) before the digest is written.
///
/// # Errors
/// `Invalid` when the subscription's zone is no longer known.
pub fn boundary(subscription: &SubscriptionRow, now: Timestamp) -> Result<Timestamp> {
    Ok(rhythm(subscription)?.turn(now)?.boundary)
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
    let rhythm = rhythm(&subscription)?;
    let turn = rhythm.turn(now)?;
    let period = Period { start: moment(subscription.period_start)?, end: turn.boundary };
    let paused_until = subscription.paused_until.map(moment).transpose()?;
    let reader = Reader::of(connection, &subscription)?;
    let ends = reader.is_none();
    let letter = match reader.filter(|_| period.start < period.end) {
        None => None,
        Some(mut reader) => {
            let organisation = organisations::by_id(connection, subscription.organisation_id)?;
            reader.view_token = Some(short_token()?);
            let (to_name, to_address) = (reader.name.clone(), reader.email.clone());
            let (reach, view_token) = (reader.scope.written(), reader.view_token.clone());
            let content = gather(connection, &organisation, reader, period, now)?;
            Some(Letter {
                to_name,
                to_address,
                list_id: list_id(&organisation),
                unsubscribe_url: Links::new(public_url).stop(&subscription.stop_token),
                skipped: subscription.skip_empty && content.is_empty(),
                rendered: rendered(templates, &content, public_url)?,
                reach,
                view_token,
            })
        }
    };
    // A window that doesn't end after it begins (a zone was changed) waits for the next letter.
    let boundary = turn.boundary.max(period.start);
    let next_due = next_due(&rhythm, paused_until, now)?;
    Ok(Prepared { subscription, boundary, next_due, letter, ends })
}

pub(super) fn list_id(organisation: &OrganisationRow) -> String {
    format!("{} <digest.{}>", one_line(&organisation.name, 80), organisation.slug)
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
    let id = if letter.skipped {
        DigestId::at(now)
    } else {
        let envelope = Envelope {
            kind: "digest",
            to_name: &letter.to_name,
            to_address: &letter.to_address,
            list_id: Some(letter.list_id),
            unsubscribe_url: Some(letter.unsubscribe_url),
            answers: None,
        };
        let sent = post(connection, subscription.organisation_id, envelope, letter.rendered.clone(), now)?;
        DigestId::from_uuid(sent.uuid())
    };
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
        state: if letter.skipped { "skipped" } else { "sent" }.to_owned(),
        reach: letter.reach,
        view_token: letter.view_token,
        view_until: Some(micros(now.checked_add(VIEW_LASTS).unwrap_or(now))),
        resent_as: None,
    };
    digests::insert(connection, &row)?;
    Ok((!letter.skipped).then_some(id))
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

/// Puts an organisation's letters right after a clock that ran ahead has closed windows in the future: without it no
/// card would be told of until then. What was told of stays told; the next letters tell of all that came since.
///
/// # Errors
/// Those of the database.
pub fn clock_ran_ahead(connection: &mut AnyConnection, organisation: OrganisationId, now: Timestamp) -> Result<()> {
    let open = arrivals::unseal(connection, organisation, micros(now))?;
    for row in subscriptions::of_organisation(connection, organisation)? {
        let Ok(rhythm) = rhythm(&row) else { continue };
        let paused_until = row.paused_until.map(moment).transpose()?;
        let due = micros(next_due(&rhythm, paused_until, now)?).min(row.due_at);
        let start = row.period_start.min(open);
        if (start, due) != (row.period_start, row.due_at) {
            subscriptions::set_back(connection, &row, start, due)?;
        }
    }
    Ok(())
}
