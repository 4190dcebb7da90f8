//! What an admin chooses for the whole organisation.

use super::access::may_set_up;
use super::second_factor;
use crate::domain::{SecondFactor, Viewer, calendar, names};
use crate::error::{Error, Result};
use crate::store::organisations::{self, OrganisationRow};
use crate::store::{AnyConnection, cards, forms, inbound_list, roster, second_factors};
use jiff::Timestamp;

/// What is chosen.
#[derive(Clone, Debug)]
pub struct Choices {
    /// The organisation's name for people.
    pub name: String,
    /// IANA time zone of its weeks and due dates.
    pub zone: String,
    /// One line for the foot of a letter.
    pub postal_line: String,
    /// The language of letters and pages where nobody chose another; one of those there are, or nothing to leave it.
    pub language: String,
    /// Whether a second step is asked for.
    pub second_factor: SecondFactor,
}

/// What holds now, with the organisation itself.
///
/// # Errors
/// `NotFound` for whoever is no admin.
pub fn read(connection: &mut AnyConnection, viewer: &Viewer) -> Result<(OrganisationRow, SecondFactor)> {
    may_set_up(viewer)?;
    let row = organisations::by_id(connection, viewer.organisation)?;
    Ok((row, second_factors::policy(connection, viewer.organisation)?))
}

/// Keeps what was chosen.
///
/// # Errors
/// `NotFound` for whoever is no admin; `Invalid` for a name or zone that can't be.
pub fn save(connection: &mut AnyConnection, viewer: &Viewer, new: &Choices, now: Timestamp) -> Result<()> {
    may_set_up(viewer)?;
    let name = names::one_line(&new.name, 120);
    if name.is_empty() {
        return Err(Error::invalid("Give the organisation a name."));
    }
    calendar::zone(new.zone.trim())?;
    let postal = names::one_line(&new.postal_line, 200);
    organisations::update(connection, viewer.organisation, (&name, new.zone.trim(), &postal))?;
    let language = new.language.trim();
    if !language.is_empty() {
        if language.len() > 12 || !language.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-') {
            return Err(Error::invalid("Choose one of the languages."));
        }
        organisations::set_language(connection, viewer.organisation, language)?;
    }
    // Pages at hand carry the name; they look again when the number has risen.
    organisations::bump_roster_version(connection, viewer.organisation)?;
    if second_factors::policy(connection, viewer.organisation)? != new.second_factor {
        second_factor::set_policy(connection, viewer.organisation, new.second_factor, now)?;
    }
    Ok(())
}

/// How far an organisation has come on the way to its first card.
#[derive(Clone, Debug)]
pub struct FirstSteps {
    /// The organisation.
    pub organisation: OrganisationRow,
    /// The address part of its first form.
    pub form: Option<String>,
    /// How many people a card can mention.
    pub staff: usize,
    /// Whether a card has come in.
    pub has_cards: bool,
    /// Whether a letter has come in, and not long enough ago to be forgotten.
    pub has_letters: bool,
}

/// How far the viewer's organisation has come.
///
/// # Errors
/// `NotFound` for whoever is no admin.
pub fn first_steps(connection: &mut AnyConnection, viewer: &Viewer) -> Result<FirstSteps> {
    may_set_up(viewer)?;
    let id = viewer.organisation;
    let forms = forms::of_organisation(connection, id)?;
    let agents = roster::agents_of(connection, id)?;
    Ok(FirstSteps {
        organisation: organisations::by_id(connection, id)?,
        form: forms.into_iter().find(|form| form.closed_at.is_none()).map(|form| form.slug),
        staff: agents.iter().filter(|agent| agent.archived_at.is_none()).count(),
        has_cards: cards::any(connection, id)?,
        has_letters: !inbound_list::newest(connection, id, None, 1)?.is_empty(),
    })
}
