//! Which letter of ours is answered, by the token in the address; and whether whoever answers is believed.

use crate::domain::Role;
use crate::domain::email_address::key_of;
use crate::domain::ids::{LetterId, OrganisationId};
use crate::domain::mail_tag::Tag;
use crate::domain::token::SigningKey;
use crate::error::Result;
use crate::services::letters_in::Proof;
use crate::services::letters_out::ANSWERABLE;
use crate::store::{AnyConnection, members, outbox};

/// An answer to a letter that one member got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ByMail {
    /// The letter.
    pub letter: LetterId,
    /// Why it isn't believed; none if it is.
    pub refused: Option<Refused>,
}

/// Why an answer isn't acted upon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The address is the reader's own, but nothing proves that they sent it.
    Unproven,
    /// It comes from somebody else: the letter was passed on, or its token is known to others.
    Stranger,
    /// The letter is gone, or its reader no longer looks after cards.
    Gone,
}

impl Refused {
    /// The text that says so.
    pub fn key(self) -> &'static str {
        match self {
            Self::Unproven => "refused-unproven",
            Self::Stranger => "refused-stranger",
            Self::Gone => "refused-gone",
        }
    }
}

/// Looks up which letter a tag answers, and whether `from` may.
///
/// # Errors
/// Those of the database.
pub(in crate::services) fn look(
    connection: &mut AnyConnection,
    key: &SigningKey,
    organisation: OrganisationId,
    tag: Option<Tag>,
    from: Option<&str>,
    proof: Proof,
) -> Result<Option<ByMail>> {
    let Some(letter) = tag.and_then(|tag| tag.answered(key, organisation)) else { return Ok(None) };
    let refused = refusal(connection, organisation, letter, from, proof)?;
    Ok(Some(ByMail { letter, refused }))
}

fn refusal(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    letter: LetterId,
    from: Option<&str>,
    proof: Proof,
) -> Result<Option<Refused>> {
    let row = outbox::by_id(connection, letter)?.filter(|row| row.organisation_id == organisation);
    let Some(row) = row.filter(|row| ANSWERABLE.contains(&row.kind.as_str())) else {
        return Ok(Some(Refused::Gone));
    };
    let to = key_of(&row.to_address);
    if from.map(key_of) != Some(to.clone()) {
        return Ok(Some(Refused::Stranger));
    }
    if proof != Proof::Pass {
        return Ok(Some(Refused::Unproven));
    }
    let member = members::by_email(connection, organisation, &to)?.filter(|member| member.disabled_at.is_none());
    let acts = member.is_some_and(|member| matches!(member.role, Role::Admin | Role::Manager));
    Ok((!acts).then_some(Refused::Gone))
}
