//! Who gets a digest, and when: to begin, to list, and to stop by the link at a letter's foot.

use crate::domain::email_address::EmailAddress;
use crate::domain::ids::{MemberId, OrganisationId, SubscriptionId};
use crate::domain::names;
use crate::domain::rhythm::Rhythm;
use crate::domain::token::{Token, readable};
use crate::error::{Error, Result};
use crate::store::columns::micros;
use crate::store::subscriptions::{self, SubscriptionRow};
use crate::store::{AnyConnection, members, organisations};
use jiff::Timestamp;

/// A subscription that somebody asks for.
#[derive(Clone, Debug)]
pub struct NewSubscription<'a> {
    /// The member who will read it; their own address and scope count.
    pub member: Option<MemberId>,
    /// For a plain address: where it goes. It tells of the whole organisation.
    pub email: &'a str,
    /// The reader's name; may be empty for a plain address.
    pub name: &'a str,
    /// 1 is Monday, 7 is Sunday.
    pub weekday: i32,
    /// Local hour.
    pub hour: i32,
    /// IANA time zone; empty for the member's or the organisation's own.
    pub zone: &'a str,
}

/// The part of a link after the public URL that leads to the page with the button that stops a letter.
pub fn stop_path(token: &str) -> String {
    format!("/stop/{token}")
}

/// Begins a subscription. Its first letter comes the next time its hour does, about the seven days before.
///
/// # Errors
/// `Invalid` for a wrong day, hour, zone or address; `NotFound` for an unknown member.
pub fn create(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    wanted: &NewSubscription<'_>,
    now: Timestamp,
) -> Result<SubscriptionRow> {
    let (mut email, mut name, mut zone) =
        (wanted.email.trim().to_owned(), names::one_line(wanted.name, 80), wanted.zone.to_owned());
    if let Some(member) = wanted.member {
        let row = members::by_id(connection, organisation, member)?;
        (email, name) = (row.email, row.name);
        if zone.is_empty() {
            zone = row.zone;
        }
    }
    if zone.is_empty() {
        zone = organisations::by_id(connection, organisation)?.zone;
    }
    if wanted.member.is_none() {
        email = EmailAddress::parse(&email)?.key();
    }
    let first = Rhythm::new(wanted.weekday, wanted.hour, &zone)?.first(now)?;
    let secret = Token::random()?.hash();
    let row = SubscriptionRow {
        organisation_id: organisation,
        id: SubscriptionId::at(now),
        member_id: wanted.member,
        email,
        name,
        weekday: wanted.weekday,
        hour: wanted.hour,
        zone,
        // 128 bits, and short enough for a link that must stay on one line.
        stop_token: readable(secret.get(..16).unwrap_or(&secret)),
        period_start: micros(first.boundary),
        due_at: micros(first.due),
        created_at: micros(now),
        stopped_at: None,
    };
    subscriptions::insert(connection, &row)?;
    Ok(row)
}

/// Every subscription of the tenant, stopped ones too, oldest first.
///
/// # Errors
/// Those of the database.
pub fn list(connection: &mut AnyConnection, organisation: OrganisationId) -> Result<Vec<SubscriptionRow>> {
    subscriptions::of_organisation(connection, organisation)
}

/// The subscription behind the link at a letter's foot, stopped or not. Changes nothing: mail scanners open links.
///
/// # Errors
/// `NotFound` for a token that never was.
pub fn by_token(connection: &mut AnyConnection, token: &str) -> Result<SubscriptionRow> {
    // A token has 26 characters; nothing longer is looked up.
    let found = if token.len() <= 64 { subscriptions::by_stop_token(connection, token)? } else { None };
    found.ok_or_else(|| Error::not_found("There is no letter to stop under this address."))
}

/// Stops the letter behind the link at its foot; doing it twice is fine. Answers with the subscription as it now is.
///
/// # Errors
/// `NotFound` for a token that never was.
pub fn stop(connection: &mut AnyConnection, token: &str, now: Timestamp) -> Result<SubscriptionRow> {
    let row = by_token(connection, token)?;
    subscriptions::stop(connection, row.organisation_id, row.id, micros(now))?;
    subscriptions::by_id(connection, row.organisation_id, row.id)
}
