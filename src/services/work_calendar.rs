//! When an organisation works: its due dates count nothing else. Cards that are there keep the date they were promised.

use super::access::may_set_up;
use crate::domain::Viewer;
use crate::domain::calendar::{self, Holiday, WorkCalendar};
use crate::domain::ids::OrganisationId;
use crate::error::{Error, Result};
use crate::store::organisations::{self, OrganisationRow};
use crate::store::{AnyConnection, tagging, work_calendars};
use jiff::Timestamp;

/// The days in order, as they are written.
const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// What is to be changed, as it was typed; what is none stays.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// `mon-fri`, `mon,wed,sat`.
    pub days: Option<String>,
    /// `09:00-17:00`.
    pub hours: Option<String>,
    /// `2d` of work, `6h`, `90m`.
    pub answer_within: Option<String>,
    /// `2026-12-25 Christmas Day`, a line each.
    pub holidays: Option<String>,
}

/// Changes the calendar and returns it as it is now. Every instance sees it with its next card.
///
/// # Errors
/// `Invalid`, with how it is written.
pub fn set(connection: &mut AnyConnection, organisation: OrganisationId, wanted: &Wanted) -> Result<WorkCalendar> {
    let mut calendar = work_calendars::of(connection, organisation)?;
    let holidays = wanted.holidays.as_deref().map(Holiday::read).transpose()?;
    let days_of = |calendar: &WorkCalendar| calendar.answer_within / calendar.day();
    let whole = calendar.answer_within.is_multiple_of(calendar.day()).then(|| days_of(&calendar));
    if let Some(text) = &wanted.days {
        calendar.days = days(text)?;
    }
    if let Some(text) = &wanted.hours {
        (calendar.opens, calendar.closes) = hours(text)?;
        // "Two days" stay two days when the day becomes longer.
        calendar.answer_within = whole.map_or(calendar.answer_within, |days| days.saturating_mul(calendar.day()));
    }
    if let Some(text) = &wanted.answer_within {
        calendar.answer_within = within(text, calendar.day())?;
    }
    let calendar = calendar.checked()?;
    work_calendars::set(connection, organisation, &calendar)?;
    if let Some(holidays) = holidays {
        work_calendars::set_holidays(connection, organisation, &holidays)?;
    }
    tagging::bump(connection, organisation)?;
    Ok(calendar)
}

/// When the viewer's organisation works.
#[derive(Clone, Debug)]
pub struct Hours {
    /// The organisation.
    pub organisation: OrganisationRow,
    /// Its working hours.
    pub calendar: WorkCalendar,
    /// Days on which nobody works besides.
    pub holidays: Vec<Holiday>,
    /// When an answer to a complaint is due that comes in now.
    pub due: Timestamp,
}

/// When the viewer's organisation works.
///
/// # Errors
/// `NotFound` for whoever is no admin.
pub fn read_for(connection: &mut AnyConnection, viewer: &Viewer, now: Timestamp) -> Result<Hours> {
    may_set_up(viewer)?;
    let organisation = organisations::by_id(connection, viewer.organisation)?;
    let calendar = work_calendars::of(connection, organisation.id)?;
    let holidays = work_calendars::holidays(connection, organisation.id)?;
    let due = calendar::answer_due_between(now, &calendar::zone(&organisation.zone)?, &calendar, &holidays);
    Ok(Hours { organisation, calendar, holidays, due })
}

/// Changes them for an admin.
///
/// # Errors
/// `NotFound` for whoever is no admin; `Invalid`, with how it is written.
pub fn set_for(connection: &mut AnyConnection, viewer: &Viewer, wanted: &Wanted) -> Result<()> {
    may_set_up(viewer)?;
    set(connection, viewer.organisation, wanted).map(|_| ())
}

/// A calendar in words: "mon, tue, wed 09:00-17:00, an answer within 2 working days".
pub fn told(calendar: &WorkCalendar) -> String {
    let days: Vec<&str> = DAYS.iter().zip(calendar.days).filter(|(_, works)| *works).map(|(day, _)| *day).collect();
    let clock = |minutes: u16| format!("{:02}:{:02}", minutes / 60, minutes % 60);
    let within = match (calendar.answer_within / calendar.day(), calendar.answer_within % calendar.day()) {
        (1, 0) => "1 working day".to_owned(),
        (days, 0) => format!("{days} working days"),
        _ if calendar.answer_within.is_multiple_of(60) => format!("{} working hours", calendar.answer_within / 60),
        _ => format!("{} working minutes", calendar.answer_within),
    };
    format!("{} {}-{}, an answer within {within}", days.join(", "), clock(calendar.opens), clock(calendar.closes))
}

fn days(text: &str) -> Result<[bool; 7]> {
    let wrong = || Error::invalid(format!("\"{text}\" are no days; write them as in mon-fri or mon,wed,sat."));
    let place =
        |day: &str| DAYS.iter().position(|known| day.trim().to_lowercase().starts_with(known)).ok_or_else(wrong);
    let mut works = [false; 7];
    for part in text.split(',') {
        let (from, to) = part.split_once('-').unwrap_or((part, part));
        let (from, to) = (place(from)?, place(to)?);
        for step in 0..=(to + 7 - from) % 7 {
            works[(from + step) % 7] = true;
        }
    }
    Ok(works)
}

fn hours(text: &str) -> Result<(u16, u16)> {
    let wrong = || Error::invalid(format!("\"{text}\" are no hours; write them as in 09:00-17:00."));
    let minutes = |clock: &str| -> Result<u16> {
        let (hours, minutes) = clock.trim().split_once(':').ok_or_else(wrong)?;
        let (hours, minutes): (u16, u16) = (hours.parse().map_err(|_| wrong())?, minutes.parse().map_err(|_| wrong())?);
        if hours > 24 || minutes > 59 { Err(wrong()) } else { Ok(hours * 60 + minutes) }
    };
    let (from, to) = text.split_once('-').ok_or_else(wrong)?;
    Ok((minutes(from)?, minutes(to)?))
}

fn within(text: &str, day: u32) -> Result<u32> {
    let wrong = || Error::invalid(format!("\"{text}\" is no time; write it as in 2d (working days), 6h or 90m."));
    let text_trimmed = text.trim();
    let at = text_trimmed.len().saturating_sub(1);
    let (number, unit) = text_trimmed.split_at_checked(at).ok_or_else(wrong)?;
    let number: u32 = number.parse().map_err(|_| wrong())?;
    let unit = match unit {
        "d" => day,
        "h" => 60,
        "m" => 1,
        _ => return Err(wrong()),
    };
    number.checked_mul(unit).ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_hours_and_times_are_read_as_people_write_them() {
        assert_eq!(days("Mon-Fri").unwrap(), [true, true, true, true, true, false, false]);
        assert_eq!(days("sat-mon, wed").unwrap(), [true, false, true, false, false, true, true]);
        assert_eq!(hours("9:00-17:30").unwrap(), (540, 1_050));
        assert_eq!((within("2d", 480).unwrap(), within("90m", 480).unwrap()), (960, 90));
        assert!(days("noday").is_err() && hours("9-17").is_err() && within("two days", 480).is_err());
        assert!(within("", 480).is_err() && within("é", 480).is_err());
    }

    #[test]
    fn a_calendar_is_told_in_a_line() {
        let said = told(&WorkCalendar::default());
        assert_eq!(said, "mon, tue, wed, thu, fri 09:00-17:00, an answer within 2 working days");
    }
}
