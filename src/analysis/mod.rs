//! Pure reading of what customers write: names, moods, languages. Knows `domain` and nothing else.
pub mod letter;
pub mod mentions;
pub mod roster;
pub mod sentiment;
