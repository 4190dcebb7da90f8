//! Counting cards for a report: sums, weeks, rows. A card that praises one person and complains about another counts
//! on both sides of a row; in the sums each card counts once, by its own kind.

use super::days::{Days, Fact, Mark, Place, Seen};
use crate::domain::calendar::{self, Period};
use crate::domain::ids::{AgentId, TeamId};
use crate::domain::{Kind, Polarity, Reach};
use crate::store::report::Named;
use jiff::civil::Date;
use std::collections::{BTreeMap, VecDeque};
use std::ops::Range;
use std::sync::Arc;

/// An average of fewer answers than these says more about a person than about the work: it isn't told.
pub const FEW: usize = 5;

/// Figures of a stretch of time, or of a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// Praise alone.
    pub praise: u64,
    /// Complaints, alone or mixed with praise.
    pub complaints: u64,
    /// Those of the complaints that were put right since.
    pub put_right: u64,
    /// How many complaints were answered.
    pub answers: u64,
    /// The middle wait for a first answer, in minutes; none for fewer answers than [`FEW`].
    pub first_answer: Option<u64>,
}

/// One week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Week {
    /// Its Monday.
    pub monday: Date,
    /// Its figures.
    pub sums: Sums,
}

/// A row of a table: a team, or a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// "Derrick Hale"
    pub name: String,
    /// Of a person, their team.
    pub team: Option<String>,
    /// Who that is; none for several together.
    pub agent: Option<AgentId>,
    /// Praise for them.
    pub praise: u64,
    /// Complaints about them.
    pub complaints: u64,
    /// Those that were put right.
    pub put_right: u64,
}

/// Who reads, and of which team, in the numbers of the days.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Reader {
    everything: bool,
    /// By team.
    own: Vec<bool>,
    /// By agent.
    team_of: Vec<Option<u32>>,
    chosen: Option<u32>,
}

impl Reader {
    /// Gives everybody and every team that is asked for a number.
    pub(super) fn new(days: &mut Days, reach: Reach<'_>, chosen: Option<TeamId>, roster: &[Named]) -> Self {
        let mut teams = Vec::new();
        for (agent, _, team) in roster {
            let team = team.map(|team| days.teams.give(team));
            teams.push((days.agents.give(*agent) as usize, team));
        }
        let own: Vec<u32> = match reach {
            Reach::Teams(own) => own.iter().map(|team| days.teams.give(*team)).collect(),
            Reach::Everything | Reach::Nothing => Vec::new(),
        };
        let chosen = chosen.map(|team| days.teams.give(team));
        let mut reader = Self {
            everything: reach == Reach::Everything,
            own: vec![false; days.teams.ids().len()],
            team_of: vec![None; days.agents.ids().len()],
            chosen,
        };
        own.into_iter().for_each(|team| reader.own[team as usize] = true);
        teams.into_iter().for_each(|(agent, team)| reader.team_of[agent] = team);
        reader
    }

    fn owns(&self, team: Option<u32>) -> bool {
        team.is_some_and(|team| self.own.get(team as usize).copied().unwrap_or(false))
    }

    fn team_of(&self, agent: u32) -> Option<u32> {
        self.team_of.get(agent as usize).copied().flatten()
    }

    /// The same as `store::inbox::visible!` says of a list.
    fn may_see(&self, seen: &Seen<'_>) -> bool {
        self.everything
            || self.owns(seen.fact.team)
            || seen.named.iter().any(|mark| self.owns(self.team_of(mark.agent)))
            || seen.asked.iter().any(|agent| self.owns(self.team_of(*agent)))
            || (seen.fact.team.is_none() && seen.named.is_empty())
    }

    /// Whether a card belongs to the team that was chosen.
    fn chose(&self, seen: &Seen<'_>) -> bool {
        self.chosen.is_none()
            || seen.fact.team == self.chosen
            || seen.marks().any(|mark| self.team_of(mark.agent) == self.chosen)
    }

    /// Of a chosen team nobody else is told whom a card names beside it.
    fn marks<'a>(&self, seen: &Seen<'a>) -> impl Iterator<Item = &'a Mark> {
        let fact = seen.fact;
        seen.named
            .iter()
            .filter(move |mark| fact.counts(mark))
            .filter(|mark| self.chosen.is_none() || self.team_of(mark.agent) == self.chosen)
    }

    /// Whether a row of this team's is shown by name.
    fn shows(&self, team: Option<u32>) -> bool {
        (self.everything || self.owns(team)) && (self.chosen.is_none() || team == self.chosen)
    }
}

