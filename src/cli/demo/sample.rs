//! The sample's files, as they are written.

use crate::domain::{Kind, Outcome};
use crate::error::{Error, Result};
use serde::Deserialize;

const PEOPLE: &str = include_str!("people.json");
const CARDS: &str = include_str!("cards.jsonl");

/// The roster, as an organisation would import it.
pub(super) const ROSTER: &[u8] = include_bytes!("roster.csv");

#[derive(Debug, Deserialize)]
pub(super) struct People {
    pub(super) organisation: Organisation,
    pub(super) teams: Vec<Team>,
    pub(super) members: Vec<Member>,
    pub(super) subscriptions: Vec<Subscription>,
    pub(super) forms: Vec<Form>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Organisation {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) zone: String,
    pub(super) mail_address: String,
    pub(super) postal: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Team {
    pub(super) id: String,
    pub(super) name: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Member {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) email: String,
    pub(super) role: crate::domain::Role,
    pub(super) zone: String,
    pub(super) teams: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Subscription {
    pub(super) member: Option<String>,
    pub(super) address: Option<String>,
    pub(super) hour: i32,
    pub(super) zone: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Form {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) team: Option<String>,
    pub(super) location: Option<String>,
}

/// A card of the sample and what became of it.
#[derive(Debug, Deserialize)]
pub(super) struct Card {
    /// 0 to 7; 7 is the newest complete week.
    pub(super) week: i64,
    /// 0 is Monday.
    pub(super) day: i64,
    /// `HH:MM`.
    pub(super) time: String,
    pub(super) source: String,
    pub(super) form: Option<String>,
    pub(super) kind: Kind,
    pub(super) text: String,
    pub(super) who: Option<String>,
    pub(super) name: Option<String>,
    pub(super) reach: Option<String>,
    pub(super) subject: Option<String>,
    pub(super) preset: Option<String>,
    /// Whom a manager picked for a question.
    #[serde(default)]
    pub(super) confirmed: Vec<String>,
    pub(super) outcome: Option<Ending>,
}

/// What became of a card, in hours after it came.
#[derive(Debug, Deserialize)]
pub(super) struct Ending {
    pub(super) seen_after_h: Option<f64>,
    pub(super) answered_after_h: Option<f64>,
    pub(super) closed_after_h: Option<f64>,
    pub(super) closure: Option<Outcome>,
    pub(super) closure_note: Option<String>,
    pub(super) owner: Option<String>,
    pub(super) release_note: Option<String>,
}

pub(super) fn people() -> Result<People> {
    serde_json::from_str(PEOPLE).map_err(|cause| Error::internal("The sample can't be read.").with_source(cause))
}

pub(super) fn cards() -> Result<Vec<Card>> {
    CARDS
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| {
            serde_json::from_str(line)
                .map_err(|cause| Error::internal("A sample card can't be read.").with_source(cause))
        })
        .collect()
}
