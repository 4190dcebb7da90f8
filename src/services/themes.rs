//! What cards are about: an organisation's own themes, or the starting set until an admin changes it.

use crate::analysis::themes::{self as pure, Theme};
use crate::domain::ids::OrganisationId;
use crate::domain::{Role, Viewer, names};
use crate::error::{Error, Kind, Result};
use crate::store::AnyConnection;
use crate::store::columns::micros;
use crate::store::themes::{self, ThemeRow};
use jiff::Timestamp;

/// More themes than these are no overview.
const MOST: usize = 40;
/// Characters of a theme's words.
const MOST_WORDS: usize = 4_000;

/// The themes in force, in their order; with the number that names each in addresses.
///
/// # Errors
/// Those of the database.
pub fn of(connection: &mut AnyConnection, organisation: OrganisationId) -> Result<Vec<ThemeRow>> {
    let mut rows = rows(connection, organisation)?;
    rows.retain(|row| row.removed_at.is_none());
    Ok(rows)
}

/// Whether the organisation still has the starting set.
///
/// # Errors
/// Those of the database.
pub fn untouched(connection: &mut AnyConnection, organisation: OrganisationId) -> Result<bool> {
    Ok(themes::of(connection, organisation)?.is_empty())
}

fn rows(connection: &mut AnyConnection, organisation: OrganisationId) -> Result<Vec<ThemeRow>> {
    let own = themes::of(connection, organisation)?;
    if !own.is_empty() {
        return Ok(own);
    }
    let numbered = (1_i32..).zip(pure::starting());
    Ok(numbered
        .map(|(number, Theme { name, words })| ThemeRow {
            organisation_id: organisation,
            number,
            name,
            words,
            removed_at: None,
        })
        .collect())
}

/// Adds a theme (`number` is none) or changes one. Answers with its number.
///
/// # Errors
/// `Forbidden` for all but admins; `Invalid` with a sentence about what is wrong; `NotFound`.
pub fn save(
    connection: &mut AnyConnection,
    viewer: &Viewer,
    number: Option<i32>,
    (name, words): (&str, &str),
) -> Result<i32> {
    let mut all = own(connection, viewer)?;
    let name = names::one_line(name, 60);
    if name.is_empty() {
        return Err(Error::invalid("Give the theme a name, such as Waiting."));
    }
    let words = pure::words_of(words).map(|word| names::one_line(word, 80)).collect::<Vec<_>>().join(", ");
    if !words.chars().any(char::is_alphanumeric) {
        return Err(Error::invalid("Write at least one word to look for, with commas between several."));
    }
    if words.chars().count() > MOST_WORDS {
        return Err(Error::invalid(format!("These are too many words: up to {MOST_WORDS} characters can be kept.")));
    }
    let same = |row: &&ThemeRow| row.removed_at.is_none() && row.name.to_lowercase() == name.to_lowercase();
    if all.iter().filter(same).any(|row| Some(row.number) != number) {
        return Err(Error::invalid(format!("There is a theme called {name} already.")));
    }
    let row = match number {
        Some(number) => {
            let row = all.iter_mut().find(|row| row.number == number && row.removed_at.is_none());
            let row = row.ok_or_else(nothing_here)?;
            (row.name, row.words) = (name, words);
            row.clone()
        }
        None if all.iter().filter(|row| row.removed_at.is_none()).count() >= MOST => {
            return Err(Error::invalid(format!("There are {MOST} themes already. Take one away first.")));
        }
        None => ThemeRow {
            organisation_id: viewer.organisation,
            number: all.iter().map(|row| row.number).max().unwrap_or(0) + 1,
            name,
            words,
            removed_at: None,
        },
    };
    themes::keep(connection, &row)?;
    Ok(row.number)
}

/// Takes a theme away, or puts it back when `at` is none.
///
/// # Errors
/// `Forbidden` for all but admins; `NotFound`.
pub fn remove(connection: &mut AnyConnection, viewer: &Viewer, number: i32, at: Option<Timestamp>) -> Result<()> {
    let all = own(connection, viewer)?;
    let row = all.iter().find(|row| row.number == number).ok_or_else(nothing_here)?;
    themes::keep(connection, &ThemeRow { removed_at: at.map(micros), ..row.clone() })
}

/// Puts the starting set in the place of the organisation's own.
///
/// # Errors
/// `Forbidden` for all but admins.
pub fn start_again(connection: &mut AnyConnection, viewer: &Viewer) -> Result<()> {
    only_admins(viewer)?;
    themes::clear(connection, viewer.organisation)
}

/// The organisation's own rows, written down if the starting set held until now.
fn own(connection: &mut AnyConnection, viewer: &Viewer) -> Result<Vec<ThemeRow>> {
    only_admins(viewer)?;
    let all = rows(connection, viewer.organisation)?;
    if untouched(connection, viewer.organisation)? {
        all.iter().try_for_each(|row| themes::keep(connection, row))?;
    }
    Ok(all)
}

fn only_admins(viewer: &Viewer) -> Result<()> {
    match viewer.role {
        Role::Admin => Ok(()),
        Role::Manager | Role::Auditor | Role::Agent => {
            Err(Error::new(Kind::Forbidden, "Only an admin changes the words that are looked for."))
        }
    }
}

fn nothing_here() -> Error {
    Error::not_found("There is no such theme.")
}
