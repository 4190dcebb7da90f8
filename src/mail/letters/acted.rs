//! What came of the lines that a reader sent by mail: what was done, with a link that undoes it; what wasn't, and why.

use super::frame::Frame;
use serde::Serialize;

/// `templates/mail/acted.{subject,text,html}`
#[derive(Debug, Clone, Serialize)]
pub struct ActedLetter {
    /// Language and organisation.
    #[serde(flatten)]
    pub frame: Frame,
    /// What was done.
    pub done: Vec<Done>,
    /// What wasn't.
    pub undone: Vec<NotDone>,
    /// How many lines were read, where there were more.
    pub read: Option<usize>,
}

/// Something that was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Done {
    /// "Card 4182: you look after it."
    pub said: String,
    /// The page with the button that undoes it; none for what can't be taken back.
    pub undo: Option<String>,
    /// The card's page.
    pub card: String,
}

/// A line that nothing came of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NotDone {
    /// The line as it was sent.
    pub line: String,
    /// Why.
    pub why: String,
    /// A page where it can be done.
    pub link: Option<String>,
}
