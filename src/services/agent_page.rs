//! An agent's own page: praise in the customers' words, twelve weeks of marks, and complaints that a manager let them
//! read. Who the customer is never leaves this room: no name, no address, and what stands of them in their own words
//! is hidden by `agent_words`, not in a template.
//!
//! Which week: the running one as soon as it holds a card, else the last whole one. When that is empty, too, an older
//! praise is remembered. A card that complains about a colleague shows only the sentences about this agent.

mod cards;

pub use cards::{Shared, Smile, Thanks};

use super::agent_answers;
use super::agent_words::private;
use super::choices;
use super::directory::House;
use super::holding;
use super::names::{self, Proposal};
use super::not_me::{self, NotMe};
use crate::domain::calendar::{self, Period};
use crate::domain::ids::{AgentId, CardId};
use crate::domain::wording::Words;
use crate::domain::{Viewer, privacy};
use crate::error::Result;
use crate::store::aliases::{self, AnswerRow};
use crate::store::mentions::{self, MarkRow};
use crate::store::{AnyConnection, cards as stored, members, organisations, roster};
use cards::{Cards, Ends};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

/// Weeks in the drawing.
const WEEKS: usize = 12;
/// The newest mentions that are looked at: a hundred a week for twelve weeks. Beyond, the oldest weeks look emptier.
const MOST_MENTIONS: i64 = 1_200;
/// Cards in full, before the page says "read the others".
pub const FIRST: usize = 5;
/// Cards in full on the page of all.
const MOST_SMILES: usize = 100;
/// Complaints whose end is looked up for the drawing.
const MOST_MARKS: usize = 200;
/// Complaints in full.
const MOST_SHARED: usize = 12;

/// Everything that an agent may read.
#[derive(Clone, Debug)]
pub struct AgentView {
    /// Full name.
    pub name: String,
    /// The organisation's name.
    pub organisation: String,
    /// In which days are told.
    pub zone: TimeZone,
    /// The week that is shown.
    pub monday: Date,
    /// How many smiles it holds.
    pub count: usize,
    /// Its praise, newest first.
    pub smiles: Vec<Smile>,
    /// In a week without praise: one that may have been forgotten.
    pub older: Option<Smile>,
    /// Twelve weeks to the one that is shown, oldest first; empty before the first card.
    pub weeks: Vec<WeekCount>,
    /// Complaints that a manager released, newest first.
    pub shared: Vec<Shared>,
    /// The names of those who lead the agent's team.
    pub managers: Vec<String>,
    /// What the agent said of cards, newest first, with the manager's note as the agent may read it.
    pub not_me: Vec<(NotMe, Option<Words>)>,
    /// Names that customers use and that they are asked about.
    pub proposals: Vec<Proposal>,
    /// Names that they said yes to.
    pub accepted: Vec<AnswerRow>,
    /// Names that they added themselves.
    pub own: Vec<String>,
    /// Whether praise is written to them at once.
    pub praise_at_once: bool,
}

/// A week's cards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WeekCount {
    /// Its Monday.
    pub monday: Date,
    /// Praise.
    pub smiles: usize,
    /// Released complaints that were put right.
    pub put_right: usize,
    /// Released complaints that were not.
    pub open: usize,
}

