//! When each organisation works.

use super::connection::{AnyConnection, each_backend};
use super::schema::work_calendars;
use crate::domain::calendar::{Holiday, WorkCalendar};
use crate::domain::ids::OrganisationId;
use crate::error::Result;
use diesel::prelude::*;

/// The calendar of an organisation; the usual one where nothing was chosen.
///
/// # Errors
/// Those of the database.
pub fn of(connection: &mut AnyConnection, organisation: OrganisationId) -> Result<WorkCalendar> {
    let row: Option<(String, i32, i32, i64)> = work_calendars::table
        .find(organisation)
        .select((work_calendars::days, work_calendars::opens, work_calendars::closes, work_calendars::answer_within))
        .first(connection)
        .optional()?;
    let Some((digits, opens, closes, within)) = row else { return Ok(WorkCalendar::default()) };
    let mut days = [false; 7];
    for (day, digit) in days.iter_mut().zip(digits.bytes()) {
        *day = digit == b'1';
    }
    WorkCalendar {
        days,
        opens: u16::try_from(opens).unwrap_or(u16::MAX),
        closes: u16::try_from(closes).unwrap_or(u16::MAX),
        answer_within: u32::try_from(within).unwrap_or(0),
    }
    .checked()
}

/// Writes the calendar of an organisation.
///
/// # Errors
/// Those of the database.
pub fn set(connection: &mut AnyConnection, organisation: OrganisationId, calendar: &WorkCalendar) -> Result<()> {
    let digits: String = calendar.days.iter().map(|works| if *works { '1' } else { '0' }).collect();
    let chosen = (
        work_calendars::days.eq(&digits),
        work_calendars::opens.eq(i32::from(calendar.opens)),
        work_calendars::closes.eq(i32::from(calendar.closes)),
        work_calendars::answer_within.eq(i64::from(calendar.answer_within)),
    );
    each_backend!(connection, |inner| {
        diesel::insert_into(work_calendars::table)
            .values((work_calendars::organisation_id.eq(organisation), chosen))
            .on_conflict(work_calendars::organisation_id)
            .do_update()
            .set(chosen)
            .execute(inner)?
    });
    Ok(())
}

/// The days on which nobody works, in order.
///
/// # Errors
/// Those of the database.
pub fn holidays(connection: &mut AnyConnection, organisation: OrganisationId) -> Result<Vec<Holiday>> {
    let text: Option<String> =
        work_calendars::table.find(organisation).select(work_calendars::holidays).first(connection).optional()?;
    Holiday::read(&text.unwrap_or_default())
}

/// Writes them, beside a calendar that is there.
///
/// # Errors
/// Those of the database.
pub fn set_holidays(connection: &mut AnyConnection, organisation: OrganisationId, days: &[Holiday]) -> Result<()> {
    diesel::update(work_calendars::table.find(organisation))
        .set(work_calendars::holidays.eq(Holiday::write(days)))
        .execute(connection)?;
    Ok(())
}
