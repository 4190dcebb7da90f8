//! Whether a card needs somebody to say who is meant: looked up anew after whatever may have settled or opened that.

use crate::domain::ids::{CardId, OrganisationId};
use crate::error::Result;
use crate::store::{AnyConnection, cards, disputes, mentions};

/// A card is uncertain as long as one of its questions is open, or an agent's "not me".
pub(super) fn refresh(connection: &mut AnyConnection, organisation: OrganisationId, card: CardId) -> Result<()> {
    let asked = mentions::candidates_of(connection, organisation, &[card])?
        .iter()
        .any(|candidate| candidate.decided_at.is_none());
    let open = asked || disputes::of_cards(connection, organisation, &[card])?.iter().any(|row| row.decision.is_none());
    cards::set_uncertain(connection, organisation, card, open)
}
