//! What a report counts, kept at hand: the cards of the last half year in short, a day at a time. A day is read from the
//! database once, and again only after one of its cards was changed (the database itself notes that, whoever changes it).
//! So a report is exact, and costs what there is to add up.

use super::sentence::sentence;
use crate::analysis::themes::{Finder, Theme};
use crate::domain::ids::{AgentId, CardId, OrganisationId, TeamId};
use crate::domain::{Kind, Outcome, Polarity};
use crate::error::Result;
use crate::store::AnyConnection;
use crate::store::report::{self, CardFact};
use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;
use std::ops::Range;

/// Microseconds of a day.
const DAY: i64 = 86_400_000_000;
/// Days that are read with one question.
const AT_ONCE: i64 = 7;
/// Days of an organisation that are kept: what a report and its neighbour need.
const MOST_DAYS: usize = 400;
/// Cards of an organisation that are kept beside those of the report that is asked for: some 50 bytes each.
const MOST_CARDS: usize = 1_000_000;
/// The cards of an organisation in short.
#[derive(Debug, Default)]
pub(super) struct Days {
    days: BTreeMap<i64, Day>,
    pub(super) agents: Numbers<AgentId>,
    pub(super) teams: Numbers<TeamId>,
    themes: Vec<Theme>,
    finder: Option<Finder>,
    /// How often the cards of each day of the span that was brought up to date had been changed.
    pub(super) changes: BTreeMap<i64, i64>,
}

/// Numbers for ids, from 0, in the order in which they were met: what is counted by a number needs no search.
#[derive(Debug)]
pub(super) struct Numbers<Id> {
    places: HashMap<Id, u32>,
    ids: Vec<Id>,
}

impl<Id> Default for Numbers<Id> {
    fn default() -> Self {
        Self { places: HashMap::new(), ids: Vec::new() }
    }
}

impl<Id: Copy + Eq + Hash> Numbers<Id> {
    /// The number of an id, a new one if it must be.
    pub(super) fn give(&mut self, id: Id) -> u32 {
        *self.places.entry(id).or_insert_with(|| {
            self.ids.push(id);
            u32::try_from(self.ids.len() - 1).unwrap_or(u32::MAX)
        })
    }

    /// All ids, each at the place of its number.
    pub(super) fn ids(&self) -> &[Id] {
        &self.ids
    }
}

#[derive(Debug)]
struct Day {
    /// How often its cards had been changed when it was read.
    changes: i64,
    facts: Vec<Fact>,
    marks: Vec<Mark>,
    asked: Vec<u32>,
    /// What each card speaks of, as far as it was looked for; empty as long as nothing was.
    spoken: Vec<Option<Spoken>>,
}

/// A card in short.
#[derive(Debug)]
pub(super) struct Fact {
    pub(super) card: CardId,
    pub(super) received_at: i64,
    /// Microseconds until the first answer; none without one.
    pub(super) wait: Option<i64>,
    pub(super) kind: Kind,
    pub(super) put_right: bool,
    /// Whether it is about a rule or a tool: complaints in it are nobody's.
    apart: bool,
    /// The number of the team it was sent to.
    pub(super) team: Option<u32>,
    marks: Range<u32>,
    asked: Range<u32>,
}

/// Whom a card names.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    pub(super) agent: u32,
    pub(super) polarity: Polarity,
}

/// The themes of a card, a bit each, by their place in the list.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Spoken {
    pub(super) of: u64,
    /// Those that it tells in a sentence that is short enough to be shown.
    pub(super) shown: u64,
}

/// Where a card is kept.
pub(super) type Place = (i64, usize);

impl Fact {
    /// Whether a mention is somebody's: what a rule or a tool has done is nobody's.
    pub(super) fn counts(&self, mark: &Mark) -> bool {
        mark.polarity == Polarity::Praise || !self.apart
    }
}