/// What is counted of a row.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    praise: u64,
    complaints: u64,
    put_right: u64,
}

impl Counts {
    fn count(&mut self, fact: &Fact, said: Said) {
        self.praise += u64::from(said.good);
        self.complaints += u64::from(said.bad);
        self.put_right += u64::from(said.bad && fact.put_right);
    }

    fn add(&mut self, other: Self) {
        self.praise += other.praise;
        self.complaints += other.complaints;
        self.put_right += other.put_right;
    }

    fn line(self, name: &str) -> Line {
        let Self { praise, complaints, put_right } = self;
        Line { name: name.to_owned(), team: None, agent: None, praise, complaints, put_right }
    }

    fn is_empty(self) -> bool {
        self.praise + self.complaints == 0
    }
}

/// Whether a card says something good and something bad of whoever a row tells of.
#[derive(Clone, Copy, Default)]
struct Said {
    good: bool,
    bad: bool,
}

impl Said {
    fn hear(&mut self, polarity: Polarity, kind: Kind) {
        if polarity.praises(kind) {
            self.good = true;
        } else {
            self.bad = true;
        }
    }

    fn of(polarity: Polarity, kind: Kind) -> Self {
        let mut said = Self::default();
        said.hear(polarity, kind);
        said
    }
}

/// Figures of a stretch, as they grow.
#[derive(Clone, Default)]
struct Growing {
    sums: Sums,
    waits: Vec<i64>,
}

impl Growing {
    fn count(&mut self, fact: &Fact) {
        if fact.kind == Kind::Praise {
            self.sums.praise += 1;
            return;
        }
        self.sums.complaints += 1;
        self.sums.put_right += u64::from(fact.put_right);
        self.waits.extend(fact.wait);
    }

    fn done(self) -> Sums {
        let answers = u64::try_from(self.waits.len()).unwrap_or(0);
        let told = self.waits.len() >= FEW;
        Sums { answers, first_answer: told.then(|| calendar::middle_minutes(self.waits)).flatten(), ..self.sums }
    }
}

/// All that was counted.
#[derive(Debug)]
pub(super) struct Tally {
    pub(super) sums: Sums,
    pub(super) before: Sums,
    pub(super) weeks: Vec<Week>,
    teams: Vec<Counts>,
    agents: Vec<Counts>,
    nobody: Counts,
    /// The newest cards, oldest first, and how many there are in all.
    pub(super) newest: VecDeque<Place>,
    pub(super) cards: usize,
}

/// A tally with what it was counted from: as long as all of that is the same, so is the tally.
#[derive(Debug)]
pub(super) struct Counted {
    reader: Reader,
    before: Period,
    weeks: Vec<(Date, Period)>,
    changes: BTreeMap<i64, i64>,
    tally: Arc<Tally>,
}

/// Tallies of an organisation that are kept: each manager's, when they look at them on a Monday.
const MOST_COUNTED: usize = 24;

/// The tally of these weeks and of the stretch before them: as it was counted before, or counted now. `newest` is always
/// the same.
pub(super) fn tallied(
    (days, counted): (&Days, &mut VecDeque<Counted>),
    reader: &Reader,
    before: &Period,
    weeks: &[(Date, Period)],
    newest: usize,
) -> Arc<Tally> {
    let same = |one: &Counted| {
        one.reader == *reader && one.before == *before && one.weeks == weeks && one.changes == days.changes
    };
    if let Some(known) = counted.iter().find(|one| same(one)) {
        return Arc::clone(&known.tally);
    }
    let tally = Arc::new(tally(days, reader, before, weeks, newest));
    if counted.len() >= MOST_COUNTED {
        counted.pop_front();
    }
    let (changes, kept) = (days.changes.clone(), reader.clone());
    let one = Counted { reader: kept, before: *before, weeks: weeks.to_vec(), changes, tally: Arc::clone(&tally) };
    counted.push_back(one);
    tally
}

fn span(period: &Period) -> Range<i64> {
    period.start.as_microsecond()..period.end.as_microsecond()
}

