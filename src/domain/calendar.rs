//! Weeks and due dates in an organisation's own time zone.

use crate::error::{Error, Result};
use jiff::civil::{Date, Time, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

/// A span of time that holds its start and not its end, so that neighbours never share a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first moment in it.
    pub start: Timestamp,
    /// The first moment after it.
    pub end: Timestamp,
}

impl Period {
    /// Whether `moment` falls in it.
    pub fn contains(&self, moment: Timestamp) -> bool {
        self.start <= moment && moment < self.end
    }
}

/// The middle one of some waits, given in microseconds, in whole minutes; of an even number the earlier of the two, so
/// that it is a wait that somebody had.
pub fn middle_minutes(mut waits: Vec<i64>) -> Option<u64> {
    waits.sort_unstable();
    let middle = waits.get(waits.len().checked_sub(1)? / 2)?;
    u64::try_from(middle / 60_000_000).ok()
}

/// Reads an IANA time-zone name such as `Europe/London`.
///
/// # Errors
/// `Invalid` with the name when there is no such zone.
pub fn zone(name: &str) -> Result<TimeZone> {
    TimeZone::get(name).map_err(|cause| {
        Error::invalid(format!("\"{name}\" is no time zone; write it as in Europe/London.")).with_source(cause)
    })
}

/// The Monday on or before `date`.
pub fn monday_of(date: Date) -> Date {
    date.saturating_sub(i64::from(date.weekday().to_monday_zero_offset()).days())
}

/// Midnight at the start of `date` in `zone` (the first moment of the day where midnight is skipped).
///
/// # Errors
/// `Invalid` for a date at the edge of time.
pub fn start_of_day(date: Date, zone: &TimeZone) -> Result<Timestamp> {
    date.to_zoned(zone.clone())
        .and_then(|day| day.start_of_day())
        .map(|day| day.timestamp())
        .map_err(|cause| Error::invalid("This date is out of range.").with_source(cause))
}

/// The week, Monday to Monday, that begins on `monday`.
///
/// # Errors
/// `Invalid` for a date at the edge of time.
pub fn week(monday: Date, zone: &TimeZone) -> Result<Period> {
    Ok(Period { start: start_of_day(monday, zone)?, end: start_of_day(monday.saturating_add(7.days()), zone)? })
}

/// The Monday of a week written as `2026-W47` (ISO 8601).
///
/// # Errors
/// `Invalid` when it isn't written so, or the year has no such week.
pub fn monday_of_iso_week(text: &str) -> Result<Date> {
    let wrong = || Error::invalid(format!("\"{text}\" is no week; write it as in 2026-W47."));
    let (year, week) = text.split_once("-W").ok_or_else(wrong)?;
    let (year, week) = (year.parse().map_err(|_| wrong())?, week.parse().map_err(|_| wrong())?);
    let day = jiff::civil::ISOWeekDate::new(year, week, Weekday::Monday).map_err(|cause| wrong().with_source(cause))?;
    Ok(day.date())
}

/// When an organisation works, and within how much of that time a complaint is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkCalendar {
    /// Whether it works on each weekday, Monday first.
    pub days: [bool; 7],
    /// Minutes after midnight at which a day's work begins.
    pub opens: u16,
    /// And at which it ends.
    pub closes: u16,
    /// Minutes of work within which a complaint is answered.
    pub answer_within: u32,
}

impl Default for WorkCalendar {
    /// Monday to Friday, nine to five; an answer within two working days.
    fn default() -> Self {
        Self { days: [true, true, true, true, true, false, false], opens: 9 * 60, closes: 17 * 60, answer_within: 960 }
    }
}

