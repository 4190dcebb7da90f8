//! How long to wait before a mailbox is tried again: seconds when the way was broken, minutes when the server doesn't let
//! us in, so that a wrong password never locks the account (R26). A fifth either way by chance, so that mailboxes which
//! failed together don't come back together.

use crate::error::Kind;
use std::time::Duration;

/// Seconds after trouble that may pass by itself.
const BROKEN: [u64; 6] = [2, 10, 30, 60, 120, 300];
/// Seconds after a sign-in that was refused: some providers lock an account for ten refusals in a quarter of an hour.
const REFUSED: [u64; 5] = [60, 300, 900, 1800, 3600];

/// The pause after `failures` in a row; `noise` is anything random.
pub(super) fn after(kind: Kind, failures: u32, noise: u8) -> Duration {
    let steps: &[u64] = match kind {
        Kind::Unauthenticated | Kind::Forbidden => &REFUSED,
        Kind::Invalid | Kind::TooLarge | Kind::NotFound => BROKEN.get(2..).unwrap_or(&BROKEN),
        Kind::Conflict | Kind::RateLimited | Kind::Unavailable | Kind::Internal => &BROKEN,
    };
    let step = usize::try_from(failures.saturating_sub(1)).unwrap_or(usize::MAX).min(steps.len() - 1);
    let seconds = steps.get(step).copied().unwrap_or(300);
    // From 80 % at noise 0 to 120 % at 255.
    Duration::from_millis(seconds * (800 + u64::from(noise) * 400 / 255))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refused_sign_in_is_tried_at_most_four_times_in_the_first_hour_r26() {
        let mut spent = Duration::ZERO;
        let mut tries = 1;
        while spent + after(Kind::Unauthenticated, tries, 0) < Duration::from_secs(3600) {
            spent += after(Kind::Unauthenticated, tries, 0);
            tries += 1;
        }
        assert!(tries <= 5, "{tries} tries in an hour");
    }

    #[test]
    fn a_broken_way_is_tried_again_at_once_and_then_more_slowly() {
        let waits: Vec<u64> = (1..10).map(|failures| after(Kind::Unavailable, failures, 128).as_secs()).collect();
        assert!(waits.is_sorted() && waits[0] <= 3 && waits[8] <= 360, "{waits:?}");
        assert!(after(Kind::Unavailable, 4, 0) < after(Kind::Unavailable, 4, 255));
    }
}
