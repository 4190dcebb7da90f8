//! New complaints, to those who lead the team: one at once, or several in one letter.

use super::frame::{Frame, LetterCard};
use serde::Serialize;

/// `templates/mail/alert.{subject,text,html}`
#[derive(Debug, Clone, Serialize)]
pub struct AlertLetter {
    /// Language and organisation.
    #[serde(flatten)]
    pub frame: Frame,
    /// How many complaints there are, those beyond the letter's too.
    pub count: usize,
    /// When the first answer is due: "today at 17:00".
    pub due: String,
    /// The cards, the one that came first on top.
    pub cards: Vec<LetterCard>,
    /// How many more wait in the inbox.
    pub more: usize,
    /// Where they do.
    pub inbox: String,
    /// Whether an answer by mail can be believed and acted upon.
    pub by_mail: bool,
    /// Where the reader chooses which letters come.
    pub settings: String,
    /// The page with the button that stops these letters.
    pub stop: String,
}
