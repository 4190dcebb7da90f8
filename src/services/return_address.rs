//! The signed addresses of an organisation that letters of ours come back to: answers of customers, bounces,
//! and wishes to stop them.

use super::letters_in::USUAL;
use crate::domain::ids::{CardId, LetterId, OrganisationId};
use crate::domain::mail_tag;
use crate::domain::token::SigningKey;
use crate::error::Result;
use crate::store::{AnyConnection, mail_addresses, organisations};

/// The address that letters to the customer of a card are answered to; none where there is no room for the token.
///
/// # Errors
/// Those of the database.
pub fn reply_address(
    connection: &mut AnyConnection,
    key: &SigningKey,
    organisation: OrganisationId,
    card: CardId,
) -> Result<Option<String>> {
    let row = organisations::by_id(connection, organisation)?;
    let separator = mail_addresses::separator(connection, organisation)?.unwrap_or(USUAL);
    Ok(mail_tag::reply_address(key, &row.mail_address, separator, organisation, card))
}

/// The address that a member's answer to a letter comes to; none where there is no room for the token.
///
/// # Errors
/// Those of the database.
pub fn answer_address(
    connection: &mut AnyConnection,
    key: &SigningKey,
    organisation: OrganisationId,
    letter: LetterId,
) -> Result<Option<String>> {
    let row = organisations::by_id(connection, organisation)?;
    let separator = mail_addresses::separator(connection, organisation)?.unwrap_or(USUAL);
    Ok(mail_tag::answer_address(key, &row.mail_address, separator, organisation, letter))
}

/// The address to which a letter stops the one whose link holds `token`; none where there is no room for it.
///
/// # Errors
/// Those of the database.
pub fn stop_address(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    token: &str,
) -> Result<Option<String>> {
    let row = organisations::by_id(connection, organisation)?;
    let separator = mail_addresses::separator(connection, organisation)?.unwrap_or(USUAL);
    Ok(mail_tag::stop_address(&row.mail_address, separator, token))
}

/// The envelope's sender of a letter: the organisation's own address with the letter's token, where bounces of it come
/// back to. None where that address is of another domain than `from`'s: a relay may refuse it, and its SPF record is
/// not the one that was set up for our letters.
///
/// # Errors
/// Those of the database.
pub fn bounce_address(
    connection: &mut AnyConnection,
    key: &SigningKey,
    organisation: OrganisationId,
    letter: LetterId,
    from_domain: &str,
    given: Option<&str>,
) -> Result<Option<String>> {
    let separator = mail_addresses::separator(connection, organisation)?.unwrap_or(USUAL);
    let base = match given {
        Some(given) => given.to_owned(),
        None => organisations::by_id(connection, organisation)?.mail_address,
    };
    let same = base.rsplit_once('@').is_some_and(|(_, domain)| domain.eq_ignore_ascii_case(from_domain));
    if given.is_none() && !same {
        return Ok(None);
    }
    Ok(mail_tag::bounce_address(key, &base, separator, organisation, letter))
}
