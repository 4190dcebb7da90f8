//! Setting up a tenant: the organisation, its first form, its teams.

use crate::domain::calendar;
use crate::domain::email_address::EmailAddress;
use crate::domain::ids::{FormId, OrganisationId, TeamId};
use crate::error::{Error, Result};
use crate::store::AnyConnection;
use crate::store::columns::micros;
use crate::store::forms::{self, FormRow};
use crate::store::mail_addresses;
use crate::store::organisations::{self, OrganisationRow};
use crate::store::roster::{self, TeamRow};
use jiff::Timestamp;

/// The title of a form that nobody has given one: pages say it in their reader's language.
pub const FIRST_TITLE: &str = "How did we do?";

/// What is asked for when a tenant is set up.
#[derive(Clone, Debug)]
pub struct NewOrganisation {
    /// Its name in commands, and of its first form.
    pub slug: String,
    /// Its name for people.
    pub name: String,
    /// IANA time zone.
    pub zone: String,
    /// BCP 47 language.
    pub language: String,
    /// Where customers write to.
    pub mail_address: String,
    /// One line for the foot of a letter.
    pub postal_line: String,
}

/// Stores the organisation with a first form under its slug.
///
/// # Errors
/// `Invalid` for a slug, zone or address that can't be; `Conflict` when one is taken.
pub fn create(connection: &mut AnyConnection, new: &NewOrganisation, now: Timestamp) -> Result<OrganisationId> {
    calendar::zone(&new.zone)?;
    let address = EmailAddress::parse(&new.mail_address)?;
    if new.name.trim().is_empty() {
        return Err(Error::invalid("Give the organisation a name."));
    }
    let row = OrganisationRow {
        id: OrganisationId::at(now),
        slug: checked_slug(&new.slug)?.to_owned(),
        name: new.name.trim().to_owned(),
        zone: new.zone.clone(),
        language: new.language.clone(),
        mail_address: address.key(),
        postal_line: new.postal_line.trim().to_owned(),
        roster_version: 0,
        created_at: micros(now),
    };
    if organisations::by_slug(connection, &row.slug).is_ok() {
        return Err(Error::invalid(format!("There is an organisation \"{}\" already.", row.slug)));
    }
    if organisations::by_mail_address(connection, &row.mail_address)?.is_some()
        || mail_addresses::find(connection, &row.mail_address)?.is_some()
    {
        return Err(Error::invalid(format!("Mail to {} belongs to another organisation already.", row.mail_address)));
    }
    organisations::insert(connection, &row)?;
    add_form(connection, row.id, &NewForm { slug: &row.slug, title: FIRST_TITLE, team: None, location: None }, now)?;
    Ok(row.id)
}

/// A public page to be.
#[derive(Clone, Copy, Debug)]
pub struct NewForm<'a> {
    /// Its name in the URL.
    pub slug: &'a str,
    /// Its heading.
    pub title: &'a str,
    /// Whose manager sees cards that name nobody.
    pub team: Option<TeamId>,
    /// Where it hangs.
    pub location: Option<&'a str>,
}

/// Adds a form.
///
/// # Errors
/// `Invalid` for a slug that can't be; `Conflict` when it is taken.
pub fn add_form(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    new: &NewForm<'_>,
    now: Timestamp,
) -> Result<FormId> {
    let row = FormRow {
        organisation_id: organisation,
        id: FormId::at(now),
        slug: checked_slug(new.slug)?.to_owned(),
        title: new.title.to_owned(),
        team_id: new.team,
        location: new.location.map(str::to_owned),
        created_at: micros(now),
        closed_at: None,
        design: String::new(),
    };
    forms::insert(connection, &row)?;
    Ok(row.id)
}

/// The team of this name, new if need be.
///
/// # Errors
/// Those of the database.
pub fn team_named(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    name: &str,
    now: Timestamp,
) -> Result<TeamId> {
    let known = roster::teams_of(connection, organisation)?.into_iter().find(|team| team.name == name);
    if let Some(team) = known {
        return Ok(team.id);
    }
    let row =
        TeamRow { organisation_id: organisation, id: TeamId::at(now), name: name.to_owned(), created_at: micros(now) };
    roster::insert_team(connection, &row)?;
    Ok(row.id)
}

/// A slug stands in a URL and is read aloud: lower-case letters, digits and single hyphens, 2 to 40 of them.
pub(super) fn checked_slug(slug: &str) -> Result<&str> {
    let fits = (2..=40).contains(&slug.len())
        && slug.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        && !slug.starts_with('-')
        && !slug.ends_with('-')
        && !slug.contains("--");
    if fits {
        Ok(slug)
    } else {
        Err(Error::invalid(format!(
            "\"{slug}\" can't be part of an address: use 2 to 40 lower-case letters, digits and hyphens."
        )))
    }
}
