//! A reader's own desk: their letters, those of the organisation for an admin, and what was sent, as it was sent.

use super::reader::Reader;
use crate::domain::ids::{DigestId, OrganisationId, SubscriptionId, TeamId};
use crate::domain::{Role, Viewer};
use crate::error::{Error, Result};
use crate::services::post::{Envelope, post};
use crate::services::subscriptions::{self as subscribing, NewSubscription, Wishes};
use crate::store::columns::micros;
use crate::store::digests::{self, DigestRow, DigestSummary};
use crate::store::roster::TeamRow;
use crate::store::subscriptions::{self, SubscriptionRow};
use crate::store::{AnyConnection, members, organisations, outbox, roster};
use jiff::Timestamp;

/// How many letters of the past a desk shows.
const PAST: i64 = 12;

/// Everything on a desk.
#[derive(Debug)]
pub struct Desk {
    /// The viewer's own letters, oldest first.
    pub own: Vec<SubscriptionRow>,
    /// Everybody else's, for an admin.
    pub others: Vec<SubscriptionRow>,
    /// The teams that a letter can be narrowed to.
    pub teams: Vec<TeamRow>,
    /// The places.
    pub places: Vec<String>,
    /// The viewer's newest letters, newest first.
    pub past: Vec<DigestSummary>,
}

/// Reads a desk.
///
/// # Errors
/// Those of the database.
pub fn read(connection: &mut AnyConnection, viewer: &Viewer) -> Result<Desk> {
    let mut all = subscriptions::of_organisation(connection, viewer.organisation)?;
    // Who reads at another address today reads there.
    for row in &mut all {
        if let Some(member) = row.member_id {
            row.email = members::by_id(connection, viewer.organisation, member)?.email;
        }
    }
    let (own, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|row| row.member_id == Some(viewer.member));
    let mut past = Vec::new();
    for row in &own {
        past.extend(digests::summaries(connection, viewer.organisation, row.id, PAST)?);
    }
    past.sort_by_key(|digest| std::cmp::Reverse((digest.period_end, digest.id)));
    past.truncate(usize::try_from(PAST).unwrap_or(0));
    Ok(Desk {
        own,
        others: if may_arrange(viewer) { others } else { Vec::new() },
        teams: teams(connection, viewer)?,
        places: subscribing::places(connection, viewer.organisation)?,
        past,
    })
}

/// Whether the viewer arranges letters for others.
pub fn may_arrange(viewer: &Viewer) -> bool {
    viewer.role == Role::Admin
}

fn teams(connection: &mut AnyConnection, viewer: &Viewer) -> Result<Vec<TeamRow>> {
    let all = roster::teams_of(connection, viewer.organisation)?;
    let sees = |team: TeamId| viewer.role != Role::Manager || viewer.teams.contains(&team);
    Ok(all.into_iter().filter(|row| sees(row.id)).collect())
}

/// A subscription that the viewer may change: their own, or any for an admin.
///
/// # Errors
/// `NotFound` for all others, as for one that never was.
pub fn subscription(connection: &mut AnyConnection, viewer: &Viewer, id: SubscriptionId) -> Result<SubscriptionRow> {
    let row = subscriptions::by_id(connection, viewer.organisation, id)?;
    if row.member_id == Some(viewer.member) || may_arrange(viewer) { Ok(row) } else { Err(nothing_here()) }
}

fn nothing_here() -> Error {
    Error::not_found("There is nothing under this address.")
}

/// Begins a letter for the viewer, or for an admin at the plain address `email`.
///
/// # Errors
/// `Invalid` for what can't be wished for; `NotFound` for a plain address by somebody who is no admin.
pub fn begin(
    connection: &mut AnyConnection,
    viewer: &Viewer,
    email: Option<&str>,
    wishes: Wishes,
    now: Timestamp,
) -> Result<SubscriptionRow> {
    let wanted = match email.map(str::trim) {
        None => NewSubscription { member: Some(viewer.member), wishes, ..NewSubscription::default() },
        Some(_) if !may_arrange(viewer) => return Err(nothing_here()),
        Some(email) => {
            let member = members::by_email(connection, viewer.organisation, &email.to_lowercase())?;
            NewSubscription { member: member.map(|member| member.id), email, wishes, ..NewSubscription::default() }
        }
    };
    subscribing::create(connection, viewer.organisation, &wanted, now)
}