/// Reads the page of `agent`, who is the viewer. `all` shows the whole week.
///
/// # Errors
/// `NotFound` when there is no such agent.
pub fn read(
    connection: &mut AnyConnection,
    viewer: &Viewer,
    (agent, house): (AgentId, &House),
    all: bool,
    now: Timestamp,
) -> Result<AgentView> {
    let row = roster::agent(connection, viewer.organisation, agent)?;
    let organisation = organisations::by_id(connection, viewer.organisation)?;
    let zone = calendar::zone(&organisation.zone)?;
    let ties = readable(connection, viewer, agent)?;
    let monday = shown_week(&ties, &zone, now);
    let week = calendar::week(monday, &zone)?;
    let (smiles, released): (Vec<MarkRow>, Vec<MarkRow>) = ties.iter().partition(|tie| tie.polarity.is_free());
    let of_week: Vec<CardId> =
        smiles.iter().map(|tie| tie.card_id).filter(|card| week.contains(arrived(*card))).collect();
    let older = forgotten(&of_week, &smiles, week, monday);
    let in_full = of_week.get(..of_week.len().min(if all { MOST_SMILES } else { FIRST })).unwrap_or_default();
    let released: Vec<CardId> = released.iter().map(|tie| tie.card_id).take(MOST_MARKS).collect();
    let in_full_of_released = released.get(..released.len().min(MOST_SHARED)).unwrap_or_default();
    let shown: Vec<CardId> = in_full.iter().copied().chain(older).chain(in_full_of_released.iter().copied()).collect();
    let ends = Ends::read(connection, viewer, &released)?;
    let page = Cards::read(connection, viewer, (agent, &row.name), &shown)?;
    let weeks = if ties.is_empty() { Vec::new() } else { weeks(&ties, &ends, monday, &zone)? };
    let managers = leaders(connection, viewer, row.team_id)?;
    Ok(AgentView {
        organisation: organisation.name,
        zone,
        monday,
        count: of_week.len(),
        smiles: in_full.iter().filter_map(|card| page.smile(*card)).collect(),
        older: older.and_then(|card| page.smile(card)),
        weeks,
        shared: answered(
            connection,
            viewer,
            &row.name,
            in_full_of_released.iter().filter_map(|card| page.shared(*card, &ends)).collect(),
        )?,
        managers,
        not_me: said(connection, viewer, agent, &row.name)?,
        proposals: names::proposals(connection, viewer.organisation, agent, house)?,
        accepted: accepted(connection, viewer, agent)?,
        own: names::own_of(connection, viewer.organisation, agent)?,
        praise_at_once: choices::of(connection, viewer.organisation, viewer.member)?.praise,
        name: row.name,
    })
}

/// All praise of an agent that they may read, newest first, with their name: what they may take home.
///
/// # Errors
/// `NotFound` when there is no such agent.
pub fn all_praise(connection: &mut AnyConnection, viewer: &Viewer, agent: AgentId) -> Result<(String, Vec<Smile>)> {
    let row = roster::agent(connection, viewer.organisation, agent)?;
    let ties = readable(connection, viewer, agent)?;
    let praise: Vec<CardId> = ties.iter().filter(|tie| tie.polarity.is_free()).map(|tie| tie.card_id).collect();
    let mut smiles = Vec::new();
    // As many values as one question may hold.
    for some in praise.chunks(200) {
        let page = Cards::read(connection, viewer, (agent, &row.name), some)?;
        smiles.extend(some.iter().filter_map(|card| page.smile(*card)));
    }
    Ok((row.name, smiles))
}

/// The newest ties of an agent that they may read.
fn readable(connection: &mut AnyConnection, viewer: &Viewer, agent: AgentId) -> Result<Vec<MarkRow>> {
    let mut ties = mentions::marks_of_agent(connection, viewer.organisation, agent, MOST_MENTIONS)?;
    let held = holding::praise_held(connection, viewer.organisation, ties.iter().copied())?;
    ties.retain(|tie| holding::is_open(*tie, &held));
    Ok(ties)
}

/// Who the customer is stays out of a note on "not me", as out of any other.
fn said(
    connection: &mut AnyConnection,
    viewer: &Viewer,
    agent: AgentId,
    name: &str,
) -> Result<Vec<(NotMe, Option<Words>)>> {
    let all = not_me::of_agent(connection, viewer, agent)?;
    let ids: Vec<CardId> = all.iter().map(|one| one.card).collect();
    let cards = if ids.is_empty() { Vec::new() } else { stored::by_ids(connection, viewer.organisation, &ids)? };
    let note = |one: &NotMe| {
        let card = cards.iter().find(|card| card.id == one.card)?;
        Some(privacy::note(one.answer.as_ref()?.note.as_deref()?, name, private(card)))
    };
    Ok(all.into_iter().map(|one| (one.clone(), note(&one))).collect())
}

