//! A complaint that a manager lets its agent read, with the manager's note.

use super::frame::Frame;
use crate::domain::wording::Words;
use serde::Serialize;

/// `templates/mail/shared.{subject,text,html}`
#[derive(Debug, Clone, Serialize)]
pub struct SharedLetter {
    /// Language and organisation.
    #[serde(flatten)]
    pub frame: Frame,
    /// What the agent is called.
    pub first_name: String,
    /// What the manager is called.
    pub manager: String,
    /// The customer's words, with private details hidden.
    pub words: Words,
    /// The manager's note.
    pub note: Words,
    /// The agent's own page.
    pub page: String,
}
