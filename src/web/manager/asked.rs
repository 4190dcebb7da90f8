//! What an address of the inbox asks for.

use super::done::Done;
use super::filters::Listed;
use super::tabs::show_of;
use crate::domain::ids::ActId;
use serde::Deserialize;

/// What is asked for.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    /// Which list, and what narrows it.
    #[serde(flatten)]
    pub listed: Listed,
    /// How many cards were changed.
    #[serde(default)]
    pub n: Option<String>,
    /// How many were left as they are.
    #[serde(default)]
    pub left: Option<String>,
    /// Which list a change was made in.
    #[serde(default)]
    pub from: Option<String>,
    /// The last card of the page before.
    #[serde(default)]
    pub before: Option<String>,
    /// What was just done.
    #[serde(default)]
    pub done: Option<String>,
    /// On which card, so that it can be undone.
    #[serde(default)]
    pub card: Option<String>,
    /// Which saved reply to begin a letter with.
    #[serde(default)]
    pub reply: Option<String>,
    /// By which act.
    #[serde(default)]
    pub act: Option<String>,
}

impl Asked {
    /// The act that was just done, if what was done is one that can be taken back.
    pub fn act(&self) -> Option<ActId> {
        self.done.as_deref().filter(|code| Done::can_be_taken_back(code))?;
        self.act.as_deref()?.parse().ok()
    }

    /// The press that was just made, if it changed how far a card has come.
    pub fn change(&self) -> Option<ActId> {
        self.done.as_deref().filter(|code| Done::is_a_change(code) || code.starts_with("many-"))?;
        self.act.as_deref()?.parse().ok()
    }

    /// The code of the list that was left for a card, to be handed on.
    pub fn left_list(&self) -> Option<&str> {
        self.from.as_deref().filter(|code| show_of(code).is_some())
    }
}
