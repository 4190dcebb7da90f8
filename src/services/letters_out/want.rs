//! Which letters a card wants, and when each is due. Noted once, however often it is asked.

use super::{NEWS, NOBODY, Notice};
use crate::domain::ids::{AgentId, CardId, InboundId, MemberId, OrganisationId, TeamId};
use crate::domain::{Polarity, Role, Status, calendar};
use crate::error::{Error, Result, found};
use crate::services::choices::{self, Alerts};
use crate::services::holding;
use crate::services::jobs::{self, Job};
use crate::services::receipt;
use crate::store::cards::{self, CardRow};
use crate::store::columns::{micros, moment};
use crate::store::members::{self, MemberRow};
use crate::store::mentions::{self, MentionRow};
use crate::store::notices::{self, NoticeRow};
use crate::store::{AnyConnection, roster, set_aside};
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Between two letters of complaints to one manager, even "at once": a bad hour is one letter, not forty.
const BETWEEN_ALERTS: SignedDuration = SignedDuration::from_mins(5);
/// Between two letters of praise to one agent.
const BETWEEN_PRAISE: SignedDuration = SignedDuration::from_mins(15);
/// How long before an answer is due somebody is reminded.
const BEFORE_DUE: SignedDuration = SignedDuration::from_hours(4);
/// How long after it was due the admins are told.
const UNTIL_ADMIN: SignedDuration = SignedDuration::from_hours(24);

/// Notes what a card wants: an alert to its managers, praise to its agents, a watch over the hour of its answer.
///
/// # Errors
/// Those of the database.
pub fn of_card(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    card: CardId,
    now: Timestamp,
) -> Result<()> {
    let Some(card) = found(cards::by_id(connection, organisation, card))? else { return Ok(()) };
    // What waited for a look is news from when it was let in.
    let old = |since: i64| Ok::<_, Error>(now.duration_since(moment(since)?) > NEWS);
    if old(card.received_at)? {
        match set_aside::let_in_at(connection, organisation, card.id)? {
            Some(since) if !old(since)? => {}
            _ => return Ok(()),
        }
    }
    let ties = mentions::of_cards(connection, organisation, &[card.id])?;
    if card.kind.wants_an_answer() && card.closed_at.is_none() && card.answered_at.is_none() {
        for reader in managers(connection, &card, &ties)? {
            alert(connection, &card, &reader, now)?;
        }
        watch(connection, &card, now)?;
        if let Some(until) = holding::waiting_until(connection, &card, &ties)? {
            jobs::enqueue_at(connection, organisation, &holding::due(card.id), now, until)?;
        }
    }
    let held = holding::praise_held(connection, organisation, ties.iter().map(MentionRow::mark))?;
    for tie in ties.iter().filter(|tie| tie.polarity.is_free() && holding::is_open(tie.mark(), &held)) {
        praise(connection, &card, tie.agent_id, Notice::Praise, "", now)?;
    }
    Ok(())
}

fn alert(connection: &mut AnyConnection, card: &CardRow, reader: &MemberRow, now: Timestamp) -> Result<()> {
    let choices = choices::of(connection, card.organisation_id, reader.id)?;
    let between = match choices.alerts {
        Alerts::Once => BETWEEN_ALERTS,
        Alerts::Hourly => SignedDuration::from_hours(1),
        Alerts::Never => return Ok(()),
    };
    let at = after_last(connection, card.organisation_id, Notice::Alert, reader.id.uuid(), between, now)?;
    let at = choices.loud(at, &calendar::zone(&reader.zone)?);
    // Somebody who wants one letter an hour wants the first complaint with those that follow it.
    let at = if choices.alerts == Alerts::Hourly { at.max(now + SignedDuration::from_mins(30)) } else { at };
    want(connection, card, Notice::Alert, reader.id.uuid(), card.id.uuid(), "", at, now)
}

