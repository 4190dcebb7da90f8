//! Deciding an uncertain mention: one of the candidates, somebody else, or nobody of ours. A decision can be undone.

use super::access::card_to_change;
use super::trail;
use crate::domain::ids::{AgentId, CardId};
use crate::domain::{Kind, Polarity, Step, Viewer};
use crate::error::{Error, Result};
use crate::store::cards::{self, CardRow};
use crate::store::columns::micros;
use crate::store::mentions::{self, CandidateRow, MentionRow};
use crate::store::{AnyConnection, roster};
use jiff::Timestamp;

/// Answers question `question` of a card; `agent` is none for "nobody of ours".
///
/// # Errors
/// `NotFound` when the card is out of reach or has no such question, or the agent isn't ours; `Forbidden`.
pub fn decide(
    connection: &mut AnyConnection,
    viewer: &Viewer,
    card: CardId,
    question: i32,
    agent: Option<AgentId>,
    now: Timestamp,
) -> Result<()> {
    let row = card_to_change(connection, viewer, card)?;
    let candidates = mentions::candidates_of(connection, viewer.organisation, &[card])?;
    let asked = candidates
        .iter()
        .find(|candidate| candidate.question == question)
        .ok_or_else(|| Error::not_found("This card has no such question."))?;
    mentions::decide(connection, viewer.organisation, card, question, Some((micros(now), viewer.member)), agent)?;
    let place = (viewer.organisation, card);
    match agent {
        None => trail::note(connection, place, Some(viewer.member), Step::Nobody, &asked.surface, now)?,
        Some(agent) => {
            let agent_row = roster::agent(connection, viewer.organisation, agent)?;
            tie(connection, viewer, &row, asked, agent, now)?;
            trail::note(connection, place, Some(viewer.member), Step::Tagged, &agent_row.name, now)?;
        }
    }
    refresh(connection, viewer, card)
}

/// Opens a question again: the tie that the decision made goes, the candidates come back.
///
/// # Errors
/// `NotFound`, `Forbidden`.
pub fn undo(
    connection: &mut AnyConnection,
    viewer: &Viewer,
    card: CardId,
    question: i32,
    now: Timestamp,
) -> Result<()> {
    card_to_change(connection, viewer, card)?;
    let candidates = mentions::candidates_of(connection, viewer.organisation, &[card])?;
    let decided =
        candidates.iter().filter(|candidate| candidate.question == question && candidate.decided_at.is_some());
    let Some(surface) = decided.clone().map(|candidate| candidate.surface.clone()).next() else {
        return Err(Error::not_found("This question is open already."));
    };
    // Only a person's tie goes: what the engine tagged by other words of the card stays.
    for mention in mentions::of_cards(connection, viewer.organisation, &[card])? {
        if mention.tagged_by.is_some() && mention.surface == surface {
            mentions::remove(connection, viewer.organisation, mention.agent_id, card)?;
        }
    }
    mentions::decide(connection, viewer.organisation, card, question, None, None)?;
    trail::note(connection, (viewer.organisation, card), Some(viewer.member), Step::Undecided, &surface, now)?;
    refresh(connection, viewer, card)
}

/// Removes a tag that is wrong.
///
/// # Errors
/// `NotFound`, `Forbidden`.
pub fn untag(
    connection: &mut AnyConnection,
    viewer: &Viewer,
    card: CardId,
    agent: AgentId,
    now: Timestamp,
) -> Result<()> {
    card_to_change(connection, viewer, card)?;
    let agent_row = roster::agent(connection, viewer.organisation, agent)?;
    if !mentions::remove(connection, viewer.organisation, agent, card)? {
        return Err(Error::not_found("This card does not mention that person."));
    }
    trail::note(connection, (viewer.organisation, card), Some(viewer.member), Step::Untagged, &agent_row.name, now)
}

/// Ties the card to the agent that a person named. Somebody who is tied already stays tied once.
fn tie(
    connection: &mut AnyConnection,
    viewer: &Viewer,
    card: &CardRow,
    asked: &CandidateRow,
    agent: AgentId,
    now: Timestamp,
) -> Result<()> {
    let tied = mentions::of_cards(connection, viewer.organisation, &[card.id])?;
    if tied.iter().any(|mention| mention.agent_id == agent) {
        return Ok(());
    }
    let spans = if asked.span_end > asked.span_start {
        format!("[[{},{}]]", asked.span_start, asked.span_end)
    } else {
        "[]".to_owned()
    };
    let row = MentionRow {
        organisation_id: viewer.organisation,
        agent_id: agent,
        card_id: card.id,
        spans,
        surface: asked.surface.clone(),
        rule: "person".to_owned(),
        confidence: 1.0,
        polarity: match card.kind {
            Kind::Praise => Polarity::Praise,
            Kind::Complaint => Polarity::Complaint,
            Kind::Mixed => Polarity::Mixed,
        },
        why: format!("{} said who it is.", viewer.name),
        tagged_by: Some(viewer.member),
        created_at: micros(now),
        released_at: None,
        released_by: None,
        release_note: None,
    };
    mentions::insert(connection, &[row])
}

/// A card is uncertain as long as one of its questions is open.
fn refresh(connection: &mut AnyConnection, viewer: &Viewer, card: CardId) -> Result<()> {
    let open = mentions::candidates_of(connection, viewer.organisation, &[card])?
        .iter()
        .any(|candidate| candidate.decided_at.is_none());
    cards::set_uncertain(connection, viewer.organisation, card, open)
}