/// A card with what hangs on it.
#[derive(Clone, Copy)]
pub(super) struct Seen<'a> {
    pub(super) place: Place,
    pub(super) fact: &'a Fact,
    /// All whom it names.
    pub(super) named: &'a [Mark],
    /// Who may be meant, as long as that is asked.
    pub(super) asked: &'a [u32],
}

impl Seen<'_> {
    /// Those named of whom it counts: what a rule or a tool has done is nobody's.
    pub(super) fn marks(&self) -> impl Iterator<Item = &Mark> {
        self.named.iter().filter(|mark| self.fact.counts(mark))
    }
}

impl Days {
    /// Brings the days of a span (UTC microseconds) up to date.
    ///
    /// # Errors
    /// Those of the database.
    pub(super) fn refresh(
        &mut self,
        connection: &mut AnyConnection,
        organisation: OrganisationId,
        span: &Range<i64>,
    ) -> Result<()> {
        let days = span.start.div_euclid(DAY)..(span.end - 1).div_euclid(DAY) + 1;
        let kept: usize = self.days.values().map(|day| day.facts.len()).sum();
        if self.days.len() > MOST_DAYS || kept > MOST_CARDS {
            self.days.retain(|day, _| days.contains(day));
        }
        // Changes first: what is committed after this is found to be newer next time.
        let changes = report::changes(connection, organisation, &days)?;
        self.changes = changes.into_iter().collect();
        let changes = self.changes.clone();
        let known = |day: i64| changes.get(&day).copied().unwrap_or(0);
        let stale = |all: &Self, day: i64| all.days.get(&day).is_none_or(|kept| kept.changes != known(day));
        let mut next = days.start;
        while next < days.end {
            if !stale(self, next) {
                next += 1;
                continue;
            }
            let first = next;
            while next < days.end && next - first < AT_ONCE && stale(self, next) {
                next += 1;
            }
            let facts = report::facts(connection, organisation, &(first * DAY..next * DAY))?;
            let mut rest = facts.as_slice();
            for day in first..next {
                let (these, later) = rest.split_at(rest.partition_point(|fact| fact.received_at < (day + 1) * DAY));
                rest = later;
                let read = self.read(connection, organisation, these, known(day))?;
                self.days.insert(day, read);
            }
        }
        Ok(())
    }

    fn read(
        &mut self,
        connection: &mut AnyConnection,
        organisation: OrganisationId,
        facts: &[CardFact],
        changes: i64,
    ) -> Result<Day> {
        let ids: Vec<CardId> = facts.iter().map(|fact| fact.id).collect();
        let uncertain: Vec<CardId> = facts.iter().filter(|fact| fact.uncertain).map(|fact| fact.id).collect();
        let mut ties = report::ties(connection, organisation, &ids)?;
        ties.sort_unstable_by_key(|tie| tie.0);
        let mut asked = report::asked(connection, organisation, &uncertain)?;
        asked.sort_unstable_by_key(|one| one.0);
        let apart = report::apart(connection, organisation, &ids)?;
        let mut day = Day {
            changes,
            facts: Vec::with_capacity(facts.len()),
            marks: Vec::with_capacity(ties.len()),
            asked: Vec::new(),
            spoken: Vec::new(),
        };
        for fact in facts {
            let (marks, questions) = (length(&day.marks), length(&day.asked));
            for (_, agent, polarity) in of(&ties, fact.id, |tie| tie.0) {
                day.marks.push(Mark { agent: self.agents.give(*agent), polarity: *polarity });
            }
            for (_, agent) in of(&asked, fact.id, |one| one.0) {
                day.asked.push(self.agents.give(*agent));
            }
            day.facts.push(Fact {
                card: fact.id,
                received_at: fact.received_at,
                wait: fact.answered_at.map(|at| at.saturating_sub(fact.received_at).max(0)),
                kind: fact.kind,
                put_right: fact.outcome == Some(Outcome::PutRight),
                apart: apart.contains(&fact.id),
                team: fact.team.map(|team| self.teams.give(team)),
                marks: marks..length(&day.marks),
                asked: questions..length(&day.asked),
            });
        }
        Ok(day)
    }

