//! Tenants, and the few values that belong to the whole instance.

use super::connection::{AnyConnection, each_backend};
use super::schema::{instance, organisations};
use crate::domain::ids::OrganisationId;
use crate::error::{Error, Result};
use diesel::prelude::*;

/// A tenant as it is stored.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = organisations)]
pub struct OrganisationRow {
    /// Key.
    pub id: OrganisationId,
    /// Its name in commands.
    pub slug: String,
    /// Its name for people.
    pub name: String,
    /// IANA time zone of its weeks and due dates.
    pub zone: String,
    /// BCP 47 language of its pages and letters.
    pub language: String,
    /// Where customers write to.
    pub mail_address: String,
    /// One line for the foot of a letter.
    pub postal_line: String,
    /// Rises with every change of the roster, so that caches know when to look again.
    pub roster_version: i64,
    /// UTC microseconds.
    pub created_at: i64,
}

/// Stores a new tenant.
///
/// # Errors
/// `Conflict` when its slug or mail address is taken.
pub fn insert(connection: &mut AnyConnection, row: &OrganisationRow) -> Result<()> {
    diesel::insert_into(organisations::table).values(row).execute(connection)?;
    Ok(())
}

/// The tenant with this id.
///
/// # Errors
/// `NotFound`.
pub fn by_id(connection: &mut AnyConnection, id: OrganisationId) -> Result<OrganisationRow> {
    Ok(organisations::table.find(id).select(OrganisationRow::as_select()).first(connection)?)
}

/// The tenant with this slug.
///
/// # Errors
/// `NotFound` with the slug.
pub fn by_slug(connection: &mut AnyConnection, slug: &str) -> Result<OrganisationRow> {
    organisations::table
        .filter(organisations::slug.eq(slug))
        .select(OrganisationRow::as_select())
        .first(connection)
        .optional()?
        .ok_or_else(|| Error::not_found(format!("There is no organisation \"{slug}\".")))
}

/// The tenant that customers reach under this address (lower case).
///
/// # Errors
/// Those of the database.
pub fn by_mail_address(connection: &mut AnyConnection, address: &str) -> Result<Option<OrganisationRow>> {
    Ok(organisations::table
        .filter(organisations::mail_address.eq(address))
        .select(OrganisationRow::as_select())
        .get_result(connection)
        .optional()?)
}

/// Whether any tenant has an address in this domain (lower case): asked only of addresses that nobody reads.
///
/// # Errors
/// Those of the database.
pub fn has_domain(connection: &mut AnyConnection, domain: &str) -> Result<bool> {
    let ending = format!("%@{}", domain.replace('_', ""));
    let found: Option<OrganisationId> = organisations::table
        .filter(organisations::mail_address.like(ending))
        .select(organisations::id)
        .first(connection)
        .optional()?;
    Ok(found.is_some() || super::mail_addresses::has_domain(connection, domain)?)
}

/// The only tenant with addresses in this domain; none when there are several, or none at all.
///
/// # Errors
/// Those of the database.
pub fn only_with_domain(connection: &mut AnyConnection, domain: &str) -> Result<Option<OrganisationId>> {
    let ending = format!("%@{}", domain.replace(['_', '%'], ""));
    let mut found: Vec<OrganisationId> = organisations::table
        .filter(organisations::mail_address.like(ending))
        .select(organisations::id)
        .limit(2)
        .load(connection)?;
    found.extend(super::mail_addresses::with_domain(connection, domain)?);
    found.dedup();
    Ok(found.first().copied().filter(|first| found.iter().all(|other| other == first)))
}

/// Every tenant, in order of slug: for the command line, where they are few.
///
/// # Errors
/// Those of the database.
pub fn all(connection: &mut AnyConnection) -> Result<Vec<OrganisationRow>> {
    Ok(organisations::table.order(organisations::slug.asc()).select(OrganisationRow::as_select()).load(connection)?)
}

/// Changes name, zone and postal line of a tenant.
///
/// # Errors
/// Those of the database.
pub fn update(
    connection: &mut AnyConnection,
    id: OrganisationId,
    (name, zone, postal_line): (&str, &str, &str),
) -> Result<()> {
    diesel::update(organisations::table.find(id))
        .set((organisations::name.eq(name), organisations::zone.eq(zone), organisations::postal_line.eq(postal_line)))
        .execute(connection)?;
    Ok(())
}

/// Writes the language of letters and pages where nobody chose another.
///
/// # Errors
/// Those of the database.
pub fn set_language(connection: &mut AnyConnection, id: OrganisationId, language: &str) -> Result<()> {
    diesel::update(organisations::table.find(id)).set(organisations::language.eq(language)).execute(connection)?;
    Ok(())
}

/// The number that rises with every change of the tenant's roster.
///
/// # Errors
/// `NotFound`.
pub fn roster_version(connection: &mut AnyConnection, id: OrganisationId) -> Result<i64> {
    Ok(organisations::table.find(id).select(organisations::roster_version).first(connection)?)
}

/// Tells every instance that the roster has changed.
///
/// # Errors
/// Those of the database.
pub fn bump_roster_version(connection: &mut AnyConnection, id: OrganisationId) -> Result<()> {
    diesel::update(organisations::table.find(id))
        .set(organisations::roster_version.eq(organisations::roster_version + 1))
        .execute(connection)?;
    Ok(())
}

/// A value of the whole instance.
///
/// # Errors
/// Those of the database.
pub fn instance_value(connection: &mut AnyConnection, name: &str) -> Result<Option<Vec<u8>>> {
    Ok(instance::table.find(name).select(instance::value).first(connection).optional()?)
}

/// Stores a value of the whole instance unless another instance was first; read it again afterwards.
///
/// # Errors
/// Those of the database.
pub fn keep_instance_value(connection: &mut AnyConnection, name: &str, value: &[u8]) -> Result<()> {
    each_backend!(connection, |inner| {
        diesel::insert_into(instance::table)
            .values((instance::name.eq(name), instance::value.eq(value)))
            .on_conflict_do_nothing()
            .execute(inner)?
    });
    Ok(())
}
