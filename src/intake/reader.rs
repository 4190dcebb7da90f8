//! Reads stored letters: takes one up, reads it with no transaction open, stores the card. Running it again on a letter
//! that was read changes nothing.

use crate::domain::ids::{InboundId, OrganisationId};
use crate::error::Result;
use crate::services::directory::Directory;
use crate::services::letters_in;
use crate::store::Database;
use jiff::Timestamp;

/// Makes a card of a stored letter, if it is one.
///
/// # Errors
/// Those of the database.
pub fn read(
    directory: &Directory,
    database: &Database,
    organisation: OrganisationId,
    id: InboundId,
    now: Timestamp,
) -> Result<()> {
    let Some(waiting) = database.read(|connection| letters_in::take_up(connection, organisation, id))? else {
        return Ok(());
    };
    let house = directory.house(database, organisation, now)?;
    let letter = letters_in::read(waiting, &house)?;
    database.write(move |connection| letters_in::settle(connection, letter, now))
}
