//! What the link at a letter's foot stops, and the address beside it in `List-Unsubscribe`: a digest, or letters that come
//! by themselves, of which the member's own choice is turned off. Whoever has the secret may: mail programs press it for
//! their readers, without a login. Each stop can be undone by the same link.

use super::choices::{self, Alerts, Choices};
use super::jobs::{self, Job};
use super::letters_out::Notice;
use super::subscriptions::{self, short_token, stop_path};
use crate::domain::ids::{MemberId, OrganisationId, SubscriptionId};
use crate::error::{Error, Result, found};
use crate::store::letter_stops::{self, StopRow};
use crate::store::organisations::{self, OrganisationRow};
use crate::store::subscriptions::SubscriptionRow;
use crate::store::{AnyConnection, members, subscriptions as stored};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// How the part of such a link begins that follows the public URL.
const STOP: &str = "/stop";

/// What is stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stop {
    /// A digest.
    Digest(SubscriptionId),
    /// A manager's letters about new complaints.
    Alerts(MemberId),
    /// An agent's letters of praise.
    Praise(MemberId),
}

impl Stop {
    /// The word in keys of texts.
    pub fn word(self) -> &'static str {
        match self {
            Self::Digest(_) => "digest",
            Self::Alerts(_) => "alert",
            Self::Praise(_) => "praise",
        }
    }

    fn of(row: &StopRow) -> Result<Self> {
        match row.kind.as_str() {
            "alert" => Ok(Self::Alerts(row.member_id)),
            "praise" => Ok(Self::Praise(row.member_id)),
            _ => Err(nothing_here()),
        }
    }
}

/// How it stands with what a link stops.
#[derive(Clone, Debug)]
pub struct Standing {
    /// What it stops.
    pub stop: Stop,
    /// The organisation that the letters are of.
    pub organisation: OrganisationRow,
    /// Where they go.
    pub email: String,
    /// Their reader's name; may be empty.
    pub name: String,
    /// The language they are written in.
    pub language: String,
    /// The digest's subscription.
    pub subscription: Option<SubscriptionRow>,
    /// Whether they are stopped.
    pub stopped: bool,
    /// The secret.
    pub token: String,
}

fn nothing_here() -> Error {
    Error::not_found("There is no letter to stop under this address.")
}

/// Finds what a link stops. Changes nothing: mail scanners open links.
///
/// # Errors
/// `NotFound` for a secret that never was.
pub fn find(connection: &mut AnyConnection, token: &str) -> Result<(OrganisationId, Stop)> {
    if let Some(row) = found(subscriptions::by_token(connection, token))? {
        return Ok((row.organisation_id, Stop::Digest(row.id)));
    }
    // A secret has 26 characters; nothing longer is looked up.
    let row = if token.len() <= 64 { letter_stops::by_token(connection, token)? } else { None };
    let row = row.ok_or_else(nothing_here)?;
    Ok((row.organisation_id, Stop::of(&row)?))
}

/// How it stands with what a link stops.
///
/// # Errors
/// `NotFound` for a secret that never was.
pub fn standing(connection: &mut AnyConnection, token: &str) -> Result<Standing> {
    let (organisation, stop) = find(connection, token)?;
    standing_of(connection, organisation, stop, token)
}

fn standing_of(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    stop: Stop,
    token: &str,
) -> Result<Standing> {
    let house = organisations::by_id(connection, organisation)?;
    let of_member = |connection: &mut AnyConnection, member: MemberId| -> Result<(Standing, Choices)> {
        let row = members::by_id(connection, organisation, member)?;
        let language = choices::language(connection, &row, &house)?;
        let held = choices::of(connection, organisation, member)?;
        let standing = Standing {
            stop,
            organisation: house.clone(),
            email: row.email,
            name: row.name,
            language,
            subscription: None,
            stopped: false,
            token: token.to_owned(),
        };
        Ok((standing, held))
    };
    match stop {
        Stop::Digest(id) => {
            let row = stored::by_id(connection, organisation, id)?;
            let (mut email, mut name) = (row.email.clone(), row.name.clone());
            if let Some(member) = row.member_id {
                // Who reads at another address today reads there.
                let member = members::by_id(connection, organisation, member)?;
                (email, name) = (member.email, member.name);
            }
            Ok(Standing {
                stop,
                organisation: house,
                email,
                name,
                language: row.language.clone(),
                stopped: row.stopped_at.is_some(),
                subscription: Some(row),
                token: token.to_owned(),
            })
        }
        Stop::Alerts(member) => {
            let (standing, held) = of_member(connection, member)?;
            Ok(Standing { stopped: held.alerts == Alerts::Never, ..standing })
        }
        Stop::Praise(member) => {
            let (standing, held) = of_member(connection, member)?;
            Ok(Standing { stopped: !held.praise, ..standing })
        }
    }
}

