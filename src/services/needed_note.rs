//! How long a note is that people write beside a card, and what must be in it. What it is for, and where it is kept, is
//! left to whoever asks for it.

use crate::error::{Error, Result};

/// The longest note that is kept, in characters.
pub(super) const LONGEST_NOTE: usize = 2_000;

/// A note that must be there, trimmed.
pub(super) fn needed_note<'a>(note: &'a str, when_missing: &str) -> Result<&'a str> {
    let note = note.trim();
    if note.is_empty() {
        return Err(Error::invalid(when_missing));
    }
    if note.chars().count() > LONGEST_NOTE {
        return Err(Error::invalid("Keep the note under 2,000 characters."));
    }
    Ok(note)
}
