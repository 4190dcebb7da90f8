//! The questions that every change of a card begins with: who is this member, may they see it, and may they act?

use crate::domain::ids::{ActId, CardId};
use crate::domain::{Role, Viewer};
use crate::error::{Error, Kind, Result};
use crate::store::cards::CardRow;
use crate::store::columns::micros;
use crate::store::members::MemberRow;
use crate::store::{AnyConnection, cards, corrections, inbox, roster};
use jiff::{SignedDuration, Timestamp};

/// How long somebody may take back what they did to a card that has left their reach by it: for a slip of the finger.
const SLIP: SignedDuration = SignedDuration::from_hours(1);

/// The card, if the viewer may see it.
///
/// # Errors
/// `NotFound` when it is missing or out of reach: nobody learns which.
pub fn visible_card(connection: &mut AnyConnection, viewer: &Viewer, card: CardId) -> Result<CardRow> {
    inbox::card(connection, viewer.organisation, viewer.reach(), card)
}

/// The card, if the viewer may see and change it.
///
/// # Errors
/// `NotFound` as [`visible_card`]; `Forbidden` for those who only read.
pub fn card_to_change(connection: &mut AnyConnection, viewer: &Viewer, card: CardId) -> Result<CardRow> {
    let card = visible_card(connection, viewer, card)?;
    may_act(viewer)?;
    Ok(card)
}

/// The card, for whoever takes `act` back: a card that went to another team by the viewer's own decision of the last
/// hour can still be called back by them.
///
/// # Errors
/// As [`card_to_change`].
pub fn card_to_take_back(
    connection: &mut AnyConnection,
    viewer: &Viewer,
    card: CardId,
    act: Option<ActId>,
    now: Timestamp,
) -> Result<CardRow> {
    match (card_to_change(connection, viewer, card), act) {
        (Err(error), Some(act)) if error.kind() == Kind::NotFound => {
            let since = micros(now.checked_sub(SLIP).unwrap_or(Timestamp::MIN));
            let own = corrections::of_act(connection, viewer.organisation, act)?
                .iter()
                .any(|line| line.card_id == Some(card) && line.member_id == Some(viewer.member) && line.at >= since);
            if own && viewer.may_act() { cards::by_id(connection, viewer.organisation, card) } else { Err(error) }
        }
        (outcome, _) => outcome,
    }
}

/// Lets those through who set the organisation up.
///
/// # Errors
/// `NotFound`: to everybody else there is nothing to set up.
pub fn may_set_up(viewer: &Viewer) -> Result<()> {
    if viewer.role == Role::Admin { Ok(()) } else { Err(Error::not_found("There is nothing under this address.")) }
}

/// Lets those through who may change what they can see.
///
/// # Errors
/// `Forbidden`.
pub fn may_act(viewer: &Viewer) -> Result<()> {
    if viewer.may_act() {
        Ok(())
    } else {
        Err(Error::new(Kind::Forbidden, "You can read this card but not change it."))
    }
}

/// A member with their reach.
///
/// # Errors
/// Those of the database.
pub fn viewer_of(connection: &mut AnyConnection, row: MemberRow) -> Result<Viewer> {
    let teams = roster::teams_led_by(connection, row.organisation_id, row.id)?;
    Ok(Viewer {
        organisation: row.organisation_id,
        member: row.id,
        name: row.name,
        email: row.email,
        role: row.role,
        zone: row.zone,
        teams,
        agent: row.agent_id,
    })
}
