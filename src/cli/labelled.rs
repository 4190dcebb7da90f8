//! Labelled cards, as `evaluate tagging` and `train surroundings` read them: JSON lines, of which a `{"roster":[…]}` line
//! opens a roster that holds for the cards below it; then cards as for `smilecard tag` with `class`, `expect` (agent ids,
//! or objects with a polarity) and `triage` (lists of agent ids that must all be asked about).
use super::tag::Line;
use crate::domain::Polarity;
use crate::domain::roster::RosterEntry;
use crate::error::Error;
use serde::Deserialize;
use std::path::Path;

/// One line of a file.
#[derive(Deserialize)]
#[serde(untagged)]
pub enum Record {
    Roster {
        roster: Vec<Person>,
        #[serde(default)]
        organisation: Option<String>,
    },
    Card(Box<Labelled>),
}

#[derive(Deserialize)]
pub struct Person {
    id: String,
    name: String,
    #[serde(default)]
    nicknames: Vec<String>,
    code: Option<String>,
    team: Option<String>,
    location: Option<String>,
    active_from: Option<jiff::Timestamp>,
    active_until: Option<jiff::Timestamp>,
}

impl From<Person> for RosterEntry {
    fn from(p: Person) -> Self {
        Self {
            id: p.id,
            name: p.name,
            nicknames: p.nicknames,
            code: p.code,
            email: None,
            team: p.team,
            location: p.location,
            active_from: p.active_from,
            active_until: p.active_until,
        }
    }
}

/// A card and whom it names.
#[derive(Deserialize)]
pub struct Labelled {
    pub class: String,
    #[serde(default)]
    pub expect: Vec<Expected>,
    #[serde(default)]
    pub triage: Vec<Vec<String>>,
    #[serde(flatten)]
    pub card: Line,
}

/// An agent who must be tagged, and how the card speaks of them.
#[derive(Deserialize)]
#[serde(untagged)]
pub enum Expected {
    Id(String),
    Mood { agent: String, polarity: Polarity },
}

impl Expected {
    pub fn agent(&self) -> &str {
        match self {
            Self::Id(id) | Self::Mood { agent: id, .. } => id,
        }
    }
}

/// The text of a file.
///
/// # Errors
/// `Unavailable` when it can't be read.
pub fn text(file: &Path) -> Result<String, Error> {
    std::fs::read_to_string(file).map_err(|e| Error::unavailable(format!("can't read {}: {e}", file.display())))
}

/// The lines of such a text that hold something, with their numbers from 1.
///
/// # Errors
/// `Invalid` with the line's number when a line can't be read.
pub fn records<'a>(file: &'a Path, text: &'a str) -> impl Iterator<Item = Result<(usize, Record), Error>> + 'a {
    text.lines().enumerate().filter(|line| !line.1.trim().is_empty()).map(move |(n, line)| {
        let record = serde_json::from_str(line);
        let record = record.map_err(|e| Error::invalid(format!("{} line {}: {e}", file.display(), n + 1)))?;
        Ok((n + 1, record))
    })
}
