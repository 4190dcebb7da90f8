//! Reads what happened, once, into one value; from here on nothing of a digest touches the database.

use super::needs::Needs;
use super::reader::{Reader, Scope};
use super::smile;
use crate::domain::calendar::{self, Period};
use crate::domain::ids::{AgentId, CardId, MemberId, OrganisationId, TeamId};
use crate::domain::names::one_line;
use crate::domain::rhythm::{self, Span};
use crate::domain::{Kind, Sight};
use crate::error::Result;
use crate::mail::letters::accounting::Accounting;
use crate::store::cards::{self, CardRow};
use crate::store::figures::{self, CardMark, MentionMark, Tally};
use crate::store::mentions::{self, CandidateRow, MentionRow};
use crate::store::organisations::OrganisationRow;
use crate::store::roster::{self, AgentRow};
use crate::store::{AnyConnection, members, set_aside};
use jiff::Timestamp;
use jiff::civil::Date;
use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

/// How many cards are told in the customer's own words; of more, some are chosen.
pub(super) const MOST_WORDS: usize = 25;
/// Among the chosen, so many complaints at most.
const CHOSEN_COMPLAINTS: usize = 12;
/// Among how many of the warmest cards the smile of the week is looked for.
const WARMEST: usize = 60;

/// Everything that a digest tells of.
#[derive(Debug)]
pub struct Content {
    pub(super) organisation: OrganisationRow,
    pub(super) reader: Reader,
    pub(super) period: Period,
    pub(super) now: Timestamp,
    /// How long the window is: a turn of the rhythm, or a gap.
    pub(super) span: Span,
    /// How many of its cards are older, and were stored when the letter about their own time had gone out.
    pub(super) late: u64,
    pub(super) this: Counts,
    pub(super) before: Counts,
    /// Eight weeks by their first day, oldest first.
    pub(super) weeks: Vec<(Date, Tally)>,
    pub(super) complaints: Vec<CardRow>,
    pub(super) complaints_in_all: u64,
    pub(super) complaints_unowned: u64,
    /// Complaints that have been held for longer than the organisation allows.
    pub(super) held_long: u64,
    pub(super) questions: Vec<CardRow>,
    pub(super) questions_in_all: u64,
    pub(super) smile: Option<CardRow>,
    /// The cards themselves, newest first: all of the window's, or some that were chosen.
    pub(super) words: Vec<CardRow>,
    /// Names of those whom no card was about, where the reader asked for them.
    pub(super) absent: Vec<String>,
    /// Windows of the eight weeks, for their links.
    pub(super) week_windows: Vec<Period>,
    pub(super) marks: Vec<CardMark>,
    pub(super) mention_marks: Vec<MentionMark>,
    pub(super) accounting: Accounting,
    pub(super) mentions: HashMap<CardId, Vec<MentionRow>>,
    pub(super) candidates: HashMap<CardId, Vec<CandidateRow>>,
    pub(super) agents: HashMap<AgentId, AgentRow>,
    pub(super) teams: HashMap<TeamId, String>,
    pub(super) members: HashMap<MemberId, String>,
}

/// The four figures of a window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) cards: Tally,
    pub(super) put_right: u64,
    /// Median wait for a first answer, in minutes.
    pub(super) first_answer: Option<u64>,
}

