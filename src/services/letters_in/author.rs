//! Who wrote a letter (R34). A letter that a colleague passed on becomes its first writer's card, with the colleague
//! shown; but only when the colleague's own address is proven (R35), or anybody could put words into a customer's mouth.
//! From anyone else the sender stays the author, and whom the letter quotes is a note.

use super::proof::Proof;
use super::rules::Rules;
use crate::domain::email_address::EmailAddress;
use crate::domain::ids::OrganisationId;
use crate::domain::names::one_line;
use crate::error::Result;
use crate::reading::Reading;
use crate::store::{AnyConnection, members, roster};

/// The writer of a card, and by which way the words came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Writer {
    pub(super) name: Option<String>,
    pub(super) address: Option<String>,
    /// The words, if they aren't the letter's own.
    pub(super) text: Option<String>,
    /// Who passed it on.
    pub(super) forwarder: Option<String>,
    /// What they wrote above, or what there is to say about it.
    pub(super) note: String,
}

/// Decides who wrote. `colleague` says whether the sender is one of ours.
pub(super) fn of(letter: &Reading, colleague: bool, proof: Proof, rules: &Rules) -> Writer {
    let own = Writer {
        name: letter.name.clone(),
        address: letter.reply_to.clone().or_else(|| letter.from.clone()),
        ..Writer::default()
    };
    let Some(first) = &letter.author else { return own };
    let told = first.address.as_deref().or(first.name.as_deref()).map_or_else(String::new, |who| one_line(who, 200));
    if !colleague {
        return Writer { note: format!("The letter passes on words of {told}."), ..own };
    }
    let believed = match proof {
        Proof::Pass => true,
        Proof::None => rules.unverified_forwards,
        Proof::Fail | Proof::Unknown => false,
    };
    let address = first.address.as_deref().and_then(|address| EmailAddress::parse(address).ok());
    match address {
        Some(address) if believed => Writer {
            name: first.name.clone(),
            address: Some(address.as_str().to_owned()),
            text: Some(first.text.clone()),
            forwarder: letter.from.clone(),
            note: first.note.clone(),
        },
        _ if believed => Writer {
            name: first.name.clone(),
            address: None,
            text: Some(first.text.clone()),
            forwarder: letter.from.clone(),
            note: first.note.clone(),
        },
        _ => Writer {
            note: format!(
                "A colleague seems to pass on words of {told}. Nobody verified the colleague's address, so it stands \
                 as the author."
            ),
            ..own
        },
    }
}

/// Whether this address is a member's or an agent's of the organisation.
///
/// # Errors
/// Those of the database.
pub(super) fn is_colleague(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    address: Option<&str>,
) -> Result<bool> {
    let Some(key) = address.and_then(|address| EmailAddress::parse(address).ok()).map(|address| address.key()) else {
        return Ok(false);
    };
    if members::by_email(connection, organisation, &key)?.is_some_and(|member| member.disabled_at.is_none()) {
        return Ok(true);
    }
    let agents = roster::agents_of(connection, organisation)?;
    Ok(agents.iter().any(|agent| {
        agent.archived_at.is_none() && agent.email.as_deref().is_some_and(|email| email.eq_ignore_ascii_case(&key))
    }))
}
