//! Correcting who a card is tagged to, and what it says of each. Every correction is a line of the log and can be
//! taken back. The service itself never moves a tag that a person set, and no agent moves one at all.

use super::access::{card_to_change, card_to_take_back};
use super::corrections::{self, Act, Line, Was};
use super::triage::{Found, polarity_of, tie};
use super::{trail, uncertain};
use crate::domain::ids::{ActId, AgentId, CardId};
use crate::domain::{Polarity, Said, Step, Viewer};
use crate::error::{Error, Result};
use crate::store::corrections::CorrectionRow;
use crate::store::mentions::{self, MentionRow};
use crate::store::roster::AgentRow;
use crate::store::{AnyConnection, corrections as log, roster};
use jiff::Timestamp;

/// Removes a tag that is wrong.
///
/// # Errors
/// `NotFound`, `Forbidden`.
pub fn remove(
    connection: &mut AnyConnection,
    viewer: &Viewer,
    card: CardId,
    agent: AgentId,
    now: Timestamp,
) -> Result<ActId> {
    card_to_change(connection, viewer, card)?;
    let act = Act::new(viewer, card, now);
    let agent_row = roster::agent(connection, viewer.organisation, agent)?;
    take_off(connection, &act, agent)?;
    trail::note(connection, (viewer.organisation, card), Some(viewer.member), Step::Untagged, &agent_row.name, now)?;
    Ok(act.id)
}

/// Moves a tag to somebody else: the words stay, and whoever they name now reads a complaint only when it is released
/// to them.
///
/// # Errors
/// `NotFound`, `Forbidden`; `Invalid` when it is the same person.
pub fn change(
    connection: &mut AnyConnection,
    viewer: &Viewer,
    card: CardId,
    (from, to): (AgentId, AgentId),
    now: Timestamp,
) -> Result<ActId> {
    card_to_change(connection, viewer, card)?;
    let act = Act::new(viewer, card, now);
    moved(connection, &act, from, to)?;
    Ok(act.id)
}

/// The moving itself, as a part of `act`.
pub(super) fn moved(connection: &mut AnyConnection, act: &Act<'_>, from: AgentId, to: AgentId) -> Result<()> {
    let viewer = act.viewer;
    if from == to {
        return Err(Error::invalid("That is who it is tagged to already."));
    }
    let (old, new) = (active(connection, viewer, from)?, active(connection, viewer, to)?);
    let tag = take_off(connection, act, from)?;
    let found = Found { surface: &tag.surface, spans: tag.spans.clone(), polarity: tag.polarity };
    let was = tie(connection, act, to, found)?;
    let line = Line { question: None, said: Said::Means, surface: &tag.surface, agent: Some(to), was };
    act.write(connection, line)?;
    let told = format!("{} → {}", old.name, new.name);
    trail::note(connection, (viewer.organisation, act.card), Some(viewer.member), Step::Moved, &told, act.now)
}

/// Tags somebody whom nothing had found. `words` are those of the card that name them, if any do.
///
/// # Errors
/// `NotFound`, `Forbidden`; `Invalid` when they are tagged already, or the words don't stand on the card.
pub fn add(
    connection: &mut AnyConnection,
    viewer: &Viewer,
    card: CardId,
    agent: AgentId,
    words: &str,
    now: Timestamp,
) -> Result<ActId> {
    let row = card_to_change(connection, viewer, card)?;
    let agent_row = active(connection, viewer, agent)?;
    let words = words.trim();
    let spans = match (words.is_empty(), find(&row.text, words)) {
        (true, _) => "[]".to_owned(),
        (false, Some((start, end))) => format!("[[{start},{end}]]"),
        (false, None) => return Err(Error::invalid(format!("“{words}” doesn’t stand on the card."))),
    };
    let act = Act::new(viewer, card, now);
    let surface = find(&row.text, words).and_then(|(start, end)| row.text.get(start..end)).unwrap_or(words).to_owned();
    let found = Found { surface: &surface, spans, polarity: polarity_of(row.kind) };
    let was = tie(connection, &act, agent, found)?;
    if matches!(was, Was::Tagged) {
        return Err(Error::invalid(format!("{} is tagged already.", agent_row.name)));
    }
    let line = Line { question: None, said: Said::Means, surface: &surface, agent: Some(agent), was };
    act.write(connection, line)?;
    trail::note(connection, (viewer.organisation, card), Some(viewer.member), Step::Tagged, &agent_row.name, now)?;
    Ok(act.id)
}

