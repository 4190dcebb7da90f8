//! Letters to agents. Who the customer is never stands in them: the words go through the same door as those of the
//! agent's own page.

use super::parts::{Reader, mark, of_agent};
use super::want::praise as want_praise;
use super::{Desk, Notice};
use crate::domain::ids::{AgentId, CardId, LetterId, MemberId, OrganisationId};
use crate::domain::names::{first_name, one_line};
use crate::domain::{Step, Viewer, privacy};
use crate::error::{Result, found};
use crate::mail::letters;
use crate::mail::letters::frame::{LONGEST_OF_MANY, LONGEST_WORDS, MOST_CARDS};
use crate::mail::letters::praise::{PraiseLetter, Smile};
use crate::mail::letters::shared::SharedLetter;
use crate::services::agent_words::{private, words_about};
use crate::services::holding;
use crate::services::{choices, trail};
use crate::store::cards::CardRow;
use crate::store::members::MemberRow;
use crate::store::mentions::{self, MentionRow};
use crate::store::notices::{self, NoticeRow};
use crate::store::{AnyConnection, cards, members, roster};
use jiff::{SignedDuration, Timestamp};
use std::collections::HashMap;

/// How long a manager's words wait before they are written to an agent: they can be taken back by a link.
const BEFORE_SAID: SignedDuration = SignedDuration::from_mins(10);

/// Praise, one card or several in one letter, each with what a manager said to it.
pub(super) fn praise(
    connection: &mut AnyConnection,
    desk: &Desk<'_>,
    member: MemberRow,
    rows: &[NoticeRow],
    now: Timestamp,
) -> Result<Option<LetterId>> {
    let Some(agent) = member.agent_id else { return Ok(None) };
    if !choices::of(connection, member.organisation_id, member.id)?.praise {
        return Ok(None);
    }
    let reader = Reader::of(connection, desk, member, now)?;
    let mut ids: Vec<_> = rows.iter().map(|row| row.card_id).collect();
    ids.sort_unstable();
    ids.dedup();
    let most = if ids.len() == 1 { LONGEST_WORDS } else { LONGEST_OF_MANY };
    let (mut smiles, mut count) = (Vec::new(), 0_usize);
    for id in ids {
        let Some(card) = found(cards::by_id(connection, reader.member.organisation_id, id))? else { continue };
        let Some(of) = of_agent(connection, card.organisation_id, id, agent)? else { continue };
        if !of.tie.polarity.is_free() || !holding::may_read(connection, &of.tie)? {
            continue;
        }
        count += 1;
        if smiles.len() == MOST_CARDS {
            continue;
        }
        let said = rows.iter().find(|row| row.card_id == id && row.kind == Notice::Said.word());
        let said = said
            .and_then(|row| row.detail.split_once('\n'))
            .map(|(who, words)| (one_line(first_name(who), 80), one_line(words, LONGEST_OF_MANY)));
        let words = reader.spoken(desk, words_about(&card, &of.tie, &of.all)).shortened(most);
        smiles.push(Smile { words, day: reader.day(desk, card.received_at)?, said });
    }
    if smiles.is_empty() {
        return Ok(None);
    }
    let stop = reader.stop(connection, desk, Notice::Praise)?;
    let letter = PraiseLetter {
        frame: reader.frame.clone(),
        first_name: reader.first_name(),
        count,
        smiles,
        page: format!("{}/me", desk.public_url),
        stop: stop.clone().unwrap_or_else(|| format!("{}/me#letters", desk.public_url)),
    };
    let rendered = letters::praise(&letter, desk.templates)?;
    reader.send_stoppable(connection, Notice::Praise.word(), rendered, stop, now).map(Some)
}

/// Complaints that a manager shared and has not taken back meanwhile, one letter each.
pub(super) fn shared(
    connection: &mut AnyConnection,
    desk: &Desk<'_>,
    member: MemberRow,
    rows: &[NoticeRow],
    now: Timestamp,
) -> Result<()> {
    let reader = Reader::of(connection, desk, member, now)?;
    for row in rows {
        let letter = shared_one(connection, desk, &reader, row, now)?;
        mark(connection, std::slice::from_ref(row), letter, now)?;
    }
    Ok(())
}