/// Stops it; doing it twice is fine. Says how it stands now, and whether it went on until now.
///
/// # Errors
/// `NotFound` for a secret that never was.
pub fn stop(connection: &mut AnyConnection, token: &str, now: Timestamp) -> Result<(Standing, bool)> {
    let before = standing(connection, token)?;
    if before.stopped {
        return Ok((before, false));
    }
    let organisation = before.organisation.id;
    match before.stop {
        Stop::Digest(_) => {
            subscriptions::stop(connection, token, now)?;
        }
        Stop::Alerts(member) => {
            let held = choices::of(connection, organisation, member)?;
            if let Some(row) = letter_stops::by_token(connection, token)? {
                letter_stops::set_was(connection, &row, held.alerts.word())?;
            }
            choices::set(connection, organisation, member, &Choices { alerts: Alerts::Never, ..held })?;
        }
        Stop::Praise(member) => {
            let held = choices::of(connection, organisation, member)?;
            choices::set(connection, organisation, member, &Choices { praise: false, ..held })?;
        }
    }
    Ok((standing(connection, token)?, true))
}

/// Lets it come again, as it came before; doing it twice is fine.
///
/// # Errors
/// `NotFound` for a secret that never was.
pub fn resume(connection: &mut AnyConnection, token: &str, now: Timestamp) -> Result<Standing> {
    let before = standing(connection, token)?;
    if !before.stopped {
        return Ok(before);
    }
    let organisation = before.organisation.id;
    match before.stop {
        Stop::Digest(_) => {
            subscriptions::resume_by_token(connection, token, now)?;
        }
        Stop::Alerts(member) => {
            let held = choices::of(connection, organisation, member)?;
            let was = letter_stops::by_token(connection, token)?.and_then(|row| row.was);
            let was = was.as_deref().and_then(Alerts::from_word).filter(|was| *was != Alerts::Never);
            let alerts = was.unwrap_or(Alerts::Once);
            choices::set(connection, organisation, member, &Choices { alerts, ..held })?;
        }
        Stop::Praise(member) => {
            let held = choices::of(connection, organisation, member)?;
            choices::set(connection, organisation, member, &Choices { praise: true, ..held })?;
        }
    }
    standing(connection, token)
}

/// The link that stops a member's letters of a kind; none for kinds that nobody can do without.
///
/// # Errors
/// Those of the database.
pub fn link(
    connection: &mut AnyConnection,
    public_url: &str,
    (organisation, member): (OrganisationId, MemberId),
    kind: Notice,
) -> Result<Option<String>> {
    if !matches!(kind, Notice::Alert | Notice::Praise) {
        return Ok(None);
    }
    let token = match letter_stops::of(connection, organisation, member, kind.word())? {
        Some(row) => row.token,
        None => {
            let row = StopRow {
                organisation_id: organisation,
                member_id: member,
                kind: kind.word().to_owned(),
                token: short_token()?,
                was: None,
            };
            letter_stops::insert(connection, &row)?;
            row.token
        }
    };
    Ok(Some(format!("{public_url}{}", stop_path(&token))))
}

/// The secret in a link that stops letters; none for other links.
pub fn token_of(url: &str) -> Option<&str> {
    let (start, token) = url.rsplit_once('/')?;
    start.ends_with(STOP).then_some(token)
}

/// Whether a secret stops a letter of this organisation.
///
/// # Errors
/// Those of the database.
pub(super) fn is_of(connection: &mut AnyConnection, organisation: OrganisationId, token: &str) -> Result<bool> {
    Ok(found(find(connection, token))?.is_some_and(|(owner, _)| owner == organisation))
}

/// A letter came to the address that stops another: stops it and, if it went on until now, has its reader told.
///
/// # Errors
/// `NotFound` for a secret that never was.
pub(super) fn by_mail(connection: &mut AnyConnection, token: &str, now: Timestamp) -> Result<()> {
    let (standing, changed) = stop(connection, token, now)?;
    if changed {
        let job = Job::Stopped { token: token.to_owned() };
        jobs::enqueue(connection, Some(standing.organisation.id), &job, now)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_secret_of_a_link_is_found_in_it() {
        let url = format!("https://cards.example{}", stop_path("7QK2M4ZD9XW1T8RB3NCF5GHJ6P"));
        assert_eq!(token_of(&url), Some("7QK2M4ZD9XW1T8RB3NCF5GHJ6P"));
        assert_eq!(token_of("https://cards.example/undo/ABC"), None);
    }
}
