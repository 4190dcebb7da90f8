//! Where "now" comes from. Adapters own a [`Clock`]; everything below them takes `now` as an argument, so that
//! a test can stand at any moment it likes. The one file that may read the system's clock.

use jiff::Timestamp;
use std::sync::{Arc, Mutex, PoisonError};

/// A source of the present moment.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The machine's own clock.
    System,
    /// A moment that stands still until it is [set](Clock::set): for the demo's past and for tests.
    Fixed(Arc<Mutex<Timestamp>>),
}

impl Clock {
    /// A clock that stands at `moment`.
    pub fn fixed(moment: Timestamp) -> Self {
        Self::Fixed(Arc::new(Mutex::new(moment)))
    }

    /// The present moment, cut to whole microseconds (the unit that both databases keep).
    pub fn now(&self) -> Timestamp {
        let exact = match self {
            #[expect(clippy::disallowed_methods, reason = "this is the room that owns the clock")]
            Self::System => Timestamp::now(),
            Self::Fixed(moment) => *moment.lock().unwrap_or_else(PoisonError::into_inner),
        };
        Timestamp::from_microsecond(exact.as_microsecond()).unwrap_or(exact)
    }

    /// Moves a fixed clock to `moment`; a system clock stays as it is.
    pub fn set(&self, moment: Timestamp) {
        if let Self::Fixed(slot) = self {
            *slot.lock().unwrap_or_else(PoisonError::into_inner) = moment;
        }
    }
}