/// Says what the card says of one agent. Praise is theirs to read at once; anything else waits for its release.
///
/// # Errors
/// `NotFound`, `Forbidden`.
pub fn set_polarity(
    connection: &mut AnyConnection,
    viewer: &Viewer,
    card: CardId,
    (agent, polarity): (AgentId, Polarity),
    now: Timestamp,
) -> Result<ActId> {
    card_to_change(connection, viewer, card)?;
    let agent_row = roster::agent(connection, viewer.organisation, agent)?;
    let tag = tag_of(connection, viewer, card, agent)?;
    let act = Act::new(viewer, card, now);
    mentions::set_polarity(connection, &MentionRow { polarity, ..tag.clone() })?;
    let surface = tag.surface.clone();
    let was = Was::Tag(Box::new(tag));
    let line = Line { question: None, said: Said::Polarity, surface: &surface, agent: Some(agent), was };
    act.write(connection, line)?;
    let told = format!("{}: {}", polarity.word(), agent_row.name);
    trail::note(connection, (viewer.organisation, card), Some(viewer.member), Step::PolarityChanged, &told, now)?;
    Ok(act.id)
}

/// Takes one act back: the card is as it was before, and what was learnt from it is forgotten.
///
/// # Errors
/// `NotFound` when it was taken back already or is out of reach; `Forbidden`.
pub fn take_back(
    connection: &mut AnyConnection,
    viewer: &Viewer,
    card: CardId,
    act: ActId,
    now: Timestamp,
) -> Result<()> {
    card_to_take_back(connection, viewer, card, Some(act), now)?;
    corrections::undo(connection, viewer, card, act, now)
}

/// Takes a tag off the card and returns it. What a person had said for it is taken back; against the tagger's own
/// finding a lesson is written.
pub(super) fn take_off(connection: &mut AnyConnection, act: &Act<'_>, agent: AgentId) -> Result<MentionRow> {
    let viewer = act.viewer;
    let tag = tag_of(connection, viewer, act.card, agent)?;
    let said_before: Vec<CorrectionRow> = log::of_cards(connection, viewer.organisation, &[act.card])?
        .into_iter()
        .filter(|line| line.said == Said::Means && line.agent_id == Some(agent))
        .collect();
    act.supersede(connection, &said_before)?;
    mentions::remove(connection, viewer.organisation, agent, act.card)?;
    let surface = if tag.tagged_by.is_none() { tag.surface.clone() } else { String::new() };
    let was = Was::Tag(Box::new(tag.clone()));
    let line = Line { question: None, said: Said::NotThem, surface: &surface, agent: Some(agent), was };
    act.write(connection, line)?;
    uncertain::refresh(connection, viewer.organisation, act.card)?;
    Ok(tag)
}

pub(super) fn tag_of(
    connection: &mut AnyConnection,
    viewer: &Viewer,
    card: CardId,
    agent: AgentId,
) -> Result<MentionRow> {
    mentions::of_cards(connection, viewer.organisation, &[card])?
        .into_iter()
        .find(|tag| tag.agent_id == agent)
        .ok_or_else(|| Error::not_found("This card does not mention that person."))
}

/// An agent of the viewer's organisation.
fn active(connection: &mut AnyConnection, viewer: &Viewer, agent: AgentId) -> Result<AgentRow> {
    roster::agent(connection, viewer.organisation, agent)
}

/// Where `words` stand in `text`, in any case of letters; as bytes.
fn find(text: &str, words: &str) -> Option<(usize, usize)> {
    if words.is_empty() {
        return None;
    }
    if let Some(at) = text.find(words) {
        return Some((at, at + words.len()));
    }
    let length = words.chars().count();
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let wanted = words.to_lowercase();
    starts.windows(length + 1).find_map(|window| {
        let (&start, &end) = (window.first()?, window.last()?);
        (text.get(start..end)?.to_lowercase() == wanted).then_some((start, end))
    })
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn words_are_found_in_any_case_and_on_letters_of_any_length() {
        assert_eq!(find("Ask Ödil or DEL.", "del"), Some((13, 16)));
        assert_eq!(find("Ask ÖDIL.", "ödil"), Some((4, 9)));
        assert_eq!(find("Ask.", "nobody here"), None);
        assert_eq!(find("Ask.", ""), None);
    }
}
