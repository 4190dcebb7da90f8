//! The report: twelve weeks of praise and complaints, by team, by person in order of name, by theme. One pass over the
//! cards of twenty-four weeks (the twelve before are what the figures are compared with), then counting in memory.

mod count;
mod export;
mod theme;

pub use count::{Line, Sums, Week};
pub use export::{csv, xlsx};
pub use theme::ThemeLine;

use crate::domain::calendar::{self, Period, monday_of, start_of_day};
use crate::domain::ids::{AgentId, CardId, TeamId};
use crate::domain::{Reach, Viewer, rhythm};
use crate::error::{Error, Result};
use crate::store::figures::{self, MentionMark};
use crate::store::report::{self, CardFact};
use crate::store::{AnyConnection, organisations, roster};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Weeks that a report tells of.
pub const WEEKS: usize = 12;
/// An average of fewer answers than these says more about a person than about the work: it isn't told.
pub const FEW: usize = 5;

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

/// Reads a report.
///
/// # Errors
/// `NotFound` for a team that the reader doesn't lead; those of the database.
pub fn read(connection: &mut AnyConnection, viewer: &Viewer, asked: &Asked, now: Timestamp) -> Result<Report> {
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

    let both = Period { start: before.start, end: period.end };
    let mut facts = report::facts(connection, viewer.organisation, viewer.reach(), both)?;
    let ids: Vec<CardId> = facts.iter().map(|fact| fact.id).collect();
    let marks = figures::mention_marks(connection, viewer.organisation, &ids)?;
    let roster = roster::agents_of(connection, viewer.organisation)?;
    let team_of: HashMap<AgentId, TeamId> = roster.iter().filter_map(|row| Some((row.id, row.team_id?))).collect();
    let mut ties = Ties::new(&facts, marks, &team_of);
    if let Some((team, _)) = &team {
        ties.keep_team(&mut facts, *team, &team_of);
    }
    let start = period.start.as_microsecond();
    let (earlier, these) = facts.split_at(facts.partition_point(|fact| fact.received_at < start));
    let names: BTreeMap<AgentId, (&str, Option<TeamId>)> =
        roster.iter().map(|row| (row.id, (row.name.as_str(), row.team_id))).collect();
    let own = |of: Option<TeamId>| match viewer.reach() {
        Reach::Everything => true,
        Reach::Teams(teams) => of.is_some_and(|team| teams.contains(&team)),
        Reach::Nothing => false,
    };
    let chosen = team.as_ref().map(|(id, _)| *id);
    let shown = |of: Option<TeamId>| own(of) && chosen.is_none_or(|chosen| of == Some(chosen));
    let (themes, read) = theme::lines(connection, viewer.organisation, these)?;
    Ok(Report {
        organisation: organisation.name,
        first: first.0,
        last: end.saturating_sub(1.days()),
        today,
        sums: count::sums(these),
        before: count::sums(earlier),
        weeks: count::weeks(these, &weeks),
        by_team: count::by_team(these, &ties, &team_of, teams.iter().filter(|(id, _)| shown(Some(*id)))),
        by_person: count::by_person(these, &ties, &names, &teams, shown),
        themes,
        read,
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

/// Whom cards name, and the teams they belong to.
#[derive(Debug, Default)]
struct Ties {
    mentions: HashMap<CardId, Vec<MentionMark>>,
    teams: HashMap<CardId, BTreeSet<TeamId>>,
}

impl Ties {
    fn new(facts: &[CardFact], marks: Vec<MentionMark>, team_of: &HashMap<AgentId, TeamId>) -> Self {
        let mut ties = Self::default();
        for fact in facts {
            if let Some(team) = fact.team {
                ties.teams.entry(fact.id).or_default().insert(team);
            }
        }
        for mark in marks {
            if let Some(team) = team_of.get(&mark.agent) {
                ties.teams.entry(mark.card).or_default().insert(*team);
            }
            ties.mentions.entry(mark.card).or_default().push(mark);
        }
        ties
    }

    /// Leaves out what doesn't belong to this team, and whoever of another team a card names beside it.
    fn keep_team(&mut self, facts: &mut Vec<CardFact>, team: TeamId, team_of: &HashMap<AgentId, TeamId>) {
        facts.retain(|fact| self.teams.get(&fact.id).is_some_and(|of| of.contains(&team)));
        for marks in self.mentions.values_mut() {
            marks.retain(|mark| team_of.get(&mark.agent) == Some(&team));
        }
    }

    fn of(&self, card: CardId) -> &[MentionMark] {
        self.mentions.get(&card).map_or(&[], Vec::as_slice)
    }
}