/// Counts the cards of these weeks and of the stretch before them; remembers the `newest` so many.
fn tally(days: &Days, reader: &Reader, before: &Period, weeks: &[(Date, Period)], newest: usize) -> Tally {
    let ours = |seen: &Seen<'_>| reader.may_see(seen) && reader.chose(seen);
    let mut earlier = Growing::default();
    days.cards(span(before)).filter(ours).for_each(|seen| earlier.count(seen.fact));
    let mut tally = Tally {
        sums: Sums::default(),
        before: earlier.done(),
        weeks: Vec::with_capacity(weeks.len()),
        teams: vec![Counts::default(); days.teams.ids().len()],
        agents: vec![Counts::default(); days.agents.ids().len()],
        nobody: Counts::default(),
        newest: VecDeque::with_capacity(newest),
        cards: 0,
    };
    let mut all = Growing::default();
    for (monday, period) in weeks {
        let mut week = Growing::default();
        for seen in days.cards(span(period)).filter(ours) {
            week.count(seen.fact);
            tally.rows(reader, &seen);
            if tally.newest.len() == newest {
                tally.newest.pop_front();
            }
            tally.newest.push_back(seen.place);
            tally.cards += 1;
        }
        all.sums.praise += week.sums.praise;
        all.sums.complaints += week.sums.complaints;
        all.sums.put_right += week.sums.put_right;
        all.waits.extend_from_slice(&week.waits);
        tally.weeks.push(Week { monday: *monday, sums: week.done() });
    }
    tally.sums = all.done();
    tally
}

impl Tally {
    fn rows(&mut self, reader: &Reader, seen: &Seen<'_>) {
        let (fact, mut nobody) = (seen.fact, true);
        // A card names few people: the teams that were counted are looked for one by one.
        let mut teams: Vec<(u32, Said)> = Vec::new();
        for mark in reader.marks(seen) {
            nobody = false;
            if let Some(row) = self.agents.get_mut(mark.agent as usize) {
                row.count(fact, Said::of(mark.polarity, fact.kind));
            }
            if let Some(team) = reader.team_of(mark.agent) {
                match teams.iter_mut().find(|(known, _)| *known == team) {
                    Some((_, said)) => said.hear(mark.polarity, fact.kind),
                    None => teams.push((team, Said::of(mark.polarity, fact.kind))),
                }
            }
        }
        if let Some(team) = fact.team.filter(|team| teams.iter().all(|(known, _)| known != team)) {
            // Sent to the team, and names nobody of it.
            teams.push((team, Said::of(Polarity::Neutral, fact.kind)));
        }
        for (team, said) in teams {
            if let Some(row) = self.teams.get_mut(team as usize) {
                row.count(fact, said);
            }
        }
        if nobody {
            self.nobody.count(fact, Said::of(Polarity::Neutral, fact.kind));
        }
    }

    /// A row for each of these teams, in their order, that the reader is shown.
    pub(super) fn by_team(&self, days: &mut Days, reader: &Reader, teams: &[(TeamId, String)]) -> Vec<Line> {
        let row = |(id, name): &(TeamId, String)| {
            let number = days.teams.give(*id);
            let counts = self.teams.get(number as usize).copied().unwrap_or_default();
            reader.shows(Some(number)).then(|| counts.line(name))
        };
        teams.iter().filter_map(row).collect()
    }

    /// A row for each person who is named, in order of name; whoever the reader isn't shown in one row together.
    pub(super) fn by_person(
        &self,
        days: &Days,
        reader: &Reader,
        roster: &[Named],
        teams: &[(TeamId, String)],
    ) -> Vec<Line> {
        let names: BTreeMap<AgentId, (&str, Option<TeamId>)> =
            roster.iter().map(|(id, name, team)| (*id, (name.as_str(), *team))).collect();
        let (mut rows, mut others) = (Vec::new(), Counts::default());
        for (number, (agent, counts)) in (0_u32..).zip(days.agents.ids().iter().zip(&self.agents)) {
            if counts.is_empty() {
                continue;
            }
            match names.get(agent).filter(|_| reader.shows(reader.team_of(number))) {
                Some((name, team)) => {
                    let team = team.and_then(|id| teams.iter().find(|(of, _)| *of == id));
                    let line =
                        Line { team: team.map(|(_, name)| name.clone()), agent: Some(*agent), ..counts.line(name) };
                    rows.push(((name.to_lowercase(), *agent), line));
                }
                None => others.add(*counts),
            }
        }
        rows.sort_by(|one, other| one.0.cmp(&other.0));
        let mut rows: Vec<Line> = rows.into_iter().map(|(_, line)| line).collect();
        let rest = [("Other teams", others), ("Nobody yet", self.nobody)];
        rows.extend(rest.into_iter().filter(|(_, counts)| !counts.is_empty()).map(|(name, counts)| counts.line(name)));
        rows
    }
}