impl WorkCalendar {
    /// The same, if it can be worked by.
    ///
    /// # Errors
    /// `Invalid` when no day is worked, the day ends before it begins, or an answer takes no time or more than a year.
    pub fn checked(self) -> Result<Self> {
        if !self.days.contains(&true) {
            return Err(Error::invalid("Choose at least one day of the week."));
        }
        if self.opens >= self.closes || self.closes > 24 * 60 {
            return Err(Error::invalid("The day must end after it begins, as in 09:00-17:00."));
        }
        if self.answer_within == 0 || self.answer_within > self.day() * 260 {
            return Err(Error::invalid("An answer takes at least a minute and at most 260 working days."));
        }
        Ok(self)
    }

    /// Minutes of work in a day.
    pub fn day(&self) -> u32 {
        u32::from(self.closes.saturating_sub(self.opens)).max(1)
    }

    /// The moment `minutes` of a day.
    fn at(date: Date, minutes: u16, zone: &TimeZone) -> Option<Timestamp> {
        let midnight = date.to_datetime(Time::midnight());
        let then = midnight.checked_add(i64::from(minutes).minutes()).ok()?;
        then.to_zoned(zone.clone()).ok().map(|then| then.timestamp())
    }
}

/// A day on which nobody works.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Holiday {
    /// Which.
    pub day: Date,
    /// What it is called; may be empty.
    pub name: String,
}

impl Holiday {
    /// Reads days as they are written, a line each: `2026-12-25 Christmas Day`. In order, each once.
    ///
    /// # Errors
    /// `Invalid` with the line that can't be read.
    pub fn read(text: &str) -> Result<Vec<Self>> {
        let mut days: Vec<Self> = Vec::new();
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let (day, name) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
            let day = day.parse::<Date>().map_err(|cause| {
                Error::invalid(format!("“{line}” is no day; write it as in 2026-12-25 Christmas Day."))
                    .with_source(cause)
            })?;
            let name: String = name.trim().chars().filter(|letter| !letter.is_control()).take(80).collect();
            days.push(Self { day, name });
        }
        days.sort();
        days.dedup_by_key(|holiday| holiday.day);
        if days.len() > 400 {
            return Err(Error::invalid("Those are more than 400 days. Leave out those that have been."));
        }
        Ok(days)
    }

    /// As they are written.
    pub fn write(days: &[Self]) -> String {
        let line = |holiday: &Self| format!("{} {}", holiday.day, holiday.name).trim_end().to_owned();
        days.iter().map(line).collect::<Vec<_>>().join("\n")
    }
}

/// When an answer to what came in at `received` is due, counted in working hours. Whole days are up when the last of
/// them closes: nobody promises 16:08.
pub fn answer_due(received: Timestamp, zone: &TimeZone, calendar: &WorkCalendar) -> Timestamp {
    answer_due_between(received, zone, calendar, &[])
}

