//! The words on cards and in letters that name somebody: written again with a stand-in, or cut off from them.

use super::act::{Work, written};
use crate::domain::ids::{AgentId, CardId, DigestId, LetterId, OrganisationId};
use crate::domain::stand_in::{Replaced, StandIn};
use crate::error::Result;
use crate::services::corrections::Was;
use crate::services::uncertain;
use crate::store::agent_acts::ActRow;
use crate::store::agent_texts::{self as texts, CardTexts};
use crate::store::mentions::{self, CandidateRow, MentionRow};
use crate::store::{AnyConnection, agent_ties as ties, cards, disputes, outbox, retention, search};
use std::collections::HashSet;
use std::ops::Range;

/// Digests or letters of one step: each may be as large as a page.
const PAGE: i64 = 50;

/// What the reason of a tag becomes: the old one quotes the name.
const WHY: &str = "They were named on the card.";

/// Puts the stand-in into everything that these cards hold. The letters that they came in go: they can't be changed.
pub(super) fn replace(connection: &mut AnyConnection, row: &ActRow, work: &Work, batch: &[CardId]) -> Result<()> {
    let (house, agent) = (row.organisation_id, row.agent_id);
    let all = StandIn::new(work.names.iter().map(String::as_str), &work.stand_in);
    let tied = mentions::of_cards(connection, house, batch)?;
    let asked = mentions::candidates_of(connection, house, batch)?;
    let mut rewritten = HashSet::new();
    for card in cards::by_ids(connection, house, batch)? {
        let ties: Vec<&MentionRow> = tied.iter().filter(|one| one.card_id == card.id).collect();
        let asked: Vec<&CandidateRow> = asked.iter().filter(|one| one.card_id == card.id).collect();
        let mine = |one: &&&CandidateRow| one.agent_id == agent && one.chosen;
        let own: Vec<Range<usize>> = ties
            .iter()
            .filter(|tie| tie.agent_id == agent)
            .flat_map(|tie| spans(&tie.spans))
            .chain(asked.iter().filter(mine).map(|one| span(one)))
            .collect();
        let others: Vec<Range<usize>> = ties
            .iter()
            .filter(|tie| tie.agent_id != agent)
            .flat_map(|tie| spans(&tie.spans))
            .chain(asked.iter().filter(|one| one.agent_id != agent).map(|one| span(one)))
            .filter(|range| !own.contains(range))
            .collect();
        let replaced = all.replace(&card.text, &own, &others);
        let or = |text: &Option<String>| text.as_deref().map(|text| all.plain(text).unwrap_or_else(|| text.to_owned()));
        let new = CardTexts {
            text: replaced.text.clone(),
            subject: or(&card.subject),
            // "Who helped you?" was answered with them, however it was spelt.
            helper: match ties.iter().any(|tie| tie.agent_id == agent) && ties.len() == 1 {
                true => card.helper.as_ref().map(|_| work.stand_in.clone()),
                false => or(&card.helper),
            },
            outcome_note: or(&card.outcome_note),
        };
        texts::set_card(connection, house, card.id, &new)?;
        rewritten.insert(card.id);
        for tie in ties {
            ties::set_tie(connection, tie.agent_id, &tie_now(tie, agent, (work, &all), &replaced))?;
        }
        for one in asked {
            if one.agent_id == agent && one.decided_at.is_none() {
                // Nobody can be asked whether it was a stand-in.
                ties::remove_candidate(connection, one)?;
            } else {
                ties::set_candidate(connection, &asked_now(one, agent, work, &replaced))?;
            }
        }
        uncertain::refresh(connection, house, card.id)?;
    }
    // A name that a colleague bears, too, is left where nothing says whose it is.
    let only = StandIn::new(work.only.iter().map(String::as_str), &work.stand_in);
    beside(connection, house, batch, &only)?;
    for (id, card, surface, was) in texts::corrected(connection, house, batch)? {
        let said = only.plain(&surface);
        let rewritten = card.is_some_and(|card| rewritten.contains(&card));
        let before =
            was.as_deref().map(|was| if rewritten { was_now(was, agent, work, &all) } else { Ok(was.to_owned()) });
        let before = before.transpose()?;
        if said.is_some() || before != was {
            texts::set_correction(connection, (house, id), said.as_deref(), before.as_deref())?;
        }
    }
    let letters = texts::raw_of(connection, house, batch)?;
    retention::delete_letters(connection, house, &letters)
}

