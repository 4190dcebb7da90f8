//! The manager's lists as they are read: what needs somebody, with the question that each card asks, and how many
//! there are. A page is one step along a key; nothing here grows with the number of cards.

use super::holding::Holding;
use super::people::People;
use super::questions::{self, Question};
use crate::domain::calendar::Period;
use crate::domain::ids::{AgentId, CardId, MemberId, TeamId};
use crate::domain::wording::Words;
use crate::domain::wording::titles::{Named, card_title};
use crate::domain::{Kind, Outcome, Polarity, Reach, Shows, Sight, Status, Viewer, names};
use crate::error::Result;
use crate::store::cards::CardRow;
use crate::store::columns::moment;
use crate::store::figures::{self, Told};
use crate::store::inbox::{self, Filter, Show};
use crate::store::mentions::{self, MentionRow};
use crate::store::{AnyConnection, card_care, disputes, inbox_search, members, roster};
use jiff::Timestamp;
use std::collections::BTreeSet;

/// Cards on one page: a screenful or three, and few enough to be read at once.
const PAGE: usize = 25;

/// Characters of a card that a list shows.
const EXCERPT: usize = 160;

/// One page of a list.
#[derive(Clone, Debug)]
pub struct Inbox {
    /// How many cards need somebody.
    pub needs: u64,
    /// How many of them ask who is meant.
    pub who: u64,
    /// The cards.
    pub rows: Vec<InboxRow>,
    /// Where the page ends, when more follow.
    pub older: Option<After>,
    /// The newest card of all, when this list is empty.
    pub last: Option<LastCard>,
}

/// One card of a list.
#[derive(Clone, Debug)]
pub struct InboxRow {
    /// The card.
    pub card: CardId,
    /// Praise or complaint.
    pub kind: Kind,
    /// "Complaint about Derrick Hale"
    pub title: String,
    /// When it came.
    pub received_at: Timestamp,
    /// How it begins, on one line.
    pub excerpt: String,
    /// When an answer is due, as long as there is none.
    pub due_at: Option<Timestamp>,
    /// Whether it has been held from its agent for longer than it may.
    pub held_long: bool,
    /// Whether somebody waits for an answer or an ending: it can be chosen for a press on many.
    pub open: bool,
    /// How far it has come.
    pub status: Status,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// Who looks after it.
    pub owner: Option<Owner>,
    /// The first question it asks.
    pub question: Option<Question>,
    /// Who says that it isn't about them, as long as nobody has decided.
    pub not_me: Option<String>,
}

/// Who looks after a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Owner {
    /// The reader.
    You,
    /// Somebody else, by name.
    Other(String),
}

/// The newest card.
#[derive(Clone, Debug)]
pub struct LastCard {
    /// "Praise for Maria Ortiz"
    pub title: String,
    /// When it came.
    pub received_at: Timestamp,
}

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// Which list.
    pub show: Show,
    /// As one team's manager sees it.
    pub of: Option<TeamId>,
    /// What narrows it.
    pub filter: Filter,
    /// Words that a card must hold.
    pub words: Vec<String>,
    /// The end of the page before.
    pub after: Option<After>,
}

/// Where a page ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum After {
    /// At this card.
    Card(CardId),
    /// At this place of the index of words.
    Place(i32),
}

impl After {
    /// How it stands in an address.
    pub fn code(self) -> String {
        match self {
            Self::Card(card) => card.to_string(),
            Self::Place(place) => format!("w{place}"),
        }
    }

    /// Reads it from an address.
    ///
    /// # Errors
    /// `NotFound` for what is none.
    pub fn from_code(code: &str) -> Result<Self> {
        match code.strip_prefix('w').and_then(|place| place.parse().ok()) {
            Some(place) => Ok(Self::Place(place)),
            None => code.parse().map(Self::Card),
        }
    }
}

/// What a digest was narrowed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// One team alone.
    pub team: Option<TeamId>,
    /// Which kinds.
    pub shows: Shows,
    /// One place alone.
    pub place: Option<String>,
}

/// How many cards need somebody, and how many of them ask who is meant.
///
/// # Errors
/// Those of the database.
pub fn counts(connection: &mut AnyConnection, viewer: &Viewer) -> Result<(u64, u64)> {
    let (needs, who) = inbox::counts(connection, viewer.organisation, viewer.reach())?;
    Ok((u64::try_from(needs).unwrap_or(0), u64::try_from(who).unwrap_or(0)))
}

/// What a list can be narrowed to.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    /// The teams.
    pub teams: Vec<(TeamId, String)>,
    /// Those who look after cards.
    pub owners: Vec<(MemberId, String)>,
    /// The agent whose cards are shown.
    pub agent: Option<String>,
}