/// The complaints with what the agent has answered on each.
fn answered(
    connection: &mut AnyConnection,
    viewer: &Viewer,
    name: &str,
    mut shared: Vec<Shared>,
) -> Result<Vec<Shared>> {
    for card in &mut shared {
        card.answers = agent_answers::of_card(connection, viewer.organisation, card.card, name)?;
    }
    Ok(shared)
}

fn accepted(connection: &mut AnyConnection, viewer: &Viewer, agent: AgentId) -> Result<Vec<AnswerRow>> {
    let mut answers = aliases::answers_of(connection, viewer.organisation, agent)?;
    answers.retain(|answer| answer.accepted);
    Ok(answers)
}

/// The running week if it holds a card, else the last whole one.
fn shown_week(ties: &[MarkRow], zone: &TimeZone, now: Timestamp) -> Date {
    let running = calendar::monday_of(now.to_zoned(zone.clone()).date());
    let newest = ties.first().map(|tie| calendar::monday_of(arrived(tie.card_id).to_zoned(zone.clone()).date()));
    if newest.is_some_and(|monday| monday >= running) { running } else { running.saturating_sub(7.days()) }
}

/// An earlier praise for a week without one; another each week.
fn forgotten(of_week: &[CardId], smiles: &[MarkRow], week: Period, monday: Date) -> Option<CardId> {
    if !of_week.is_empty() {
        return None;
    }
    let earlier: Vec<CardId> =
        smiles.iter().map(|tie| tie.card_id).filter(|card| arrived(*card) < week.start).take(WEEKS).collect();
    let turn = usize::try_from(monday.iso_week_date().week()).unwrap_or(0);
    earlier.get(turn % earlier.len().max(1)).copied()
}

/// When a card came in: its id says so to the millisecond, and no card has to be read for it.
fn arrived(card: CardId) -> Timestamp {
    let millis = card.as_bytes().iter().take(6).fold(0_i64, |sum, byte| sum << 8 | i64::from(*byte));
    Timestamp::from_millisecond(millis).unwrap_or(Timestamp::UNIX_EPOCH)
}

fn weeks(ties: &[MarkRow], ends: &Ends, monday: Date, zone: &TimeZone) -> Result<Vec<WeekCount>> {
    let mut out = Vec::with_capacity(WEEKS);
    for back in (0..WEEKS).rev() {
        let monday = monday.saturating_sub(i64::try_from(back).unwrap_or(0).weeks());
        let week = calendar::week(monday, zone)?;
        let mut count = WeekCount { monday, smiles: 0, put_right: 0, open: 0 };
        for tie in ties.iter().filter(|tie| week.contains(arrived(tie.card_id))) {
            // What a rule or a tool has done counts for nobody.
            if !tie.polarity.is_free() && ends.apart.contains_key(&tie.card_id) {
                continue;
            }
            match (!tie.polarity.is_free(), ends.put_right.contains(&tie.card_id)) {
                (false, _) => count.smiles += 1,
                (true, true) => count.put_right += 1,
                (true, false) => count.open += 1,
            }
        }
        out.push(count);
    }
    Ok(out)
}

fn leaders(
    connection: &mut AnyConnection,
    viewer: &Viewer,
    team: Option<crate::domain::ids::TeamId>,
) -> Result<Vec<String>> {
    let Some(team) = team else { return Ok(Vec::new()) };
    let ids = roster::leaders_of(connection, viewer.organisation, team)?;
    let mut names: Vec<String> = members::by_ids(connection, viewer.organisation, &ids)?
        .into_iter()
        .filter(|member| member.disabled_at.is_none() && member.id != viewer.member)
        .map(|member| member.name)
        .collect();
    names.sort();
    Ok(names)
}
