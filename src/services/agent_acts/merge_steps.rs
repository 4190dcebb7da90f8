//! What a merging changes on cards, step by step, and back: ties, candidates and presets of `from` go to `into`. What each
//! card was is kept, to be put back.

use super::act::{BATCH, finish, written};
use crate::domain::Polarity;
use crate::domain::ids::{AgentId, CardId, OrganisationId};
use crate::error::{Error, Result};
use crate::store::agent_acts::{self, ActRow};
use crate::store::agent_ties as ties;
use crate::store::mentions::{self, CandidateRow, MentionRow};
use crate::store::{AnyConnection, cards, search};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What a merging changed on one card.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
struct CardWas {
    /// The tie was `from`'s alone.
    #[serde(default)]
    moved: bool,
    /// Both had one, and these were they: `from`'s and `into`'s.
    #[serde(default)]
    both: Option<Box<(MentionRow, MentionRow)>>,
    /// Candidates that were `from`: question and rank.
    #[serde(default)]
    asked: Vec<(i32, i32)>,
    /// Candidates that went, for `into` was one already; and whether that one was chosen by it.
    #[serde(default)]
    dropped: Vec<(CandidateRow, bool)>,
    /// It came by `from`'s own form.
    #[serde(default)]
    preset: bool,
}

/// One batch of cards.
pub(super) fn step(connection: &mut AnyConnection, mut row: ActRow, now: Timestamp) -> Result<bool> {
    let (house, from) = (row.organisation_id, row.agent_id);
    let Some(into) = row.into_id else { return finish(connection, row, now) };
    let batch = agent_acts::cards_of(connection, house, from, row.cursor, BATCH)?;
    let Some(last) = batch.last().copied() else {
        return finish(connection, row, now);
    };
    let tied = mentions::of_cards(connection, house, &batch)?;
    let asked = mentions::candidates_of(connection, house, &batch)?;
    let rows = cards::by_ids(connection, house, &batch)?;
    for card in &batch {
        let of = |agent: AgentId| tied.iter().find(|tie| tie.card_id == *card && tie.agent_id == agent);
        let mut was = CardWas::default();
        match (of(from), of(into)) {
            (Some(tie), None) => {
                ties::set_tie(connection, from, &MentionRow { agent_id: into, ..tie.clone() })?;
                was.moved = true;
            }
            (Some(tie), Some(other)) => {
                mentions::remove(connection, house, from, *card)?;
                ties::set_tie(connection, into, &both(tie, other))?;
                was.both = Some(Box::new((tie.clone(), other.clone())));
            }
            (None, _) => {}
        }
        let questions: Vec<&CandidateRow> = asked.iter().filter(|one| one.card_id == *card).collect();
        for one in questions.iter().filter(|one| one.agent_id == from) {
            let other = questions.iter().find(|other| other.agent_id == into && other.question == one.question);
            if let Some(other) = other {
                mentions_dropped(connection, one, other)?;
                was.dropped.push(((*one).clone(), one.chosen && !other.chosen));
            } else {
                ties::set_candidate(connection, &CandidateRow { agent_id: into, ..(*one).clone() })?;
                was.asked.push((one.question, one.rank));
            }
        }
        if rows.iter().any(|row| row.id == *card && row.preset_agent_id == Some(from)) {
            ties::set_preset(connection, house, *card, Some(into))?;
            was.preset = true;
        }
        agent_acts::keep_card(connection, (house, row.id), *card, &written(&was)?)?;
        search::mark(connection, house, *card)?;
    }
    row.done += i64::try_from(batch.len()).unwrap_or(0);
    row.total = row.total.max(row.done);
    row.cursor = Some(last);
    // A card that another instance tagged by its last second's roster may lie behind the last one.
    if agent_acts::cards_of(connection, house, from, Some(last), 1)?.is_empty() {
        row.cursor = None;
        if agent_acts::cards_of(connection, house, from, None, 1)?.is_empty() {
            return finish(connection, row, now);
        }
    }
    agent_acts::update(connection, &row)?;
    Ok(true)
}

fn mentions_dropped(connection: &mut AnyConnection, one: &CandidateRow, other: &CandidateRow) -> Result<()> {
    ties::remove_candidate(connection, one)?;
    if one.chosen && !other.chosen {
        ties::set_candidate(connection, &CandidateRow { chosen: true, ..other.clone() })?;
    }
    Ok(())
}

