//! What an agent may read of a card, on their page and in letters: its words without private details, and without what it
//! says against colleagues.

mod excerpt;

use super::questions;
use crate::domain::privacy::{self, Private};
use crate::domain::wording::Words;
use crate::store::cards::CardRow;
use crate::store::mentions::MentionRow;

/// What an agent may read of a card: the words of `tie`'s card without private details, and without what it says
/// against colleagues. `ties` holds those of the card.
pub(super) fn words_about(card: &CardRow, tie: &MentionRow, ties: &[MentionRow]) -> Words {
    let colleagues: Vec<&MentionRow> = ties
        .iter()
        .filter(|other| other.card_id == card.id && other.agent_id != tie.agent_id)
        .filter(|other| questions::highlights(other).iter().any(|mark| mark.complaint))
        .collect();
    let marks = questions::highlights(tie);
    if colleagues.is_empty() {
        privacy::words(&card.text, &marks, private(card))
    } else {
        excerpt::about(&card.text, &marks, &colleagues, private(card))
    }
}

/// What is known of a card's customer, to be hidden from agents.
pub(super) fn private(card: &CardRow) -> Private<'_> {
    Private { name: card.customer_name.as_deref(), phone: card.customer_phone.as_deref() }
}
