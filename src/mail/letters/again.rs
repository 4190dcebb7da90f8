//! The customer wrote again: their next letter, to whoever looks after the card.

use super::frame::{Frame, LetterCard};
use serde::Serialize;

/// `templates/mail/again.{subject,text,html}`
#[derive(Debug, Clone, Serialize)]
pub struct AgainLetter {
    /// Language and organisation.
    #[serde(flatten)]
    pub frame: Frame,
    /// The card, with the new words.
    pub card: LetterCard,
    /// Whether an answer by mail can be believed and acted upon.
    pub by_mail: bool,
    /// Where the reader chooses which letters come.
    pub settings: String,
}