/// Reads what a digest for `reader` over `period` tells of. Open complaints and questions are those of `now`.
///
/// # Errors
/// Those of the database.
pub fn gather(
    connection: &mut AnyConnection,
    organisation: &OrganisationRow,
    reader: Reader,
    period: Period,
    now: Timestamp,
) -> Result<Content> {
    let id = organisation.id;
    let (_, earlier) = rhythm::before(period, reader.zone())?;
    let span = reader.rhythm.span(period);
    let sight = reader.sight();
    let mut marks = figures::marks(connection, id, sight, period)?;
    marks.sort_unstable_by_key(|mark| Reverse((mark.arrived_at, mark.id)));
    let this = counts(connection, (id, sight, period), tally(&marks))?;
    let before = figures::tally(connection, id, sight, earlier)?;
    let before = counts(connection, (id, sight, earlier), before)?;
    let (mut weeks, mut week_windows) = (Vec::new(), Vec::new());
    for (first, week) in rhythm::weeks_until(period.end, reader.zone(), 8)? {
        let known = [(period, this.cards), (earlier, before.cards)].into_iter().find(|(known, _)| *known == week);
        let tally = match known {
            Some((_, tally)) => tally,
            None => figures::tally(connection, id, sight, week)?,
        };
        weeks.push((first, tally));
        week_windows.push(week);
    }
    let on: Vec<CardId> = marks.iter().map(|mark| mark.id).collect();
    let mention_marks = figures::mention_marks(connection, id, &on)?;
    let late = number(marks.iter().filter(|mark| mark.received_at < period.start.as_microsecond()).count());
    let needs = Needs::read(connection, id, sight, now)?;
    let (warmest, words) = chosen(&marks);

    let wanted = needs.complaints.iter().chain(&needs.questions).chain(&warmest).chain(&words);
    let wanted: Vec<CardId> = wanted.copied().collect::<BTreeSet<_>>().into_iter().collect();
    let rows: HashMap<CardId, CardRow> =
        cards::by_ids(connection, id, &wanted)?.into_iter().map(|row| (row.id, row)).collect();
    // One that was erased a moment ago is in none.
    let of = |ids: &[CardId]| -> Vec<CardRow> { ids.iter().filter_map(|id| rows.get(id).cloned()).collect() };
    let (complaints, questions, warmest, mut words) =
        (of(&needs.complaints), of(&needs.questions), of(&warmest), of(&words));
    words.sort_by_key(|card| Reverse(card.id));

    let told = complaints.iter().chain(&questions).chain(&warmest).chain(&words);
    let told: Vec<CardId> = told.map(|card| card.id).collect::<BTreeSet<_>>().into_iter().collect();
    let mentions = by_card(mentions::of_cards(connection, id, &told)?, |row| row.card_id);
    let candidates = by_card(mentions::candidates_of(connection, id, &told)?, |row| row.card_id);
    let smile = smile::choose(&warmest, &mentions).cloned();

    let mut named: BTreeSet<AgentId> = mention_marks.iter().map(|mark| mark.agent).collect();
    named.extend(mentions.values().flatten().map(|row| row.agent_id));
    named.extend(candidates.values().flatten().map(|row| row.agent_id));
    let mut agents = HashMap::new();
    for chunk in named.into_iter().collect::<Vec<_>>().chunks(500) {
        agents.extend(roster::agents_by_id(connection, id, chunk)?.into_iter().map(|row| (row.id, row)));
    }
    let owners: Vec<MemberId> = complaints.iter().filter_map(|card| card.owner_id).collect();
    let members = members::by_ids(connection, id, &owners)?.into_iter().map(|row| (row.id, row.name)).collect();
    let teams = roster::teams_of(connection, id)?.into_iter().map(|row| (row.id, row.name)).collect();
    let absent = if reader.absent { absent(connection, id, &reader, &mention_marks)? } else { Vec::new() };
    let accounting = account(connection, organisation, &reader, period, &marks)?;
    Ok(Content {
        organisation: organisation.clone(),
        period,
        now,
        span,
        late,
        this,
        before,
        weeks,
        complaints,
        complaints_in_all: needs.complaints_in_all,
        complaints_unowned: needs.complaints_unowned,
        held_long: needs.held_long,
        questions,
        questions_in_all: needs.questions_in_all,
        smile,
        words,
        absent,
        week_windows,
        marks,
        mention_marks,
        accounting,
        mentions,
        candidates,
        agents,
        teams,
        members,
        reader,
    })
}

