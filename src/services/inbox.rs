//! The manager's lists as they are read: what needs somebody, with the question that each card asks, and how many
//! there are. A page is one step along a key; nothing here grows with the number of cards.

use super::people::People;
use super::questions::{self, Question};
use crate::domain::ids::{CardId, MemberId};
use crate::domain::wording::Words;
use crate::domain::wording::titles::{Named, card_title};
use crate::domain::{Kind, Outcome, Polarity, Status, Viewer, names};
use crate::error::Result;
use crate::store::cards::CardRow;
use crate::store::columns::moment;
use crate::store::inbox::{self, Show};
use crate::store::mentions::{self, MentionRow};
use crate::store::{AnyConnection, disputes};
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
    /// The last card of the page, when more follow.
    pub older: Option<CardId>,
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

/// Reads the page of `show` that follows `before`.
///
/// # Errors
/// Those of the database.
pub fn read(connection: &mut AnyConnection, viewer: &Viewer, show: Show, before: Option<CardId>) -> Result<Inbox> {
    let (organisation, reach) = (viewer.organisation, viewer.reach());
    let count = |connection: &mut AnyConnection, show| -> Result<u64> {
        Ok(u64::try_from(inbox::count(connection, organisation, reach, show)?).unwrap_or(0))
    };
    let needs = count(connection, Show::NeedsYou)?;
    let who = count(connection, Show::WhoIsThis)?;
    let limit = i64::try_from(PAGE).unwrap_or(i64::MAX) + 1;
    let mut cards = inbox::list(connection, organisation, reach, show, before, limit)?;
    let more = cards.len() > PAGE;
    cards.truncate(PAGE);
    let older = cards.last().filter(|_| more).map(|card| card.id);
    let last = match cards.is_empty() && before.is_none() {
        true => newest(connection, viewer)?,
        false => None,
    };
    Ok(Inbox { needs, who, rows: rows(connection, viewer, &cards)?, older, last })
}

fn newest(connection: &mut AnyConnection, viewer: &Viewer) -> Result<Option<LastCard>> {
    let cards = inbox::list(connection, viewer.organisation, viewer.reach(), Show::All, None, 1)?;
    let row = rows(connection, viewer, &cards)?.pop();
    Ok(row.map(|row| LastCard { title: row.title, received_at: row.received_at }))
}

fn rows(connection: &mut AnyConnection, viewer: &Viewer, cards: &[CardRow]) -> Result<Vec<InboxRow>> {
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
    let row = |card: &CardRow| -> Result<InboxRow> {
        Ok(InboxRow {
            card: card.id,
            kind: card.kind,
            title: title(card, &ties, &people),
            received_at: moment(card.received_at)?,
            excerpt: Words::new(&card.text, &[]).excerpt(EXCERPT),
            due_at: due(card)?,
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
