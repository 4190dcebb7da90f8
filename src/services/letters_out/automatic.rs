//! The last fence against loops: however a letter came about, an address gets at most one a day that no person wrote
//! (R41). Where headers lie and two machines begin to talk, this ends it. A member whose letters are proven hears more
//! often that something could not be done; that, too, has its pause.

use crate::domain::email_address::key_of;
use crate::domain::ids::OrganisationId;
use crate::error::Result;
use crate::store::AnyConnection;
use crate::store::automatic_letters;
use crate::store::columns::micros;
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};

/// Between two letters to an address that no person wrote.
pub const DAY: SignedDuration = SignedDuration::from_hours(24);
/// Between two letters to a member that tell only of what could not be done.
pub const PAUSE: SignedDuration = SignedDuration::from_mins(5);

/// Whether an address may get a letter that no person wrote, `between` after the last; if so, it is noted as sent.
///
/// # Errors
/// Those of the database.
pub fn may_write(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    address: &str,
    between: SignedDuration,
    now: Timestamp,
) -> Result<bool> {
    let mut hash = Sha256::new();
    hash.update(organisation.as_bytes());
    hash.update(between.as_secs().to_be_bytes());
    hash.update(key_of(address).as_bytes());
    let hash: [u8; 32] = hash.finalize().into();
    if automatic_letters::last(connection, organisation, &hash)?.is_some_and(|last| last > micros(now - between)) {
        return Ok(false);
    }
    automatic_letters::note(connection, organisation, &hash, micros(now), micros(now - DAY))?;
    Ok(true)
}