/// Praise to the agent, if they read letters and want these; at most one letter in a quarter of an hour.
pub(super) fn praise(
    connection: &mut AnyConnection,
    card: &CardRow,
    agent: AgentId,
    kind: Notice,
    detail: &str,
    at: Timestamp,
) -> Result<()> {
    let Some(member) = members::by_agent(connection, card.organisation_id, agent)? else { return Ok(()) };
    if member.disabled_at.is_some() || !choices::of(connection, card.organisation_id, member.id)?.praise {
        return Ok(());
    }
    let due = after_last(connection, card.organisation_id, Notice::Praise, member.id.uuid(), BETWEEN_PRAISE, at)?;
    want(connection, card, kind, member.id.uuid(), card.id.uuid(), detail, due, at)
}

fn after_last(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    kind: Notice,
    reader: Uuid,
    between: SignedDuration,
    now: Timestamp,
) -> Result<Timestamp> {
    let last = notices::last_told(connection, organisation, kind.word(), reader)?.map(moment).transpose()?;
    Ok(last.map_or(now, |last| (last + between).max(now)))
}

/// Watches over the hour of the answer: one job for the reminder, one for the hour itself, one for the day after.
fn watch(connection: &mut AnyConnection, card: &CardRow, now: Timestamp) -> Result<()> {
    let Some(due) = card.due_at.map(moment).transpose()? else { return Ok(()) };
    let row = row(card, Notice::Watch, NOBODY, card.id.uuid(), "", now);
    if !notices::want(connection, &row)? {
        return Ok(());
    }
    notices::told(connection, &row, None, micros(now))?;
    for (stage, at) in [(Notice::Soon, due - BEFORE_DUE), (Notice::Late, due), (Notice::Admin, due + UNTIL_ADMIN)] {
        // A promise shorter than the reminder's lead needs none: the alert has just said it.
        if at > now {
            jobs::enqueue_at(connection, card.organisation_id, &Job::AnswerDue { card: card.id, stage }, now, at)?;
        }
    }
    Ok(())
}

/// When the letter of a stage is to be written, for a promise that may have been moved since.
pub(super) fn hour_of(stage: Notice, due: Timestamp) -> Timestamp {
    match stage {
        Notice::Soon => due - BEFORE_DUE,
        Notice::Admin => due + UNTIL_ADMIN,
        _ => due,
    }
}

/// Notes that a complaint was shared with its agent.
///
/// # Errors
/// Those of the database.
pub fn shared(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    card: CardId,
    agent: AgentId,
    now: Timestamp,
) -> Result<()> {
    shared_later(connection, organisation, (card, agent), now, now)
}

/// The same with a letter that goes at a later moment, as long as it is shared then.
///
/// # Errors
/// Those of the database.
pub fn shared_later(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    (card, agent): (CardId, AgentId),
    now: Timestamp,
    at: Timestamp,
) -> Result<()> {
    let card = cards::by_id(connection, organisation, card)?;
    let Some(member) = members::by_agent(connection, organisation, agent)? else { return Ok(()) };
    if member.disabled_at.is_some() {
        return Ok(());
    }
    want(connection, &card, Notice::Shared, member.id.uuid(), card.id.uuid(), "", at, now)
}

/// Takes the note of that away, so that it can be made anew; a letter that has gone has gone.
///
/// # Errors
/// Those of the database.
pub fn unshare(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    card: CardId,
    agent: AgentId,
) -> Result<()> {
    if let Some(member) = members::by_agent(connection, organisation, agent)? {
        notices::withdraw(connection, organisation, Notice::Shared.word(), member.id.uuid(), card.uuid())?;
    }
    Ok(())
}

/// Notes that the customer of a card wrote again: to whoever has taken it on, else to those who lead its team.
///
/// # Errors
/// Those of the database.
pub fn wrote_again(
    connection: &mut AnyConnection,
    organisation: OrganisationId,
    card: CardId,
    letter: InboundId,
    now: Timestamp,
) -> Result<()> {
    let card = cards::by_id(connection, organisation, card)?;
    for reader in lookers(connection, &card)? {
        let choices = choices::of(connection, organisation, reader.id)?;
        let at = choices.loud(now, &calendar::zone(&reader.zone)?);
        want(connection, &card, Notice::Again, reader.id.uuid(), letter.uuid(), "", at, now)?;
    }
    Ok(())
}

