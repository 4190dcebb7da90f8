//! Counting cards for a report: sums, weeks, rows. A card that praises one person and complains about another counts
//! on both sides of a row; in the sums each card counts once, by its own kind.

use super::{FEW, Ties};
use crate::domain::calendar::{self, Period};
use crate::domain::ids::{AgentId, TeamId};
use crate::domain::{Kind, Outcome, Polarity};
use crate::store::report::CardFact;
use jiff::civil::Date;
use std::collections::{BTreeMap, HashMap};

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

fn righted(fact: &CardFact) -> u64 {
    u64::from(fact.outcome == Some(Outcome::PutRight))
}

/// The figures of these cards.
pub(super) fn sums(facts: &[CardFact]) -> Sums {
    let (mut sums, mut waits) = (Sums::default(), Vec::new());
    for fact in facts {
        if fact.kind == Kind::Praise {
            sums.praise += 1;
            continue;
        }
        sums.complaints += 1;
        sums.put_right += righted(fact);
        waits.extend(fact.answered_at.map(|at| at.saturating_sub(fact.received_at).max(0)));
    }
    sums.answers = u64::try_from(waits.len()).unwrap_or(0);
    if waits.len() >= FEW {
        sums.first_answer = calendar::middle_minutes(waits);
    }
    sums
}

/// The figures of each week; `facts` come oldest first.
pub(super) fn weeks(facts: &[CardFact], weeks: &[(Date, Period)]) -> Vec<Week> {
    let place = |moment: i64| facts.partition_point(|fact| fact.received_at < moment);
    let of = |period: &Period| {
        facts.get(place(period.start.as_microsecond())..place(period.end.as_microsecond())).unwrap_or(&[])
    };
    weeks.iter().map(|(monday, period)| Week { monday: *monday, sums: sums(of(period)) }).collect()
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
}

impl Line {
    fn new(name: &str) -> Self {
        Self { name: name.to_owned(), team: None, agent: None, praise: 0, complaints: 0, put_right: 0 }
    }

    fn count(&mut self, fact: &CardFact, said: Said) {
        self.praise += u64::from(said.good);
        self.complaints += u64::from(said.bad);
        self.put_right += if said.bad { righted(fact) } else { 0 };
    }

    fn add(&mut self, other: &Self) {
        self.praise += other.praise;
        self.complaints += other.complaints;
        self.put_right += other.put_right;
    }

    fn is_empty(&self) -> bool {
        self.praise + self.complaints == 0
    }
}

/// A row for each of these teams.
pub(super) fn by_team<'a>(
    facts: &[CardFact],
    ties: &Ties,
    team_of: &HashMap<AgentId, TeamId>,
    teams: impl Iterator<Item = &'a (TeamId, String)>,
) -> Vec<Line> {
    let mut rows: BTreeMap<TeamId, Line> = BTreeMap::new();
    let mut order = Vec::new();
    for (id, name) in teams {
        rows.insert(*id, Line::new(name));
        order.push(*id);
    }
    for fact in facts {
        for team in ties.teams.get(&fact.id).into_iter().flatten() {
            let Some(row) = rows.get_mut(team) else { continue };
            let mut said = Said::default();
            let own = ties.of(fact.id).iter().filter(|mark| team_of.get(&mark.agent) == Some(team));
            own.for_each(|mark| said.hear(mark.polarity, fact.kind));
            if !said.good && !said.bad {
                // Sent to the team, and names nobody of it.
                said.hear(Polarity::Neutral, fact.kind);
            }
            row.count(fact, said);
        }
    }
    order.iter().filter_map(|id| rows.remove(id)).collect()
}

/// A row for each person who is named, in order of name; whoever isn't `shown` in one row together.
pub(super) fn by_person(
    facts: &[CardFact],
    ties: &Ties,
    names: &BTreeMap<AgentId, (&str, Option<TeamId>)>,
    teams: &[(TeamId, String)],
    shown: impl Fn(Option<TeamId>) -> bool,
) -> Vec<Line> {
    let mut by_agent: BTreeMap<AgentId, Line> = BTreeMap::new();
    let mut nobody = Line::new("Nobody yet");
    for fact in facts {
        let marks = ties.of(fact.id);
        let mut said: BTreeMap<AgentId, Said> = BTreeMap::new();
        marks.iter().for_each(|mark| said.entry(mark.agent).or_default().hear(mark.polarity, fact.kind));
        for (agent, said) in said {
            by_agent.entry(agent).or_insert_with(|| Line::new("")).count(fact, said);
        }
        if marks.is_empty() {
            let mut said = Said::default();
            said.hear(Polarity::Neutral, fact.kind);
            nobody.count(fact, said);
        }
    }
    let (mut rows, mut others) = (BTreeMap::new(), Line::new("Other teams"));
    for (agent, row) in by_agent {
        match names.get(&agent).filter(|(_, team)| shown(*team)) {
            Some((name, team)) => {
                let team = team.and_then(|id| teams.iter().find(|(of, _)| *of == id));
                let line = Line {
                    name: (*name).to_owned(),
                    team: team.map(|(_, name)| name.clone()),
                    agent: Some(agent),
                    ..row
                };
                rows.insert((name.to_lowercase(), agent), line);
            }
            None => others.add(&row),
        }
    }
    let mut rows: Vec<Line> = rows.into_values().collect();
    rows.extend([others, nobody].into_iter().filter(|row| !row.is_empty()));
    rows
}
