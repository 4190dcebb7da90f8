//! "Ana read your card and says thank you", to the customer. Neither learns the other's address.

use super::frame::Frame;
use crate::domain::wording::Words;
use serde::Serialize;

/// `templates/mail/thanks.{subject,text,html}`
#[derive(Debug, Clone, Serialize)]
pub struct ThanksLetter {
    /// Language and organisation.
    #[serde(flatten)]
    pub frame: Frame,
    /// What the agent is called.
    pub name: String,
    /// When the customer wrote: "Friday 14 November".
    pub day: String,
    /// What they wrote.
    pub words: Words,
}
