//! Letters at the moment they come in: stored whole, with their envelope and a job to read them, in one transaction.
//! Nothing is read here; that is `letters_in`'s, later.

use super::jobs::{self, Job};
use super::letters_in::{Refused, addressed};
use crate::domain::email_address::EmailAddress;
use crate::domain::ids::{InboundId, OrganisationId};
use crate::domain::{Via, names};
use crate::error::{Error, Kind, Result};
use crate::store::columns::micros;
use crate::store::inbound::{self, InboundRow};
use crate::store::{AnyConnection, Raw, organisations};
use jiff::Timestamp;
use std::net::IpAddr;

/// The largest letter that is taken: what mail systems commonly allow.
pub const LARGEST: usize = 25 * 1024 * 1024;

/// What is stored when the mail server did not say who sent a letter. An empty sender says something else: it is the
/// null sender of automatic mail (RFC 5321, section 4.5.5).
pub(super) const UNKNOWN_SENDER: &str = "-";

/// A letter that came in, with its envelope.
#[derive(Clone, Debug)]
pub struct Arrival {
    /// The envelope's recipient.
    pub recipient: String,
    /// The envelope's sender: none when it isn't known, empty for the null sender.
    pub sender: Option<String>,
    /// Every byte.
    pub raw: Raw,
    /// The way it came.
    pub via: Via,
    /// The machine that handed it over, when it came by a network.
    pub peer: Option<IpAddr>,
    /// What that machine called itself.
    pub hello: Option<String>,
}

/// Stores a letter and enqueues its reading.
///
/// # Errors
/// `NotFound` for a recipient that isn't ours, `TooLarge`, `Invalid` for an empty letter; those of the database.
pub fn receive(connection: &mut AnyConnection, arrival: &Arrival, now: Timestamp) -> Result<InboundId> {
    let to = recipient(connection, arrival)?;
    store(connection, to, InboundId::at(now), arrival, None, now)
}

/// [`receive`] under an id that the letter was given before; one that is stored under it already is not stored again.
///
/// # Errors
/// As [`receive`].
pub fn receive_as(
    connection: &mut AnyConnection,
    id: InboundId,
    arrival: &Arrival,
    now: Timestamp,
) -> Result<InboundId> {
    let to = recipient(connection, arrival)?;
    if inbound::exists(connection, to, id)? {
        return Ok(id);
    }
    store(connection, to, id, arrival, None, now)
}

/// Stores a letter that is no card, so that it is listed with what is not accepted. One that is stored already under this
/// id is not stored again.
///
/// # Errors
/// Those of the database.
pub fn keep_refused(
    connection: &mut AnyConnection,
    (organisation, id): (OrganisationId, InboundId),
    arrival: &Arrival,
    refused: Refused,
    now: Timestamp,
) -> Result<InboundId> {
    if inbound::exists(connection, organisation, id)? {
        return Ok(id);
    }
    store(connection, organisation, id, arrival, Some(refused), now)
}

/// Whose letter it would be, if somebody read this address: the only organisation with addresses in its domain, or the
/// only one here.
///
/// # Errors
/// Those of the database.
pub fn would_be_of(connection: &mut AnyConnection, recipient: &str) -> Result<Option<OrganisationId>> {
    let domain = recipient.rsplit_once('@').map_or("", |(_, domain)| domain).to_lowercase();
    if let Some(found) = organisations::only_with_domain(connection, &domain)? {
        return Ok(Some(found));
    }
    match organisations::all(connection)?.as_slice() {
        [only] => Ok(Some(only.id)),
        _ => Ok(None),
    }
}

/// Whose letter it is.
fn recipient(connection: &mut AnyConnection, arrival: &Arrival) -> Result<OrganisationId> {
    check(arrival)?;
    let to = addressed(connection, &arrival.recipient)?
        .ok_or_else(|| Error::not_found("Nobody reads mail to this address here."))?;
    Ok(to.organisation.id)
}

fn store(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    id: InboundId,
    arrival: &Arrival,
    refused: Option<Refused>,
    now: Timestamp,
) -> Result<InboundId> {
    let sender = arrival.sender.as_ref();
    let row = InboundRow {
        organisation_id: organisation,
        id,
        recipient: arrival.recipient.to_lowercase(),
        sender: sender.map_or_else(|| UNKNOWN_SENDER.to_owned(), |sender| names::one_line(sender, 320)),
        state: "stored".to_owned(),
        reason: refused.map(|refused| refused.sentence().to_owned()),
        once_key: None,
        card_id: None,
        received_at: micros(now),
        read_at: None,
        via: arrival.via,
        peer: arrival.peer.map(|peer| peer.to_canonical().to_string()),
        hello: arrival.hello.as_ref().map(|hello| names::one_line(hello, 255)),
        size: i64::try_from(arrival.raw.size()).unwrap_or(i64::MAX),
    };
    inbound::insert(connection, &row, &arrival.raw)?;
    jobs::enqueue(connection, Some(row.organisation_id), &Job::ReadLetter { inbound: row.id }, now)?;
    Ok(row.id)
}

/// Refuses what no database needs to be asked about.
///
/// # Errors
/// `TooLarge`; `Invalid` for an empty letter.
pub fn check(arrival: &Arrival) -> Result<()> {
    if arrival.raw.size() > LARGEST as u64 {
        return Err(Error::new(Kind::TooLarge, "The letter is larger than 25 MB."));
    }
    if arrival.raw.is_blank()? {
        return Err(Error::invalid("The letter is empty."));
    }
    Ok(())
}

/// What an address is to us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Somebody reads it.
    Known,
    /// It is in a domain of ours, and nobody reads it.
    Unknown,
    /// It is somebody else's: whoever writes to it here takes us for a relay.
    Foreign,
}

/// Says what an address is to us.
///
/// # Errors
/// Those of the database.
pub fn standing(connection: &mut AnyConnection, recipient: &str) -> Result<Standing> {
    if knows(connection, recipient)? {
        return Ok(Standing::Known);
    }
    let Ok(address) = EmailAddress::parse(recipient) else { return Ok(Standing::Foreign) };
    let ours = organisations::has_domain(connection, address.domain())?;
    Ok(if ours { Standing::Unknown } else { Standing::Foreign })
}

/// Says whether somebody reads mail to this address here.
///
/// # Errors
/// Those of the database.
pub fn knows(connection: &mut AnyConnection, recipient: &str) -> Result<bool> {
    Ok(addressed(connection, recipient)?.is_some())
}