/// Whoever has taken a card on, else those who lead its team.
pub(super) fn lookers(connection: &mut AnyConnection, card: &CardRow) -> Result<Vec<MemberRow>> {
    if let Some(owner) = card.owner_id {
        let owner = members::by_id(connection, card.organisation_id, owner)?;
        if owner.disabled_at.is_none() {
            return Ok(vec![owner]);
        }
    }
    let ties = mentions::of_cards(connection, card.organisation_id, &[card.id])?;
    managers(connection, card, &ties)
}

/// Those who lead the teams that a card complains about; else its own team's; else whoever would answer its customer.
fn managers(connection: &mut AnyConnection, card: &CardRow, ties: &[MentionRow]) -> Result<Vec<MemberRow>> {
    let organisation = card.organisation_id;
    let bad = |tie: &&MentionRow| matches!(tie.polarity, Polarity::Complaint | Polarity::Mixed);
    let mut agents: Vec<AgentId> = ties.iter().filter(bad).map(|tie| tie.agent_id).collect();
    if agents.is_empty() {
        agents = ties.iter().map(|tie| tie.agent_id).collect();
    }
    let mut teams: BTreeSet<TeamId> =
        roster::agents_by_id(connection, organisation, &agents)?.iter().filter_map(|agent| agent.team_id).collect();
    if teams.is_empty() {
        teams.extend(card.team_id);
    }
    let mut leaders: BTreeSet<MemberId> = BTreeSet::new();
    for team in teams {
        leaders.extend(roster::leaders_of(connection, organisation, team)?);
    }
    let leaders: Vec<MemberId> = leaders.into_iter().collect();
    let mut readers = members::by_ids(connection, organisation, &leaders)?;
    readers.retain(|member| member.disabled_at.is_none() && matches!(member.role, Role::Manager | Role::Admin));
    if readers.is_empty() {
        readers.extend(receipt::reader(connection, organisation, None)?);
    }
    Ok(readers)
}

/// The admins who may sign in.
pub(super) fn admins(connection: &mut AnyConnection, organisation: OrganisationId) -> Result<Vec<MemberRow>> {
    let mut all = members::of_organisation(connection, organisation)?;
    all.retain(|member| member.role == Role::Admin && member.disabled_at.is_none());
    Ok(all)
}

/// Whether a complaint still waits for its first answer.
pub(super) fn waits(card: &CardRow) -> bool {
    card.kind.wants_an_answer()
        && card.answered_at.is_none()
        && card.closed_at.is_none()
        && matches!(card.status, Status::New | Status::Seen | Status::Open)
}

fn row(card: &CardRow, kind: Notice, reader: Uuid, about: Uuid, detail: &str, due: Timestamp) -> NoticeRow {
    NoticeRow {
        organisation_id: card.organisation_id,
        kind: kind.word().to_owned(),
        reader_id: reader.as_bytes().to_vec(),
        about_id: about.as_bytes().to_vec(),
        card_id: card.id,
        detail: detail.to_owned(),
        due_at: micros(due),
        told_at: None,
        letter_id: None,
    }
}

/// Notes one thing to be told, with the job that tells it.
#[expect(clippy::too_many_arguments, reason = "one place where a notice and its job are made")]
pub(super) fn want(
    connection: &mut AnyConnection,
    card: &CardRow,
    kind: Notice,
    reader: Uuid,
    about: Uuid,
    detail: &str,
    due: Timestamp,
    now: Timestamp,
) -> Result<()> {
    if notices::want(connection, &row(card, kind, reader, about, detail, due))? {
        jobs::enqueue_at(connection, card.organisation_id, &Job::Tell { kind, reader }, now, due)?;
    }
    Ok(())
}
