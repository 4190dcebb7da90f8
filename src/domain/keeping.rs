//! For how long what customers left is kept. An organisation may change it; whoever wrote before was promised the rule of
//! then, so that a longer time holds for what comes in afterwards, and a shorter one for everything.

use crate::error::{Error, Result};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};

/// How long what is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keeping {
    /// Days for names, addresses, numbers, letters as they came in, and letters that we sent.
    pub contact_days: i32,
    /// Days for letters that were not accepted.
    pub apart_days: i32,
    /// Months for cards, their trail, and the digests that quote them.
    pub card_months: i32,
}

/// The days that names and addresses may be kept.
pub const CONTACT_DAYS: [i32; 5] = [30, 60, 90, 180, 365];
/// The days that letters may be kept that were not accepted.
pub const APART_DAYS: [i32; 4] = [7, 14, 30, 90];
/// The months that cards may be kept.
pub const CARD_MONTHS: [i32; 6] = [3, 6, 12, 24, 36, 60];

impl Default for Keeping {
    fn default() -> Self {
        Self { contact_days: 90, apart_days: 30, card_months: 12 }
    }
}

impl Keeping {
    /// The same, if it can be chosen.
    ///
    /// # Errors
    /// `Invalid` for other lengths than those on offer, and for names that would outlive their cards.
    pub fn checked(self) -> Result<Self> {
        let offered = CONTACT_DAYS.contains(&self.contact_days)
            && APART_DAYS.contains(&self.apart_days)
            && CARD_MONTHS.contains(&self.card_months);
        if !offered {
            return Err(Error::invalid("Choose one of the lengths of time."));
        }
        if self.contact_days > self.card_months * 31 {
            return Err(Error::invalid("Names and addresses can’t be kept longer than the cards they are on."));
        }
        Ok(self)
    }

    /// The shorter of each.
    fn shorter(self, other: Self) -> Self {
        Self {
            contact_days: self.contact_days.min(other.contact_days),
            apart_days: self.apart_days.min(other.apart_days),
            card_months: self.card_months.min(other.card_months),
        }
    }
}

/// The rules of an organisation, the usual one first, each with the moment (UTC microseconds) from which it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules(Vec<(i64, Keeping)>);

impl Rules {
    /// Those that were chosen, in order of time; before the first, the usual one held.
    pub fn of(chosen: impl IntoIterator<Item = (i64, Keeping)>) -> Self {
        Self(std::iter::once((i64::MIN, Keeping::default())).chain(chosen).collect())
    }

    /// The rule that holds now.
    pub fn current(&self) -> Keeping {
        self.0.last().map_or_else(Keeping::default, |(_, keeping)| *keeping)
    }

    /// The same with one more rule, from `now` on.
    pub fn with(&self, keeping: Keeping, now: Timestamp) -> Self {
        Self(self.0.iter().copied().chain([(now.as_microsecond(), keeping)]).collect())
    }

    /// How long that is kept which came in at `moment` (UTC microseconds).
    pub fn promised(&self, moment: i64) -> Keeping {
        let later = |at: usize| self.0.get(at + 1).is_none_or(|(until, _)| *until > moment);
        let holding = self.0.iter().enumerate().filter(|(at, _)| later(*at)).map(|(_, (_, keeping))| *keeping);
        holding.reduce(Keeping::shorter).unwrap_or_default()
    }

    /// What came in before this is to be forgotten at `now`, by each rule and as long as it was in force.
    fn cutoff(&self, each: impl Fn(Keeping) -> Result<Timestamp>) -> Result<i64> {
        let mut latest = i64::MIN;
        for (at, (_, keeping)) in self.0.iter().enumerate() {
            let until = self.0.get(at + 1).map_or(i64::MAX, |(until, _)| *until);
            latest = latest.max(until.min(each(*keeping)?.as_microsecond()));
        }
        Ok(latest)
    }

    /// Names, addresses, numbers and letters of before this moment are to be forgotten (UTC microseconds).
    ///
    /// # Errors
    /// `Internal` at the edge of time.
    pub fn contact_before(&self, now: Timestamp) -> Result<i64> {
        self.cutoff(|keeping| days_before(now, keeping.contact_days))
    }

    /// And letters that were not accepted.
    ///
    /// # Errors
    /// `Internal` at the edge of time.
    pub fn apart_before(&self, now: Timestamp) -> Result<i64> {
        self.cutoff(|keeping| days_before(now, keeping.apart_days))
    }

    /// And cards.
    ///
    /// # Errors
    /// `Internal` at the edge of time.
    pub fn cards_before(&self, now: Timestamp) -> Result<i64> {
        self.cutoff(|keeping| months_before(now, keeping.card_months))
    }
}

fn days_before(now: Timestamp, days: i32) -> Result<Timestamp> {
    now.checked_sub(SignedDuration::from_hours(24 * i64::from(days)))
        .map_err(|cause| Error::internal("The date can't be counted back.").with_source(cause))
}

/// Months ago, by the calendar.
fn months_before(now: Timestamp, months: i32) -> Result<Timestamp> {
    now.to_zoned(TimeZone::UTC)
        .checked_sub(i64::from(months).months())
        .map(|then| then.timestamp())
        .map_err(|cause| Error::internal("The date can't be counted back.").with_source(cause))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_longer_time_holds_for_what_comes_in_afterwards_and_a_shorter_one_for_everything() {
        let day = |number: i64| Timestamp::from_second(number * 86_400).unwrap();
        let kept = |days| Keeping { contact_days: days, ..Keeping::default() };
        let rules = Rules::of([(day(100).as_microsecond(), kept(180))]);
        // 90 days were promised until day 100.
        assert_eq!(rules.contact_before(day(150)).unwrap(), day(60).as_microsecond());
        assert_eq!(rules.contact_before(day(250)).unwrap(), day(100).as_microsecond());
        assert_eq!(rules.contact_before(day(300)).unwrap(), day(120).as_microsecond());
        assert_eq!(rules.promised(day(99).as_microsecond()).contact_days, 90);
        assert_eq!(rules.promised(day(100).as_microsecond()).contact_days, 180);
        let rules = rules.with(kept(30), day(200));
        assert_eq!(rules.contact_before(day(200)).unwrap(), day(170).as_microsecond());
        assert_eq!(rules.promised(day(150).as_microsecond()).contact_days, 30);
        assert_eq!(rules.current(), kept(30));
    }

    #[test]
    fn names_do_not_outlive_their_cards_and_other_lengths_are_not_on_offer() {
        assert!(Keeping::default().checked().is_ok());
        assert!(Keeping { contact_days: 365, card_months: 6, ..Keeping::default() }.checked().is_err());
        assert!(Keeping { contact_days: 1, ..Keeping::default() }.checked().is_err());
    }
}