/// A digest that was written for the viewer, or for an admin any of the organisation's, as it was sent.
///
/// # Errors
/// `NotFound` for all others.
pub fn sent(connection: &mut AnyConnection, viewer: &Viewer, id: DigestId) -> Result<DigestRow> {
    let digest = digests::by_id(connection, viewer.organisation, id)?;
    let subscription = subscription(connection, viewer, digest.subscription_id)?;
    if may_arrange(viewer) || still_covered(connection, &subscription, &digest)? {
        Ok(digest)
    } else {
        Err(nothing_here())
    }
}

fn still_covered(connection: &mut AnyConnection, row: &SubscriptionRow, digest: &DigestRow) -> Result<bool> {
    Ok(Reader::of(connection, row)?.is_some_and(|reader| reader.scope.covers(&digest.reach)))
}

/// The digest behind a link "read it in the browser", as it was sent.
///
/// # Errors
/// `NotFound` when there is none, its time has run out, or its reader may not see all of it any more.
pub fn by_link(connection: &mut AnyConnection, token: &str, now: Timestamp) -> Result<DigestRow> {
    let found = if token.len() <= 64 { digests::by_view_token(connection, token)? } else { None };
    let digest = found.ok_or_else(nothing_here)?;
    if digest.view_until.is_none_or(|until| until <= micros(now)) {
        return Err(Error::not_found("This link has run out. The letter itself is still in your mailbox."));
    }
    let row = subscriptions::by_id(connection, digest.organisation_id, digest.subscription_id)?;
    // A member's own stop ends the letters to come; at a plain address it ends everything.
    let closed = row.member_id.is_none() && row.stopped_at.is_some();
    if closed || !still_covered(connection, &row, &digest)? {
        return Err(nothing_here());
    }
    Ok(digest)
}

/// Sends a digest again, word for word, as a new letter.
///
/// # Errors
/// `NotFound` when there is none; `Conflict` when it was left out, waits to go out already, is stopped, or its reader
/// may not see all of it any more.
pub fn resend(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    id: DigestId,
    stop_url: impl Fn(&str) -> String,
    now: Timestamp,
) -> Result<String> {
    let conflict = |said: &str| Error::new(crate::error::Kind::Conflict, said);
    let digest = digests::by_id(connection, organisation, id)?;
    let row = subscriptions::by_id(connection, organisation, digest.subscription_id)?;
    if digest.state == "skipped" {
        return Err(conflict("This digest was empty, and its reader wants none of those."));
    }
    if row.stopped_at.is_some() {
        return Err(conflict("Its reader has stopped this letter."));
    }
    let last = digest.resent_as.map_or(id.uuid(), |letter| letter.uuid());
    if outbox::state_of(connection, organisation, last)?.as_deref() == Some("waiting") {
        return Err(conflict("This digest waits in the outbox already; it goes out by itself."));
    }
    let reader = Reader::of(connection, &row)?.filter(|reader| reader.scope.covers(&digest.reach));
    let Some(reader) = reader else {
        return Err(conflict("Its reader may not see all of it any more."));
    };
    let organisation_row = organisations::by_id(connection, organisation)?;
    let envelope = Envelope {
        kind: "digest",
        to_name: &reader.name,
        to_address: &reader.email,
        list_id: Some(super::issue::list_id(&organisation_row)),
        unsubscribe_url: Some(stop_url(&row.stop_token)),
        answers: None,
    };
    let letter = crate::mail::letters::Rendered {
        subject: digest.subject.clone(),
        text: digest.body_text.clone(),
        html: digest.body_html.clone(),
    };
    let letter = post(connection, organisation, envelope, letter, now)?;
    let until = now.checked_add(super::issue::VIEW_LASTS).unwrap_or(now);
    digests::resent(connection, organisation, id, letter, micros(until))?;
    Ok(reader.email)
}
