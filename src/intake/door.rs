//! The one door for letters: stores the raw bytes with their envelope durably, and only then says yes.

use crate::domain::ids::InboundId;
use crate::error::Result;
use crate::services::arrivals;
use crate::store::Database;
use jiff::Timestamp;

pub use crate::domain::Via;
pub use crate::services::arrivals::Arrival;
pub use crate::store::Raw;

/// Stores a letter; once this returns it is on disk, and a job to read it waits beside it. Blocks the thread.
///
/// # Errors
/// As [`arrivals::receive`].
pub fn accept(database: &Database, arrival: Arrival, now: Timestamp) -> Result<InboundId> {
    database.write(move |connection| arrivals::receive(connection, &arrival, now))
}

/// [`accept`] for async callers: letters of many sessions share one commit.
///
/// # Errors
/// As [`arrivals::receive`].
pub async fn accept_async(database: &Database, arrival: Arrival, now: Timestamp) -> Result<InboundId> {
    database.write_async(move |connection| arrivals::receive(connection, &arrival, now)).await
}

/// Says whether somebody reads mail to this address here.
///
/// # Errors
/// Those of the database.
pub fn knows(database: &Database, recipient: &str) -> Result<bool> {
    database.read(|connection| arrivals::knows(connection, recipient))
}
