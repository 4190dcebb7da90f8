//! When to try again: after 1, 5, 15 and 60 minutes, then twice as long each time up to a day (RFC 5321, section
//! 4.5.4.1, wants at least 30 minutes after the first tries, and four to five days in all). A fifth of it either way
//! is chosen by the id, so that letters which failed together don't all come back together.

use crate::error::Kind;
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};
use uuid::Uuid;

const MINUTES: [i64; 9] = [1, 5, 15, 60, 120, 240, 480, 960, 1440];
/// Seconds until what lost a race is tried again: the winner's work is there by then, and few lose the same one.
const RACES: [i64; 3] = [1, 5, 20];

/// How long a letter is worth trying.
const LETTER: SignedDuration = SignedDuration::from_hours(4 * 24);
/// A link to sign in has ended by then.
const SIGN_IN: SignedDuration = SignedDuration::from_mins(15);
/// A fault of our own is tried so often before it is buried.
const FAULTS: i32 = 8;

/// When a letter that was tried `attempts` times since `since` is tried again; none if it has been tried long enough.
pub fn letter(kind: &str, id: Uuid, attempts: i32, since: Timestamp, now: Timestamp) -> Option<Timestamp> {
    after(id, attempts, now).filter(|again| is_worth(kind, since, *again))
}

/// Whether a letter that has been offered since `since` is still worth a try at that moment.
pub fn is_worth(kind: &str, since: Timestamp, again: Timestamp) -> bool {
    again.duration_since(since) <= if kind == "sign_in" { SIGN_IN } else { LETTER }
}

/// When a job that failed is tried again; none if another try can't help or enough were made.
pub fn job(kind: Kind, id: Uuid, attempts: i32, now: Timestamp) -> Option<Timestamp> {
    match kind {
        Kind::Invalid | Kind::TooLarge | Kind::NotFound | Kind::Unauthenticated | Kind::Forbidden => None,
        Kind::Conflict => lost(attempts, now).or_else(|| after(id, attempts, now)),
        Kind::RateLimited | Kind::Unavailable => after(id, attempts, now),
        Kind::Internal if attempts < FAULTS => after(id, attempts, now),
        Kind::Internal => None,
    }
}

fn tried(attempts: i32) -> usize {
    usize::try_from(attempts.saturating_sub(1)).unwrap_or(0)
}

/// When a race that was lost is run again; none if it was lost too often to be chance.
fn lost(attempts: i32, now: Timestamp) -> Option<Timestamp> {
    RACES.get(tried(attempts)).and_then(|seconds| now.checked_add(SignedDuration::from_secs(*seconds)).ok())
}

fn after(id: Uuid, attempts: i32, now: Timestamp) -> Option<Timestamp> {
    let tried = tried(attempts);
    let minutes = MINUTES.get(tried).or(MINUTES.last()).copied().unwrap_or(1);
    let mut hash = Sha256::new();
    hash.update(id.as_bytes());
    hash.update(attempts.to_be_bytes());
    let noise = i64::from(hash.finalize().first().copied().unwrap_or(0));
    // From 80 % at noise 0 to 120 % at 255.
    let seconds = minutes * 60 * (800 + noise * 400 / 255) / 1000;
    now.checked_add(SignedDuration::from_secs(seconds)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_from_a_minute_to_a_day_and_end_after_four() {
        let start: Timestamp = "2026-11-16T07:00:00Z".parse().unwrap();
        let (mut now, mut waits) = (start, Vec::new());
        let id = Uuid::from_u128(5);
        for attempt in 1.. {
            let Some(again) = letter("digest", id, attempt, start, now) else { break };
            waits.push(again.duration_since(now).as_secs());
            now = again;
        }
        assert!((48..=72).contains(&waits[0]) && (240..=360).contains(&waits[1]), "{waits:?}");
        assert!(waits.iter().all(|wait| *wait <= 86_400 * 6 / 5));
        assert!(now.duration_since(start) > SignedDuration::from_hours(48), "given up too soon: {waits:?}");
        assert!(letter("sign_in", id, 3, start, now).is_none());
    }

    #[test]
    fn letters_that_failed_together_come_back_apart() {
        let now = Timestamp::UNIX_EPOCH;
        let times: std::collections::BTreeSet<_> =
            (0..100).map(|id| after(Uuid::from_u128(id), 4, now).unwrap()).collect();
        assert!(times.len() > 50);
    }

    #[test]
    fn a_race_that_was_lost_is_run_again_in_seconds_and_after_three_like_the_rest() {
        let (id, now) = (Uuid::from_u128(1), Timestamp::UNIX_EPOCH);
        let waits = [1, 2, 3, 4].map(|tries| job(Kind::Conflict, id, tries, now).unwrap().as_second());
        assert_eq!(waits[..3], [1, 5, 20]);
        assert!(waits[3] > 600, "{waits:?}");
    }

    #[test]
    fn what_can_not_be_helped_is_buried_at_once_and_our_own_faults_after_a_while() {
        let id = Uuid::from_u128(1);
        assert!(job(Kind::Invalid, id, 1, Timestamp::UNIX_EPOCH).is_none());
        assert!(job(Kind::Unavailable, id, 99, Timestamp::UNIX_EPOCH).is_some());
        assert!(job(Kind::Internal, id, 7, Timestamp::UNIX_EPOCH).is_some());
        assert!(job(Kind::Internal, id, 8, Timestamp::UNIX_EPOCH).is_none());
    }
}
