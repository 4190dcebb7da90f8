//! When a letter is due, and which days it tells of. Windows adjoin whatever the clock does: each begins where the
//! last one ended, and ends at the local midnight of the day the letter is due.

use super::calendar::{self, Period, start_of_day};
use super::card::words;
use crate::error::{Error, Result};
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

words! {
    /// How often a letter comes.
    Cadence {
        /// Every day.
        Daily = "daily",
        /// On one day of the week.
        Weekly = "weekly",
        /// On one day of the month.
        Monthly = "monthly",
    }
    /// What a letter is narrowed to by kind.
    Shows {
        /// Praise and complaints.
        All = "all",
        /// Praise alone.
        Praise = "praise",
        /// Complaints, and cards that hold both.
        Complaints = "complaints",
    }
}

/// The days of a rhythm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Days {
    Every,
    Week(Weekday),
    /// A month that is too short has the letter on its last day.
    Month(i8),
}

/// Days and an hour somewhere on earth.
#[derive(Clone, Debug)]
pub struct Rhythm {
    days: Days,
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

/// How long a window is, in the words in which people say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// One day.
    Day,
    /// Seven days.
    Week,
    /// From a day of one month to the same of the next.
    Month,
    /// Something else: a letter that covers a gap.
    Days(i64),
}

impl Span {
    /// Its name among the texts of letters: `day`, `week`, `month`, `gap`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Days(_) => "gap",
        }
    }

    /// How many days a gap has; 0 for the others.
    pub fn gap(self) -> u64 {
        match self {
            Self::Day | Self::Week | Self::Month => 0,
            Self::Days(days) => u64::try_from(days).unwrap_or(0),
        }
    }
}

impl Rhythm {
    /// Checks how often, a weekday (1 is Monday, 7 is Sunday, as in ISO 8601), a day of the month, an hour and the name
    /// of a zone. What the cadence doesn't ask for is checked all the same, for it may be asked for tomorrow.
    ///
    /// # Errors
    /// `Invalid` with a sentence that says which of them is wrong.
    pub fn of(cadence: Cadence, weekday: i32, month_day: i32, hour: i32, zone: &str) -> Result<Self> {
        let weekday = i8::try_from(weekday)
            .ok()
            .and_then(|day| Weekday::from_monday_one_offset(day).ok())
            .ok_or_else(|| Error::invalid("The day of the week must be from 1 (Monday) to 7 (Sunday)."))?;
        let month_day = i8::try_from(month_day)
            .ok()
            .filter(|day| (1..=31).contains(day))
            .ok_or_else(|| Error::invalid("The day of the month must be from 1 to 31."))?;
        let hour = i8::try_from(hour)
            .ok()
            .filter(|hour| (0..24).contains(hour))
            .ok_or_else(|| Error::invalid("The hour must be from 0 to 23."))?;
        let days = match cadence {
            Cadence::Daily => Days::Every,
            Cadence::Weekly => Days::Week(weekday),
            Cadence::Monthly => Days::Month(month_day),
        };
        Ok(Self { days, hour, zone: calendar::zone(zone)? })
    }

    /// A weekly one.
    ///
    /// # Errors
    /// As [`Rhythm::of`].
    pub fn new(weekday: i32, hour: i32, zone: &str) -> Result<Self> {
        Self::of(Cadence::Weekly, weekday, 1, hour, zone)
    }

    /// The zone whose midnights part the windows.
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// How often, and on which day: 1 (Monday) to 7 of a weekly one, 1 to 31 of a monthly one.
    pub fn cadence(&self) -> (Cadence, i8) {
        match self.days {
            Days::Every => (Cadence::Daily, 1),
            Days::Week(weekday) => (Cadence::Weekly, weekday.to_monday_one_offset()),
            Days::Month(day) => (Cadence::Monthly, day),
        }
    }

    /// "on Mondays", "every day", "on the 1st of each month"
    pub fn days(&self) -> String {
        match self.days {
            Days::Every => "every day".to_owned(),
            Days::Week(Weekday::Monday) => "on Mondays".to_owned(),
            Days::Week(Weekday::Tuesday) => "on Tuesdays".to_owned(),
            Days::Week(Weekday::Wednesday) => "on Wednesdays".to_owned(),
            Days::Week(Weekday::Thursday) => "on Thursdays".to_owned(),
            Days::Week(Weekday::Friday) => "on Fridays".to_owned(),
            Days::Week(Weekday::Saturday) => "on Saturdays".to_owned(),
            Days::Week(Weekday::Sunday) => "on Sundays".to_owned(),
            Days::Month(day) if day > 28 => format!("on the {day}{} of each month, or its last day", ending(day)),
            Days::Month(day) => format!("on the {day}{} of each month", ending(day)),
        }
    }

    /// The first letter of somebody who subscribes `now`: the next time the hour comes, about the day, week or month
    /// before its midnight (`boundary` is where that begins).
    ///
    /// # Errors
    /// `Invalid` at the edge of time.
    pub fn first(&self, now: Timestamp) -> Result<Turn> {
        let day = self.day_after(now)?;
        Ok(Turn { boundary: start_of_day(self.previous(day), &self.zone)?, due: self.due_on(day)? })
    }

