//! "The letter is stopped", to whoever had it stopped by a letter: the one word about it, with the way back.

use super::frame::Frame;
use serde::Serialize;

/// `templates/mail/stopped.{subject,text,html}`
#[derive(Debug, Clone, Serialize)]
pub struct StoppedLetter {
    /// Language and organisation.
    #[serde(flatten)]
    pub frame: Frame,
    /// What comes no more: `digest`, `alert` or `praise`.
    pub what: String,
    /// Where it went.
    pub address: String,
    /// The page with the button that lets it come again.
    pub undo: String,
}
