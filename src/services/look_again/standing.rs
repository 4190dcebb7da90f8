//! What stands on cards before they are looked at again, and whether a person has decided any of it.

use crate::domain::ids::{CardId, OrganisationId};
use crate::error::Result;
use crate::store::{AnyConnection, corrections, disputes, mentions};

/// What stands on some cards.
#[derive(Debug, Default, Clone)]
pub(super) struct Standing {
    pub(super) tags: Vec<mentions::MentionRow>,
    pub(super) candidates: Vec<mentions::CandidateRow>,
    corrections: Vec<corrections::CorrectionRow>,
    disputes: Vec<disputes::DisputeRow>,
}

impl Standing {
    pub(super) fn read(connection: &mut AnyConnection, organisation: OrganisationId, ids: &[CardId]) -> Result<Self> {
        Ok(Self {
            tags: mentions::of_cards(connection, organisation, ids)?,
            candidates: mentions::candidates_of(connection, organisation, ids)?,
            corrections: corrections::of_cards(connection, organisation, ids)?,
            disputes: disputes::of_cards(connection, organisation, ids)?,
        })
    }

    /// That of one card.
    pub(super) fn of(&self, card: CardId) -> Self {
        Self {
            tags: self.tags.iter().filter(|row| row.card_id == card).cloned().collect(),
            candidates: self.candidates.iter().filter(|row| row.card_id == card).cloned().collect(),
            corrections: self.corrections.iter().filter(|row| row.card_id == Some(card)).cloned().collect(),
            disputes: self.disputes.iter().filter(|row| row.card_id == card).cloned().collect(),
        }
    }

    /// Whether a person has decided anything: who is meant, who is not, what it says of them, or who may read it.
    pub(super) fn is_decided(&self) -> bool {
        !self.corrections.is_empty()
            || !self.disputes.is_empty()
            || self.tags.iter().any(|tag| tag.tagged_by.is_some() || tag.released_at.is_some())
            || self.candidates.iter().any(|candidate| candidate.decided_at.is_some())
    }
}