/// One tie of what two said. What one of them held back stays held back.
fn both(from: &MentionRow, into: &MentionRow) -> MentionRow {
    let mut spans: Vec<(usize, usize)> = [&from.spans, &into.spans]
        .into_iter()
        .flat_map(|spans| serde_json::from_str::<Vec<(usize, usize)>>(spans).unwrap_or_default())
        .collect();
    spans.sort_unstable();
    spans.dedup();
    let held =
        |row: &MentionRow| matches!(row.polarity, Polarity::Complaint | Polarity::Mixed) && row.released_at.is_none();
    let polarity = match (from.polarity, into.polarity) {
        (one, other) if one == other => one,
        (Polarity::Neutral, other) | (other, Polarity::Neutral) => other,
        _ => Polarity::Mixed,
    };
    let shared = if into.released_at.is_some() { into } else { from };
    let shared = (!held(from) && !held(into)).then_some(shared);
    MentionRow {
        spans: written(&spans).unwrap_or_else(|_| into.spans.clone()),
        polarity,
        confidence: from.confidence.max(into.confidence),
        tagged_by: into.tagged_by.or(from.tagged_by),
        released_at: shared.and_then(|row| row.released_at),
        released_by: shared.and_then(|row| row.released_by),
        release_note: shared.and_then(|row| row.release_note.clone()),
        ..into.clone()
    }
}

/// One batch of cards, back.
pub(super) fn step_back(connection: &mut AnyConnection, mut row: ActRow, now: Timestamp) -> Result<bool> {
    let (house, from) = (row.organisation_id, row.agent_id);
    let Some(into) = row.into_id else { return finish(connection, row, now) };
    let kept = agent_acts::kept_cards(connection, (house, row.id), BATCH)?;
    if kept.is_empty() {
        return finish(connection, row, now);
    }
    let ids: Vec<CardId> = kept.iter().map(|(card, _)| *card).collect();
    let tied = mentions::of_cards(connection, house, &ids)?;
    let asked = mentions::candidates_of(connection, house, &ids)?;
    for (card, was) in kept {
        let was: CardWas = serde_json::from_str(&was)
            .map_err(|cause| Error::internal("This card's merging can't be read.").with_source(cause))?;
        card_back(connection, (house, card), (from, into), was, (&tied, &asked))?;
        search::mark(connection, house, card)?;
    }
    agent_acts::drop_cards(connection, (house, row.id), &ids)?;
    row.done += i64::try_from(ids.len()).unwrap_or(0);
    agent_acts::update(connection, &row)?;
    Ok(true)
}

fn card_back(
    connection: &mut AnyConnection,
    (house, card): (OrganisationId, CardId),
    (from, into): (AgentId, AgentId),
    was: CardWas,
    (tied, asked): (&[MentionRow], &[CandidateRow]),
) -> Result<()> {
    // A tie that somebody has taken away since stays away.
    if let Some(tie) = tied.iter().find(|tie| tie.card_id == card && tie.agent_id == into) {
        if was.moved {
            ties::set_tie(connection, into, &MentionRow { agent_id: from, ..tie.clone() })?;
        } else if let Some(both) = was.both {
            ties::set_tie(connection, into, &both.1)?;
            mentions::insert(connection, &[both.0])?;
        }
    }
    let of_card: Vec<&CandidateRow> = asked.iter().filter(|one| one.card_id == card).collect();
    for one in &of_card {
        if one.agent_id == into && was.asked.contains(&(one.question, one.rank)) {
            ties::set_candidate(connection, &CandidateRow { agent_id: from, ..(*one).clone() })?;
        }
    }
    for (dropped, chosen) in was.dropped {
        let of_question = || of_card.iter().filter(|one| one.question == dropped.question);
        if of_question().next().is_none() || of_question().any(|one| one.rank == dropped.rank) {
            continue;
        }
        if let Some(other) = of_question().find(|one| chosen && one.agent_id == into && one.chosen) {
            ties::set_candidate(connection, &CandidateRow { chosen: false, ..(*other).clone() })?;
        }
        mentions::insert_candidates(connection, &[dropped])?;
    }
    if was.preset {
        ties::set_preset(connection, house, card, Some(from))?;
    }
    Ok(())
}
