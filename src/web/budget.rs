//! How many cards one network may send: a budget a minute and one an hour, kept in memory.

use crate::config::FormSettings;
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::net::IpAddr;
use std::num::NonZeroU32;

/// The budgets of every network that sent something lately.
pub struct Budget {
    minute: DefaultKeyedRateLimiter<IpAddr>,
    hour: DefaultKeyedRateLimiter<IpAddr>,
}

impl Budget {
    /// Budgets as configured.
    pub fn new(settings: &FormSettings) -> Self {
        let at_least_one = |number: u32| NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN);
        Self {
            minute: RateLimiter::keyed(Quota::per_minute(at_least_one(settings.posts_per_minute))),
            hour: RateLimiter::keyed(Quota::per_hour(at_least_one(settings.posts_per_hour))),
        }
    }

    /// Whether this network may send one more; counts it if so.
    pub fn allows(&self, network: IpAddr) -> bool {
        // Networks whose budget is whole again are forgotten, so that memory follows the traffic of the hour.
        if self.hour.len() > 100_000 {
            self.hour.retain_recent();
            self.minute.retain_recent();
        }
        self.minute.check_key(&network).is_ok() && self.hour.check_key(&network).is_ok()
    }
}