    /// The cards of a span that was brought up to date, oldest first.
    pub(super) fn cards(&self, span: Range<i64>) -> impl Iterator<Item = Seen<'_>> {
        let days = self.days.range(span.start.div_euclid(DAY)..(span.end - 1).div_euclid(DAY) + 1);
        days.flat_map(move |(number, day)| {
            let place = |moment: i64| day.facts.partition_point(|fact| fact.received_at < moment);
            (place(span.start)..place(span.end)).filter_map(move |at| day.seen((*number, at)))
        })
    }

    /// Looks for themes in these cards, in each once, as long as the themes and the card stay the same.
    ///
    /// # Errors
    /// Those of the database.
    pub(super) fn look_for(
        &mut self,
        connection: &mut AnyConnection,
        organisation: OrganisationId,
        themes: &[Theme],
        places: &[Place],
    ) -> Result<()> {
        if self.themes != themes {
            self.finder = Finder::new(themes);
            self.themes = themes.to_vec();
            self.days.values_mut().for_each(|day| day.spoken = Vec::new());
        }
        let Some(finder) = &self.finder else { return Ok(()) };
        let unread = |(number, at): &Place| {
            let day = self.days.get(number)?;
            let read = day.spoken.get(*at).is_some_and(Option::is_some);
            day.facts.get(*at).filter(|_| !read).map(|fact| fact.card)
        };
        let ids: Vec<CardId> = places.iter().filter_map(unread).collect();
        let words: HashMap<CardId, String> = report::words(connection, organisation, &ids)?.into_iter().collect();
        for (number, at) in places {
            let Some(day) = self.days.get_mut(number) else { continue };
            let Some(text) = day.facts.get(*at).and_then(|fact| words.get(&fact.card)) else { continue };
            let mut spoken = Spoken::default();
            for found in finder.find(text) {
                let bit = u32::try_from(found.theme).ok().and_then(|place| 1_u64.checked_shl(place)).unwrap_or(0);
                spoken.of |= bit;
                spoken.shown |= if sentence(text, &found.span).is_some() { bit } else { 0 };
            }
            day.spoken.resize(day.facts.len(), None);
            if let Some(kept) = day.spoken.get_mut(*at) {
                *kept = Some(spoken);
            }
        }
        Ok(())
    }

    /// Finds the themes in a text, again.
    pub(super) fn finder(&self) -> Option<&Finder> {
        self.finder.as_ref()
    }

    /// A card and its themes, as far as they were looked for.
    pub(super) fn at(&self, (number, at): Place) -> Option<(&Fact, Spoken)> {
        let day = self.days.get(&number)?;
        Some((day.facts.get(at)?, day.spoken.get(at).copied().flatten().unwrap_or_default()))
    }
}

impl Day {
    fn seen(&self, place: Place) -> Option<Seen<'_>> {
        let fact = self.facts.get(place.1)?;
        let within = |range: &Range<u32>| range.start as usize..range.end as usize;
        Some(Seen {
            place,
            fact,
            named: self.marks.get(within(&fact.marks))?,
            asked: self.asked.get(within(&fact.asked))?,
        })
    }
}

fn length<T>(of: &[T]) -> u32 {
    u32::try_from(of.len()).unwrap_or(u32::MAX)
}

/// Those of a sorted list that belong to a card.
fn of<T>(sorted: &[T], card: CardId, key: impl Fn(&T) -> CardId) -> &[T] {
    let start = sorted.partition_point(|one| key(one) < card);
    let rest = sorted.get(start..).unwrap_or_default();
    rest.get(..rest.partition_point(|one| key(one) == card)).unwrap_or_default()
}