/// The same where nobody works on some days besides.
pub fn answer_due_between(
    received: Timestamp,
    zone: &TimeZone,
    calendar: &WorkCalendar,
    holidays: &[Holiday],
) -> Timestamp {
    let local = received.to_zoned(zone.clone()).datetime();
    let (mut date, mut left) = (local.date(), i64::from(calendar.answer_within));
    let whole_days = calendar.answer_within.is_multiple_of(calendar.day());
    let mut from = i64::from(local.hour()) * 60 + i64::from(local.minute());
    // A year of days at eight hours a week would be answered by then.
    for _ in 0..4_000 {
        let works = calendar.days[usize::from(date.weekday().to_monday_zero_offset().unsigned_abs()) % 7];
        let works = works && holidays.binary_search_by_key(&date, |holiday| holiday.day).is_err();
        let start = from.max(i64::from(calendar.opens));
        let open = i64::from(calendar.closes) - start;
        if works && open > 0 {
            if left <= open {
                let minute = if whole_days { i64::from(calendar.closes) } else { start + left };
                let minute = u16::try_from(minute).unwrap_or(calendar.closes);
                return WorkCalendar::at(date, minute, zone).unwrap_or(received);
            }
            left -= open;
        }
        (date, from) = (date.saturating_add(1.days()), 0);
    }
    received
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_wait_is_one_that_somebody_had() {
        let minutes = |waits: &[i64]| middle_minutes(waits.iter().map(|wait| wait * 60_000_000).collect());
        assert_eq!(minutes(&[]), None);
        assert_eq!(minutes(&[90]), Some(90));
        assert_eq!(minutes(&[300, 10, 20]), Some(20));
        assert_eq!(minutes(&[40, 10, 20, 30]), Some(20));
    }

    #[test]
    fn a_week_across_a_clock_change_is_an_hour_longer() {
        let london = zone("Europe/London").unwrap();
        let week = week(jiff::civil::date(2026, 10, 19), &london).unwrap();
        assert_eq!(week.end.duration_since(week.start).as_hours(), 169);
        assert!(week.contains(week.start) && !week.contains(week.end));
    }

    #[test]
    fn an_answer_is_due_when_the_second_working_day_closes() {
        let due = |received: &str, calendar: &WorkCalendar| {
            let london = zone("Europe/London").unwrap();
            answer_due(received.parse().unwrap(), &london, calendar).to_string()
        };
        let usual = WorkCalendar::default();
        let friday = "2026-11-20T16:08:00Z";
        assert_eq!(due(friday, &usual), "2026-11-24T17:00:00Z", "a little of Friday, Monday, Tuesday");
        assert_eq!(due("2026-11-21T16:42:00Z", &usual), "2026-11-24T17:00:00Z", "Saturday counts for nothing");
        assert_eq!(due("2026-11-17T03:00:00Z", &usual), "2026-11-18T17:00:00Z", "before opening: two whole days");
        let quick = WorkCalendar { answer_within: 120, ..usual };
        assert_eq!(due(friday, &quick), "2026-11-23T10:08:00Z", "52 minutes of Friday, 68 of Monday");
        let summer = WorkCalendar { days: [false, false, false, false, false, true, true], ..quick };
        assert_eq!(due("2026-07-01T12:00:00Z", &summer), "2026-07-04T10:00:00Z", "in the zone's own hours");
        assert_eq!(due("2026-03-28T16:00:00Z", &summer), "2026-03-29T09:00:00Z", "across a clock change");
    }

    #[test]
    fn holidays_count_for_nothing_and_are_read_as_they_are_written() {
        let days = Holiday::read("\n2026-12-28  Day after\r\n2026-12-25 Christmas Day\n2026-12-25 again\n").unwrap();
        assert_eq!(Holiday::write(&days), "2026-12-25 Christmas Day\n2026-12-28 Day after");
        assert!(Holiday::read("25.12.2026").is_err());
        let due = |received: &str| {
            let london = zone("Europe/London").unwrap();
            answer_due_between(received.parse().unwrap(), &london, &WorkCalendar::default(), &days).to_string()
        };
        assert_eq!(due("2026-12-24T16:00:00Z"), "2026-12-30T17:00:00Z", "an hour of Thursday, Tuesday, Wednesday");
        assert_eq!(due("2026-12-25T10:00:00Z"), "2026-12-30T17:00:00Z", "in the middle of a holiday");
    }

    #[test]
    fn a_calendar_that_nobody_can_work_by_is_refused() {
        let usual = WorkCalendar::default();
        assert!(usual.checked().is_ok());
        for wrong in [
            WorkCalendar { days: [false; 7], ..usual },
            WorkCalendar { opens: 1_000, closes: 900, ..usual },
            WorkCalendar { closes: 1_441, ..usual },
            WorkCalendar { answer_within: 0, ..usual },
            WorkCalendar { answer_within: u32::MAX, ..usual },
        ] {
            assert!(wrong.checked().is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn iso_weeks_are_read_and_nonsense_is_refused() {
        assert_eq!(monday_of_iso_week("2026-W47").unwrap(), jiff::civil::date(2026, 11, 16));
        for wrong in ["2026-47", "2026-W60", "W47", "", "2026-W-1"] {
            assert!(monday_of_iso_week(wrong).is_err(), "{wrong}");
        }
    }
}
