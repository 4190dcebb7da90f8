//! Reads stored letters: takes one up, opens it with no transaction open, looks up who that is, stores what became of
//! it. Running it again on a letter that was read changes nothing.

use crate::domain::ids::{InboundId, OrganisationId};
use crate::error::Result;
use crate::services::directory::Directory;
use crate::services::letters_in::{self, Rules};
use crate::store::Database;
use jiff::Timestamp;
use std::sync::{Mutex, PoisonError};

/// From here on a letter is large.
const LARGE: i64 = 2 * 1024 * 1024;

/// Makes a card of a stored letter, if it is one. Large letters are read one after the other, by the lock `large`.
///
/// # Errors
/// Those of the database.
pub fn read(
    directory: &Directory,
    large: &Mutex<()>,
    database: &Database,
    rules: &Rules,
    organisation: OrganisationId,
    id: InboundId,
    now: Timestamp,
) -> Result<()> {
    // A letter of 25 MB needs several times as much to be read: those take turns.
    let size = database.read(|connection| letters_in::size(connection, organisation, id))?;
    let _turn = (size > LARGE).then(|| large.lock().unwrap_or_else(PoisonError::into_inner));
    let Some(waiting) = database.read(|connection| letters_in::take_up(connection, organisation, id))? else {
        return Ok(());
    };
    let opened = letters_in::open(waiting, rules)?;
    let known = database.read(|connection| letters_in::look_up(connection, rules, &opened))?;
    let house = directory.house(database, organisation, now)?;
    let letter = letters_in::read(opened, known, &house, None)?;
    database.write(move |connection| letters_in::settle(connection, letter, now))
}
