//! A colleague's note that names its reader. The customer's words and details stay on the card.

use serde::Serialize;

/// `templates/mail/note.{subject,text,html}`
#[derive(Debug, Clone, Serialize)]
pub struct NoteLetter {
    /// The organisation's name.
    pub organisation: String,
    /// Who wrote the note.
    pub from: String,
    /// "4182"
    pub number: String,
    /// The note, paragraph by paragraph.
    pub paragraphs: Vec<String>,
    /// The card's page.
    pub link: String,
}
