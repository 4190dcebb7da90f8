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

/// When an answer is due: 17:00 on the next working day (Monday to Friday) after `received`.
pub fn answer_due(received: Timestamp, zone: &TimeZone) -> Timestamp {
    let mut day = received.to_zoned(zone.clone()).date().saturating_add(1.days());
    while matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
        day = day.saturating_add(1.days());
    }
    day.to_datetime(Time::constant(17, 0, 0, 0)).to_zoned(zone.clone()).map_or(received, |due| due.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_across_a_clock_change_is_an_hour_longer() {
        let london = zone("Europe/London").unwrap();
        let week = week(jiff::civil::date(2026, 10, 19), &london).unwrap();
        assert_eq!(week.end.duration_since(week.start).as_hours(), 169);
        assert!(week.contains(week.start) && !week.contains(week.end));
    }

    #[test]
    fn an_answer_to_a_friday_card_is_due_on_monday_at_five() {
        let london = zone("Europe/London").unwrap();
        let friday: Timestamp = "2026-11-20T16:08:00Z".parse().unwrap();
        assert_eq!(answer_due(friday, &london).to_string(), "2026-11-23T17:00:00Z");
    }

    #[test]
    fn iso_weeks_are_read_and_nonsense_is_refused() {
        assert_eq!(monday_of_iso_week("2026-W47").unwrap(), jiff::civil::date(2026, 11, 16));
        for wrong in ["2026-47", "2026-W60", "W47", "", "2026-W-1"] {
            assert!(monday_of_iso_week(wrong).is_err(), "{wrong}");
        }
    }
}
