//! Who looks after a card: whoever takes it on, or whom a colleague gives it to, among those who may see it.

use super::{progress, trail};
use crate::domain::ids::{ActId, CardId, MemberId, TeamId};
use crate::domain::{Role, Status, Step, Viewer};
use crate::error::{Error, Result};
use crate::store::cards::CardRow;
use crate::store::members::{self, MemberRow};
use crate::store::{AnyConnection, mentions, roster};
use jiff::Timestamp;
use std::collections::BTreeSet;

/// Makes the viewer the card's owner. Says by which act, to undo it.
///
/// # Errors
/// `NotFound`, `Forbidden`.
pub fn take(connection: &mut AnyConnection, viewer: &Viewer, card: CardId, now: Timestamp) -> Result<ActId> {
    assign(connection, viewer, (card, ActId::at(now)), viewer.member, now)
}

/// Gives a card to `owner`, as a part of `act`.
///
/// # Errors
/// `NotFound`, `Forbidden`; `Invalid` when they can't see the card or can't act.
pub fn assign(
    connection: &mut AnyConnection,
    viewer: &Viewer,
    (card, act): (CardId, ActId),
    owner: MemberId,
    now: Timestamp,
) -> Result<ActId> {
    let (row, mut progress) = progress::begun(connection, viewer, card)?;
    let name = if owner == viewer.member {
        None
    } else {
        let may = colleagues(connection, &row)?.into_iter().find(|member| member.id == owner);
        Some(may.ok_or_else(|| Error::invalid("They can't see this card. Choose somebody who can."))?.name)
    };
    progress.owner_id = Some(owner);
    if matches!(row.status, Status::New | Status::Seen) {
        progress.status = Status::Open;
    }
    progress::write(connection, viewer, act, &row, &progress, now)?;
    let step = if name.is_some() { Step::Assigned } else { Step::Taken };
    let detail = name.unwrap_or_default();
    trail::note(connection, (viewer.organisation, card), Some(viewer.member), step, &detail, now)?;
    Ok(act)
}

/// Those who may see and change a card, in order of name: its teams' managers and every admin; every manager, when it
/// belongs to no team.
///
/// # Errors
/// Those of the database.
pub fn colleagues(connection: &mut AnyConnection, card: &CardRow) -> Result<Vec<MemberRow>> {
    let organisation = card.organisation_id;
    let agents: BTreeSet<_> = mentions::of_cards(connection, organisation, &[card.id])?
        .into_iter()
        .map(|tie| tie.agent_id)
        .chain(asked(connection, card)?)
        .collect();
    let ids: Vec<_> = agents.into_iter().collect();
    let rows = if ids.is_empty() { Vec::new() } else { roster::agents_by_id(connection, organisation, &ids)? };
    let teams: BTreeSet<TeamId> = rows.into_iter().filter_map(|row| row.team_id).chain(card.team_id).collect();
    let mut leaders = BTreeSet::new();
    for team in &teams {
        leaders.extend(roster::leaders_of(connection, organisation, *team)?);
    }
    let mut all = members::who_act(connection, organisation)?;
    all.retain(|member| member.role == Role::Admin || teams.is_empty() || leaders.contains(&member.id));
    Ok(all)
}

fn asked(connection: &mut AnyConnection, card: &CardRow) -> Result<Vec<crate::domain::ids::AgentId>> {
    if !card.uncertain {
        return Ok(Vec::new());
    }
    let rows = mentions::candidates_of(connection, card.organisation_id, &[card.id])?;
    Ok(rows.into_iter().filter(|row| row.decided_at.is_none()).map(|row| row.agent_id).collect())
}
