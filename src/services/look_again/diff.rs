//! What a second reading of a card changes: tags that are new, tags that rested on a lesson which was taken back,
//! other questions.

use super::standing::Standing;
use crate::domain::ids::{AgentId, CardId};
use crate::domain::wording::counts::and_list;
use crate::domain::wording::titles::who_is;
use crate::services::directory::House;
use crate::services::tagging::Read;
use crate::store::mentions::{CandidateRow, MentionRow};

/// The rule of tags that rest on what managers taught alone.
const LEARNT: &str = "alias";

/// What is to be changed on one card.
#[derive(Debug, Clone)]
pub struct Change {
    /// Which card.
    pub card: CardId,
    /// New tags.
    pub tags: Vec<MentionRow>,
    /// Whose tags go.
    pub gone: Vec<AgentId>,
    /// The questions that take the place of the open ones; none when they stay.
    pub questions: Option<Vec<CandidateRow>>,
    /// What the trail tells of it.
    pub told: String,
    /// Whom the card was tagged to when it was read.
    before: Vec<AgentId>,
}

impl Change {
    /// Whether the card is still as it was read.
    pub(super) fn fits(&self, standing: &Standing) -> bool {
        standing.tags.iter().map(|tag| tag.agent_id).eq(self.before.iter().copied())
    }
}

/// Compares what was read again with what stands; none when it is the same.
pub(super) fn change(house: &House, card: CardId, standing: &Standing, read: Read) -> Option<Change> {
    let tagged = |agent: AgentId| standing.tags.iter().any(|tag| tag.agent_id == agent);
    let found = |agent: AgentId| read.mentions.iter().any(|tag| tag.agent_id == agent);
    let gone: Vec<AgentId> =
        standing.tags.iter().filter(|tag| tag.rule == LEARNT && !found(tag.agent_id)).map(|tag| tag.agent_id).collect();
    let tags: Vec<MentionRow> = read.mentions.iter().filter(|tag| !tagged(tag.agent_id)).cloned().collect();
    let questions = (asked(&standing.candidates) != asked(&read.candidates)).then_some(read.candidates);
    // A question goes only for an answer: a tag in its place, another question, or that it is nobody.
    let answered = |questions: &Vec<CandidateRow>| {
        !questions.is_empty()
            || !tags.is_empty()
            || standing.candidates.iter().all(|row| house.learnt.is_nobody(&row.surface))
    };
    let questions = questions.filter(answered);
    if tags.is_empty() && gone.is_empty() && questions.is_none() {
        return None;
    }
    let told = told(house, &tags, &gone, questions.as_deref());
    let before = standing.tags.iter().map(|tag| tag.agent_id).collect();
    Some(Change { card, tags, gone, questions, told, before })
}

/// The questions without their figures: what is asked of which words, and who may be meant.
fn asked(candidates: &[CandidateRow]) -> Vec<(i32, i32, AgentId)> {
    let mut asked: Vec<(i32, i32, AgentId)> =
        candidates.iter().map(|row| (row.span_start, row.span_end, row.agent_id)).collect();
    asked.sort_unstable();
    asked
}

fn told(house: &House, tags: &[MentionRow], gone: &[AgentId], questions: Option<&[CandidateRow]>) -> String {
    let name = |agent: AgentId| {
        let found = house.roster.find(&agent.to_string()).and_then(|place| house.roster.agent(place));
        found.map_or_else(|| "somebody".to_owned(), |agent| agent.entry.name.clone())
    };
    let names = |agents: &mut dyn Iterator<Item = AgentId>| and_list(&agents.map(name).collect::<Vec<_>>());
    let mut said = Vec::new();
    if !tags.is_empty() {
        said.push(format!("tagged {}.", names(&mut tags.iter().map(|tag| tag.agent_id))));
    }
    if !gone.is_empty() {
        said.push(format!("no longer tagged {}.", names(&mut gone.iter().copied())));
    }
    if let Some(first) = questions.and_then(<[CandidateRow]>::first) {
        said.push(who_is(&first.surface));
    }
    if said.is_empty() { "nobody of ours.".to_owned() } else { said.join(" ") }
}
