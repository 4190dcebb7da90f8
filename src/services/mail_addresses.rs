//! The further addresses of an organisation: of a form, of an agent, or one that is only another name.

use super::letters_in::SEPARATORS;
use crate::domain::email_address::EmailAddress;
use crate::error::{Error, Kind, Result};
use crate::store::mail_addresses::{self, MailAddressRow};
use crate::store::organisations;
use crate::store::{AnyConnection, columns::micros, forms, roster};
use jiff::Timestamp;

/// Adds an address. `form` is a form's slug, `agent` an agent's id in the roster.
///
/// # Errors
/// `Invalid` for what is no address; `NotFound` for an unknown organisation, form or agent; `Conflict` when somebody
/// has the address.
pub fn add(
    connection: &mut AnyConnection,
    organisation: &str,
    address: &str,
    form: Option<&str>,
    agent: Option<&str>,
    now: Timestamp,
) -> Result<MailAddressRow> {
    let organisation = organisations::by_slug(connection, organisation)?;
    let address = EmailAddress::parse(address)?.key();
    let taken = organisations::by_mail_address(connection, &address)?.is_some()
        || mail_addresses::find(connection, &address)?.is_some();
    if taken {
        return Err(Error::new(Kind::Conflict, format!("{address} takes letters already.")));
    }
    let form_id = match form {
        None => None,
        Some(slug) => Some(
            forms::of_organisation(connection, organisation.id)?
                .into_iter()
                .find(|row| row.slug == slug)
                .ok_or_else(|| Error::not_found(format!("There is no form \"{slug}\".")))?
                .id,
        ),
    };
    let agent_id = match agent {
        None => None,
        Some(id) => Some(
            roster::agents_of(connection, organisation.id)?
                .into_iter()
                .find(|row| row.archived_at.is_none() && row.external_id.eq_ignore_ascii_case(id))
                .ok_or_else(|| Error::not_found(format!("There is no agent \"{id}\" in the roster.")))?
                .id,
        ),
    };
    let row = MailAddressRow { organisation_id: organisation.id, address, form_id, agent_id, created_at: micros(now) };
    mail_addresses::insert(connection, &row)?;
    Ok(row)
}

/// An address with what it stands for, as a command lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The address.
    pub address: String,
    /// The form's slug.
    pub form: Option<String>,
    /// The agent's name.
    pub agent: Option<String>,
}

/// The organisation's own address first, then the further ones.
///
/// # Errors
/// `NotFound`; those of the database.
pub fn list(connection: &mut AnyConnection, organisation: &str) -> Result<Vec<Listed>> {
    let organisation = organisations::by_slug(connection, organisation)?;
    let forms = forms::of_organisation(connection, organisation.id)?;
    let agents = roster::agents_of(connection, organisation.id)?;
    let rows = mail_addresses::of_organisation(connection, organisation.id)?;
    let own = Listed { address: organisation.mail_address, form: None, agent: None };
    let further = rows.into_iter().map(|row| Listed {
        address: row.address,
        form: row.form_id.and_then(|id| forms.iter().find(|form| form.id == id)).map(|form| form.slug.clone()),
        agent: row.agent_id.and_then(|id| agents.iter().find(|agent| agent.id == id)).map(|agent| agent.name.clone()),
    });
    Ok(std::iter::once(own).chain(further).collect())
}

/// Takes an address away.
///
/// # Errors
/// `NotFound` when the organisation has no such further address.
pub fn remove(connection: &mut AnyConnection, organisation: &str, address: &str) -> Result<()> {
    let organisation = organisations::by_slug(connection, organisation)?;
    let key = EmailAddress::parse(address)?.key();
    if mail_addresses::remove(connection, organisation.id, &key)? {
        return Ok(());
    }
    Err(Error::not_found(format!("{key} is none of the further addresses of {}.", organisation.name)))
}

/// Says what the organisation's mail server puts between an address and its tag.
///
/// # Errors
/// `NotFound`; `Invalid` for another character than mail servers use.
pub fn set_separator(connection: &mut AnyConnection, organisation: &str, separator: char) -> Result<()> {
    let organisation = organisations::by_slug(connection, organisation)?;
    if !SEPARATORS.contains(&separator) {
        let known: Vec<String> = SEPARATORS.iter().map(char::to_string).collect();
        return Err(Error::invalid(format!("The separator is one of {}.", known.join(" "))));
    }
    mail_addresses::set_separator(connection, organisation.id, separator)
}
