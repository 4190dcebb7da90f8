//! "Who is this?": the open questions of a card with whom it may be, and the marks for names in its words.

use super::people::People;
use crate::domain::Polarity;
use crate::domain::ids::AgentId;
use crate::domain::wording::{Highlight, Words};
use crate::store::cards::CardRow;
use crate::store::mentions::{CandidateRow, MentionRow};
use std::ops::Range;

/// An open question about a card.
#[derive(Clone, Debug)]
pub struct Question {
    /// Which of the card's questions.
    pub number: i32,
    /// The words in question.
    pub surface: String,
    /// The card's words with them marked.
    pub words: Words,
    /// Whom it may be, likeliest first.
    pub candidates: Vec<Candidate>,
}

/// Somebody it may be.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Who.
    pub agent: AgentId,
    /// Their full name.
    pub name: String,
    /// Their team.
    pub team: Option<String>,
    /// Why they are in question.
    pub why: String,
}

/// A question that somebody answered, so that it can be opened again.
#[derive(Clone, Debug)]
pub struct Decision {
    /// Which of the card's questions.
    pub number: i32,
    /// The words in question.
    pub surface: String,
    /// Who was said to be meant; none for nobody of ours.
    pub chosen: Option<String>,
}

/// The open questions of a card, from its candidates in order of question and rank.
pub(super) fn open(card: &CardRow, candidates: &[CandidateRow], people: &People) -> Vec<Question> {
    let mut out: Vec<Question> = Vec::new();
    for row in candidates.iter().filter(|row| row.card_id == card.id && row.decided_at.is_none()) {
        let candidate = Candidate {
            agent: row.agent_id,
            name: people.agent(row.agent_id).to_owned(),
            team: people.team_of(row.agent_id).map(str::to_owned),
            why: row.why.clone(),
        };
        match out.last_mut().filter(|question| question.number == row.question) {
            Some(question) => question.candidates.push(candidate),
            None => out.push(Question {
                number: row.question,
                surface: row.surface.clone(),
                words: Words::new(&card.text, &[Highlight { span: asked_span(row), complaint: false }]),
                candidates: vec![candidate],
            }),
        }
    }
    out
}

/// The answered questions of a card. An answer beyond the candidates isn't among them: it stands in the trail.
pub(super) fn decided(candidates: &[CandidateRow], people: &People) -> Vec<Decision> {
    let mut out: Vec<Decision> = Vec::new();
    for row in candidates.iter().filter(|row| row.decided_at.is_some()) {
        let chosen = row.chosen.then(|| people.agent(row.agent_id).to_owned());
        match out.last_mut().filter(|decision| decision.number == row.question) {
            Some(decision) => decision.chosen = decision.chosen.take().or(chosen),
            None => out.push(Decision { number: row.question, surface: row.surface.clone(), chosen }),
        }
    }
    out
}

/// Where a mention stands in the text. A list that can't be read marks nothing.
pub(super) fn spans(mention: &MentionRow) -> Vec<Range<usize>> {
    let pairs: Vec<(usize, usize)> = serde_json::from_str(&mention.spans).unwrap_or_default();
    pairs.into_iter().filter(|(start, end)| start < end).map(|(start, end)| start..end).collect()
}

/// The marks of a mention in the text.
pub(super) fn highlights(mention: &MentionRow) -> Vec<Highlight> {
    let complaint = matches!(mention.polarity, Polarity::Complaint | Polarity::Mixed);
    spans(mention).into_iter().map(|span| Highlight { span, complaint }).collect()
}

fn asked_span(row: &CandidateRow) -> Range<usize> {
    let at = |offset: i32| usize::try_from(offset).unwrap_or(0);
    at(row.span_start)..at(row.span_end).max(at(row.span_start))
}
