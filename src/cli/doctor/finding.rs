//! What a doctor says of one thing.

use serde::Serialize;

/// How it stands with one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum State {
    Well,
    /// Could be better.
    Note,
    Wrong,
    /// Nobody answered.
    Unasked,
}

/// What was found out about one thing.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Finding {
    pub(super) state: State,
    pub(super) about: &'static str,
    pub(super) said: String,
    /// What to do.
    pub(super) remedy: Option<String>,
}

impl Finding {
    pub(super) fn well(about: &'static str, said: impl Into<String>) -> Self {
        Self { state: State::Well, about, said: said.into(), remedy: None }
    }

    pub(super) fn note(about: &'static str, said: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { state: State::Note, about, said: said.into(), remedy: Some(remedy.into()) }
    }

    pub(super) fn wrong(about: &'static str, said: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { state: State::Wrong, about, said: said.into(), remedy: Some(remedy.into()) }
    }

    pub(super) fn unasked(about: &'static str, said: impl Into<String>) -> Self {
        Self { state: State::Unasked, about, said: said.into(), remedy: None }
    }
}
