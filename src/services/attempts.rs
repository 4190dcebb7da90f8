//! Budgets of what may be tried: how often, in which stretch of time, by whom. They are kept in the database, so that a
//! restart or another instance doesn't begin a new one; of who it was only a keyed hash is kept, for two days.

use crate::domain::token::SigningKey;
use crate::error::Result;
use crate::store::columns::micros;
use crate::store::{AnyConnection, attempts};
use jiff::{SignedDuration, Timestamp};

/// How often something may be tried.
#[derive(Clone, Copy, Debug)]
pub struct Budget {
    /// What.
    pub purpose: &'static str,
    /// How often.
    pub most: i64,
    /// In how many seconds.
    pub seconds: i64,
}

/// Links asked for from one network: an office of many people may sit behind one.
pub const LINKS_OF_NETWORK: Budget = Budget { purpose: "links by network", most: 60, seconds: 3600 };

/// Links asked for to one address, known or not.
pub const LINKS_OF_ADDRESS: Budget = Budget { purpose: "links by address", most: 5, seconds: 3600 };

/// Codes tried by one member: three of a million are right at any time.
pub const CODES: Budget = Budget { purpose: "codes", most: 5, seconds: 900 };

/// The same for a whole day, so that patience doesn't help.
pub const CODES_OF_DAY: Budget = Budget { purpose: "codes of a day", most: 30, seconds: 86_400 };

/// Passkeys asked for by one network, before anybody is known.
pub const PASSKEYS_OF_NETWORK: Budget = Budget { purpose: "passkeys by network", most: 120, seconds: 3600 };

/// Answers of a provider that come from one network.
pub const PROVIDER_OF_NETWORK: Budget = Budget { purpose: "provider by network", most: 120, seconds: 3600 };

/// Passkeys asked for by one member: nobody guesses a signature, but each question is a row.
pub const PASSKEYS: Budget = Budget { purpose: "passkeys", most: 30, seconds: 900 };

/// Counts a try of `who`; false when the budget is spent. Don't undo it: return an answer, not an error.
///
/// # Errors
/// Those of the database.
pub fn spend(
    connection: &mut AnyConnection,
    key: &SigningKey,
    budget: Budget,
    who: &[u8],
    now: Timestamp,
) -> Result<bool> {
    let who: [u8; 16] = key.sign(budget.purpose, who);
    Ok(attempts::add(connection, budget.purpose, &who, stretch(budget.seconds, now))? <= budget.most)
}

/// Gives a budget back: whoever tried has shown who they are.
///
/// # Errors
/// Those of the database.
pub fn restore(connection: &mut AnyConnection, key: &SigningKey, budget: Budget, who: &[u8]) -> Result<()> {
    let who: [u8; 16] = key.sign(budget.purpose, who);
    attempts::forget(connection, budget.purpose, &who)
}

/// Forgets what was counted two days ago and before.
///
/// # Errors
/// Those of the database.
pub fn forget_old(connection: &mut AnyConnection, now: Timestamp) -> Result<()> {
    attempts::delete_before(connection, micros(now - SignedDuration::from_hours(48)))?;
    Ok(())
}

/// The beginning of the stretch that `now` lies in, UTC microseconds.
fn stretch(seconds: i64, now: Timestamp) -> i64 {
    (now.as_second() - now.as_second().rem_euclid(seconds)).saturating_mul(1_000_000)
}