/// Cuts these cards off from them. What the customers wrote stays as they wrote it.
pub(super) fn erase(connection: &mut AnyConnection, row: &ActRow, work: &Work, batch: &[CardId]) -> Result<()> {
    let (house, agent) = (row.organisation_id, row.agent_id);
    let asked = mentions::candidates_of(connection, house, batch)?;
    for one in asked.iter().filter(|one| one.agent_id == agent) {
        ties::remove_candidate(connection, one)?;
    }
    for card in cards::by_ids(connection, house, batch)? {
        mentions::remove(connection, house, agent, card.id)?;
        if card.preset_agent_id == Some(agent) {
            ties::set_preset(connection, house, card.id, None)?;
        }
        uncertain::refresh(connection, house, card.id)?;
        search::mark(connection, house, card.id)?;
    }
    let only = StandIn::new(work.only.iter().map(String::as_str), &work.stand_in);
    beside(connection, house, batch, &only)?;
    for (id, _, _, was) in texts::corrected(connection, house, batch)? {
        let Some(cut) =
            was.as_deref().and_then(|was| serde_json::from_str(was).ok()).and_then(|was| without(was, agent))
        else {
            continue;
        };
        texts::set_correction(connection, (house, id), None, Some(&written(&cut)?))?;
    }
    Ok(())
}

/// What stood on a card before, without somebody; none if they were not in it.
fn without(was: Was, agent: AgentId) -> Option<Was> {
    match was {
        Was::Tag(tag) if tag.agent_id == agent => Some(Was::Nothing),
        Was::Card { kind, kind_from, due_at, tags } if tags.iter().any(|tag| tag.agent_id == agent) => {
            let tags = tags.into_iter().filter(|tag| tag.agent_id != agent).collect();
            Some(Was::Card { kind, kind_from, due_at, tags })
        }
        _ => None,
    }
}

/// Our own words beside the cards: the trail, answers and further letters, what an agent and a manager said of a tag.
fn beside(connection: &mut AnyConnection, house: OrganisationId, batch: &[CardId], names: &StandIn) -> Result<()> {
    for (card, event, detail) in texts::details(connection, house, batch)? {
        if let Some(now) = names.plain(&detail) {
            texts::set_detail(connection, house, (card, event), &now)?;
        }
    }
    for (card, letter, text, elided) in texts::letters(connection, house, batch)? {
        let (new, cut) = (names.plain(&text), names.plain(&elided));
        if new.is_some() || cut.is_some() {
            let (new, cut) = (new.unwrap_or(text), cut.unwrap_or(elided));
            crate::store::card_letters::set_words(connection, (house, card, letter), &new, &cut)?;
        }
    }
    for row in disputes::of_cards(connection, house, batch)? {
        let note = row.note.as_deref().map(|note| names.plain(note).unwrap_or_else(|| note.to_owned()));
        let reason = names.plain(&row.reason).unwrap_or_else(|| row.reason.clone());
        if reason != row.reason || note != row.note {
            texts::set_dispute(connection, (house, row.id), &reason, note.as_deref())?;
        }
    }
    for (act, said, was) in texts::said_by_mail(connection, house, batch)? {
        let (new, before) = (names.plain(&said), names.plain(&was));
        if new.is_some() || before.is_some() {
            texts::set_said_by_mail(connection, (house, act), &new.unwrap_or(said), &before.unwrap_or(was))?;
        }
    }
    Ok(())
}

/// Puts the stand-in into the next digests; says after which to go on.
pub(super) fn digests(
    connection: &mut AnyConnection,
    house: OrganisationId,
    names: &StandIn,
    after: Option<DigestId>,
) -> Result<Option<DigestId>> {
    let page = texts::digests_after(connection, house, after, PAGE)?;
    let last = page.last().map(|(id, ..)| *id);
    for (id, subject, text, html) in page {
        let or = |text: &str| names.plain(text).unwrap_or_else(|| text.to_owned());
        let new = (or(&subject), or(&text), or(&html));
        if new != (subject, text, html) {
            texts::set_digest(connection, (house, id), (&new.0, &new.1, &new.2))?;
        }
    }
    Ok(last)
}

