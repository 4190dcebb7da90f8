//! When a weekly letter is due, and which days it tells of. Windows adjoin whatever the clock does: each begins
//! where the last one ended, and ends at the local midnight of the day the letter is due.

use super::calendar::{self, Period, start_of_day};
use crate::error::{Error, Result};
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

/// A weekday and an hour somewhere on earth.
#[derive(Clone, Debug)]
pub struct Rhythm {
    weekday: Weekday,
    hour: i8,
    zone: TimeZone,
}

/// What a rhythm asks for at some moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    /// Where the letter's window ends and the next one's begins.
    pub boundary: Timestamp,
    /// When a letter is due: the one at hand in [`Rhythm::first`], the one after it in [`Rhythm::turn`].
    pub due: Timestamp,
}

impl Rhythm {
    /// Checks a weekday (1 is Monday, 7 is Sunday, as in ISO 8601), an hour and the name of a zone.
    ///
    /// # Errors
    /// `Invalid` with a sentence that says which of them is wrong.
    pub fn new(weekday: i32, hour: i32, zone: &str) -> Result<Self> {
        let weekday = i8::try_from(weekday)
            .ok()
            .and_then(|day| Weekday::from_monday_one_offset(day).ok())
            .ok_or_else(|| Error::invalid("The day of the week must be from 1 (Monday) to 7 (Sunday)."))?;
        let hour = i8::try_from(hour)
            .ok()
            .filter(|hour| (0..24).contains(hour))
            .ok_or_else(|| Error::invalid("The hour must be from 0 to 23."))?;
        Ok(Self { weekday, hour, zone: calendar::zone(zone)? })
    }

    /// The zone whose midnights part the weeks.
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// "Mondays"
    pub fn days(&self) -> &'static str {
        match self.weekday {
            Weekday::Monday => "Mondays",
            Weekday::Tuesday => "Tuesdays",
            Weekday::Wednesday => "Wednesdays",
            Weekday::Thursday => "Thursdays",
            Weekday::Friday => "Fridays",
            Weekday::Saturday => "Saturdays",
            Weekday::Sunday => "Sundays",
        }
    }

    /// The first letter of somebody who subscribes `now`: the next time the hour comes, about the seven days
    /// before its midnight (`boundary` is where those begin).
    ///
    /// # Errors
    /// `Invalid` at the edge of time.
    pub fn first(&self, now: Timestamp) -> Result<Turn> {
        let day = self.day_after(now)?;
        Ok(Turn { boundary: start_of_day(day.saturating_sub(7.days()), &self.zone)?, due: self.due_on(day)? })
    }

    /// What is at hand `now`, when a letter is due: where its window ends, and when the next is due. After weeks of
    /// standing still there is one letter for all of them.
    ///
    /// # Errors
    /// `Invalid` at the edge of time.
    pub fn turn(&self, now: Timestamp) -> Result<Turn> {
        let next = self.day_after(now)?;
        let mut day = next.saturating_sub(7.days());
        // A day can be missing from a zone's calendar; the hour then falls on the day after.
        while self.due_on(day)? > now {
            day = day.saturating_sub(7.days());
        }
        Ok(Turn { boundary: start_of_day(day, &self.zone)?, due: self.due_on(next)? })
    }

    /// The first day on which the hour comes after `now`.
    fn day_after(&self, now: Timestamp) -> Result<Date> {
        let today = now.to_zoned(self.zone.clone()).date();
        let mut day = today.saturating_sub(7.days());
        while day.weekday() != self.weekday {
            day = day.saturating_add(1.days());
        }
        while self.due_on(day)? <= now {
            day = day.saturating_add(7.days());
        }
        Ok(day)
    }

    /// The hour on `day`; where the clock jumps over it, the moment after the jump; where it comes twice, the first.
    fn due_on(&self, day: Date) -> Result<Timestamp> {
        day.at(self.hour, 0, 0, 0)
            .to_zoned(self.zone.clone())
            .map(|due| due.timestamp())
            .map_err(|cause| Error::invalid("This date is out of range.").with_source(cause))
    }
}

