//! "Not me": an agent says that a card is not about them, with a reason. It is a question to the managers and changes
//! nothing by itself: praise stays where it is, and a complaint can't be moved away by the one it is about. The manager
//! decides, the agent reads what was decided, and it can be taken back.

use super::access::card_to_change;
use super::corrections::{Act, Line, Was};
use super::needed_note::LONGEST_NOTE;
use super::people::People;
use super::tags::{moved, take_off};
use super::{holding, trail, uncertain};
use crate::domain::ids::{ActId, AgentId, CardId, DisputeId, OrganisationId};
use crate::domain::{Said, Settled, Step, Viewer};
use crate::error::{Error, Result};
use crate::store::columns::{micros, moment};
use crate::store::disputes::{self, Decision, DisputeRow};
use crate::store::{AnyConnection, mentions, roster};
use jiff::Timestamp;

/// Answers that an agent's page shows.
const SHOWN: i64 = 10;

/// Says that a card which the agent may read is not about them.
///
/// # Errors
/// `NotFound` when it isn't tagged to them or they may not read it; `Invalid` without a reason, or when they said so
/// before.
pub fn say(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    agent: AgentId,
    card: CardId,
    reason: &str,
    now: Timestamp,
) -> Result<()> {
    let tag = mentions::of_cards(connection, organisation, &[card])?.into_iter().find(|tag| tag.agent_id == agent);
    let readable = tag.map(|tag| holding::may_read(connection, &tag)).transpose()?;
    if readable != Some(true) {
        return Err(Error::not_found("There is nothing under this address."));
    }
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(Error::invalid("Write why it is not about you: your manager reads it."));
    }
    if reason.chars().count() > LONGEST_NOTE {
        return Err(Error::invalid("Keep the reason under 2,000 characters."));
    }
    let said = disputes::of_cards(connection, organisation, &[card])?;
    if said.iter().any(|row| row.agent_id == agent && row.decision.is_none()) {
        return Err(Error::invalid("You have said so. Your manager will decide."));
    }
    if said.iter().any(|row| row.agent_id == agent) {
        return Err(Error::invalid("Your manager has decided about this card. Please talk to them."));
    }
    disputes::insert(
        connection,
        &DisputeRow {
            organisation_id: organisation,
            id: DisputeId::at(now),
            card_id: card,
            agent_id: agent,
            at: micros(now),
            reason: reason.to_owned(),
            decision: None,
            decided_at: None,
            decided_by: None,
            decided_act: None,
            note: None,
        },
    )?;
    let name = roster::agent(connection, organisation, agent)?.name;
    trail::note(connection, (organisation, card), None, Step::NotMe, &format!("{name}: {reason}"), now)?;
    uncertain::refresh(connection, organisation, card)
}

/// What a manager decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is about the agent.
    Keep,
    /// It is about this one.
    Move(AgentId),
    /// It is about nobody of ours.
    Nobody,
}

/// Decides about an agent's word. `note` is for the agent to read.
///
/// # Errors
/// `NotFound` when the card is out of reach or nothing is open; `Forbidden`; `Invalid` for too long a note.
pub fn decide(
    connection: &mut AnyConnection,
    viewer: &Viewer,
    (card, dispute): (CardId, DisputeId),
    (verdict, note): (Verdict, &str),
    now: Timestamp,
) -> Result<ActId> {
    card_to_change(connection, viewer, card)?;
    let note = note.trim();
    if note.chars().count() > LONGEST_NOTE {
        return Err(Error::invalid("Keep the note under 2,000 characters."));
    }
    let open = disputes::of_cards(connection, viewer.organisation, &[card])?
        .into_iter()
        .find(|row| row.id == dispute && row.decision.is_none())
        .ok_or_else(|| Error::not_found("Nothing is open here."))?;
    let act = Act::new(viewer, card, now);
    let place = (viewer.organisation, card);
    let agent = open.agent_id;
    let settled = match verdict {
        Verdict::Keep => {
            let name = roster::agent(connection, viewer.organisation, agent)?.name;
            trail::note(connection, place, Some(viewer.member), Step::Kept, &name, now)?;
            Settled::Kept
        }
        Verdict::Move(to) => {
            moved(connection, &act, agent, to)?;
            Settled::Moved
        }
        Verdict::Nobody => {
            let tag = take_off(connection, &act, agent)?;
            let line =
                Line { question: None, said: Said::Nobody, surface: &tag.surface, agent: None, was: Was::Nothing };
            act.write(connection, line)?;
            trail::note(connection, place, Some(viewer.member), Step::Nobody, &tag.surface, now)?;
            Settled::Nobody
        }
    };
    let note = (!note.is_empty()).then(|| note.to_owned());
    let decision = Decision { settled, at: micros(now), by: viewer.member, act: act.id, note };
    disputes::settle(connection, (viewer.organisation, dispute), &decision)?;
    uncertain::refresh(connection, viewer.organisation, card)?;
    Ok(act.id)
}

/// An agent's word, as a manager and the agent read it.
#[derive(Clone, Debug)]
pub struct NotMe {
    /// Key.
    pub id: DisputeId,
    /// On which card.
    pub card: CardId,
    /// Whose word.
    pub agent: AgentId,
    /// Their full name.
    pub name: String,
    /// When.
    pub at: Timestamp,
    /// Why.
    pub reason: String,
    /// What was decided: what, when, by whom, with which words and by which act.
    pub answer: Option<Answer>,
}

/// What was decided.
#[derive(Clone, Debug)]
pub struct Answer {
    /// What.
    pub settled: Settled,
    /// When.
    pub at: Timestamp,
    /// By whom, in full.
    pub by: String,
    /// With which words.
    pub note: Option<String>,
    /// With which corrections.
    pub act: Option<ActId>,
}

/// What was said of a card.
///
/// # Errors
/// Those of the database.
pub fn of_card(connection: &mut AnyConnection, viewer: &Viewer, card: CardId) -> Result<Vec<NotMe>> {
    let rows = disputes::of_cards(connection, viewer.organisation, &[card])?;
    told(connection, viewer, rows)
}

/// What an agent said last, newest first.
///
/// # Errors
/// Those of the database.
pub fn of_agent(connection: &mut AnyConnection, viewer: &Viewer, agent: AgentId) -> Result<Vec<NotMe>> {
    let rows = disputes::of_agent(connection, viewer.organisation, agent, SHOWN)?;
    told(connection, viewer, rows)
}

fn told(connection: &mut AnyConnection, viewer: &Viewer, rows: Vec<DisputeRow>) -> Result<Vec<NotMe>> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let agents = rows.iter().map(|row| row.agent_id).collect();
    let members = rows.iter().filter_map(|row| row.decided_by).collect();
    let people = People::read(connection, viewer, agents, members)?;
    let told = |row: DisputeRow| -> Result<NotMe> {
        let answer = match (row.decision, row.decided_at) {
            (Some(settled), Some(at)) => Some(Answer {
                settled,
                at: moment(at)?,
                by: row.decided_by.map_or("A manager", |by| people.member(by)).to_owned(),
                note: row.note,
                act: row.decided_act,
            }),
            _ => None,
        };
        Ok(NotMe {
            id: row.id,
            card: row.card_id,
            agent: row.agent_id,
            name: people.agent(row.agent_id).to_owned(),
            at: moment(row.at)?,
            reason: row.reason,
            answer,
        })
    };
    rows.into_iter().map(told).collect()
}
