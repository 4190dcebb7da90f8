//! A colleague's note that names its reader. The customer's words and details stay on the card.

use super::frame::Frame;
use serde::Serialize;

/// `templates/mail/note.{subject,text,html}`
#[derive(Debug, Clone, Serialize)]
pub struct NoteLetter {
    /// Language and organisation.
    #[serde(flatten)]
    pub frame: Frame,
    /// Who wrote the note.
    pub from: String,
    /// "4182"
    pub number: String,
    /// The note, paragraph by paragraph.
    pub paragraphs: Vec<String>,
    /// The card's page.
    pub link: String,
}