/// The seven days, by the calendar of `zone`, that end at `end`; and the seven before them, `weeks` times, oldest
/// first.
///
/// # Errors
/// `Invalid` at the edge of time.
pub fn weeks_until(end: Timestamp, zone: &TimeZone, weeks: i64) -> Result<Vec<(Date, Period)>> {
    let last = end.to_zoned(zone.clone()).date();
    let mut out = Vec::new();
    for back in (1..=weeks).rev() {
        let first = last.saturating_sub((7 * back).days());
        let until = if back == 1 { end } else { start_of_day(first.saturating_add(7.days()), zone)? };
        out.push((first, Period { start: start_of_day(first, zone)?, end: until }));
    }
    Ok(out)
}

/// As many days as `period` has, before it: what its figures are compared with.
///
/// # Errors
/// `Invalid` at the edge of time.
pub fn before(period: Period, zone: &TimeZone) -> Result<(i64, Period)> {
    let date = |moment: Timestamp| moment.to_zoned(zone.clone()).date();
    let (first, end) = (date(period.start), date(period.end));
    let days = first.until(end).map_or(7, |span| i64::from(span.get_days())).max(1);
    Ok((days, Period { start: start_of_day(first.saturating_sub(days.days()), zone)?, end: period.start }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn the_first_letter_tells_of_the_whole_week_before_it() {
        let rhythm = Rhythm::new(1, 7, "Europe/London").unwrap();
        let turn = rhythm.first(at("2026-11-18T10:00:00Z")).unwrap();
        assert_eq!(turn.due, at("2026-11-23T07:00:00Z"));
        assert_eq!(turn.boundary, at("2026-11-16T00:00:00Z"));
        // On the very hour the next week's is meant: this one has gone out.
        assert_eq!(rhythm.first(turn.due).unwrap().due, at("2026-11-30T07:00:00Z"));
    }

    #[test]
    fn windows_adjoin_and_the_hour_stays_local_in_every_zone_and_every_week_of_three_years() {
        let zones = ["Europe/London", "America/New_York", "Pacific/Chatham", "Africa/Cairo", "Australia/Lord_Howe"];
        for name in zones {
            for hour in [0, 2, 7, 23] {
                let rhythm = Rhythm::new(7, hour, name).unwrap();
                let first = rhythm.first(at("2025-01-01T00:00:00Z")).unwrap();
                let (mut start, mut due) = (first.boundary, first.due);
                for _ in 0..157 {
                    let turn = rhythm.turn(due).unwrap();
                    assert!(start < turn.boundary && turn.boundary <= due && due < turn.due, "{name} {hour}");
                    let hours = turn.boundary.duration_since(start).as_mins() as f64 / 60.0;
                    assert!((167.0..=169.0).contains(&hours), "{name} {hours}");
                    let local = due.to_zoned(rhythm.zone().clone());
                    assert!(local.weekday() == Weekday::Sunday);
                    assert!(i32::from(local.hour()) == hour || hour < 4, "{name} {local}");
                    (start, due) = (turn.boundary, turn.due);
                }
            }
        }
    }

    #[test]
    fn after_weeks_of_standing_still_one_letter_covers_them() {
        let rhythm = Rhythm::new(1, 7, "Europe/London").unwrap();
        let turn = rhythm.turn(at("2026-12-16T12:00:00Z")).unwrap();
        assert_eq!(turn.boundary, at("2026-12-14T00:00:00Z"));
        assert_eq!(turn.due, at("2026-12-21T07:00:00Z"));
    }

    #[test]
    fn nonsense_is_refused() {
        for (weekday, hour, zone) in [(0, 7, "UTC"), (8, 7, "UTC"), (1, 24, "UTC"), (1, -1, "UTC"), (1, 7, "Mars")] {
            assert!(Rhythm::new(weekday, hour, zone).is_err());
        }
    }

    #[test]
    fn eight_weeks_end_where_the_letter_ends() {
        let london = calendar::zone("Europe/London").unwrap();
        let weeks = weeks_until(at("2026-11-16T00:00:00Z"), &london, 8).unwrap();
        assert_eq!(weeks.len(), 8);
        assert!(weeks.windows(2).all(|pair| pair[0].1.end == pair[1].1.start));
        assert_eq!(weeks[0].0, jiff::civil::date(2026, 9, 21));
        assert_eq!(weeks[7].1.end, at("2026-11-16T00:00:00Z"));
    }
}