/// Puts the stand-in into the next letters of ours, and takes away those that went to them; says after which to go on.
pub(super) fn sent(
    connection: &mut AnyConnection,
    house: OrganisationId,
    (names, addresses): (&StandIn, &[String]),
    after: Option<LetterId>,
) -> Result<Option<LetterId>> {
    let page = texts::sent_after(connection, house, after, PAGE)?;
    let last = page.last().map(|(id, ..)| *id);
    let mut theirs = Vec::new();
    for (id, to, subject, text, html) in page {
        if addresses.iter().any(|address| address.eq_ignore_ascii_case(&to)) {
            theirs.push(id);
            continue;
        }
        let or = |text: &str| names.plain(text).unwrap_or_else(|| text.to_owned());
        let new = (or(&subject), or(&text), html.as_deref().map(or));
        if new.0 != subject || new.1 != text || new.2 != html {
            texts::set_sent(connection, (house, id), (&new.0, &new.1, new.2.as_deref()))?;
        }
    }
    outbox::delete(connection, house, &theirs)?;
    Ok(last)
}

fn tie_now(tie: &MentionRow, agent: AgentId, (work, all): (&Work, &StandIn), replaced: &Replaced) -> MentionRow {
    let mut now: Vec<(usize, usize)> =
        spans(&tie.spans).map(|range| replaced.moved(range)).map(|range| (range.start, range.end)).collect();
    now.dedup();
    let spans = written(&now).unwrap_or_else(|_| tie.spans.clone());
    if tie.agent_id != agent {
        return MentionRow { spans, ..tie.clone() };
    }
    MentionRow {
        spans,
        surface: work.stand_in.clone(),
        why: WHY.to_owned(),
        release_note: tie.release_note.as_deref().map(|note| all.plain(note).unwrap_or_else(|| note.to_owned())),
        ..tie.clone()
    }
}

/// What stood on a card before a correction, for a text that is another now: tags that are put back mark no words.
fn was_now(json: &str, agent: AgentId, work: &Work, all: &StandIn) -> Result<String> {
    let Ok(mut was) = serde_json::from_str::<Was>(json) else {
        return Ok(all.plain(json).unwrap_or_else(|| json.to_owned()));
    };
    let tags: &mut [MentionRow] = match &mut was {
        Was::Tag(tag) => std::slice::from_mut(tag),
        Was::Card { tags, .. } => tags,
        Was::Nothing | Was::Tagged => &mut [],
    };
    for tag in tags {
        tag.spans = "[]".to_owned();
        if tag.agent_id == agent {
            tag.surface = work.stand_in.clone();
            tag.why = WHY.to_owned();
            tag.release_note = tag.release_note.take().map(|note| all.plain(&note).unwrap_or(note));
        }
    }
    written(&was)
}

fn asked_now(one: &CandidateRow, agent: AgentId, work: &Work, replaced: &Replaced) -> CandidateRow {
    let moved = replaced.moved(span(one));
    let number = |at: usize| i32::try_from(at).unwrap_or(i32::MAX);
    let (span_start, span_end) = (number(moved.start), number(moved.end));
    let (surface, why) = match one.agent_id == agent {
        true if one.chosen => (work.stand_in.clone(), WHY.to_owned()),
        true => (one.surface.clone(), WHY.to_owned()),
        false => (one.surface.clone(), one.why.clone()),
    };
    CandidateRow { span_start, span_end, surface, why, ..one.clone() }
}

fn spans(json: &str) -> impl Iterator<Item = Range<usize>> + use<> {
    serde_json::from_str::<Vec<(usize, usize)>>(json).unwrap_or_default().into_iter().map(|(start, end)| start..end)
}

fn span(one: &CandidateRow) -> Range<usize> {
    let at = |offset: i32| usize::try_from(offset).unwrap_or(0);
    at(one.span_start)..at(one.span_end)
}