/// Of a window's cards, the last first: the warmest praise, warmest first, and those that are told in the customer's own
/// words: all where they are few, else the last complaints and the warmest praise.
fn chosen(marks: &[CardMark]) -> (Vec<CardId>, Vec<CardId>) {
    let (mut praise, complaints): (Vec<&CardMark>, Vec<&CardMark>) =
        marks.iter().partition(|mark| mark.kind == Kind::Praise);
    let room = MOST_WORDS.saturating_sub(praise.len()).max(CHOSEN_COMPLAINTS);
    praise.sort_by(|one, other| other.score.total_cmp(&one.score).then(one.id.cmp(&other.id)));
    let warmest: Vec<CardId> = praise.iter().take(WARMEST).map(|mark| mark.id).collect();
    let words = if marks.len() <= MOST_WORDS {
        marks.iter().map(|mark| mark.id).collect()
    } else {
        let mut words: Vec<CardId> = complaints.iter().take(room).map(|mark| mark.id).collect();
        words.extend(warmest.iter().take(MOST_WORDS.saturating_sub(words.len())));
        words
    };
    (warmest, words)
}

/// Names of the people in sight whom no card of the window was about, in order of name.
fn absent(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    reader: &Reader,
    marks: &[MentionMark],
) -> Result<Vec<String>> {
    let named: BTreeSet<AgentId> = marks.iter().map(|mark| mark.agent).collect();
    let seen = |row: &AgentRow| match &reader.scope {
        Scope::Everything => true,
        Scope::Teams(teams) => row.team_id.is_some_and(|team| teams.contains(&team)),
        Scope::Nothing => false,
    };
    let agents = roster::agents_of(connection, organisation)?;
    let missing = agents
        .iter()
        .filter(|row| row.archived_at.is_none() && seen(row) && !named.contains(&row.id))
        .filter(|row| reader.place.is_none() || row.location == reader.place);
    Ok(missing.map(|row| one_line(&row.name, 80)).collect())
}

impl Content {
    /// Whether there is nothing to tell: no card came in, and nothing needs anybody.
    pub fn is_empty(&self) -> bool {
        self.accounting.received() == 0 && self.complaints_in_all == 0 && self.questions_in_all == 0
    }
}

fn counts(
    connection: &mut AnyConnection,
    (organisation, sight, period): (OrganisationId, Sight<'_>, Period),
    cards: Tally,
) -> Result<Counts> {
    Ok(Counts {
        cards,
        put_right: figures::put_right(connection, organisation, sight, period)?,
        first_answer: calendar::middle_minutes(figures::first_answers(connection, organisation, sight, period)?),
    })
}

fn number(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

/// Cards by kind.
fn tally(marks: &[CardMark]) -> Tally {
    let praise = marks.iter().filter(|mark| mark.kind == Kind::Praise).count();
    Tally { praise: number(praise), complaints: number(marks.len() - praise) }
}

fn account(
    connection: &mut AnyConnection,
    organisation: &OrganisationRow,
    reader: &Reader,
    period: Period,
    marks: &[CardMark],
) -> Result<Accounting> {
    let waiting = marks.iter().filter(|mark| mark.uncertain).count();
    // A letter that is no card belongs to no team: only those who see everything are told of it.
    let (held, not_accepted) = match reader.sight().reach {
        crate::domain::Reach::Everything => figures::letters_apart(connection, organisation.id, period)?,
        crate::domain::Reach::Teams(_) | crate::domain::Reach::Nothing => (0, 0),
    };
    // What waits for a look was sent to a team, or to none, and is of a kind: it is told of as a card would be.
    let told = (reader.sight(), period);
    let held = held + set_aside::count_of(connection, organisation.id, told, set_aside::WAITING)?;
    let spam = set_aside::count_of(connection, organisation.id, told, set_aside::SPAM)?;
    Ok(Accounting { shown: number(marks.len() - waiting), waiting: number(waiting), held, spam, not_accepted })
}

fn by_card<T>(rows: Vec<T>, card: impl Fn(&T) -> CardId) -> HashMap<CardId, Vec<T>> {
    let mut out: HashMap<CardId, Vec<T>> = HashMap::new();
    for row in rows {
        out.entry(card(&row)).or_default().push(row);
    }
    out
}
