//! The one door for letters: stores the raw bytes with their envelope durably, and only then says yes.

use crate::domain::ids::InboundId;
use crate::error::Result;
use crate::services::letters_in;
use crate::store::Database;
use jiff::Timestamp;

/// Stores a letter; once this returns it is on disk, and a job to read it waits beside it.
///
/// # Errors
/// As [`letters_in::receive`].
pub fn accept(
    database: &Database,
    recipient: &str,
    sender: Option<&str>,
    raw: Vec<u8>,
    now: Timestamp,
) -> Result<InboundId> {
    let (recipient, sender) = (recipient.to_owned(), sender.map(str::to_owned));
    database.write(move |connection| letters_in::receive(connection, &recipient, sender.as_deref(), raw, now))
}
