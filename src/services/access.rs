//! The two questions that every change of a card begins with: may this member see it, and may they act?

use crate::domain::Viewer;
use crate::domain::ids::CardId;
use crate::error::{Error, Kind, Result};
use crate::store::cards::CardRow;
use crate::store::{AnyConnection, inbox};

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
    if viewer.may_act() {
        Ok(card)
    } else {
        Err(Error::new(Kind::Forbidden, "You can read this card but not change it."))
    }
}
