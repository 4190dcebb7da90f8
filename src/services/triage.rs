//! Deciding an uncertain mention: one of the candidates, somebody else, or nobody of ours. A decision teaches the
//! tagger, and can be taken back with what it taught.

use super::access::{card_to_change, card_to_take_back};
use super::corrections::{self, Act, Line, Was};
use super::{trail, uncertain};
use crate::analysis::language::Language;
use crate::analysis::polarity;
use crate::domain::ids::{ActId, AgentId, CardId};
use crate::domain::{Kind, Polarity, Said, Step, Viewer};
use crate::error::{Error, Result};
use crate::store::cards::CardRow;
use crate::store::columns::micros;
use crate::store::mentions::{self, CandidateRow, MentionRow};
use crate::store::{AnyConnection, corrections as log, roster};
use jiff::Timestamp;

/// Answers question `question` of a card; `agent` is none for "nobody of ours". Says by which act, to take it back.
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
) -> Result<ActId> {
    let row = card_to_change(connection, viewer, card)?;
    let candidates = mentions::candidates_of(connection, viewer.organisation, &[card])?;
    let asked = candidates
        .iter()
        .find(|candidate| candidate.question == question)
        .ok_or_else(|| Error::not_found("This card has no such question."))?;
    let act = Act::new(viewer, card, now);
    // Answered twice, the later answer stands: what the first one tagged and taught goes.
    for earlier in acts_of(connection, viewer, card, question)? {
        corrections::undo(connection, viewer, card, earlier, now)?;
    }
    mentions::decide(connection, viewer.organisation, card, question, Some((micros(now), viewer.member)), agent)?;
    let place = (viewer.organisation, card);
    let question = Some(question);
    match agent {
        None => {
            let line = Line { question, said: Said::Nobody, surface: &asked.surface, agent: None, was: Was::Nothing };
            act.write(connection, line)?;
            trail::note(connection, place, Some(viewer.member), Step::Nobody, &asked.surface, now)?;
        }
        Some(agent) => {
            let agent_row = roster::agent(connection, viewer.organisation, agent)?;
            let place_of =
                Found { surface: &asked.surface, spans: spans_of(asked), polarity: polarity_at(&row, asked) };
            let was = tie(connection, &act, agent, place_of)?;
            let line = Line { question, said: Said::Means, surface: &asked.surface, agent: Some(agent), was };
            act.write(connection, line)?;
            trail::note(connection, place, Some(viewer.member), Step::Tagged, &agent_row.name, now)?;
        }
    }
    uncertain::refresh(connection, viewer.organisation, card)?;
    Ok(act.id)
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
    let acts = acts_of(connection, viewer, card, question)?;
    card_to_take_back(connection, viewer, card, acts.last().copied(), now)?;
    if !acts.is_empty() {
        for act in acts.into_iter().rev() {
            corrections::undo(connection, viewer, card, act, now)?;
        }
        return Ok(());
    }
    // Decided by a version that kept no log.
    let candidates = mentions::candidates_of(connection, viewer.organisation, &[card])?;
    let decided = candidates.iter().find(|candidate| candidate.question == question && candidate.decided_at.is_some());
    let Some(surface) = decided.map(|candidate| candidate.surface.clone()) else {
        return Err(Error::not_found("This question is open already."));
    };
    for mention in mentions::of_cards(connection, viewer.organisation, &[card])? {
        if mention.tagged_by.is_some() && mention.surface == surface {
            mentions::remove(connection, viewer.organisation, mention.agent_id, card)?;
        }
    }
    mentions::decide(connection, viewer.organisation, card, question, None, None)?;
    trail::note(connection, (viewer.organisation, card), Some(viewer.member), Step::Undecided, &surface, now)?;
    uncertain::refresh(connection, viewer.organisation, card)
}

/// The acts that answered a question and are in force.
fn acts_of(connection: &mut AnyConnection, viewer: &Viewer, card: CardId, question: i32) -> Result<Vec<ActId>> {
    let lines = log::of_cards(connection, viewer.organisation, &[card])?;
    let mut acts: Vec<ActId> =
        lines.iter().filter(|line| line.question == Some(question)).map(|line| line.act_id).collect();
    acts.dedup();
    Ok(acts)
}

/// Where a card names somebody, and what it says of them.
pub(super) struct Found<'a> {
    pub(super) surface: &'a str,
    pub(super) spans: String,
    pub(super) polarity: Polarity,
}

/// Ties the card to the agent that a person named, and says what stood there before. Somebody who is tied already
/// stays tied once. What complains waits for its release, whoever it is tied to.
pub(super) fn tie(connection: &mut AnyConnection, act: &Act<'_>, agent: AgentId, found: Found<'_>) -> Result<Was> {
    let organisation = act.viewer.organisation;
    let tied = mentions::of_cards(connection, organisation, &[act.card])?;
    if tied.iter().any(|mention| mention.agent_id == agent) {
        return Ok(Was::Tagged);
    }
    let row = MentionRow {
        organisation_id: organisation,
        agent_id: agent,
        card_id: act.card,
        spans: found.spans,
        surface: found.surface.to_owned(),
        rule: "person".to_owned(),
        confidence: 1.0,
        polarity: found.polarity,
        why: format!("{} said who it is.", act.viewer.name),
        tagged_by: Some(act.viewer.member),
        created_at: micros(act.now),
        released_at: None,
        released_by: None,
        release_note: None,
    };
    mentions::insert(connection, &[row])?;
    Ok(Was::Nothing)
}

/// What the card says of the person in question. A card of one kind says it of whoever it names; one that holds both is
/// read where the name stands.
fn polarity_at(card: &CardRow, asked: &CandidateRow) -> Polarity {
    let at = |offset: i32| usize::try_from(offset).unwrap_or(0);
    let span = at(asked.span_start)..at(asked.span_end);
    if card.kind != Kind::Mixed || span.is_empty() || card.text.get(span.clone()).is_none() {
        return polarity_of(card.kind);
    }
    let read = polarity::of_mentions(&card.text, &[vec![span]], Language::Unknown, Some(card.kind));
    read.first().copied().unwrap_or(Polarity::Mixed)
}

/// What a card of this kind says of whoever it is about, until somebody says otherwise.
pub(super) fn polarity_of(kind: Kind) -> Polarity {
    match kind {
        Kind::Praise => Polarity::Praise,
        Kind::Complaint => Polarity::Complaint,
        Kind::Mixed => Polarity::Mixed,
    }
}

fn spans_of(asked: &CandidateRow) -> String {
    if asked.span_end > asked.span_start {
        format!("[[{},{}]]", asked.span_start, asked.span_end)
    } else {
        "[]".to_owned()
    }
}
