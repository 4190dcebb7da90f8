//! The further addresses of an organisation, and what its mail server puts between an address and its tag.

use super::connection::{AnyConnection, each_backend};
use super::schema::{mail_addresses, mail_separators};
use crate::domain::ids::{AgentId, FormId, OrganisationId};
use crate::error::Result;
use diesel::prelude::*;

/// An address that takes letters, beside the organisation's own.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = mail_addresses)]
pub struct MailAddressRow {
    /// Tenant.
    pub organisation_id: OrganisationId,
    /// Lower case; nobody else has it.
    pub address: String,
    /// The form that its cards belong to.
    pub form_id: Option<FormId>,
    /// The agent whom its cards are about.
    pub agent_id: Option<AgentId>,
    /// UTC microseconds.
    pub created_at: i64,
}

/// Adds an address.
///
/// # Errors
/// `Conflict` when somebody has it.
pub fn insert(connection: &mut AnyConnection, row: &MailAddressRow) -> Result<()> {
    diesel::insert_into(mail_addresses::table).values(row).execute(connection)?;
    Ok(())
}

/// Whose address this is; begins with an address and finds the organisation by it.
///
/// # Errors
/// Those of the database.
pub fn find(connection: &mut AnyConnection, address: &str) -> Result<Option<MailAddressRow>> {
    Ok(mail_addresses::table
        .filter(mail_addresses::address.eq(address))
        .select(MailAddressRow::as_select())
        .first(connection)
        .optional()?)
}

/// Whether any tenant has a further address in this domain (lower case).
///
/// # Errors
/// Those of the database.
pub fn has_domain(connection: &mut AnyConnection, domain: &str) -> Result<bool> {
    let ending = format!("%@{}", domain.replace('_', ""));
    let found: Option<OrganisationId> = mail_addresses::table
        .filter(mail_addresses::address.like(ending))
        .select(mail_addresses::organisation_id)
        .first(connection)
        .optional()?;
    Ok(found.is_some())
}

/// The tenants with further addresses in this domain, each once.
///
/// # Errors
/// Those of the database.
pub fn with_domain(connection: &mut AnyConnection, domain: &str) -> Result<Vec<OrganisationId>> {
    let ending = format!("%@{}", domain.replace(['_', '%'], ""));
    Ok(mail_addresses::table
        .filter(mail_addresses::address.like(ending))
        .select(mail_addresses::organisation_id)
        .distinct()
        .limit(2)
        .load(connection)?)
}

/// The organisation's further addresses, by address.
///
/// # Errors
/// Those of the database.
pub fn of_organisation(connection: &mut AnyConnection, organisation: OrganisationId) -> Result<Vec<MailAddressRow>> {
    Ok(mail_addresses::table
        .filter(mail_addresses::organisation_id.eq(organisation))
        .order(mail_addresses::address.asc())
        .select(MailAddressRow::as_select())
        .load(connection)?)
}

/// Takes an address away; says whether it was there.
///
/// # Errors
/// Those of the database.
pub fn remove(connection: &mut AnyConnection, organisation: OrganisationId, address: &str) -> Result<bool> {
    Ok(diesel::delete(mail_addresses::table.find((organisation, address))).execute(connection)? > 0)
}

/// What stands between an address and its tag, if the organisation has said so.
///
/// # Errors
/// Those of the database.
pub fn separator(connection: &mut AnyConnection, organisation: OrganisationId) -> Result<Option<char>> {
    let said: Option<String> =
        mail_separators::table.find(organisation).select(mail_separators::separator).first(connection).optional()?;
    Ok(said.and_then(|text| text.chars().next()))
}

/// Says what stands between an address and its tag.
///
/// # Errors
/// Those of the database.
pub fn set_separator(connection: &mut AnyConnection, organisation: OrganisationId, separator: char) -> Result<()> {
    let text = separator.to_string();
    each_backend!(connection, |inner| {
        diesel::insert_into(mail_separators::table)
            .values((mail_separators::organisation_id.eq(organisation), mail_separators::separator.eq(&text)))
            .on_conflict(mail_separators::organisation_id)
            .do_update()
            .set(mail_separators::separator.eq(&text))
            .execute(inner)?
    });
    Ok(())
}
