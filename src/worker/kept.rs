//! Makes cards of those that were only kept during a rush.

use super::{Tools, Wake};
use crate::error::Result;
use crate::services::kept_cards::{self, Bookmark};

/// Reads everything that is kept, until there is none, it is time to stop, or a new rush wants to go first; says how
/// many became cards. `late` goes on through a rush.
///
/// # Errors
/// Those of the database.
pub(super) fn read_waiting(tools: &Tools, wake: &Wake, late: bool) -> Result<usize> {
    let (mut done, mut from): (usize, Option<Bookmark>) = (0, None);
    loop {
        let now = tools.clock.now();
        let (stored, next) = kept_cards::read_some(&tools.database, &tools.directory, from.as_ref(), now)?;
        done += stored;
        if next.is_none() {
            break;
        }
        if late {
            tools.rush.set_behind(tools.database.read(|connection| kept_cards::is_behind(connection, now))?);
        }
        if wake.stopped() || (tools.rush.is_near() && !late) {
            return Ok(done);
        }
        from = next;
    }
    tools.rush.set_behind(false);
    Ok(done)
}
