//! The mood of a whole card: praise, complaint, mixed, or unsure; with the
//! words that decided. Word lists and rules (`lexicon`, `reading`) and a small
//! table trained by `train sentiment` (`table`) are weighed in `judge`; what an
//! organisation's own form cards teach is a `Delta`. Mentions: see `polarity`,
//! for which alone `deeds` are listed.
pub mod deeds;
mod delta;
pub mod judge;
pub mod kinds;
pub mod lexicon;
pub mod reading;
pub mod table;
pub mod tokens;
mod types;

use crate::analysis::language::Language;
use crate::domain::Kind;
pub use delta::Delta;
use reading::Reading;
pub use types::{Sentiment, SentimentKind};

/// A text read once, with what the shipped table says of it: for the mood of the card and of each mention alike.
pub struct Heard {
    pub(super) reading: Reading,
    pub(super) sums: table::Sums,
}

/// Reads a text for its moods.
#[must_use]
pub fn hear(text: &str) -> Heard {
    heard(reading::read(text))
}

pub(super) fn heard(reading: Reading) -> Heard {
    let sums = table::Sums::of(table::shipped(), &reading);
    Heard { reading, sums }
}

/// The mood of a card whose `text` was heard.
#[must_use]
pub fn mood(text: &str, heard: &Heard) -> Sentiment {
    weighed(text, &heard.reading, &heard.sums, table::shipped(), None)
}

/// Tells the mood of a card.
///
/// ```
/// use smilecard::analysis::sentiment::{card, SentimentKind};
/// assert_eq!(card("Ana went above and beyond, thank you!").kind, SentimentKind::Praise);
/// ```
#[must_use]
pub fn card(text: &str) -> Sentiment {
    card_with(text, None)
}

/// The same, with what the organisation's own labelled cards taught.
#[must_use]
pub fn card_with(text: &str, delta: Option<&Delta>) -> Sentiment {
    let reading = reading::read(text);
    of_reading(text, &reading, table::shipped(), delta)
}

/// The mood of a text that has been read, by given weights.
#[must_use]
pub fn of_reading(text: &str, reading: &Reading, weights: &table::Weights, delta: Option<&Delta>) -> Sentiment {
    weighed(text, reading, &table::Sums::of(weights, reading), weights, delta)
}

fn weighed(
    text: &str,
    reading: &Reading,
    sums: &table::Sums,
    weights: &table::Weights,
    delta: Option<&Delta>,
) -> Sentiment {
    let mut shares = weights.judge(&judge::inputs(weights, reading, sums));
    if let Some(delta) = delta {
        delta.apply(reading, &mut shares);
    }
    let [praise, complaint, ..] = shares;
    let score = (praise - complaint).clamp(-1.0, 1.0);
    Sentiment {
        kind: if reading.language == Language::Other {
            SentimentKind::Unsure
        } else {
            judge::kind_of(reading, &shares)
        },
        score: if reading.language == Language::Other { 0.0 } else { score },
        words: judge::words(text, reading, sums, score),
        forced: if score >= 0.0 { Kind::Praise } else { Kind::Complaint },
    }
}
