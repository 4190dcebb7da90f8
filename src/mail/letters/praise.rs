//! Praise, to the agent it is about, within minutes: the customer's own words and nothing of who they are.

use super::frame::Frame;
use crate::domain::wording::Words;
use serde::Serialize;

/// `templates/mail/praise.{subject,text,html}`
#[derive(Debug, Clone, Serialize)]
pub struct PraiseLetter {
    /// Language and organisation.
    #[serde(flatten)]
    pub frame: Frame,
    /// What the agent is called.
    pub first_name: String,
    /// How many cards, those beyond the letter's too.
    pub count: usize,
    /// The cards.
    pub smiles: Vec<Smile>,
    /// The agent's own page.
    pub page: String,
    /// The page with the button that stops these letters.
    pub stop: String,
}

/// One card of praise.
#[derive(Debug, Clone, Serialize)]
pub struct Smile {
    /// The customer's words, with private details hidden.
    pub words: Words,
    /// When it came: "Friday 14 November".
    pub day: String,
    /// What a manager says to it: who, and their words.
    pub said: Option<(String, String)>,
}
