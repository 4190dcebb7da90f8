//! Dates as they stand on pages and in letters: "Friday 14 November, 16:08".
//! The reader's zone is chosen by the caller, who hands over civil (local) dates and times.

use jiff::civil::{Date, DateTime};
use serde::Serialize;

/// A time for people and for machines: `<time datetime="{iso}">{text}</time>`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Moment {
    /// ISO 8601, for the attribute.
    pub iso: String,
    /// What is read.
    pub text: String,
}

impl Moment {
    /// A day in full: "Friday 14 November"; the year too when it isn't this one.
    pub fn day(day: Date, today: Date) -> Self {
        Self { iso: day.to_string(), text: long_day(day, today) }
    }

    /// A day and time in full: "Friday 14 November, 16:08".
    pub fn day_and_time(at: DateTime, today: Date) -> Self {
        Self {
            iso: at.strftime("%Y-%m-%dT%H:%M").to_string(),
            text: format!("{}, {}", long_day(at.date(), today), at.strftime("%H:%M")),
        }
    }

    /// A line of a trail: "Sat 16:42" within a week, else "15 Nov 16:42".
    pub fn brief(at: DateTime, today: Date) -> Self {
        let iso = at.strftime("%Y-%m-%dT%H:%M").to_string();
        let days = today.since(at.date()).map_or(i32::MAX, |span| span.get_days());
        let text = if (0..7).contains(&days) {
            at.strftime("%a %H:%M").to_string()
        } else {
            format!("{} {}", short_day(at.date(), today), at.strftime("%H:%M"))
        };
        Self { iso, text }
    }

    /// A week by its Monday: "10 to 16 November", ISO "2025-W46".
    pub fn week(monday: Date, today: Date) -> Self {
        let sunday = monday.saturating_add(jiff::Span::new().days(6));
        let week = monday.iso_week_date();
        Self { iso: format!("{}-W{:02}", week.year(), week.week()), text: period(monday, sunday, today) }
    }
}

/// Says a day: "Friday 14 November", with the year when it isn't today's.
pub fn long_day(day: Date, today: Date) -> String {
    with_year(day.strftime("%A %-d %B").to_string(), day, today)
}

/// The name of a weekday, 1 for Monday; none for a number that is no weekday.
pub fn weekday(number: i32) -> Option<&'static str> {
    const NAMES: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    NAMES.get(usize::try_from(number).ok()?.checked_sub(1)?).copied()
}

/// Says a day without its weekday: "14 November", with the year when it isn't today's.
pub fn plain_day(day: Date, today: Date) -> String {
    with_year(day.strftime("%-d %B").to_string(), day, today)
}

/// Says a day in little room: "14 Nov", with the year when it isn't today's.
pub fn short_day(day: Date, today: Date) -> String {
    with_year(day.strftime("%-d %b").to_string(), day, today)
}

/// Says a span of days: "10 to 16 November", "28 October to 3 November",
/// "29 December 2025 to 4 January 2026".
pub fn period(first: Date, last: Date, today: Date) -> String {
    if first.year() != last.year() {
        format!("{} to {}", first.strftime("%-d %B %Y"), last.strftime("%-d %B %Y"))
    } else if first.month() == last.month() {
        format!("{} to {}", first.day(), plain_day(last, today))
    } else {
        format!("{} to {}", first.strftime("%-d %B"), plain_day(last, today))
    }
}

/// Says when something is due: "today at 17:00", "tomorrow at 17:00", "on Monday at 17:00",
/// and beyond a week "on 24 November at 17:00".
pub fn due(at: DateTime, today: Date) -> String {
    let time = at.strftime("%H:%M");
    match today.until(at.date()).map_or(i32::MAX, |span| span.get_days()) {
        0 => format!("today at {time}"),
        1 => format!("tomorrow at {time}"),
        2..=6 => format!("on {} at {time}", at.strftime("%A")),
        _ => format!("on {} at {time}", plain_day(at.date(), today)),
    }
}

fn with_year(text: String, day: Date, today: Date) -> String {
    if day.year() == today.year() { text } else { format!("{text} {}", day.year()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const TODAY: Date = date(2025, 11, 17);

    #[test]
    fn a_day_is_said_in_full_and_gains_its_year_only_when_needed() {
        assert_eq!(long_day(date(2025, 11, 14), TODAY), "Friday 14 November");
        assert_eq!(plain_day(date(2026, 2, 14), TODAY), "14 February 2026");
        assert_eq!(short_day(date(2025, 10, 6), TODAY), "6 Oct");
    }

    #[test]
    fn a_moment_carries_both_forms() {
        let at = date(2025, 11, 14).at(16, 8, 31, 0);
        let moment = Moment::day_and_time(at, TODAY);
        assert_eq!(moment.iso, "2025-11-14T16:08");
        assert_eq!(moment.text, "Friday 14 November, 16:08");
    }

    #[test]
    fn the_trail_names_the_weekday_only_while_it_is_clear_which() {
        assert_eq!(Moment::brief(date(2025, 11, 15).at(16, 42, 0, 0), TODAY).text, "Sat 16:42");
        assert_eq!(Moment::brief(date(2025, 11, 10).at(9, 5, 0, 0), TODAY).text, "10 Nov 09:05");
        assert_eq!(Moment::brief(date(2025, 11, 11).at(9, 5, 0, 0), TODAY).text, "Tue 09:05");
    }

    #[test]
    fn a_week_reads_well_within_and_across_months_and_years() {
        let week = Moment::week(date(2025, 11, 10), TODAY);
        assert_eq!((week.iso.as_str(), week.text.as_str()), ("2025-W46", "10 to 16 November"));
        assert_eq!(Moment::week(date(2025, 10, 27), TODAY).text, "27 October to 2 November");
        let over = Moment::week(date(2025, 12, 29), TODAY);
        assert_eq!(over.iso, "2026-W01");
        assert_eq!(over.text, "29 December 2025 to 4 January 2026");
    }

    #[test]
    fn due_dates_are_said_as_people_say_them() {
        let five = |day: Date| due(day.at(17, 0, 0, 0), TODAY);
        assert_eq!(five(TODAY), "today at 17:00");
        assert_eq!(five(date(2025, 11, 18)), "tomorrow at 17:00");
        assert_eq!(five(date(2025, 11, 21)), "on Friday at 17:00");
        assert_eq!(five(date(2025, 11, 24)), "on 24 November at 17:00");
        assert_eq!(five(date(2025, 11, 14)), "on 14 November at 17:00");
    }
}
