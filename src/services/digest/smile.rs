//! The smile of the week, by a rule that can be told: the warmest praise of the window in 12 to 60 words that names
//! somebody; if none does, the warmest in that length; then the warmest that names somebody, then the warmest. A tie
//! goes to the card that came first. A card falls into one window of a subscription, so it is never chosen twice.

use crate::domain::Polarity;
use crate::domain::ids::CardId;
use crate::store::cards::CardRow;
use crate::store::mentions::MentionRow;
use std::collections::HashMap;

/// Long enough to say something, short enough to be read.
const WORDS: std::ops::RangeInclusive<usize> = 12..=60;

/// Chooses among the warmest cards, which come warmest first.
pub(super) fn choose<'a>(warmest: &'a [CardRow], mentions: &HashMap<CardId, Vec<MentionRow>>) -> Option<&'a CardRow> {
    let names = |card: &CardRow| {
        mentions.get(&card.id).is_some_and(|rows| rows.iter().any(|row| row.polarity == Polarity::Praise))
    };
    let fits = |card: &CardRow| WORDS.contains(&card.text.split_whitespace().count());
    warmest
        .iter()
        .find(|card| fits(card) && names(card))
        .or_else(|| warmest.iter().find(|card| fits(card)))
        .or_else(|| warmest.iter().find(|card| names(card)))
        .or_else(|| warmest.iter().find(|card| !card.text.trim().is_empty()))
}
