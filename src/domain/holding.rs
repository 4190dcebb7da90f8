//! What waits for a manager before its agent reads it, for how long it may wait, and what is looked at before anybody
//! reads it at all.

use super::Kind;
use super::calendar::{self, Holiday, WorkCalendar};
use super::email_address::EmailAddress;
use crate::error::{Error, Result};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// Working days from which the longest time is chosen; 0 for no end.
pub const LONGEST_DAYS: [i32; 7] = [0, 1, 2, 3, 5, 10, 20];

/// Characters that a list of words or senders may have: a few hundred entries.
pub const LONGEST_LIST: usize = 4_000;

/// The rule of one organisation. A complaint is always held: no choice lets it reach an agent by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HoldRule {
    /// Since when praise on a card that complains, too, is held like the complaint, UTC microseconds; none for never.
    pub praise_since: Option<i64>,
    /// How many working days a card may be held before its managers are told; 0 for no end.
    pub longest_days: i32,
    /// Words and phrases that are looked at first, parted by commas or lines.
    pub words: String,
    /// Senders that are looked at first: `name@example.com`, or `@example.com` for all of a domain.
    pub senders: String,
}

/// What finds complaints that have been held for longer than they may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeldBefore {
    /// They came in before this moment, UTC microseconds.
    pub before: i64,
    /// Since when praise on them is held, too, UTC microseconds.
    pub praise_since: i64,
}

impl Default for HoldRule {
    /// Complaints alone, five working days, nothing looked at first.
    fn default() -> Self {
        Self { praise_since: None, longest_days: 5, words: String::new(), senders: String::new() }
    }
}

impl HoldRule {
    /// The same, if it can be kept.
    ///
    /// # Errors
    /// `Invalid` for a time that is not offered, a list that is too long, or a sender that can't be one.
    pub fn checked(self) -> Result<Self> {
        if !LONGEST_DAYS.contains(&self.longest_days) {
            return Err(Error::invalid("Choose one of the times."));
        }
        if self.words.chars().count() > LONGEST_LIST || self.senders.chars().count() > LONGEST_LIST {
            return Err(Error::invalid("Keep each list under 4,000 characters."));
        }
        for entry in entries(&self.senders) {
            let address = if entry.starts_with('@') { format!("x{entry}") } else { entry.to_owned() };
            if EmailAddress::parse(&address).is_err() {
                return Err(Error::invalid(format!(
                    "“{entry}” is no sender. Write name@example.com, or @example.com for everybody there."
                )));
            }
        }
        Ok(self)
    }

    /// Whether praise on a card of this kind, which came in at `received_at` (UTC microseconds), waits for a manager.
    pub fn holds_praise(&self, kind: Kind, received_at: i64) -> bool {
        kind != Kind::Praise && self.praise_since.is_some_and(|since| received_at >= since)
    }

    /// The entry of the list of senders that an address meets.
    pub fn meets(&self, address: &str) -> Option<&str> {
        let address = EmailAddress::parse(address).ok()?;
        let (key, domain) = (address.key(), address.domain().to_lowercase());
        entries(&self.senders).find(|entry| {
            let entry = entry.to_lowercase();
            match entry.strip_prefix('@') {
                Some(host) => domain == host || domain.strip_suffix(host).is_some_and(|head| head.ends_with('.')),
                None => EmailAddress::parse(&entry).is_ok_and(|entry| entry.key() == key),
            }
        })
    }

    /// Until when a card that came in at `received` may be held; none without an end.
    pub fn until(
        &self,
        received: Timestamp,
        zone: &TimeZone,
        calendar: &WorkCalendar,
        holidays: &[Holiday],
    ) -> Option<Timestamp> {
        let days = u32::try_from(self.longest_days).ok().filter(|days| *days > 0)?;
        let calendar = WorkCalendar { answer_within: calendar.day().saturating_mul(days), ..*calendar };
        Some(calendar::answer_due_between(received, zone, &calendar, holidays))
    }

