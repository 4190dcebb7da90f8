//! The report: twelve weeks of praise and complaints, by team, by person in order of name, by theme. One pass over the
//! cards of twenty-four weeks (the twelve before are what the figures are compared with), which `days` keeps at hand.

mod count;
mod days;
mod export;
mod memory;
mod sentence;
mod theme;

pub use count::{FEW, Line, Sums, Week};
pub use export::{csv, xlsx};
pub use memory::{Memories, Memory};
pub use theme::ThemeLine;

use crate::domain::calendar::{self, Period, monday_of, start_of_day};
use crate::domain::ids::TeamId;
use crate::domain::{Reach, Viewer, rhythm};
use crate::error::{Error, Result};
use crate::store::report;
use crate::store::{AnyConnection, organisations, roster};
use count::Reader;
use days::Place;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

/// Weeks that a report tells of.
pub const WEEKS: usize = 12;

/// Nobody had cards before.
const FIRST_DAY: Date = jiff::civil::date(2000, 1, 1);

/// Which report.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked {
    /// Any day of the last week; none for the last whole week.
    pub until: Option<Date>,
    /// One team's; none for all that the reader may see.
    pub team: Option<TeamId>,
}

/// Twelve weeks.
#[derive(Clone, Debug)]
pub struct Report {
    /// The organisation's name.
    pub organisation: String,
    /// The first Monday.
    pub first: Date,
    /// The last Sunday.
    pub last: Date,
    /// The reader's today.
    pub today: Date,
    /// The teams that the reader may choose from, in order of name.
    pub teams: Vec<(TeamId, String)>,
    /// The team that was chosen.
    pub team: Option<(TeamId, String)>,
    /// All of it.
    pub sums: Sums,
    /// The twelve weeks before.
    pub before: Sums,
    /// Week by week, oldest first.
    pub weeks: Vec<Week>,
    /// Team by team, in order of name.
    pub by_team: Vec<Line>,
    /// Person by person, in order of name.
    pub by_person: Vec<Line>,
    /// What people write about, most written about first.
    pub themes: Vec<ThemeLine>,
    /// How many of the newest cards were read for the themes, when not all were.
    pub read: Option<u64>,
}

/// Reads a report; `memory` is that of the viewer's organisation.
///
/// # Errors
/// `NotFound` for a team that the reader doesn't lead; those of the database.
pub fn read(
    connection: &mut AnyConnection,
    memory: &mut Memory,
    viewer: &Viewer,
    asked: &Asked,
    now: Timestamp,
) -> Result<Report> {
    let organisation = organisations::by_id(connection, viewer.organisation)?;
    let zone = calendar::zone(&viewer.zone)?;
    let today = now.to_zoned(zone.clone()).date();
    let teams = teams(connection, viewer)?;
    let team = asked.team.map(|wanted| {
        teams.iter().find(|(id, _)| *id == wanted).cloned().ok_or_else(|| Error::not_found("There is no such team."))
    });
    let team = team.transpose()?;
    if asked.until.is_some_and(|day| day < FIRST_DAY) {
        return Err(Error::not_found("There is no report until that day."));
    }
    let end = last_week_s_end(connection, viewer, asked, today)?;
    let weeks = rhythm::weeks_until(start_of_day(end, &zone)?, &zone, i64::try_from(WEEKS).unwrap_or(12))?;
    let (Some(first), Some(last)) = (weeks.first(), weeks.last()) else {
        return Err(Error::internal("A report without weeks."));
    };
    let period = Period { start: first.1.start, end: last.1.end };
    let (_, before) = rhythm::before(period, &zone)?;

    let Memory { days, counted } = memory;
    days.refresh(connection, viewer.organisation, &(before.start.as_microsecond()..period.end.as_microsecond()))?;
    let roster = report::people(connection, viewer.organisation)?;
    let reader = Reader::new(days, viewer.reach(), team.as_ref().map(|(id, _)| *id), &roster);
    let tally = count::tallied((days, counted), &reader, &before, &weeks, theme::READ);
    let by_team = tally.by_team(days, &reader, &teams);
    let by_person = tally.by_person(days, &reader, &roster, &teams);
    let newest: Vec<Place> = tally.newest.iter().copied().collect();
    let themes = theme::lines(connection, days, viewer.organisation, &newest)?;
    Ok(Report {
        organisation: organisation.name,
        first: first.0,
        last: end.saturating_sub(1.days()),
        today,
        sums: tally.sums,
        before: tally.before,
        weeks: tally.weeks.clone(),
        by_team,
        by_person,
        themes,
        read: (newest.len() < tally.cards).then(|| u64::try_from(newest.len()).unwrap_or(0)),
        teams,
        team,
    })
}

/// The Monday after the last week: of the week that was asked for, else of the last whole one, else (as long as there
/// are no cards but this week's) of the one that runs.
fn last_week_s_end(connection: &mut AnyConnection, viewer: &Viewer, asked: &Asked, today: Date) -> Result<Date> {
    let this = monday_of(today);
    if let Some(day) = asked.until {
        return Ok(monday_of(day).saturating_add(7.days()).min(this.saturating_add(7.days())));
    }
    let zone = calendar::zone(&viewer.zone)?;
    let any = report::any_before(connection, viewer.organisation, viewer.reach(), start_of_day(this, &zone)?)?;
    Ok(if any { this } else { this.saturating_add(7.days()) })
}

fn teams(connection: &mut AnyConnection, viewer: &Viewer) -> Result<Vec<(TeamId, String)>> {
    let all = roster::teams_of(connection, viewer.organisation)?;
    let mut teams: Vec<(TeamId, String)> = all
        .into_iter()
        .filter(|row| match viewer.reach() {
            Reach::Everything => true,
            Reach::Teams(own) => own.contains(&row.id),
            Reach::Nothing => false,
        })
        .map(|row| (row.id, row.name))
        .collect();
    teams.sort_by_key(|(_, name)| name.to_lowercase());
    Ok(teams)
}
