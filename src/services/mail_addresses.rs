//! The further addresses of an organisation: of a form, of an agent, or one that is only another name. For commands, and
//! for an admin in the browser, with how it goes with the letters that come to them.

use super::access::may_set_up;
use super::letters_in::{SEPARATORS, USUAL};
use super::mailbox_health::{self, Standing};
use crate::domain::Viewer;
use crate::domain::email_address::EmailAddress;
use crate::error::{Error, Kind, Result};
use crate::store::columns::{micros, moment};
use crate::store::mail_addresses::{self, MailAddressRow};
use crate::store::organisations::{self, OrganisationRow};
use crate::store::{AnyConnection, forms, inbound_list, mailed_receipts, roster};
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

/// Letters among which the last one to each address is looked for.
const LOOKED_THROUGH: i64 = 500;

/// Where letters come in, as an admin sees it.
#[derive(Clone, Debug)]
pub struct MailRoom {
    /// The organisation.
    pub organisation: OrganisationRow,
    /// Its addresses, its own first, each with when a letter last came to it.
    pub addresses: Vec<(Listed, Option<Timestamp>)>,
    /// What the mail server puts between an address and its tag.
    pub separator: char,
    /// When any letter last came, and how it came: `lmtp`, `imap`, …
    pub last: Option<(Timestamp, &'static str)>,
    /// The mailboxes that letters are fetched from.
    pub mailboxes: Vec<Standing>,
    /// Forms that an address can be for: name in addresses and heading.
    pub forms: Vec<(String, String)>,
    /// Agents that an address can be for: id in the staff list and name.
    pub agents: Vec<(String, String)>,
    /// Whether whoever mails a card gets a receipt.
    pub receipts: bool,
}

/// Everything about the letters that come in.
///
/// # Errors
/// `NotFound` for whoever is no admin.
pub fn read(connection: &mut AnyConnection, viewer: &Viewer, now: Timestamp) -> Result<MailRoom> {
    may_set_up(viewer)?;
    let organisation = organisations::by_id(connection, viewer.organisation)?;
    let separator = mail_addresses::separator(connection, organisation.id)?.unwrap_or(USUAL);
    let newest = inbound_list::newest(connection, organisation.id, None, LOOKED_THROUGH)?;
    let to = |address: &str| {
        let tagged = address.split_once('@').map(|(local, domain)| (format!("{local}{separator}"), domain));
        let is_its = |recipient: &str| {
            let of_tag = tagged.as_ref().is_some_and(|(start, domain)| {
                recipient.starts_with(start) && recipient.rsplit_once('@').is_some_and(|(_, own)| own == *domain)
            });
            recipient == address || of_tag
        };
        newest.iter().find(|row| is_its(&row.recipient)).map(|row| moment(row.received_at)).transpose()
    };
    let addresses = list(connection, &organisation.slug)?
        .into_iter()
        .map(|listed| to(&listed.address).map(|last| (listed, last)))
        .collect::<Result<_>>()?;
    let forms = forms::of_organisation(connection, organisation.id)?;
    let mut agents = roster::agents_of(connection, organisation.id)?;
    agents.retain(|agent| agent.archived_at.is_none());
    Ok(MailRoom {
        addresses,
        separator,
        last: newest.first().map(|row| moment(row.received_at).map(|at| (at, row.via.word()))).transpose()?,
        mailboxes: mailbox_health::standings(connection, organisation.id, now)?,
        forms: forms.into_iter().filter(|form| form.closed_at.is_none()).map(|form| (form.slug, form.title)).collect(),
        agents: agents.into_iter().map(|agent| (agent.external_id, agent.name)).collect(),
        receipts: mailed_receipts::since(connection, organisation.id)?.is_some(),
        organisation,
    })
}

/// Adds an address for an admin: (address, form's name in addresses or nothing, agent's id in the staff list or nothing).
///
/// # Errors
/// `NotFound` for whoever is no admin; `Invalid` for what can't be, and for an address that is taken.
pub fn add_for(
    connection: &mut AnyConnection,
    viewer: &Viewer,
    (address, form, agent): (&str, &str, &str),
    now: Timestamp,
) -> Result<()> {
    may_set_up(viewer)?;
    if !form.is_empty() && !agent.is_empty() {
        return Err(Error::invalid("An address is for a form or for a person, not for both."));
    }
    let slug = organisations::by_id(connection, viewer.organisation)?.slug;
    let named = |text: &'_ str| (!text.is_empty()).then(|| text.to_owned());
    add(connection, &slug, address, named(form).as_deref(), named(agent).as_deref(), now).map(|_| ()).map_err(said)
}

/// Takes an address away for an admin, and returns what it was for: form's name in addresses and agent's id, to put it back.
///
/// # Errors
/// `NotFound` for whoever is no admin, and where there is no such address.
pub fn remove_for(connection: &mut AnyConnection, viewer: &Viewer, address: &str) -> Result<(String, String)> {
    may_set_up(viewer)?;
    let organisation = organisations::by_id(connection, viewer.organisation)?;
    let key = EmailAddress::parse(address).map_err(|_| Error::not_found("There is no such address."))?.key();
    let rows = mail_addresses::of_organisation(connection, organisation.id)?;
    let row = rows.into_iter().find(|row| row.address == key);
    let row = row.ok_or_else(|| Error::not_found("There is no such address."))?;
    let forms = forms::of_organisation(connection, organisation.id)?;
    let agents = roster::agents_of(connection, organisation.id)?;
    let form = forms.into_iter().find(|form| Some(form.id) == row.form_id).map(|form| form.slug);
    let agent = agents.into_iter().find(|agent| Some(agent.id) == row.agent_id).map(|agent| agent.external_id);
    mail_addresses::remove(connection, organisation.id, &key)?;
    Ok((form.unwrap_or_default(), agent.unwrap_or_default()))
}

/// Says for an admin what stands between an address and its tag.
///
/// # Errors
/// `NotFound` for whoever is no admin; `Invalid` for another character than mail servers use.
pub fn separate_for(connection: &mut AnyConnection, viewer: &Viewer, separator: &str) -> Result<()> {
    may_set_up(viewer)?;
    let slug = organisations::by_id(connection, viewer.organisation)?.slug;
    set_separator(connection, &slug, separator.chars().next().unwrap_or(' '))
}

/// Says for an admin whether whoever mails a card gets a receipt.
///
/// # Errors
/// `NotFound` for whoever is no admin.
pub fn receipts_for(connection: &mut AnyConnection, viewer: &Viewer, wanted: bool, now: Timestamp) -> Result<()> {
    may_set_up(viewer)?;
    mailed_receipts::set(connection, viewer.organisation, wanted.then(|| micros(now)))
}

/// Whatever was wrong is said on the page.
fn said(error: Error) -> Error {
    match error.kind() {
        Kind::Conflict | Kind::NotFound => Error::invalid(error.message().to_owned()),
        _ => error,
    }
}
