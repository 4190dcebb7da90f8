//! What a manager writes to a customer. A letter from one person to another: their words, their name, nothing else to
//! look at. What the customer had written follows, as mail programs do it.

use super::frame::Frame;
use serde::Serialize;

/// `templates/mail/answer.{subject,text,html}`
#[derive(Debug, Clone, Serialize)]
pub struct AnswerLetter {
    /// Language and organisation.
    #[serde(flatten)]
    pub frame: Frame,
    /// "Re: Photos gone", or what the card is about.
    pub subject: String,
    /// The manager's words, paragraph by paragraph.
    pub paragraphs: Vec<String>,
    /// Who writes.
    pub manager: String,
    /// "On Saturday 15 November you wrote:"
    pub quoted_lead: String,
    /// What the customer had written, line by line.
    pub quoted: Vec<String>,
}