/// What a list of the viewer's can be narrowed to.
///
/// # Errors
/// Those of the database.
pub fn choices(connection: &mut AnyConnection, viewer: &Viewer, agent: Option<AgentId>) -> Result<Choices> {
    let mut teams: Vec<(TeamId, String)> =
        roster::teams_of(connection, viewer.organisation)?.into_iter().map(|team| (team.id, team.name)).collect();
    if let Reach::Teams(own) = viewer.reach() {
        teams.retain(|(id, _)| own.contains(id));
    }
    let owners = members::who_act(connection, viewer.organisation)?;
    let agent = match agent {
        Some(agent) => roster::agents_by_id(connection, viewer.organisation, &[agent])?.pop().map(|row| row.name),
        None => None,
    };
    Ok(Choices { teams, owners: owners.into_iter().map(|member| (member.id, member.name)).collect(), agent })
}

/// Reads the page that is asked for.
///
/// # Errors
/// Those of the database.
pub fn read(connection: &mut AnyConnection, viewer: &Viewer, wanted: &Wanted, now: Timestamp) -> Result<Inbox> {
    let team = wanted.of.map(|team| [team]);
    let (organisation, reach) = (viewer.organisation, within(viewer.reach(), team.as_ref()));
    let (needs, who) = counts(connection, viewer)?;
    let (cards, older) = if wanted.words.is_empty() {
        let limit = i64::try_from(PAGE).unwrap_or(i64::MAX) + 1;
        let before = match wanted.after {
            Some(After::Card(card)) => Some(card),
            Some(After::Place(_)) | None => None,
        };
        let mut cards = inbox::list(connection, organisation, reach, (wanted.show, &wanted.filter), before, limit)?;
        let more = cards.len() > PAGE;
        cards.truncate(PAGE);
        let older = cards.last().filter(|_| more).map(|card| After::Card(card.id));
        (cards, older)
    } else {
        let before = match wanted.after {
            Some(After::Place(place)) => Some(place),
            Some(After::Card(_)) | None => None,
        };
        let narrowed = (reach, wanted.show, &wanted.filter);
        let found = inbox_search::find(connection, organisation, narrowed, &wanted.words, before, PAGE)?;
        (found.cards.into_iter().map(|(_, card)| card).collect(), found.next.map(After::Place))
    };
    let last = match cards.is_empty() && wanted.after.is_none() {
        true => newest(connection, viewer, now)?,
        false => None,
    };
    Ok(Inbox { needs, who, rows: rows(connection, viewer, &cards, now)?, older, last })
}

/// Reads the page, after `before`, of the cards that a digest's figure counts: their rows, and the last of them when more
/// follow.
///
/// # Errors
/// Those of the database.
pub fn told(
    connection: &mut AnyConnection,
    viewer: &Viewer,
    (period, what, part): (Period, Told, &Part),
    before: Option<CardId>,
    now: Timestamp,
) -> Result<(Vec<InboxRow>, Option<CardId>)> {
    let limit = i64::try_from(PAGE).unwrap_or(i64::MAX) + 1;
    let team = part.team.map(|team| [team]);
    let reach = within(viewer.reach(), team.as_ref());
    let sight = Sight { reach, shows: part.shows, place: part.place.as_deref() };
    let mut cards = figures::told(connection, viewer.organisation, sight, period, what, before, limit)?;
    let more = cards.len() > PAGE;
    cards.truncate(PAGE);
    let older = cards.last().filter(|_| more).map(|card| card.id);
    Ok((rows(connection, viewer, &cards, now)?, older))
}

/// What one team's manager would see of a reach: what a digest that is narrowed to the team tells of.
fn within<'a>(reach: Reach<'a>, team: Option<&'a [TeamId; 1]>) -> Reach<'a> {
    match (reach, team) {
        (reach, None) => reach,
        (Reach::Everything, Some(team)) => Reach::Teams(team),
        (Reach::Teams(own), Some(team)) if own.contains(&team[0]) => Reach::Teams(team),
        (Reach::Teams(_) | Reach::Nothing, Some(_)) => Reach::Nothing,
    }
}

fn newest(connection: &mut AnyConnection, viewer: &Viewer, now: Timestamp) -> Result<Option<LastCard>> {
    let cards = inbox::list(connection, viewer.organisation, viewer.reach(), (Show::All, &Filter::default()), None, 1)?;
    let row = rows(connection, viewer, &cards, now)?.pop();
    Ok(row.map(|row| LastCard { title: row.title, received_at: row.received_at }))
}

