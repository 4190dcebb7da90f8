//! Addresses to which nothing is sent, because letters came back from them: asked before each letter goes, shown to
//! managers, lifted by an operator. A link to sign in goes in any case: somebody is waiting for it this minute.

use crate::domain::Viewer;
use crate::domain::email_address::key_of;
use crate::domain::ids::OrganisationId;
use crate::error::Result;
use crate::store::suppressions::{self, SuppressionRow};
use crate::store::{AnyConnection, organisations};

/// Why nothing is sent to an address, in a sentence's end.
pub fn why(row: &SuppressionRow) -> String {
    let code = if row.detail.is_empty() { String::new() } else { format!(" ({})", row.detail) };
    match row.cause.as_str() {
        "complaint" => "its reader called a letter of ours spam".to_owned(),
        "soft" => format!("letters came back again and again{code}"),
        _ => format!("a letter came back for good{code}"),
    }
}

/// Says why a letter of this kind to this address must not go; none if it may.
///
/// # Errors
/// Those of the database.
pub fn withheld(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    kind: &str,
    address: &str,
) -> Result<Option<String>> {
    if kind == "sign_in" {
        return Ok(None);
    }
    let row = suppressions::find(connection, organisation, &key_of(address))?;
    Ok(row.filter(|row| row.suppressed_at.is_some()).map(|row| why(&row)))
}

/// More than these are only counted on a page.
const SHOWN: i64 = 20;

/// What a manager is told above the inbox: the addresses with their reasons.
///
/// # Errors
/// Those of the database.
pub fn notices(connection: &mut AnyConnection, viewer: &Viewer) -> Result<Vec<(String, String)>> {
    let rows = suppressions::list(connection, viewer.organisation, SHOWN)?;
    Ok(rows.into_iter().map(|row| (row.address.clone(), why(&row))).collect())
}

/// Lets letters go to an address again; says whether it was suppressed.
///
/// # Errors
/// `NotFound` for an unknown organisation; those of the database.
pub fn lift(connection: &mut AnyConnection, organisation: &str, address: &str) -> Result<bool> {
    let organisation = organisations::by_slug(connection, organisation)?;
    suppressions::remove(connection, organisation.id, &key_of(address))
}