    /// The moment before which a card must have come in for its time to be over by `now`, to the second.
    pub fn over_before(
        &self,
        now: Timestamp,
        zone: &TimeZone,
        calendar: &WorkCalendar,
        holidays: &[Holiday],
    ) -> Option<Timestamp> {
        let over = |received: Timestamp| Some(self.until(received, zone, calendar, holidays)? <= now);
        over(now)?;
        // Who comes later is due later, so the moment can be closed in upon. Nobody works for less than a day in weeks.
        let (mut over_at, mut not_yet) = (now - SignedDuration::from_hours(24 * 400), now);
        while not_yet.duration_since(over_at) > SignedDuration::from_secs(1) {
            let middle = over_at + not_yet.duration_since(over_at) / 2;
            if over(middle)? {
                over_at = middle;
            } else {
                not_yet = middle;
            }
        }
        Some(not_yet)
    }
}

/// The entries of a list, as they were written.
pub fn entries(list: &str) -> impl Iterator<Item = &str> {
    list.split([',', ';', '\n']).map(str::trim).filter(|entry| !entry.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(senders: &str) -> HoldRule {
        HoldRule { senders: senders.to_owned(), ..HoldRule::default() }
    }

    #[test]
    fn a_sender_is_met_by_address_or_by_domain() {
        let rule = rule("Troll@Example.com\n@shop.example, @x.test").checked().unwrap();
        assert_eq!(rule.meets("troll@example.COM"), Some("Troll@Example.com"));
        assert_eq!(rule.meets("anybody@mail.shop.example"), Some("@shop.example"));
        for other in ["trolls@example.com", "a@notshop.example", "a@shop.example.com", "nonsense", ""] {
            assert_eq!(rule.meets(other), None, "{other}");
        }
    }

    #[test]
    fn a_rule_that_cannot_be_kept_is_refused() {
        assert!(HoldRule::default().checked().is_ok());
        assert!(HoldRule { longest_days: 4, ..HoldRule::default() }.checked().is_err());
        assert!(HoldRule { words: "x".repeat(4_001), ..HoldRule::default() }.checked().is_err());
        for wrong in ["nobody", "@", "a@b@c"] {
            assert!(rule(wrong).checked().is_err(), "{wrong}");
        }
    }

    #[test]
    fn only_praise_beside_a_complaint_is_held_and_only_since_it_was_chosen() {
        let rule = HoldRule { praise_since: Some(100), ..HoldRule::default() };
        assert!(rule.holds_praise(Kind::Mixed, 100) && rule.holds_praise(Kind::Complaint, 101));
        assert!(!rule.holds_praise(Kind::Praise, 101) && !rule.holds_praise(Kind::Mixed, 99));
        assert!(!HoldRule::default().holds_praise(Kind::Mixed, i64::MAX));
    }

    #[test]
    fn the_time_is_over_for_exactly_those_that_came_in_before() {
        let zone = calendar::zone("Europe/London").unwrap();
        let (rule, hours) = (HoldRule { longest_days: 2, ..HoldRule::default() }, WorkCalendar::default());
        let christmas = Holiday::read("2026-12-25").unwrap();
        for now in ["2026-11-23T12:00:00Z", "2026-11-24T16:59:59Z", "2026-11-24T17:00:00Z", "2026-12-28T17:30:00Z"] {
            let now: Timestamp = now.parse().unwrap();
            let before = rule.over_before(now, &zone, &hours, &christmas).unwrap();
            let until = |received| rule.until(received, &zone, &hours, &christmas).unwrap();
            assert!(until(before - SignedDuration::from_secs(2)) <= now, "{now}");
            assert!(until(before) > now, "{now}");
        }
        let never = HoldRule { longest_days: 0, ..HoldRule::default() };
        assert_eq!(never.over_before(Timestamp::UNIX_EPOCH, &zone, &hours, &[]), None);
    }
}