fn rows(connection: &mut AnyConnection, viewer: &Viewer, cards: &[CardRow], now: Timestamp) -> Result<Vec<InboxRow>> {
    if cards.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<CardId> = cards.iter().map(|card| card.id).collect();
    let uncertain: Vec<CardId> = cards.iter().filter(|card| card.uncertain).map(|card| card.id).collect();
    let ties = mentions::of_cards(connection, viewer.organisation, &ids)?;
    let candidates = match uncertain.is_empty() {
        true => Vec::new(),
        false => mentions::candidates_of(connection, viewer.organisation, &uncertain)?,
    };
    let disputes = match uncertain.is_empty() {
        true => Vec::new(),
        false => disputes::of_cards(connection, viewer.organisation, &uncertain)?,
    };
    let open: Vec<_> = disputes.iter().filter(|row| row.decision.is_none()).collect();
    let agents = ties.iter().map(|tie| tie.agent_id).chain(candidates.iter().map(|row| row.agent_id));
    let agents = agents.chain(open.iter().map(|row| row.agent_id)).collect();
    let owners: BTreeSet<MemberId> = cards.iter().filter_map(|card| card.owner_id).collect();
    let people = People::read(connection, viewer, agents, owners)?;
    let held_long = held_long(connection, viewer, cards, &ties, now)?;
    let row = |card: &CardRow| -> Result<InboxRow> {
        Ok(InboxRow {
            card: card.id,
            kind: card.kind,
            title: title(card, &ties, &people),
            received_at: moment(card.received_at)?,
            excerpt: Words::new(&card.text, &[]).excerpt(EXCERPT),
            due_at: due(card)?,
            held_long: held_long.contains(&card.id),
            open: card.kind.wants_an_answer() && card.closed_at.is_none(),
            status: card.status,
            outcome: card.outcome,
            owner: owner(card, viewer, &people),
            question: questions::open(card, &candidates, &people).into_iter().next(),
            not_me: open
                .iter()
                .find(|row| row.card_id == card.id)
                .map(|row| names::first_name(people.agent(row.agent_id)).to_owned()),
        })
    };
    cards.iter().map(row).collect()
}

/// Those of these cards that have been held for longer than they may.
fn held_long(
    connection: &mut AnyConnection,
    viewer: &Viewer,
    cards: &[CardRow],
    ties: &[MentionRow],
    now: Timestamp,
) -> Result<BTreeSet<CardId>> {
    let open = |card: &&CardRow| card.kind.wants_an_answer() && card.closed_at.is_none();
    if !cards.iter().any(|card| open(&card)) {
        return Ok(BTreeSet::new());
    }
    let holding = Holding::of(connection, viewer.organisation)?;
    let Some(over) = holding.over(now) else { return Ok(BTreeSet::new()) };
    let old: Vec<&CardRow> = cards.iter().filter(open).filter(|card| card.received_at < over.before).collect();
    if old.is_empty() {
        return Ok(BTreeSet::new());
    }
    let ids: Vec<CardId> = old.iter().map(|card| card.id).collect();
    let apart = card_care::not_about_people(connection, viewer.organisation, &ids)?;
    let about = |card: &CardRow| apart.iter().find(|(id, _)| *id == card.id).map(|(_, about)| *about);
    Ok(old.into_iter().filter(|card| holding.waits(card, about(card), ties)).map(|card| card.id).collect())
}

/// What a card is called.
pub(super) fn title(card: &CardRow, ties: &[MentionRow], people: &People) -> String {
    let of_card = |complained: bool| -> Vec<Named<'_>> {
        let said = |tie: &&MentionRow| match tie.polarity {
            Polarity::Praise => !complained,
            Polarity::Complaint => complained,
            // Somebody named in passing stands with what the card is.
            Polarity::Mixed | Polarity::Neutral => complained == card.kind.wants_an_answer(),
        };
        let named = |tie: &MentionRow| {
            let full = people.agent(tie.agent_id);
            Named { full, first: names::first_name(full) }
        };
        ties.iter().filter(|tie| tie.card_id == card.id).filter(said).map(named).collect()
    };
    card_title(card.kind, &of_card(false), &of_card(true))
}

/// When an answer is due, as long as there is none and the card is open.
pub(super) fn due(card: &CardRow) -> Result<Option<Timestamp>> {
    match card.due_at {
        Some(due) if card.answered_at.is_none() && card.closed_at.is_none() => moment(due).map(Some),
        _ => Ok(None),
    }
}

pub(super) fn owner(card: &CardRow, viewer: &Viewer, people: &People) -> Option<Owner> {
    let owner = card.owner_id?;
    Some(if owner == viewer.member { Owner::You } else { Owner::Other(people.member(owner).to_owned()) })
}
