//! A polite no to a letter that wanted something done and that we can't act upon.

use super::frame::Frame;
use serde::Serialize;

/// `templates/mail/refused.{subject,text,html}`
#[derive(Debug, Clone, Serialize)]
pub struct RefusedLetter {
    /// Language and organisation.
    #[serde(flatten)]
    pub frame: Frame,
    /// Why.
    pub why: String,
    /// Where it can be done instead.
    pub onward: String,
}
