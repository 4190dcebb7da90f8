//! The public forms as an admin sets them up. A form's name in addresses never changes, for it is printed.

use super::access::may_set_up;
use super::organisations::checked_slug;
use crate::domain::form_design::{FormDesign, FormTexts};
use crate::domain::ids::{FormId, TeamId};
use crate::domain::{Viewer, names};
use crate::error::{Error, Kind, Result};
use crate::store::columns::micros;
use crate::store::forms::{self, FormRow};
use crate::store::{AnyConnection, roster};
use jiff::Timestamp;

/// The most places to choose from: a list on a phone that can still be looked through.
const MOST_PLACES: usize = 100;
/// The longest text of a form, in characters.
const LONGEST_TEXT: usize = 600;

/// A form as it is to be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Its name in addresses; only a new form is given one.
    pub slug: String,
    /// The heading, in the organisation's language.
    pub title: String,
    /// Whose manager sees cards that name nobody.
    pub team: Option<TeamId>,
    /// Where it hangs, or the places to choose from; one a line.
    pub places: Vec<String>,
    /// What it asks for and says; its places are those above.
    pub design: FormDesign,
}

impl Wanted {
    /// The form as it is.
    pub fn of(row: &FormRow) -> Self {
        Self {
            slug: row.slug.clone(),
            title: row.title.clone(),
            team: row.team_id,
            places: row.places(),
            design: row.design(),
        }
    }

    /// The row it would be, checked.
    ///
    /// # Errors
    /// `Invalid`, with what is wrong.
    pub fn row(&self, viewer: &Viewer, id: FormId, now: Timestamp) -> Result<FormRow> {
        let title = names::one_line(&self.title, 121);
        if title.is_empty() || title.chars().count() > 120 {
            return Err(Error::invalid("Give the form a heading of at most 120 characters."));
        }
        let mut design = self.design.clone();
        for texts in design.texts.values_mut() {
            *texts = checked(texts)?;
        }
        design.texts.retain(|_, texts| *texts != FormTexts::default());
        let mut places = places(&self.places)?;
        let location = if places.len() == 1 { places.pop() } else { None };
        design.places = places;
        Ok(FormRow {
            organisation_id: viewer.organisation,
            id,
            slug: checked_slug(self.slug.trim())?.to_owned(),
            title,
            team_id: self.team,
            location,
            created_at: micros(now),
            closed_at: None,
            design: design.stored(),
        })
    }
}

fn checked(texts: &FormTexts) -> Result<FormTexts> {
    let cleaned = |text: &str| -> Result<String> {
        let text = names::lines(text);
        if text.chars().count() > LONGEST_TEXT {
            return Err(Error::invalid(format!("Keep each text under {LONGEST_TEXT} characters.")));
        }
        Ok(text)
    };
    let title = names::one_line(&texts.title, 121);
    if title.chars().count() > 120 {
        return Err(Error::invalid("Give the form headings of at most 120 characters."));
    }
    Ok(FormTexts { title, intro: cleaned(&texts.intro)?, thanks: cleaned(&texts.thanks)? })
}

fn places(typed: &[String]) -> Result<Vec<String>> {
    let mut places: Vec<String> = Vec::new();
    for place in typed.iter().map(|line| names::one_line(line, 81)).filter(|place| !place.is_empty()) {
        if place.chars().count() > 80 {
            return Err(Error::invalid(format!("“{place}” is too long for a place: use at most 80 characters.")));
        }
        if !places.contains(&place) {
            places.push(place);
        }
    }
    if places.len() > MOST_PLACES {
        return Err(Error::invalid(format!("A form can have at most {MOST_PLACES} places.")));
    }
    Ok(places)
}

/// Every form, those that take cards first, each in order of its name in addresses.
///
/// # Errors
/// `NotFound` for whoever is no admin.
pub fn list(connection: &mut AnyConnection, viewer: &Viewer) -> Result<Vec<FormRow>> {
    may_set_up(viewer)?;
    let mut rows = forms::of_organisation(connection, viewer.organisation)?;
    rows.sort_by_key(|row| row.closed_at.is_some());
    Ok(rows)
}

/// One form.
///
/// # Errors
/// `NotFound`, also for whoever is no admin.
pub fn one(connection: &mut AnyConnection, viewer: &Viewer, id: FormId) -> Result<FormRow> {
    let gone = || Error::not_found("There is no such form.");
    list(connection, viewer)?.into_iter().find(|row| row.id == id).ok_or_else(gone)
}

/// Adds a form.
///
/// # Errors
/// `NotFound` for whoever is no admin; `Invalid` for what can't be, and for an address that is taken.
pub fn add(connection: &mut AnyConnection, viewer: &Viewer, wanted: &Wanted, now: Timestamp) -> Result<FormId> {
    may_set_up(viewer)?;
    let row = wanted.row(viewer, FormId::at(now), now)?;
    of_ours(connection, viewer, row.team_id)?;
    match forms::by_slug(connection, &row.slug) {
        Ok(_) => return Err(Error::invalid(format!("The address /f/{} is taken. Choose another.", row.slug))),
        Err(error) if error.kind() == Kind::NotFound => {}
        Err(error) => return Err(error),
    }
    forms::insert(connection, &row)?;
    Ok(row.id)
}

/// Changes a form; its name in addresses stays. Returns that name.
///
/// # Errors
/// As [`add`]; `NotFound` when it is not there.
pub fn change(
    connection: &mut AnyConnection,
    viewer: &Viewer,
    id: FormId,
    wanted: &Wanted,
    now: Timestamp,
) -> Result<String> {
    let known = one(connection, viewer, id)?;
    let wanted = Wanted { slug: known.slug, ..wanted.clone() };
    let row = wanted.row(viewer, id, now)?;
    of_ours(connection, viewer, row.team_id)?;
    forms::change(connection, &row)?;
    Ok(row.slug)
}

/// Closes a form, or opens it again. Returns its name in addresses.
///
/// # Errors
/// `NotFound`, also for whoever is no admin.
pub fn close(
    connection: &mut AnyConnection,
    viewer: &Viewer,
    id: FormId,
    closed_at: Option<Timestamp>,
) -> Result<String> {
    let row = one(connection, viewer, id)?;
    // A second press changes nothing: whoever had the page open at the first still may send it.
    if row.closed_at.is_some() != closed_at.is_some() {
        forms::close(connection, viewer.organisation, id, closed_at.map(micros))?;
    }
    Ok(row.slug)
}

fn of_ours(connection: &mut AnyConnection, viewer: &Viewer, team: Option<TeamId>) -> Result<()> {
    let Some(team) = team else { return Ok(()) };
    let known = roster::teams_of(connection, viewer.organisation)?.iter().any(|row| row.id == team);
    if known { Ok(()) } else { Err(Error::invalid("Choose one of the teams.")) }
}
