//! Pure reading of what customers write: their own words, names, moods, languages. Knows `domain` and nothing else.

pub mod fold;
pub mod language;
pub mod letter;
pub mod lexicon;
pub mod mentions;
pub mod polarity;
pub mod roster;
pub mod sentiment;
pub mod themes;