fn shared_one(
    connection: &mut AnyConnection,
    desk: &Desk<'_>,
    reader: &Reader,
    row: &NoticeRow,
    now: Timestamp,
) -> Result<Option<LetterId>> {
    let Some(agent) = reader.member.agent_id else { return Ok(None) };
    let Some(card) = found(cards::by_id(connection, row.organisation_id, row.card_id))? else { return Ok(None) };
    let Some(of) = of_agent(connection, row.organisation_id, card.id, agent)? else { return Ok(None) };
    let (Some(_), Some(by)) = (of.tie.released_at, of.tie.released_by) else { return Ok(None) };
    let by = members::by_id(connection, row.organisation_id, by)?;
    let note = of.tie.release_note.clone().unwrap_or_default();
    let letter = SharedLetter {
        frame: reader.frame.clone(),
        first_name: reader.first_name(),
        manager: one_line(first_name(&by.name), 80),
        words: reader.spoken(desk, words_about(&card, &of.tie, &of.all)).shortened(LONGEST_WORDS),
        note: reader.spoken(desk, privacy::note(&note, &of.agent.name, private(&card))).shortened(LONGEST_WORDS),
        page: format!("{}/me", desk.public_url),
    };
    let rendered = letters::shared(&letter, desk.templates)?;
    reader.send(connection, Notice::Shared.word(), rendered, now).map(Some)
}

/// What managers said to this agent of these cards: who, and their words.
///
/// # Errors
/// Those of the database.
pub fn said(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    member: MemberId,
    ids: &[CardId],
) -> Result<HashMap<CardId, (String, String)>> {
    let own = member.uuid().as_bytes().to_vec();
    let rows = notices::of_cards(connection, organisation, Notice::Said.word(), ids)?;
    let mine = rows.into_iter().filter(|row| row.reader_id == own);
    Ok(mine
        .filter_map(|row| {
            let (who, words) = row.detail.split_once('\n')?;
            Some((row.card_id, (who.to_owned(), words.to_owned())))
        })
        .collect())
}

/// A manager thanks the agents whom a card praises: the words stand on their pages at once and are written to them in ten
/// minutes, so that they can still be taken back. Says who was thanked.
///
/// # Errors
/// Those of the database.
pub fn say(
    connection: &mut AnyConnection,
    viewer: &Viewer,
    card: &CardRow,
    words: &str,
    now: Timestamp,
) -> Result<Vec<(AgentId, String)>> {
    let detail = format!("{}\n{}", one_line(&viewer.name, 80), one_line(words, 1_000));
    let ties = mentions::of_cards(connection, viewer.organisation, &[card.id])?;
    let mut thanked = Vec::new();
    let held = holding::praise_held(connection, viewer.organisation, ties.iter().map(MentionRow::mark))?;
    for tie in ties.iter().filter(|tie| tie.polarity.is_free() && holding::is_open(tie.mark(), &held)) {
        let agent = roster::agent(connection, viewer.organisation, tie.agent_id)?;
        want_praise(connection, card, tie.agent_id, Notice::Said, &detail, now + BEFORE_SAID)?;
        let told = format!("{}: {}", agent.name, one_line(words, 1_000));
        trail::note(connection, (viewer.organisation, card.id), Some(viewer.member), Step::Praised, &told, now)?;
        thanked.push((tie.agent_id, agent.name));
    }
    Ok(thanked)
}

/// Takes a manager's words off the agents' pages, and out of letters that have not gone.
///
/// # Errors
/// Those of the database.
pub fn unsay(connection: &mut AnyConnection, viewer: &Viewer, card: CardId, agents: &[AgentId]) -> Result<()> {
    for agent in agents {
        if let Some(member) = members::by_agent(connection, viewer.organisation, *agent)? {
            let (reader, about) = (member.id.uuid(), card.uuid());
            notices::withdraw(connection, viewer.organisation, Notice::Said.word(), reader, about)?;
        }
    }
    Ok(())
}