    /// What is at hand `now`, when a letter is due: where its window ends, and when the next is due. After weeks of
    /// standing still there is one letter for all of them.
    ///
    /// # Errors
    /// `Invalid` at the edge of time.
    pub fn turn(&self, now: Timestamp) -> Result<Turn> {
        let next = self.day_after(now)?;
        let mut day = self.previous(next);
        // A day can be missing from a zone's calendar; the hour then falls on the day after.
        while self.due_on(day)? > now {
            day = self.previous(day);
        }
        Ok(Turn { boundary: start_of_day(day, &self.zone)?, due: self.due_on(next)? })
    }

    /// When the hour comes next after `now`.
    ///
    /// # Errors
    /// `Invalid` at the edge of time.
    pub fn next(&self, now: Timestamp) -> Result<Timestamp> {
        self.due_on(self.day_after(now)?)
    }

    /// How long a window of this rhythm is: a turn of it, or a gap.
    pub fn span(&self, period: Period) -> Span {
        let date = |moment: Timestamp| moment.to_zoned(self.zone.clone()).date();
        let (first, end) = (date(period.start), date(period.end));
        let days = first.until(end).map_or(7, |span| i64::from(span.get_days()));
        match self.days {
            _ if days == 1 => Span::Day,
            _ if days == 7 => Span::Week,
            Days::Month(_) if self.previous(end) == first => Span::Month,
            _ => Span::Days(days),
        }
    }

    /// The first day on which the hour comes after `now`.
    fn day_after(&self, now: Timestamp) -> Result<Date> {
        let today = now.to_zoned(self.zone.clone()).date();
        // One turn back: where the clock's jump moves the hour to another day, today's may still be to come.
        let mut day = self.previous(self.on_or_before(today));
        while self.due_on(day)? <= now {
            day = self.following(day);
        }
        Ok(day)
    }

    /// The rhythm's newest day up to `date`.
    fn on_or_before(&self, date: Date) -> Date {
        match self.days {
            Days::Every => date,
            Days::Week(weekday) => date.saturating_sub(i64::from(weekday.until(date.weekday())).days()),
            Days::Month(day) => match in_month(date, day) {
                this if this <= date => this,
                _ => in_month(date.first_of_month().saturating_sub(1.days()), day),
            },
        }
    }

    fn previous(&self, date: Date) -> Date {
        match self.days {
            Days::Every => date.saturating_sub(1.days()),
            Days::Week(_) => date.saturating_sub(7.days()),
            Days::Month(day) => in_month(date.first_of_month().saturating_sub(1.days()), day),
        }
    }

    fn following(&self, date: Date) -> Date {
        match self.days {
            Days::Every => date.saturating_add(1.days()),
            Days::Week(_) => date.saturating_add(7.days()),
            Days::Month(day) => in_month(date.last_of_month().saturating_add(1.days()), day),
        }
    }

    /// The hour on `day`; where the clock jumps over it, the moment after the jump; where it comes twice, the first.
    fn due_on(&self, day: Date) -> Result<Timestamp> {
        day.at(self.hour, 0, 0, 0)
            .to_zoned(self.zone.clone())
            .map(|due| due.timestamp())
            .map_err(|cause| Error::invalid("This date is out of range.").with_source(cause))
    }
}

/// The `day`th of the month that `date` is in, or its last.
fn in_month(date: Date, day: i8) -> Date {
    let last = date.last_of_month();
    if day >= last.day() { last } else { date.first_of_month().saturating_add(i64::from(day - 1).days()) }
}

/// "st", "nd", "rd", "th"
fn ending(day: i8) -> &'static str {
    match (day % 10, day) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
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

    #[test]
    fn a_month_has_one_letter_and_a_short_one_has_it_on_its_last_day() {
        let rhythm = Rhythm::of(Cadence::Monthly, 1, 31, 7, "Europe/London").unwrap();
        let mut turn = rhythm.first(at("2027-01-10T10:00:00Z")).unwrap();
        assert_eq!(turn.boundary, at("2026-12-31T00:00:00Z"));
        let mut days = Vec::new();
        for _ in 0..5 {
            days.push(turn.due.to_string());
            let (start, next) = (turn.boundary, rhythm.turn(turn.due).unwrap());
            let window = Period { start, end: next.boundary };
            assert!(start < next.boundary && rhythm.span(window) == Span::Month, "{window:?}");
            turn = next;
        }
        assert_eq!(
            days,
            [
                "2027-01-31T07:00:00Z",
                "2027-02-28T07:00:00Z",
                "2027-03-31T06:00:00Z",
                "2027-04-30T06:00:00Z",
                "2027-05-31T06:00:00Z"
            ]
        );
        assert_eq!(rhythm.days(), "on the 31st of each month, or its last day");
    }

    #[test]
    fn a_daily_letter_comes_each_day_and_once_where_a_day_is_missing() {
        let rhythm = Rhythm::of(Cadence::Daily, 1, 1, 7, "Pacific/Apia").unwrap();
        // Samoa had no 30 December 2011.
        let (mut now, mut dates) = (at("2011-12-28T12:00:00Z"), Vec::new());
        for _ in 0..3 {
            let turn = rhythm.turn(now).unwrap();
            assert!(turn.boundary <= now && turn.due > now);
            now = turn.due;
            dates.push(now.to_zoned(rhythm.zone().clone()).date().to_string());
        }
        assert_eq!(dates, ["2011-12-28", "2011-12-29", "2011-12-31"]);
    }
}
