//! A complaint stays with the managers until one of them lets its agent read it, with a note. The agent then sees
//! the words and the note; never who wrote them.

use super::access::card_to_change;
use super::holding;
use super::letters_out;
use super::needed_note::needed_note;
use super::trail;
use crate::domain::ids::{ActId, AgentId, CardId};
use crate::domain::{About, Polarity, Step, Viewer};
use crate::error::{Error, Result};
use crate::store::card_changes::{self, ChangeRow};
use crate::store::columns::micros;
use crate::store::mentions::{self, MentionRow};
use crate::store::{AnyConnection, card_care, roster};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// Lets `agent` read a complaint that mentions them.
///
/// # Errors
/// `NotFound` when the card is out of reach or doesn't mention the agent, `Forbidden`, `Invalid` without a note.
pub fn release(
    connection: &mut AnyConnection,
    viewer: &Viewer,
    card: CardId,
    agent: AgentId,
    note: &str,
    now: Timestamp,
) -> Result<()> {
    let agent_row = roster::agent(connection, viewer.organisation, agent)?;
    let first = crate::domain::names::first_name(&agent_row.name).to_owned();
    let note = needed_note(note, &format!("Write a note to {first}: they read it beside the customer's words."))?;
    card_to_change(connection, viewer, card)?;
    let release = Some((micros(now), viewer.member, note));
    if !mentions::set_release(connection, viewer.organisation, agent, card, release)? {
        return Err(Error::not_found("This card does not mention that person."));
    }
    trail::note(connection, (viewer.organisation, card), Some(viewer.member), Step::Released, &agent_row.name, now)?;
    letters_out::shared(connection, viewer.organisation, card, agent, now)
}

/// How long letters about a press on many wait: so long it can be undone before anybody is told.
const BEFORE_TOLD: SignedDuration = SignedDuration::from_mins(10);

/// What a press on many cards has shared on one, so that it can be undone.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct SharedWith {
    /// With whom.
    pub(super) shared_with: Vec<AgentId>,
    /// When, UTC microseconds.
    pub(super) at: i64,
}

/// Lets everybody read a card whom it complains about (or, by the organisation's stricter rule, praises) and who can't yet, as
/// a part of `act`, with a note that was asked for before; says whether there was anybody. Not a card about a rule or a tool: that is nobody's.
///
/// # Errors
/// `NotFound` when the card is out of reach, `Forbidden`.
pub(super) fn release_all(
    connection: &mut AnyConnection,
    viewer: &Viewer,
    (card, act): (CardId, ActId),
    note: &str,
    now: Timestamp,
) -> Result<bool> {
    let note = note.trim();
    let row = card_to_change(connection, viewer, card)?;
    if matches!(card_care::of(connection, viewer.organisation, card)?.about, Some(About::Rule | About::Tool)) {
        return Ok(false);
    }
    let ties = mentions::of_cards(connection, viewer.organisation, &[card])?;
    let praise_held = holding::praise_held(connection, viewer.organisation, ties.iter().map(MentionRow::mark))?;
    let mut shared_with = Vec::new();
    for tie in
        ties.iter().filter(|tie| tie.polarity != Polarity::Neutral && !holding::is_open(tie.mark(), &praise_held))
    {
        let release = Some((micros(now), viewer.member, note));
        if mentions::set_release(connection, viewer.organisation, tie.agent_id, card, release)? {
            let name = roster::agent(connection, viewer.organisation, tie.agent_id)?.name;
            trail::note(connection, (viewer.organisation, card), Some(viewer.member), Step::Released, &name, now)?;
            let whom = (card, tie.agent_id);
            letters_out::shared_later(connection, viewer.organisation, whom, now, now + BEFORE_TOLD)?;
            shared_with.push(tie.agent_id);
        }
    }
    if shared_with.is_empty() {
        return Ok(false);
    }
    let done = serde_json::to_string(&SharedWith { shared_with, at: micros(now) })
        .map_err(|cause| Error::internal("This change can't be written down.").with_source(cause))?;
    let change = ChangeRow {
        organisation_id: viewer.organisation,
        act_id: act,
        card_id: row.id,
        member_id: viewer.member,
        at: micros(now),
        was: done.clone(),
        became: done,
        undone_at: None,
    };
    card_changes::insert(connection, &change)?;
    Ok(true)
}

/// Takes back what a press on many has shared on one card, as far as nobody has shared it anew since; says whether all of
/// it was.
///
/// # Errors
/// Those of the database.
pub(super) fn withhold_all(
    connection: &mut AnyConnection,
    viewer: &Viewer,
    card: CardId,
    shared: &SharedWith,
    now: Timestamp,
) -> Result<bool> {
    let mut all = true;
    for tie in mentions::of_cards(connection, viewer.organisation, &[card])? {
        if !shared.shared_with.contains(&tie.agent_id) {
            continue;
        }
        if tie.released_at != Some(shared.at) {
            all = false;
            continue;
        }
        mentions::set_release(connection, viewer.organisation, tie.agent_id, card, None)?;
        letters_out::unshare(connection, viewer.organisation, card, tie.agent_id)?;
        let name = roster::agent(connection, viewer.organisation, tie.agent_id)?.name;
        trail::note(connection, (viewer.organisation, card), Some(viewer.member), Step::Withheld, &name, now)?;
    }
    Ok(all)
}

/// Takes a release back.
///
/// # Errors
/// `NotFound`, `Forbidden`.
pub fn withhold(
    connection: &mut AnyConnection,
    viewer: &Viewer,
    card: CardId,
    agent: AgentId,
    now: Timestamp,
) -> Result<()> {
    card_to_change(connection, viewer, card)?;
    let agent_row = roster::agent(connection, viewer.organisation, agent)?;
    if !mentions::set_release(connection, viewer.organisation, agent, card, None)? {
        return Err(Error::not_found("This card does not mention that person."));
    }
    trail::note(connection, (viewer.organisation, card), Some(viewer.member), Step::Withheld, &agent_row.name, now)
}
